"""One writer of postings at a time, whichever process it is in; and previews, which are in nobody's way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, LockNotAvailable

#: Any number that nothing else on the database locks.
KEY = 7_067_317
#: How long a preview waits for a writer, and a writer for a preview: less than the second after which
#: PostgreSQL looks for deadlocks, and may end the writer.
SECONDS_IN_THE_WAY = 0.5


class InTheWayError(Exception):
    """A preview and a writer need the same rows, and the preview has given way."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else is writing the same postings and would have had to wait, so this was stopped. "
            "Nothing was written; run it again when the other has ended."
        )


def only_writer() -> None:
    """Wait until no other transaction loads postings; held to the end of this transaction.

    Whether a file belongs to a known posting is decided by looking: without this, two ingests that look at
    the same time would both create it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])


@contextmanager
def give_way() -> Iterator[Callable[[], None]]:
    """For a transaction that is taken back in the end; yields what it is to call now and then.

    It does without `only_writer`, which would stop all others for as long as it lasts. Yet what it has
    written keeps those waiting who write the same rows: InTheWayError tells that somebody does.
    """
    looked = time.monotonic()

    def look_behind() -> None:
        nonlocal looked
        if time.monotonic() - looked > SECONDS_IN_THE_WAY:
            if _somebody_waits():
                raise InTheWayError
            looked = time.monotonic()

    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{SECONDS_IN_THE_WAY}s'")
    try:
        yield look_behind
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise InTheWayError from error
        raise


def _somebody_waits() -> bool:
    """Whether another session waits for what this one holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return bool(cursor.fetchone()[0])
