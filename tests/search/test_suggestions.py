"""What is suggested to somebody who types."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.http import QueryDict

from postings.filters import PostingFilterSet
from postings.search import SearchQuery, search, suggest, suggestions
from tests import build
from tests.search.conftest import query

pytestmark = pytest.mark.django_db

Suggested = list[tuple[str, str, int]]


@pytest.fixture
def suggested(in_step: Callable[[], None]) -> Callable[..., Suggested]:
    """Drains and suggests: (kind, label, count) of each; every count is that of the search it leads to."""

    def suggested(prefix: str, limit: int = 8, around: SearchQuery = query()) -> Suggested:  # noqa: B008
        in_step()
        found = suggest(around, prefix, limit)
        for one in found:
            leads_to = PostingFilterSet(QueryDict(one.url)).search_query()
            assert search(leads_to).count == one.count, one
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
    around = query(employer=["acme"], team=["north"], text="n")
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


def test_titles_of_many_postings_are_read_aside(
    suggested: Callable[..., Suggested], monkeypatch: pytest.MonkeyPatch
) -> None:
    build.posting("Nurse", team=["Night"])
    monkeypatch.setattr(suggestions, "MANY", 0)
    assert ("team", "Night", 1) in suggested("n")
    until = time.monotonic() + 10
    while len(suggested("n")) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    assert suggested("n") == [("title", "Nurse", 1), ("team", "Night", 1)]


def test_without_an_index_nothing_is_suggested() -> None:
    assert suggest(query(), "n") == ()
