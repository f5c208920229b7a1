"""Degree and experience of a posting as facts: the value in words, and the quote that proves it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from postings.models import Requirement
from postings.presentation import words
from postings.presentation.quotes import Quote
from postings.search.facets import Asking

FactStanding = Literal["required", "in_place", "preferred", "none", "unstated"]
QuoteOf = Callable[[Requirement], Quote | None]


class Statement(Protocol):
    """What of a requirement's row decides whether it proves a fact."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str | None: ...
    @property
    def level(self) -> str | None: ...
    @property
    def years_min(self) -> float | None: ...
    @property
    def years_max(self) -> float | None: ...
    @property
    def strength(self) -> str | None: ...
    @property
    def start(self) -> int | None: ...


class Demanding(Asking, Protocol):
    """The columns of a posting that its facts are made of."""

    @property
    def degree_preferred(self) -> str | None: ...
    @property
    def max_years(self) -> float | None: ...


S = TypeVar("S", bound=Statement)

DEGREE_STANDINGS: dict[str, FactStanding] = {
    "required": "required",
    "required_or_experience": "required",
    "preferred_only": "preferred",
    "not_required": "none",
    "not_stated": "unstated",
}
EXPERIENCE_STANDINGS: dict[str, FactStanding] = {
    "required": "required",
    "asked_no_number": "required",
    "preferred_only": "preferred",
    "instead_of_degree": "in_place",
    "explicitly_none": "none",
    "not_stated": "unstated",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One value. `aside` stands beside it ("Master's preferred"), empty where there is nothing to add.

    A fact without `quote` was set by a person or is silence.
    """

    name: str
    label: str
    value: str
    standing: FactStanding
    aside: str = ""
    quote: Quote | None = None
    by_person: bool = False


def facts_of(
    posting: Demanding,
    requirements: Sequence[S],
    corrected: Collection[str],
    quote_of: Callable[[S], Quote | None],
) -> tuple[Fact, Fact]:
    """The two facts that every list shows. `corrected` names the kinds that a person has set."""
    degree_proof = _first(requirements, _proves_degree(posting))
    experience_proof = _first(requirements, _proves_experience(posting))
    return (
        Fact(
            name="degree",
            label="Degree",
            value=words.degree(posting.degree_policy, posting.degree_floor, posting.degree_preferred),
            standing=DEGREE_STANDINGS[posting.degree_policy],
            aside=words.degree_aside(posting.degree_policy, posting.degree_preferred),
            quote=quote_of(degree_proof) if degree_proof else None,
            by_person="degree" in corrected,
        ),
        Fact(
            name="experience",
            label="Experience",
            value=words.experience(posting.experience_state, posting.min_years, posting.max_years),
            standing=EXPERIENCE_STANDINGS[posting.experience_state],
            quote=quote_of(experience_proof) if experience_proof else None,
            by_person="experience" in corrected,
        ),
    )


def _first(requirements: Iterable[S], proves: Callable[[Statement], bool]) -> S | None:
    return next((one for one in requirements if one.start is not None and proves(one)), None)


def _proves_degree(posting: Demanding) -> Callable[[Statement], bool]:
    """Which statement carries the policy: the one whose level and strength the summary took over."""
    policy = posting.degree_policy

    def proves(one: Statement) -> bool:
        if one.kind != "degree":
            return False
        match policy:
            case "required" | "required_or_experience":
                return one.level == posting.degree_floor and one.strength != "preferred"
            case "preferred_only":
                return one.level == posting.degree_preferred
            case "not_required":
                return one.value == "not_required"
        return False

    return proves


def _proves_experience(posting: Demanding) -> Callable[[Statement], bool]:
    """Which statement carries the state; numbers are the summary's own, so they are compared as they are."""
    state = posting.experience_state

    def proves(one: Statement) -> bool:
        if one.kind != "experience":
            return False
        same_years = (one.years_min, one.years_max) == (posting.min_years, posting.max_years)
        match state:
            case "required":
                return one.value is None and one.strength != "preferred" and same_years
            case "preferred_only":
                return one.value is None and one.strength == "preferred" and same_years
            case "asked_no_number" | "explicitly_none" | "instead_of_degree":
                return one.value == state
        return False

    return proves
