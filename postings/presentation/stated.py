"""What a posting states of itself (employer, place, pay ...), each value with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from postings.models import Posting, Requirement
from postings.presentation.facts import QuoteOf
from postings.presentation.notes import STATED_KINDS, Note
from postings.presentation.offer import pay_of
from postings.presentation.quotes import Quote
from postings.presentation.words import day

#: Facts that are read out of a sentence, which is then shown; of the others the words are the value.
QUOTED = ("employment_type", "workplace", "pay", "posted")
#: Of these the first that the text names is the posting's, as in the summary.
FIRST_HOLDS = ("pay", "posted")
INFERRED = "inferred from the title"


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value; `note` is the one whose words say it, if any does, and `quote` shows them where that helps."""

    value: str
    note: Note | None = None
    quote: Quote | None = None
    aside: str = ""


@dataclass(frozen=True, slots=True)
class StatedFact:
    label: str
    values: tuple[StatedValue, ...]


def stated_of(
    posting: Posting, notes: Sequence[Note], requirements: Iterable[Requirement], quote_of: QuoteOf
) -> Iterator[StatedFact]:
    """The posting's own facts; one without a value is left out."""
    by_key = {one.pk: one for one in requirements}
    for kind, said in _values(posting, notes).items():
        proofs = [note for note in notes if note.kind == kind and note.in_text]
        inferred = kind == "role_family" and posting.role_family_inferred
        values = tuple(
            StatedValue(
                value,
                note,
                quote_of(by_key[note.key]) if note and (inferred or kind in QUOTED) else None,
                INFERRED if inferred else "",
            )
            for value, note in _with_proof(said, proofs[:1] if kind in FIRST_HOLDS else proofs)
        )
        if values:
            yield StatedFact(STATED_KINDS[kind], values)


def _values(posting: Posting, notes: Sequence[Note]) -> dict[str, tuple[str, ...]]:
    """The values in force by kind, in the order of the page."""
    pay = pay_of(posting)
    return {
        "employer": (posting.employer.name,) if posting.employer else (),
        "location": tuple(str(place) for place in posting.locations.all()),
        "team": tuple(team.name for team in posting.teams.all()),
        "role_family": tuple(family.name for family in posting.role_families.all()),
        "employment_type": _labels(notes, "employment_type"),
        "workplace": _labels(notes, "workplace"),
        "pay": (pay,) if pay else (),
        "posted": (day(posting.posted_on),) if posting.posted_on else (),
        "job_number": (posting.job_number,) if posting.job_number else (),
    }


def _labels(notes: Sequence[Note], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note.label for note in notes if note.kind == kind))


def _with_proof(values: Sequence[str], proofs: Sequence[Note]) -> Iterator[tuple[str, Note | None]]:
    """A value and its words; a single value under another name (alias, merge) keeps what words there are."""
    by_label = {note.label.casefold(): note for note in reversed(proofs)}
    lone = proofs[0] if len(values) == len({note.label for note in proofs}) == 1 else None
    for value in values:
        yield value, by_label.get(value.casefold(), lone)
