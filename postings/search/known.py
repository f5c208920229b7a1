"""What can be suggested: the names of facets that the process keeps, and the frequent titles of the index.

Read when they are first asked for, and anew when there are more of them, the index has doubled, or some time
has passed. Of many postings they are read aside, while those of a while ago, or none, are suggested.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from tantivy import Searcher

from postings.search.beginnings import NOTHING, Beginnings, Entry, beginnings, folded
from postings.search.index import TantivyIndex, UnreadableIndexError
from postings.search.names import Names

NAMED = ("skill", "employer", "team", "location")
TITLES = 20_000  # the most frequent, which are suggested
MANY = 2_000  # postings from which on all is read aside
SOON = 30.0  # seconds that what was read is good for, whatever changes
STALE = 600.0  # seconds after which all is read again, when somebody types

State = tuple[int, ...]


@dataclass
class Known:
    """What can be suggested from one index. Threads may share it."""

    index: TantivyIndex
    _by_kind: dict[str, Beginnings] = field(default_factory=dict)
    _of: State = ()
    _when: float = 0.0
    _reading: threading.Lock = field(default_factory=threading.Lock)

    @property
    def ready(self) -> bool:
        """Something has been read, be it of a while ago."""
        return bool(self._by_kind)

    def of(self, searcher: Searcher, names: Mapping[str, Names]) -> Mapping[str, Beginnings]:
        """By kind, "title" among them; a kind may be missing."""
        state = _state(searcher, names)
        age = time.monotonic() - self._when
        few = searcher.num_docs < MANY
        if not self.ready or age > STALE or (state != self._of and (few or age > SOON)):
            if few:
                self._read(names, state)
            else:
                self._begin_aside(names, state)
        return self._by_kind

    def prepare(self, searcher: Searcher, names: Mapping[str, Names]) -> None:
        """Begin to read aside what takes long, so that it is there when somebody types."""
        if not self.ready and searcher.num_docs >= MANY:
            self._begin_aside(names, _state(searcher, names))

    def _begin_aside(self, names: Mapping[str, Names], state: State) -> None:
        if self._reading.acquire(blocking=False):
            threading.Thread(
                target=self._read_aside, args=(names, state), name="search-suggestions", daemon=True
            ).start()

    def _read_aside(self, names: Mapping[str, Names], state: State) -> None:
        try:
            with suppress(UnreadableIndexError):  # whoever asks next is told
                self._read(names, state)
        finally:
            self._reading.release()

    def _read(self, names: Mapping[str, Names], state: State) -> None:
        searcher = self.index.searcher()
        read = {kind: _names(searcher, names[kind]) for kind in NAMED}
        read["title"] = _titles(self.index.titles(TITLES))
        self._by_kind, self._of, self._when = read, state, time.monotonic()


def _state(searcher: Searcher, names: Mapping[str, Names]) -> State:
    """Changes with the size of the index, and with the names."""
    sizes = (part for kind in NAMED for part in (id(names[kind]), len(names[kind])))
    return searcher.num_docs.bit_length(), *sizes


def _names(searcher: Searcher, names: Names) -> Beginnings:
    return beginnings(
        Entry(
            name.label,
            name.value,
            searcher.doc_freq(names.facet.name, name.code),
            _above(names, name.above),
        )
        for name in list(names.by_code.values())
    )


def _titles(counted: list[tuple[str, int]]) -> Beginnings:
    together: dict[str, Entry] = {}
    for title, frequency in counted:
        if (key := folded(title)) and '"' not in title:
            alike = together.setdefault(key, Entry(title, title, 0))
            together[key] = replace(alike, frequency=alike.frequency + frequency)
    return beginnings(together.values()) if together else NOTHING


def _above(names: Names, code: int | None) -> str:
    """What a place needs behind its name: ", Illinois, United States"."""
    above = names.by_code.get(code) if code is not None else None
    return f", {above.label}{_above(names, above.above)}" if above is not None else ""
