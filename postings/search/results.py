"""The answer to a SearchQuery, ready for pages, API, exports and feeds alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from postings.search.query import SearchQuery, excluded_by, toggled_by

Segment = tuple[str, bool]
BEHIND_LIMIT = 1000


@dataclass(frozen=True)
class Links:
    """Makes the query strings of a facet's items when they are read: a search has hundreds of items, of which
    a page shows some."""

    query: SearchQuery
    facet: str

    @cached_property
    def choosing(self) -> Callable[[str], str]:
        return toggled_by(self.query, self.facet)

    @cached_property
    def excluding(self) -> Callable[[str], str]:
        return excluded_by(self.query, self.facet)


class Item(NamedTuple):
    """One value of a facet. `count` is what you would get if it were your only choice here.

    `depth` is 0 but in trees and for sub-choices, whose items follow the item above them; `missing` marks a
    value that no longer exists: its label is the value itself.

    A tuple, for a search makes hundreds: a frozen dataclass takes five times as long to make.
    """

    value: str
    label: str
    count: int  # type: ignore[assignment]  # not the method of tuples
    selected: bool
    excluded: bool
    links: Links
    depth: int = 0
    missing: bool = False

    @property
    def url(self) -> str:
        """The query string (without "?", empty for the search for everything) that chooses the value, or
        takes it back, on the first page."""
        return self.links.choosing(self.value)

    @property
    def exclude_url(self) -> str:
        """The same for excluding it."""
        return self.links.excluding(self.value)


@dataclass(frozen=True, slots=True)
class SwitchItem:
    """The switch "include those that don't say" of a facet, with the query string that turns it."""

    label: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetResult:
    """A facet's items in their order. `total_items` may exceed len(items) where only the top is listed; it is
    None where there are so many values that only the most frequent were counted.

    Items without a posting are left out, but where chosen and in ordinal facets, which always list every
    bucket (sub-choices without a posting apart). `unstated` is None on facets that have no such switch.
    """

    name: str
    label: str
    help: str
    kind: str
    items: tuple[Item, ...]
    total_items: int | None
    unstated: SwitchItem | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """A chip: one thing that narrows the search, and the query string without it.

    `name` is the URL parameter ("years_min" stands for both ends of the range, "candidate_degree" for the
    whole candidate), `facet_label` what it is
    called ("Team", "Search", "Years required") and `label` its value for people ("Sales", "3 to 5"); `value`
    is the value as the URL has it.
    """

    name: str
    label: str
    value: str
    remove_url: str
    missing: bool = False
    facet_label: str = ""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """At zero results: dropping this one filter would find `count` postings.

    A facet with several chosen values is one filter: its constraint then names them all, and `remove_url`
    drops them all.
    """

    constraint: Constraint
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A posting found: its id and the snippet as (text, is_match) segments, empty without a text search."""

    posting_id: int
    snippet: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """A row or a column of the table: a bucket, and how many of the results are in it."""

    value: str
    label: str
    total: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of the results are in both buckets, and the query string that chooses the two; empty where it
    would find more, for a range of years takes only a part of the bucket."""

    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one degree, in the order of the table's columns."""

    header: Header
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Degree (rows) against experience (columns), over the results of a search with all its filters."""

    columns: tuple[Header, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`count` is exact.

    `behind` is how many changes the index has not read yet, or how many postings there are while it is built
    again: 0 when in step, at most BEHIND_LIMIT. Where `ready` is false, there is no index yet (it is being
    built) and nothing was searched. `corrected` is the text that was searched in place of the query's, where
    that is misspelt. `years` counts the postings by the years that they demand at least, in whole years (2.5
    counts as 2), and as a facet does: without the choice that the facet of experience has. Only `tabulate`
    has a `table`.
    """

    query: SearchQuery
    count: int
    hits: tuple[Hit, ...]
    facets: tuple[FacetResult, ...]
    constraints: tuple[Constraint, ...]
    relaxations: tuple[Relaxation, ...] = ()
    behind: int = 0
    ready: bool = True
    corrected: str | None = None
    years: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class AllIds:
    """The ids of all results of a search, in their order: read as they are taken, a chunk at a time. `behind`
    is that of SearchResults."""

    ids: Iterator[int]
    behind: int
