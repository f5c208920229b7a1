"""Taking notes out of the outbox, and finding the postings that they are about.

They are taken by deleting the rows that are seen: numbers become visible out of order, so "all up to the last
number that I have read" would lose some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from postings.search.outbox import EVERYTHING

# The postings that have some names of a kind; of places also those that have one below.
POSTINGS_OF = {
    "team": "SELECT posting_id FROM postings_posting_teams WHERE team_id = ANY(%s)",
    "role_family": "SELECT posting_id FROM postings_posting_role_families WHERE rolefamily_id = ANY(%s)",
    "employer": "SELECT id FROM postings_posting WHERE employer_id = ANY(%s)",
    "location": """
        WITH RECURSIVE below (id) AS (
            SELECT unnest(%s::int8[])
            UNION SELECT place.id FROM postings_location place JOIN below ON place.parent_id = below.id
        )
        SELECT posting_id FROM postings_posting_locations link JOIN below ON link.location_id = below.id""",
    "term": "SELECT posting_id FROM postings_requirement WHERE term_id = ANY(%s)",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """Notes that were taken: the postings to read; whether names changed; whether a rebuild was ordered.

    Where a name has more postings than a batch, they were noted one by one instead, for the next batches.
    """

    postings: list[int]
    names: bool
    everything: bool

    def __bool__(self) -> bool:
        return bool(self.postings) or self.names or self.everything


def take(index: str, most: int) -> Taken:
    """Take up to so many of the visible notes, in the transaction of the caller."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM postings_searchnote WHERE id IN (
                SELECT id FROM postings_searchnote WHERE index_id = %s ORDER BY id LIMIT %s
                FOR UPDATE SKIP LOCKED
            ) RETURNING about, posting_id, name_id
            """,
            [index, most],
        )
        rows: Sequence[tuple[str, int | None, int | None]] = cursor.fetchall()
    postings = {posting for _, posting, _ in rows if posting is not None}
    named: dict[str, list[int]] = {}
    for about, _, name in rows:
        if name is not None:
            named.setdefault(about, []).append(name)
    for about, ids in named.items():
        postings |= _postings_of(about, sorted(set(ids)), index, most)
    return Taken(sorted(postings), bool(named), any(about == EVERYTHING for about, _, _ in rows))


def _postings_of(about: str, names: list[int], index: str, most: int) -> set[int]:
    """The postings that have these names now; where they are more than `most`, they are noted instead.

    Looked for when the change of the name is committed, not by its trigger: that one cannot see the links of
    a transaction beside it, which may have read the name as it was.
    """
    postings = POSTINGS_OF[about]
    with connection.cursor() as cursor:
        select = f"SELECT DISTINCT * FROM ({postings}) AS found LIMIT %s"  # noqa: S608  our own tables
        cursor.execute(select, [names, most + 1])
        found = {posting for (posting,) in cursor.fetchall()}
        if len(found) <= most:
            return found
        cursor.execute(
            "INSERT INTO postings_searchnote (index_id, about, posting_id)"  # noqa: S608  our own tables
            f" SELECT DISTINCT %s::uuid, 'posting', found.* FROM ({postings}) AS found",
            [index, names],
        )
    return set()
