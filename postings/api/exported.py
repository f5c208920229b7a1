"""The results of a search as a file, however many: rows are read by id, in batches, and sent at once."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from postings.api import rows, shapes
from postings.api.parameters import documented, query_of
from postings.api.views import REFUSED, TOO_MANY, NoIndexError, ReadOnlyView, Throttle
from postings.exports import EXPORT, Export
from postings.search import ids
from postings.search.results import BEHIND_LIMIT

BATCH = 500
AT_ONCE = 2
"""Downloads that a process sends at a time: each holds one of its few threads for as long as it takes."""

NOT_NOW = OpenApiResponse(
    OpenApiTypes.OBJECT, description="The search index is being built, or other downloads are being sent."
)

BEHIND = "Postings-Behind"
"""The header that says it: a file of rows has no room for a remark."""

Part = TypeVar("Part")


class ExportThrottle(Throttle):
    """A download costs more than a page, so it is counted apart."""

    scope = "export"
    rate = "20/min"


class BusyError(APIException):
    status_code = 503
    default_detail = "Other downloads are being sent; try again in a moment."
    default_code = "busy"
    wait = 10
    """Seconds, for `Retry-After`."""


class Download(StreamingHttpResponse):
    """A file that is being sent. The server closes it at its end, and also when the visitor has gone."""

    slots = threading.Semaphore(AT_ONCE)

    def __init__(self, parts: Iterable[str], export: Export) -> None:
        super().__init__(parts, content_type=export.content_type)
        self.headers["Content-Disposition"] = f'attachment; filename="postings.{export.name}"'
        self.headers["Cache-Control"] = "no-store"
        self._holds = self.slots.acquire(blocking=False)
        if not self._holds:
            raise BusyError

    def close(self) -> None:
        super().close()
        if self._holds:
            self._holds = False
            self.slots.release()


class ExportedPostings(ReadOnlyView):
    throttle_classes = [ExportThrottle]

    @extend_schema(
        operation_id="export_postings",
        summary="Download the results of a search",
        description=(
            "All results of the search, in the order of their ids: `sort` and `page` change nothing. "
            "JSON Lines are the results of `/api/postings/`, one a line. In CSV, semicolons divide several "
            "values in a cell, and a cell that a spreadsheet could run begins with an apostrophe. "
            f"The header `{BEHIND}` says whether the search index was in step."
        ),
        parameters=[
            OpenApiParameter("name", str, OpenApiParameter.PATH, enum=list(EXPORT)),
            *documented(),
            OpenApiParameter(
                BEHIND,
                int,
                OpenApiParameter.HEADER,
                response=[200],
                description=(
                    "Changes of postings that the search index had not read yet when the search was made, "
                    f"and that the file may lack: 0 when in step, {BEHIND_LIMIT:,} for so many or more."
                ),
            ),
        ],
        responses={
            **{(200, export.content_type.partition(";")[0]): OpenApiTypes.STR for export in EXPORT.values()},
            400: REFUSED,
            404: OpenApiTypes.OBJECT,
            429: TOO_MANY,
            503: NOT_NOW,
        },
    )
    def get(self, request: Request, name: str) -> HttpResponseBase:
        if name not in EXPORT:
            raise Http404("There is no such format.")
        query = query_of(request)
        found = ids(query)
        if found is None:
            raise NoIndexError
        context = {"request": request, "candidate": query.candidate}
        written = EXPORT[name].write(_rows(found.ids, context))
        download = Download(("".join(some) for some in _batches(written)), EXPORT[name])
        download.headers[BEHIND] = str(found.behind)
        return download


def _rows(found: Iterable[int], context: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the API says of each posting; one that is gone or hidden since it was found is left out."""
    for batch in _batches(found):
        postings = rows.lines(batch)
        there = [postings[one] for one in batch if one in postings]
        lines = shapes.FoundLine(there, many=True, context=context)  # type: ignore[arg-type]  # DRF's stub
        yield from lines.data


def _batches(parts: Iterable[Part]) -> Iterator[list[Part]]:
    remaining = iter(parts)
    while batch := list(itertools.islice(remaining, BATCH)):
        yield batch
