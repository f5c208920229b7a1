"""The API answers what the page answers, in promised shapes."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from postings.api.views import Throttle
from postings.filters import PostingFilterSet
from postings.models import Collection, Posting, SourceFile
from postings.search.facets import FACETS
from postings.search.query import HELD, SORTS
from tests import build

Ask = Callable[..., Any]
TEXT = "Seller. A Bachelor's degree in finance required. 5-7 years in sales."


@pytest.fixture(autouse=True)
def nobody_has_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ask(client: Client, in_step: Callable[[], None]) -> Ask:
    """`ask("?team=sales")` or `ask("12/")`: the JSON of an answer with this status."""

    def ask(rest: str = "", status: int = 200) -> Any:
        in_step()
        answer = client.get(f"/api/postings/{rest}")
        assert answer.status_code == status, answer.content
        return answer.json()

    return ask


@pytest.fixture
def seller(db: None) -> Posting:
    made = build.posting(
        "Seller",
        TEXT,
        employer="Contoso",
        team=["Sales", "Retail"],
        role_family=["Selling"],
        location=["united-states/il/chicago"],
        degree_policy="required_or_experience",
        degree_floor="bachelor",
        degree_preferred="master",
        experience_state="required",
        min_years=5,
        max_years=7,
        paths=[["bachelor", 5], [None, 8.5]],
    )
    for kind, exact, columns in (
        ("degree", "Bachelor's degree in finance", {"level": "bachelor", "strength": "required"}),
        (
            "field_of_study",
            "finance",
            {"term": build.term("field_of_study", "Finance"), "strength": "required"},
        ),
        ("experience", "5-7 years in sales", {"years_min": 5, "years_max": 7, "strength": "required"}),
        ("title", "Seller", {"value": "Seller"}),
    ):
        start = TEXT.index(exact)
        build.requirement(made, kind, start=start, end=start + len(exact), exact=exact, **columns)
    return made


LINE = {
    "title": "Seller",
    "employer": "Contoso",
    "team": ["Retail", "Sales"],
    "role_family": ["Selling"],
    "role_family_inferred": False,
    "location": ["Chicago, IL, United States"],
    "field_of_study": ["Finance"],
    "skill": [],
    "certification": [],
    "language": [],
    "employment_type": [],
    "workplace": [],
    "pay": None,
    "posted_on": None,
    "degree": {"policy": "required_or_experience", "floor": "bachelor", "preferred": "master"},
    "experience": {"state": "required", "min_years": 5.0, "max_years": 7.0},
    "paths": [{"degree": "bachelor", "years": 5}, {"degree": None, "years": 8.5}],
    "common_min_years": None,
}


def test_a_line_has_the_promised_shape(ask: Ask, seller: Posting) -> None:
    (line,) = ask()["results"]
    address = f"http://testserver/postings/{seller.pk}/seller/"
    assert line == {"id": seller.pk, "url": address, **LINE}


def test_a_line_names_skills_and_says_types_in_the_words_of_schema_org(ask: Ask) -> None:
    build.posting("Clerk", skill=["Python"], employment_type=["Full time"], workplace=["Remote"])
    (line,) = ask()["results"]
    assert (line["skill"], line["employment_type"], line["workplace"]) == (
        ["Python"],
        ["full-time"],
        ["remote"],
    )


def test_a_line_says_what_is_paid_since_when_and_what_was_inferred(ask: Ask) -> None:
    made = build.posting(
        "Nurse",
        role_family=["Health care"],
        role_family_inferred=True,
        posted=dt.date(2026, 5, 1),
        pay_minimum=30.5,
        pay_currency="USD",
        pay_period="hour",
    )
    build.requirement(made, "certification", term=build.term("certification", "Registered Nurse"))
    build.requirement(made, "language", term=build.term("language", "Dutch"))
    (line,) = ask()["results"]
    assert (line["role_family"], line["role_family_inferred"]) == (["Health care"], True)
    assert line["pay"] == {"minimum": 30.5, "maximum": None, "currency": "USD", "period": "hour"}
    assert line["posted_on"] == "2026-05-01"
    assert (line["certification"], line["language"]) == (["Registered Nurse"], ["Dutch"])
    assert ask(f"{made.pk}/")["pay"] == line["pay"]


def test_what_is_not_stated_is_null_or_empty(ask: Ask) -> None:
    build.posting("Clerk")
    (line,) = ask()["results"]
    assert line["employer"] is None
    assert line["team"] == line["location"] == line["field_of_study"] == line["paths"] == []
    assert line["degree"] == {"policy": "not_stated", "floor": None, "preferred": None}
    assert line["experience"] == {"state": "not_stated", "min_years": None, "max_years": None}


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


def test_one_posting_adds_its_statements_its_text_and_its_source(
    ask: Ask, client: Client, seller: Posting
) -> None:
    file = SourceFile.objects.create(
        collection=Collection.objects.create(root="/secret/place"),
        path="sales/seller.txt",
        sha256=b"0" * 32,
        raw=zlib.compress(TEXT.encode()),
        size=len(TEXT),
        encoding="utf-8",
        layout="plain_text",
        posting=seller,
        version=seller.versions.get(),
        loaded=timezone.now(),
    )
    answer = ask(f"{seller.pk}/")
    statements, text, source = answer.pop("requirements"), answer.pop("text"), answer.pop("source")
    assert answer == {"id": seller.pk, "url": f"http://testserver/postings/{seller.pk}/seller/", **LINE}
    assert text == TEXT
    assert [(one["kind"], one["value"], one["strength"]) for one in statements] == [
        ("title", "Seller", None),
        ("degree", "bachelor", "required"),
        ("field_of_study", "Finance", "required"),
        ("experience", "5-7", "required"),
    ]
    for one in statements:
        assert set(one) == {"kind", "value", "strength", "start", "end", "exact", "rule"}
        assert text[one["start"] : one["end"]] == one["exact"]
    assert (source["file"], source["layout"], source["encoding"]) == (
        "sales/seller.txt",
        "plain_text",
        "utf-8",
    )
    assert source["url"] == f"http://testserver/postings/{seller.pk}/files/{file.pk}/"
    assert client.get(source["url"]).content.decode() == TEXT
    assert "secret" not in str(source)


@pytest.mark.parametrize(
    ("columns", "value"),
    [
        ({"years_min": 8}, "8+"),
        ({"years_min": 0.5}, "0.5+"),
        ({"value": "instead_of_degree", "years_min": 6}, "instead_of_degree"),
        ({"value": "explicitly_none"}, "explicitly_none"),
        ({}, None),
    ],
)
def test_the_value_of_an_experience(ask: Ask, columns: dict[str, Any], value: str | None) -> None:
    made = build.posting()
    build.requirement(made, "experience", **columns)
    (statement,) = ask(f"{made.pk}/")["requirements"]
    assert statement["value"] == value


def test_a_posting_without_a_file_has_no_source(ask: Ask) -> None:
    assert ask(f"{build.posting().pk}/")["source"] is None


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


def test_one_posting_takes_no_parameters(ask: Ask, seller: Posting) -> None:
    assert set(ask(f"{seller.pk}/?q=x", status=400)) == {"q"}


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


def test_the_schema_is_valid_without_a_warning(tmp_path: Path) -> None:
    schema = tmp_path / "schema.yml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(schema), stderr=StringIO())
    assert "search_postings" in schema.read_text()


def test_the_schema_documents_every_parameter(client: Client, db: None) -> None:
    schema = client.get("/api/schema/?format=json").json()
    documented = schema["paths"]["/api/postings/"]["get"]["parameters"]
    assert {one["name"] for one in documented} == set(PostingFilterSet.parameters())
    assert all(one["description"] for one in documented)
    degree = next(one for one in documented if one["name"] == "degree")
    assert "bachelor_or_experience" in degree["description"]


def test_the_schema_says_which_values_every_new_parameter_takes(client: Client, db: None) -> None:
    schema = client.get("/api/schema/?format=json").json()
    documented = {one["name"]: one for one in schema["paths"]["/api/postings/"]["get"]["parameters"]}
    assert documented["candidate_degree"]["schema"]["enum"] == list(HELD)
    assert documented["candidate_years"]["schema"]["maximum"] == 100
    assert documented["candidate_field"]["schema"]["type"] == "array"
    assert documented["verbatim"]["schema"]["enum"] == ["0", "1"]
    assert documented["sort"]["schema"]["enum"] == list(SORTS)
    assert documented["page"]["schema"]["type"] == "integer"
    for facet in FACETS:
        assert documented[f"{facet.name}_not"]["schema"]["type"] == "array"
        assert "none of them may hold" in documented[f"{facet.name}_not"]["description"]
        assert "any of them may hold" in documented[facet.name]["description"]
    assert "bachelor_or_experience" in documented["degree_not"]["description"]


def test_a_line_says_why_the_candidate_qualifies(ask: Ask, seller: Posting) -> None:
    def fits(candidate: str) -> list[Any]:
        return [line["fit"] for line in ask(f"?{candidate}")["results"]]

    path = {"way": "path", "degree": "bachelor", "years": 5.0, "not_stated": False}
    assert fits("candidate_degree=bachelor&candidate_years=5") == [path]
    without = {"way": "path", "degree": None, "years": 8.5, "not_stated": False}
    assert fits("candidate_years=9") == [without]
    assert fits("candidate_degree=doctorate&candidate_years=4") == []
    silent = build.posting("Clerk", degree_policy="required_or_experience", degree_floor="master")
    answer = ask("?candidate_years=2")["results"]
    assert [(line["id"], line["fit"]) for line in answer] == [
        (silent.pk, {"way": "in_place", "degree": None, "years": 1.0, "not_stated": True})
    ]


def test_a_line_says_that_the_field_of_study_is_not_stated(ask: Ask) -> None:
    build.posting("Clerk", degree="bachelor", years=2)
    build.posting("Lawyer", degree="bachelor", years=2, field_of_study=["Law"])
    answer = ask("?candidate_degree=bachelor&candidate_years=2&candidate_field=law&sort=title")["results"]
    fits = [(line["title"], line["fit"]["not_stated"]) for line in answer]
    assert fits == [("Clerk", True), ("Lawyer", False)]


def test_without_a_candidate_no_line_says_why_one_qualifies(ask: Ask, seller: Posting) -> None:
    (line,) = ask()["results"]
    assert "fit" not in line


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


def test_similar_postings_say_what_they_share(ask: Ask, seller: Posting) -> None:
    for hidden in (False, True):
        build.posting(
            "Senior Seller",
            employer="Fabrikam",
            role_family=["Selling"],
            skill=["Haggling", "Packing"],
            hidden=hidden,
            degree="bachelor",
        )
    for skill in ("Haggling", "Juggling"):
        build.requirement(seller, "skill", term=build.term("skill", skill))
    (found,) = ask(f"{seller.pk}/similar/")["results"]
    assert found["posting"]["title"] == "Senior Seller"
    assert found["shared"] == {
        "title": False,
        "skill": ["Haggling"],
        "role_family": ["Selling"],
        "degree": True,
        "experience": False,
    }
    assert "text" not in found["posting"]
    assert list(ask(f"{seller.pk}/similar/?q=a", status=400)) == ["q"]
    ask("999999/similar/", status=404)


def test_the_schema_documents_every_address(client: Client, db: None) -> None:
    schema = client.get("/api/schema/?format=json").json()
    assert set(schema["paths"]) == {
        "/api/postings/",
        "/api/postings/{id}/",
        "/api/postings/{id}/similar/",
        "/api/suggestions/",
        "/export/{name}/",
    }
    documented = {one["name"] for one in schema["paths"]["/api/suggestions/"]["get"]["parameters"]}
    assert documented == set(PostingFilterSet.parameters()) - {"page", "sort", "verbatim"}
