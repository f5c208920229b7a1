"""Who qualifies: the form that describes a candidate, and beside each posting why it is open to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from postings.filters import HELD_LABELS
from postings.models import Requirement, Term
from postings.presentation import words
from postings.search.candidates import Demanding, fit, has_field
from postings.search.facets import DEGREE_FLOORS, FACET, YEARS_FROM
from postings.search.query import HELD, Candidate, SearchQuery, to_query_string
from postings.search.results import FacetResult

FIELD_FACET = "field_of_study"
FIELDS_OFFERED = 30
MOST_FIELDS = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a control of the form offers."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One of two questions that may be asked of degree and years, with its query string."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class CandidateForm:
    """The fields of a candidate, part of the search form.

    `questions` changes between what postings ask for and who qualifies; none where neither is asked yet.
    """

    active: bool
    degrees: tuple[Choice, ...]
    years: str
    fields: tuple[Choice, ...]
    fields_chosen: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class FitLine:
    """Why the candidate qualifies for a posting, in words; or that they do not (`way` is then "no").

    `aside` says what the posting leaves open.
    """

    way: str
    text: str
    aside: str = ""


def fields_of(postings: Sequence[int], candidate: Candidate | None) -> dict[int, list[str]]:
    """The fields of study that postings name, where the candidate has some to compare them with."""
    found: dict[int, list[str]] = {}
    if candidate is not None and candidate.fields:
        named = Requirement.objects.filter(posting__in=postings, kind=FIELD_FACET, term__isnull=False)
        for posting, slug in named.order_by("start", "pk").values_list("posting", "term__slug"):
            found.setdefault(posting, []).append(slug)
    return found


def fit_line(posting: Demanding, candidate: Candidate | None, fields: Collection[str]) -> FitLine | None:
    """None where no candidate is asked about. `fields` are those that the posting names, by `fields_of`."""
    if candidate is None:
        return None
    no_field = bool(candidate.fields) and not fields
    aside = words.left_open(posting.degree_policy, posting.experience_state, no_field)
    if not has_field(candidate, fields):
        return FitLine("no", "Another field of study is asked for", aside)
    found = fit(posting, candidate, fields)
    if found is None:
        return FitLine("no", "Degree or years are not enough", aside)
    demands = found.way == "in_place" or found.level is not None or found.years > 0
    if not demands and aside:
        return FitLine("open", aside[0].upper() + aside[1:])
    return FitLine(found.way, words.fit(found.way, found.level, found.years), aside)


def candidate_form(query: SearchQuery, facets: Sequence[FacetResult]) -> CandidateForm:
    """The form as the search has filled it in."""
    asked = query.candidate
    fields = tuple(_fields(asked.fields if asked else (), facets))
    return CandidateForm(
        active=asked is not None,
        degrees=tuple(
            Choice(held, HELD_LABELS[held], asked is not None and held == asked.degree) for held in HELD
        ),
        years=words.number(asked.years) if asked else "",
        fields=fields,
        fields_chosen=sum(choice.selected for choice in fields),
        questions=tuple(_questions(query)),
    )


def _fields(chosen: Sequence[str], facets: Sequence[FacetResult]) -> Iterator[Choice]:
    """The chosen fields of study, then others: the most frequent of this search.

    Where some are chosen, the search finds little else: then they are all that there are, by name.
    """
    if chosen:
        terms = Term.objects.filter(kind=FIELD_FACET)
        labels = dict(terms.filter(slug__in=chosen).values_list("slug", "name"))
        others = dict(
            terms.exclude(slug__in=chosen).order_by("name").values_list("slug", "name")[:MOST_FIELDS]
        )
    else:
        listed = [item for facet in facets if facet.name == FIELD_FACET for item in facet.items]
        labels, others = {}, {item.value: item.label for item in listed[:FIELDS_OFFERED] if not item.missing}
    for value in chosen:
        yield Choice(value, labels.get(value, value), True)
    for value, label in others.items():
        yield Choice(value, label, False)


def _questions(query: SearchQuery) -> Iterator[Question]:
    """The search as it is, and with the other question put in the same words."""
    if query.candidate is not None:
        yield Question("asks for", to_query_string(asking_for(query, query.candidate)), False)
        yield Question("who qualifies", to_query_string(replace(query, page=1)), True)
    elif (candidate := candidate_of(query)) is not None:
        yield Question("asks for", to_query_string(replace(query, page=1)), True)
        yield Question("who qualifies", to_query_string(qualifying(query, candidate)), False)


def asking_for(query: SearchQuery, candidate: Candidate) -> SearchQuery:
    """In place of a candidate: the postings that ask for their degree and demand no more than their years.

    >>> to_query_string(asking_for(SearchQuery(), Candidate("bachelor", 3.0)))
    'degree=bachelor&years_max=3'
    """
    asked = replace(query, candidate=None, page=1)
    if candidate.degree != "none" and not asked.chosen("degree"):
        asked = asked.choosing("degree", candidate.degree)
    untouched = not asked.chosen("experience") and (asked.years_min, asked.years_max) == (None, None)
    return replace(asked, years_max=candidate.years) if candidate.years and untouched else asked


def candidate_of(query: SearchQuery) -> Candidate | None:
    """Who has what the search asks for: the highest degree and the most years that were chosen.

    >>> candidate_of(SearchQuery(years_min=3.0).choosing("degree", "bachelor", "master"))
    Candidate(degree='master', years=3.0, fields=())
    """
    floors = {floor.value for floor in DEGREE_FLOORS}
    levels = [value.removesuffix("_or_experience") for value in query.chosen("degree")]
    held = max((level for level in levels if level in floors), key=HELD.index, default=None)
    starts = {value: start for start, value in YEARS_FROM}
    given = [starts[value] for value in query.chosen("experience") if value in starts]
    most = query.years_max if query.years_max is not None else query.years_min
    given += [most] if most is not None else []
    if held is None and not given:
        return None
    return Candidate(held or "none", max(given, default=0.0))


def qualifying(query: SearchQuery, candidate: Candidate) -> SearchQuery:
    """The candidate in place of all that is chosen of degree and years."""
    widening: dict[str, Any] = {"candidate": candidate}
    for name in ("degree", "experience"):
        switch = FACET[name].switch
        query = query.choosing(name)
        if switch is not None:
            widening[switch.name] = False
    return replace(query, years_min=None, years_max=None, **widening)
