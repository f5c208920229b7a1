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
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path

from django.conf import settings
from django.db import transaction

from postings.search import builds, documents, outbox, taking
from postings.search.building import READ_AT_ONCE, Progress
from postings.search.folder import Current, Folder
from postings.search.index import TantivyIndex, UnreadableIndexError
from postings.search.schema import fingerprint
from postings.search.writing import Writing

logger = logging.getLogger(__name__)

TRIES = 3  # to write the same changes
BATCH = 10_000  # notes a transaction: a bulk load notes each posting several times, once a table
DISK_FULL = ("StorageFull", "No space left on device")  # in the engine's complaints
TELLING = 10.0  # seconds of waiting for another process until we say so


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
                taken = taking.take(self.current.index, BATCH)
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

    def _apply(self, taken: taking.Taken) -> str:
        """Read what was taken into the index; the state that it has reached then."""
        reached = self.reached
        try:
            if taken.postings:
                self._write(taken.postings)
                reached = self.folder.state(self.current.build)
                self.folder.note(self.reached, reached)
            if taken:
                outbox.drained(self.current.index, taken.names, reached, before=self.reached)
        except BaseException:
            with suppress(ValueError):  # where the writer itself has ended
                self.writing.rollback()  # drops the half batch; its notes come back with the transaction
            raise
        return reached

    def _write(self, postings: list[int]) -> None:
        """Commit what these postings are now, and look whether the index has it.

        Once in some 300 histories of writes and kills the engine kept a document that it was told to delete,
        the first of a batch; nobody knows why. UnreadableIndexError: it does not take the changes.
        """
        for _ in range(TRIES):
            digests = self._commit(postings)
            found = Counter(self.index.digests(postings))
            unlike = {posting for posting, _ in (found - digests) + (digests - found)}
            if not unlike:
                return
            postings = sorted(unlike)
            logger.warning(
                "The search index in %s did not take %d changes; writing them again.",
                self.folder.path,
                len(postings),
            )
        raise UnreadableIndexError(f"it does not take the changes of {len(postings)} postings")

    def _commit(self, postings: list[int]) -> Counter[tuple[int, int]]:
        """The id and digest of each that the index has now."""
        digests: Counter[tuple[int, int]] = Counter()
        for start in range(0, len(postings), READ_AT_ONCE):
            ids = postings[start : start + READ_AT_ONCE]
            read = documents.read(ids)
            self.writing.apply(read, gone=set(ids) - {document.id for document in read})
            digests.update((document.id, document.digest) for document in read)
        self.writing.commit()
        return digests

    def drain(self) -> None:
        while self.step():
            pass

    def rebuild(self) -> None:
        """Read everything into a new build and use it from then on; the old one answers meanwhile."""
        before = self.current
        built = builds.rebuilt(self.folder, before.index, self.reached, before.build, self.progress)
        self.current, self.index, self.reached = built.current, built.index, built.reached
        with suppress(ValueError):  # what is damaged cannot be merged
            self.writing.close()
        self.writing = Writing(self.index)

    def close(self) -> None:
        self.writing.close()


@contextmanager
def open_drainer(folder: Folder, progress: Progress | None = None) -> Iterator[Drainer]:
    """The drainer of a folder that is locked by us. Builds the index where there is none that can be used."""
    current = folder.current()
    built = None
    if current is not None and builds.fits(folder, current):
        try:
            index = TantivyIndex(folder.builds / current.build)
        except UnreadableIndexError:
            logger.warning("The search index in %s cannot be read; building it again.", folder.path)
        else:
            built = builds.Built(current, index, outbox.reached(current.index) or "")
    if built is None:
        built = builds.begun_anew(folder, current, progress)
    builds.forget_others(folder, built.current.index)
    outbox.fold_neglected()
    drainer = Drainer(folder, built.current, built.index, Writing(built.index), built.reached, progress)
    try:
        yield drainer
    finally:
        drainer.close()


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
    if rebuild:
        _order_rebuild(folder)
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


def _order_rebuild(folder: Folder) -> None:
    """Order it of whoever holds the lock, or of ourselves. What does not follow is built again anyway."""
    before, current = None, folder.current()
    while current is not None and current != before:
        if builds.follows(folder, current):
            outbox.order_rebuild(current.index)
            return
        before, current = current, folder.current()  # unless another build has just been named


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
    if current is None or not builds.fits(folder, current):
        return False  # whoever holds the lock will see it
    state = outbox.state(current.index)
    return state is not None and not state.pending and _is_readable(folder, current)


def _is_readable(folder: Folder, current: Current) -> bool:
    """Whether the build can be opened. If not, whoever writes to it is told: he holds it open, and sees no
    file of it go."""
    try:
        TantivyIndex(folder.builds / current.build)
    except UnreadableIndexError:
        outbox.notify(outbox.DAMAGED)
        return False
    return True
