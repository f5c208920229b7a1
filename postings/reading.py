"""Reads files in several processes. Pure: no worker imports Django, none holds a database connection."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import zlib
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from postings import extraction
from postings.extraction.readers import BadFile, decode
from postings.extraction.records import Extraction, NoPosting

#: A file's name and its bytes.
Content = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Read:
    """A file that holds a posting; `raw` are its bytes, compressed with zlib."""

    raw: bytes
    encoding: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that holds none, and one sentence why."""

    reason: str


def read_content(name: str, content: bytes) -> Read | Unreadable:
    """Decode and extract one file."""
    try:
        raw = decode(content, name)
        found = extraction.extract(raw)
    except BadFile as error:
        return Unreadable(error.reason)
    except NoPosting as error:
        return Unreadable(str(error))
    return Read(zlib.compress(content), raw.encoding, found)


def read_several(contents: Sequence[Content]) -> list[Read | Unreadable]:
    return [read_content(name, content) for name, content in contents]


def usable_cores() -> int:
    """The cores that this process may use, not those of the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Readers:
    """Workers that read files; a file on which a worker fails or dies is unreadable, and the rest go on.

    One job reads in this process. The others are started afresh ("spawn"), never forked from a process that
    holds connections.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._executor = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(cancel_futures=True)

    def submit(self, contents: Sequence[Content]) -> Future[list[Read | Unreadable]]:
        try:
            return self._executor.submit(read_several, contents)
        except BrokenProcessPool:
            self._executor = self._start()
            return self._executor.submit(read_several, contents)

    def results(
        self, pending: Future[list[Read | Unreadable]], contents: Sequence[Content]
    ) -> list[Read | Unreadable]:
        """What came of `submit(contents)`. When it failed as a whole, each file is tried alone."""
        if pending.exception() is None:
            return pending.result()
        return [self._alone(content) for content in contents]

    def _alone(self, content: Content) -> Read | Unreadable:
        """One file while no other is read, so that what goes wrong is its own doing."""
        pending = self.submit([content])
        error = pending.exception()
        return pending.result()[0] if error is None else Unreadable(_defect(error))

    def _start(self) -> Executor:
        if self.jobs == 1:
            return ThreadPoolExecutor(max_workers=1)
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.jobs, mp_context=spawn, initializer=begin)


def begin() -> None:
    """Make a process ready that reads postings for a parent."""
    follow_parent()
    load_lexicons()


#: Words of most kinds, so that nearly every lexicon is asked for.
_SPECIMEN = """Account Manager

Fernwick Mills is looking for an account manager in Oslo, Norway. Salary: $60,000 to $70,000 a year.

Requirements:
- Bachelor's degree in Accounting or equivalent experience
- 5+ years of experience with Python, CPA preferred
- Fluent English, hybrid work

Fernwick Mills is an equal opportunity employer.
"""


def load_lexicons() -> None:
    """Load the lexicons, and tell the collector of garbage that they stay.

    It would look through their hundred thousands of objects again and again while postings are read, which
    took a twentieth of the time.
    """
    read_content("specimen.txt", _SPECIMEN.encode())
    gc.collect()
    gc.freeze()


def follow_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it does, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=[parent.sentinel], daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _defect(error: BaseException) -> str:
    if isinstance(error, BrokenProcessPool):
        return "Reading it ended the process that read it; a defect of jobsite, please report it."
    return f"Reading it failed ({type(error).__name__}: {error}); a defect of jobsite, please report it."
