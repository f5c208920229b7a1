"""Counts that are kept, and counts of searches that match many postings."""

from __future__ import annotations

from typing import Any

import pytest

from postings.models import Posting
from postings.search import counting
from postings.search.facets import FACET
from tests import build
from tests.search.conftest import Find, counts

pytestmark = pytest.mark.django_db


def test_counts_of_all_postings_are_those_of_the_newest_state(find: Find) -> None:
    first = build.posting(team=["Sales"])
    assert counts(find(), "team") == {"sales": 1}
    build.posting(team=["Sales", "Finance"])
    assert counts(find(), "team") == {"sales": 2, "finance": 1}
    Posting.objects.filter(pk=first.pk).update(hidden=True)
    assert find().count == 1
    assert counts(find(team=["sales"]), "team") == {"finance": 1, "sales": 1}


@pytest.mark.parametrize("few", [0, 1_000])
def test_a_posting_with_more_values_than_columns_is_counted_under_each(
    find: Find, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(counting, "FEW", few)
    skills = [f"Skill {number:02}" for number in range(FACET["skill"].columns + 3)]
    build.posting(skill=skills, text="Welder.")
    build.posting(skill=skills[:2], text="Welder.")
    build.posting(text="Baker.")
    found = find(text="welder")
    assert found.count == 2
    assert counts(found, "skill") == {
        "skill-00": 2,
        "skill-01": 2,
        **{f"skill-{number:02}": 1 for number in range(2, len(skills))},
    }


def test_the_total_is_right_where_only_skills_have_no_choice(find: Find) -> None:
    """They stand in a column of any number, which does not tell how many postings there are."""
    given: dict[str, Any] = {
        "team": ["Sales"],
        "role_family": ["Clerks"],
        "location": ["germany/-/munich"],
        "field_of_study": ["Law"],
        "employment_type": ["Full-time"],
        "workplace": ["Remote"],
    }
    for skills in ([], ["Typing", "Filing", "Excel"]):
        build.posting(employer="Acme", skill=skills, degree="bachelor", years=3, **given)
    everything = {facet.name: [item.value for item in facet.items] for facet in find().facets}
    found = find(**{name: values for name, values in everything.items() if name != "skill"})
    assert found.count == 2
    assert counts(found, "skill") == {"excel": 1, "filing": 1, "typing": 1}


@pytest.mark.parametrize("few", [0, 1_000])
def test_what_most_postings_match_is_counted_by_the_others(
    find: Find, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(counting, "FEW", few)
    crowd = [f"Skill {number:02}" for number in range(FACET["skill"].columns + 1)]
    for number in range(3):
        build.posting(skill=["Welding", "Excel"], text="Welder.", years=number, location=["germany/-/munich"])
    build.posting(skill=crowd, text="Welder.", location=["germany"])
    build.posting(skill=["Baking", "Excel", *crowd], text="Baker.", years=2, location=["united-states"])
    found = find(text="welder")
    assert found.count == 4
    assert counts(found, "skill") == {"excel": 3, "welding": 3, **dict.fromkeys(map(_slug, crowd), 1)}
    assert counts(found, "location") == {"germany": 4, "germany/-/munich": 3}
    assert dict(found.years) == {0: 1, 1: 1, 2: 1}


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
