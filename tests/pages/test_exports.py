"""A file of the results holds what the search finds, in every format, a batch at a time."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from postings.api import exported
from postings.api.exported import BusyError, Download, ExportThrottle
from postings.exports import EXPORTS
from postings.exports.comma_separated import COLUMNS, FORMULA, WORDED
from postings.models import Posting
from tests import build
from tests.pages.conftest import Visit

Exported = Callable[..., list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def some(db: None) -> None:
    build.posting(
        "Seller",
        "We sell.",
        employer="Contoso",
        team=["Sales", "Retail"],
        role_family=["Selling"],
        location=["united-states/il/chicago", "germany"],
        degree="bachelor",
        degree_policy="required_or_experience",
        degree_preferred="master",
        years=5,
        max_years=7.5,
        paths=[["bachelor", 5], [None, 8.5]],
        common_min_years=1,
        field_of_study=["Finance"],
        skill=["Haggling", "C++"],
        employment_type=["Full time"],
        workplace=["Remote"],
        posted=dt.date(2026, 5, 1),
        pay_minimum=30.5,
        pay_currency="USD",
        pay_period="hour",
    )
    build.posting("Warehouse clerk", "We sell, too.", team=["Stores"], years=2)
    build.posting("Nurse, nights", 'Line\none, "quoted".', employer="Häuser & Söhne")
    build.posting("Hidden", hidden=True)


def read_csv(text: str) -> list[dict[str, Any]]:
    assert text.startswith("\ufeff"), "Excel reads UTF-8 only with a mark"
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def read_json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


READERS: dict[str, Callable[[str], list[dict[str, Any]]]] = {"csv": read_csv, "jsonl": read_json_lines}
NAMES = [export.name for export in EXPORTS]
SEARCHES = (
    "",
    "?q=sell",
    "?team=sales&team=stores",
    "?years_min=1&years_max=3",
    "?team=gone",
    "?page=2&sort=title",
)


@pytest.fixture
def exported_as(client: Client, in_step: Callable[[], None]) -> Exported:
    """`exported_as("csv", "?team=sales")`: the rows of the file, read back."""

    def read(name: str, search: str = "") -> list[dict[str, Any]]:
        in_step()
        answer = client.get(f"/export/{name}/{search}")
        assert answer.status_code == 200, answer.content
        assert answer["Content-Disposition"] == f'attachment; filename="postings.{name}"'
        return READERS[name](answer.getvalue().decode())

    return read


def test_every_format_is_read_back_here() -> None:
    assert set(READERS) == set(NAMES)


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("name", NAMES)
def test_a_file_holds_what_the_search_finds(
    exported_as: Exported, client: Client, name: str, search: str
) -> None:
    rows = exported_as(name, search)
    found = client.get(f"/api/postings/{search.removeprefix('?page=2&sort=title')}").json()
    assert [int(row["id"]) for row in rows] == sorted(line["id"] for line in found["results"])
    assert len(rows) == found["count"]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("search", ["", "?candidate_degree=bachelor&candidate_years=6"])
def test_lines_of_json_are_those_of_the_api(exported_as: Exported, client: Client, search: str) -> None:
    found = exported_as("jsonl", search)
    assert found
    results = client.get(f"/api/postings/{search}").json()["results"]
    assert found == sorted(results, key=lambda line: int(line["id"]))


@pytest.mark.usefixtures("some")
def test_a_line_of_csv_says_all_in_plain_cells(exported_as: Exported) -> None:
    (row,) = exported_as("csv", "?team=sales&candidate_degree=bachelor&candidate_years=6")
    posting = Posting.objects.get(title="Seller")
    assert row == {
        "id": str(posting.pk),
        "title": "Seller",
        "employer": "Contoso",
        "team": "Retail; Sales",
        "location": "; ".join(str(place) for place in posting.locations.all()),
        "role_family": "Selling",
        "role_family_inferred": "false",
        "degree_policy": "required_or_experience",
        "degree_floor": "bachelor",
        "degree_preferred": "master",
        "experience_state": "required",
        "min_years": "5",
        "max_years": "7.5",
        "field_of_study": "Finance",
        "skill": "Haggling; C++",
        "certification": "",
        "language": "",
        "employment_type": "full-time",
        "workplace": "remote",
        "pay_minimum": "30.5",
        "pay_maximum": "",
        "pay_currency": "USD",
        "pay_period": "hour",
        "posted_on": "2026-05-01",
        "url": f"http://testserver/postings/{posting.pk}/seller/",
        "paths": "Bachelor's degree and 5 years; 8.5 years, no degree; at least 1 year in any case",
        "fit": "Meets Bachelor's degree and 5 years",
    }


@pytest.mark.usefixtures("some")
def test_what_is_not_stated_is_an_empty_cell(exported_as: Exported) -> None:
    (row,) = [row for row in exported_as("csv") if row["title"] == "Nurse, nights"]
    stated = {name: value for name, value in row.items() if value}
    assert stated.keys() == {
        "id",
        "title",
        "employer",
        "role_family_inferred",
        "degree_policy",
        "experience_state",
        "url",
    }
    assert stated["employer"] == "Häuser & Söhne"


def test_without_results_csv_still_has_its_head(client: Client, in_step: Callable[[], None]) -> None:
    in_step()
    text = client.get("/export/csv/?team=gone").getvalue().decode()
    assert text == "\ufeff" + ",".join([*COLUMNS, *WORDED]) + "\r\n"


HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://evil.example";"x")')


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_is_run_by_a_spreadsheet(exported_as: Exported, hostile: str) -> None:
    build.posting(hostile, employer=f"{hostile}, Inc.", team=[f"{hostile} team"], skill=[f"{hostile} skill"])
    (row,) = exported_as("csv")
    assert not [name for name, cell in row.items() if cell.startswith(FORMULA)]
    assert (row["title"], row["employer"]) == (f"'{hostile}", f"'{hostile}, Inc.")
    (line,) = exported_as("jsonl")
    assert (line["title"], line["skill"]) == (hostile, [f"{hostile} skill"]), "JSON is not run by anything"


def test_what_divides_cells_and_lines_does_not_do_so_within_a_cell(exported_as: Exported) -> None:
    title = 'Clerk, "senior"\r\nor; not\u2028so'
    build.posting(title, skill=["a,b", "c\nd"])
    (row,) = exported_as("csv")
    assert (row["title"], row["skill"]) == (title, "a,b; c\nd")


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("name", NAMES)
def test_misspelt_words_find_what_the_page_shows(
    exported_as: Exported,
    visit: Visit,
    name: str,
) -> None:
    page = visit("/?q=wharehouse")
    shown = [card.get_text(strip=True) for card in page.select(".card__title")]
    assert shown == ["Warehouse clerk"]
    assert [row["title"] for row in exported_as(name, "?q=wharehouse")] == shown
    assert exported_as(name, "?q=wharehouse&verbatim=1") == []


# Streams


def test_rows_are_read_a_batch_at_a_time_and_in_few_queries(
    client: Client, in_step: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exported, "BATCH", 4)
    for number in range(10):
        build.posting(f"Clerk {number}", employer=f"Employer {number}", team=["Sales", f"Team {number}"])
    in_step()
    client.get("/export/jsonl/").getvalue()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get("/export/jsonl/")
        before = len(asked)
        parts = iter(answer)
        sizes: list[int] = []
        costs: list[int] = []
        for part in parts:
            sizes.append(len(part.splitlines()))
            costs.append(len(asked) - before - sum(costs))
    assert sizes == [4, 4, 2]
    assert before <= 2
    assert max(costs) <= 2
    assert costs[0] > 0, "rows are read when they are sent"


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_a_format_writes_a_row_before_it_takes_the_next(export: Any, exported_as: Exported, db: None) -> None:
    build.posting("Clerk")
    (row,) = exported_as("jsonl")
    taken = 0

    def rows() -> Iterable[Mapping[str, Any]]:
        nonlocal taken
        for _ in range(50):
            taken += 1
            yield row

    written = export.write(rows())
    next(written), next(written)
    assert taken <= 2


def test_texts_of_postings_are_not_read(client: Client, in_step: Callable[[], None]) -> None:
    build.posting("Clerk", "A long text.")
    in_step()
    with CaptureQueriesContext(connection) as asked:
        client.get("/export/csv/").getvalue()
    assert not [query for query in asked.captured_queries if "postings_postingversion" in query["sql"]]


@pytest.mark.usefixtures("some")
def test_a_posting_hidden_since_it_was_found_is_left_out(client: Client, in_step: Callable[[], None]) -> None:
    in_step()
    answer = client.get("/export/jsonl/")
    Posting.objects.filter(title="Seller").update(hidden=True)
    assert "Seller" not in answer.getvalue().decode()


# Refusals


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


@pytest.mark.usefixtures("some")
def test_the_head_of_a_file_costs_no_rows(client: Client, in_step: Callable[[], None]) -> None:
    in_step()
    with CaptureQueriesContext(connection) as asked:
        answer = client.head("/export/csv/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer.getvalue() == b""
    assert not [query for query in asked.captured_queries if '"postings_posting"."title"' in query["sql"]]


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


# Links and words


@pytest.mark.usefixtures("some")
def test_the_results_lead_to_their_files(visit: Visit, exported_as: Exported) -> None:
    page = visit("/?q=sell&sort=title&team=sales&team=stores")
    links = page.select(".downloads a")
    assert [link.get_text() for link in links] == ["CSV", "JSON Lines"]
    assert links[0]["href"] == "/export/csv/?team=sales&team=stores&q=sell"
    assert not any(attribute.startswith("hx-") for link in links for attribute in link.attrs)
    found = exported_as("csv", str(links[0]["href"]).removeprefix("/export/csv/"))
    assert len(found) == len(page.select(".card")) == 2
    assert not visit("/?team=gone").select(".downloads")


def test_the_schema_and_the_help_name_every_format(client: Client, visit: Visit, db: None) -> None:
    operation = client.get("/api/schema/?format=json").json()["paths"]["/export/{name}/"]["get"]
    name = next(one for one in operation["parameters"] if one["name"] == "name")
    assert name["schema"]["enum"] == NAMES
    answered = {export.content_type.partition(";")[0] for export in EXPORTS}
    assert set(operation["responses"]["200"]["content"]) == answered
    terms = {term.get_text() for term in visit("/help/").select("dt")}
    assert {f"/export/{name}/" for name in NAMES} <= terms
