"""What a page of results reads of its postings: two statements of SQL, however many they are.

As querysets they were seven, and a third of the page's time: 15 ms of Python and 8 of PostgreSQL where these
take 1 and 3. A text comes whole, once: where SQL cuts out the words around each statement, it decompresses
the text for each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from postings.presentation.plain import COLUMNS, TABLES, Plain

POSTINGS = f"""
    SELECT {COLUMNS}, coalesce(version.text, ''),
        ARRAY(SELECT kind FROM postings_correction AS correction WHERE correction.posting_id = posting.id)
    FROM {TABLES} LEFT JOIN postings_postingversion AS version ON version.id = posting.version_id
    WHERE posting.id = ANY(%s)
"""  # noqa: S608  constants

STATEMENTS = """
    SELECT one.posting_id, one.kind, one.value, one.level, one.years_min, one.years_max, one.strength,
        one.start, one.end, term.name
    FROM postings_requirement AS one LEFT JOIN postings_term AS term ON term.id = one.term_id
    WHERE one.posting_id = ANY(%s) AND one.kind = ANY(%s) AND one.start IS NOT NULL
    ORDER BY one.start, one.id
"""


@dataclass(frozen=True, slots=True)
class Shown(Plain):
    """A posting of the page, in the order of the columns of POSTINGS.

    `corrected` are the kinds that a person has set; `text` is empty where there is none.
    """

    text: str
    corrected: list[str]


class Proof(NamedTuple):
    """A statement of a posting's text, in the order of the columns of STATEMENTS; `term` is its name."""

    posting: int
    kind: str
    value: str | None
    level: str | None
    years_min: float | None
    years_max: float | None
    strength: str | None
    start: int
    end: int
    term: str | None


def shown_of(postings: Sequence[int]) -> dict[int, Shown]:
    """Those of the postings that still exist, by id."""
    with connection.cursor() as cursor:
        cursor.execute(POSTINGS, [list(postings)])
        return {row[0]: Shown(*row) for row in cursor.fetchall()}


def proofs_of(postings: Sequence[int], kinds: Sequence[str]) -> dict[int, list[Proof]]:
    """The statements of these kinds by posting, in the order of the text; not those without words in it."""
    found: dict[int, list[Proof]] = {}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS, [list(postings), list(kinds)])
        for row in cursor.fetchall():
            found.setdefault(row[0], []).append(Proof(*row))
    return found
