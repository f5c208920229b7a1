"""What a visitor asks for: one immutable value, made by the filters, read by the index and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlencode

from postings.search.facets import FACETS

Sort = Literal["relevance", "newest", "fewest_years", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "fewest_years", "title")
PAGE_SIZE = 20


@dataclass(frozen=True)
class SearchQuery:
    """The whole state of a search. `choices` maps a facet's name to its chosen values.

    A value that no longer exists stays among the choices and finds nothing. `years_min` and `years_max`
    belong to the facet `experience`, joined to its buckets by OR; the two switches add those that do not say
    (semantics: facets). `sort=None` is the default order: by relevance with text, else newest first.
    """

    text: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    years_min: float | None = None
    years_max: float | None = None
    degree_unstated: bool = False
    experience_unstated: bool = False
    sort: Sort | None = None
    page: int = 1

    @property
    def default_order(self) -> Sort:
        return "relevance" if self.text.strip() else "newest"

    @property
    def order(self) -> Sort:
        """The order that the results come in. Relevance is none without text: then the newest are first."""
        if self.sort is None or (self.sort == "relevance" and not self.text.strip()):
            return self.default_order
        return self.sort

    def chosen(self, facet: str) -> tuple[str, ...]:
        return self.choices.get(facet, ())

    def choosing(self, facet: str, *values: str) -> SearchQuery:
        """The same search with exactly these values of one facet, on its first page."""
        choices = {name: chosen for name, chosen in self.choices.items() if name != facet}
        if values:
            choices[facet] = tuple(values)
        return replace(self, choices=MappingProxyType(choices), page=1)

    def toggling(self, facet: str, value: str) -> SearchQuery:
        """The same search with the value chosen if it was not, and the other way round."""
        chosen = self.chosen(facet)
        left = tuple(one for one in chosen if one != value)
        return self.choosing(facet, *(left if value in chosen else (*chosen, value)))

    def without(self, facet: str) -> SearchQuery:
        """The same search with nothing chosen in one facet, its range included, on its first page."""
        query = self.choosing(facet)
        if facet == "experience":
            query = replace(query, years_min=None, years_max=None)
        return query


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


def toggled_by(query: SearchQuery, facet: str) -> Callable[[str], str]:
    """Makes the query string of `query.toggling(facet, value)` for each of a facet's many values, fast."""
    chosen = set(query.chosen(facet))
    others = list(_parameters(query.choosing(facet)))
    names = [one.name for one in FACETS]
    first = set(names[: names.index(facet)])
    before = [_pair(*other) for other in others if other[0] in first]
    after = [_pair(*other) for other in others if other[0] not in first]

    def url(value: str) -> str:
        values = [_pair(facet, one) for one in sorted(chosen ^ {value})]
        return "&".join([*before, *values, *after])

    return url


@lru_cache(maxsize=10_000)
def _pair(name: str, value: str) -> str:
    return urlencode({name: value}, errors="replace")


def _parameters(query: SearchQuery) -> Iterator[tuple[str, str]]:
    for facet in FACETS:
        for value in sorted(set(query.chosen(facet.name))):
            yield facet.name, value
    for name in ("years_min", "years_max"):
        years: float | None = getattr(query, name)
        if years is not None:
            yield name, str(int(years)) if years.is_integer() else repr(years)
    for name in ("degree_unstated", "experience_unstated"):
        if getattr(query, name):
            yield name, "1"
    if text := query.text.strip():
        yield "q", text
    if query.order != query.default_order:
        yield "sort", query.order
    if query.page > 1:
        yield "page", str(query.page)
