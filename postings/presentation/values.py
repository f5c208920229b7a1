"""All values of one facet, for lists too long to stand beside the results, and those found by their names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from postings.presentation.choices import ValueLink, value_links
from postings.search import SearchQuery, Wanted, values
from postings.search.facets import FACET
from postings.search.query import to_query_string
from postings.search.results import Constraint, Item
from postings.search.values import FacetValues, Order

VALUES_ON_A_PAGE = 100
FOUND_BESIDE = 20  # values found in the list beside the results
ORDERS: tuple[tuple[Order, str], ...] = (("name", "A to Z"), ("count", "Most postings"))


@dataclass(frozen=True, slots=True)
class OrderLink:
    """One order of the values, as a link."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Values:
    """All that `values.html` prints. `kept` is what the form carries along: the search, and the order."""

    label: str
    find: str
    count: int
    items: tuple[Item, ...]
    orders: tuple[OrderLink, ...]
    part: int
    parts: int
    previous: str | None
    next: str | None
    back_url: str
    kept: tuple[tuple[str, str], ...]
    constraints: tuple[Constraint, ...]
    ready: bool


@dataclass(frozen=True, slots=True)
class FoundValues:
    """What a facet's "find in list" found. `beyond` counts what `all_url` has more."""

    items: tuple[ValueLink, ...]
    count: int
    beyond: int
    all_url: str


def values_page(facet: str, query: SearchQuery, find: str = "", by: str = "", part: int = 1) -> Values:
    """One page of a facet's values whose names hold `find`, by name or by the number of their postings."""
    here = replace(query, page=1)
    find = find.strip()
    order: Order = "count" if by == "count" else "name"
    part = max(part, 1)
    found = _values(here, facet, find, order, part)
    parts = max(1, -(-found.count // VALUES_ON_A_PAGE)) if found else 1
    if found is not None and part > parts:
        part, found = parts, _values(here, facet, find, order, parts)
    state = to_query_string(here)
    ordered = FACET[facet].kind != "ordinal"
    return Values(
        label=FACET[facet].label,
        find=find,
        count=found.count if found else 0,
        items=found.items if found else (),
        orders=tuple(
            OrderLink(label, values_url(facet, state, find, one), one == order) for one, label in ORDERS
        )
        if ordered
        else (),
        part=part,
        parts=parts,
        previous=values_url(facet, state, find, order, part - 1) if part > 1 else None,
        next=values_url(facet, state, find, order, part + 1) if part < parts else None,
        back_url=f"{reverse('postings:search')}?{state}",
        kept=(*parse_qsl(state), *([("by", order)] if order == "count" else [])),
        constraints=found.constraints if found else (),
        ready=found is not None,
    )


def found_values(facet: str, query: SearchQuery, find: str) -> FoundValues:
    """The values whose names hold `find`, those with the most postings first."""
    here = replace(query, page=1)
    find = find.strip()
    found = values(here, facet, Wanted(find, "count", most=FOUND_BESIDE))
    items, count = (found.items, found.count) if found else ((), 0)
    url = values_url(facet, to_query_string(here), find)
    return FoundValues(value_links(f"found-{facet}", items), count, count - len(items), url)


def _values(query: SearchQuery, facet: str, find: str, order: Order, part: int) -> FacetValues | None:
    return values(query, facet, Wanted(find, order, (part - 1) * VALUES_ON_A_PAGE, VALUES_ON_A_PAGE))


def values_url(facet: str, state: str, find: str = "", order: Order = "name", part: int = 1) -> str:
    """The page of a facet's values; `state` is the query string of the search.

    >>> values_url("team", "q=clerk", "sal", part=2)
    '/values/team/?q=clerk&find=sal&part=2'
    """
    own = {"find": find, "by": order if order != "name" else "", "part": part if part > 1 else ""}
    asked = urlencode({name: value for name, value in own.items() if value})
    together = "&".join(filter(None, (state, asked)))
    return reverse("postings:values", args=[facet]) + (f"?{together}" if together else "")
