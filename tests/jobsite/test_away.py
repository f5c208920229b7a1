"""While the database is away, visitors and programs are told so in a sentence."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from jobsite.away import SENTENCE


@pytest.fixture
def away(transactional_db: None) -> Iterator[None]:
    """No connection, and none to be had."""
    connection.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", "no_such_database")
        yield


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("path", ["/", "/?q=clerk", "/table/", "/postings/1/"])
def test_a_page_says_that_the_database_does_not_answer(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 503
    assert SENTENCE in answer.content.decode()
    assert answer.headers["Retry-After"] == "5"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("path", ["/api/postings/", "/api/postings/1/"])
def test_a_program_is_told_as_json(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 503
    assert answer.json() == {"detail": SENTENCE}
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.usefixtures("away")
def test_the_log_gets_lines_and_no_trace(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/?q=clerk")

    assert "could not be asked for /: " in caplog.text
    assert all(record.exc_info is None for record in caplog.records if record.levelno >= logging.WARNING)


@pytest.mark.usefixtures("away")
def test_the_address_that_checks_health_answers_as_ever(client: Client) -> None:
    assert client.get("/healthz").json()["database"] == "unavailable"
