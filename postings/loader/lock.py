"""One writer of postings at a time, whichever process it is in."""

from __future__ import annotations

from django.db import connection

#: Any number that nothing else on the database locks.
KEY = 7_067_317


def only_writer() -> None:
    """Wait until no other transaction loads postings; held to the end of this transaction.

    Whether a file belongs to a known posting is decided by looking: without this, two ingests that look at
    the same time would both create it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
