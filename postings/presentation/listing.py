"""The search page around its results: facets folded, orders and pages as links, the count in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import parse_qsl

from django.urls import reverse

from postings.exports import EXPORTS
from postings.filters import SORT_LABELS
from postings.presentation import words
from postings.presentation.candidates import FIELD_FACET, FIELDS_OFFERED, CandidateForm, candidate_form
from postings.presentation.cards import Card, cards_of
from postings.presentation.choices import ValueLink, value_links
from postings.presentation.values import values_url
from postings.presentation.years import YearsChart, years_chart
from postings.search.facets import FACET
from postings.search.query import DEEPEST, PAGE_SIZE, SORTS, SearchQuery, last_page, to_query_string
from postings.search.results import Constraint, FacetResult, Item, Relaxation, SearchResults, SwitchItem

SHOWN_VALUES = 10
"""Of more values than this the others have a page, and a box finds one in the list (semantics: facets)."""
LISTED = MappingProxyType(dict.fromkeys(FACET, SHOWN_VALUES) | {FIELD_FACET: FIELDS_OFFERED})
"""What the page asks of each facet; of fields of study the candidate's form offers more."""

VISIBLE_FIELDS = ("q", "years_min", "years_max", "candidate_degree", "candidate_years", "candidate_field")
NOT_KEPT = (*VISIBLE_FIELDS, "verbatim")
"""What the form does not carry along: other words may be misspelt again."""


@dataclass(frozen=True, slots=True)
class Link:
    """A choice that is one link: an order, a page, or a download. A gap in the row of pages has no label."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet: its first values, and beyond them what is chosen or excluded.

    `total` counts all values, None where they are too many to be counted; where that is more than is listed,
    `all_url` has the others and what is found in the list. `chosen` counts the selected and the excluded.
    """

    name: str
    label: str
    help: str
    items: tuple[ValueLink, ...]
    total: int | None
    all_url: str | None
    chosen: int
    unstated: SwitchItem | None
    has_range: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where this page stands among the pages; no links where there is only one page.

    `beyond` is where the pages end before the results do: how many results can be turned to.
    """

    number: int
    last: int
    previous: str | None
    next: str | None
    beyond: int | None
    pages: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What was searched in place of the words that were typed, and where each of the two is searched."""

    text: str
    url: str
    typed: str
    verbatim_url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All that `_results.html` prints."""

    query: SearchQuery
    count: int
    cards: tuple[Card, ...]
    facets: tuple[FacetView, ...]
    constraints: tuple[Constraint, ...]
    relaxations: tuple[Relaxation, ...]
    sorts: tuple[Link, ...]
    pager: Pager
    first: int
    last: int
    behind: int
    ready: bool
    kept: tuple[tuple[str, str], ...]
    years_min: str
    years_max: str
    clear_url: str
    canonical_url: str
    heading: str
    table_url: str
    candidate: CandidateForm
    years_chart: YearsChart | None
    downloads: tuple[Link, ...] = ()
    corrected: Correction | None = None


def listing(results: SearchResults) -> Listing:
    """The page of these results."""
    query = results.query
    first = (query.page - 1) * PAGE_SIZE + 1
    state = to_query_string(replace(query, page=1))
    cards = tuple(cards_of(results.hits, to_query_string(query), query.candidate))
    return Listing(
        query=query,
        count=results.count,
        cards=cards,
        facets=tuple(
            _facet(facet, results.constraints, state) for facet in sorted(results.facets, key=_asks_last)
        ),
        constraints=results.constraints,
        relaxations=results.relaxations,
        sorts=tuple(_sorts(query)),
        pager=_pager(query, results.count),
        first=first,
        last=first + len(results.hits) - 1,
        behind=results.behind,
        ready=results.ready,
        kept=tuple(_kept(query)),
        years_min=words.number(query.years_min) if query.years_min is not None else "",
        years_max=words.number(query.years_max) if query.years_max is not None else "",
        clear_url=page_url(SearchQuery(sort=query.sort)),
        canonical_url=page_url(query),
        heading=_heading(results),
        table_url=f"{reverse('postings:table')}?{state}",
        candidate=candidate_form(query, results.facets),
        years_chart=years_chart(results.years, query),
        downloads=tuple(_downloads(query)) if results.count else (),
        corrected=correction_of(results),
    )


def correction_of(results: SearchResults) -> Correction | None:
    """None where the words were searched as they were typed."""
    query = results.query
    if results.corrected is None:
        return None
    return Correction(
        text=results.corrected,
        url=page_url(replace(query, text=results.corrected, page=1)),
        typed=query.text.strip(),
        verbatim_url=page_url(replace(query, verbatim=True, page=1)),
    )


def page_url(query: SearchQuery) -> str:
    """The query string of a search, with its question mark; "?" alone where nothing is asked."""
    return f"?{to_query_string(query)}"


def _kept(query: SearchQuery) -> list[tuple[str, str]]:
    """What the search form carries along unseen: the search without its visible fields and its page."""
    parameters = parse_qsl(to_query_string(replace(query, page=1)))
    return [(name, value) for name, value in parameters if name not in NOT_KEPT]


def _asks_last(facet: FacetResult) -> bool:
    """What a posting asks for is listed first, for people come to narrow by that; then as in FACETS."""
    return facet.kind != "ordinal"


def _heading(results: SearchResults) -> str:
    """The page's title: what was asked for, so that tabs and bookmarks tell themselves apart."""
    asked = [constraint.label for constraint in results.constraints]
    if not asked:
        return "All postings"
    return ", ".join(asked[:3]) + (f" and {len(asked) - 3} more" if len(asked) > 3 else "")


def _range_name(facet: FacetResult) -> str | None:
    span = FACET[facet.name].range
    return span.low if span else None


def _facet(facet: FacetResult, constraints: Sequence[Constraint], state: str) -> FacetView:
    items = facet.items if facet.kind == "ordinal" else tuple(_in_sight(facet))
    has_more = facet.total_items is None or facet.total_items > len(items)
    chosen = sum(item.selected or item.excluded for item in facet.items) + bool(
        facet.unstated and facet.unstated.selected
    )
    chosen += any(constraint.name == _range_name(facet) for constraint in constraints)
    return FacetView(
        name=facet.name,
        label=facet.label,
        help=facet.help,
        items=value_links(facet.name, items),
        total=facet.total_items,
        all_url=values_url(facet.name, state) if has_more else None,
        chosen=chosen,
        unstated=facet.unstated,
        has_range=_range_name(facet) is not None,
    )


def _in_sight(facet: FacetResult) -> Iterator[Item]:
    """The first values, and of the others what is chosen or excluded; of a tree all that was listed."""
    for place, item in enumerate(facet.items):
        if place < SHOWN_VALUES or facet.kind == "tree" or item.selected or item.excluded:
            yield item


def _sorts(query: SearchQuery) -> Iterator[Link]:
    """The orders; by relevance only where there is a text to be relevant to."""
    for sort in SORTS:
        if sort == "relevance" and not query.text.strip():
            continue
        yield Link(SORT_LABELS[sort], page_url(replace(query, sort=sort, page=1)), sort == query.order)


def _downloads(query: SearchQuery) -> Iterator[Link]:
    """All results as a file, in each format; neither page nor order matters to it."""
    state = to_query_string(replace(query, page=1, sort=None))
    for export in EXPORTS:
        address = reverse("postings:export", args=[export.name])
        yield Link(export.label, f"{address}?{state}" if state else address)


def _pager(query: SearchQuery, count: int) -> Pager:
    last = last_page(count)

    def url(number: int) -> str:
        return page_url(replace(query, page=number))

    return Pager(
        number=query.page,
        last=last,
        previous=url(min(query.page - 1, last)) if query.page > 1 else None,
        next=url(query.page + 1) if query.page < last else None,
        beyond=DEEPEST if query.page >= last and count > DEEPEST else None,
        pages=tuple(
            Link(str(number), url(number), number == query.page) if number else None
            for number in _page_numbers(query.page, last)
        ),
    )


def _page_numbers(current: int, last: int) -> list[int]:
    """First, last and the neighbours of the current page; 0 stands for a gap.

    >>> _page_numbers(6, 20)
    [1, 0, 5, 6, 7, 0, 20]
    """
    wanted = sorted({1, last, *range(max(1, current - 1), min(last, current + 1) + 1)})
    numbers: list[int] = []
    for number in wanted:
        if numbers and number - numbers[-1] > 1:
            numbers.append(0)
        numbers.append(number)
    return numbers
