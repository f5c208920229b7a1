"""What the API says of a posting in a list of results."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any, cast

from django.test import Client, RequestFactory

from postings.api import rows, shapes
from postings.models import Posting
from postings.search.query import Candidate
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


def test_a_line_names_each_term_once_in_the_order_of_the_text(ask: Ask) -> None:
    made = build.posting("Clerk", "SQL, Python, then SQL again.")
    for start, name in ((5, "Python"), (18, "SQL"), (0, "SQL")):
        term = build.term("skill", name)
        build.requirement(made, "skill", term=term, start=start, end=start + 3, exact=name)
    (line,) = ask()["results"]
    assert line["skill"] == ask(f"{made.pk}/")["skill"] == ["SQL", "Python"]


def test_a_line_prints_all_that_is_read_for_it(seller: Posting) -> None:
    """A column that nothing prints, or that a key wants and none reads, is noticed here."""
    read: set[str] = set()

    class Watched:
        def __init__(self, line: rows.Line) -> None:
            self.line = line

        def __getattr__(self, name: str) -> Any:
            read.add(name)
            return getattr(self.line, name)

    seller.pay_currency, seller.pay_minimum = "USD", 30.5
    seller.save()
    context = {"request": RequestFactory().get("/"), "candidate": Candidate()}
    shape = shapes.FoundLine(context=context)
    shape.to_representation(cast("rows.Line", Watched(rows.lines([seller.pk])[seller.pk])))
    columns = {"paths" if one.name == "paths_json" else one.name for one in dataclasses.fields(rows.Line)}
    assert read == columns


def test_a_posting_hidden_since_it_was_found_is_left_out(client: Client, in_step: Callable[[], None]) -> None:
    made = [build.posting(title) for title in ("Seen", "Hidden")]
    in_step()
    Posting.objects.filter(pk=made[1].pk).update(hidden=True)
    answer = client.get("/api/postings/").json()
    assert answer["behind"] > 0
    assert [line["title"] for line in answer["results"]] == ["Seen"]


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
