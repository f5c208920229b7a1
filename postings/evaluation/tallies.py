"""Counts of right readings, and their shares with an interval."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Tally:
    """How many of how many, with a 95 % interval (Wilson)."""

    right: int = 0
    of: int = 0

    def count(self, yes: bool) -> None:
        self.of += 1
        self.right += yes

    @property
    def share(self) -> float | None:
        return self.right / self.of if self.of else None

    def interval(self) -> tuple[float, float] | None:
        """
        >>> low, high = Tally(right=95, of=100).interval()
        >>> f"{low:.3f} {high:.3f}"
        '0.888 0.978'
        """
        if not self.of:
            return None
        z, n, p = 1.959964, self.of, self.right / self.of
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def as_dict(self) -> dict[str, Any]:
        return {"right": self.right, "of": self.of, "share": self.share, "interval": self.interval()}


@dataclass(slots=True)
class Figures:
    """The tallies of some postings.

    `promoted` counts preferred degrees or years read as required among all postings, `promoted_of_preferred`
    among those that only prefer. `paths_invented` counts the postings without alternatives read with some.
    """

    fields: dict[str, Tally]
    postings: int = 0
    promoted: Tally = field(default_factory=Tally)
    promoted_of_preferred: Tally = field(default_factory=Tally)
    paths_invented: Tally = field(default_factory=Tally)

    @classmethod
    def of(cls, names: Iterable[str]) -> Figures:
        return cls({name: Tally() for name in names})

    def as_dict(self) -> dict[str, Any]:
        return {
            "postings": self.postings,
            "fields": {name: tally.as_dict() for name, tally in self.fields.items()},
            "promoted": self.promoted.as_dict(),
            "promoted_of_preferred": self.promoted_of_preferred.as_dict(),
            "paths_invented": self.paths_invented.as_dict(),
        }


def percent(tally: Tally) -> str:
    """
    >>> percent(Tally(right=95, of=100)), percent(Tally())
    ('95.0 % (95 of 100; 88.8 to 97.8)', 'none')
    """
    interval = tally.interval()
    if interval is None:
        return "none"
    low, high = (100 * end for end in interval)
    return f"{100 * tally.right / tally.of:.1f} % ({tally.right} of {tally.of}; {low:.1f} to {high:.1f})"
