"""What the search box suggests, as the server writes it."""

from __future__ import annotations

from pathlib import Path

from django.test import Client

from tests import build
from tests.pages.conftest import Get, Visit, texts_of


def test_a_line_says_what_it_is_and_leads_to_what_it_counts(visit: Visit) -> None:
    build.posting("Salesperson", team=["Sales"], location=["spain/-/salou"])
    build.posting("Salesperson", team=["Sales"])
    page = visit("/suggestions/?q=sal&team=&page=3&sort=title")
    lines = page.select("[role=option]")
    assert texts_of(page, "[role=option]") == [
        "Salesperson , title , 2 postings",
        "Sales , team , 2 postings",
        "Salou, Spain , location , 1 posting",
    ]
    assert [line["data-text"] for line in lines] == ['title:"Salesperson"', "", ""]
    assert lines[1]["data-address"] == "/?team=sales"
    for line, count in zip(lines, (2, 2, 1), strict=True):
        assert len(visit(str(line["data-address"])).select(".card")) == count


def test_searches_of_before_come_from_the_address_alone(get: Get) -> None:
    build.posting("Clerk")
    answer = get("/suggestions/?recent=clerk&recent=+&recent=" + "x" * 200)
    assert answer.content.decode().count('role="option"') == 1
    assert not answer.cookies


def test_what_strangers_wrote_is_escaped(get: Get) -> None:
    evil = "<script>alert('x')</script>"
    build.posting(f"Clerk {evil}", employer=f"Clerks {evil}")
    answer = get(f"/suggestions/?q=cl&recent={evil}").content.decode()
    assert "Clerks" in answer
    assert "<script>" not in answer


def test_without_an_index_nothing_is_suggested(client: Client, db: None, index_folder: Path) -> None:
    build.posting("Clerk")
    assert not client.get("/suggestions/?q=cl").content.strip()


def test_asking_costs_one_query(get: Get, client: Client, django_assert_max_num_queries: object) -> None:
    build.posting("Clerk", team=["Clerks"])
    get("/suggestions/?q=cl")
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        client.get("/suggestions/?q=cle")
