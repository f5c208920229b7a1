"""Labels, found by the beginnings of their words."""

from __future__ import annotations

import heapq
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

INSIDE = 1 << 40
MOST_WORDS = 8  # of a label, by which it is found


@dataclass(frozen=True, slots=True)
class Entry:
    """A name or title, with about how many postings have it."""

    label: str
    value: str
    frequency: int
    detail: str = ""


@dataclass(frozen=True)
class Beginnings:
    """Entries, the most frequent first, by the beginnings of their words: sorted, with the entry's place.

    Where it is not the first word that begins so, INSIDE is added to the place.
    """

    entries: list[Entry]
    keys: list[str]
    places: list[int]

    def best(self, prefix: str, most: int) -> list[Entry]:
        """The entries with a word that begins so: those that begin so themselves first, then by frequency."""
        first, last = bisect_left(self.keys, prefix), bisect_left(self.keys, prefix + "\U0010ffff")
        found = heapq.nsmallest(most * MOST_WORDS, self.places[first:last])
        return [self.entries[place] for place in dict.fromkeys(place % INSIDE for place in found)][:most]


NOTHING = Beginnings([], [], [])


def beginnings(entries: Iterable[Entry]) -> Beginnings:
    """
    >>> known = beginnings([Entry("Los Angeles", "la", 3), Entry("Angers", "an", 1)])
    >>> [entry.label for entry in known.best("ang", 9)]
    ['Angers', 'Los Angeles']
    """
    ordered = sorted(entries, key=lambda entry: (-entry.frequency, entry.label, entry.value))
    pairs: list[tuple[str, int]] = []
    for place, entry in enumerate(ordered):
        words = folded(entry.label).split()[:MOST_WORDS]
        pairs += ((" ".join(words[start:]), place + (start and INSIDE)) for start in range(len(words)))
    pairs.sort()
    return Beginnings(ordered, [key for key, _ in pairs], [place for _, place in pairs])


def folded(text: str) -> str:
    """How labels and what is typed are compared: without case, accents, or what joins words.

    >>> folded("  Zürich-Nord/Élan ")
    'zurich nord elan'
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return " ".join(plain.translate({ord(mark): " " for mark in '-–—/()[],"“”'}).split())
