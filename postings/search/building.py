"""Reading all postings into a new index."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.db.models import Min

from postings.models import Posting
from postings.search import documents
from postings.search.index import TantivyIndex
from postings.search.writing import BUILD_MEMORY, Writing

SEGMENT = 125_000  # postings of a part of a build: about what fits the writer's memory
MERGED = 8  # segments that the engine makes one of
READ_AT_ONCE = 500  # postings whose texts are in memory at a time
Progress = Callable[[int], None]


def filled(build: Path, progress: Progress | None) -> TantivyIndex:
    """An index of all postings in this empty folder. `progress` is told how many were read."""
    index = TantivyIndex(build, create=True)
    writing = Writing(index, BUILD_MEMORY)
    part = _part(Posting.objects.filter(hidden=False).count())
    done = in_part = 0
    with closing(_read_ahead()) as batches:
        for number, read in batches:
            writing.add(read)
            done, in_part = done + number, in_part + number
            if in_part >= part:
                writing.commit()
                in_part = 0
            if progress is not None:
                progress(done)
    writing.commit()
    writing.close()
    return index


def _part(count: int) -> int:
    """How many of so many postings are committed at a time, for the engine to merge all into one segment.

    It merges when MERGED of about one size are there. Each value that is counted costs time in each segment:
    a million postings in nine took twice as long as in one.

    >>> _part(90_000), _part(1_000_000)
    (90000, 125000)
    """
    parts = 1
    while count > parts * SEGMENT:
        parts *= MERGED
    return -(-count // parts)


def _read_ahead() -> Generator[tuple[int, list[documents.SearchDocument]]]:
    """The documents of all postings, some at a time, with how many postings were looked at.

    While some are used, a thread reads the next: half of the time of reading is waiting for the database.
    In a transaction we read ourselves, for nobody else sees what is in it.
    """
    if connection.in_atomic_block:
        yield from ((len(ids), documents.read(ids)) for ids in _side_by_side())
        return
    with ThreadPoolExecutor(1, "search-reader") as reader:
        try:
            before: tuple[int, Future[list[documents.SearchDocument]]] | None = None
            for ids in _side_by_side():
                ahead = len(ids), reader.submit(documents.read, ids)
                if before is not None:
                    yield before[0], before[1].result()
                before = ahead
            if before is not None:
                yield before[0], before[1].result()
        finally:
            reader.submit(lambda: connection.close())  # its own: looked up in its thread


def _side_by_side() -> Iterator[list[int]]:
    """The ids of all postings, some at a time: of each SEGMENT of them those of one kind of work together.

    What is searched for together lies together then: of 24,000 postings among a million, four fifths of them
    of one kind, 29 columns were counted in two thirds of the time.
    """
    after = 0
    visible = Posting.objects.filter(hidden=False).annotate(kind=Min("role_families")).order_by("pk")
    while found := list(visible.filter(pk__gt=after).values_list("pk", "kind", "employer_id")[:SEGMENT]):
        after = found[-1][0]
        found.sort(key=lambda one: (one[1] or 0, one[2] or 0, one[0]))
        for start in range(0, len(found), READ_AT_ONCE):
            yield [posting for posting, _, _ in found[start : start + READ_AT_ONCE]]


def all_ids() -> Iterator[list[int]]:
    """The ids of all postings that may be found, in their order, some at a time."""
    after = 0
    visible = Posting.objects.filter(hidden=False).order_by("pk").values_list("pk", flat=True)
    while ids := list(visible.filter(pk__gt=after)[:READ_AT_ONCE]):
        yield ids
        after = ids[-1]
