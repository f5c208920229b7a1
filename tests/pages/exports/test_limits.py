"""What is refused, and how many files are sent at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client

from postings.api import exported
from postings.api.exported import BusyError, Download, ExportThrottle
from postings.exports import EXPORTS
from tests import build


def test_an_unknown_format_is_not_there(client: Client, db: None) -> None:
    answer = client.get("/export/xml/")
    assert (answer.status_code, answer.json()) == (404, {"detail": "There is no such format."})


def test_what_cannot_be_read_is_refused_by_name(client: Client, in_step: Callable[[], None]) -> None:
    in_step()
    answer = client.get("/export/csv/?years_min=many&colour=red")
    assert (answer.status_code, sorted(answer.json())) == (400, ["colour", "years_min"])


def test_without_an_index_no_file_claims_to_be_all(client: Client, db: None, index_folder: Path) -> None:
    build.posting("Clerk")
    assert client.get("/export/csv/").status_code == 503


def test_nothing_can_be_written_to_a_file(client: Client, db: None) -> None:
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/export/csv/").status_code == 405


@pytest.fixture
def no_end_of_request() -> Iterator[None]:
    """Closing an answer ends a request, and with it the test's connection: Django's client does the same."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("no_end_of_request")
def test_a_file_holds_its_place_until_it_is_closed() -> None:
    sending = [Download(["a"], EXPORTS[0]) for _ in range(exported.AT_ONCE)]
    with pytest.raises(BusyError):
        Download(["a"], EXPORTS[0])
    sending[0].close()
    sending[0].close()
    sending.append(Download(["a"], EXPORTS[0]))
    with pytest.raises(BusyError):  # closed twice is still one place
        Download(["a"], EXPORTS[0])
    for one in sending:
        one.close()


@pytest.mark.usefixtures("some")
def test_downloads_leave_the_server_room_for_pages(client: Client, in_step: Callable[[], None]) -> None:
    in_step()
    for _ in range(exported.AT_ONCE + 1):
        assert client.get("/export/csv/").getvalue(), "a file that was sent whole leaves its place"
    for _ in range(exported.AT_ONCE):
        Download.slots.acquire(blocking=False)
    refused, page = client.get("/export/csv/"), client.get("/")
    Download.slots.release(exported.AT_ONCE)
    assert (refused.status_code, refused["Retry-After"], page.status_code) == (503, "10", 200)


@pytest.mark.usefixtures("some")
def test_who_downloads_too_often_has_to_wait(
    client: Client, in_step: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ExportThrottle, "rate", "1/min")
    in_step()
    assert client.get("/export/csv/").getvalue()
    assert client.get("/export/jsonl/").status_code == 429
    assert client.get("/api/postings/").status_code == 200, "it is counted apart"
