"""What is suggested to somebody who types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from django.http import QueryDict

from postings.filters import PostingFilterSet
from postings.models import Posting
from postings.search import SearchQuery, known, search, suggest, suggestions
from postings.search.reader import reader
from tests import build
from tests.search.conftest import query
from tests.search.serving import until

pytestmark = pytest.mark.django_db

EVERYTHING = query()
Suggested = list[tuple[str, str, int | None]]


@pytest.fixture
def suggested(in_step: Callable[[], None]) -> Callable[..., Suggested]:
    """Drains and suggests: (kind, label, count) of each; every count is that of the search it leads to."""

    def suggested(
        prefix: str, limit: int = 8, around: SearchQuery = EVERYTHING, recent: Sequence[str] = ()
    ) -> Suggested:
        in_step()
        found = suggest(replace(around, text=prefix), limit, recent)
        for one in found:
            leads_to = PostingFilterSet(QueryDict(one.url)).search_query()
            assert one.count in (None, search(leads_to).count), one
            assert leads_to.text == one.text
        return [(one.kind, one.label, one.count) for one in found]

    return suggested


def test_each_kind_is_suggested_with_its_count(suggested: Callable[..., Suggested]) -> None:
    for title in ("Sales Manager - Nights", "Sales Manager (Joliet)", "Clerk"):
        build.posting(
            title, team=["Sales"], employer="Salton", skill=["Salesforce"], location=["spain/-/salou"]
        )
    assert suggested("sal") == [
        ("title", "Sales Manager", 2),
        ("skill", "Salesforce", 3),
        ("employer", "Salton", 3),
        ("team", "Sales", 3),
        ("location", "Salou, Spain", 3),
    ]


def test_any_word_may_begin_so_and_the_first_goes_before(suggested: Callable[..., Suggested]) -> None:
    for title in ("Senior Data Analyst", "Senior Data Analyst", "Data Analyst", "Élan Datá Lead"):
        build.posting(title)
    assert suggested("data an") == [("title", "Data Analyst", 3), ("title", "Senior Data Analyst", 2)]
    assert suggested("ELAN") == [("title", "Élan Datá Lead", 1)]
    assert suggested("nalyst") == []


def test_counts_are_those_of_the_rest_of_the_search(suggested: Callable[..., Suggested]) -> None:
    build.posting("Nurse", team=["Night"], employer="Acme")
    build.posting("Nurse", team=["North"], employer="Acme")
    build.posting("Nurse", team=["North"], employer="Zeta")
    around = query(employer=["acme"], team=["north"])
    assert suggested("n", around=around) == [
        ("title", "Nurse", 1),
        ("team", "North", 1),
        ("team", "Night", 1),
    ]
    assert suggested("zet", around=around) == [("employer", "Zeta", 1)]
    assert suggested("nig", around=query(employer=["zeta"])) == []  # nothing to find


@pytest.mark.parametrize("prefix", ["", "  ", "-", '"', "\\", "\0", "😀", "a" * 5000])
def test_odd_prefixes_suggest_nothing(suggested: Callable[..., Suggested], prefix: str) -> None:
    build.posting("Clerk")
    assert suggested(prefix) == []


def test_no_more_than_asked_for(suggested: Callable[..., Suggested]) -> None:
    for number in range(9):
        build.posting(f"Nurse {'abcdefghi'[number]}", team=[f"Night {number}"])
    assert len(suggested("n", 5)) == 5
    assert {kind for kind, _, _ in suggested("n", 5)} == {"title", "team"}
    assert suggested("n", 0) == []


def test_the_words_before_the_last_stay(suggested: Callable[..., Suggested]) -> None:
    build.posting("Data Analyst", "We use python.", location=["spain/-/salou"])
    build.posting("Data Analyst", "We use java.", location=["spain/-/salou"])
    build.posting("Nurse", "We use python.", location=["spain/-/seville"])
    assert suggested("python sal") == [("location", "Salou, Spain", 1)]
    assert suggested("python data an") == [("title", "Data Analyst", 1)]
    (found,) = suggest(query(text="we python data"))
    assert (found.text, found.count) == ('we python title:"Data Analyst"', 1)
    assert suggested("cobol sal") == []
    assert suggested("python s") == []  # a single letter says too little


def test_searches_of_before_are_counted_here(suggested: Callable[..., Suggested]) -> None:
    build.posting("Nurse", "We care.", team=["North"])
    build.posting("Nurse", "We care.", team=["South"])
    past = ["nurse", "care -nurse", "unheard"]
    assert suggested("", around=query(team=["north"]), recent=past) == [
        ("recent", "nurse", 1),
        ("recent", "care -nurse", 0),
        ("recent", "unheard", 0),
    ]
    assert suggested("nu", around=query(team=["north"]), recent=past[:1]) == [
        ("recent", "nurse", 1),
        ("title", "Nurse", 1),
    ]


def test_what_would_take_too_long_is_suggested_without_a_number(
    suggested: Callable[..., Suggested], monkeypatch: pytest.MonkeyPatch
) -> None:
    for team in ("Night", "Night", "North"):
        build.posting("Clerk", team=[team], employer="Acme")
    monkeypatch.setattr(suggestions, "LITTLE", 0)
    monkeypatch.setattr(suggestions, "WORK", 1)
    acme = query(employer=["acme"])
    assert suggested("n", around=acme) == [("team", "Night", None), ("team", "North", 1)]
    monkeypatch.setattr(suggestions, "WORK", 3)
    assert suggested("n", around=acme) == [("team", "Night", 2), ("team", "North", 1)]


def test_a_value_by_itself_costs_nothing_to_count(
    suggested: Callable[..., Suggested], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "LITTLE", 0)
    monkeypatch.setattr(suggestions, "WORK", 0)
    for number in range(3):
        build.posting("Clerk", team=["Night" if number else "Noon"], degree="bachelor" if number else None)
    assert suggested("n") == [("team", "Night", 2), ("team", "Noon", 1)]
    gone = Posting.objects.filter(teams__slug="night").first()
    assert gone is not None
    gone.delete()
    in_index = {label: count for _, label, count in suggested("n")}
    assert in_index["Night"] in (None, 1)  # never what the index still has of the deleted one


def test_of_many_postings_names_and_titles_are_read_aside(
    suggested: Callable[..., Suggested], monkeypatch: pytest.MonkeyPatch
) -> None:
    build.posting("Nurse", team=["Night"])
    monkeypatch.setattr(known, "MANY", 0)
    suggested("n")
    until(lambda: bool(suggested("n")))
    assert suggested("n") == [("title", "Nurse", 1), ("team", "Night", 1)]


def test_a_search_begins_to_read_what_may_be_suggested(
    in_step: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    build.posting("Nurse", team=["Night"])
    monkeypatch.setattr(known, "MANY", 0)
    in_step()
    search(query())
    opened = reader().opened()
    assert opened is not None
    until(lambda: opened.suggester.known.ready)
    assert [one.label for one in suggest(query(text="n"))] == ["Nurse", "Night"]


def test_without_an_index_nothing_is_suggested() -> None:
    assert suggest(query(text="n")) == ()
