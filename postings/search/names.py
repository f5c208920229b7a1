"""The names that facet values have: which row a slug means, what people read, what stands above a place.

A web process keeps them. It reads all of them again when the index's `names_stamp` has grown, which it does
when a name was changed or removed; a name that was added since is read when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from postings.search.facets import FACETS, Facet


@dataclass(frozen=True, slots=True)
class Name:
    """A value of one facet; `code` is what the index holds, `above` the code of the value over it."""

    code: int
    value: str
    label: str
    above: int | None = None
    order: tuple[str, str] = ("", "")  # of names whose counts are equal


@dataclass
class Names:
    """All values of one facet. Of a tree, `chains` keeps for `counting` what stands above what."""

    facet: Facet
    by_code: dict[int, Name] = field(default_factory=dict)
    by_value: dict[str, Name] = field(default_factory=dict)
    chains: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.by_code)

    def load(self) -> None:
        if self.facet.kind == "ordinal":
            self._add(_bucket_names(self.facet))
        else:
            self._add(_named(self.facet, Q()))

    def of_value(self, value: str) -> Name | None:
        """The name with this slug, or None when no row has it."""
        if value not in self.by_value and self.facet.vocabulary and "\0" not in value:
            self._add(_named(self.facet, Q(slug=value)))
        return self.by_value.get(value)

    def of_codes(self, codes: Iterable[int]) -> list[Name]:
        """The names of these codes and of all that stands above them; rows that are gone are left out."""
        wanted = set(codes)
        while missing := wanted.difference(self.by_code):  # `-` would walk through all that are known
            if not self.facet.vocabulary or not self._add(_named(self.facet, Q(pk__in=missing))):
                break
            wanted |= {above for code in missing if (above := self._above(code)) is not None}
        return [self.by_code[code] for code in wanted if code in self.by_code]

    def _above(self, code: int) -> int | None:
        return self.by_code[code].above if code in self.by_code else None

    def _add(self, names: Iterable[Name]) -> int:
        added = 0
        for name in names:
            self.by_code[name.code] = name
            self.by_value[name.value] = name
            added += 1
        return added


def load() -> dict[str, Names]:
    """The names of every facet, by its name."""
    loaded = {facet.name: Names(facet) for facet in FACETS}
    for names in loaded.values():
        names.load()
    return loaded


def _bucket_names(facet: Facet) -> Iterator[Name]:
    codes = {bucket.value: bucket.code for bucket in facet.buckets}
    for bucket in facet.buckets:
        yield Name(bucket.code, bucket.value, bucket.label, codes.get(bucket.parent or ""))


def _named(facet: Facet, which: Q) -> Iterator[Name]:
    columns = ["pk", "slug", "name", *(["parent_id"] if facet.kind == "tree" else [])]
    for pk, slug, name, *parent in vocabulary(facet).filter(which).values_list(*columns):
        yield Name(pk, slug, name, parent[0] if parent else None, (name.casefold(), slug))


def vocabulary(facet: Facet) -> QuerySet[Any]:
    """The rows that are the values of a facet."""
    rows: QuerySet[Any] = apps.get_model("postings", facet.vocabulary)._default_manager.order_by()
    return rows.filter(kind=facet.name) if facet.vocabulary == "Term" else rows
