"""Recognises files that hold several postings: lists of search results, feeds, arrays, postings in a row."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence

from postings.extraction.document import facts, titles

_FEED = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--[^<>]{0,500}-->\s*)?<(?:rss|feed|rdf:RDF|jobs|source)\b"
)
_ENTRY = re.compile(r"<(?:item|entry|job)\b")
_AGO = re.compile(
    r"(?:(?:re)?posted |active |new )?"
    r"(?:(?:\d{1,3}\+?|an?|one) (?:minute|hour|day|week|month)s? ago|\d{1,2}[dhw] ago|today|yesterday|"
    r"just (?:now|posted))\Z",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:easily|easy|quick(?:ly)?|1-click) apply|apply(?: now)?|read more|more info(?:rmation)?|learn more|"
    r"view|(?:view|see|save|show)(?: this)? (?:job|details?|role)|details",
    re.IGNORECASE,
)
_LONG = 200  # characters of a line that belongs to a posting's body
_MOST_LINES = 5_000
_TITLED = ("title", "job_title", "jobTitle", "position", "name", "text", "headline")


def in_data(text: str) -> str | None:
    """Why a file of data (JSON, RSS) is not one posting, None where it is no such file or holds one alone.

    >>> in_data('[{"title": "Cook"}, {"title": "Baker"}]')
    'The file holds a list of 2 records, not one posting; save each posting as a file of its own.'
    """
    found = 0
    if _FEED.match(text):
        found = len(_ENTRY.findall(text))
    elif text.lstrip()[:1] in ("[", "{"):
        found = _records(text.strip())
    if found < 2:
        return None
    return (
        f"The file holds a list of {found} records, not one posting; save each posting as a file of its own."
    )


def in_lines(lines: Sequence[str]) -> str | None:
    """Why a text is several postings, None where it may be one. Doubt means None."""
    lines = lines[:_MOST_LINES]
    titled = _headers(lines)
    if titled >= 2:
        return f"The file holds {titled} postings, one after the other; save each as a file of its own."
    if _is_list(lines):
        return (
            "The file holds a list of search results, not one posting; save each posting from its own page."
        )
    return None


def _records(text: str) -> int:
    """The records of a JSON array, of an array in a JSON object, or of lines of JSON."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        lines = text.split("\n")
        return (
            len(lines)
            if len(lines) > 1 and all(line[:1] == "{" and line[-1:] == "}" for line in lines)
            else 0
        )
    if isinstance(data, dict):
        arrays = [value for value in data.values() if isinstance(value, list) and _titled(value)]
        data = arrays[0] if arrays else None
    return len(data) if isinstance(data, list) and _titled(data) else 0


def _titled(records: list[object]) -> bool:
    """True for two or more objects, all with something like a title and none an entry of a `@graph`."""
    return len(records) > 1 and all(
        isinstance(record, dict) and "@type" not in record and any(key in record for key in _TITLED)
        for record in records
    )


def _headers(lines: Sequence[str]) -> int:
    """How often a header of "Title: ...", with "Location: ..." or the like near it, begins anew."""
    names: list[str] = []
    others: Counter[str] = Counter()
    for line in lines:
        fact = facts.key_value(line, "several") if 0 < line.find(":") < 40 and len(line) < 160 else None
        if fact is None:
            continue
        if fact.kind == "title" and titles.names_role(fact.words[0]):
            names.append(fact.words[0].casefold())
        elif fact.kind in ("location", "employer", "job_number"):
            others[fact.kind] += 1
    distinct = len(set(names))
    return distinct if distinct == len(names) and any(n == distinct for n in others.values()) else 0


def _is_list(lines: Sequence[str]) -> bool:
    """Many short lines that name roles, each with its age or a button, and hardly any body."""
    short = [line for line in lines if len(line) <= 40]
    ages = sum(bool(_AGO.match(line)) for line in short)
    buttons = sum(bool(_BUTTON.fullmatch(line)) for line in short)
    if ages < 4 and buttons < 5:
        return False
    if sum(len(line) for line in lines if len(line) > _LONG) * 2 > sum(map(len, lines)):
        return False
    roles = {line.casefold() for line in lines if len(line) <= 80 and titles.names_role(line)}
    return len(roles) >= 4
