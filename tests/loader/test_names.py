"""Merging, renaming and re-spelling the names that postings share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from postings import corrections, loader
from postings.models import Employer, Posting, Team, TeamAlias, VocabularyLog

pytestmark = pytest.mark.django_db

Ingest = Callable[..., None]


@pytest.fixture
def ingest(tmp_path: Path) -> Ingest:
    """Loads a file a title, each with the facts that are given for it."""

    def ingest(**facts_of_title: str) -> None:
        for title, facts in facts_of_title.items():
            (tmp_path / f"{title}.txt").write_text(f"Title: {title}\n\n{facts}\n\nWe count apples all day.\n")
        call_command("ingest", str(tmp_path), "--jobs", "1", verbosity=0)

    return ingest


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


def teams() -> dict[str, list[str]]:
    return {
        posting.title: sorted(team.name for team in posting.teams.all())
        for posting in Posting.objects.order_by("title")
    }


def test_a_merge_moves_every_posting_and_outlives_the_next_ingest(ingest: Ingest, editor: User) -> None:
    ingest(Clerk="Team: Sales", Smith="Team: Field sales", Baker="Team: Finance")

    corrections.merge(
        Team.objects.get(name="Field sales"), Team.objects.get(name="Sales"), editor, "The same"
    )

    merged = {"Baker": ["Finance"], "Clerk": ["Sales"], "Smith": ["Sales"]}
    assert teams() == merged
    ingest(Smith="Team: FIELD SALES\nEmployer: Acme", Tailor="Team: field sales")
    assert teams() == merged | {"Tailor": ["Sales"]}
    log = VocabularyLog.objects.get()
    assert (log.action, log.before, log.after, log.by, log.why) == (
        "merge",
        "Field sales",
        "Sales",
        editor,
        "The same",
    )


def test_a_merge_leaves_what_a_re_load_would(ingest: Ingest, editor: User) -> None:
    ingest(Clerk="Team: Sales\nEmployer: Acme\nJob number: 7", Smith="Team: Field sales\nEmployer: Acme Ltd")
    ingest(Baker="Employer: Acme Ltd\nJob number: 8", Tailor="Employer: Acme Ltd\nJob number: 7")
    corrections.merge(Team.objects.get(name="Field sales"), Team.objects.get(name="Sales"), editor, "")
    corrections.merge(Employer.objects.get(name="Acme Ltd"), Employer.objects.get(name="Acme"), editor, "")
    before = _all_there_is()

    loader.reload(Posting.objects.all())

    assert _all_there_is() == before
    assert {(title, scope) for title, _, scope, *_ in before} >= {("Baker", "employer acme")}


def test_two_postings_whose_numbers_become_the_same_stay_two_and_are_looked_at(
    ingest: Ingest, editor: User
) -> None:
    ingest(Clerk="Employer: Acme\nJob number: 7", Smith="Employer: Acme Ltd\nJob number: 7")

    corrections.merge(Employer.objects.get(name="Acme Ltd"), Employer.objects.get(name="Acme"), editor, "")

    assert Posting.objects.get(title="Smith").review == ["Another posting already has the job number 7."]
    assert Posting.objects.get(title="Clerk").review == []


def test_aliases_follow_a_merge(ingest: Ingest, editor: User) -> None:
    ingest(Clerk="Team: Sales", Smith="Team: Field sales")
    corrections.add_alias(Team.objects.get(name="Field sales"), "Door to door", editor, "")

    corrections.merge(Team.objects.get(name="Field sales"), Team.objects.get(name="Sales"), editor, "")

    assert set(TeamAlias.objects.values_list("name", "team__name")) == {
        ("Door to door", "Sales"),
        ("Field sales", "Sales"),
    }


def test_taking_an_alias_back_parts_the_postings_again(ingest: Ingest, editor: User) -> None:
    ingest(Clerk="Team: Sales", Smith="Team: Field sales")
    corrections.merge(Team.objects.get(name="Field sales"), Team.objects.get(name="Sales"), editor, "")

    corrections.remove_alias(TeamAlias.objects.get(), editor, "They differ after all")

    assert teams() == {"Clerk": ["Sales"], "Smith": ["Field sales"]}
    assert [log.action for log in VocabularyLog.objects.order_by("pk")] == ["merge", "unalias"]


@pytest.mark.parametrize("kind", ["team", "role_family", "employer"])
def test_taking_an_alias_back_leaves_what_a_re_load_would(ingest: Ingest, editor: User, kind: str) -> None:
    field = {"team": "Team", "role_family": "Job family", "employer": "Employer"}[kind]
    vocabulary = loader.VOCABULARIES[kind]
    owner = vocabulary.values._default_manager.create(name="Sales", slug="sales")
    corrections.add_alias(owner, "Field sales", editor, "")
    ingest(
        Clerk=f"{field}: Field sales",
        Smith=f"{field}: Sales",
        Baker=f"{field}: Field sales\nJob number: 7",
        Tailor=f"{field}: Field Sales",
        Cook=f"{field}: Kitchen",
    )
    tailor, cook = Posting.objects.get(title="Tailor"), Posting.objects.get(title="Cook")
    by_person = {kind: "Sales" if kind == "employer" else ["Sales"]}
    corrections.correct(tailor, kind, by_person, editor, "")
    also = {kind: "Field sales" if kind == "employer" else ["Field sales", "Kitchen"]}
    corrections.correct(cook, kind, also, editor, "")

    corrections.remove_alias(vocabulary.aliases._default_manager.get(), editor, "They differ after all")

    before = _all_there_is()
    assert _names(kind, "Tailor") == _names(kind, "Smith") == ["Sales"]
    assert _names(kind, "Baker") == _names(kind, "Clerk") == ["Field sales"]
    assert "Field sales" in _names(kind, "Cook")
    loader.reload(Posting.objects.all())
    assert _all_there_is() == before


def test_taking_an_alias_back_takes_as_many_queries_for_many_postings(ingest: Ingest, editor: User) -> None:
    def queries_for(count: int) -> int:
        owner = Team.objects.create(name=f"Sales {count}", slug=f"sales-{count}")
        alias = corrections.add_alias(owner, f"Field {count}", editor, "")
        ingest(**{f"Clerk{count}x{number}": f"Team: Field {count}" for number in range(count)})
        assert owner.postings.count() == count
        with CaptureQueriesContext(connection) as queries:
            corrections.remove_alias(alias, editor, "")
        assert owner.postings.count() == 0
        return len(queries)

    assert queries_for(2) == queries_for(20)


def test_a_renamed_team_is_found_under_its_old_name(ingest: Ingest, editor: User) -> None:
    ingest(Clerk="Team: Sales")

    corrections.rename(Team.objects.get(), "Sales and marketing", editor, "")
    ingest(Smith="Team: sales")

    assert teams() == {"Clerk": ["Sales and marketing"], "Smith": ["Sales and marketing"]}
    assert Team.objects.get().slug == "sales"


def test_a_renamed_employer_keeps_its_job_numbers(ingest: Ingest, editor: User) -> None:
    ingest(Clerk="Employer: Acme\nJob number: 7")

    corrections.rename(Employer.objects.get(), "Acme Corporation", editor, "")
    ingest(Clerk2="Employer: ACME\nJob number: 7")

    assert Posting.objects.get().number_scope == "employer acme corporation"


def test_a_name_can_be_renamed_back(ingest: Ingest, editor: User) -> None:
    ingest(Clerk="Team: Sales")
    team = Team.objects.get()

    corrections.rename(team, "Selling", editor, "")
    corrections.rename(team, "Sales", editor, "")

    assert (Team.objects.get().name, TeamAlias.objects.get().name) == ("Sales", "Selling")


@pytest.mark.parametrize("name", ["", " ", "x" * 201, "Finance", "FINANCE", "Money", "Sales"])
def test_a_name_that_is_taken_or_none_is_refused_as_an_alias(ingest: Ingest, editor: User, name: str) -> None:
    ingest(Clerk="Team: Sales", Smith="Team: Finance")
    corrections.add_alias(Team.objects.get(name="Finance"), "Money", editor, "")

    with pytest.raises(ValidationError):
        corrections.add_alias(Team.objects.get(name="Sales"), name, editor, "")

    assert TeamAlias.objects.count() == 1


def test_a_value_is_not_merged_into_itself_or_another_kind(ingest: Ingest, editor: User) -> None:
    ingest(Clerk="Team: Sales\nEmployer: Acme")

    for target in (Team.objects.get(), Employer.objects.get()):
        with pytest.raises(ValidationError):
            corrections.merge(Team.objects.get(), target, editor, "")


def _names(kind: str, title: str) -> list[str]:
    posting = Posting.objects.get(title=title)
    values = {"team": posting.teams, "role_family": posting.role_families}
    return [one.name for one in (values[kind].all() if kind in values else [posting.employer]) if one]


def _all_there_is() -> list[tuple[Any, ...]]:
    return [
        (
            posting.title,
            posting.employer and posting.employer.name,
            posting.number_scope,
            tuple(posting.review),
            tuple(sorted(team.name for team in posting.teams.all())),
            tuple(sorted(family.name for family in posting.role_families.all())),
        )
        for posting in Posting.objects.order_by("title")
    ]
