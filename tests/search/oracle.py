"""The slow and obvious way to answer a search: look at every posting, in Python, by semantics.md section 3.

It shares nothing with the index but the SearchQuery. Words are compared as they are, so tests that use it
search for words that have one form only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from postings.models import Location, Posting
from postings.search import SearchQuery
from postings.search.query import Candidate

WORD = re.compile(r"c\+\+|c#|\w+", re.IGNORECASE)
LEVELS = ["none", "high_school", "certificate", "associate", "bachelor", "master", "doctorate"]

TERM_KINDS = ("field_of_study", "skill", "employment_type", "workplace")


@dataclass(frozen=True)
class Row:
    """A posting as a person would note it down: the values it has under each facet."""

    id: int
    values: dict[str, set[str]]
    years: float | None
    texts: list[list[str]]  # the words of the title, and of the body
    paths: list[tuple[str, float]]  # ways to qualify: a level and years
    in_place: float | None  # years with which experience stands in for the degree


Verdict = tuple[Row, set[str]]


def rows() -> list[Row]:
    linked = ("teams", "role_families", "locations__parent__parent", "requirements__term")
    postings = Posting.objects.filter(hidden=False).select_related("employer", "version")
    postings = postings.prefetch_related(*linked)
    return [_row(posting) for posting in postings.order_by("pk")]


def _row(posting: Posting) -> Row:
    asked = posting.requirements.all()
    values = {
        "team": {team.slug for team in posting.teams.all()},
        "role_family": {family.slug for family in posting.role_families.all()},
        "employer": {posting.employer.slug} if posting.employer else set(),
        "location": {slug for place in posting.locations.all() for slug in _address(place)},
        **{kind: {one.term.slug for one in asked if one.term and one.kind == kind} for kind in TERM_KINDS},
        "degree": _degree(posting),
        "experience": {_experience(posting)},
    }
    text = posting.version.text if posting.version else ""
    required = posting.min_years if posting.experience_state == "required" else None
    texts = [WORD.findall(one.lower()) for one in (posting.title, text)]
    return Row(posting.pk, values, required, texts, _paths(posting), _in_place(posting))


def _paths(posting: Posting) -> list[tuple[str, float]]:
    required = posting.min_years if posting.experience_state == "required" else None
    paths = posting.paths or [[posting.degree_floor, required]]
    return [(level or "none", max(years or 0, posting.common_min_years or 0)) for level, years in paths]


def _in_place(posting: Posting) -> float | None:
    paths = sorted(_paths(posting), key=lambda path: (LEVELS.index(path[0]), path[1]))
    if posting.degree_policy != "required_or_experience" or paths[0][0] == "none":
        return None
    return max(1, paths[0][1])


def _address(place: Location | None) -> Iterable[str]:
    while place is not None:
        yield place.slug
        place = place.parent


def _degree(posting: Posting) -> set[str]:
    if posting.degree_policy == "required":
        return {str(posting.degree_floor)}
    if posting.degree_policy == "required_or_experience":
        return {str(posting.degree_floor), f"{posting.degree_floor}_or_experience"}
    return {posting.degree_policy}


def _experience(posting: Posting) -> str:
    if posting.experience_state == "explicitly_none":
        return "none_needed"
    if posting.experience_state == "instead_of_degree":
        return "in_place_of_degree"
    if posting.experience_state != "required":
        return posting.experience_state
    years = posting.min_years
    assert years is not None
    if years < 1:
        return "under_1"
    if years < 3:
        return "1_2"
    if years < 5:
        return "3_4"
    if years < 8:
        return "5_7"
    return "8_9" if years < 10 else "10_plus"


def judged(all_rows: list[Row], query: SearchQuery) -> list[Verdict]:
    """The postings that have the words and are open to the candidate, with the facets that keep each out."""
    terms = re.findall(r'-?(?:"[^"]*"|\S+(?: OR \S+)*)', query.text)
    facets = [facet for facet in all_rows[0].values if _is_asked(query, facet)]
    return [
        (row, {facet for facet in facets if not _is_chosen(row, query, facet)})
        for row in all_rows
        if _has_words(row, terms) and _is_open_to(row, query.candidate)
    ]


def left(verdicts: list[Verdict], but: str | None = None) -> list[Row]:
    """Those that no facet keeps out; `but` names one whose choice does not count."""
    return [row for row, against in verdicts if not against - {but}]


def found(all_rows: list[Row], query: SearchQuery, but: str | None = None) -> list[Row]:
    """The postings that a search finds; `but` names a facet whose choice does not count."""
    return left(judged(all_rows, query), but)


def count(all_rows: list[Row], query: SearchQuery, facet: str, value: str) -> int:
    """What you would get if `value` were the only choice in this facet."""
    return sum(value in row.values[facet] for row in found(all_rows, query, but=facet))


def _is_open_to(row: Row, candidate: Candidate | None) -> bool:
    if candidate is None:
        return True
    fields = row.values["field_of_study"]
    if candidate.fields and fields and not fields & set(candidate.fields):
        return False
    held = LEVELS.index(candidate.degree)
    if any(LEVELS.index(level) <= held and years <= candidate.years for level, years in row.paths):
        return True
    return row.in_place is not None and row.in_place <= candidate.years


def _is_asked(query: SearchQuery, facet: str) -> bool:
    has_range = facet == "experience" and (query.years_min, query.years_max) != (None, None)
    return bool(query.chosen(facet) or query.excluded(facet) or has_range)


def _is_chosen(row: Row, query: SearchQuery, facet: str) -> bool:
    if row.values[facet] & set(query.excluded(facet)):
        return False
    chosen = set(query.chosen(facet))
    low, high = (query.years_min, query.years_max) if facet == "experience" else (None, None)
    if not chosen and low is None and high is None:
        return True
    if row.values[facet] & chosen:
        return True
    if facet == "degree" and query.degree_unstated and "not_stated" in row.values[facet]:
        return True
    if facet == "experience":
        if query.experience_unstated and row.values[facet] & {"not_stated", "asked_no_number"}:
            return True
        if (low is not None or high is not None) and row.years is not None:
            return (low is None or row.years >= low) and (high is None or row.years <= high)
    return False


def _has_words(row: Row, terms: list[str]) -> bool:
    """Words, "phrases", -exclusions of either, OR between two words, and words of the title alone."""
    for term in terms:
        wanted, excluded = term.removeprefix("-"), term.startswith("-")
        if any(_contains(row, choice) for choice in wanted.split(" OR ")) == excluded:
            return False
    return True


def _contains(row: Row, term: str) -> bool:
    texts = row.texts[:1] if term.startswith("title:") else row.texts
    wanted = WORD.findall(term.removeprefix("title:").lower())
    return any(words[start : start + len(wanted)] == wanted for words in texts for start in range(len(words)))
