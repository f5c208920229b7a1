"""Tells a title from what is hung on its end: the place, the employer, a separator left behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from postings.extraction import lexicons
from postings.extraction.document import facts, titles
from postings.extraction.places import gazetteer

_MARK = re.compile(r"\s+(?:[-\u2013|]|in|at|@)\s+|\s*\u2014\s*|,\s+|\s*[(\[]")
_MARKS = 3  # "Clerk, Toronto, ON, Canada"
_TRADES = frozenset({"enterprise", "mobile"})  # towns of Alabama as well
_LEFT_BEHIND = re.compile(r"[\s|,;:/\u2013\u2014-]+\Z")
_AREAS = frozenset({
    "amer", "americas", "anz", "apac", "apj", "asia", "aunz", "benelux", "canada", "dach", "emea", "eu",
    "europe", "latam", "mena", "nordics", "uk", "uk&i", "ukie", "us", "usa",
})  # fmt: skip


def without_place(title: str, places: Sequence[str]) -> str:
    """`title` without a place at its end; a city counts only where it agrees with `places`, as stated.

    >>> without_place("Account Manager - Morocco", []), without_place("Analyst, Enterprise", ["Oslo"])
    ('Account Manager', 'Analyst, Enterprise')
    """
    title = _LEFT_BEHIND.sub("", title)
    bracketed = title.endswith((")", "]"))
    shorter = _shorter(title, places)
    if shorter and bracketed:  # "Clerk - La Paz (Baja California Sur)"
        shorter = _shorter(shorter, places) or shorter
    return shorter or title


def _shorter(title: str, places: Sequence[str]) -> str | None:
    """`title` without the longest place behind one of its last marks, None where none stands there."""
    for front, mark, words in reversed(_tails(title)):
        if mark not in ("at", "@") and titles.names_role(front) and _is_place(words, places):
            front = _without_city(front, words) if mark == "," else front
            return _LEFT_BEHIND.sub("", front)
    return None


def _without_city(front: str, state: str) -> str:
    """`front` without the city before ", KS": "Clerk Wichita" becomes "Clerk"."""
    words = front.split()
    regions = {(m.country, m.region) for m in gazetteer.meanings(state) if m.region and not m.city}
    for size in range(min(3, len(words) - 1), 0, -1):
        role, city = " ".join(words[:-size]), " ".join(words[-size:])
        meant = gazetteer.meanings(city) if city[0].isupper() and not titles.names_role(city) else ()
        if titles.names_role(role) and any(m.city and (m.country, m.region) in regions for m in meant):
            return role
    return front


def without_employer(title: str, text: str, employer: str | None) -> tuple[str, str | None]:
    """(title, employer) where the title ends in " at Acme", " — Acme" or "| Acme", which the text knows.

    >>> without_employer("Clerk at Acme", "Clerk at Acme. Acme is a bank. Join Acme!", None)
    ('Clerk', 'Acme')
    """
    for front, mark, words in _tails(title)[:1]:
        if mark in ("in", ",", "(", "[") or not titles.names_role(front) or not words[0].isupper():
            continue
        if "," in words and facts.reads_as_place(words):
            continue
        if employer and words.casefold() in (employer.casefold(), employer.casefold().split(" ")[0]):
            return front, words
        named = re.escape(words)
        talks = mark != "-" and re.search(
            rf"\b(?:About|Join|At) {named}\b|\b{named} (?:is|was|has|offers|believes)\b", text[:20_000]
        )
        works_at = mark in ("at", "@") and words not in ("Scale", "Large", "Home", "Sea", "Work")
        if (works_at or (talks and words.casefold() not in _skills())) and not titles.names_role(words):
            return front, words
    return title, None


@cache
def _skills() -> frozenset[str]:
    """The names of products and trades: behind a dash they say what the work is about."""
    phrases = "|".join(row["anyhow"] + "|" + row["exact"] for row in lexicons.rows("skills"))
    return frozenset(phrase.casefold() for phrase in phrases.split("|"))


def _tails(title: str) -> list[tuple[str, str, str]]:
    """(front, mark, words behind it) at the last marks of a title, the last first."""
    found = []
    for match in list(_MARK.finditer(title))[: -_MARKS - 1 : -1]:
        mark = match[0].strip()
        words = title[match.end() :].strip()
        if mark in ("(", "["):
            words = words.rstrip(")]")
        if words and match.start():
            found.append((title[: match.start()].rstrip(), mark, words))
    return found


def _is_place(words: str, places: Sequence[str]) -> bool:
    if words.casefold() in _AREAS:
        return True
    parts = [part.strip() for part in re.split(r"[,/]", words) if part.strip()]
    meant = [gazetteer.meanings(part) for part in parts if part[0].isupper()]
    if not parts or len(meant) < len(parts) or not all(meant):
        return False
    if len(parts) > 1 or any(_is_plain(meaning) for meaning in meant[0]):
        return True
    named = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    if any(map(named.search, places)):
        return True
    if words.casefold() in _skills() | _TRADES:
        return False
    countries = {
        meaning.country for place in places for meaning in gazetteer.meanings(place.split(",")[-1].strip())
    }
    return any(meaning.country in countries and meaning.population > 100_000 for meaning in meant[0])


def _is_plain(meaning: gazetteer.Meaning) -> bool:
    """A country or a state of the US by its name: no word of a title looks like these."""
    return not meaning.loose and meaning.city is None and (meaning.region is None or meaning.country == "US")
