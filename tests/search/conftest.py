"""Asking an index that is in step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from postings.search import SearchQuery, SearchResults, search

Find = Callable[..., SearchResults]


@pytest.fixture
def find(in_step: Callable[[], None]) -> Find:
    """Drains and searches: `find(text="engineer", team=["sales"], page=2)`."""

    def find(page_size: int = 20, **wanted: Any) -> SearchResults:
        in_step()
        return search(query(**wanted), page_size)

    return find


def query(**wanted: Any) -> SearchQuery:
    """A SearchQuery. A name that is none of its fields is a facet, with its chosen values."""
    fields = {name for name in wanted if name in SearchQuery.__dataclass_fields__}
    made = SearchQuery()
    for name in wanted.keys() - fields:
        made = made.choosing(name, *wanted[name])
    return replace(made, **{name: wanted[name] for name in fields})


def ids(results: SearchResults) -> list[int]:
    return [hit.posting_id for hit in results.hits]


def counts(results: SearchResults, facet: str) -> dict[str, int]:
    """The counts of a facet's items, in the order of the page; those without a posting only where chosen."""
    found = next(one for one in results.facets if one.name == facet)
    return {item.value: item.count for item in found.items if item.count or item.selected}
