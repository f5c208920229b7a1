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
from itertools import chain, islice, product
from typing import NamedTuple

from postings.search import tokens

WORD = re.compile(rf"[^\W_]{{1,{tokens.LONGEST + 1}}}")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
# The bytes of UTF-8 that ASCII, quotation marks, dashes and bullets are made of. Of a text with accented
# letters or other scripts something is left without them.
SIGNS = bytes({*range(0xC3), 0xE2} - {0xAA, 0xB5, 0xBA})
LIGATURE = "\0"  # stands for a letter that is several when folded, like æ
MOST_WORDS = 1000  # of a text that are looked at for one term: only nonsense has more
LITTLE = 1.1  # the weight of a term that a half of all postings have
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

    @property
    def is_whole(self) -> bool:
        """Of a single letter only the letter itself is a word."""
        return len(self.term) == 1 and not self.is_prefix

    def is_in(self, word: str) -> bool:
        """Whether a marked word is one of this term's."""
        if self.is_prefix:
            return (_plain(word) or "").startswith(self.term)
        return _stem(word) == self.term


class Place(NamedTuple):
    """Where a word of a term stands: from `start` up to `end`."""

    start: int
    end: int
    sought: int  # its term's number among those of the search


def places(text: str, sought: list[Sought], reach: int) -> list[Place]:
    """The places of a composed text with words of the terms, in their order.

    The terms are taken in the order of their weight. Those that say little are looked for no farther than
    `reach` from the places of others: half of a text may be such words.
    """
    folded = _folded(text, all(one.term.isascii() for one in sought))
    ligatures = list(_words_with_ligatures(folded)) if LIGATURE in folded else []
    found: dict[int, Place] = {}
    for number, one in sorted(enumerate(sought), key=lambda each: -each[1].weight):
        spans = [(0, len(text))]
        if one.weight < LITTLE and found:
            spans = _around(sorted(found), reach)
        for start in islice(chain(_beginning_so(folded, one, spans), ligatures), MOST_WORDS):
            if start not in found and (word := _marked_word(text, start)) and one.is_in(word):
                found[start] = Place(start, start + len(word), number)
    return [found[start] for start in sorted(found)]


def _around(starts: list[int], reach: int) -> list[tuple[int, int]]:
    """The parts of a text that are within reach of these places."""
    spans: list[tuple[int, int]] = []
    for start in starts:
        begin, end = max(start - reach, 0), start + reach
        if spans and begin <= spans[-1][1]:
            begin = spans.pop()[0]
        spans.append((begin, end))
    return spans


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


def _beginning_so(folded: str, sought: Sought, spans: list[tuple[int, int]]) -> Iterator[int]:
    """Where words begin like those of a term."""
    for beginning, (first, last) in product(sought.beginnings, spans):
        place = folded.find(beginning, first, last)
        while place >= 0:
            in_word = place > 0 and folded[place - 1].isalnum()
            if not in_word and not (sought.is_whole and folded[place + 1 : place + 2].isalnum()):
                yield place
            place = folded.find(beginning, place + 1, last)


def _words_with_ligatures(folded: str) -> Iterator[int]:
    """The beginnings of words that may begin in any way."""
    place = folded.find(LIGATURE)
    while place >= 0:
        start = place
        while start and folded[start - 1].isalnum():
            start -= 1
        if not start or folded[start - 1] != LIGATURE:  # else it is the word of the one before
            yield start
        place = folded.find(LIGATURE, place + 1)


def _marked_word(text: str, start: int) -> str | None:
    """The word that begins here, as the engine sees it; None where none does, or one that is too long."""
    word = WORD.match(text, start)
    if word is None or TYING & {*text[max(start - 1, 0) : start], *text[word.end() : word.end() + 1]}:
        first = max(start - BEFORE, 0)
        marked = tokens.marked(text[first : start + BEHIND])
        word = WORD.match(marked, start - first)
        if start > first and marked[start - first - 1].isalnum():
            return None
    return word[0] if word is not None and len(word[0]) <= tokens.LONGEST else None


@functools.lru_cache(maxsize=20_000)
def _stem(word: str) -> str | None:
    """The one term that a marked word is; None where it is none."""
    terms = tokens.stems(word)
    return terms[0] if len(terms) == 1 else None


@functools.lru_cache(maxsize=1_000)
def _plain(word: str) -> str | None:
    terms = tokens.terms(word, stemmed=False)
    return terms[0] if len(terms) == 1 else None
