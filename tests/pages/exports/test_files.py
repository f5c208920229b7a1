"""A file of the results holds what the search finds, in every format."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from postings.exports.comma_separated import COLUMNS, FORMULA, WORDED
from postings.models import Posting
from tests import build
from tests.pages.conftest import Visit
from tests.pages.exports.conftest import NAMES, READERS, Exported

SEARCHES = (
    "",
    "?q=sell",
    "?team=sales&team=stores",
    "?years_min=1&years_max=3",
    "?team=gone",
    "?page=2&sort=title",
)


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
