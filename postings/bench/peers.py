"""The yardstick: what Django sites do for facets, one GROUP BY a facet through the ORM, over the same tables.

It is measured kindly. Filters by other tables are EXISTS, not joins that multiply rows, and each link between
tables has its index, as Django makes them; of a search for words it is given what the index matched, as a
table with its statistics, so that the matching costs it nothing; and it has no snippets.
It knows the filters of `mix`: chosen values, none excluded, no range and no candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from postings.models import Location, Posting, Requirement
from postings.models.posting import DegreeLevel, DegreePolicy
from postings.search.facets import (
    FACETS,
    STATE_BUCKETS,
    YEARS_FROM,
    Facet,
    degree_codes,
    experience_codes,
)
from postings.search.matching import Ask

Counts = dict[int, int]
Postings = QuerySet[Posting, Posting]
PAGE = 20
_MATCHED = "SELECT id FROM bench_matched"
_LINKS: Mapping[str, tuple[type[models.Model], str]] = {
    "teams": (Posting.teams.through, "team"),
    "role_families": (Posting.role_families.through, "rolefamily"),
    "locations": (Posting.locations.through, "location"),
    "requirements__term": (Requirement, "term"),
}


@contextmanager
def matched(ids: Iterable[int]) -> Iterator[None]:
    """A table of this connection with the postings that a search's words match."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_matched (id bigint PRIMARY KEY)")
        try:
            with cursor.copy("COPY bench_matched FROM STDIN") as into:
                for one in ids:
                    into.write_row((one,))
            cursor.execute("ANALYZE bench_matched")
            yield
        finally:
            cursor.execute("DROP TABLE bench_matched")


def answer(ask: Ask) -> tuple[int, dict[str, Counts]]:
    """Total and the counts of all facets, with the first page read. With words, within `matched`."""
    found = _narrowed(ask)
    total = found.count()
    list(found.select_related("employer").order_by("-posted_on", "-pk")[:PAGE])
    return total, {facet.name: _counts(facet, _narrowed(ask, but=facet.name)) for facet in FACETS}


def _narrowed(ask: Ask, but: str | None = None) -> Postings:
    found = Posting.objects.filter(hidden=False).order_by()
    if ask.words.groups:
        found = found.filter(pk__in=RawSQL(_MATCHED, []))  # noqa: S611  a constant
    for facet in FACETS:
        narrowing = ask.narrowings.get(facet.name)
        if narrowing is not None and facet.name != but:
            found = found.filter(_has(facet, narrowing.codes))
    return found


def _has(facet: Facet, codes: frozenset[int]) -> Any:
    """The condition that a posting has one of these values."""
    if facet.kind == "ordinal":
        return _degree_in(codes) if facet.name == "degree" else _experience_in(codes)
    if facet.path == "employer":
        return Q(employer__in=codes)
    link, name = _LINKS[facet.path]
    having = Q(**{f"{name}__in": codes})
    if facet.kind == "tree":
        having |= Q(**{f"{name}__parent__in": codes}) | Q(**{f"{name}__parent__parent__in": codes})
    kind = {key.removeprefix("requirements__"): value for key, value in facet.only.items()}
    return Exists(link._default_manager.filter(having, posting=OuterRef("pk"), **kind))


# --- degree and experience -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a bucket of degree or experience is made of."""

    degree_policy: str = "not_stated"
    degree_floor: str | None = None
    experience_state: str = "not_stated"
    min_years: float | None = None


def _degree_in(codes: frozenset[int]) -> Q:
    floored = ("required", "required_or_experience")
    pairs: list[tuple[str, str | None]] = [(one, None) for one in DegreePolicy.values if one not in floored]
    pairs += [(policy, level) for policy in floored for level in DegreeLevel.values]
    wanted = Q(pk__in=[])
    for policy, floor in pairs:
        if codes & {*degree_codes(_Shape(degree_policy=policy, degree_floor=floor))}:
            wanted |= Q(degree_policy=policy, degree_floor=floor)
    return wanted


def _experience_in(codes: frozenset[int]) -> Q:
    wanted = Q(pk__in=[])
    for state in STATE_BUCKETS:
        if codes & {*experience_codes(_Shape(experience_state=state))}:
            wanted |= Q(experience_state=state)
    beyond: float | None = None
    for least, _ in YEARS_FROM:
        if codes & {*experience_codes(_Shape(experience_state="required", min_years=least))}:
            within = Q(experience_state="required", min_years__gte=least)
            wanted |= within if beyond is None else within & Q(min_years__lt=beyond)
        beyond = least
    return wanted


# --- counting ------------------------------------------------------------------------------------------


def _counts(facet: Facet, found: Postings) -> Counts:
    if facet.name == "degree":
        return _in_buckets(found, "degree_policy", "degree_floor")
    if facet.name == "experience":
        return _in_buckets(found, "experience_state", "min_years")
    if facet.kind == "tree":
        return dict(pair for kind in Location.Kind.values for pair in _places(found, kind))
    only = found.filter(**facet.only, **{f"{facet.path}__isnull": False})
    twice = facet.path == "requirements__term"  # which one posting may name again
    return dict(only.values_list(facet.path).annotate(count=Count("pk", distinct=twice)))


def _in_buckets(found: Postings, first: str, second: str) -> Counts:
    codes_of = degree_codes if first == "degree_policy" else experience_codes
    made: Counts = {}
    for one, other, count in found.values_list(first, second).annotate(count=Count("pk")):
        for code in codes_of(_Shape(**{first: one, second: other})):
            made[code] = made.get(code, 0) + count
    return made


def _places(found: Postings, kind: str) -> Iterator[tuple[int, int]]:
    """The places of one kind, at whatever level above a posting's own they stand, with their postings.

    No table is joined without need: a city has nothing below it, and what is two levels up is a country.
    """
    if kind == Location.Kind.CITY:
        cities = found.filter(locations__kind=kind).values_list("locations")
        return iter(cities.annotate(count=Count("pk")))
    own = When(locations__kind=kind, then=F("locations"))
    above = When(locations__parent__kind=kind, then=F("locations__parent"))
    beyond = F("locations__parent__parent") if kind == Location.Kind.COUNTRY else None
    counted = found.annotate(place=Case(own, above, default=beyond)).filter(place__isnull=False)
    return iter(counted.values_list("place").annotate(count=Count("pk", distinct=True)))
