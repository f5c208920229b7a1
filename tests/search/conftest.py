"""An index of its own for each test that asks for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from postings.search import SearchQuery, SearchResults, search

Find = Callable[..., SearchResults]


@pytest.fixture
def find(in_step: Callable[[], None]) -> Find:
    """Searches an index that is in step: `find(text="engineer", team=["sales"], page=2)`."""

    def find(page_size: int = 20, **wanted: object) -> SearchResults:
        in_step()
        return search(query(**wanted), page_size)

    return find


def query(**wanted: object) -> SearchQuery:
    """A SearchQuery in which every name that is no field of it is a facet with its chosen values."""
    made = SearchQuery()
    fields = {name: value for name, value in wanted.items() if name in SearchQuery.__dataclass_fields__}
    made = SearchQuery(**fields)  # type: ignore[arg-type]
    for name, values in wanted.items():
        if name not in fields:
            made = made.choosing(name, *values)  # type: ignore[misc]
    return made if "page" not in fields else SearchQuery(**{**made.__dict__, "page": fields["page"]})
