"""The answer to a SearchQuery, ready for pages, API, exports and feeds alike."""

from __future__ import annotations

from dataclasses import dataclass

from postings.search.query import SearchQuery

Segment = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a facet. `count` is what you would get if it were your only choice here.

    `url` is the query string that chooses it (or takes it back), without page; `depth` is 0 but in trees and
    for sub-choices; `missing` marks a value that no longer exists.
    """

    value: str
    label: str
    count: int
    selected: bool
    url: str
    depth: int = 0
    missing: bool = False


@dataclass(frozen=True, slots=True)
class FacetResult:
    """A facet's items in their order. `total_items` may exceed len(items) where only the top is listed.

    `unstated` is the switch "include those that don't say": an Item with its own count and url, None on
    facets that have none.
    """

    name: str
    label: str
    help: str
    kind: str
    items: tuple[Item, ...]
    total_items: int
    unstated: Item | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """A chip: one thing that narrows the search, and the query string without it."""

    name: str
    label: str
    value: str
    remove_url: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Relaxation:
    """At zero results: dropping this one constraint would find `count` postings."""

    constraint: Constraint
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A posting found: its id and the snippet as (text, is_match) segments, empty without a text search."""

    posting_id: int
    snippet: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`count` is exact. `behind` is how many changed postings the index has not read yet, 0 when in step."""

    query: SearchQuery
    count: int
    hits: tuple[Hit, ...]
    facets: tuple[FacetResult, ...]
    constraints: tuple[Constraint, ...]
    relaxations: tuple[Relaxation, ...] = ()
    behind: int = 0
