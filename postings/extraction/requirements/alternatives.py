"""What a ladder is made of: alternatives of degrees and years, and what holds beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.substitutes import Substitute
from postings.extraction.requirements.years import YearsMention
from postings.extraction.summary import rank

Item = DegreeMention | YearsMention | Substitute


@dataclass(slots=True)
class Alternative:
    """One way to qualify: any of these degrees (none: no degree asked) with these years."""

    degrees: list[DegreeMention] = field(default_factory=list)
    years: list[YearsMention] = field(default_factory=list)
    also: list[YearsMention] = field(default_factory=list)  # "and 2 years of ..." after it is complete
    and_or: bool = False  # "degree and/or 5 years"
    juxtaposed: bool = False  # no "or" before it: an alternative only if the numbers look like one

    @property
    def complete(self) -> bool:
        return bool(self.degrees and self.years)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The alternatives of one statement in their order, what holds beside them, and experience in place of
    the degree: `in_lieu` are its years. Fewer than two alternatives are no ladder, but for "degree and/or 5
    years"."""

    alternatives: tuple[Alternative, ...]
    outside: tuple[Item, ...]
    substitutes: tuple[Substitute, ...]
    in_lieu: YearsMention | None = None

    @property
    def tied(self) -> bool:
        several = len(self.alternatives) > 1 or any(a.and_or and a.complete for a in self.alternatives)
        return several and any(a.years for a in self.alternatives)

    @property
    def degrees(self) -> list[DegreeMention]:
        return [d for a in self.alternatives for d in a.degrees]


def descending(alternatives: Sequence[Alternative]) -> bool:
    """Whether higher degrees ask for fewer years, as alternatives do that no "or" marks."""
    pairs = [
        (min(rank(d.level) for d in a.degrees) if a.degrees else -1, a.years[0].minimum)
        for a in alternatives
        if a.years
    ]
    pairs.sort()
    stepwise = all(low[0] < high[0] and low[1] >= high[1] for low, high in pairwise(pairs))
    return len(pairs) == len(alternatives) and stepwise and pairs[0][1] > pairs[-1][1]
