"""What the search box suggests, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from postings.search import SearchQuery, suggest
from postings.search.facets import FACET

KINDS = MappingProxyType(
    {"recent": "searched before", "title": "title"}
    | {name: facet.label.lower() for name, facet in FACET.items()}
)
LONGEST_RECENT = 100  # characters of a search of before; nobody means again what is longer


@dataclass(frozen=True, slots=True)
class Offered:
    """One line of the list: `text` goes into the box, `url` is the query string of the search."""

    label: str
    kind_label: str
    count: int | None
    text: str
    url: str


def offers(query: SearchQuery, recent: Sequence[str]) -> list[Offered]:
    """What the words that were typed may mean, and the searches of before that a visitor's browser names."""
    past = [text for text in recent if text.strip() and len(text) <= LONGEST_RECENT]
    return [
        Offered(one.label, KINDS[one.kind], one.count, one.text, one.url)
        for one in suggest(query, recent=past)
    ]
