"""Who hires, where, and in which part of the employer: the line under every title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Prefetch

from postings.models import Location, Posting, RoleFamily, Team

Value = TypeVar("Value")

PLACES_SHOWN = 3

PREFETCHES = (
    "teams",
    "role_families",
    Prefetch("locations", Location.objects.select_related("parent__parent")),
)
"""What a queryset of postings has to prefetch (beside the employer) for `whereabouts_of` to ask nothing."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Names as they are read; `more_places` are not listed, `employer` is empty where none is stated.

    `families_inferred`: no text states the families, the title shows them.
    """

    employer: str
    places: tuple[str, ...]
    more_places: int
    teams: tuple[str, ...]
    families: tuple[str, ...]
    families_inferred: bool


def whereabouts_of(posting: Posting) -> Whereabouts:
    return _whereabouts(
        posting,
        [str(place) for place in posting.locations.all()],
        [team.name for team in posting.teams.all()],
        [family.name for family in posting.role_families.all()],
    )


def whereabouts_of_all(postings: Iterable[Posting]) -> dict[int, Whereabouts]:
    """The same by id, for postings with their employers but without PREFETCHES: in three queries, of names.

    For the page of results, where instances of the models cost twice the time.
    """
    by_id = {posting.pk: posting for posting in postings}
    teams = _by_posting(Team.objects.filter(postings__in=by_id).values_list("postings", "name"))
    families = _by_posting(RoleFamily.objects.filter(postings__in=by_id).values_list("postings", "name"))
    rows = Location.objects.filter(postings__in=by_id).values_list(
        "postings", "name", "parent__name", "parent__parent__name"
    )
    places = _by_posting((pk, ", ".join(filter(None, names))) for pk, *names in rows)
    return {
        pk: _whereabouts(posting, places.get(pk, []), teams.get(pk, []), families.get(pk, []))
        for pk, posting in by_id.items()
    }


def _by_posting(rows: Iterable[tuple[int, Value]]) -> dict[int, list[Value]]:
    found: dict[int, list[Value]] = {}
    for pk, value in rows:
        found.setdefault(pk, []).append(value)
    return found


def _whereabouts(
    posting: Posting, places: Sequence[str], teams: Sequence[str], families: Sequence[str]
) -> Whereabouts:
    return Whereabouts(
        employer=posting.employer.name if posting.employer else "",
        places=tuple(places[:PLACES_SHOWN]),
        more_places=max(0, len(places) - PLACES_SHOWN),
        teams=tuple(teams),
        families=tuple(families),
        families_inferred=posting.role_family_inferred,
    )
