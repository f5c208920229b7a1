"""What the API says of a posting in a list of results."""

from __future__ import annotations

import datetime as dt
from typing import Any

from postings.models import Posting
from tests import build
from tests.api.conftest import LINE, Ask


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
