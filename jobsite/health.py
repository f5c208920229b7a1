"""/healthz: is the service able to answer?"""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from postings.search import drainer, outbox


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not.

    `behind` is the number of changes that the search index has not read yet (it stops counting somewhere);
    null while there is no index. Then the pages say so, and one is being built: no reason to end a server.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        behind = _behind()
    except Error:
        return JsonResponse({"status": "unavailable", "database": "unavailable"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok", "behind": behind})


def _behind() -> int | None:
    current = drainer.here().current()
    state = outbox.state(current.index) if current else None
    return state.pending if state else None
