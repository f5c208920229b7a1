"""One posting, whole: its facts, its notes in the margin, its text, and where the text came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from postings.models import Posting, PostingVersion, Requirement, SourceFile
from postings.presentation import words
from postings.presentation.facts import Fact, QuoteOf, facts_of
from postings.presentation.notes import NoteGroup, grouped, notes_of
from postings.presentation.offer import Offer, offer_of
from postings.presentation.quotes import AFTER, Quote, quote
from postings.presentation.reading import TextGroup, text_blocks
from postings.presentation.stated import StatedFact, stated_of
from postings.presentation.whereabouts import Whereabouts, whereabouts_of

DOUBTS: dict[str, str] = {
    "title_boundary": "where the title ends",
    "title_long": "where the title ends",
    "title_from_text": "the title, which is taken from the text",
    "employer_thin": "who the employer is",
    "place_ambiguous": "which of several places is meant",
    "place_from_text": "whether the work is at the place that the text names",
    "place_unlisted": "whether the town is the one that is meant; the list of places lacks it",
    "pay_period_by_size": "the period that the pay is for, which only its size shows",
    "day_or_month": "which number of the date is the day and which the month",
    "no_title": "the title, which was not found",
    "unread_years": "years that no rule could place",
}


@dataclass(frozen=True, slots=True)
class Record:
    """All that `posting.html` prints. `texts` are the posting's other versions, newest first."""

    posting: Posting
    whereabouts: Whereabouts
    offer: Offer
    facts: tuple[Fact, ...]
    paths: tuple[str, ...]
    common_years: str
    stated: tuple[StatedFact, ...]
    groups: tuple[NoteGroup, ...]
    body: tuple[TextGroup, ...]
    doubts: tuple[str, ...]
    files: tuple[SourceFile, ...]
    texts: tuple[PostingVersion, ...]


def record_of(posting: Posting) -> Record:
    """Reads the posting's rows (a fixed number of queries) and arranges them."""
    requirements = list(posting.requirements.select_related("term").order_by("start", "pk"))
    notes = notes_of(requirements)
    text = posting.version.text if posting.version else ""
    quote_of = quotes_from(text)
    return Record(
        posting=posting,
        whereabouts=whereabouts_of(posting),
        offer=offer_of(posting, ((one.kind, one.term.name) for one in requirements if one.term)),
        facts=facts_of(
            posting, requirements, {one.kind for one in posting.corrections.only("kind")}, quote_of
        ),
        paths=tuple(words.paths(posting.paths)),
        common_years=words.common_years(posting.common_min_years),
        stated=tuple(stated_of(posting, notes, requirements, quote_of)),
        groups=grouped(note for note in notes if note.standing != "stated"),
        body=tuple(text_blocks(text, posting.version.blocks if posting.version else [], notes)),
        doubts=tuple(_doubts(posting)),
        files=tuple(posting.files.filter(superseded__isnull=True).defer("raw").order_by("-loaded", "-pk")),
        texts=tuple(posting.versions.exclude(shown_by=posting).defer("text", "blocks").order_by("-number")),
    )


def quotes_from(text: str) -> QuoteOf:
    """How to quote a requirement of this text."""

    def quote_of(one: Requirement) -> Quote | None:
        if one.start is None or one.end is None:
            return None
        low, high = max(0, one.start - AFTER), min(len(text), one.end + AFTER)
        return quote(text[low:high], one.start - low, one.end - one.start, low == 0, high == len(text))

    return quote_of


def _doubts(posting: Posting) -> Iterable[str]:
    """Why a reader should not take everything for certain, as ends of a sentence."""
    if posting.contradictory:
        yield "the same degree is called both required and preferred"
    yield from dict.fromkeys(DOUBTS.get(reason, reason.replace("_", " ")) for reason in posting.unsure)
