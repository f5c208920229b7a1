"""What a page of results reads of its postings: two statements of SQL, however many they are.

As querysets they were seven, and a third of the page's time: 15 ms of Python and 8 of PostgreSQL where these
take 1 and 3. A text comes whole, once: where SQL cuts out the words around each statement, it decompresses
the text for each of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

POSTINGS = """
    SELECT posting.id, posting.title, posting.role_family_inferred,
        posting.degree_policy, posting.degree_floor, posting.degree_preferred,
        posting.experience_state, posting.min_years, posting.max_years,
        posting.paths::text, posting.common_min_years,
        posting.pay_minimum, posting.pay_maximum, posting.pay_currency, posting.pay_period,
        posting.posted_on,
        coalesce(employer.name, ''),
        coalesce(version.text, ''),
        ARRAY(
            SELECT team.name
            FROM postings_posting_teams AS link JOIN postings_team AS team ON team.id = link.team_id
            WHERE link.posting_id = posting.id ORDER BY team.name
        ),
        ARRAY(
            SELECT family.name
            FROM postings_posting_role_families AS link
            JOIN postings_rolefamily AS family ON family.id = link.rolefamily_id
            WHERE link.posting_id = posting.id ORDER BY family.name
        ),
        ARRAY(
            SELECT concat_ws(', ', place.name, above.name, topmost.name)
            FROM postings_posting_locations AS link
            JOIN postings_location AS place ON place.id = link.location_id
            LEFT JOIN postings_location AS above ON above.id = place.parent_id
            LEFT JOIN postings_location AS topmost ON topmost.id = above.parent_id
            WHERE link.posting_id = posting.id ORDER BY place.slug
        ),
        ARRAY(SELECT kind FROM postings_correction AS correction WHERE correction.posting_id = posting.id)
    FROM postings_posting AS posting
    LEFT JOIN postings_employer AS employer ON employer.id = posting.employer_id
    LEFT JOIN postings_postingversion AS version ON version.id = posting.version_id
    WHERE posting.id = ANY(%s)
"""

STATEMENTS = """
    SELECT one.posting_id, one.kind, one.value, one.level, one.years_min, one.years_max, one.strength,
        one.start, one.end, term.name
    FROM postings_requirement AS one LEFT JOIN postings_term AS term ON term.id = one.term_id
    WHERE one.posting_id = ANY(%s) AND one.kind = ANY(%s) AND one.start IS NOT NULL
    ORDER BY one.start, one.id
"""


class Shown(NamedTuple):
    """A posting of the page, in the order of the columns of POSTINGS, with its names as they are read.

    `corrected` are the kinds that a person has set; `text` is empty where there is none.
    """

    id: int
    title: str
    role_family_inferred: bool
    degree_policy: str
    degree_floor: str | None
    degree_preferred: str | None
    experience_state: str
    min_years: float | None
    max_years: float | None
    paths_json: str
    common_min_years: float | None
    pay_minimum: float | None
    pay_maximum: float | None
    pay_currency: str | None
    pay_period: str | None
    posted_on: date | None
    employer: str
    text: str
    teams: list[str]
    families: list[str]
    places: list[str]
    corrected: list[str]

    @property
    def paths(self) -> list[list[Any]]:
        paths: list[list[Any]] = json.loads(self.paths_json)
        return paths


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
