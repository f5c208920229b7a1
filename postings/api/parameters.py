"""The parameters of a search in OpenAPI's words, made from the one filter set and FACETS."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import django_filters
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from postings.filters import (
    LONGEST_VALUE,
    MOST_PAGES,
    MOST_YEARS,
    PageFilter,
    PostingFilterSet,
    SwitchFilter,
    ValuesFilter,
    YearsFilter,
)
from postings.search.facets import FACET
from postings.search.query import EXCLUDING, SearchQuery

UNKNOWN = "There is no such parameter."


def query_of(request: Request, without: Collection[str] = ()) -> SearchQuery:
    """The search that a request asks for, or a ValidationError that names each faulty parameter.

    `without` are parameters that this address does not take.
    """
    taken = set(PostingFilterSet.parameters()) - set(without)
    unknown = {name: [UNKNOWN] for name in request.query_params if name not in taken}
    filters = PostingFilterSet(request.query_params)
    errors = {name: [str(error) for error in found] for name, found in filters.errors.items()}
    if unknown or errors:
        raise ValidationError(unknown | errors)
    return filters.search_query()


def refuse_all(request: Request) -> None:
    """For an address that takes no parameters."""
    if request.query_params:
        raise ValidationError({name: [UNKNOWN] for name in request.query_params})


def documented(without: Collection[str] = ()) -> list[OpenApiParameter]:
    """Every parameter with its type, its bounds and what it means."""
    return [parameter for parameter in _parameters() if parameter.name not in without]


def _parameters() -> Iterator[OpenApiParameter]:
    for name, declared in PostingFilterSet.base_filters.items():
        repeated = isinstance(declared, ValuesFilter)
        yield OpenApiParameter(
            name,
            _schema(declared),
            description=_description(name, declared),
            explode=True if repeated else None,
        )


def _description(name: str, declared: django_filters.Filter) -> str:
    sentences = [f"{declared.label}."]
    if help_text := declared.extra.get("help_text"):
        sentences.append(str(help_text))
    if isinstance(declared, ValuesFilter):
        of_several = "none" if name.endswith(EXCLUDING) else "any"
        sentences.append(f"Repeat it for several values: {of_several} of them may hold.")
    if (facet := FACET.get(name.removesuffix(EXCLUDING))) and facet.buckets:
        sentences.append(f"Values: {', '.join(bucket.value for bucket in facet.buckets)}.")
    return " ".join(sentences)


def _schema(declared: django_filters.Filter) -> dict[str, Any]:
    """The type of a parameter, by the filter that reads it."""
    match declared:
        case ValuesFilter():
            return {"type": "array", "items": {"type": "string", "maxLength": LONGEST_VALUE}}
        case YearsFilter():
            return {"type": "number", "minimum": 0, "maximum": MOST_YEARS}
        case SwitchFilter():
            return {"type": "string", "enum": ["0", "1"], "default": "0"}
        case PageFilter():
            return {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1}
        case django_filters.ChoiceFilter():
            return {"type": "string", "enum": [value for value, _ in declared.extra["choices"]]}
    return {"type": "string"}
