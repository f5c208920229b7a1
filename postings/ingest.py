"""Loads folders and files: finds what is new or changed, reads it in parallel, loads it in batches.

A batch is one transaction: a run that is cut off leaves whole batches, and the next run goes on from there.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from postings.extraction.edition import edition
from postings.extraction.readers import BadFile, Failure, printable, read, walk
from postings.loader import Change, Reading, give_way, load
from postings.models import FileOutcome, IngestRun, SourceFile
from postings.reading import Read, Readers, Unreadable
from postings.shelves import Shelves, inside

#: A batch is read by one worker and written in one transaction.
FILES_IN_A_BATCH = 64
BYTES_IN_A_BATCH = 4_000_000
OUTCOMES = ("new", "changed", "unchanged", "duplicate", "failed")


@dataclass(frozen=True, slots=True)
class Result:
    """How one file fared: one of OUTCOMES; `reason` says why it failed, `changes` what differs."""

    path: str
    outcome: str
    reason: str = ""
    posting_id: int | None = None
    changes: Sequence[Change] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file whose bytes were read, with its place in its collection and the path that people are shown."""

    collection_id: int
    path: str
    shown: str
    content: bytes
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are settled already, and those that a worker reads."""

    results: list[Result]
    contents: list[Candidate]


def ingest(
    paths: Sequence[str],
    jobs: int,
    *,
    reread: bool = False,
    alone: bool = True,
    passed: Counter[str] | None = None,
) -> tuple[IngestRun, Iterator[Result]]:
    """A run, and how each file fares, one after another; the run's counts are of whole batches.

    `reread` reads all files again, also what the rules of today have read. `alone`: see `loader.load`.
    `passed` comes to count files of other kinds: see `readers.walk`.
    """
    run = IngestRun.objects.create(paths=[printable(path) for path in paths])
    return run, _run(run, _candidates(paths, passed, alone), jobs, reread, alone)


def preview(
    paths: Sequence[str], jobs: int, *, reread: bool = False, passed: Counter[str] | None = None
) -> tuple[IngestRun, Iterator[Result]]:
    """As `ingest`, but everything is taken back in the end: the numbers of new postings are no one's.

    What it writes it holds until then, so it gives way to writers who need the same: with InTheWayError.
    """
    run = IngestRun(paths=[printable(path) for path in paths])

    def results() -> Iterator[Result]:
        with transaction.atomic(), give_way() as look_behind:
            run.save()
            for result in _run(run, _candidates(paths, passed, alone=False), jobs, reread, alone=False):
                look_behind()
                yield result
            transaction.set_rollback(True)

    return run, results()


def count_files(paths: Sequence[str]) -> int:
    """How many files a run over these paths would come to."""
    return sum(1 for given in outermost(paths) for _ in walk([os.path.abspath(given)]))


def outermost(paths: Iterable[str]) -> list[str]:
    """The given paths without those that stand inside another one, or a second time.

    >>> outermost(["a/b", "a", "a/", "c"])
    ['a', 'c']
    """
    real = {os.path.realpath(path): path for path in reversed(list(paths))}
    kept = [
        path
        for at, path in real.items()
        if not any(other != at and at.startswith(inside(other)) for other in real)
    ]
    return kept[::-1]


def _run(
    run: IngestRun, candidates: Iterator[Candidate | Result], jobs: int, reread: bool, alone: bool
) -> Iterator[Result]:
    batches = _batches(candidates, reread)
    first, second = next(batches, None), next(batches, None)
    waiting = deque(batch for batch in (first, second) if batch)
    # Starting processes takes longer than reading one batch.
    with Readers(jobs if second else 1) as readers:
        submitted: deque[tuple[Batch, Future[list[Read | Unreadable]]]] = deque()
        while waiting or submitted:
            while len(submitted) <= 2 * jobs and (
                batch := waiting.popleft() if waiting else next(batches, None)
            ):
                submitted.append((batch, readers.submit(_named(batch))))
            batch, pending = submitted.popleft()
            yield from _settle(run, batch, readers.results(pending, _named(batch)), alone)
    run.finished = timezone.now()
    run.save()


def catch_up(run: IngestRun) -> None:
    """Count what is committed: a run may be stopped between a batch's commit and its own count of it."""
    kept = IngestRun.objects.filter(pk=run.pk).values(*OUTCOMES).first() or {}
    for name, count in kept.items():
        setattr(run, name, max(getattr(run, name), count))


def _named(batch: Batch) -> list[tuple[str, bytes]]:
    return [(one.path, one.content) for one in batch.contents]


# --- finding -------------------------------------------------------------------------------------------


def _candidates(
    paths: Sequence[str], passed: Counter[str] | None, alone: bool
) -> Iterator[Candidate | Result]:
    """Every file under the paths with its bytes, or why they cannot be had."""
    shelves = Shelves(alone)
    for given in outermost(paths):
        start = os.path.abspath(given)
        for found in walk([start], passed):
            shown = printable(_as_given(found.name, start, given))
            if isinstance(found, Failure):
                yield Result(shown, "failed", found.reason)
                continue
            try:
                content = read(found)
            except BadFile as error:
                yield Result(shown, "failed", error.reason)
                continue
            collection_id, path = shelves.place(found)
            yield Candidate(collection_id, path, shown, content, sha256(content).digest())


def _as_given(name: str, start: str, given: str) -> str:
    """A file's path as the person would write it: below the path that was given.

    >>> _as_given("b/x.txt", "/data/a", "../a"), _as_given("/data/a", "/data/a", "../a")
    ('../a/b/x.txt', '../a')
    """
    if os.path.isfile(start) or name == printable(start):
        return given
    inside = os.path.relpath(name, printable(start)) if os.path.isabs(name) else name
    return os.path.join(given, inside)


# --- batches -------------------------------------------------------------------------------------------


def _batches(candidates: Iterator[Candidate | Result], reread: bool) -> Iterator[Batch]:
    """Batches of files; of the unchanged ones only the result is kept."""
    few: list[Candidate | Result] = []
    size = 0
    for one in candidates:
        few.append(one)
        size += len(one.content) if isinstance(one, Candidate) else 0
        if len(few) >= FILES_IN_A_BATCH or size >= BYTES_IN_A_BATCH:
            yield _batch(few, reread)
            few, size = [], 0
    if few:
        yield _batch(few, reread)


def _batch(few: Sequence[Candidate | Result], reread: bool) -> Batch:
    """Unchanged is decided by the path in the collection and the bytes; what other rules than those of today
    read is read again, to be found unchanged or not."""
    candidates = [one for one in few if isinstance(one, Candidate)]
    known = set() if reread else _known(candidates)
    results = [one for one in few if isinstance(one, Result)]
    contents = []
    for one in candidates:
        if (one.collection_id, one.path, one.sha256) in known:
            results.append(Result(one.shown, "unchanged"))
        else:
            contents.append(one)
    return Batch(results, contents)


def _known(candidates: Sequence[Candidate]) -> set[tuple[int, str, bytes]]:
    rows = SourceFile.objects.filter(
        superseded__isnull=True,
        edition=edition(),
        collection__in={one.collection_id for one in candidates},
        path__in=[one.path for one in candidates],
    )
    return {(pk, path, bytes(known)) for pk, path, known in rows.values_list("collection", "path", "sha256")}


def _settle(run: IngestRun, batch: Batch, read: Sequence[Read | Unreadable], alone: bool) -> list[Result]:
    """Load a batch and record how its files fared, in one transaction."""
    results = list(batch.results)
    readings = []
    for one, found in zip(batch.contents, read, strict=True):
        if isinstance(found, Unreadable):
            results.append(Result(one.shown, "failed", found.reason))
        else:
            readings.append(_reading(one, found))
    counts = Counter({name: getattr(run, name) for name in OUTCOMES})
    with transaction.atomic():
        loaded = load(readings, run, alone=alone)
        results += [
            Result(one.reading.shown, one.outcome, one.reason, one.posting_id, one.changes) for one in loaded
        ]
        counts.update(one.outcome for one in results)
        _record(run, results, {one.reading.shown: one.file_id for one in loaded}, counts)
    for name in OUTCOMES:
        setattr(run, name, counts[name])
    return results


def _record(
    run: IngestRun, results: Sequence[Result], files: Mapping[str, int | None], counts: Mapping[str, int]
) -> None:
    """The outcomes of all files but the unchanged, and with them the run's counts."""
    rows = [
        FileOutcome(
            run=run, path=one.path, outcome=one.outcome, reason=one.reason, file_id=files.get(one.path)
        )
        for one in results
        if one.outcome != "unchanged"
    ]
    if rows:
        FileOutcome.objects.bulk_create(rows)
        IngestRun.objects.filter(pk=run.pk).update(**counts)


def _reading(one: Candidate, found: Read) -> Reading:
    return Reading(
        collection_id=one.collection_id,
        path=one.path,
        shown=one.shown,
        sha256=one.sha256,
        raw=found.raw,
        size=len(one.content),
        encoding=found.encoding,
        extraction=found.extraction,
    )
