"""What narrows a search, one chip each; and at zero results, which of it to drop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from postings.search.answer import AllNames, range_of
from postings.search.facets import FACET, FACETS, Facet
from postings.search.names import Name, Names
from postings.search.query import EXCLUDING, Candidate, SearchQuery, to_query_string
from postings.search.results import Constraint, Relaxation


def constraints(query: SearchQuery, names: AllNames) -> tuple[Constraint, ...]:
    """A chip for the words, for each chosen value and for the range, in the order of the page."""
    chips: list[Constraint] = []
    if text := query.text.strip():
        without = to_query_string(replace(query, text="", page=1))
        chips.append(Constraint("q", text, text, without, facet_label="Search"))
    if query.candidate is not None:
        without = to_query_string(replace(query, candidate=None, page=1))
        label = candidate_label(query.candidate, names)
        chips.append(Constraint("candidate_degree", label, label, without, facet_label="Candidate"))
    for facet in FACETS:
        chips += _chips_of(query, facet, names[facet.name])
    return tuple(chips)


def candidate_label(candidate: Candidate, names: AllNames) -> str:
    """What a chip calls a candidate: "Bachelor's, 3 years, Physics"."""
    floor = FACET["degree"].bucket(candidate.degree)
    held = floor.label if floor else "No degree"
    known = names["field_of_study"]
    fields = [name.label if (name := known.of_value(field)) else field for field in candidate.fields]
    return ", ".join([held, f"{candidate.years:g} year{'' if candidate.years == 1 else 's'}", *fields])


def _chips_of(query: SearchQuery, facet: Facet, names: Names) -> Iterator[Constraint]:
    for value in query.chosen(facet.name):
        url = to_query_string(query.toggling(facet.name, value))
        yield _chip(facet, facet.name, "", value, names, url)
    for value in query.excluded(facet.name):
        url = to_query_string(query.toggling_exclusion(facet.name, value))
        yield _chip(facet, facet.name + EXCLUDING, "not ", value, names, url)
    low, high = range_of(query, facet.range)
    if facet.range is not None and (low, high) != (None, None):
        without: dict[str, Any] = {facet.range.low: None, facet.range.high: None, "page": 1}
        url = to_query_string(replace(query, **without))
        label = range_label(low, high)
        yield Constraint(facet.range.low, label, label, url, facet_label=facet.range.label)


def _chip(facet: Facet, parameter: str, prefix: str, value: str, names: Names, url: str) -> Constraint:
    name = names.of_value(value)
    label = value if name is None else full_label(facet, name, names)
    return Constraint(parameter, prefix + label, value, url, name is None, facet.label)


def full_label(facet: Facet, name: Name, names: Names) -> str:
    """What a chip calls a value: a sub-choice and a place need the names above them."""
    above = names.by_code.get(name.above) if name.above is not None else None
    if above is None:
        return name.label
    if facet.kind == "ordinal":
        return f"{above.label}, {name.label}"
    return f"{name.label}, {full_label(facet, above, names)}"


def range_label(low: float | None, high: float | None) -> str:
    """
    >>> range_label(3.0, 5.0), range_label(None, 5.0), range_label(2.5, None)
    ('3 to 5', 'up to 5', '2.5 or more')
    """
    if low is None:
        return f"up to {high:g}"
    return f"{low:g} or more" if high is None else f"{low:g} to {high:g}"


def relaxations(
    query: SearchQuery, names: AllNames, count: Callable[[SearchQuery], int]
) -> tuple[Relaxation, ...]:
    """Which one filter to drop for how many results, the most first; none where one is not enough."""
    filters: dict[str, list[Constraint]] = {}
    for chip in constraints(query, names):
        filters.setdefault(_filter_of(chip), []).append(chip)
    offers: list[Relaxation] = []
    for name, chips in filters.items():
        dropped = _dropping(query, name)
        found = count(dropped)
        if found:
            offers.append(Relaxation(_together(chips, to_query_string(dropped)), found))
    return tuple(sorted(offers, key=lambda offer: -offer.count))


def _dropping(query: SearchQuery, name: str) -> SearchQuery:
    if name == "q":
        return replace(query, text="", page=1)
    if name == "candidate_degree":
        return replace(query, candidate=None, page=1)
    return query.without(name)


def _together(chips: list[Constraint], remove_url: str) -> Constraint:
    """The chips of one filter as one."""
    labels = " or ".join(chip.label for chip in chips)
    return replace(chips[0], label=labels, remove_url=remove_url, missing=all(chip.missing for chip in chips))


def _filter_of(chip: Constraint) -> str:
    """The facet that a chip belongs to: the range and the exclusions are part of it."""
    for facet in FACETS:
        if facet.range is not None and chip.name == facet.range.low:
            return facet.name
    return chip.name.removesuffix(EXCLUDING)
