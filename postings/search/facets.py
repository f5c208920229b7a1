"""FACETS: everything that a visitor can filter by, declared once.

An entry drives the filter form, the query, the counts, the chips, the API parameters and their OpenAPI text,
the help page and a test against the oracle (design: a facet, declared once). Semantics: section 3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from types import MappingProxyType
from typing import Literal, Protocol

FacetKind = Literal["values", "ordinal", "tree"]


class Asking(Protocol):
    """What a posting asks for: the columns that the ordinal facets are made of."""

    @property
    def degree_policy(self) -> str: ...
    @property
    def degree_floor(self) -> str | None: ...
    @property
    def experience_state(self) -> str: ...
    @property
    def min_years(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of an ordinal facet. `parent` names the bucket that a sub-choice belongs to.

    `code` is what the index holds: never give one to another bucket, for indexes outlive code.
    """

    value: str
    label: str
    code: int
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Switch:
    """A facet's "include those that don't say": adds these buckets, by OR, when something is chosen there."""

    name: str
    label: str
    adds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Two number parameters that are joined to the facet's buckets by OR; both ends belong to the range."""

    low: str
    high: str
    label: str
    field: str


@dataclass(frozen=True)
class Facet:
    """One thing to filter by; `name` is its URL parameter and its index field.

    Facets of kind `values` and `tree` read their values along `path`, a lookup from Posting to a model of
    named values (`only` narrows the rows on the way); ordinal ones have `buckets`, and `codes` says in which
    of them a posting is. The values that a posting has under a tree include all that stand above them.
    `columns` is how many values most postings have at most; the others cost time to count (`columns`).
    """

    name: str
    label: str
    help: str
    kind: FacetKind
    path: str = ""
    only: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    vocabulary: str = ""
    buckets: tuple[Bucket, ...] = ()
    codes: Callable[[Asking], tuple[int, ...]] | None = None
    columns: int = 1
    switch: Switch | None = None
    range: Range | None = None
    missing_label: str = "no longer exists"

    def bucket(self, value: str) -> Bucket | None:
        return next((bucket for bucket in self.buckets if bucket.value == value), None)


DEGREE_FLOORS = (
    Bucket("high_school", "High school", 1),
    Bucket("certificate", "Certificate", 2),
    Bucket("associate", "Associate", 3),
    Bucket("bachelor", "Bachelor's", 4),
    Bucket("master", "Master's", 5),
    Bucket("doctorate", "Doctorate", 6),
)
DEGREE_WITHOUT_FLOOR = (
    Bucket("preferred_only", "Preferred only", 7),
    Bucket("not_required", "No degree needed", 8),
    Bucket("not_stated", "Not stated", 9),
)
OR_EXPERIENCE = {
    floor.value: Bucket(
        f"{floor.value}_or_experience", "accepts experience instead", floor.code + 10, floor.value
    )
    for floor in DEGREE_FLOORS
}
DEGREE = (
    *(bucket for floor in DEGREE_FLOORS for bucket in (floor, OR_EXPERIENCE[floor.value])),
    *DEGREE_WITHOUT_FLOOR,
)
EXPERIENCE = (
    Bucket("none_needed", "None needed", 1),
    Bucket("under_1", "Under 1 year", 2),
    Bucket("1_2", "1 to 2 years", 3),
    Bucket("3_4", "3 to 4 years", 4),
    Bucket("5_7", "5 to 7 years", 5),
    Bucket("8_9", "8 to 9 years", 6),
    Bucket("10_plus", "10 years or more", 7),
    Bucket("in_place_of_degree", "Only in place of a degree", 8),
    Bucket("preferred_only", "Preferred only", 9),
    Bucket("asked_no_number", "Asked, without a number", 10),
    Bucket("not_stated", "Not stated", 11),
)
YEARS_FROM = ((10.0, "10_plus"), (8.0, "8_9"), (5.0, "5_7"), (3.0, "3_4"), (1.0, "1_2"), (0.0, "under_1"))
#: The years from which on, and below which, a posting is in a bucket.
YEARS_WITHIN = {
    value: (start, end)
    for (start, value), end in zip(YEARS_FROM, (inf, *(start for start, _ in YEARS_FROM)), strict=False)
}
STATE_BUCKETS = {
    "explicitly_none": "none_needed",
    "instead_of_degree": "in_place_of_degree",
    "preferred_only": "preferred_only",
    "asked_no_number": "asked_no_number",
    "not_stated": "not_stated",
}
_DEGREE_CODES = {bucket.value: bucket.code for bucket in DEGREE}
_EXPERIENCE_CODES = {bucket.value: bucket.code for bucket in EXPERIENCE}


def degree_codes(posting: Asking) -> tuple[int, ...]:
    """The posting's one degree bucket, and its sub-choice where experience may stand in."""
    if posting.degree_floor is None:
        return (_DEGREE_CODES[posting.degree_policy],)
    floor = _DEGREE_CODES[posting.degree_floor]
    if posting.degree_policy == "required_or_experience":
        return (floor, OR_EXPERIENCE[posting.degree_floor].code)
    return (floor,)


def experience_codes(posting: Asking) -> tuple[int, ...]:
    """The posting's one experience bucket: half-open on the required minimum."""
    if posting.experience_state != "required" or posting.min_years is None:
        return (_EXPERIENCE_CODES[STATE_BUCKETS[posting.experience_state]],)
    value = next(value for start, value in YEARS_FROM if posting.min_years >= start)
    return (_EXPERIENCE_CODES[value],)


def _named_by_requirements(kind: str, label: str, help: str, columns: int) -> Facet:
    """A facet of the terms that a posting's requirements of one kind name."""
    return Facet(
        name=kind,
        label=label,
        help=help,
        kind="values",
        path="requirements__term",
        columns=columns,
        only=MappingProxyType({"requirements__kind": kind}),
        vocabulary="Term",
    )


FACETS: tuple[Facet, ...] = (
    Facet(
        name="team",
        label="Team",
        help="The part of the employer that hires.",
        kind="values",
        path="teams",
        columns=2,
        vocabulary="Team",
    ),
    Facet(
        name="role_family",
        label="Role family",
        help="The kind of work, as the posting states it; where it does not, inferred from the title.",
        kind="values",
        path="role_families",
        columns=2,
        vocabulary="RoleFamily",
    ),
    Facet(
        name="location",
        label="Location",
        help="Where the job is. A country or a region finds every place in it.",
        kind="tree",
        path="locations",
        columns=3,
        vocabulary="Location",
    ),
    Facet(
        name="employer",
        label="Employer",
        help="Who hires.",
        kind="values",
        path="employer",
        vocabulary="Employer",
    ),
    Facet(
        name="degree",
        label="Degree",
        help="The lowest degree that the posting asks for.",
        kind="ordinal",
        buckets=DEGREE,
        codes=degree_codes,
        columns=2,
        switch=Switch("degree_unstated", "Include those that don't say", ("not_stated",)),
    ),
    Facet(
        name="experience",
        label="Experience",
        help="The years of experience that the posting demands at least.",
        kind="ordinal",
        buckets=EXPERIENCE,
        codes=experience_codes,
        switch=Switch(
            "experience_unstated", "Include those that don't say", ("not_stated", "asked_no_number")
        ),
        range=Range("years_min", "years_max", "Years required", "years"),
    ),
    _named_by_requirements("field_of_study", "Field of study", "A field in which the degree may be.", 3),
    _named_by_requirements("skill", "Skill", "A skill that the posting names.", 12),
    _named_by_requirements("employment_type", "Employment type", "Full-time, part-time, contract ...", 2),
    _named_by_requirements("workplace", "Workplace", "On site, remote, or some of both.", 1),
)
FACET = MappingProxyType({facet.name: facet for facet in FACETS})
