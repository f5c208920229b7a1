"""What visitors are told while the database cannot be asked."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string

SENTENCE = "The database does not answer at the moment; please try again in a few seconds."
SECONDS = 5

logger = logging.getLogger(__name__)


class AwayMiddleware:
    """Answers 503 with a sentence where PostgreSQL is away: it was killed, restarts, or takes no more
    connections. It is no defect of a page, so the log gets a line and no trace.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        said = str(exception).strip().partition("\n")[0]
        logger.warning("The database could not be asked for %s: %s", request.path, said)
        response = _for_programs() if _is_of_the_api(request) else _for_people()
        response.headers["Retry-After"] = str(SECONDS)
        response.headers["Cache-Control"] = "no-store"
        return response


def _is_of_the_api(request: HttpRequest) -> bool:
    """Views of the REST framework carry their class; a person's pages are functions."""
    return hasattr(getattr(request.resolver_match, "func", None), "cls")


def _for_programs() -> HttpResponse:
    return JsonResponse({"detail": SENTENCE}, status=503)


def _for_people() -> HttpResponse:
    """A page for which nothing is looked up: neither who asks, nor what the site holds."""
    return HttpResponse(render_to_string("503.html", {"sentence": SENTENCE}), status=503)
