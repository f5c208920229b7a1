"""Postings at random, some of everything that can be asked for, made in bulk."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.text import slugify

from postings.models import Employer, Posting, PostingVersion, Requirement, RoleFamily, Team
from postings.models.posting import DegreeLevel, ExperienceState
from postings.search.facets import FACET
from tests import build

WORDS = ["alpha", "bravo", "delta", "echo", "golf", "kilo", "lima", "C++", "C#", "c"]
TEAMS = ["Sales", "Finance", "Field Ops", "Cloud"]
FAMILIES = ["Marketing", "Research"]
EMPLOYERS = ["Acme", "Umbra", "Zeta"]
PLACES = [
    "united-states",
    "united-states/il/chicago",
    "united-states/il/joliet",
    "united-states/wa",
    "germany/-/munich",
    "france/idf/paris",
]
TERMS = {
    "field_of_study": (["Physics", "Law", "Chemistry"], 2),
    "skill": ([f"Skill {number}" for number in range(18)], 15),
    "employment_type": (["Full-time", "Part-time", "Contract"], 2),
    "workplace": (["Remote", "Hybrid", "On site"], 2),
}
YEARS = [0.0, 0.5, 1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5, 8.0, 10.0, 15.0]
POLICIES = ["required", "required_or_experience", "preferred_only", "not_required", "not_stated"]


def fill(chance: random.Random, count: int) -> None:
    """So many postings, some of them hidden."""
    employers = [build.named(Employer, name) for name in EMPLOYERS]
    postings = [_posting(chance, chance.choice([*employers, None])) for _ in range(count)]
    Posting.objects.bulk_create(postings)
    PostingVersion.objects.bulk_create(_version(chance, posting) for posting in postings)
    only = PostingVersion.objects.filter(posting=OuterRef("pk")).values("pk")
    Posting.objects.filter(version=None).update(version=Subquery(only))
    links: dict[tuple[Any, str], tuple[list[Any], int]] = {
        (Posting.teams.through, "team"): ([build.named(Team, name) for name in TEAMS], 2),
        (Posting.role_families.through, "rolefamily"): (
            [build.named(RoleFamily, one) for one in FAMILIES],
            2,
        ),
        (Posting.locations.through, "location"): ([build.place(slug) for slug in PLACES], 3),
    }
    for (through, column), (values, most) in links.items():
        through._default_manager.bulk_create(
            through(**{"posting": posting, column: value})
            for posting in postings
            for value in _some(chance, values, most)
        )
    for kind, (names, most) in TERMS.items():
        terms = [build.term(kind, name) for name in names]
        Requirement.objects.bulk_create(
            Requirement(posting=posting, kind=kind, term=term, start=0, end=2, exact="We", rule="test")
            for posting in postings
            for term in _some(chance, terms, most)
        )


def _posting(chance: random.Random, employer: Employer | None) -> Posting:
    columns: dict[str, Any] = {"hidden": chance.random() < 0.05}
    policy = chance.choice(POLICIES)
    columns["degree_policy"] = policy
    if policy.startswith("required"):
        columns["degree_floor"] = chance.choice(DegreeLevel.values)
    state = chance.choice([*ExperienceState.values, "required", "required"])
    columns["experience_state"] = state
    if state in ("required", "preferred_only"):
        columns["min_years"] = chance.choice(YEARS)
    if policy.startswith("required") and chance.random() < 0.4:
        levels = chance.sample([None, *DegreeLevel.values], chance.randint(2, 3))
        columns["paths"] = [[level, chance.choice([*YEARS, None])] for level in levels]
        columns["common_min_years"] = chance.choice([None, None, *YEARS])
    return Posting(
        title=" ".join(chance.choices(WORDS, k=2)),
        employer=employer,
        posted_on=chance.choice([None, dt.date(2024, 1, chance.randint(1, 28))]),
        loaded=timezone.now(),
        **columns,
    )


def _version(chance: random.Random, posting: Posting) -> PostingVersion:
    text = " ".join(chance.choices(WORDS, k=chance.randint(1, 12)))
    digest = hashlib.sha256(f"{posting.pk} {text}".encode()).digest()
    return PostingVersion(posting=posting, number=1, text=text, text_sha256=digest)


def _some(chance: random.Random, values: list[Any], most: int) -> list[Any]:
    return chance.sample(values, chance.randint(0, min(most, len(values))))


def values_of(facet: str) -> list[str]:
    """The values of a facet that these postings have, and some that none has."""
    named = {"team": TEAMS, "role_family": FAMILIES, "employer": EMPLOYERS}
    named |= {kind: names for kind, (names, _) in TERMS.items()}
    if facet == "location":
        return [*PLACES, "united-states/il", "germany", "france"]
    if facet in named:
        return [slugify(name) for name in named[facet]]
    return [bucket.value for bucket in FACET[facet].buckets]
