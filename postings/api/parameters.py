"""The parameters of a search in OpenAPI's words, made from the one filter set and FACETS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from postings.filters import (
    LONGEST_VALUE,
    MOST_PAGES,
    MOST_YEARS,
    PostingFilterSet,
    ValuesFilter,
    YearsFilter,
)
from postings.search.facets import FACET
from postings.search.query import SORTS, SearchQuery

UNKNOWN = "There is no such parameter."


def query_of(request: Request) -> SearchQuery:
    """The search that a request asks for, or a ValidationError that names each faulty parameter."""
    unknown = {name: [UNKNOWN] for name in request.query_params if name not in PostingFilterSet.parameters()}
    filters = PostingFilterSet(request.query_params)
    errors = {name: [str(error) for error in found] for name, found in filters.errors.items()}
    if unknown or errors:
        raise ValidationError(unknown | errors)
    return filters.search_query()


def refuse_all(request: Request) -> None:
    """For an address that takes no parameters."""
    if request.query_params:
        raise ValidationError({name: [UNKNOWN] for name in request.query_params})


def documented() -> list[OpenApiParameter]:
    """Every parameter with its type, its bounds and what it means."""
    return list(_parameters())


def _parameters() -> Iterator[OpenApiParameter]:
    for name, declared in PostingFilterSet.base_filters.items():
        repeated = isinstance(declared, ValuesFilter)
        yield OpenApiParameter(
            name,
            _schema(name, declared),
            description=_description(name, declared),
            explode=True if repeated else None,
        )


def _description(name: str, declared: django_filters.Filter) -> str:
    sentences = [f"{declared.label}."]
    if help_text := declared.extra.get("help_text"):
        sentences.append(str(help_text))
    if name in FACET:
        sentences.append("Repeat it for several values: any of them may hold.")
        if buckets := [bucket.value for bucket in FACET[name].buckets]:
            sentences.append(f"Values: {', '.join(buckets)}.")
    return " ".join(sentences)


def _schema(name: str, declared: django_filters.Filter) -> dict[str, Any]:
    if isinstance(declared, ValuesFilter):
        return {"type": "array", "items": {"type": "string", "maxLength": LONGEST_VALUE}}
    if isinstance(declared, YearsFilter):
        return {"type": "number", "minimum": 0, "maximum": MOST_YEARS}
    if name == "sort":
        return {"type": "string", "enum": list(SORTS)}
    if name == "page":
        return {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1}
    if name == "q":
        return {"type": "string"}
    return {"type": "string", "enum": ["0", "1"], "default": "0"}
