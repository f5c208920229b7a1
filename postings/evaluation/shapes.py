"""What a label may say: its parts, their kinds and the words of each value."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, get_args

from postings.extraction.records import DEGREE_LEVELS, DegreePolicy, ExperienceState

_LEVELS = (None, *DEGREE_LEVELS)
_WORDS: dict[tuple[str, str], Collection[str | None]] = {
    ("degree", "policy"): get_args(DegreePolicy),
    ("degree", "floor"): _LEVELS,
    ("degree", "preferred"): _LEVELS,
    ("experience", "state"): get_args(ExperienceState),
}


def faults(label: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a label that has all its parts, a sentence each; nothing when it can be judged.

    >>> list(faults({"id": "a", "degree": "bachelor", "experience": {}, "paths": [5]}))[:2]
    ['"degree" is not an object.', '"experience" is without "state".']
    """
    for part in ("degree", "experience"):
        yield from _part(part, label[part])
    yield from _paths(label["paths"])
    for name in ("id", "text", "title", "name", "corpus", "class"):
        if not isinstance(label.get(name), str | None) and name != "id":
            yield f'"{name}" is not text.'
    if not isinstance(label["id"], str | int):
        yield '"id" is neither text nor a number.'
    if not _is_years(label.get("common_min_years")):
        yield '"common_min_years" is no number of years.'
    disputed = label.get("disputed") or []
    if not isinstance(disputed, list) or not all(isinstance(name, str) for name in disputed):
        yield '"disputed" is no list of names.'


def _part(part: str, value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f'"{part}" is not an object.'
        return
    needed = ("policy", "floor", "preferred") if part == "degree" else ("state", "min_years", "max_years")
    for name in needed:
        if name not in value:
            yield f'"{part}" is without "{name}".'
        elif (part, name) in _WORDS:
            yield from _word(f"{part} {name}", value[name], _WORDS[part, name])
        elif not _is_years(value[name]):
            yield f"{part} {name} is {value[name]!r}, no number of years."


def _paths(value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        yield '"paths" is not a list.'
        return
    for number, path in enumerate(value, 1):
        if not isinstance(path, dict) or not {"degree", "years"} <= path.keys():
            yield f'path {number} is not an object with "degree" and "years".'
            continue
        yield from _word(f"the degree of path {number}", path["degree"], ("none", *_LEVELS))
        if not _is_years(path["years"]):
            yield f"the years of path {number} are {path['years']!r}, no number."


def _word(what: str, value: Any, words: Collection[str | None]) -> Iterator[str]:
    if value not in words:
        known = ", ".join("null" if word is None else word for word in words)
        yield f"{what} is {value!r}, none of {known}."


def _is_years(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
