"""Keeps an index folder in step with the database: one drainer a folder, with one writer open.

In a server it is a thread (`background`), woken by the triggers' NOTIFY; each worker process starts one, and
the folder's lock lets one of them work, the next when that one ends, however it ends. A command
drains for itself (`drain`), or waits until the server's drainer has. Where no one drains, as in most tests,
changes wait in the outbox and searches say how far behind they are.

Order makes it safe to be killed anywhere: notes are deleted in a transaction, the index commits, then the
transaction does. A crash in between repeats work and loses none.
"""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from postings.models import Posting
from postings.search import documents, outbox
from postings.search.folder import Current, Folder
from postings.search.index import TantivyIndex, UnreadableIndexError
from postings.search.schema import fingerprint
from postings.search.writing import BUILD_MEMORY, Writing

logger = logging.getLogger(__name__)

BATCH = 10_000  # notes a transaction: a bulk load notes each posting several times, once a table
SEGMENT = 125_000  # postings of a part of a build: about what fits the writer's memory
MERGED = 8  # segments that the engine makes one of
READ_AT_ONCE = 500  # postings whose texts are in memory at a time
DISK_FULL = ("StorageFull", "No space left on device")  # in the engine's complaints
TELLING = 10.0  # seconds of waiting for another process until we say so
Progress = Callable[[int], None]


@dataclass
class Drainer:
    """The holder of a folder's lock, with the build in use open for writing."""

    folder: Folder
    current: Current
    index: TantivyIndex
    writing: Writing
    reached: str
    progress: Progress | None = None

    def step(self) -> int:
        """Read one batch of notes into the index; the number of postings read, 0 when nothing was left."""
        reached = self.reached
        try:
            with transaction.atomic():
                taken = outbox.take(self.current.index, BATCH)
                if taken.everything:
                    transaction.set_rollback(True)  # the order stands until it is carried out
                else:
                    reached = self._apply(taken)
        except UnreadableIndexError as error:
            logger.warning(
                "The search index in %s is damaged (%s); building it again.", self.folder.path, error
            )
            self.rebuild()
            return 1
        if reached != self.reached:
            self.reached = reached
            self.folder.note(reached)
        if taken.everything:
            self.rebuild()
            return 1
        return len(taken.postings) + taken.names

    def _apply(self, taken: outbox.Taken) -> str:
        """Read what was taken into the index; the state that it has reached then."""
        reached = self.reached
        try:
            for start in range(0, len(taken.postings), READ_AT_ONCE):
                ids = taken.postings[start : start + READ_AT_ONCE]
                read = documents.read(ids)
                self.writing.apply(read, gone=set(ids) - {document.id for document in read})
            if taken.postings:
                self.writing.commit()
                reached = self.folder.state(self.current.build)
                self.folder.note(self.reached, reached)
            if taken:
                outbox.drained(self.current.index, taken.names, reached, before=self.reached)
        except BaseException:
            with suppress(ValueError):  # where the writer itself has ended
                self.writing.rollback()  # drops the half batch; its notes come back with the transaction
            raise
        return reached

    def drain(self) -> None:
        while self.step():
            pass

    def rebuild(self) -> None:
        """Read everything into a new build and use it from then on; the old one answers meanwhile."""
        order = outbox.order_rebuild(self.current.index)
        before = self.current
        self.current, self.index = _build(self.folder, before.index, before.build, self.progress)
        with suppress(ValueError):  # what is damaged cannot be merged
            self.writing.close()
        self.writing = Writing(self.index)
        self.reached = _carried_out(order, self.folder, self.current)

    def close(self) -> None:
        self.writing.close()


@contextmanager
def open_drainer(folder: Folder, progress: Progress | None = None) -> Iterator[Drainer]:
    """The drainer of a folder that is locked by us. Builds the index where there is none that can be used."""
    current = folder.current()
    index = None
    if current is not None and _fits(folder, current):
        try:
            index = TantivyIndex(folder.builds / current.build)
        except UnreadableIndexError:
            logger.warning("The search index in %s cannot be read; building it again.", folder.path)
    if current is None or index is None:
        current, index = _begin_anew(folder, current, progress)
    outbox.fold_neglected()
    reached = outbox.reached(current.index) or ""
    drainer = Drainer(folder, current, index, Writing(index), reached, progress)
    try:
        yield drainer
    finally:
        drainer.close()


def _fits(folder: Folder, current: Current) -> bool:
    """Whether this code can search the build and go on writing to it."""
    return current.fingerprint == fingerprint() and _follows(folder, current)


def _follows(folder: Folder, current: Current) -> bool:
    """Whether every change since the build is in it or noted for it.

    An older state of the folder, come back from a backup, has missed what newer ones have taken. An older
    state of the database has lost what the index has read, and the notes about it.
    """
    if current.epoch != outbox.epoch() or current.place != folder.place:
        return False
    reached = outbox.reached(current.index)
    while reached is not None and not folder.has_reached(current.build, reached):
        before, reached = reached, outbox.reached(current.index)
        if reached == before:
            return False  # and nobody has gone on meanwhile
    return reached is not None


def _begin_anew(
    folder: Folder, old: Current | None, progress: Progress | None
) -> tuple[Current, TantivyIndex]:
    """Build for the old registration, where that still counts, else for a new one."""
    if old is not None and _follows(folder, old):
        registered = old.index
    else:
        if old is not None and old.place == folder.place:
            outbox.forget(old.index)  # came with the dump that this database was restored from
        registered = outbox.register(f"{socket.gethostname()}:{folder.path}")
    order = outbox.order_rebuild(registered)
    made = _build(folder, registered, old.build if old else None, progress)
    _carried_out(order, folder, made[0])
    return made


def _carried_out(order: int, folder: Folder, made: Current) -> str:
    """Take an order to rebuild away; the state that the folder has reached."""
    reached = folder.state(made.build)
    folder.note(reached)
    outbox.rebuilt(order, made.index, reached)
    return reached


def _build(
    folder: Folder, registered: str, before: str | None, progress: Progress | None
) -> tuple[Current, TantivyIndex]:
    """Read all postings into a build of its own, and name it the one in use. The one `before` it stays."""
    name = folder.new_build(fingerprint())
    folder.remove_builds(before, name)
    try:
        index = _filled(folder.builds / name, progress)
    except BaseException:
        folder.remove_builds(before)  # it may have taken the last room on the disk
        raise
    current = Current(name, registered, outbox.epoch(), fingerprint(), folder.place)
    folder.publish(current)
    return current, index


def _filled(build: Path, progress: Progress | None) -> TantivyIndex:
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
        yield from ((len(ids), documents.read(ids)) for ids in all_ids())
        return
    with ThreadPoolExecutor(1, "search-reader") as reader:
        try:
            before: tuple[int, Future[list[documents.SearchDocument]]] | None = None
            for ids in all_ids():
                ahead = len(ids), reader.submit(documents.read, ids)
                if before is not None:
                    yield before[0], before[1].result()
                before = ahead
            if before is not None:
                yield before[0], before[1].result()
        finally:
            reader.submit(lambda: connection.close())  # its own: looked up in its thread


def all_ids() -> Iterator[list[int]]:
    """The ids of all postings that may be found, in their order, some at a time."""
    after = 0
    visible = Posting.objects.filter(hidden=False).order_by("pk").values_list("pk", flat=True)
    while ids := list(visible.filter(pk__gt=after)[:READ_AT_ONCE]):
        yield ids
        after = ids[-1]


def here() -> Folder:
    """The folder that the settings name."""
    return Folder(Path(settings.INDEX_FOLDER))


def what_is_wrong(error: Exception, folder: Folder) -> str:
    """A sentence on why the index is not kept in step. The engine has several ways to tell of a full disk."""
    said = str(error).strip().partition("\n")[0]
    if getattr(error, "errno", None) == ENOSPC or any(words in said for words in DISK_FULL):
        return f"there is no room left on the disk of {folder.path}; it goes on when there is."
    return said


# For commands


def drain(
    folder: Folder | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
    tell: Callable[[str], object] | None = None,
) -> None:
    """Bring the index in step: drain ourselves, or wait until whoever holds the lock has read all notes.

    After a while of waiting it can `tell` for whom.
    """
    folder = folder or here()
    current = folder.current()
    if rebuild and current is not None and _follows(folder, current):
        outbox.order_rebuild(current.index)
    began = time.monotonic()
    while True:
        with folder.lock() as ours:
            if ours:
                with suppress(outbox.DisplacedError), open_drainer(folder, progress) as drainer:
                    drainer.drain()
                    return
                continue  # with a registration of its own
        if _is_in_step(folder):
            return
        if tell is not None and time.monotonic() - began > TELLING:
            tell(_whom_we_wait_for(folder))
            tell = None
        time.sleep(0.05)


def _whom_we_wait_for(folder: Folder) -> str:
    current = folder.current()
    if current is not None and current.fingerprint != fingerprint():
        return (
            f"The search index in {folder.path} is kept by a process of another version, such as a server "
            "that was not restarted after an upgrade. Waiting until it ends ..."
        )
    return f"The search index in {folder.path} is kept by another process. Waiting until it is in step ..."


def _is_in_step(folder: Folder) -> bool:
    current = folder.current()
    if current is None or not _fits(folder, current):
        return False  # whoever holds the lock will see it
    state = outbox.state(current.index)
    return state is not None and not state.pending
