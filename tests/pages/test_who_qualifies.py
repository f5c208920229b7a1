"""Asking who qualifies: the form, why a result is open to the candidate, and the other question."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from postings.filters import HELD_LABELS
from tests import build
from tests.pages.conftest import Visit, text_of, texts_of

ASKED = "candidate_degree=bachelor&candidate_years=5"
ASKS: list[tuple[dict[str, object], str]] = [
    (
        {"degree": "bachelor", "years": 5, "paths": [["bachelor", 5], ["master", 3]]},
        "Qualifies Meets Bachelor's degree and 5 years",
    ),
    ({"degree": "associate"}, "Qualifies Meets Associate degree years not stated"),
    ({"years": 2}, "Qualifies Meets 2 years of experience degree not stated"),
    (
        {"degree": "master", "degree_policy": "required_or_experience", "years": 4},
        "Qualifies With 4 years of experience in place of the degree",
    ),
    ({}, "Qualifies Degree and years not stated"),
    (
        {"degree_policy": "not_required", "experience_state": "asked_no_number"},
        "Qualifies Years not stated",
    ),
    (
        {"degree_policy": "not_required", "experience_state": "explicitly_none"},
        "Qualifies Nothing is demanded",
    ),
]


def values(page: BeautifulSoup, name: str) -> list[str]:
    return [str(one["value"]) for one in page.select(f"[form=search][name={name}]:not([type=checkbox])")]


@pytest.mark.parametrize(("columns", "why"), ASKS, ids=[why for _, why in ASKS])
def test_a_card_says_why_the_candidate_qualifies(visit: Visit, columns: dict[str, object], why: str) -> None:
    build.posting("Clerk", **columns)  # type: ignore[arg-type]
    assert text_of(visit(f"/?{ASKED}"), ".card .fact--fit") == why


def test_without_a_candidate_no_card_says_why(visit: Visit) -> None:
    build.posting("Clerk", degree="bachelor")
    page = visit("/?degree=bachelor")
    assert page.select(".card")
    assert not page.select(".fact--fit")


def test_whoever_lacks_degree_or_years_does_not_find_it(visit: Visit) -> None:
    build.posting("Counsel", degree="doctorate")
    build.posting("Clerk", degree="associate", years=5)
    assert texts_of(visit(f"/?{ASKED}"), ".card__title") == ["Clerk"]


def test_the_form_has_what_was_asked_and_sends_it_once(visit: Visit) -> None:
    build.posting("Clerk", field_of_study=["Law"])
    build.posting("Engineer", field_of_study=["Physics"])
    page = visit(f"/?{ASKED}&candidate_field=law&q=we")
    assert text_of(page, "#candidate-degree option[selected]") == "Bachelor's"
    assert [one["value"] for one in page.select("#candidate-degree option")] == ["", *HELD_LABELS]
    assert values(page, "candidate_years") == ["5"]
    assert [one["value"] for one in page.select("[name=candidate_field]")] == ["law", "physics"]
    assert [one["value"] for one in page.select("[name=candidate_field][checked]")] == ["law"]
    assert not page.select("input[type=hidden][name^=candidate]")
    assert texts_of(page, ".constraint") == [
        "Remove Search: we",
        "Remove Candidate: Bachelor's, 5 years, Law",
    ]
    assert texts_of(page, ".card__title") == ["Clerk"]
    for field in page.select("select[form=search], input[form=search][type=number]"):
        assert page.select(f"label[for={field['id']}]")


def test_a_chosen_field_that_no_result_names_keeps_its_name(visit: Visit) -> None:
    build.posting("Clerk", field_of_study=["Law"], team=["Sales"])
    build.posting("Engineer", field_of_study=["Physics"], team=["Labs"])
    page = visit(f"/?{ASKED}&candidate_field=law&candidate_field=gone&team=labs")
    assert texts_of(page, ".candidate__option") == ["Law", "gone", "Physics"]


def test_the_other_question_is_one_link_away(visit: Visit) -> None:
    build.posting("Clerk", degree="bachelor", years=3)
    build.posting("Baker")
    assert not visit("/").select(".questions")
    page = visit("/?degree=bachelor&experience=3_4&q=we")
    assert text_of(page, ".questions [aria-current]") == "asks for"
    other = str(page.select(".questions__one")[1]["href"])
    assert other == "?candidate_degree=bachelor&candidate_years=3&q=we"
    page = visit(f"/{other}")
    assert text_of(page, ".questions [aria-current]") == "who qualifies"
    assert set(texts_of(page, ".card__title")) == {"Clerk", "Baker"}
    assert page.select(".questions__one")[0]["href"] == "?degree=bachelor&years_max=3&q=we"


def test_the_page_of_a_posting_says_why_too(visit: Visit) -> None:
    build.posting("Counsel", degree="doctorate", years=3)
    page = visit("/?candidate_degree=doctorate&candidate_years=4")
    link = str(page.select_one(".card__title a")["href"])  # type: ignore[index]
    assert text_of(visit(link), ".fact--fit") == "Qualifies Meets Doctorate and 3 years"
    address = link.partition("?")[0]
    assert not visit(address).select(".fact--fit")
    refused = visit(f"{address}?{ASKED}")
    assert text_of(refused, ".fact--fit") == "Does not qualify Degree or years are not enough"


def test_fields_of_study_are_among_the_reasons(visit: Visit) -> None:
    build.posting("Lawyer", degree="bachelor", years=5, field_of_study=["Law"])
    build.posting("Clerk", degree="bachelor", years=5)
    build.posting("Physicist", degree="bachelor", years=5, field_of_study=["Physics", "Chemistry"])
    page = visit(f"/?{ASKED}&candidate_field=law&sort=title")
    reasons = dict(zip(texts_of(page, ".card__title"), texts_of(page, ".card .fact--fit"), strict=True))
    assert reasons == {
        "Clerk": "Qualifies Meets Bachelor's degree and 5 years field not stated",
        "Lawyer": "Qualifies Meets Bachelor's degree and 5 years",
    }
    address = str(visit("/?q=physicist").select_one(".card__title a")["href"]).partition("?")[0]  # type: ignore[index]
    refused = visit(f"{address}?{ASKED}&candidate_field=law&candidate_field=history")
    assert text_of(refused, ".fact--fit") == "Does not qualify Another field of study is asked for"
    assert "Meets" in text_of(visit(f"{address}?{ASKED}&candidate_field=chemistry"), ".fact--fit")
