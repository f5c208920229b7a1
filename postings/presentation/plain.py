"""Postings as plain rows: their columns and the names around them, in one statement of SQL however many.

To make objects of a posting, its employer and its places costs a quarter of a millisecond; of its row, a
hundredth.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

COLUMNS = """
    posting.id, posting.title, posting.role_family_inferred,
    posting.degree_policy, posting.degree_floor, posting.degree_preferred,
    posting.experience_state, posting.min_years, posting.max_years,
    posting.paths::text, posting.common_min_years,
    posting.pay_minimum, posting.pay_maximum, posting.pay_currency, posting.pay_period,
    posting.posted_on,
    employer.name,
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
    )
"""
TABLES = """
    postings_posting AS posting
    LEFT JOIN postings_employer AS employer ON employer.id = posting.employer_id
"""


@dataclass(frozen=True, slots=True)
class Plain:
    """A posting, in the order of COLUMNS, with its names as they are read."""

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
    employer: str | None
    teams: list[str]
    families: list[str]
    places: list[str]

    @property
    def paths(self) -> list[list[Any]]:
        paths: list[list[Any]] = json.loads(self.paths_json)
        return paths
