"""The notes that database triggers write for each registered index (migration 0002), and the register.

A searching process only reads here. A drainer takes its notes by deleting the rows that it sees: numbers
become visible out of order, so "all up to the last number that I have read" would lose some.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from postings.models import SearchIndex, SearchNote
from postings.search.results import BEHIND_LIMIT

CHANNEL = "postings_search"  # the triggers notify it
DAMAGED = "damaged"  # what a search notifies that could not read its index
NOTED_TABLES = (
    "postings_posting",
    "postings_requirement",
    "postings_postingversion",
    "postings_posting_teams",
    "postings_posting_role_families",
    "postings_posting_locations",
    "postings_team",
    "postings_rolefamily",
    "postings_employer",
    "postings_location",
    "postings_term",
)
LOCK_TRIES = 300
NEGLECTED = timedelta(days=3)
WORTH_WAITING_FOR = 400  # notes; what a drainer reads in a tenth of a second


@dataclass(frozen=True, slots=True)
class State:
    """How an index stands in the database, seen by one statement. `pending` stops at BEHIND_LIMIT."""

    names_stamp: int
    pending: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """Notes that were taken: the postings to read; whether names changed; whether a rebuild was ordered."""

    postings: list[int]
    names: bool
    everything: bool

    def __bool__(self) -> bool:
        return bool(self.postings) or self.names or self.everything


def epoch() -> str:
    """What tells this database from every other, one restored from its dump included."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT system_identifier, oid, to_regclass('postings_posting')::oid::int8,
                   to_regclass('postings_searchnote')::oid::int8
            FROM pg_control_system(), pg_database WHERE datname = current_database()
            """
        )
        return "-".join(str(part) for part in cursor.fetchone())


def register(folder: str) -> str:
    """Register an index and return its id; every change that is committed after that is noted for it.

    The lock waits for the writers that began before: their triggers cannot have seen the registration. It is
    asked for again and again, each time for less than the second after which PostgreSQL looks for deadlocks:
    so no writer queues behind us for long, and none is ended for our sake.
    """
    for attempt in range(LOCK_TRIES):
        try:
            with transaction.atomic():
                made = SearchIndex.objects.create(id=uuid.uuid4(), folder=folder)
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL statement_timeout = '700ms'")
                    cursor.execute(f"LOCK TABLE {', '.join(NOTED_TABLES)} IN SHARE MODE")
                    cursor.execute("SET LOCAL statement_timeout = DEFAULT")
                return str(made.pk)
        except OperationalError:
            if attempt == LOCK_TRIES - 1 or connection.in_atomic_block:
                raise
            time.sleep(0.3)
    raise AssertionError("unreachable")


def is_registered(index: str) -> bool:
    return SearchIndex.objects.filter(pk=index).exists()


def forget(index: str) -> bool:
    """Remove a registration with its notes; says whether there was one."""
    with connection.cursor() as cursor:  # not by the ORM, which would read the notes first
        cursor.execute("DELETE FROM postings_searchnote WHERE index_id = %s", [index])
    return SearchIndex.objects.filter(pk=index).delete()[0] > 0


def fold_neglected() -> int:
    """Of indexes that nobody has drained for days, make all notes one order to rebuild; how many there were.

    Else the notes of a folder that is gone would grow until somebody forgets it.
    """
    neglected = SearchIndex.objects.filter(created__lt=Now() - NEGLECTED)
    neglected = neglected.exclude(drained__gte=Now() - NEGLECTED)
    folded = 0
    for index in neglected.filter(notes__about=SearchNote.About.POSTING).distinct():
        order_rebuild(str(index.pk), names=False)
        folded += 1
    return folded


def state(index: str) -> State | None:
    """How the index stands; None when the database does not know it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT registered.names_stamp, (
                SELECT count(*) FROM (
                    SELECT FROM postings_searchnote WHERE index_id = registered.id LIMIT %s
                ) AS found
            ), (
                SELECT id FROM postings_searchnote WHERE index_id = registered.id ORDER BY id DESC LIMIT 1
            )
            FROM postings_searchindex AS registered WHERE registered.id = %s
            """,
            [BEHIND_LIMIT, index],
        )
        row = cursor.fetchone()
    return State(*row) if row else None


def wait(index: str, seen: State, seconds: float) -> State | None:
    """Wait until the notes of `seen` are drained, at most so long; how the index stands then."""
    until = time.monotonic() + seconds
    pause = 0.002
    last = seen.last
    now: State | None = seen
    while now is not None and now.pending and time.monotonic() < until:
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)
        if not SearchNote.objects.filter(index=uuid.UUID(index), id__lte=last).exists():
            return state(index)
        now = state(index)
    return now


def take(index: str, most: int) -> Taken:
    """Take up to so many of the visible notes, in the transaction of the caller."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM postings_searchnote WHERE id IN (
                SELECT id FROM postings_searchnote WHERE index_id = %s ORDER BY id LIMIT %s
                FOR UPDATE SKIP LOCKED
            ) RETURNING about, posting_id
            """,
            [index, most],
        )
        rows: Sequence[tuple[str, int | None]] = cursor.fetchall()
    kinds = {about for about, _ in rows}
    postings = sorted({posting for _, posting in rows if posting is not None})
    return Taken(postings, "names" in kinds, "everything" in kinds)


def drained(index: str, names: bool) -> None:
    """Note when the index last read its notes, and tell readers where names changed."""
    registered = SearchIndex.objects.filter(pk=index)
    registered.update(drained=Now(), names_stamp=F("names_stamp") + int(names))


def order_rebuild(index: str, names: bool = True) -> int:
    """Put one order to rebuild in the place of all visible notes, and return its number.

    Until `rebuilt` takes it away, a crash leaves the order in force.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM postings_searchnote WHERE index_id = %s", [index])
        order = SearchNote.objects.create(index_id=index, about=SearchNote.About.EVERYTHING)
        if names:
            drained(index, names=True)
        notify()
    return order.pk


def rebuilt(order: int) -> None:
    SearchNote.objects.filter(pk=order).delete()


def notify(payload: str = "") -> None:
    """Wake the drainers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
