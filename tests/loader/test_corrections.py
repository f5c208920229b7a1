"""People's corrections: in force over every ingest, due for review when their ground moves, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command

from postings import corrections
from postings.models import Correction, CorrectionLog, Posting, Requirement

pytestmark = pytest.mark.django_db

TEXT = """\
Title: Data Clerk

Employer: Acme
Team: Sales
Location: Chicago, IL, United States

Requirements

- Bachelor's degree required
- 5 years of experience in clerking
"""
MASTER = {"degree_policy": "required", "degree_floor": "master", "degree_preferred": None}
DEGREE_ANCHOR = "degree: bachelor's degree required"

Ingest = Callable[[str], Posting]


@pytest.fixture
def ingest(tmp_path: Path) -> Ingest:
    """Writes the one file anew and loads its folder, as often as it is called."""

    def ingest(text: str) -> Posting:
        (tmp_path / "clerk.txt").write_text(text)
        call_command("ingest", str(tmp_path), "--jobs", "1", verbosity=0)
        return Posting.objects.get()

    return ingest


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


def facts(posting: Posting) -> dict[str, Any]:
    """What is in force now."""
    posting.refresh_from_db()
    return {
        "title": posting.title,
        "employer": posting.employer and posting.employer.name,
        "team": sorted(team.name for team in posting.teams.all()),
        "location": sorted(str(place) for place in posting.locations.all()),
        "degree": (posting.degree_policy, posting.degree_floor, posting.degree_preferred),
        "experience": (posting.experience_state, posting.min_years, posting.max_years),
    }


READ = {
    "title": "Data Clerk",
    "employer": "Acme",
    "team": ["Sales"],
    "location": ["Chicago, IL, United States"],
    "degree": ("required", "bachelor", None),
    "experience": ("required", 5.0, None),
}

CORRECTED: list[tuple[str, dict[str, Any], Any]] = [
    ("title", {"title": "Chief Clerk"}, "Chief Clerk"),
    ("employer", {"employer": "Bmce"}, "Bmce"),
    ("employer", {"employer": None}, None),
    ("team", {"team": ["Azure", "Sales"]}, ["Azure", "Sales"]),
    ("team", {"team": []}, []),
    (
        "location",
        {"location": [{"country": "Finland", "region": None, "city": "Helsinki"}]},
        ["Helsinki, Finland"],
    ),
    ("degree", MASTER, ("required", "master", None)),
    ("experience", {"experience_state": "explicitly_none"}, ("explicitly_none", None, None)),
]


@pytest.mark.parametrize(("kind", "value", "in_force"), CORRECTED)
def test_a_correction_is_in_force_at_once_and_after_every_ingest(
    ingest: Ingest, editor: User, kind: str, value: dict[str, Any], in_force: Any
) -> None:
    posting = ingest(TEXT)
    assert facts(posting) == READ

    corrections.correct(posting, kind, value, editor, "I asked them")

    assert facts(posting) == READ | {kind: in_force}
    ingest(TEXT + "\n- Likes apples\n")
    assert facts(posting) == READ | {kind: in_force}


@pytest.mark.parametrize(("kind", "value", "in_force"), CORRECTED)
def test_removing_a_correction_brings_back_what_the_machine_reads(
    ingest: Ingest, editor: User, kind: str, value: dict[str, Any], in_force: Any
) -> None:
    posting = ingest(TEXT)
    correction = corrections.correct(posting, kind, value, editor, "I asked them")

    corrections.remove(correction, editor, "They were wrong")

    assert facts(posting) == READ
    assert not Correction.objects.exists()


def test_who_changed_what_when_and_why_is_logged(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)

    corrections.correct(posting, "title", {"title": "Chief Clerk"}, editor, "They said so")
    second = corrections.correct(posting, "title", {"title": "Head Clerk"}, editor, "They changed their mind")
    corrections.remove(second, editor, "Never mind")

    chief = {"action": "change", "value": {"title": "Chief Clerk"}}
    head = {"action": "change", "value": {"title": "Head Clerk"}}
    log = CorrectionLog.objects.order_by("pk").values_list("by__username", "before", "after", "why")
    assert list(log) == [
        ("editor", None, chief, "They said so"),
        ("editor", chief, head, "They changed their mind"),
        ("editor", head, None, "Never mind"),
    ]


def test_a_change_of_the_text_under_a_correction_is_due_for_review(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)
    corrections.correct(posting, "title", {"title": "Chief Clerk"}, editor, "")
    corrections.correct(posting, "degree", MASTER, editor, "")
    posting.refresh_from_db()
    assert posting.review == []

    ingest(TEXT.replace("Bachelor's degree required", "Associate degree required"))

    posting.refresh_from_db()
    assert (posting.title, posting.degree_floor) == ("Chief Clerk", "master")
    assert sorted(posting.review) == [
        "The machine now reads something else for the corrected degree.",
        "The text changed under the correction: title.",
    ]


def test_a_text_that_nobody_corrected_changes_without_a_review(ingest: Ingest) -> None:
    ingest(TEXT)

    assert ingest(TEXT + "\n- Likes apples\n").review == []


def test_looking_at_it_settles_the_review_until_the_text_changes_again(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)
    corrections.correct(posting, "title", {"title": "Chief Clerk"}, editor, "")
    ingest(TEXT + "\n- Likes apples\n")

    corrections.reviewed(posting, editor, "Still the chief")

    posting.refresh_from_db()
    assert (posting.title, posting.review) == ("Chief Clerk", [])
    log = CorrectionLog.objects.latest("pk")
    assert (log.kind, log.why) == ("reviewed", "Still the chief")
    assert log.after is not None
    assert log.after["value"]["reasons"] == ["The text changed under the correction: title."]
    assert ingest(TEXT + "\n- Likes pears\n").review == ["The text changed under the correction: title."]


def test_confirming_keeps_the_value_against_a_later_text(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)

    correction = corrections.confirm(posting, "experience", editor, "As it is")

    assert correction.action == "confirm"
    ingest(TEXT.replace("5 years", "9 years"))
    assert facts(posting) == READ
    assert posting.review == ["The machine now reads something else for the corrected experience."]


def test_confirming_a_corrected_value_again_settles_what_moved_under_it(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)
    corrections.correct(posting, "degree", MASTER, editor, "")
    ingest(TEXT.replace("Bachelor's degree required", "Associate degree required"))

    corrections.confirm(posting, "degree", editor, "Still so")

    posting.refresh_from_db()
    assert (posting.degree_floor, posting.review) == ("master", [])


def test_the_machines_own_value_is_a_confirmation(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)

    correction = corrections.correct(posting, "title", {"title": " Data  Clerk "}, editor, "")

    assert correction.action == "confirm"


def test_a_hidden_posting_stays_hidden_until_it_is_shown(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)

    corrections.hide(posting, editor, "Not a job")
    assert Posting.objects.filter(hidden=True).exists()

    ingest(TEXT + "\n- Likes apples\n")
    assert Posting.objects.filter(hidden=True).exists()
    corrections.unhide(posting, editor, "It is one")
    assert Posting.objects.filter(hidden=False).exists()
    assert [entry.why for entry in CorrectionLog.objects.order_by("pk")] == ["Not a job", "It is one"]


# --- a single requirement ------------------------------------------------------------------------------


def test_a_corrected_requirement_changes_what_is_chosen_from_it(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)

    corrections.correct(posting, "requirement", {"level": "associate"}, editor, "", anchor=DEGREE_ANCHOR)

    assert facts(posting)["degree"] == ("required", "associate", None)
    row = Requirement.objects.get(kind="degree")
    assert (row.level, row.corrected, row.exact) == ("associate", True, "Bachelor's degree required")


def test_a_dismissed_requirement_is_gone_until_that_is_taken_back(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)

    correction = corrections.dismiss(posting, DEGREE_ANCHOR, editor, "That is a joke of theirs")

    assert facts(posting)["degree"] == ("not_stated", None, None)
    corrections.remove(correction, editor, "")
    assert facts(posting)["degree"] == ("required", "bachelor", None)


def test_a_requirements_correction_finds_its_words_wherever_they_move(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)
    corrections.correct(posting, "requirement", {"level": "associate"}, editor, "", anchor=DEGREE_ANCHOR)

    ingest(
        TEXT.replace("Requirements\n", "Requirements\n\n- Likes apples").replace("Bachelor's", "Bachelor’s")
    )

    assert facts(posting)["degree"] == ("required", "associate", None)


def test_a_requirements_correction_whose_words_are_gone_stands_by_itself(
    ingest: Ingest, editor: User
) -> None:
    posting = ingest(TEXT)
    corrections.correct(posting, "requirement", {"level": "associate"}, editor, "", anchor=DEGREE_ANCHOR)

    ingest(TEXT.replace("- Bachelor's degree required\n", ""))

    row = Requirement.objects.get(kind="degree")
    assert (row.level, row.start, row.end, row.corrected) == ("associate", None, None, True)
    posting.refresh_from_db()
    assert posting.review == [
        "The text no longer holds the corrected requirement “bachelor's degree required”."
    ]
    corrections.reviewed(posting, editor, "Keep it")
    posting.refresh_from_db()
    assert posting.review == []


# --- nonsense is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("title", {"title": "  "}, "title"),
        ("title", {"title": "x" * 501}, "title"),
        ("team", {"team": ["x" * 201]}, "team"),
        ("location", {"location": [{"country": None, "city": "Paris"}]}, "location"),
        ("degree", {"degree_policy": "required"}, "degree_floor"),
        ("degree", {"degree_policy": "not_stated", "degree_floor": "master"}, "degree_floor"),
        ("degree", {"degree_policy": "perhaps"}, "degree_policy"),
        ("degree", {"degree_policy": "preferred_only"}, "degree_preferred"),
        ("degree", {"degree_policy": "not_required", "degree_preferred": "master"}, "degree_preferred"),
        ("degree", MASTER | {"degree_preferred": "bachelor"}, "degree_preferred"),
        ("experience", {"experience_state": "required"}, "min_years"),
        ("experience", {"experience_state": "not_stated", "min_years": 3}, "min_years"),
        ("experience", {"experience_state": "required", "min_years": 5, "max_years": 3}, "max_years"),
        ("experience", {"experience_state": "required", "min_years": 26}, "min_years"),
        ("experience", {"experience_state": "required", "min_years": "many"}, "min_years"),
        ("paths", {"paths": [{"level": None, "years": None}] * 2}, "paths"),
        ("paths", {"paths": [{"level": "master", "years": 3}]}, "paths"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(
    ingest: Ingest, editor: User, kind: str, value: dict[str, Any], field: str
) -> None:
    posting = ingest(TEXT)

    with pytest.raises(ValidationError) as refused:
        corrections.correct(posting, kind, value, editor, "")

    assert list(refused.value.message_dict) == [field]
    assert not CorrectionLog.objects.exists()


@pytest.mark.parametrize(("kind", "value"), [("salary", {}), ("title", {"degree_floor": "master"})])
def test_a_value_of_another_kind_is_refused(
    ingest: Ingest, editor: User, kind: str, value: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        corrections.correct(ingest(TEXT), kind, value, editor, "")


def test_what_the_text_does_not_say_cannot_be_confirmed(ingest: Ingest, editor: User) -> None:
    with pytest.raises(ValidationError, match="nothing to confirm"):
        corrections.confirm(ingest(TEXT), "requirement", editor, "", anchor="degree: a doctorate")


def test_a_corrected_family_is_not_marked_as_inferred(ingest: Ingest, editor: User) -> None:
    posting = ingest(TEXT)
    assert posting.role_family_inferred
    inferred = [family.name for family in posting.role_families.all()]

    kept = corrections.confirm(posting, "role_family", editor, "true all the same")
    posting = ingest(TEXT + "\n- Likes apples\n")
    assert not posting.role_family_inferred
    assert [family.name for family in posting.role_families.all()] == inferred

    corrections.remove(kept, editor, "")
    posting.refresh_from_db()
    assert posting.role_family_inferred
