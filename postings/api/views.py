"""The API's answers. Each asks what the page asks, with the same parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from csp.decorators import csp_update
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.exceptions import APIException
from rest_framework.generics import get_object_or_404
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from postings.api import rows, shapes, suggested
from postings.api.parameters import documented, query_of, refuse_all
from postings.models import Posting
from postings.search import SearchQuery, search, similar, suggest
from postings.search.query import last_page, to_query_string

REFUSED = OpenApiResponse(
    {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    description="A parameter is unknown or cannot be read: each with what is wrong with it.",
)
TOO_MANY = OpenApiResponse(
    OpenApiTypes.OBJECT, description="Too many requests; `Retry-After` says how long to wait."
)
NOT_READY = OpenApiResponse(
    OpenApiTypes.OBJECT, description="The search index is being built, or the database is away."
)


class NoIndexError(APIException):
    """Without an index nothing was counted, and a count of 0 would be a lie."""

    status_code = 503
    default_detail = "The search index is being built; try again in a moment."
    default_code = "no_index"


class Throttle(AnonRateThrottle):
    """So many requests an address may make; who is logged in makes as many as they like."""

    rate = "300/min"


class AlwaysJson(BaseContentNegotiation):
    """JSON, whatever a browser says it would rather have; `format` is no parameter of ours."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class ReadOnlyView(APIView):
    """What both views share."""

    throttle_classes = [Throttle]
    content_negotiation_class = AlwaysJson


class PostingList(ReadOnlyView):
    @extend_schema(
        operation_id="search_postings",
        summary="Search the postings",
        description="The search of the page: the same parameters, the same results, the same counts.",
        parameters=documented(),
        responses={200: shapes.Results, 400: REFUSED, 429: TOO_MANY, 503: NOT_READY},
    )
    def get(self, request: Request) -> Response:
        query = query_of(request)
        results = search(query)
        if not results.ready:
            raise NoIndexError
        found = rows.lines([hit.posting_id for hit in results.hits])
        address = _addresses(request)
        last = last_page(results.count)
        answer = {
            "count": results.count,
            "corrected": results.corrected,
            "behind": results.behind,
            "next": address(_on_page(query, query.page + 1)) if query.page < last else None,
            "previous": address(_on_page(query, min(query.page - 1, last))) if query.page > 1 else None,
            "results": [found[hit.posting_id] for hit in results.hits if hit.posting_id in found],
            "facets": results.facets,
        }
        context = {"request": request, "address": address, "candidate": query.candidate}
        return Response(shapes.Results(answer, context=context).data)


class Suggestions(ReadOnlyView):
    WITHOUT = ("verbatim", "sort", "page")

    @extend_schema(
        operation_id="suggest",
        summary="Suggest while somebody types",
        description=(
            "What begins as `q` does: titles, skills, employers, teams and places, each with what choosing "
            "it finds in the rest of the search. Where nothing begins as all of `q`, the words before its "
            "last one or two stay."
        ),
        parameters=documented(without=WITHOUT),
        responses={200: suggested.Suggested, 400: REFUSED, 429: TOO_MANY},
    )
    def get(self, request: Request) -> Response:
        found = suggest(query_of(request, without=self.WITHOUT))
        context = {"request": request, "address": _addresses(request)}
        return Response(suggested.Suggested({"suggestions": found}, context=context).data)


class SimilarPostings(ReadOnlyView):
    @extend_schema(
        operation_id="similar_postings",
        summary="Find postings like one",
        description="By rare words, title, skills, role family, degree and years; with what they share.",
        responses={200: suggested.SimilarPostings, 400: REFUSED, 404: OpenApiTypes.OBJECT, 429: TOO_MANY},
        parameters=[OpenApiParameter("id", int, OpenApiParameter.PATH)],
    )
    def get(self, request: Request, id: int) -> Response:
        refuse_all(request)
        visible = Posting.objects.filter(hidden=False).select_related("version")
        found = similar(get_object_or_404(visible, pk=id))
        others = rows.lines([one.posting_id for one in found])
        alike = [
            {"posting": others[one.posting_id], "shared": one} for one in found if one.posting_id in others
        ]
        context = {"request": request, **suggested.names_shared(found)}
        return Response(suggested.SimilarPostings({"results": alike}, context=context).data)


class PostingDetail(ReadOnlyView):
    @extend_schema(
        operation_id="read_posting",
        summary="Read one posting",
        description="A posting with its text, and each requirement with the words that prove it.",
        responses={200: shapes.PostingWhole, 400: REFUSED, 404: OpenApiTypes.OBJECT, 429: TOO_MANY},
        parameters=[OpenApiParameter("id", int, OpenApiParameter.PATH)],
    )
    def get(self, request: Request, id: int) -> Response:
        refuse_all(request)
        posting = rows.whole(id)
        if posting is None:
            raise Http404("No Posting matches the given query.")
        return Response(shapes.PostingWhole(posting, context={"request": request}).data)


@method_decorator(csp_update({"img-src": ["data:"]}), name="dispatch")  # Swagger UI draws its arrows so
class Docs(SpectacularSwaggerSplitView):
    """The schema as a page to try requests on."""

    url_name = "postings:api-schema"
    template_name = "api_docs.html"


def _addresses(request: Request) -> Callable[[str], str]:
    """From a query string to the absolute address of that search."""
    path = reverse("postings:api-postings")

    def address(query_string: str) -> str:
        return request.build_absolute_uri(f"{path}?{query_string}" if query_string else path)

    return address


def _on_page(query: SearchQuery, page: int) -> str:
    return to_query_string(replace(query, page=page))
