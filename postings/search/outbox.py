"""The notes that triggers write for each registered index (migrations 0002 and 0004), and the register.

A searching process only reads here. A drainer takes its notes (`taking`), and says when it has.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from postings.models import SearchIndex, SearchNote
from postings.search.results import BEHIND_LIMIT

CHANNEL = "postings_search"  # the triggers notify it
DAMAGED = "damaged"  # what is notified where an index must be looked at: it cannot be read, or was forgotten
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
EVERYTHING = SearchNote.About.EVERYTHING
LOCK_TRIES = 300
NEGLECTED = timedelta(days=3)
WORTH_WAITING_FOR = 400  # notes; what a drainer reads in a tenth of a second


@dataclass(frozen=True, slots=True)
class State:
    """How an index stands in the database, seen by one statement.

    `pending` is how many notes wait, or where it is to be built again, how many postings are to be read. It
    stops at BEHIND_LIMIT.
    """

    names_stamp: int
    pending: int
    last: int | None
    rebuilding: bool


class DisplacedError(Exception):
    """A copy of the index folder has taken notes that this one needs: a copy of the whole machine, say."""


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


def register(folder: str, index: str) -> None:
    """Register an index under this new id; every change that is committed after that is noted for it.

    That it is to be built is ordered with it: no state of the database may come back that lacks the order.

    The lock waits for the writers that began before: their triggers cannot have seen the registration. It is
    asked for again and again, each time for less than the second after which PostgreSQL looks for deadlocks:
    so no writer queues behind us for long, and none is ended for our sake.
    """
    for attempt in range(LOCK_TRIES):
        try:
            with transaction.atomic():
                made = SearchIndex.objects.create(id=uuid.UUID(index), folder=folder)
                SearchNote.objects.create(index=made, about=EVERYTHING)
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL statement_timeout = '700ms'")
                    cursor.execute(f"LOCK TABLE {', '.join(NOTED_TABLES)} IN SHARE MODE")
                    cursor.execute("SET LOCAL statement_timeout = DEFAULT")
                return
        except OperationalError:
            if attempt == LOCK_TRIES - 1 or connection.in_atomic_block:
                raise
            time.sleep(0.3)
    raise AssertionError("unreachable")


def reached(index: str) -> str | None:
    """The state of the index that its notes have reached, as `drained` was told; None where it is not
    registered."""
    return SearchIndex.objects.filter(pk=index).values_list("reached", flat=True).first()


def is_rebuild_ordered(index: str) -> bool:
    return SearchNote.objects.filter(index=uuid.UUID(index), about=EVERYTHING).exists()


def forget(index: str) -> bool:
    """Remove a registration with its notes; says whether there was one. Who drains it begins anew."""
    with transaction.atomic():
        known = SearchIndex.objects.filter(pk=index).delete()[0] > 0
        _sweep()
        notify(DAMAGED)
    return known


def _sweep() -> None:
    """Remove the notes of forgotten indexes; those of writers who have not ended, and those that somebody
    beside us is removing, stay for the next time: who waits for them may be waited for."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM postings_searchnote WHERE id IN (
                SELECT id FROM postings_searchnote
                WHERE index_id NOT IN (SELECT id FROM postings_searchindex) FOR UPDATE SKIP LOCKED
            )
            """
        )


def fold_neglected() -> int:
    """Of indexes that nobody has drained for days, make all notes one order to rebuild; how many there were.

    Else the notes of a folder that is gone would grow until somebody forgets it.
    """
    _sweep()
    neglected = SearchIndex.objects.filter(created__lt=Now() - NEGLECTED)
    neglected = neglected.exclude(drained__gte=Now() - NEGLECTED)
    folded = 0
    for index in neglected.filter(notes__about=SearchNote.About.POSTING).distinct():
        order_rebuild(str(index.pk), names=False)
        folded += 1
    return folded


def state(index: str, anew: bool = False) -> State | None:
    """How the index stands; None when the database does not know it. `anew` where it has to be built again,
    whether or not that is ordered yet.

    Notes are counted only where there are any: every search asks, and mostly there are none.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT names_stamp, EXISTS (SELECT FROM postings_searchnote WHERE index_id = %s)
            FROM postings_searchindex WHERE id = %s
            """,
            [index, index],
        )
        row = cursor.fetchone()
        if row is None or not (row[1] or anew):
            return None if row is None else State(row[0], 0, None, False)
        # All in one statement again: names that changed while notes were drained have another stamp.
        cursor.execute(
            """
            SELECT registered.names_stamp, CASE WHEN NOT found.rebuilding THEN found.pending ELSE (
                SELECT greatest(1, count(*)) FROM (
                    SELECT FROM postings_posting WHERE NOT hidden LIMIT %(limit)s
                ) AS visible
            ) END, (
                SELECT id FROM postings_searchnote WHERE index_id = registered.id ORDER BY id DESC LIMIT 1
            ), found.rebuilding
            FROM postings_searchindex AS registered, LATERAL (
                SELECT count(*) AS pending,
                       %(anew)s OR coalesce(bool_or(about = 'everything'), false) AS rebuilding
                FROM (
                    SELECT about FROM postings_searchnote WHERE index_id = registered.id
                    ORDER BY id LIMIT %(limit)s
                ) AS oldest
            ) AS found WHERE registered.id = %(index)s
            """,
            {"limit": BEHIND_LIMIT, "index": index, "anew": anew},
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


def drained(index: str, names: bool, reached: str | None = None, before: str | None = None) -> None:
    """Note when the index last read its notes, and which state of it has `reached` them, where that is new;
    tell readers where names changed.

    DisplacedError: it is not in the state `before`, for somebody else has taken notes of it; or forgotten.
    """
    registered = SearchIndex.objects.filter(pk=index)
    if before is not None:
        registered = registered.filter(reached=before)
    noted: dict[str, Any] = {"drained": Now(), "names_stamp": F("names_stamp") + int(names)}
    if reached is not None:
        noted["reached"] = reached
    if not registered.update(**noted) and (reached is not None or before is not None):
        raise DisplacedError("its registration was forgotten, or a copy of the folder goes by the same.")


def order_rebuild(index: str, names: bool = True, before: str | None = None) -> int:
    """Put one order to rebuild in the place of all notes that nobody is taking, and return its number.

    Until `rebuilt` takes it away, a crash leaves the order in force. DisplacedError: the index is not in the
    state `before`.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                """
                DELETE FROM postings_searchnote WHERE id IN (
                    SELECT id FROM postings_searchnote WHERE index_id = %s FOR UPDATE SKIP LOCKED
                )
                """,
                [index],
            )
        order = SearchNote.objects.create(index_id=index, about=EVERYTHING)
        if names:
            drained(index, names=True, before=before)
        notify()
    return order.pk


def rebuilt(order: int, index: str, reached: str, before: str) -> None:
    """Take the order away: the index, which was in the state `before`, is in the one that it `reached` by
    reading everything. Raises what `drained` does."""
    with transaction.atomic():
        SearchNote.objects.filter(pk=order).delete()
        drained(index, names=False, reached=reached, before=before)


def notify(payload: str = "") -> None:
    """Wake the drainers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
