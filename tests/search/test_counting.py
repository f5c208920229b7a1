"""Counts that are kept, and counts of searches that match many postings."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from typing import Any

import pytest
from tantivy import Query

from postings import search
from postings.models import Employer, Posting
from postings.search import counting, drainer, kept
from postings.search.facets import FACET
from postings.search.kept import EVERYTHING, ByFacet, Counts, Kept, Pass
from postings.search.passes import counted
from postings.search.results import FacetResult, SearchResults
from tests import build
from tests.search.conftest import Find, counts, query


@pytest.mark.django_db
def test_counts_of_all_postings_are_those_of_the_newest_state(find: Find) -> None:
    first = build.posting(team=["Sales"])
    assert counts(find(), "team") == {"sales": 1}
    build.posting(team=["Sales", "Finance"])
    assert counts(find(), "team") == {"sales": 2, "finance": 1}
    Posting.objects.filter(pk=first.pk).update(hidden=True)
    assert find().count == 1
    assert counts(find(team=["sales"]), "team") == {"finance": 1, "sales": 1}


@pytest.mark.django_db
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


@pytest.mark.django_db
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


@pytest.mark.django_db
@pytest.mark.parametrize("few", [0, 1_000])
@pytest.mark.parametrize("asked_before", [False, True])
def test_what_most_postings_match_is_counted_by_the_others(
    find: Find, monkeypatch: pytest.MonkeyPatch, few: int, asked_before: bool
) -> None:
    monkeypatch.setattr(counting, "FEW", few)
    crowd = [f"Skill {number:02}" for number in range(FACET["skill"].columns + 1)]
    for number in range(3):
        build.posting(skill=["Welding", "Excel"], text="Welder.", years=number, location=["germany/-/munich"])
    build.posting(skill=crowd, text="Welder.", location=["germany"])
    build.posting(skill=["Baking", "Excel", *crowd], text="Baker.", years=2, location=["united-states"])
    if asked_before:  # then all facets were counted over all postings, together
        find()
    found = find(text="welder")
    assert found.count == 4
    assert counts(found, "skill") == {"excel": 3, "welding": 3, **dict.fromkeys(map(_slug, crowd), 1)}
    assert counts(found, "location") == {"germany": 4, "germany/-/munich": 3}
    assert dict(found.years) == {0: 1, 1: 1, 2: 1}


@pytest.mark.django_db
@pytest.mark.parametrize("few", [0, 1_000])
def test_the_total_is_right_where_some_of_it_was_counted_lately_in_another_way(
    find: Find, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """With an exclusion it is not known that most postings match; without it, the others are counted."""
    monkeypatch.setattr(counting, "FEW", few)
    for number in range(5):
        build.posting(
            team=["Sales"] if number % 2 else ["Finance"], text="Baker." if number == 4 else "Welder."
        )
    assert find(text="welder", exclusions={"team": ("sales",)}).count == 2
    found = find(text="welder")
    assert found.count == 4
    assert counts(found, "team") == {"finance": 2, "sales": 2}


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _cut(monkeypatch: pytest.MonkeyPatch, frequent: int, listed: int) -> None:
    """Lists are long, and counted in part, from so many values on."""
    monkeypatch.setattr(counting, "FREQUENT", frequent)
    monkeypatch.setattr(counting, "LISTED", listed)


def _employers(found: SearchResults) -> FacetResult:
    return next(facet for facet in found.facets if facet.name == "employer")


@pytest.mark.django_db
def test_of_a_long_list_the_most_frequent_are_counted(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    _cut(monkeypatch, frequent=4, listed=3)
    for name, postings in {"A": 1, "B": 4, "C": 1, "D": 3, "E": 2, "F": 1}.items():
        for _ in range(postings):
            build.posting(employer=name, text="Welder.")
    for _ in range(20):
        build.posting(employer="G", text="Baker.")
    employers = _employers(find(text="welder"))
    assert [(item.label, item.count) for item in employers.items[:3]] == [("B", 4), ("D", 3), ("E", 2)]
    assert employers.total_items is None
    everyone = search.values(query(text="welder"), "employer", search.Wanted())
    assert everyone is not None
    assert [(item.label, item.count) for item in everyone.items] == [
        ("A", 1), ("B", 4), ("C", 1), ("D", 3), ("E", 2), ("F", 1),
    ]  # fmt: skip
    assert everyone.count == 6


@pytest.mark.django_db
def test_a_long_list_is_counted_whole_where_equals_stand_at_its_end(
    find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    _cut(monkeypatch, frequent=4, listed=3)
    for name in ("H", "B", "C", "D", "E", "F", "G", "A"):
        build.posting(employer=name, text="Welder.")
    build.posting(employer="E", text="Welder.")
    for _ in range(20):
        build.posting(employer="Z", text="Baker.")
    employers = _employers(find(text="welder"))
    assert [(item.label, item.count) for item in employers.items[:3]] == [("E", 2), ("A", 1), ("B", 1)]
    assert employers.total_items == 8


@pytest.mark.django_db
def test_a_list_that_has_become_long_is_not_counted_twice(
    find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What all postings say of the short one is kept, while the new name is read for it."""
    _cut(monkeypatch, frequent=2, listed=1)
    for name in ("A", "B", "B"):
        build.posting(employer=name, text="Welder.")
    find()
    build.posting(employer="C", text="Baker.")
    assert counts(find(), "employer") == {"b": 2, "a": 1, "c": 1}
    assert counts(find(text="welder"), "employer") == {"b": 2, "a": 1}


@pytest.mark.django_db
def test_all_of_a_list_that_was_long_are_counted(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    _cut(monkeypatch, frequent=4, listed=1)
    for name in ("A", "B", "B", "C", "D"):
        build.posting(employer=name, text="Welder.")
    for _ in range(6):
        build.posting(text="Baker.")
    build.posting(text="Welder.")
    unused = Employer.objects.create(name="E", slug="e")
    build.posting(employer="E", text="Baker.")
    Posting.objects.filter(employer=unused).update(employer=None)
    assert _employers(find(text="welder")).total_items is None
    unused.delete()
    drainer.drain()
    everyone = search.values(query(text="welder"), "employer", search.Wanted())
    assert everyone is not None
    assert [item.label for item in everyone.items] == ["A", "B", "C", "D"]


@pytest.mark.django_db
def test_what_was_counted_lately_is_not_counted_again(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        build.posting(team=["Sales"] if number % 2 else ["Finance"], text="Welder.", degree="bachelor")
    first = find(text="welder", team=["sales"])
    counted: list[object] = []
    monkeypatch.setattr(counting.Counting, "_pass", lambda *arguments: counted.append(arguments))
    second = find(text="welder", team=["sales"], sort="title", page=2)
    assert not counted
    assert [facet.items for facet in second.facets] != []
    assert counts(second, "team") == counts(first, "team") == {"finance": 15, "sales": 15}


@pytest.mark.django_db
def test_a_change_is_counted(find: Find) -> None:
    one = build.posting(team=["Sales"], text="Welder.")
    assert counts(find(text="welder"), "team") == {"sales": 1}
    Posting.objects.filter(pk=one.pk).update(hidden=True)
    build.posting(team=["Finance"], text="Welder.")
    assert counts(find(text="welder"), "team") == {"finance": 1}


def _passed(numbers: Counts) -> Future[Pass]:
    found: Future[Pass] = Future()
    found.set_result(Pass({"team": numbers}, None))
    return found


def test_few_questions_are_kept_and_always_what_was_counted_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "QUESTIONS", 2)
    begun: list[object] = []
    here = Kept()

    def begin(question: object, _: list[str]) -> ByFacet:
        begun.append(question)
        return {"team": [(_passed({1: 1}), 1)]}

    for question in (EVERYTHING, "many", "a", "b", "a", "c", "a", "b", "many", EVERYTHING):
        here.begun(question, ["team"], partial(begin, question), dear=question == "many")
    assert begun == [EVERYTHING, "many", "a", "b", "c", "b"]


def test_a_pass_that_failed_is_not_kept() -> None:
    failed: Future[Pass] = Future()
    failed.set_exception(ValueError("no room"))
    here = Kept()
    assert here.begun("a", ["team"], lambda _: {"team": [(failed, 1)]})["team"][0][0] is failed
    again = _passed({1: 1})
    assert here.begun("a", ["team"], lambda _: {"team": [(again, 1)]})["team"][0][0] is again


class _Narrow:
    """An engine that refuses more than one column at a time, as where there are too many numbers."""

    def aggregate(self, _: object, asked: dict[str, Any]) -> dict[str, Any]:
        if len(asked) > 1:
            raise ValueError("bucket limit was exceeded")
        return {name: {"buckets": [{"key": 7, "doc_count": 2}], "sum_other_doc_count": 0} for name in asked}


def test_columns_with_too_many_numbers_together_are_counted_one_by_one() -> None:
    columns = {"team": ["team_1", "team_2"], "employer": ["employer_1"]}
    searcher: Any = _Narrow()
    found = counted(
        searcher, Query.all_query(), columns, {"team": 10, "employer": 10}, {"team": 10, "employer": 10}
    )
    assert found.numbers == {"team": {7: 4}, "employer": {7: 2}}
