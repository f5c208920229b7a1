"""The postings before and after one, within the search that it was found by."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse

from postings.models import Posting
from postings.search import neighbours, search
from postings.search.query import PAGE_SIZE, SearchQuery, to_query_string


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a posting stands in its search. `place` is None when the search does not find it (any more)."""

    back_url: str
    place: int | None = None
    count: int = 0
    previous: str | None = None
    next: str | None = None


def neighbours_of(posting_id: int, query: SearchQuery) -> Neighbours:
    """Looks the posting up on the page of the search that its address carries, and those beside it."""
    back_url = f"{reverse('postings:search')}?{to_query_string(query)}"
    results = search(query)
    ids = [hit.posting_id for hit in results.hits]
    if posting_id not in ids:
        return Neighbours(back_url)
    position = (query.page - 1) * PAGE_SIZE + ids.index(posting_id)
    before, after = neighbours(query, position)
    return Neighbours(
        back_url=back_url,
        place=position + 1,
        count=results.count,
        previous=_address(before, query, position - 1),
        next=_address(after, query, position + 1),
    )


def _address(posting_id: int | None, query: SearchQuery, position: int) -> str | None:
    """Where to read the posting at this position; its address carries the page of results that it is on."""
    if posting_id is None:
        return None
    posting = Posting.objects.only("title").filter(pk=posting_id, hidden=False).first()
    state = to_query_string(replace(query, page=position // PAGE_SIZE + 1))
    return f"{posting.get_absolute_url()}?{state}" if posting else None
