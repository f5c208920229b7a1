"""Rows for tests: each function builds what the test names, and nothing else.

build.posting("Data Engineer", team=["Sales"], location=["united-states/il"], degree="bachelor", years=3)
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Iterable
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.text import slugify

from postings.models import (
    Employer,
    Location,
    Posting,
    PostingVersion,
    Requirement,
    RoleFamily,
    Team,
    Term,
)
from postings.models.vocabulary import NamedValue

Kind = TypeVar("Kind", bound=NamedValue)
KINDS = (Location.Kind.COUNTRY, Location.Kind.REGION, Location.Kind.CITY)
_numbers = itertools.count(1)


def posting(
    title: str = "Clerk",
    text: str = "We hire.",
    *,
    employer: str | None = None,
    team: Iterable[str] = (),
    role_family: Iterable[str] = (),
    location: Iterable[str] = (),
    field_of_study: Iterable[str] = (),
    skill: Iterable[str] = (),
    employment_type: Iterable[str] = (),
    workplace: Iterable[str] = (),
    degree: str | None = None,
    years: float | None = None,
    posted: dt.date | None = None,
    **columns: Any,
) -> Posting:
    """A posting with its text. A `degree` is required and `years` are, unless `columns` say otherwise."""
    if degree is not None:
        columns = {"degree_policy": "required", "degree_floor": degree} | columns
    if years is not None:
        columns = {"experience_state": "required", "min_years": years} | columns
    made = Posting.objects.create(
        title=title,
        employer=named(Employer, employer) if employer else None,
        posted_on=posted,
        loaded=timezone.now(),
        **columns,
    )
    show(made, text)
    made.teams.set(named(Team, name) for name in team)
    made.role_families.set(named(RoleFamily, name) for name in role_family)
    made.locations.set(place(slug) for slug in location)
    terms = {
        "field_of_study": field_of_study,
        "skill": skill,
        "employment_type": employment_type,
        "workplace": workplace,
    }
    for kind, names in terms.items():
        for name in names:
            requirement(made, kind, term=term(kind, name))
    return made


def show(posting: Posting, text: str) -> PostingVersion:
    """Give the posting a new text, which is the one that is shown."""
    version = PostingVersion.objects.create(
        posting=posting,
        number=posting.versions.count() + 1,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).digest(),
    )
    posting.version = version
    posting.save(update_fields=["version"])
    return version


def named(model: type[Kind], name: str) -> Kind:
    """The team, role family or employer of this name."""
    return model._default_manager.get_or_create(name=name, defaults={"slug": slugify(name)})[0]


def place(slug: str) -> Location:
    """The place with this address (`united-states/il/chicago`), and those above it."""
    above, _, last = slug.rpartition("/")
    parent = place(above.removesuffix("/-")) if above else None
    name = last.replace("-", " ").title() if len(last) > 2 else last.upper()
    kind = KINDS[slug.count("/")]
    columns = {"kind": kind, "name": name, "parent": parent}
    return Location.objects.get_or_create(slug=slug, defaults=columns)[0]


def term(kind: str, name: str) -> Term:
    return Term.objects.get_or_create(kind=kind, slug=slugify(name), defaults={"name": name})[0]


def requirement(posting: Posting, kind: str, **columns: Any) -> Requirement:
    """A statement of the posting. Its evidence is how the text begins, unless `columns` say otherwise."""
    evidence = {"start": 0, "end": 2, "exact": "We", "rule": "test"}
    return Requirement.objects.create(posting=posting, kind=kind, **(evidence | columns))
