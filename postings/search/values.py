"""All values of one facet: found by a part of their names, by name or by postings, a part at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from postings.search import answer, chips
from postings.search.facets import Facet
from postings.search.names import Name, Names
from postings.search.query import SearchQuery
from postings.search.results import Constraint, Item

Order = Literal["name", "count"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which values: those whose names hold `find`, in this order, `most` of them from `first` on."""

    find: str = ""
    order: Order = "name"
    first: int = 0
    most: int = 100


@dataclass(frozen=True, slots=True)
class FacetValues:
    """The values that were wanted, how many there are in all, and what narrows the search."""

    items: tuple[Item, ...]
    count: int
    constraints: tuple[Constraint, ...]


def values_of(
    query: SearchQuery, facet: Facet, all_names: answer.AllNames, counts: Mapping[int, int], wanted: Wanted
) -> FacetValues:
    """Values that have postings in the search or that it has chosen or excluded.

    Those of a tree stand below what they are in, unless they are looked for: then each says what that is. Of
    those looked for, by their postings, the ones with a word that begins so go first.
    """
    names = all_names[facet.name]
    asked = (*query.chosen(facet.name), *query.excluded(facet.name))
    known = {value: name for value in asked if (name := names.of_value(value)) is not None}
    codes = set(counts) | {name.code for name in known.values()}
    find = wanted.find.strip().casefold()
    if facet.kind == "tree" and not find:
        codes |= answer.all_above(names, codes)
    gone = [value for value in dict.fromkeys(asked) if value not in known and find in value.casefold()]
    label: Callable[[Name], str] | None = None
    if find:

        def label(name: Name) -> str:
            return chips.full_label(facet, name, names)

    found = [name for name in _in_order(names, counts, codes, wanted.order) if find in name.label.casefold()]
    if find and wanted.order == "count":
        found.sort(key=lambda name: f" {find}" not in f" {name.label.casefold()}")
    if facet.kind == "tree" and not find:
        found = answer.as_tree(found)
    last = wanted.first + wanted.most
    gone_here = gone[max(wanted.first - len(found), 0) : max(last - len(found), 0)]
    shown = found[wanted.first : last]
    return FacetValues(
        items=tuple(answer.items(query, names, counts, shown, gone_here, label)),
        count=len(found) + len(gone),
        constraints=chips.constraints(query, all_names),
    )


def _in_order(names: Names, counts: Mapping[int, int], codes: set[int], order: Order) -> list[Name]:
    """Buckets in their natural order, whatever is asked for."""
    if names.facet.kind == "ordinal":
        return [name for name in names.by_code.values() if name.code in codes]
    if order == "count":
        return answer.in_order(names, counts, codes)
    return sorted((name for name in names.of_codes(codes) if name.code in codes), key=lambda name: name.order)
