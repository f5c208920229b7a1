"""The whole bench on a few synthetic postings: the mix, the yardstick's counts, the figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from postings.bench import comparing, measures
from postings.bench.comparing import Beside
from postings.bench.mix import (
    FILTERS,
    FREQUENCIES,
    MISSPELT,
    NO_TEXT,
    PHRASE,
    SHARES,
    TELLING,
    Case,
    mistyped,
)
from postings.bench.timing import at_once, figures
from postings.loader import bulk
from postings.models import Posting
from postings.search import SearchQuery, drainer, search

POSTINGS = 200


@pytest.fixture(scope="module")
def postings(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Synthetic postings, indexed; taken back when the module's tests are done."""
    folder: Path = tmp_path_factory.mktemp("bench")
    with django_db_blocker.unblock(), override_settings(INDEX_FOLDER=folder), transaction.atomic():
        list(bulk.add(1, POSTINGS, dt.date(2026, 6, 30), jobs=1))
        drainer.drain()
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_mix_is_the_same_for_the_same_seed_and_has_each_kind_in_its_share(postings: None) -> None:
    cases = measures.draw(1).cases(20)
    assert cases == measures.draw(1).cases(20)
    assert cases != measures.draw(2).cases(20)
    assert Counter(case.kind for case in cases) == {kind: share // 5 for kind, share in SHARES.items()}
    for case in cases:
        filters = sum(map(bool, case.query.choices.values()))
        assert bool(case.query.text) == (case.kind not in (NO_TEXT, FILTERS))
        assert filters >= {NO_TEXT: 1, FILTERS: 4}.get(case.kind, 0)
        if case.kind in (NO_TEXT, FILTERS, PHRASE):  # drawn from a posting that has all of it
            assert search(case.query).count, case


@pytest.mark.django_db
def test_a_first_part_of_the_mix_is_a_small_mix(postings: None) -> None:
    """Wherever it ends: no kind is more than a search away from its share, and none at all after twenty."""
    cases = measures.draw(1).cases(60)
    for searches in range(1, 61):
        asked = Counter(case.kind for case in cases[:searches])
        away = {kind: asked[kind] - share * searches / 100 for kind, share in SHARES.items()}
        assert max(map(abs, away.values())) < (1 if searches % 20 else 1e-9), (searches, away)


@pytest.mark.django_db
@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_a_word_is_as_frequent_as_it_is_called(postings: None, frequency: str) -> None:
    drawing = measures.draw(5)
    low, high = FREQUENCIES[frequency]
    for _ in range(10):
        word = drawing._word(frequency)
        assert low < drawing.share(word) <= max(high, 1 / POSTINGS), word


@pytest.mark.django_db
def test_a_phrase_begins_and_ends_with_a_word_that_tells(postings: None) -> None:
    drawing = measures.draw(6)
    phrases = [drawing.query(PHRASE).text for _ in range(30)]
    assert {len(phrase.split()) for phrase in phrases} == {2, 3}
    for phrase in phrases:
        first, *_, last = phrase.strip('"').split()
        assert max(drawing.share(first), drawing.share(last)) <= TELLING, phrase


@pytest.mark.django_db
def test_misspelt_words_are_in_no_posting_and_most_are_put_right(postings: None) -> None:
    drawing = measures.draw(3)
    found = [search(drawing.query(MISSPELT)) for _ in range(5)]
    assert sum(bool(one.corrected) for one in found) >= 4


@pytest.mark.django_db
def test_the_yardstick_counts_what_the_index_counts(postings: None) -> None:
    done = list(comparing.beside(measures.draw(4).cases(20)))
    assert len(done) == 20
    assert [one.case for one in done if not one.alike] == []


@pytest.mark.django_db
def test_a_count_that_is_wrong_is_noticed(postings: None) -> None:
    """The database knows of a hidden posting, the index has not read of it."""
    cases = [Case(NO_TEXT, SearchQuery())]
    Posting.objects.filter(pk=Posting.objects.order_by("pk")[0].pk).update(hidden=True)
    assert [one.alike for one in comparing.beside(cases)] == [False]


def test_figures_say_how_many_searches_they_stand_for() -> None:
    worded, unlike = Case(PHRASE, SearchQuery(text='"a b"')), Case(NO_TEXT, SearchQuery(page=2))
    done = [Beside(worded, 300.0, 3.0, alike=True), Beside(unlike, 100.0, 2.0, alike=False)]
    found = comparing.compared(done, of=9)
    assert found.peers is not None
    assert (found.of, found.peers.count, found.without_text, found.unlike) == (9, 2, 1, ["page=2"])
    assert (found.times_at_p50, found.times_at_p95) == (50.0, 100.0)
    none = comparing.compared([], of=9)
    assert (none.of, none.peers, none.times_at_p50, none.unlike) == (9, None, None, [])


def test_what_is_not_answered_is_not_timed(db: None, index_folder: Path) -> None:
    with pytest.raises(measures.NoIndexError):
        measures.answered(SearchQuery())


def test_percentiles_are_times_that_were_measured() -> None:
    found = figures([5.0, 1.0, 3.0, 2.0, 4.0])
    assert found is not None
    assert (found.count, found.p50, found.p95, found.longest) == (5, 3.0, 5.0, 5.0)
    assert figures([]) is None


def test_clients_share_what_is_to_be_asked() -> None:
    asked: list[int] = []
    crowd = at_once(range(50), asked.append, clients=4)
    assert sorted(asked) == sorted([*range(50), *range(4)]), "each asks once before the times count"
    assert len(crowd.times) == 50
    assert crowd.a_second > 0


def test_an_error_of_the_fingers_keeps_the_first_letter() -> None:
    for number in range(50):
        wrong = mistyped("engineer", Random(number))
        assert wrong != "engineer" or "ee" in wrong
        assert wrong[0] == "e"
        assert abs(len(wrong) - 8) <= 1
