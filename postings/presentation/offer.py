"""What is offered: how much work, where it is done, what is paid, since when. The line after the names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from postings.presentation import words

KINDS = ("employment_type", "workplace")


class Offering(Protocol):
    """The columns of a posting that its offer is made of."""

    @property
    def pay_minimum(self) -> float | None: ...
    @property
    def pay_maximum(self) -> float | None: ...
    @property
    def pay_currency(self) -> str | None: ...
    @property
    def pay_period(self) -> str | None: ...
    @property
    def posted_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Offer:
    """Each is empty (or None) where the posting does not say."""

    types: tuple[str, ...]
    workplaces: tuple[str, ...]
    pay: str
    posted_on: date | None

    @property
    def posted(self) -> str:
        return words.day(self.posted_on) if self.posted_on else ""


def offer_of(posting: Offering, named: Iterable[tuple[str, str | None]]) -> Offer:
    """`named` are kind and term of at least the statements of KINDS, in the order of the text."""
    names = list(dict.fromkeys((kind, name) for kind, name in named if name is not None))
    return Offer(
        types=tuple(name for kind, name in names if kind == "employment_type"),
        workplaces=tuple(name for kind, name in names if kind == "workplace"),
        pay=pay_of(posting),
        posted_on=posting.posted_on,
    )


def pay_of(posting: Offering) -> str:
    return words.pay(posting.pay_minimum, posting.pay_maximum, posting.pay_currency, posting.pay_period)
