"""What a visitor asks for: one immutable value, made by the filters, read by the index and the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

Sort = Literal["relevance", "newest", "fewest_years", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "fewest_years", "title")
PAGE_SIZE = 20


@dataclass(frozen=True)
class SearchQuery:
    """The whole state of a search. `choices` maps a facet's name to its chosen values, in the order chosen.

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
    def order(self) -> Sort:
        return self.sort or ("relevance" if self.text else "newest")

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
