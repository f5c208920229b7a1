"""A process's view of the index folder: the build in use, opened, and the names of its facet values."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings

from postings.search import names, outbox
from postings.search.folder import Current, Folder
from postings.search.index import TantivyIndex, UnreadableIndexError
from postings.search.names import Names
from postings.search.schema import fingerprint
from postings.search.suggestions import Suggester

Signature = tuple[int, int, int]
TRIES = 3  # to open what CURRENT names, where it changes meanwhile


@dataclass(frozen=True)
class Opened:
    """A build that fits this code. If it is of another database, this one may be a copy or an older state of
    that: it is if it knows the registration."""

    current: Current
    index: TantivyIndex
    suggester: Suggester
    is_of_this_database: bool


@dataclass
class Reader:
    """Opens the build that CURRENT names, and again when CURRENT changes. Threads may share it."""

    folder: Folder
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _signature: Signature | None = None
    _opened: Opened | None = None
    _reported: Current | None = None
    _names: tuple[str, int, dict[str, Names]] | None = None

    def opened(self) -> Opened | None:
        """The build in use; None while there is none that can be read."""
        with self._lock:
            for _ in range(TRIES):
                signature = self._look()
                if signature is None or signature != self._signature or self._opened is None:
                    self._opened = self._open() if signature else None
                    self._signature = signature
                if self._opened is not None or signature == self._look():
                    break  # else another has been named meanwhile, and this one may be gone
            return self._opened

    def let_go(self) -> None:
        """Forget the build, which turned out to be damaged."""
        with self._lock:
            self._signature = self._opened = None

    def names(self, index: str, stamp: int) -> dict[str, Names]:
        """The names of all facets' values, read again when the stamp has grown."""
        kept = self._names
        if kept is None or kept[:2] != (index, stamp):
            kept = self._names = (index, stamp, names.load())
        return kept[2]

    def _look(self) -> Signature | None:
        try:
            status = os.stat(self.folder.path / "CURRENT")
        except (FileNotFoundError, NotADirectoryError):
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def _open(self) -> Opened | None:
        current = self.folder.current()
        if current is None or current.fingerprint != fingerprint() or current.place != self.folder.place:
            return None
        try:
            index = TantivyIndex(self.folder.builds / current.build)
        except UnreadableIndexError:
            if current != self._reported:  # whoever writes to it holds it open, and sees no file of it go
                outbox.notify(outbox.DAMAGED)
                self._reported = current
            return None
        return Opened(current, index, Suggester(index), current.epoch == outbox.epoch())


@cache
def reader_of(path: Path) -> Reader:
    return Reader(Folder(path))


def reader() -> Reader:
    """The reader of the folder that the settings name."""
    return reader_of(Path(settings.INDEX_FOLDER))
