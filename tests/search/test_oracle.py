"""Whatever is searched for, results and every count are those of the oracle."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from postings.filters import PostingFilterSet
from postings.search import SearchQuery, SearchResults, counting, drainer, search, tabulate
from postings.search.facets import FACETS
from postings.search.query import HELD, SORTS, Candidate
from postings.search.reader import reader
from tests.search import oracle, world
from tests.search.conftest import ids, query

pytestmark = pytest.mark.django_db

POSTINGS = 2_000
STATES = 300


@pytest.fixture(scope="module")
def rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[oracle.Row]]:
    """Postings at random, indexed; taken back when the module's tests are done."""
    folder: Path = tmp_path_factory.mktemp("oracle")
    with django_db_blocker.unblock(), override_settings(INDEX_FOLDER=folder), transaction.atomic():
        chance = random.Random(2)
        world.fill(chance, POSTINGS)
        connection.check_constraints()  # once; else each test checks all references of these rows at its end
        drainer.drain()
        search(SearchQuery())  # what the first page counts is kept, and used for others
        yield oracle.rows()
        transaction.set_rollback(True)


def _state(chance: random.Random) -> SearchQuery:
    """Some of everything that can be asked for."""
    wanted: dict[str, Any] = {}
    for facet in FACETS:
        if chance.random() < 0.3:
            values = [*world.values_of(facet.name), "gone"]
            wanted[facet.name] = chance.sample(values, chance.randint(1, min(4, len(values))))
    excluded = {
        facet.name: tuple(chance.sample([*world.values_of(facet.name), "gone"], chance.randint(1, 2)))
        for facet in FACETS
        if chance.random() < 0.1
    }
    wanted["exclusions"] = MappingProxyType(excluded)
    if chance.random() < 0.3:
        wanted["candidate"] = Candidate(
            chance.choice(HELD),
            chance.choice(world.YEARS),
            tuple(chance.sample(["physics", "law", "gone"], 1)) * chance.randint(0, 1),
        )
    if chance.random() < 0.5:
        wanted["text"] = _text(chance)
    if chance.random() < 0.2:
        wanted["years_min"] = chance.choice([*world.YEARS, None])
        wanted["years_max"] = chance.choice([*world.YEARS, None])
    wanted["degree_unstated"] = chance.random() < 0.3
    wanted["experience_unstated"] = chance.random() < 0.3
    wanted["sort"] = chance.choice([None, *SORTS])
    return query(**wanted)


def _text(chance: random.Random) -> str:
    def word() -> str:
        return chance.choice(world.WORDS)

    shapes = [
        lambda: word(),
        lambda: f"{word()} {word()}",
        lambda: f'"{word()} {word()}"',
        lambda: f"-{word()}",
        lambda: f'{word()} -"{word()} {word()}"',
        lambda: f"{word()} OR {word()}",
        lambda: f"{word()} OR {word()} -{word()}",
        lambda: f"title:{word()} {word()}",
    ]
    return chance.choice(shapes)()


def _assert_is_true(answer: SearchResults, rows: list[oracle.Row]) -> None:
    verdicts = oracle.judged(rows, answer.query)
    wanted = oracle.left(verdicts)
    assert answer.count == len(wanted)
    assert sorted(ids(answer)) == [row.id for row in wanted]
    without_years = oracle.left(verdicts, but="experience")
    assert dict(answer.years) == Counter(int(row.years) for row in without_years if row.years is not None)
    for facet in answer.facets:
        others = oracle.left(verdicts, but=facet.name)
        counted = Counter(value for row in others for value in row.values[facet.name])
        for item in facet.items:
            assert item.count == counted[item.value], item
            assert item.selected == (item.value in answer.query.chosen(facet.name))
            assert item.excluded == (item.value in answer.query.excluded(facet.name))
        assert counted.keys() <= {item.value for item in facet.items}
        assert {item.value for item in facet.items if item.missing} == (
            {"gone"} & {*answer.query.chosen(facet.name), *answer.query.excluded(facet.name)}
        )
        if facet.kind == "ordinal":
            assert sum(item.count for item in facet.items if not item.depth) == len(others)
        if facet.unstated is not None:
            adds = {"not_stated"} if facet.name == "degree" else {"not_stated", "asked_no_number"}
            assert facet.unstated.count == sum(bool(row.values[facet.name] & adds) for row in others)


@pytest.mark.parametrize("seed", range(STATES))
def test_a_random_search_answers_what_looking_at_every_posting_does(
    rows: list[oracle.Row], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other one is counted as searches that match many postings are."""
    monkeypatch.setattr(counting, "FEW", seed % 2 * POSTINGS)
    _assert_is_true(search(_state(random.Random(seed)), POSTINGS), rows)


@pytest.fixture
def counted_anew() -> Iterator[None]:
    """What is counted here is not kept for other tests, nor what they counted for this one."""
    reader().let_go()
    yield
    reader().let_go()


@pytest.mark.usefixtures("counted_anew")
@pytest.mark.parametrize("seed", range(100))
def test_of_a_list_that_is_cut_the_first_are_those_of_the_oracle(
    rows: list[oracle.Row], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "FREQUENT", 3)
    monkeypatch.setattr(counting, "LISTED", 2)
    answer = search(_state(random.Random(seed)), listed={facet.name: 2 for facet in FACETS})
    verdicts = oracle.judged(rows, answer.query)
    for facet in (one for one in answer.facets if one.kind == "values"):
        left = oracle.left(verdicts, but=facet.name)
        counted = Counter(value for row in left for value in row.values[facet.name])
        asked = {*answer.query.chosen(facet.name), *answer.query.excluded(facet.name)}
        assert all(item.count == counted[item.value] for item in facet.items)
        first = sorted(counted, key=lambda value: (-counted[value], value))[:2]
        assert [item.value for item in facet.items if item.value not in asked - {*first}] == first
        assert facet.total_items in (None, len(counted.keys() | asked))


def _main_bucket(row: oracle.Row, facet: str) -> str:
    [value] = [one for one in row.values[facet] if not one.endswith("_or_experience")]
    return value


@pytest.mark.parametrize("seed", range(STATES))
def test_the_table_of_a_random_search_counts_what_looking_at_every_posting_does(
    rows: list[oracle.Row], seed: int
) -> None:
    asked = _state(random.Random(seed))
    wanted = oracle.found(rows, asked)
    counted = Counter((_main_bucket(row, "degree"), _main_bucket(row, "experience")) for row in wanted)
    answer = tabulate(asked)
    assert answer.count == len(wanted)
    assert answer.table is not None
    columns = [column.value for column in answer.table.columns]
    cells = {
        (row.header.value, column): cell.count
        for row in answer.table.rows
        for column, cell in zip(columns, row.cells, strict=True)
    }
    assert {pair: count for pair, count in cells.items() if count} == counted
    assert sum(row.header.total for row in answer.table.rows) == len(wanted)
    for column in answer.table.columns:
        assert column.total == sum(cells[row.header.value, column.value] for row in answer.table.rows)


@pytest.mark.parametrize("text", ["", "alpha"])
def test_totals_of_the_table_are_the_counts_of_the_facets(rows: list[oracle.Row], text: str) -> None:
    table = tabulate(query(text=text, team=["sales", "cloud"])).table
    assert table is not None
    facets = {facet.name: facet for facet in search(query(text=text, team=["sales", "cloud"])).facets}
    for name, headers in (("degree", [row.header for row in table.rows]), ("experience", table.columns)):
        items = [(item.value, item.count) for item in facets[name].items if not item.depth]
        assert [(header.value, header.total) for header in headers] == items


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"degree": ["bachelor_or_experience", "master"], "experience": ["5_7", "not_stated"]},
        {"degree": ["bachelor"], "degree_unstated": True, "candidate": Candidate("master", 5.0)},
        {"exclusions": MappingProxyType({"degree": ("bachelor_or_experience",)}), "text": "alpha OR bravo"},
        {"years_min": 2.0, "years_max": 6.0, "experience": ["1_2", "not_stated"]},
        {"years_min": 3.0, "experience_unstated": True},
    ],
)
def test_a_cell_leads_to_as_many_postings_as_it_counts(
    rows: list[oracle.Row], wanted: dict[str, Any]
) -> None:
    table = tabulate(query(**wanted)).table
    assert table is not None
    cells = [cell for row in table.rows for cell in row.cells]
    assert any(cell.count and cell.url for cell in cells)
    for cell in cells:
        if cell.count and cell.url:
            chosen = PostingFilterSet(QueryDict(cell.url)).search_query()
            assert len(oracle.found(rows, chosen)) == cell.count


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_each_value_of_a_facet_finds_what_its_count_promised(rows: list[oracle.Row], facet: str) -> None:
    for value in world.values_of(facet):
        answer = search(query(**{facet: [value]}), POSTINGS)
        _assert_is_true(answer, rows)
        assert answer.count == oracle.count(rows, query(), facet, value)


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS if facet.kind == "ordinal"])
def test_buckets_add_up_to_the_total(rows: list[oracle.Row], facet: str) -> None:
    answer = search(query())
    found = next(one for one in answer.facets if one.name == facet)
    assert sum(item.count for item in found.items if item.depth == 0) == answer.count == len(rows)


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_a_choice_moves_no_item_of_its_facet(rows: list[oracle.Row], facet: str) -> None:
    def order(answer: SearchResults) -> list[tuple[str, int]]:
        found = next(one for one in answer.facets if one.name == facet)
        return [(item.value, item.count) for item in found.items if item.count]

    before = search(query(text="alpha"))
    for value, _ in order(before):
        assert order(search(query(text="alpha", **{facet: [value]}))) == order(before)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("text", ["", "alpha OR bravo"])
def test_pages_hold_every_result_once(rows: list[oracle.Row], sort: str, text: str) -> None:
    seen: list[int] = []
    for page in range(1, 30):
        answer = search(query(text=text, sort=sort, page=page), 70)
        seen += ids(answer)
        assert len(answer.hits) == max(0, min(70, answer.count - 70 * (page - 1)))
    assert sorted(seen) == [row.id for row in oracle.found(rows, query(text=text))]
