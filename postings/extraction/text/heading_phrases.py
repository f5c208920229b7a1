"""The phrases of headings.csv, and where they stand in a text: words folded, the longest phrase first."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple, cast

from postings.extraction import lexicons
from postings.extraction.records import SectionKind

Phrase = tuple[str, ...]

# Words, glued ones apart: "ResponsibilitiesLead" is two.
_WORD = re.compile(r"[A-Z][a-z]+(?=[A-Z][a-z])|[^\W_]+(?:['’`´?][^\W_]+)*|&")

_APOSTROPHE = re.compile(r"['’`´?]")

_WITHIN = re.compile(r"[\s,/\u2013-]{1,3}")  # what may stand between two words of one heading

MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of headings.csv."""

    kind: SectionKind
    open_ended: bool  # the heading may go on after the phrase
    inline: str  # bare | sentence | colon | no


class Found(NamedTuple):
    """A phrase of the lexicon at its place in a text."""

    entry: Entry
    start: int
    end: int
    words: int


def title_case(phrase: str) -> bool:
    words = _WORD.findall(phrase)
    return all(word[0].isupper() or fold(word) in lexicons.joining_words() for word in words)


def longest(text: str, start: int, end: int) -> Found | None:
    """The longest phrase of the lexicon that begins at `start`."""
    best = None
    folded: Phrase = ()
    previous = start
    known, begun = phrases(), beginnings()
    for word in _WORD.finditer(text, start, min(end, start + 160)):
        gap = text[previous : word.start()]
        if folded and gap != " " and (not _WITHIN.fullmatch(gap) or "\n" in gap):
            break
        folded += (fold(word[0]),)
        if folded not in begun or (previous == start and gap):
            break
        previous = word.end()
        if entry := known.get(folded):
            best = Found(entry, start, previous, len(folded))
    return best


@lru_cache(maxsize=10_000)  # most words of a text are words of the text before it
def fold(word: str) -> str:
    """A word as the lexicon writes it: small, without apostrophes and accents."""
    if not word.isalnum():
        word = "and" if word == "&" else _APOSTROPHE.sub("", word)
    if word.isascii():
        return word.lower()
    return "".join(
        char for char in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(char)
    )


def words_of(text: str) -> Phrase:
    return tuple(map(fold, _WORD.findall(text)))


@cache
def phrases() -> dict[Phrase, Entry]:
    return {
        tuple(row["phrase"].split()): Entry(
            cast(SectionKind, row["kind"]), row["match"] == "start", row["inline"]
        )
        for row in lexicons.rows("headings")
    }


@cache
def beginnings() -> frozenset[Phrase]:
    """The first word, the first two words ... of each phrase."""
    return frozenset(phrase[:length] for phrase in phrases() for length in range(1, len(phrase) + 1))


@cache
def first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in phrases())


@cache
def deciding_words() -> tuple[tuple[str, SectionKind], ...]:
    return tuple(
        (f" {row['words']} ", cast(SectionKind, row["kind"])) for row in lexicons.rows("heading_words")
    )
