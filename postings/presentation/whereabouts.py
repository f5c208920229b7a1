"""Who hires, where, and in which part of the employer: the line under every title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from postings.models import Location, Posting

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
    return whereabouts(
        posting.employer.name if posting.employer else "",
        [str(place) for place in posting.locations.all()],
        [team.name for team in posting.teams.all()],
        [family.name for family in posting.role_families.all()],
        posting.role_family_inferred,
    )


def whereabouts(
    employer: str, places: Sequence[str], teams: Sequence[str], families: Sequence[str], inferred: bool
) -> Whereabouts:
    """Of all places, the first."""
    return Whereabouts(
        employer=employer,
        places=tuple(places[:PLACES_SHOWN]),
        more_places=max(0, len(places) - PLACES_SHOWN),
        teams=tuple(teams),
        families=tuple(families),
        families_inferred=inferred,
    )
