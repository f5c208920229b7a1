"""Paths whose degree stands in another sentence than their years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from postings.extraction.records import Statement
from postings.extraction.summary import rank

#: The rule of years that open a ladder without a degree: "2 years, or 1 year with a Master's".
BARE_YEARS = "years_before_degree"


class Numbering:
    """Numbers the alternatives of a posting."""

    def __init__(self) -> None:
        self.used = 0

    def next(self) -> int:
        self.used += 1
        return self.used


def with_elsewhere(statements: Sequence[Statement], numbering: Numbering) -> list[Statement]:
    """The statements of a posting, with the lowest degree that stands outside ladders put on its path.

    "Bachelor's degree. 2 years, or 1 year with a Master's": the bare 2 go with the Bachelor's. "Bachelor's
    degree. 4 years may be accepted in lieu": the degree is the other path.
    """
    required = [s for s in statements if s.kind == "degree" and s.level and s.strength == "required"]
    free = [s for s in required if s.path is None]
    tied = [s for s in required if s.path is not None]
    if not free:
        return list(statements)
    lowest = min(free, key=lambda s: rank(s.level))
    if tied and rank(lowest.level) < min(rank(s.level) for s in tied):
        return _with_bare_years(statements, lowest)
    return list(statements) if tied else _with_replacing_years(statements, lowest, numbering)


def _with_bare_years(statements: Sequence[Statement], degree: Statement) -> list[Statement]:
    """Bare years and the degree on one path; a posting may say all of it twice."""
    bare = [s for s in statements if s.evidence.rule == BARE_YEARS]
    path = {s.years_min: s.path for s in reversed(bare)}
    first = bare[0].path if bare else None
    return [
        replace(s, path=first)
        if s is degree and bare
        else replace(s, value=None, path=path[s.years_min])
        if s in bare
        else s
        for s in statements
    ]


def _with_replacing_years(
    statements: Sequence[Statement], degree: Statement, numbering: Numbering
) -> list[Statement]:
    for replacing in statements:
        numbered = replacing.value == "instead_of_degree" and replacing.years_min is not None
        if numbered and replacing.path is None and replacing.strength == "required":
            paths = {id(degree): numbering.next(), id(replacing): numbering.next()}
            return [replace(s, path=paths.get(id(s), s.path)) for s in statements]
    return list(statements)
