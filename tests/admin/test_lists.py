"""Lists: finding the postings to look at, merging names, and reading what was loaded."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from postings import corrections
from postings.models import Employer, IngestRun, Posting, SourceFile, Team, TeamAlias, VocabularyLog
from tests.admin.conftest import TEXT, Ingest
from tests.admin.test_posting import words


def titles(browser: Client, **filters: str) -> list[str]:
    response = browser.get(reverse("admin:postings_posting_changelist"), filters)
    assert response.status_code == 200
    return sorted(posting.title for posting in response.context["cl"].result_list)


@pytest.fixture
def three(ingest: Ingest) -> None:
    """A clerk whose correction is due, a hidden smith, and a baker of whom little is said."""
    clerk = ingest()
    smith = ingest("Title: Smith\n\nEmployer: Forge Ltd\nTeam: Iron\n\nNo degree required.\n", "smith.txt")
    ingest("Title: Baker\n\nWe bake bread.\n", "baker.txt")
    corrections.correct(clerk, "title", {"title": "Chief Clerk"}, None, "")
    corrections.hide(smith, None, "")
    ingest(TEXT + "\n- Likes apples\n")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["Baker", "Chief Clerk", "Smith"]),
        ({"q": "chief"}, ["Chief Clerk"]),
        ({"q": "forge"}, ["Smith"]),
        ({"q": "77"}, ["Chief Clerk"]),
        ({"review": "due"}, ["Chief Clerk"]),
        ({"review": "settled"}, ["Baker", "Smith"]),
        ({"corrected": "no"}, ["Baker"]),
        ({"hidden__exact": "1"}, ["Smith"]),
        ({"degree_policy__exact": "not_required"}, ["Smith"]),
        ({"experience_state__exact": "required"}, ["Chief Clerk"]),
        ({"team": "iron"}, ["Smith"]),
        ({"team": "no-such-team"}, []),
        ({"unsure": "yes"}, []),
    ],
)
def test_the_list_finds(three: None, admin: Client, filters: dict[str, str], found: list[str]) -> None:
    assert titles(admin, **filters) == found


def test_the_list_leads_to_what_is_due(three: None, admin: Client) -> None:
    html = admin.get(reverse("admin:postings_posting_changelist")).content.decode()

    due = Posting.objects.get(title="Chief Clerk")
    assert reverse("admin:postings_posting_review", args=[due.pk]) in html
    assert "Review 1 due posting" in words(html)


def test_the_list_asks_as_much_of_the_database_for_many_as_for_few(
    ingest: Ingest, admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        ingest(
            f"Title: Clerk {number}\n\nTeam: Team {number}\nEmployer: Acme {number}\n\nWe count.\n",
            f"{number}.txt",
        )

    with django_assert_max_num_queries(14):
        assert len(titles(admin)) == 8


def test_selected_postings_are_hidden_together(three: None, admin: Client) -> None:
    url = reverse("admin:postings_posting_changelist")
    sent = {"action": "hide_selected", "_selected_action": list(Posting.objects.values_list("pk", flat=True))}

    asked = admin.post(url, sent)
    assert "Hide postings" in words(asked.content.decode())
    assert Posting.objects.filter(hidden=True).count() == 1

    admin.post(url, sent | {"why": "All spam"})
    assert Posting.objects.filter(hidden=True).count() == 3


# --- names ---------------------------------------------------------------------------------------------


@pytest.fixture
def teams(ingest: Ingest) -> None:
    for number, team in enumerate(["Sales", "Sales", "Field sales", "Door to door"]):
        ingest(f"Title: Clerk {number}\n\nTeam: {team}\n\nWe count.\n", f"{number}.txt")


def test_teams_are_merged(teams: None, admin: Client) -> None:
    url = reverse("admin:postings_team_changelist")
    sent = {"action": "merge_selected", "_selected_action": list(Team.objects.values_list("pk", flat=True))}

    asked = words(admin.post(url, sent).content.decode())
    assert "Sales (postings: 2)" in asked
    assert Team.objects.count() == 3

    admin.post(url, sent | {"target": str(Team.objects.get(name="Sales").pk), "why": "The same people"})
    assert Team.objects.get().postings.count() == 4
    assert set(TeamAlias.objects.values_list("name", flat=True)) == {"Field sales", "Door to door"}
    assert set(VocabularyLog.objects.values_list("why", "by__username")) == {("The same people", "anna")}


def test_one_team_alone_cannot_be_merged(teams: None, admin: Client) -> None:
    sent = {"action": "merge_selected", "_selected_action": [Team.objects.get(name="Sales").pk]}

    response = admin.post(reverse("admin:postings_team_changelist"), sent, follow=True)

    assert "Select two or more" in words(response.content.decode())


def team_form(team: Team, name: str, *aliases: str, delete: TeamAlias | None = None) -> dict[str, str]:
    held = list(team.aliases.all())
    sent = {
        "name": name,
        "why": "They said so",
        "aliases-TOTAL_FORMS": str(len(held) + len(aliases)),
        "aliases-INITIAL_FORMS": str(len(held)),
    }
    for number, alias in enumerate(held):
        sent |= {f"aliases-{number}-id": str(alias.pk), f"aliases-{number}-team": str(team.pk)}
        sent |= {f"aliases-{number}-DELETE": "on"} if alias == delete else {}
    for number, given in enumerate(aliases, len(held)):
        sent |= {f"aliases-{number}-name": given, f"aliases-{number}-team": str(team.pk)}
    return sent


def test_a_team_is_renamed_and_given_an_alias(teams: None, admin: Client, ingest: Ingest) -> None:
    team = Team.objects.get(name="Sales")

    admin.post(reverse("admin:postings_team_change", args=[team.pk]), team_form(team, "Selling", "Vendors"))
    newcomer = ingest("Title: Newcomer\n\nTeam: vendors\n\nWe count.\n", "new.txt")

    team.refresh_from_db()
    assert (team.name, team.slug) == ("Selling", "sales")
    assert set(team.aliases.values_list("name", flat=True)) == {"Sales", "Vendors"}
    assert newcomer.teams.get() == team
    assert set(VocabularyLog.objects.values_list("action", "why")) == {
        ("rename", "They said so"),
        ("alias", "They said so"),
    }


def test_an_alias_is_taken_back(teams: None, admin: Client) -> None:
    target = Team.objects.get(name="Sales")
    corrections.merge(Team.objects.get(name="Field sales"), target, None, "")

    sent = team_form(target, "Sales", delete=TeamAlias.objects.get())
    admin.post(reverse("admin:postings_team_change", args=[target.pk]), sent)

    assert Posting.objects.get(title="Clerk 2").teams.get().name == "Field sales"


@pytest.mark.parametrize(
    ("name", "alias", "told"),
    [
        ("Field sales", "", "merge the two instead"),
        ("Sales", "FIELD SALES", "merge the two instead"),
        ("Sales", "sales", "This is Sales already"),
    ],
)
def test_a_name_that_is_taken_is_refused_beside_its_field(
    teams: None, admin: Client, name: str, alias: str, told: str
) -> None:
    team = Team.objects.get(name="Sales")

    sent = team_form(team, name, *([alias] if alias else []))
    response = admin.post(reverse("admin:postings_team_change", args=[team.pk]), sent)

    assert response.status_code == 200
    assert told in words(response.content.decode())
    assert (Team.objects.count(), TeamAlias.objects.count()) == (3, 0)


# --- to read only --------------------------------------------------------------------------------------


def test_runs_and_files_are_read_only(three: None, admin: Client) -> None:
    run, file = IngestRun.objects.first(), SourceFile.objects.get(path="smith.txt")
    assert run is not None

    shown = words(admin.get(reverse("admin:postings_ingestrun_change", args=[run.pk])).content.decode())
    assert "finished after" in shown
    shown = words(admin.get(reverse("admin:postings_sourcefile_change", args=[file.pk])).content.decode())
    assert "Employer: Forge Ltd" in shown
    for name, pk in (("ingestrun", run.pk), ("sourcefile", file.pk)):
        assert admin.post(reverse(f"admin:postings_{name}_change", args=[pk]), {}).status_code == 403
        assert admin.get(reverse(f"admin:postings_{name}_add")).status_code == 403
        assert (
            admin.post(reverse(f"admin:postings_{name}_delete", args=[pk]), {"post": "yes"}).status_code
            == 403
        )


def test_a_run_that_was_cut_off_says_so(db: None, admin: Client) -> None:
    IngestRun.objects.create(paths=["/postings"])

    assert "cut off" in words(admin.get(reverse("admin:postings_ingestrun_changelist")).content.decode())


@pytest.mark.parametrize(
    "name",
    [
        "correction",
        "correctionlog",
        "employer",
        "fileoutcome",
        "ingestrun",
        "location",
        "posting",
        "rolefamily",
        "sourcefile",
        "team",
        "vocabularylog",
    ],
)
def test_every_list_opens_and_searches(three: None, admin: Client, name: str) -> None:
    corrections.rename(Employer.objects.get(name="Acme"), "Acme Corporation", None, "")

    response = admin.get(reverse(f"admin:postings_{name}_changelist"), {"q": "a"})

    assert response.status_code == 200
