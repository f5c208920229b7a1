"""Where the words of a search stand in a text.

To take a whole text apart into its terms costs half a millisecond. But a stem begins as its words do, all but
its last letter ("happi" is of happy, "hope" of hoping, "capabl" of capability): so only words that begin like
a term of the search are looked at, and of these each is stemmed once.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from postings.search import tokens

WORD = re.compile(r"[^\W_]+")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
# The bytes of UTF-8 that ASCII, quotation marks, dashes and bullets are made of. Of a text with accented
# letters or other scripts something is left without them.
SIGNS = bytes({*range(0xC3), 0xE2} - {0xAA, 0xB5, 0xBA})
LIGATURE = "\0"  # stands for a letter that is several when folded, like æ
TYING = frozenset("+#.&'’?")  # what `tokens.marked` may make a letter of, or take away
BEFORE, BEHIND = 8, 100  # characters around the beginning of a word that say how it is marked
WITH_Y = {"die": "dy", "lie": "ly", "tie": "ty"}  # dying


@dataclass(frozen=True)
class Sought:
    """A term of the search, with what its words begin with; of a prefix the words are all that begin so.

    `weight` says how much a text says by having it.
    """

    term: str
    weight: float
    is_prefix: bool = False

    @functools.cached_property
    def beginnings(self) -> tuple[str, ...]:
        begin = tokens.unmarked(self.term)
        if self.is_prefix or len(begin) < 3:
            return (begin,)
        if begin in WITH_Y:
            return begin[:-1], WITH_Y[begin]
        if begin[-1] == "i":
            return begin, f"{begin[:-1]}y"
        return (begin[:-1],) if begin[-1] in "ey" or begin.endswith("bl") else (begin,)

    def is_in(self, word: str) -> bool:
        """Whether a marked word is one of this term's."""
        if self.is_prefix:
            return (_term(word, stemmed=False) or "").startswith(self.term)
        return _term(word, stemmed=True) == self.term


class Place(NamedTuple):
    """Where a word of a term stands: from `start` up to `end`."""

    start: int
    end: int
    sought: int  # its term's number among those of the search


def places(text: str, sought: list[Sought]) -> list[Place]:
    """All places of a composed text with words of the terms, in their order."""
    folded = _folded(text, all(one.term.isascii() for one in sought))
    ligatures = list(_words_with_ligatures(folded)) if LIGATURE in folded else []
    found: dict[int, Place] = {}
    for number, one in enumerate(sought):
        for start in (*_beginning_so(folded, one.beginnings), *ligatures):
            if start not in found and (word := _marked_word(text, start)) and one.is_in(word):
                found[start] = Place(start, start + len(word), number)
    return [found[start] for start in sorted(found)]


def _folded(text: str, of_ascii: bool) -> str:
    """The text of the same length in small letters without accents; with `of_ascii` only words of ASCII
    are looked for in it, and other signs need not be what they are."""
    if text.isascii():
        return text.lower()
    if of_ascii and not text.encode().translate(None, SIGNS):
        return text.encode("ascii", "replace").decode().lower()
    return FOREIGN.sub(_without_accents, text).lower()


def _without_accents(run: re.Match[str]) -> str:
    return "".join(map(_folded_letter, run[0]))


@functools.lru_cache(maxsize=10_000)
def _folded_letter(letter: str) -> str:
    folded = "".join(tokens.terms(letter, stemmed=False))
    return (folded or letter) if len(folded) < 2 else LIGATURE


def _beginning_so(folded: str, beginnings: tuple[str, ...]) -> Iterator[int]:
    for beginning in beginnings:
        place = folded.find(beginning)
        while place >= 0:
            if not place or not folded[place - 1].isalnum():
                yield place
            place = folded.find(beginning, place + 1)


def _words_with_ligatures(folded: str) -> Iterator[int]:
    """The beginnings of words that may begin in any way."""
    place = folded.find(LIGATURE)
    while place >= 0:
        start = place
        while start and (folded[start - 1].isalnum() or folded[start - 1] == LIGATURE):
            start -= 1
        yield start
        place = folded.find(LIGATURE, place + 1)


def _marked_word(text: str, start: int) -> str | None:
    """The word that begins here, as the engine sees it; None where none does."""
    word = WORD.match(text, start)
    if word is not None and TYING.isdisjoint(
        text[max(start - 1, 0) : start] + text[word.end() : word.end() + 1]
    ):
        return word[0]
    first = max(start - BEFORE, 0)
    marked = tokens.marked(text[first : start + BEHIND])
    word = WORD.match(marked, start - first)
    if word is None or (start > first and marked[start - first - 1].isalnum()):
        return None
    return word[0]


@functools.lru_cache(maxsize=20_000)
def _term(word: str, stemmed: bool) -> str | None:
    """The one term that a marked word is; None where it is too long to be one."""
    terms = tokens.stems(word) if stemmed else tokens.terms(word, stemmed=False)
    return terms[0] if len(terms) == 1 else None
