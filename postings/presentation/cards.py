"""The postings of one page of results, as cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postings.models.posting import address_of
from postings.presentation import words
from postings.presentation.candidates import FitLine, fields_of, fit_line
from postings.presentation.facts import Fact, facts_of
from postings.presentation.offer import KINDS, Offer, offer_of
from postings.presentation.quotes import AFTER, BEFORE, Quote, quote
from postings.presentation.shown import Proof, Shown, proofs_of, shown_of
from postings.presentation.whereabouts import Whereabouts, whereabouts
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


KINDS_READ = ("degree", "experience", *KINDS)


def cards_of(hits: Sequence[Hit], query_string: str, candidate: Candidate | None = None) -> list[Card]:
    """A card for every hit that still exists, in the order of the hits."""
    ids = [hit.posting_id for hit in hits]
    found = shown_of(ids)
    proofs = proofs_of(ids, KINDS_READ)
    fields = fields_of(ids, candidate)
    suffix = f"?{query_string}" if query_string else ""

    def card(posting: Shown, hit: Hit) -> Card:
        proving = proofs.get(posting.id, [])
        return Card(
            id=posting.id,
            url=address_of(posting.id, posting.title) + suffix,
            title=posting.title,
            whereabouts=_whereabouts(posting),
            offer=offer_of(posting, ((one.kind, one.term) for one in proving)),
            facts=facts_of(posting, proving, posting.corrected, lambda one: _quote(posting.text, one)),
            paths=tuple(words.paths(posting.paths)),
            common_years=words.common_years(posting.common_min_years),
            snippet=hit.snippet,
            fit=fit_line(posting, candidate, fields.get(posting.id, ())),
        )

    return [card(found[hit.posting_id], hit) for hit in hits if hit.posting_id in found]


def _whereabouts(posting: Shown) -> Whereabouts:
    return whereabouts(
        posting.employer or "",
        posting.places,
        posting.teams,
        posting.families,
        posting.role_family_inferred,
    )


def _quote(text: str, one: Proof) -> Quote:
    low = max(0, one.start - BEFORE)
    length = one.end - one.start
    high = low + BEFORE + length + AFTER
    return quote(text[low:high], one.start - low, length, low == 0, high >= len(text))
