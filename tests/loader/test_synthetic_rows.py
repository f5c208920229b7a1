"""Synthetic postings are whole in the database, and loaded all or not at all."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest
from django.db import connection
from django.test import Client

from postings.loader import bulk, reload, removal
from postings.models import (
    Employer,
    Location,
    Posting,
    PostingVersion,
    RoleFamily,
    SearchNote,
    SourceFile,
    Team,
    Term,
)
from postings.search import drainer
from postings.search.check import check
from postings.synthetic import binary, prose, rows, shared
from postings.synthetic.lines import Keys
from postings.synthetic.making import make
from postings.synthetic.rows import Copy, Order
from tests import build
from tests.loader.synthetic import UNTIL, made


@pytest.mark.django_db
def test_rows_hold_what_was_written() -> None:
    made(40)
    assert Posting.objects.count() == SourceFile.objects.count() == 40
    for number, posting in enumerate(Posting.objects.order_by("pk")):
        wanted = make(1, number, UNTIL)
        assert posting.title == wanted.title
        assert posting.version is not None
        assert posting.version.text == wanted.page.text()
        assert zlib.decompress(posting.files.get().raw) == wanted.page.file()
        assert posting.version.blocks == [list(block) for block in wanted.page.blocks]
        assert posting.version.number == posting.versions.count() == 1 + (wanted.added_bullet is not None)
        assert posting.paths == [[path.level, path.years] for path in wanted.summary.paths]
        assert posting.min_years == wanted.summary.min_years
        assert posting.posted_on == wanted.posted_on
        assert {team.name for team in posting.teams.all()} == set(wanted.teams)
        assert {str(place) for place in posting.locations.all()} == {str(place) for place in wanted.places}
        assert posting.requirements.count() == len(wanted.page.said)
        for row in posting.requirements.all():
            assert posting.version.text[row.start : row.end] == row.exact
            assert (row.term is None) == (row.kind not in bulk.TERMS)


@pytest.mark.django_db
def test_some_had_an_earlier_text_with_one_bullet_less() -> None:
    made(40)
    earlier = PostingVersion.objects.filter(shown_by=None)
    assert earlier.exists()
    for older in earlier.select_related("posting__version"):
        shown = older.posting.version
        assert shown is not None
        assert (older.number, shown.number) == (1, 2)
        old, new = older.text.splitlines(), shown.text.splitlines()
        assert len(old) == len(new) - 1
        assert not set(old) - set(new)
        blocks = [older.text[start:end] for _, start, end in older.blocks]
        assert blocks == [line for line in old if line]


@pytest.mark.django_db
def test_many_at_once_are_as_whole_as_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables stand bare meanwhile; all that was taken off is back, and what was copied has passed it."""
    before = guards()
    monkeypatch.setattr(bulk, "MANY", 0)
    build.posting("Beekeeper")
    made(5)
    made(9)
    assert guards() == before
    titles = Posting.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Beekeeper", *(make(1, number, UNTIL).title for number in range(9))]
    list(removal.remove(bulk.collections()[0]))
    assert Posting.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # a runner of tests may have threads
@pytest.mark.parametrize("room", [shared.BYTES_A_POSTING, 10])
def test_processes_write_the_same_postings(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """By way of memory that they share, and by pipes if what they write does not fit there."""
    monkeypatch.setattr(bulk, "MANY", 0)
    monkeypatch.setattr(bulk, "BATCH", 2)
    monkeypatch.setattr(shared, "BYTES_A_POSTING", room)
    list(bulk.add(1, 9, UNTIL, jobs=2))
    texts = Posting.objects.order_by("pk").values_list("version__text", flat=True)
    assert list(texts) == [make(1, number, UNTIL).page.text() for number in range(9)]
    assert SourceFile.objects.filter(path=rows.path_of(1, 8)).count() == 1


@pytest.mark.django_db
def test_a_run_that_is_cut_off_leaves_the_tables_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    before = guards()
    monkeypatch.setattr(bulk, "MANY", 0)
    monkeypatch.setattr(bulk, "BATCH", 2)
    running = bulk.add(1, 6, UNTIL, jobs=1)
    assert next(running) == 2
    assert guards() != before
    running.close()
    assert guards() == before
    assert not Posting.objects.exists()
    made(6)
    assert Posting.objects.count() == 6


def guards() -> list[tuple[str, ...]]:
    """The constraints, indexes, triggers and sequences of all tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid > 0
            UNION SELECT indexname, indexdef FROM pg_indexes
            UNION SELECT tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
            UNION SELECT seqrelid::regclass::text, seqcache::text FROM pg_sequence
            UNION SELECT attrelid::regclass || '.' || attname, attstorage::text FROM pg_attribute
            ORDER BY 1, 2
            """
        )
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_running_again_adds_nothing_and_a_larger_number_goes_on() -> None:
    made(5)
    first = set(Posting.objects.values_list("pk", "title"))
    made(5)
    assert set(Posting.objects.values_list("pk", "title")) == first
    made(8)
    assert set(Posting.objects.values_list("pk", "title")) > first
    titles = list(Posting.objects.order_by("pk").values_list("title", flat=True))
    assert titles == [make(1, number, UNTIL).title for number in range(8)]
    made(2, seed=2)
    assert Posting.objects.count() == 10


@pytest.mark.django_db
def test_no_name_is_left_that_nothing_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large run all names are added at first."""
    monkeypatch.setattr(bulk, "FEW", 0)
    made(10)
    assert not Employer.objects.filter(postings=None).exists()
    assert not Team.objects.filter(postings=None).exists()
    assert not RoleFamily.objects.filter(postings=None).exists()
    assert not Term.objects.filter(requirements=None).exists()
    assert not Location.objects.filter(postings=None, children=None).exists()


@pytest.mark.django_db
def test_a_person_reading_one_again_changes_nothing_but_its_rules() -> None:
    """What an admin's correction does: the posting is read anew from its file's bytes."""
    made(3)
    versions = PostingVersion.objects.count()
    reload(Posting.objects.all())
    assert PostingVersion.objects.count() == versions
    assert [one.title for one in Posting.objects.order_by("pk")] == [
        make(1, n, UNTIL).title for n in range(3)
    ]


@pytest.mark.django_db
def test_the_page_of_a_synthetic_posting_says_so(client: Client) -> None:
    made(1)
    page = client.get(Posting.objects.get().get_absolute_url()).content.decode()
    assert any(words in page for words in prose.CONFESSIONS)
    assert "synthetic-1-0000000.txt" in page


def test_the_index_agrees_after_a_load_and_after_a_removal(in_step: Callable[[], None]) -> None:
    build.posting("Beekeeper")
    in_step()
    made(30)
    assert SearchNote.objects.filter(about="posting").count() == 30  # one a posting, not one a table
    in_step()
    assert not check(drainer.here())
    list(removal.remove(bulk.collections()[0]))
    in_step()
    assert not check(drainer.here())


def test_rows_are_the_same_however_they_are_shared_out() -> None:
    """Processes that write some of the orders each write what one writes of all."""
    names = rows.names_of(1, range(12), UNTIL)
    keys = Keys(
        collection=1,
        terms=numbered(names.terms),
        employers=numbered(names.employers),
        teams=numbered(names.teams),
        families=numbered(names.families),
        places=numbered(names.places),
    )
    whole = by_table(rows.Writer(keys).write(order(range(12))))
    shared_out = [*rows.Writer(keys).write(order(range(5))), *rows.Writer(keys).write(order(range(5, 12)))]
    assert by_table(shared_out) == whole
    assert {table for table, _ in whole} == set(rows.COLUMNS)


Name = TypeVar("Name")


def numbered(names: Iterable[Name]) -> dict[Name, int]:
    return {name: number for number, name in enumerate(sorted(names, key=str), 1)}


def order(numbers: range) -> Order:
    posting_ids, version_ids = [1000 + one for one in numbers], [2000 + one for one in numbers]
    return Order(1, numbers, posting_ids, version_ids, UNTIL, "2026-06-30T00:00:00+00:00")


def by_table(copies: Iterable[Copy]) -> dict[tuple[str, int], bytes]:
    """What is copied, by table and number of columns."""
    found: dict[tuple[str, int], bytes] = defaultdict(bytes)
    for one in copies:
        data = bytes(one.data)
        data = data.removeprefix(binary.HEAD).removesuffix(binary.END) if one.binary else data
        found[one.table, len(one.columns)] += data
    return found
