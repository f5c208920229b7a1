"""Who qualifies (semantics.md, section 2): what the index holds of it, and why a posting fits a candidate."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, cast

from postings.extraction.records import DegreeLevel, Path, Summary
from postings.extraction.summary import QualifyingYears, fewest_years
from postings.search.facets import Asking
from postings.search.query import HELD, Candidate

Way = Literal["path", "in_place"]


class Demanding(Asking, Protocol):
    """The columns of a posting that decide who qualifies."""

    @property
    def paths(self) -> Sequence[Sequence[Any]]: ...
    @property
    def common_min_years(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Fit:
    """Why a candidate qualifies: by a path (its level and years, both None where nothing is asked), or with
    experience in place of the degree. `not_stated`: the posting leaves its degree, its experience or, where
    the candidate has fields of study, its field open.
    """

    way: Way
    level: DegreeLevel | None
    years: float
    not_stated: bool


def needed_years(posting: Demanding) -> QualifyingYears:
    """The fewest years with which a holder of each degree qualifies."""
    return fewest_years(_summary(posting))


def years_by_holding(posting: Demanding) -> tuple[float | None, ...]:
    """For each of HELD the fewest years by any way; None where no number of years is enough."""
    needed = needed_years(posting)
    return tuple(
        min((one for one in (years, needed.in_place) if one is not None), default=None)
        for years in needed.by_level
    )


def has_field(candidate: Candidate, fields: Collection[str]) -> bool:
    """Whether the candidate has one of the fields that a posting names, or one of the two names none."""
    return not candidate.fields or not fields or not set(candidate.fields).isdisjoint(fields)


def fit(posting: Demanding, candidate: Candidate, fields: Collection[str]) -> Fit | None:
    """Why the candidate qualifies for a posting that names these fields of study; None where they do not.

    Of several paths it is the one with the highest level that is met: what the candidate brings counts.
    """
    if not has_field(candidate, fields):
        return None
    needed = needed_years(posting)
    not_stated = needed.not_stated or bool(candidate.fields and not fields)
    held = HELD.index(candidate.degree)
    met = [
        (HELD.index(path.level or "none"), max(path.years or 0.0, posting.common_min_years or 0.0))
        for path in _paths(posting)
    ]
    met = [(level, years) for level, years in met if level <= held and years <= candidate.years]
    if met:
        level, years = max(met, key=lambda one: (one[0], -one[1]))
        return Fit("path", _level(level), years, not_stated)
    if needed.in_place is not None and needed.in_place <= candidate.years:
        return Fit("in_place", None, needed.in_place, not_stated)
    return None


def _level(held: int) -> DegreeLevel | None:
    return cast("DegreeLevel", HELD[held]) if held else None


def _paths(posting: Demanding) -> tuple[Path, ...]:
    summary = _summary(posting)
    if summary.paths:
        return summary.paths
    years = summary.min_years if summary.experience_state == "required" else None
    return (Path(summary.degree_floor, years),)


def _summary(posting: Demanding) -> Summary:
    return Summary(
        degree_policy=cast("Any", posting.degree_policy),
        degree_floor=cast("Any", posting.degree_floor),
        experience_state=cast("Any", posting.experience_state),
        min_years=posting.min_years,
        paths=tuple(Path(level, years) for level, years in posting.paths),
        common_min_years=posting.common_min_years,
    )
