"""Postings like the one that is read, and what they share with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from postings.models import Posting, Term
from postings.presentation import words
from postings.presentation.whereabouts import PREFETCHES, Whereabouts, whereabouts_of
from postings.search import Similar, similar

SKILLS_NAMED = 4


@dataclass(frozen=True, slots=True)
class Alike:
    """A posting like the one that is read; `shares` says in words what both have."""

    url: str
    title: str
    whereabouts: Whereabouts
    shares: tuple[str, ...]


def alike(posting: Posting) -> list[Alike]:
    """The most similar first; those that were taken out since the index was read are left out."""
    found = similar(posting)
    rows = Posting.objects.filter(hidden=False).select_related("employer").prefetch_related(*PREFETCHES)
    others = rows.in_bulk([one.posting_id for one in found])
    named = {skill for one in found for skill in one.skills}
    skills = dict(Term.objects.filter(pk__in=named).order_by().values_list("pk", "name")) if named else {}
    return [
        Alike(
            url=other.get_absolute_url(),
            title=other.title,
            whereabouts=whereabouts_of(other),
            shares=tuple(_shares(one, other, skills)) or ("similar words",),
        )
        for one in found
        if (other := others.get(one.posting_id)) is not None
    ]


def _shares(one: Similar, other: Posting, skills: Mapping[int, str]) -> Iterator[str]:
    if one.same_title:
        yield "same title"
    names = [skills[skill] for skill in one.skills if skill in skills]
    if names:
        beyond = len(names) - SKILLS_NAMED
        more = f" and {beyond} more" if beyond > 0 else ""
        yield f"{'skill' if len(names) == 1 else 'skills'}: {', '.join(names[:SKILLS_NAMED])}{more}"
    families = [family.name for family in other.role_families.all() if family.pk in one.families]
    if families:
        yield f"role family: {', '.join(families)}"
    if one.same_degree:
        yield f"degree: {words.DEGREES[other.degree_floor or '']}"
    if one.same_years:
        years = words.experience(other.experience_state, other.min_years, other.max_years)
        yield f"experience: {years[:1].lower()}{years[1:]}"
