"""/healthz: is the service able to answer?"""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not; the body says which part failed."""
    database = "ok" if _database_answers() else "unavailable"
    return JsonResponse({"status": database, "database": database}, status=200 if database == "ok" else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True
