"""FACETS: everything that a visitor can filter by, declared once.

An entry drives the filter form, the query, the counts, the chips, the API parameters and their OpenAPI text,
the help page and a test against the oracle (design: a facet, declared once).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

FacetKind = Literal["values", "ordinal", "tree"]


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of an ordinal facet; `parent` names the bucket that a sub-choice belongs to."""

    value: str
    label: str
    parent: str | None = None
