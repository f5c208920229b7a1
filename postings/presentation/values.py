"""All values of one facet, for lists too long to stand beside the results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from postings.search import search
from postings.search.facets import FACET
from postings.search.query import SearchQuery, to_query_string
from postings.search.results import Item

VALUES_ON_A_PAGE = 300


@dataclass(frozen=True, slots=True)
class Values:
    """All that `values.html` prints. `kept` is the search that the form carries along."""

    label: str
    find: str
    count: int
    items: tuple[Item, ...]
    part: int
    parts: int
    previous: str | None
    next: str | None
    back_url: str
    kept: tuple[tuple[str, str], ...]


def values_of(facet: str, query: SearchQuery, find: str = "", part: int = 1) -> Values:
    """One page of a facet's values whose label holds `find`: by name, a tree in its own order."""
    here = replace(query, page=1)
    (found,) = (one for one in search(here, page_size=1, whole=facet).facets if one.name == facet)
    wanted = find.strip().casefold()
    items = [item for item in found.items if wanted in item.label.casefold()]
    if FACET[facet].kind == "values":
        items.sort(key=lambda item: item.label.casefold())
    parts = max(1, -(-len(items) // VALUES_ON_A_PAGE))
    part = min(max(part, 1), parts)
    state = to_query_string(here)
    return Values(
        label=found.label,
        find=find.strip(),
        count=len(items),
        items=tuple(items[(part - 1) * VALUES_ON_A_PAGE : part * VALUES_ON_A_PAGE]),
        part=part,
        parts=parts,
        previous=_address(facet, state, find, part - 1) if part > 1 else None,
        next=_address(facet, state, find, part + 1) if part < parts else None,
        back_url=f"{reverse('postings:search')}?{state}",
        kept=tuple(parse_qsl(state)),
    )


def _address(facet: str, state: str, find: str, part: int) -> str:
    own = urlencode([(name, value) for name, value in (("find", find.strip()), ("part", part)) if value])
    return f"{reverse('postings:values', args=[facet])}?{'&'.join(filter(None, (state, own)))}"
