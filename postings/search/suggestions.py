"""What somebody who types may mean: titles, skills, employers, teams and places with a word that begins so.

Each with the count that choosing it gives in the current search, whose words it takes the place of. Names
come from what the process keeps of them, titles from the most frequent ones of the index; both are kept
sorted by the beginnings of their words, and anew when they have become more or the index has doubled.
"""

from __future__ import annotations

import heapq
import threading
import time
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Literal

from tantivy import Searcher

from postings.search import answer
from postings.search.index import TantivyIndex, UnreadableIndexError
from postings.search.names import Names
from postings.search.query import SearchQuery, to_query_string

Kind = Literal["title", "skill", "employer", "team", "location"]
KINDS: tuple[Kind, ...] = ("title", "skill", "employer", "team", "location")
TITLES = 20_000  # the most frequent, which are suggested
MANY = 50_000  # postings from which on titles are read aside, while suggestions do without them
STALE = 600.0  # seconds after which titles are read again, when somebody types
INSIDE = 1 << 40
MOST_WORDS = 8  # of a label, by which it is found
TRIED = 3  # times as many are counted as are asked for, at most


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to choose. `value` is a facet's value, or the title.

    `url` is the query string of the search that has it chosen, which finds `count` postings.
    """

    kind: Kind
    label: str
    value: str
    count: int
    url: str


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


@dataclass
class Suggester:
    """Suggests from one index. Threads may share it."""

    index: TantivyIndex
    _names: dict[str, tuple[Names, tuple[int, int], Beginnings]] = field(default_factory=dict)
    _titles: Beginnings | None = None
    _titles_of: tuple[int, float] = (0, 0.0)
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def suggest(
        self, query: SearchQuery, names: Mapping[str, Names], prefix: str, limit: int
    ) -> tuple[Suggestion, ...]:
        """What has a word that begins so and is found by the search: of each kind the best."""
        wanted = folded(prefix)
        if not wanted or limit < 1:
            return ()
        searcher = self.index.searcher()
        around = replace(query, text="", verbatim=False, page=1, sort=None)
        found: list[Suggestion] = []
        for kind, entry in self._in_turn(searcher, names, wanted, limit)[: limit * TRIED]:
            suggestion = self._counted(searcher, around, names, kind, entry)
            if suggestion.count:
                found.append(suggestion)
            if len(found) == limit:
                break
        return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))

    def _in_turn(
        self, searcher: Searcher, names: Mapping[str, Names], prefix: str, limit: int
    ) -> list[tuple[Kind, Entry]]:
        """The best of each kind, then the second best ..."""
        turns: list[tuple[int, int, Kind, Entry]] = []
        for place, kind in enumerate(KINDS):
            known = self._known(searcher, kind, names)
            turns += ((turn, place, kind, entry) for turn, entry in enumerate(known.best(prefix, limit)))
        return [(kind, entry) for _, _, kind, entry in sorted(turns, key=lambda turn: turn[:2])]

    def _counted(
        self, searcher: Searcher, around: SearchQuery, names: Mapping[str, Names], kind: Kind, entry: Entry
    ) -> Suggestion:
        if kind == "title":
            chosen = replace(around, text=f'title:"{entry.value}"')
        else:
            chosen = around.without(kind).choosing(kind, entry.value)
        count = self.index.count(answer.ask(chosen, names, 1), searcher)
        return Suggestion(kind, entry.label + entry.detail, entry.value, count, to_query_string(chosen))

    def _known(self, searcher: Searcher, kind: Kind, names: Mapping[str, Names]) -> Beginnings:
        if kind == "title":
            return self._known_titles(searcher.num_docs)
        return self._known_names(searcher, names[kind])

    def _known_names(self, searcher: Searcher, names: Names) -> Beginnings:
        state = (len(names), searcher.num_docs.bit_length())
        kept = self._names.get(names.facet.name)
        if kept is None or kept[0] is not names or kept[1] != state:
            made = beginnings(
                Entry(
                    name.label,
                    name.value,
                    searcher.doc_freq(names.facet.name, name.code),
                    _above(names, name.above),
                )
                for name in list(names.by_code.values())
            )
            kept = self._names[names.facet.name] = (names, state, made)
        return kept[2]

    def _known_titles(self, postings: int) -> Beginnings:
        """The frequent titles; of many postings those of a while ago, or none, until they are read."""
        read, when = self._titles_of
        if (
            self._titles is None
            or read.bit_length() != postings.bit_length()
            or time.monotonic() > when + STALE
        ):
            if postings < MANY:
                self._read_titles()
            elif self._reading.acquire(blocking=False):
                threading.Thread(target=self._read_aside, name="search-titles", daemon=True).start()
        return self._titles or Beginnings([], [], [])

    def _read_aside(self) -> None:
        try:
            with suppress(UnreadableIndexError):  # whoever asks next is told
                self._read_titles()
        finally:
            self._reading.release()

    def _read_titles(self) -> None:
        postings = self.index.searcher().num_docs
        together: dict[str, Entry] = {}
        for title, frequency in self.index.titles(TITLES):
            alike = together.setdefault(folded(title), Entry(title, title, 0))
            together[folded(title)] = replace(alike, frequency=alike.frequency + frequency)
        self._titles = beginnings(entry for key, entry in together.items() if key and '"' not in entry.label)
        self._titles_of = (postings, time.monotonic())


def _above(names: Names, code: int | None) -> str:
    """What a place needs behind its name: ", Illinois, United States"."""
    above = names.by_code.get(code) if code is not None else None
    return f", {above.label}{_above(names, above.above)}" if above is not None else ""
