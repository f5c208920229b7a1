"""What the loader writes, and that it writes nothing else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from postings.extraction.records import INFERRED, Pay, Place
from postings.loader import load
from postings.models import Employer, Location, Posting, Requirement, RoleFamily, Team, TeamAlias
from tests.loader.making import loaded, reading, said, the_posting

pytestmark = pytest.mark.django_db

TEXT = "Data Clerk\nBachelor's degree and 5 years of clerking, or a certificate and 8."
CHICAGO = Place("United States", "IL", "Chicago")


def test_the_columns_hold_what_the_summary_chose() -> None:
    degree = said("degree", TEXT, "Bachelor's degree", level="bachelor", strength="required", path=1)
    years = said("experience", TEXT, "5 years", years_min=5.0, strength="required", path=1)
    other = said("degree", TEXT, "certificate", level="certificate", strength="required", path=2)
    more = said("experience", TEXT, "8", years_min=8.0, strength="required", path=2)

    loaded(reading(text=TEXT, said=[degree, years, other, more]))

    posting = the_posting()
    assert posting.title == "Data Clerk"
    assert (posting.degree_policy, posting.degree_floor) == ("required", "certificate")
    assert (posting.experience_state, posting.min_years) == ("required", 8.0)
    assert posting.paths == [["bachelor", 5.0], ["certificate", 8.0]]
    assert posting.review == []


@pytest.mark.parametrize(
    ("pay", "columns"),
    [
        (Pay(50_000, 62_500.5, "USD", "year"), (50_000, 62_500.5, "USD", "year")),
        (Pay(18.5, None, "EUR", "hour"), (18.5, None, "EUR", "hour")),
        (Pay(None, 900, "GBP"), (None, 900, "GBP", None)),
        (None, (None, None, None, None)),
    ],
)
def test_pay_and_the_day_of_posting_are_kept(pay: Pay | None, columns: tuple[object, ...]) -> None:
    paid = [said("pay", TEXT, "8", value=str(pay), pay=pay)] if pay else []
    loaded(reading(text=TEXT, said=[*paid, said("posted", TEXT, "5", value="2026-05-31")]))

    posting = the_posting()
    assert (posting.pay_minimum, posting.pay_maximum, posting.pay_currency, posting.pay_period) == columns
    assert posting.posted_on == date(2026, 5, 31)


def test_a_family_that_was_inferred_is_marked_until_one_is_stated() -> None:
    shown = said("role_family", TEXT, "Data", INFERRED, value="Data & analytics")
    loaded(reading(text=TEXT, said=[shown]))
    assert the_posting().role_family_inferred

    loaded(reading(text=TEXT, role_family=["Data and Analytics"], content=b"other bytes"))

    assert not the_posting().role_family_inferred
    assert [family.name for family in RoleFamily.objects.all()] == ["Data & analytics"]


def test_every_requirement_quotes_the_text_that_is_shown() -> None:
    loaded(reading(text="Clerk", said=[]), reading(text=TEXT, said=[said("degree", TEXT, "certificate")]))

    version = the_posting().version
    assert version is not None
    rows = Requirement.objects.filter(kind="degree")
    assert [version.text[row.start : row.end] for row in rows] == ["certificate"]
    assert version.blocks == [["paragraph", 0, len(TEXT)]]


def test_names_are_shared_whatever_their_case() -> None:
    loaded(
        reading("a.txt", "A", team=["Sales", "IT"], role_family=["Sales"], employer="Acme"),
        reading("b.txt", "B", team=["SALES", "  it "], role_family=["sales"], employer="ACME"),
    )

    assert sorted(Team.objects.values_list("name", "slug")) == [("IT", "it"), ("Sales", "sales")]
    assert (RoleFamily.objects.count(), Employer.objects.count()) == (1, 1)
    assert [posting.teams.count() for posting in Posting.objects.all()] == [2, 2]


def test_an_alias_is_read_as_the_value_it_belongs_to() -> None:
    loaded(reading(team=["Sales"]))
    TeamAlias.objects.create(name="Field sales", team=Team.objects.get())

    loaded(reading("b.txt", "Other", team=["FIELD SALES", "Sales"]))

    assert Team.objects.get().postings.count() == 2


def test_names_that_look_alike_in_a_url_get_different_slugs() -> None:
    loaded(reading(team=["C", "C++", "C#", "営業"]))

    assert sorted(Team.objects.values_list("slug", flat=True)) == ["c", "c-2", "c-3", "営業"]


def test_places_are_a_tree() -> None:
    loaded(reading(location=[CHICAGO, Place("Germany", None, "Munich"), Place("France")]))

    addresses = {place.slug: place.parent and place.parent.slug for place in Location.objects.all()}
    assert addresses == {
        "united-states": None,
        "united-states/il": "united-states",
        "united-states/il/chicago": "united-states/il",
        "germany": None,
        "germany/-/munich": "germany",
        "france": None,
    }
    assert sorted(the_posting().locations.values_list("slug", flat=True)) == [
        "france",
        "germany/-/munich",
        "united-states/il/chicago",
    ]


@pytest.mark.parametrize(
    ("stated", "doubt"),
    [
        ({"team": ["x" * 201]}, "team_too_long"),
        ({"employer": "x" * 201}, "employer_too_long"),
        ({"location": [Place("x" * 121)]}, "location_too_long"),
    ],
)
def test_what_is_too_long_to_be_a_name_is_doubted_not_stored(stated: dict[str, Any], doubt: str) -> None:
    loaded(reading(**stated))

    assert the_posting().unsure == [doubt]
    assert (Team.objects.count(), Employer.objects.count(), Location.objects.count()) == (0, 0, 0)


def test_a_posting_without_a_title_says_so() -> None:
    one = reading()
    bare = replace(one.extraction, statements=())

    loaded(replace(one, extraction=bare))

    assert (the_posting().title, the_posting().unsure) == ("Untitled posting", ["no_title"])


def test_what_was_not_understood_makes_the_posting_due_for_review() -> None:
    loaded(reading(text=TEXT, said=[said("unread", TEXT, "clerking, or a certificate and 8")]))

    assert the_posting().review == ["Not understood: “clerking, or a certificate and 8”"]


def test_the_same_file_again_writes_nothing() -> None:
    file = reading(text=TEXT, team=["Sales"], location=[CHICAGO], said=[said("degree", TEXT, "certificate")])
    loaded(file)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        (result,) = loaded(file)

    assert (result.outcome, result.changes) == ("unchanged", [])
    assert _writes(queries) == {}


def test_only_what_differs_is_written() -> None:
    degree, years = (
        said("degree", TEXT, "certificate"),
        said("experience", TEXT, "5 years", value="asked_no_number"),
    )
    loaded(reading(text=TEXT, team=["Sales", "IT"], said=[degree, years]))
    kept = set(Requirement.objects.exclude(kind__in=["experience", "team"]).values_list("pk", flat=True))

    file = reading(text=TEXT, team=["Sales"], said=[degree], content=b"other bytes")
    with CaptureQueriesContext(connection) as queries:
        loaded(file)

    assert set(Requirement.objects.values_list("pk", flat=True)) > kept
    assert _writes(queries) == {
        "UPDATE postings_posting": 1,
        "DELETE FROM postings_posting_teams": 1,
        "DELETE FROM postings_requirement": 1,
        "UPDATE postings_sourcefile": 1,
        "INSERT INTO postings_sourcefile": 1,
    }


def test_a_batch_takes_as_many_queries_as_one_file() -> None:
    def queries_for(count: int) -> int:
        files = [
            reading(
                f"{count}-{n}.txt", f"Clerk {count} {n}", team=[f"Team {count}"], employer=f"Acme {count}"
            )
            for n in range(count)
        ]
        with CaptureQueriesContext(connection) as queries:
            load(files, None)
        return len(queries)

    assert queries_for(1) == queries_for(30)


def test_a_reading_that_the_database_refuses_fails_alone() -> None:
    good, bad = reading("a.txt", "Clerk"), reading("b.txt", "Smith\n\ud800")

    results = load([good, bad, reading("c.txt", "Baker")], None)

    assert [one.outcome for one in results] == ["new", "failed", "new"]
    assert results[1].reason.startswith("The database refuses it:")
    assert sorted(Posting.objects.values_list("title", flat=True)) == ["Baker", "Clerk"]


def _writes(queries: CaptureQueriesContext) -> dict[str, int]:
    """How many statements wrote to which table."""
    written = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
    return dict(Counter(" ".join(match.groups()) for one in queries if (match := written.match(one["sql"]))))
