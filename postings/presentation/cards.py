"""The postings of one page of results, as cards: a handful of queries, however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Greatest, Substr

from postings.models import Correction, Posting, Requirement
from postings.presentation import words
from postings.presentation.candidates import FitLine, fit_line
from postings.presentation.facts import Fact, facts_of
from postings.presentation.offer import KINDS, Offer, offer_of
from postings.presentation.quotes import AFTER, BEFORE, Quote, quote
from postings.presentation.whereabouts import PREFETCHES, Whereabouts, whereabouts_of
from postings.search.query import Candidate
from postings.search.results import Hit, Segment


@dataclass(frozen=True, slots=True)
class Card:
    """What the list shows of one posting. `url` carries the search along, so that its page can lead back.

    `fit` says why the search's candidate qualifies, None where the search has none.
    """

    id: int
    url: str
    title: str
    whereabouts: Whereabouts
    offer: Offer
    facts: tuple[Fact, ...]
    paths: tuple[str, ...]
    common_years: str
    snippet: tuple[Segment, ...]
    fit: FitLine | None


def cards_of(hits: Sequence[Hit], query_string: str, candidate: Candidate | None = None) -> list[Card]:
    """A card for every hit that still exists, in the order of the hits."""
    found = rows_with_facts().in_bulk([hit.posting_id for hit in hits])
    suffix = f"?{query_string}" if query_string else ""
    return [_card(found[hit.posting_id], hit, suffix, candidate) for hit in hits if hit.posting_id in found]


def rows_with_facts() -> QuerySet[Posting]:
    """Postings with everything a card or a line of the API prints, without their long texts."""
    proofs = (
        Requirement.objects.filter(kind__in=["degree", "experience", *KINDS], start__isnull=False)
        .select_related("term")
        .order_by("start", "pk")
        .annotate(
            window=Substr(
                "posting__version__text",
                Greatest(F("start") - BEFORE + 1, 1),
                F("end") - F("start") + BEFORE + AFTER,
            )
        )
    )
    return Posting.objects.select_related("employer").prefetch_related(
        *PREFETCHES,
        Prefetch("requirements", proofs, to_attr="proofs"),
        Prefetch("corrections", Correction.objects.only("posting_id", "kind"), to_attr="corrected"),
    )


def _card(posting: Posting, hit: Hit, suffix: str, candidate: Candidate | None) -> Card:
    return Card(
        id=posting.pk,
        url=posting.get_absolute_url() + suffix,
        title=posting.title,
        whereabouts=whereabouts_of(posting),
        offer=offer_of(posting, posting.proofs),  # type: ignore[attr-defined]
        facts=facts_of(
            posting,
            posting.proofs,  # type: ignore[attr-defined]
            {correction.kind for correction in posting.corrected},  # type: ignore[attr-defined]
            _quote_in_window,
        ),
        paths=tuple(words.paths(posting.paths)),
        common_years=words.common_years(posting.common_min_years),
        snippet=hit.snippet,
        fit=fit_line(posting, candidate),
    )


def _quote_in_window(one: Requirement) -> Quote | None:
    if one.start is None or one.end is None:
        return None
    window: str = one.window or ""  # type: ignore[attr-defined]
    offset = min(one.start, BEFORE)
    length = one.end - one.start
    reaches_end = len(window) < length + BEFORE + AFTER
    return quote(window, offset, length, reaches_start=one.start <= BEFORE, reaches_end=reaches_end)
