"""The values of a facet as links: one that chooses a value, one that excludes it, with all words ready."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from postings.search.results import Item


@dataclass(frozen=True, slots=True)
class ValueLink:
    """A value as `_facet_items.html` prints it. A page has more than a hundred, and what a template works out
    for each costs several times what it costs here.

    `key` ends the ids of both links, `look` adds classes, `state` says what the look shows; it is empty for a
    value that is neither chosen nor excluded. A value that no longer exists is not `excludable`.
    """

    key: str
    look: str
    depth: str
    label: str
    state: str
    count: str
    unit: str
    url: str
    selected: bool
    exclude_url: str
    excluded: bool
    excludable: bool


def value_links(name: str, items: Iterable[Item]) -> tuple[ValueLink, ...]:
    """`name` tells these links from those of other facets on the page."""
    return tuple(_value_link(name, item) for item in items)


def _value_link(name: str, item: Item) -> ValueLink:
    looks = {"empty": not item.count, "missing": item.missing, "excluded": item.excluded}
    return ValueLink(
        key=f"{name}-{item.value}",
        look="".join(f" choice--{look}" for look, shown in looks.items() if shown),
        depth=str(item.depth),
        label=item.label,
        state="chosen" if item.selected else "excluded" if item.excluded else "",
        count=f"{item.count:,}",
        unit="posting" if item.count == 1 else "postings",
        url=item.url,
        selected=item.selected,
        exclude_url=item.exclude_url,
        excluded=item.excluded,
        excludable=item.excluded or not item.missing,
    )
