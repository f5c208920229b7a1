"""Degree against experience: the table's page, what htmx is given, and the bars beside the range of years."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import build
from tests.pages.conftest import Get, Visit, text_of, texts_of


@pytest.fixture
def some(db: None) -> None:
    build.posting("Clerk", degree="bachelor", years=3)
    build.posting("Clerk", degree="bachelor", years=4, degree_policy="required_or_experience")
    build.posting("Clerk", degree="bachelor", years=6)
    build.posting("Nurse", team=["Care"])


@pytest.mark.usefixtures("some")
def test_rows_are_degrees_and_columns_years_with_their_totals(visit: Visit) -> None:
    page = visit("/table/")
    assert text_of(page, "caption") == "4 postings by degree and years of experience"
    assert texts_of(page, "thead th[scope=col]") == [
        "Degree",
        "3 to 4 years",
        "5 to 7 years",
        "Not stated",
        "All",
    ]
    rows = [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in page.select("tr")]
    assert rows[1:] == [
        ["Bachelor's", "2", "1", "0", "3"],
        ["Not stated", "0", "0", "1", "1"],
        ["All", "2", "1", "1", "4"],
    ]
    assert texts_of(page, "tbody th[scope=row], tfoot th[scope=row]") == ["Bachelor's", "Not stated", "All"]


@pytest.mark.usefixtures("some")
def test_a_cell_leads_to_its_postings(visit: Visit) -> None:
    cell = visit("/table/?q=we").select(".heat__cell a")[0]
    assert cell["aria-label"] == "2: Bachelor's, 3 to 4 years"
    page = visit(str(cell["href"]))
    assert len(page.select(".card")) == 2
    assert texts_of(page, ".constraint") == [
        "Remove Search: we",
        "Remove Degree: Bachelor's",
        "Remove Experience: 3 to 4 years",
    ]


@pytest.mark.usefixtures("some")
def test_a_cell_of_which_the_years_take_a_part_leads_nowhere(visit: Visit) -> None:
    page = visit("/table/?q=we&years_min=4")
    assert [cell.text.strip() for cell in page.select(".heat__cell")] == ["1", "1"]
    [whole] = page.select(".heat__cell a")
    assert whole["aria-label"] == "1: Bachelor's, 5 to 7 years"
    assert "take only a part of its column" in page.text


@pytest.mark.usefixtures("some")
def test_the_search_leads_to_the_table_and_the_table_back(visit: Visit) -> None:
    page = visit("/?degree=bachelor&page=1")
    link = str(page.select_one("#table-body a")["href"])  # type: ignore[index]
    assert link == "/table/?degree=bachelor"
    assert page.select_one("#table-body")["hx-get"] == link  # type: ignore[index]
    assert not page.select("table.heat__table"), "it is counted only when it is asked for"
    table = visit(link)
    assert texts_of(table, ".constraint") == ["Degree: Bachelor's"]
    assert table.select_one(".neighbours__back")["href"] == "/?degree=bachelor"  # type: ignore[index]


@pytest.mark.usefixtures("some")
def test_htmx_gets_the_table_alone(get: Get) -> None:
    answer = get("/table/?team=care", HX_Request="true")
    html = answer.content.decode()
    assert "<table" in html
    assert "<html" not in html
    assert "HX-Request" in answer["Vary"]


def test_a_search_without_results_has_no_table(visit: Visit) -> None:
    build.posting("Clerk")
    assert "No posting meets all of this." in text_of(visit("/table/?team=gone"), "main")


def test_without_an_index_it_says_so(client: Client, db: None, index_folder: Path) -> None:
    assert "The search index is being built." in client.get("/table/").content.decode()


@pytest.mark.usefixtures("some")
def test_the_table_costs_few_queries(
    in_step: Callable[[], None], client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    in_step()
    client.get("/table/")
    with django_assert_max_num_queries(2):
        client.get("/table/")


def test_misspelt_words_are_tabulated_as_the_search_finds_them(visit: Visit) -> None:
    for _ in range(3):
        build.posting("Warehouse clerk", degree="bachelor", years=3)
    page = visit("/table/?q=wharehouse")
    assert text_of(page, "caption") == "3 postings by degree and years of experience"
    assert text_of(page, ".notice") == "Showing results for warehouse. Search instead for wharehouse"
    assert [link["href"] for link in page.select(".notice a")] == ["?q=warehouse", "?q=wharehouse&verbatim=1"]
    assert not page.select(".notice [hx-get]"), "there is nothing on this page that htmx could swap"


@pytest.mark.usefixtures("some")
def test_the_table_says_that_changes_wait_to_be_read(visit: Visit, client: Client) -> None:
    assert "being read in" not in text_of(visit("/table/"), "main")
    build.posting("Clerk")
    assert "being read in; until then the counts may lag." in client.get("/table/").content.decode()


# Bars of years


def bars(visit: Visit, address: str) -> dict[str, str]:
    rows = visit(address).select("#years-table tbody tr")
    return {row.th.get_text(): row.td.get_text() for row in rows if row.td.get_text() != "0"}  # type: ignore[union-attr]


def test_bars_count_the_years_demanded_whatever_years_are_chosen(visit: Visit) -> None:
    for years in (0.5, 3, 3.5, 15, 25):
        build.posting("Clerk", years=years)
    build.posting("Clerk", experience_state="preferred_only", min_years=7)
    build.posting("Nurse", years=9, team=["Care"])
    everything = {"0": "1", "3": "2", "9": "1", "15+": "2"}
    assert bars(visit, "/") == everything
    assert bars(visit, "/?years_min=3&years_max=4&experience=10_plus") == everything
    assert bars(visit, "/?team=care") == {"9": "1"}


def test_bars_within_the_range_are_marked_and_the_tallest_fills_the_height(visit: Visit) -> None:
    for years in (2, 3, 3, 3, 5):
        build.posting("Clerk", years=years)
    page = visit("/?years_min=3&years_max=4")
    drawn = page.select(".chart rect")
    assert len(drawn) == 16
    assert [number for number, bar in enumerate(drawn) if "chart__bar--within" in bar["class"]] == [3, 4]
    assert (drawn[3]["y"], drawn[3]["height"], drawn[4]["height"]) == ("0.0", "40.0", "0.0")
    assert not page.select("[style]"), "the content security policy refuses inline styles"


def test_where_no_posting_demands_years_there_are_no_bars(visit: Visit) -> None:
    build.posting("Clerk")
    page = visit("/")
    assert not page.select(".chart")
    assert page.select(".range__input")
