"""The postings of one page of results, as cards: a handful of queries, however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Greatest, Substr

from postings.models import Correction, Posting, Requirement
from postings.presentation import words
from postings.presentation.candidates import FitLine, fields_of, fit_line
from postings.presentation.facts import Fact, facts_of
from postings.presentation.offer import KINDS, Offer, offer_of
from postings.presentation.quotes import AFTER, BEFORE, Quote, quote
from postings.presentation.whereabouts import Whereabouts, whereabouts_of_all
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


class Proof(NamedTuple):
    """What a card needs of a requirement's row, by PROOF_COLUMNS; `window` is the text around it.

    A page has about a hundred, which as instances of the model took twice the time.
    """

    posting: int
    kind: str
    value: str | None
    level: str | None
    years_min: float | None
    years_max: float | None
    strength: str | None
    start: int
    end: int
    term: str | None
    window: str | None


PROOF_COLUMNS = tuple("term__name" if name == "term" else name for name in Proof._fields)


def cards_of(hits: Sequence[Hit], query_string: str, candidate: Candidate | None = None) -> list[Card]:
    """A card for every hit that still exists, in the order of the hits."""
    ids = [hit.posting_id for hit in hits]
    found = Posting.objects.select_related("employer").in_bulk(ids)
    places = whereabouts_of_all(found.values())
    proofs = _proofs(ids)
    fields = fields_of(ids, candidate)
    corrected = set(Correction.objects.filter(posting__in=ids).order_by().values_list("posting", "kind"))
    suffix = f"?{query_string}" if query_string else ""

    def card(posting: Posting, hit: Hit) -> Card:
        proving = proofs.get(posting.pk, [])
        return Card(
            id=posting.pk,
            url=posting.get_absolute_url() + suffix,
            title=posting.title,
            whereabouts=places[posting.pk],
            offer=offer_of(posting, ((one.kind, one.term) for one in proving)),
            facts=facts_of(
                posting, proving, {kind for pk, kind in corrected if pk == posting.pk}, _quote_in_window
            ),
            paths=tuple(words.paths(posting.paths)),
            common_years=words.common_years(posting.common_min_years),
            snippet=hit.snippet,
            fit=fit_line(posting, candidate, fields.get(posting.pk, ())),
        )

    return [card(found[hit.posting_id], hit) for hit in hits if hit.posting_id in found]


def _proofs(postings: Sequence[int]) -> dict[int, list[Proof]]:
    """The statements that a card quotes or names, by posting, in the order of the text."""
    window = Substr(
        "posting__version__text",
        Greatest(F("start") - BEFORE + 1, 1),
        F("end") - F("start") + BEFORE + AFTER,
    )
    rows = (
        Requirement.objects.filter(
            posting__in=postings, kind__in=["degree", "experience", *KINDS], start__isnull=False
        )
        .annotate(window=window)
        .order_by("start", "pk")
        .values_list(*PROOF_COLUMNS)
    )
    found: dict[int, list[Proof]] = {}
    for row in rows:
        proof = Proof(*row)
        found.setdefault(proof.posting, []).append(proof)
    return found


def _quote_in_window(one: Proof) -> Quote:
    window = one.window or ""
    offset = min(one.start, BEFORE)
    length = one.end - one.start
    reaches_end = len(window) < length + BEFORE + AFTER
    return quote(window, offset, length, reaches_start=one.start <= BEFORE, reaches_end=reaches_end)
