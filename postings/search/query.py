"""What a visitor asks for: one immutable value, made by the filters, read by the index and the pages."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Literal
from urllib.parse import quote_plus

from postings.search.facets import DEGREE_FLOORS, FACETS

Sort = Literal["relevance", "newest", "fewest_years", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "fewest_years", "title")
PAGE_SIZE = 20
LISTED = 50  # values of a facet at most, but for those that are chosen, and of a tree those around them
DEEPEST = 10_000
"""Results that can be turned to: to pass over a million takes the engine a hundred times as long."""
EXCLUDING = "_not"  # team_not=sales: not in Sales
HELD = ("none", *(floor.value for floor in DEGREE_FLOORS))
"""What a candidate may hold: no degree, or the highest level."""


@dataclass(frozen=True)
class Candidate:
    """Whom a posting is looked at for (semantics: who qualifies): the highest degree and the years they have.

    `fields` are slugs of fields of study; with none, a posting's fields keep nobody out.
    """

    degree: str = "none"
    years: float = 0.0
    fields: tuple[str, ...] = ()


PARAMETERS: tuple[str, ...] = (
    *(facet.name for facet in FACETS),
    *(facet.name + EXCLUDING for facet in FACETS),
    *("years_min", "years_max", "degree_unstated", "experience_unstated"),
    *("candidate_degree", "candidate_years", "candidate_field"),
    *("q", "verbatim", "sort", "page"),
)
"""All parameters of the URL, in their canonical order."""


@dataclass(frozen=True)
class SearchQuery:
    """The whole state of a search. `choices` maps a facet's name to its chosen values.

    `exclusions` maps it to the values that a posting must not have; they narrow together with the choices of
    their facet, so its own counts leave both out. A value that no longer exists stays among the choices and
    finds nothing. `years_min` and `years_max` belong to the facet `experience`, joined to its buckets by OR;
    the two switches add those that do not say (semantics: facets). `sort=None` is the default order: by
    relevance with text, else newest first. `verbatim` searches for the words as they are typed, also where
    they look misspelt.
    """

    text: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    years_min: float | None = None
    years_max: float | None = None
    degree_unstated: bool = False
    experience_unstated: bool = False
    sort: Sort | None = None
    page: int = 1
    exclusions: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    candidate: Candidate | None = None
    verbatim: bool = False

    @property
    def default_order(self) -> Sort:
        return "relevance" if self.text.strip() else "newest"

    @property
    def order(self) -> Sort:
        """The order that the results come in. Relevance is none without text: then the newest are first."""
        if self.sort is None or (self.sort == "relevance" and not self.text.strip()):
            return self.default_order
        return self.sort

    @cached_property
    def pairs(self) -> list[tuple[int, str]]:
        """The parameters of its first page as they stand in the URL, each after its place in PARAMETERS."""
        parameters = _parameters(replace(self, page=1))
        return [(PARAMETERS.index(name), _pair(name, value)) for name, value in parameters]

    def chosen(self, facet: str) -> tuple[str, ...]:
        return self.choices.get(facet, ())

    def excluded(self, facet: str) -> tuple[str, ...]:
        return self.exclusions.get(facet, ())

    def asked(self, facet: str) -> tuple[str, ...]:
        """What is chosen or excluded, each value once."""
        return tuple(dict.fromkeys((*self.chosen(facet), *self.excluded(facet))))

    def choosing(self, facet: str, *values: str) -> SearchQuery:
        """The same search with exactly these values of one facet, on its first page."""
        choices = {name: chosen for name, chosen in self.choices.items() if name != facet}
        if values:
            choices[facet] = tuple(values)
        return replace(self, choices=MappingProxyType(choices), page=1)

    def toggling(self, facet: str, value: str) -> SearchQuery:
        """The same search with the value chosen if it was not, and the other way round.

        A value that is chosen is no longer excluded.
        """
        chosen = self.chosen(facet)
        left = tuple(one for one in chosen if one != value)
        if value in chosen:
            return self.choosing(facet, *left)
        return self.choosing(facet, *chosen, value).excluding(facet, *_without(self.excluded(facet), value))

    def excluding(self, facet: str, *values: str) -> SearchQuery:
        """The same search with exactly these values of one facet excluded, on its first page."""
        exclusions = {name: left for name, left in self.exclusions.items() if name != facet}
        if values:
            exclusions[facet] = tuple(values)
        return replace(self, exclusions=MappingProxyType(exclusions), page=1)

    def toggling_exclusion(self, facet: str, value: str) -> SearchQuery:
        """The same search with the value excluded if it was not, and then no longer chosen; or taken back."""
        excluded = self.excluded(facet)
        if value in excluded:
            return self.excluding(facet, *_without(excluded, value))
        return self.excluding(facet, *excluded, value).choosing(facet, *_without(self.chosen(facet), value))

    def without(self, facet: str) -> SearchQuery:
        """The same search with nothing chosen or excluded in one facet, its range included, on page 1."""
        query = self.choosing(facet).excluding(facet)
        if facet == "experience":
            query = replace(query, years_min=None, years_max=None)
        return query


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(one for one in values if one != value)


def to_query_string(query: SearchQuery) -> str:
    """The canonical query string of a search, without "?"; empty for the search for everything.

    Facets stand in the order of FACETS and values in that of the alphabet, whatever order they were chosen
    in; defaults are left out, values are repeated parameters.

    >>> to_query_string(SearchQuery(text="c++", sort="relevance").choosing("team", "b", "a"))
    'team=a&team=b&q=c%2B%2B'
    >>> to_query_string(SearchQuery(years_min=3.0, degree_unstated=True, page=2))
    'years_min=3&degree_unstated=1&page=2'
    """
    return "&".join(_pair(name, value) for name, value in _parameters(query))


def last_page(count: int) -> int:
    """The last page that so many results can be turned to.

    >>> last_page(0), last_page(21), last_page(1_000_000)
    (1, 2, 500)
    """
    return max(1, -(-min(count, DEEPEST) // PAGE_SIZE))


def toggled_by(query: SearchQuery, facet: str) -> Callable[[str], str]:
    """Makes the query string of `query.toggling(facet, value)` for each of a facet's many values, fast."""
    asked = {value: to_query_string(query.toggling(facet, value)) for value in query.asked(facet)}
    return _adding(facet, query.chosen(facet), query, asked)


def excluded_by(query: SearchQuery, facet: str) -> Callable[[str], str]:
    """The same for `query.toggling_exclusion(facet, value)`."""
    asked = {value: to_query_string(query.toggling_exclusion(facet, value)) for value in query.asked(facet)}
    return _adding(facet + EXCLUDING, query.excluded(facet), query, asked)


def _adding(
    parameter: str, on: tuple[str, ...], query: SearchQuery, special: Mapping[str, str]
) -> Callable[[str], str]:
    """Query strings of first pages in which one value of a parameter is added, all else staying as it is;
    those of the `special` values are given."""
    place = PARAMETERS.index(parameter)
    stay = sorted({*on})
    before = [pair for where, pair in query.pairs if where < place]
    pairs = [_pair(parameter, value) for value in stay]
    after = [pair for where, pair in query.pairs if where > place]
    # What stands around a value that comes before all those that are on, behind the first of them ...
    around = [
        (
            "&".join([*before, *pairs[:gap], f"{parameter}="]),
            "".join(f"&{pair}" for pair in (*pairs[gap:], *after)),
        )
        for gap in range(len(stay) + 1)
    ]

    def url(value: str) -> str:
        if value in special:
            return special[value]
        start, end = around[bisect(stay, value)]
        return start + _quoted(value) + end

    return url


@lru_cache(maxsize=10_000)
def _quoted(value: str) -> str:
    return quote_plus(value, errors="replace")


def _pair(name: str, value: str) -> str:
    return f"{name}={_quoted(value)}"


def _parameters(query: SearchQuery) -> Iterator[tuple[str, str]]:
    for facet in FACETS:
        for value in sorted(set(query.chosen(facet.name))):
            yield facet.name, value
    for facet in FACETS:
        for value in sorted(set(query.excluded(facet.name))):
            yield facet.name + EXCLUDING, value
    for name in ("years_min", "years_max"):
        years: float | None = getattr(query, name)
        if years is not None:
            yield name, _number(years)
    for name in ("degree_unstated", "experience_unstated"):
        if getattr(query, name):
            yield name, "1"
    if query.candidate is not None:
        yield "candidate_degree", query.candidate.degree
        yield "candidate_years", _number(query.candidate.years)
        for value in sorted(set(query.candidate.fields)):
            yield "candidate_field", value
    if text := query.text.strip():
        yield "q", text
        if query.verbatim:
            yield "verbatim", "1"
    if query.order != query.default_order:
        yield "sort", query.order
    if query.page > 1:
        yield "page", str(query.page)


def _number(years: float) -> str:
    return str(int(years)) if years.is_integer() else repr(years)
