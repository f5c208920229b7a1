"""The API finds what the page finds, by the same parameters, and refuses what it does not know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from postings.api.views import Throttle
from postings.models import Posting
from postings.search.facets import FACETS
from tests import build
from tests.api.conftest import Ask


def test_every_facet_is_counted_and_leads_on(ask: Ask, client: Client, seller: Posting) -> None:
    build.posting("Nurse", team=["Care"])
    answer = ask("?team=care")
    assert [facet["name"] for facet in answer["facets"]] == [facet.name for facet in FACETS]
    assert set(answer["facets"][0]) == {"name", "label", "items"}
    assert answer["facets"][0]["items"][0] == {
        "value": "care",
        "label": "Care",
        "count": 1,
        "selected": True,
        "url": "http://testserver/api/postings/",
        "excluded": False,
        "exclude_url": "http://testserver/api/postings/?team_not=care",
    }
    sales = next(item for item in answer["facets"][0]["items"] if item["value"] == "sales")
    wider = client.get(sales["url"]).json()
    assert {line["title"] for line in wider["results"]} == {"Seller", "Nurse"}


@pytest.mark.parametrize(
    ("parameters", "refused"),
    [
        ("?department=sales", ["department"]),
        ("?team=sales&page_size=3&format=xml", ["page_size", "format"]),
        ("?years_min=abc&sort=colour", ["years_min", "sort"]),
        ("?page=0", ["page"]),
        ("?degree_unstated=maybe&Team=x", ["degree_unstated", "Team"]),
    ],
)
def test_a_faulty_parameter_is_refused_by_name(ask: Ask, parameters: str, refused: list[str]) -> None:
    answer = ask(parameters, status=400)
    assert set(answer) == set(refused)
    assert all(isinstance(sentence, str) for found in answer.values() for sentence in found)


def test_an_unknown_value_finds_nothing_and_is_no_error(ask: Ask, seller: Posting) -> None:
    assert ask("?team=gone")["count"] == 0


def test_hidden_postings_do_not_exist(ask: Ask, seller: Posting) -> None:
    Posting.objects.filter(pk=seller.pk).update(hidden=True)
    assert ask()["count"] == 0
    ask(f"{seller.pk}/", status=404)


def test_pages_lead_to_each_other(ask: Ask, client: Client) -> None:
    for number in range(45):
        build.posting(f"Clerk {number}")
    answer = ask("?sort=title")
    seen: list[int] = []
    assert answer["previous"] is None
    while True:
        assert answer["count"] == 45
        seen += [line["id"] for line in answer["results"]]
        if answer["next"] is None:
            break
        answer = client.get(answer["next"]).json()
    assert len(set(seen)) == len(seen) == 45
    assert answer["previous"] == "http://testserver/api/postings/?sort=title&page=2"
    assert ask("?sort=title&page=9")["previous"] == "http://testserver/api/postings/?sort=title&page=3"


def test_the_page_and_the_api_find_the_same(ask: Ask, client: Client, seller: Posting) -> None:
    build.posting("Sellers' clerk", "We sell.", degree="master", years=2)
    for search in ("?q=sell", "?degree=bachelor&q=sell", "?years_min=1&years_max=3", "?sort=title"):
        found = [line["id"] for line in ask(search)["results"]]
        page = BeautifulSoup(client.get(f"/{search}").content, "lxml")
        assert [f"card-{posting}" for posting in found] == [title["id"] for title in page.select(".card h3")]
        assert found, search


def test_nothing_can_be_written(client: Client, seller: Posting) -> None:
    for method in ("post", "put", "patch", "delete"):
        for path in ("/api/postings/", f"/api/postings/{seller.pk}/"):
            assert getattr(client, method)(path).status_code == 405


def test_a_browser_gets_json_too(client: Client, in_step: Callable[[], None]) -> None:
    in_step()
    answer = client.get("/api/postings/", headers={"Accept": "text/html"})
    assert answer["Content-Type"] == "application/json"


def test_without_an_index_no_count_is_claimed(client: Client, db: None, index_folder: Path) -> None:
    build.posting("Clerk")
    answer = client.get("/api/postings/")
    assert answer.status_code == 503
    assert "index" in answer.json()["detail"]


def test_who_asks_too_often_has_to_wait(
    client: Client, seller: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Throttle, "rate", "2/min")
    address = f"/api/postings/{seller.pk}/"
    pretending = {"X-Forwarded-For": "203.0.113.7"}
    answers = [client.get(address), client.get(address), client.get(address, headers=pretending)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_the_number_of_queries_does_not_grow_with_the_postings(
    client: Client, in_step: Callable[[], None], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        made = build.posting(
            f"Clerk {number}",
            employer=f"Employer {number}",
            team=["Sales", f"Team {number}"],
            role_family=[f"Family {number}"],
            location=[f"united-states/il/town-{number}", "germany"],
            field_of_study=["Finance", f"Field {number}"],
        )
    in_step()
    client.get("/api/postings/")
    with django_assert_max_num_queries(8):
        client.get("/api/postings/?team=sales")
    with django_assert_max_num_queries(8):
        client.get(f"/api/postings/{made.pk}/")


def test_an_excluded_value_says_so_and_leaves_its_postings_out(ask: Ask, seller: Posting) -> None:
    build.posting("Nurse", team=["Care"])
    answer = ask("?team_not=sales")
    assert [line["title"] for line in answer["results"]] == ["Nurse"]
    excluded = next(item for item in answer["facets"][0]["items"] if item["value"] == "sales")
    assert (excluded["excluded"], excluded["selected"], excluded["count"]) == (True, False, 1)
    assert excluded["exclude_url"] == "http://testserver/api/postings/"


def test_the_answer_says_what_misspelt_words_were_taken_for(ask: Ask) -> None:
    build.posting("Warehouse Clerk")
    answer = ask("?q=wharehouse")
    assert (answer["corrected"], answer["count"]) == ("warehouse", 1)
    assert ask("?q=warehouse")["corrected"] is None
    assert ask("?q=wharehouse&verbatim=1")["count"] == 0


def test_suggestions_are_counted_in_the_search_and_lead_to_it(
    client: Client, in_step: Callable[[], None], seller: Posting
) -> None:
    build.posting("Sailor", team=["Sails"])
    in_step()
    answer = client.get("/api/suggestions/?q=sal&degree=bachelor")
    assert answer.json() == {
        "suggestions": [
            {
                "kind": "team",
                "label": "Sales",
                "value": "sales",
                "count": 1,
                "url": "http://testserver/api/postings/?team=sales&degree=bachelor",
            }
        ]
    }
    assert client.get(answer.json()["suggestions"][0]["url"]).json()["count"] == 1
    refused = client.get("/api/suggestions/?q=s&page=2&recent=a")
    assert (refused.status_code, sorted(refused.json())) == (400, ["page", "recent"])


def test_the_answer_says_how_far_the_index_is_behind(ask: Ask, client: Client, seller: Posting) -> None:
    assert ask()["behind"] == 0
    Posting.objects.filter(pk=seller.pk).update(title="Buyer")
    assert client.get("/api/postings/").json()["behind"] > 0
    assert ask()["behind"] == 0
