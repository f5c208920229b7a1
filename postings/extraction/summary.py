"""Statements -> one value per posting column. The stated choosing rules live only here.

The rules are those of semantics.md, section 1; who qualifies (section 2) is `fewest_years`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postings.extraction.records import (
    DEGREE_LEVELS,
    INFERRED,
    DegreeLevel,
    DegreePolicy,
    Evidence,
    ExperienceState,
    Path,
    Place,
    Statement,
    Summary,
)


def rank(level: DegreeLevel | None) -> int:
    """A level's place in the order; no degree stands below every level.

    >>> rank(None), rank("high_school"), rank("doctorate")
    (-1, 0, 5)
    """
    return -1 if level is None else DEGREE_LEVELS.index(level)


def summarise(statements: Sequence[Statement]) -> Summary:
    """Choose one value per column; statements of unknown kinds are left alone."""
    degree = _choose_degree([s for s in statements if s.kind == "degree"], statements)
    paths = _choose_paths(statements)
    experience = _choose_experience([s for s in statements if s.kind == "experience"], paths, degree.floor)
    return Summary(
        title=_first(statements, "title"),
        employer=_first(statements, "employer"),
        job_number=_first(statements, "job_number"),
        team=_every(statements, "team"),
        role_family=_every(statements, "role_family"),
        role_family_inferred=_inferred(statements, "role_family"),
        location=_places(statements),
        field_of_study=_every(statements, "field_of_study"),
        skill=_every(statements, "skill"),
        certification=_every(statements, "certification"),
        language=_every(statements, "language"),
        employment_type=_every(statements, "employment_type"),
        workplace=_every(statements, "workplace"),
        pay=next((s.pay for s in statements if s.kind == "pay" and s.pay), None),
        posted_on=_first(statements, "posted"),
        degree_policy=degree.policy,
        degree_floor=degree.floor,
        degree_preferred=degree.preferred,
        experience_state=experience.state,
        min_years=experience.min_years,
        max_years=experience.max_years,
        paths=paths,
        common_min_years=experience.common_min_years,
        contradictory=degree.contradictory,
        unsure=tuple(dict.fromkeys(s.unsure for s in statements if s.unsure)),
        degree_evidence=degree.evidence,
        experience_evidence=experience.evidence,
    )


# --- facts ---------------------------------------------------------------------------------------------


def _every(statements: Iterable[Statement], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.value for s in statements if s.kind == kind and s.value))


def _first(statements: Iterable[Statement], kind: str) -> str | None:
    return next(iter(_every(statements, kind)), None)


def _inferred(statements: Iterable[Statement], kind: str) -> bool:
    """Whether nothing states the values of this kind: there are some, and each was inferred."""
    rules = {s.evidence.rule for s in statements if s.kind == kind and s.value}
    return rules == {INFERRED}


def _places(statements: Iterable[Statement]) -> tuple[Place, ...]:
    stated = (s for s in statements if s.kind == "location")
    return tuple(dict.fromkeys(s.place or _place(s.value) for s in stated if s.place or s.value))


def _place(value: str | None) -> Place:
    """Parts of a location that came as words only: "city, region, country", "city, country" or "country"."""
    parts = [part.strip() for part in (value or "").split(",")]
    country, city = parts[-1], parts[0] if len(parts) > 1 else None
    return Place(country=country, region=parts[-2] if len(parts) > 2 else None, city=city)


# --- degree --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Degree:
    policy: DegreePolicy
    floor: DegreeLevel | None = None
    preferred: DegreeLevel | None = None
    contradictory: bool = False
    evidence: Evidence | None = None


def _choose_degree(degrees: Sequence[Statement], statements: Sequence[Statement]) -> _Degree:
    """Policy, floor and preferred level: demanded levels decide, then "none needed", then preferred ones."""
    required = [s for s in degrees if s.level and s.strength == "required"]
    preferred = [s for s in degrees if s.level and s.strength == "preferred"]
    denied = [s for s in degrees if s.value == "not_required"]
    if required:
        return _required_degree(required, preferred, statements)
    if denied:
        return _Degree("not_required", evidence=denied[0].evidence)
    if preferred:
        lowest = min(preferred, key=lambda s: rank(s.level))
        return _Degree("preferred_only", preferred=lowest.level, evidence=lowest.evidence)
    return _Degree("not_stated")


def _required_degree(
    required: Sequence[Statement],
    preferred: Sequence[Statement],
    statements: Sequence[Statement],
) -> _Degree:
    lowest = min(required, key=lambda s: rank(s.level))
    at_floor = [s for s in required if s.level == lowest.level]
    without_degree = _path_without_degree(statements)
    instead = next((s for s in at_floor if s.or_experience), None)
    above = [s for s in preferred if rank(s.level) > rank(lowest.level)]
    return _Degree(
        policy="required_or_experience" if instead or without_degree else "required",
        floor=lowest.level,
        preferred=max(above, key=lambda s: rank(s.level)).level if above else None,
        contradictory=any(s.level == lowest.level and not s.conditioned for s in preferred),
        evidence=(instead or lowest).evidence,
    )


def _path_without_degree(statements: Iterable[Statement]) -> bool:
    return any(
        s.kind == "experience" and s.value == "instead_of_degree" and s.strength != "preferred"
        for s in statements
    )


# --- paths ---------------------------------------------------------------------------------------------


def _choose_paths(statements: Iterable[Statement]) -> tuple[Path, ...]:
    """The numbered alternatives that tie degree and years, each with the lowest level that it names.

    One alternative alone is no path, except "degree and/or 5 years", where its years are its own.
    """
    levels: dict[int, DegreeLevel] = {}
    years: dict[int, float] = {}
    numbers: list[int] = []
    for statement in statements:
        if statement.path is None or statement.strength == "preferred":
            continue
        numbers.append(statement.path)
        if statement.kind == "degree" and statement.level:
            known = levels.get(statement.path, statement.level)
            levels[statement.path] = min(known, statement.level, key=rank)
        elif statement.kind == "experience" and statement.years_min is not None:
            years[statement.path] = max(years.get(statement.path, 0.0), statement.years_min)
    paths = tuple(dict.fromkeys(Path(levels.get(n), years.get(n)) for n in dict.fromkeys(numbers)))
    return paths if levels and years else ()


# --- experience ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Experience:
    state: ExperienceState
    min_years: float | None = None
    max_years: float | None = None
    common_min_years: float | None = None
    evidence: Evidence | None = None


def _choose_experience(
    said: Sequence[Statement], paths: Sequence[Path], floor: DegreeLevel | None
) -> _Experience:
    """State and years. A demanded number decides, then "none needed", preferred numbers, numbers in place of
    the degree, and last a demand without a number (seed 001: a preferred 2-3 beats "solid experience")."""
    numbered = [s for s in said if s.years_min is not None and s.value is None]
    required = [s for s in numbered if s.strength != "preferred"]
    if required:
        return _required_years(required, paths, floor)
    preferred = [s for s in numbered if s.strength == "preferred"]
    none_needed = [s for s in said if s.value == "explicitly_none"]
    if none_needed:
        return _Experience("explicitly_none", evidence=none_needed[0].evidence)
    if preferred:
        chosen = max(preferred, key=lambda s: s.years_min or 0.0)
        return _Experience("preferred_only", chosen.years_min, chosen.years_max, None, chosen.evidence)
    instead = [s for s in said if s.value == "instead_of_degree" and s.years_min is not None]
    if instead:
        return _Experience("instead_of_degree", evidence=instead[0].evidence)
    asked = [s for s in said if s.value == "asked_no_number" and s.strength != "preferred"]
    if asked:
        return _Experience("asked_no_number", evidence=asked[0].evidence)
    return _Experience("not_stated")


def _required_years(
    required: Sequence[Statement], paths: Sequence[Path], floor: DegreeLevel | None
) -> _Experience:
    """The alternative that goes with the floor, against the largest of the numbers that must all hold."""
    common = [s for s in required if s.path is None]
    candidates = [max(common, key=lambda s: s.years_min or 0.0)] if common else []
    alternatives = [s for s in required if s.path is not None]
    if alternatives:
        candidates.append(_at_floor(alternatives, paths, floor))
    chosen = max(candidates, key=lambda s: s.years_min or 0.0)
    return _Experience(
        state="required",
        min_years=chosen.years_min,
        max_years=chosen.years_max,
        common_min_years=candidates[0].years_min if common and paths else None,
        evidence=chosen.evidence,
    )


def _at_floor(
    alternatives: Sequence[Statement], paths: Sequence[Path], floor: DegreeLevel | None
) -> Statement:
    """Of the alternatives' years those on the floor's path; without degrees the smallest."""
    years = [path.years for path in paths if path.level == floor and path.years is not None]
    fitting = [s for s in alternatives if s.years_min in years]
    return min(fitting or alternatives, key=lambda s: s.years_min or 0.0)


# --- who qualifies -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QualifyingYears:
    """The fewest years with which a holder of each level satisfies some path; None: no path is open to them.

    `by_level` stands in the order none, high_school ... doctorate. `in_place` is the number with which a
    candidate below the floor qualifies "with experience in place of the degree", None where that is not
    offered (or a path of level none already says it). `not_stated` marks results whose degree or experience
    the posting leaves open.
    """

    by_level: tuple[float | None, ...]
    in_place: float | None
    not_stated: bool

    def of(self, level: DegreeLevel | None) -> float | None:
        """Years that a holder of `level` needs; None when no number of years is enough."""
        return self.by_level[rank(level) + 1]


def fewest_years(summary: Summary) -> QualifyingYears:
    """Who qualifies (semantics.md, section 2), ready for a range filter.

    >>> fewest_years(Summary(paths=(Path("bachelor", 2), Path(None, 6)))).by_level
    (6, 6, 6, 6, 2, 2, 2)
    """
    common = summary.common_min_years or 0.0
    open_paths = [(rank(p.level), max(p.years or 0.0, common)) for p in _paths_of(summary)]
    by_level = tuple(
        min((years for needed, years in open_paths if needed <= held), default=None)
        for held in range(-1, len(DEGREE_LEVELS))
    )
    unstated = summary.degree_policy == "not_stated" or summary.experience_state in (
        "not_stated",
        "asked_no_number",
    )
    return QualifyingYears(by_level, _in_place(summary, open_paths), unstated)


def _paths_of(summary: Summary) -> tuple[Path, ...]:
    if summary.paths:
        return summary.paths
    years = summary.min_years if summary.experience_state == "required" else None
    return (Path(summary.degree_floor, years),)


def _in_place(summary: Summary, open_paths: Sequence[tuple[int, float]]) -> float | None:
    if summary.degree_policy != "required_or_experience" or any(needed == -1 for needed, _ in open_paths):
        return None
    lowest = min(needed for needed, _ in open_paths)
    return max(1.0, min(years for needed, years in open_paths if needed == lowest))
