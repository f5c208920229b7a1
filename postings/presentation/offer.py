"""What is offered: how much work, where it is done, what is paid, since when. The line after the names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from postings.models import Posting, Requirement
from postings.presentation import words

KINDS = ("employment_type", "workplace")


@dataclass(frozen=True, slots=True)
class Offer:
    """Each is empty (or None) where the posting does not say."""

    types: tuple[str, ...]
    workplaces: tuple[str, ...]
    pay: str
    posted_on: date | None


def offer_of(posting: Posting, requirements: Iterable[Requirement]) -> Offer:
    """`requirements` hold at least those of KINDS, with their terms, in the order of the text."""
    named = [(one.kind, one.term.name) for one in requirements if one.kind in KINDS and one.term is not None]
    return Offer(
        types=tuple(dict.fromkeys(name for kind, name in named if kind == "employment_type")),
        workplaces=tuple(dict.fromkeys(name for kind, name in named if kind == "workplace")),
        pay=pay_of(posting),
        posted_on=posting.posted_on,
    )


def pay_of(posting: Posting) -> str:
    return words.pay(posting.pay_minimum, posting.pay_maximum, posting.pay_currency, posting.pay_period)
