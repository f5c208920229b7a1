"""Postings like one, and what they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from postings.models import Posting, RoleFamily
from postings.search import likeness, similar
from tests import build

pytestmark = pytest.mark.django_db

Like = Callable[[Posting], list[str]]


@pytest.fixture
def like(in_step: Callable[[], None]) -> Like:
    """The titles of the postings like one, the most like it first."""

    def like(posting: Posting) -> list[str]:
        in_step()
        shown = Posting.objects.select_related("version").get(pk=posting.pk)
        found = similar(shown)
        titles = Posting.objects.in_bulk([one.posting_id for one in found])
        return [titles[one.posting_id].title for one in found]

    return like


def nurse(title: str = "Night Nurse", **more: Any) -> Posting:
    columns: dict[str, Any] = {"skill": ["Triage", "Charting"], "role_family": ["Health care"]} | more
    return build.posting(title, "We care for people at night.", **columns)


def test_what_shares_more_goes_before(like: Like) -> None:
    this = nurse(degree="bachelor", years=3)
    nurse("Day Nurse", employer="A", skill=["Triage"])
    nurse("Night Nurse", employer="B", degree="bachelor", years=4)
    nurse("School Nurse", employer="C", skill=[])
    build.posting("Welder", "We weld.", skill=["Welding"], role_family=["Trades"])
    assert like(this) == ["Night Nurse", "Day Nurse", "School Nurse"]


def test_it_says_what_is_shared(in_step: Callable[[], None]) -> None:
    this = nurse(degree="bachelor", years=3)
    other = nurse("Night Nurse", employer="B", degree="bachelor", years=4, skill=["Triage", "Packing"])
    third = nurse("Day Nurse", employer="C", skill=["Charting", "Triage"])
    in_step()
    charting, triage = (build.term("skill", name).pk for name in ("Charting", "Triage"))
    family = build.named(RoleFamily, "Health care").pk
    assert similar(Posting.objects.get(pk=this.pk)) == [
        likeness.Similar(other.pk, (triage,), (family,), True, True, True),
        likeness.Similar(third.pk, (charting, triage), (family,), False, False, False),
    ]


def test_what_nobody_states_is_not_shared(in_step: Callable[[], None]) -> None:
    this = nurse(employer="A")
    nurse(employer="B")
    in_step()
    (found,) = similar(this)
    assert (found.same_degree, found.same_years) == (False, False)


def test_it_is_not_like_itself_and_finds_nothing_that_was_taken_out(like: Like) -> None:
    this = nurse(employer="A")
    nurse("Hidden Nurse", employer="B", hidden=True)
    gone = nurse("Gone Nurse", employer="C")
    assert like(this) == ["Gone Nurse"]
    Posting.objects.filter(pk=gone.pk).update(hidden=True)  # the index has not been told yet
    assert similar(this) == []


def test_the_same_job_in_many_towns_is_one(like: Like) -> None:
    this = nurse("Night Nurse - Joliet", employer="A")
    for town in ("Aurora", "Elgin", "Peoria"):
        nurse(f"Night Nurse - {town}", employer="A")
        nurse(f"Day Nurse - {town}", employer="A")
        nurse(f"Night Nurse - {town}", employer="B")
    assert sorted(like(this)) == ["Day Nurse - Peoria", "Night Nurse - Peoria"]


def test_rare_words_of_the_text_find_what_the_title_does_not(like: Like) -> None:
    this = build.posting("Specialist", "You restore harpsichords and clavichords.", employer="A")
    build.posting("Craftsman", "Our clavichords and harpsichords need you.", employer="B")
    for number in range(3):
        build.posting("Welder", "You weld and weld.", employer=f"C{number}")
    assert like(this) == ["Craftsman"]


def test_words_that_too_many_have_are_not_looked_at(like: Like, monkeypatch: pytest.MonkeyPatch) -> None:
    this = nurse(employer="A", skill=["Triage"])
    nurse("Baker", employer="B", skill=["Triage"])
    for number in range(5):
        nurse(employer=f"C{number}", skill=[])
    monkeypatch.setattr(likeness, "MOST_WALKED", 2)
    assert like(this) == ["Baker"]


def test_a_posting_without_text_and_an_index_that_is_not_there(
    in_step: Callable[[], None], like: Like
) -> None:
    empty = Posting.objects.create(title="???", loaded=nurse().loaded)
    assert similar(empty) == []
    assert like(empty) == []
