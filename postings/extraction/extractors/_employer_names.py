"""Which names an employer can have, and the full name that an abbreviation stands for."""

from __future__ import annotations

import re
from functools import cache

from postings.extraction import lexicons
from postings.extraction.places import gazetteer

_COUNTED = 20_000  # characters in which a full name is looked for
_MODES = ("anyhow", "exact", "beside", "listed")


def in_full(text: str, name: str) -> tuple[int, int] | None:
    """Where the text writes out the name that an abbreviation stands for: "Harbour Street Library"."""
    letters = re.sub(r"[^A-Z]", "", name)
    if " " in name or len(letters) < 2 or len(letters) * 2 <= len(name) or len(letters) > 7:
        return None
    small = r"(?:(?:of|the|and|for|di|de|du|des|la|für|&)\s){0,2}"
    full = rf"[\s-]{small}".join(rf"{letter}[\w’'.]*(?<!\W)" for letter in letters)
    in_brackets = re.compile(rf"\b{full}(?=\s\(\W?{re.escape(name)}\b)")
    anywhere = re.compile(rf"\b{full}\b(?![\s-][A-Z])") if len(letters) > 2 else None
    for pattern in filter(None, (in_brackets, anywhere)):
        for match in pattern.finditer(text, 0, _COUNTED):
            if "\n" not in match[0] and any(map(str.islower, match[0])):
                return match.span()
    return None


def spelled(address: str) -> re.Pattern[str]:
    """How a text may write the name that an address joins: "oakandloom" as "Oak and Loom"."""
    letters = re.sub(r"[^\w]|_", "", address)[:30]
    joined = r"[ .&’'-]?".join(map(re.escape, letters))
    return re.compile(rf"(?<![\w/.@-]){joined}(?![\w/@-])", re.IGNORECASE)


def may_be_another(name: str, text: str) -> bool:
    """True for names that mean something else as well: a skill, a town, a word that the text writes small."""
    folded = name.casefold()
    if folded in subjects():
        return True
    if any(meaning.city for meaning in gazetteer.meanings(name)):
        return True
    return " " not in name and name.isalpha() and f" {folded} " in text


@cache
def is_a_name(name: str) -> bool:
    words = name.split()
    if not words or len(name) < 2 or len(name) > 90 or not re.search(r"[^\W\d_]{2}|[A-Z]\d\d", name):
        return False
    folded = [word.casefold().strip(".,'’!") for word in words]
    if _no_names().get(folded[0]) == "start" or folded[-1] in _last_words():
        return False
    if all(word in _no_names() for word in folded):
        return False
    if len(words) > 1 and words[0].isupper() and folded[0] in _no_names() and not words[-1].isupper():
        return False  # "EQUAL OPPORTUNITY Fernwick": a heading and the name behind it
    return len(words) > 3 or not any(map(_is_a_place, gazetteer.meanings(name)))


def _is_a_place(meaning: gazetteer.Meaning) -> bool:
    if meaning.city is None:
        return meaning.region is None or meaning.country in gazetteer.POSTAL
    return meaning.population > 100_000


@cache
def _no_names() -> dict[str, str]:
    """Words that begin sentences and headings, with their kind: "start" or "alone"."""
    return {row["word"]: row["kind"] for row in lexicons.rows("no_employers")}


@cache
def subjects() -> frozenset[str]:
    """Skills and fields of study: "Kafka is a plus" names no employer, "Kafka is an equal employer" does."""
    skills = (phrase for row in lexicons.rows("skills") for mode in _MODES for phrase in row[mode].split("|"))
    fields = (row["name"] for row in lexicons.rows("fields_of_study"))
    return frozenset(name.casefold() for name in (*skills, *fields))


@cache
def _last_words() -> frozenset[str]:
    """Words that end no employer's name: role nouns, and what begins the next sentence."""
    nouns = (row["noun"].casefold() for row in lexicons.rows("role_nouns"))
    others = (
        "we",
        "our",
        "you",
        "the",
        "team",
        "about",
        "role",
        "job",
        "position",
        "is",
        "who",
        "bay",
        "area",
    )
    return frozenset((*others, *nouns))
