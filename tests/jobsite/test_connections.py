"""A thread of the server keeps its connection to the database from request to request, while it lives."""

import psycopg
import pytest
from django.core.signals import request_finished, request_started
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


def _answer_a_request() -> int:
    """The server's process that answered a question of this request."""
    request_started.send(sender=None, environ={})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    request_finished.send(sender=None)
    return int(process)


def test_the_next_request_uses_the_same_connection() -> None:
    assert _answer_a_request() == _answer_a_request()


def test_a_request_opens_another_where_the_server_has_ended_it() -> None:
    first = _answer_a_request()
    parameters = {**connection.get_connection_params()}
    for own in ("context", "cursor_factory", "server_side_binding", "prepare_threshold"):
        parameters.pop(own, None)
    with psycopg.connect(**parameters, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 60000)", [first])

    assert _answer_a_request() != first
