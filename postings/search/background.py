"""The drainer of a server: a thread in each worker process, of which the folder's lock lets one work."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress

from django.db import Error, close_old_connections, connection

from postings.search import outbox
from postings.search.drainer import Drainer, here, open_drainer, what_is_wrong
from postings.search.folder import Folder, Lock
from postings.search.index import UnreadableIndexError

logger = logging.getLogger(__name__)

NAP = 5.0  # seconds between looks when nothing is notified
RETRY = 2.0  # seconds after a failure, at first
LONGEST_RETRY = 60.0


class Background:
    """The drainer's thread in a server process."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.failures = 0  # one after another, since something was drained
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.run, name="search-drainer", daemon=True)

    def run(self) -> None:
        """Keep a thread draining. One that ends by a defect, which it prints, is followed by another: else
        this process would hold no lock, and if it is the only one, nobody would drain."""
        while not self.ending.is_set():
            draining = threading.Thread(target=self._drain, name="search-drainer-at-work", daemon=True)
            draining.start()
            draining.join()
            self.ending.wait(RETRY)

    def _drain(self) -> None:
        """Drain as long as the process lives; after failures again, with pauses that grow until it does."""
        try:
            while not self.ending.is_set():
                try:
                    with self.folder.lock() as ours:
                        if ours:
                            self._work(ours)
                    self.failures = 0
                except outbox.DisplacedError as error:
                    logger.warning("The search index in %s begins anew: %s", self.folder.path, error)
                except (Error, OSError, ValueError, UnreadableIndexError) as error:
                    logger.warning(
                        "The search index is not kept in step: %s", what_is_wrong(error, self.folder)
                    )
                    self.failures += 1
                close_old_connections()
                self.ending.wait(self._pause())
        finally:
            connection.close()

    def _pause(self) -> float:
        """Seconds until the next attempt."""
        if not self.failures:
            return NAP / 5
        return float(min(RETRY * 2 ** min(self.failures - 1, 10), LONGEST_RETRY))

    def _work(self, ours: Lock) -> None:
        with open_drainer(self.folder) as drainer:
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {outbox.CHANNEL}")
            while not self.ending.is_set() and ours.is_there() and self._is_whole(drainer):
                drainer.drain()
                self.failures = 0
                if self._heard_of_damage():
                    break  # and look at the whole index again

    def _heard_of_damage(self) -> bool:
        """Sleep until a note is written, or a while; notices of the time before are not lost."""
        with connection.wrap_database_errors:
            notices = list(connection.connection.notifies(timeout=NAP, stop_after=1))
        return any(notice.payload == outbox.DAMAGED for notice in notices)

    def _is_whole(self, drainer: Drainer) -> bool:
        """Whether the folder still holds what we write to, and the database still knows it as we left it;
        else the work begins anew, with a look at both."""
        build = self.folder.builds / drainer.current.build
        is_there = self.folder.current() == drainer.current and (build / "meta.json").exists()
        return is_there and outbox.reached(drainer.current.index) == drainer.reached


_background: Background | None = None


def start() -> None:
    """Start this process's drainer, once. To be called in the process that serves, after it forked."""
    global _background
    if _background is None or not _background.thread.is_alive():
        _background = Background(here())
        _background.thread.start()


def stop() -> None:
    """End the drainer's thread, with its last commit done. It wakes by itself where it cannot be woken."""
    global _background
    if _background is not None:
        _background.ending.set()
        with suppress(Error):
            outbox.notify()
        _background.thread.join()
        _background = None
