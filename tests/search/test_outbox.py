"""Whatever writes, the index hears of it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from postings.models import (
    Employer,
    Location,
    Posting,
    Requirement,
    RoleFamily,
    SearchIndex,
    SearchNote,
    Team,
    Term,
)
from postings.search import SearchQuery, drainer, outbox, search, taking
from postings.search.check import Differences, check
from postings.search.facets import FACETS
from postings.search.folder import Folder
from postings.search.index import TantivyIndex
from tests import build
from tests.search.conftest import Find, counts, ids
from tests.search.serving import PATIENCE

pytestmark = pytest.mark.django_db

Write = Callable[[Posting], object]


def _sql(statement: str) -> Write:
    def write(posting: Posting) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"id": posting.pk} if "%(id)s" in statement else None)

    return write


def _copy(posting: Posting) -> None:
    columns = 'posting_id, kind, term_id, or_experience, corrected, start, "end", exact, rule'
    term = build.term("field_of_study", "Law").pk
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY postings_requirement ({columns}) FROM STDIN") as copy,
    ):
        copy.write_row((posting.pk, "field_of_study", term, False, False, 0, 2, "We", "test"))


def _save(posting: Posting) -> None:
    posting.title = "Baker"
    posting.save()


def _bulk_create(posting: Posting) -> None:
    made = Posting(title="Another", loaded=timezone.now())
    Posting.objects.bulk_create([made])


def _merge_team(posting: Posting) -> None:
    """As a person merges a team into another that the posting has not: links move, the team goes."""
    old, new = Team.objects.get(slug="sales"), build.named(Team, "Selling")
    Posting.teams.through.objects.filter(team=old).update(team=new)
    old.delete()


WRITES: dict[str, Write] = {
    "a save": _save,
    "a save of one column": lambda posting: Posting.objects.filter(pk=posting.pk).update(hidden=True),
    "another day of posting": lambda posting: Posting.objects.update(posted_on=dt.date(2020, 2, 29)),
    "an update in bulk": lambda posting: Posting.objects.update(title="Baker"),
    "a creation in bulk": _bulk_create,
    "a deletion": lambda posting: posting.delete(),
    "a new text": lambda posting: build.show(posting, "We fire."),
    "an edited text": lambda posting: posting.versions.update(text="We fire."),
    "a link added": lambda posting: posting.teams.add(build.named(Team, "Field")),
    "a link removed": lambda posting: posting.teams.clear(),
    "families set": lambda posting: posting.role_families.set([build.named(RoleFamily, "Research")]),
    "places set": lambda posting: posting.locations.set([build.place("france/idf/paris")]),
    "a statement added": lambda posting: build.requirement(
        posting, "field_of_study", term=build.term("field_of_study", "Law")
    ),
    "a statement removed": lambda posting: posting.requirements.all().delete(),
    "a statement that moves": lambda posting: Requirement.objects.update(posting=build.posting("Elsewhere")),
    "a team renamed": lambda posting: Team.objects.update(name="Selling"),
    "a family renamed": lambda posting: RoleFamily.objects.update(name="Selling"),
    "an employer renamed": lambda posting: Employer.objects.update(name="Nadir"),
    "a country renamed": lambda posting: Location.objects.filter(slug="united-states").update(name="USA"),
    "a place moved": lambda posting: Location.objects.filter(slug="united-states/il").update(
        parent=build.place("canada")
    ),
    "a team merged": _merge_team,
    "an employer deleted": lambda posting: Employer.objects.all().delete(),
    "raw SQL": _sql("UPDATE postings_posting SET title = 'Baker' WHERE id = %(id)s"),
    "raw SQL that deletes links": _sql("DELETE FROM postings_posting_locations"),
    "MERGE": _sql(
        "MERGE INTO postings_posting USING (SELECT 1) AS one ON id = %(id)s"
        " WHEN MATCHED THEN UPDATE SET title = 'Baker'"
    ),
    "COPY": _copy,
}


@pytest.fixture
def posting(find: Find) -> Posting:
    """A posting with some of everything, in an index that is in step."""
    made = build.posting(
        "Clerk",
        "We hire.",
        employer="Acme",
        team=["Sales"],
        role_family=["Marketing"],
        location=["united-states/il/chicago"],
        field_of_study=["Physics"],
        degree="bachelor",
        years=3,
    )
    assert find().count == 1
    return made


def _indexed(folder: Path) -> dict[int, int]:
    current = Folder(folder).current()
    assert current is not None
    return dict(TantivyIndex(folder / "builds" / current.build).digests())


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_the_index_follows(posting: Posting, index_folder: Path, write: Write) -> None:
    before = _indexed(index_folder)
    write(posting)
    assert check(Folder(index_folder)) == Differences()
    assert _indexed(index_folder) != before, "the write should have mattered"


@pytest.mark.parametrize("column", [field.column for field in Posting._meta.concrete_fields[1:]])
def test_a_write_to_any_column_is_noted(posting: Posting, index_folder: Path, column: str) -> None:
    """Also to those that no document is made of today."""
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE postings_posting SET "{column}" = "{column}"')  # noqa: S608  our own columns
    notes = SearchIndex.objects.get().notes.all()
    assert [note.posting_id for note in notes] == [posting.pk, posting.pk]  # as it was, and as it is


def test_a_write_that_is_taken_back_leaves_no_note(posting: Posting, index_folder: Path) -> None:
    with transaction.atomic():
        posting.delete()
        transaction.set_rollback(True)
    index = SearchIndex.objects.get()
    assert not index.notes.exists()


def test_truncate_orders_a_rebuild(posting: Posting, index_folder: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE postings_posting_teams")
    index = SearchIndex.objects.get()
    assert {note.about for note in index.notes.all()} == {"everything"}
    assert check(Folder(index_folder)) == Differences()


def test_every_table_that_a_facet_reads_has_its_triggers(db: None) -> None:
    tables = {Posting._meta.db_table, "postings_postingversion"}
    for facet in FACETS:
        model: Any = Posting
        for step in facet.path.split("__") if facet.path else []:
            relation = model._meta.get_field(step)
            through = getattr(relation.remote_field, "through", None)
            model = relation.related_model
            tables |= {model._meta.db_table, *([through._meta.db_table] if through else [])}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_search_%'"
        )
        triggered = {table for (table,) in cursor.fetchall()}
    assert tables <= triggered
    assert triggered == set(outbox.NOTED_TABLES)


@pytest.mark.parametrize("batch", [1, 100])
def test_a_name_with_more_postings_than_a_batch_is_read_in_several(
    posting: Posting, index_folder: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    for _ in range(3):
        build.posting("Baker", team=["Sales"], location=["united-states/il"])
    assert check(Folder(index_folder)) == Differences()
    monkeypatch.setattr(drainer, "BATCH", batch)
    Team.objects.update(name="Selling")
    Location.objects.filter(slug="united-states").update(name="America")
    assert {note.about for note in SearchIndex.objects.get().notes.all()} == {"team", "location"}
    assert check(Folder(index_folder)) == Differences()


def test_two_folders_follow_one_database(posting: Posting, index_folder: Path, tmp_path: Path) -> None:
    other = Folder(tmp_path / "other")
    drainer.drain(other)
    Posting.objects.update(title="Baker")
    build.posting("Cook")
    for folder in (Folder(index_folder), other):
        assert check(folder) == Differences()
    assert SearchIndex.objects.count() == 2


def test_a_forgotten_index_gets_no_more_notes_and_builds_anew(
    posting: Posting, index_folder: Path, find: Find
) -> None:
    first = SearchIndex.objects.get()
    assert outbox.forget(str(first.pk))
    assert not outbox.forget(str(first.pk))
    posting.delete()
    assert find().count == 0
    assert SearchIndex.objects.get() != first


@pytest.mark.django_db(transaction=True)
def test_an_index_may_be_forgotten_while_somebody_writes(index_folder: Path) -> None:
    made = build.posting("Clerk")
    drainer.drain()

    def forget() -> None:
        assert outbox.forget(str(SearchIndex.objects.get().pk))
        connection.close()

    with transaction.atomic():
        Posting.objects.filter(pk=made.pk).update(title="Baker")
        other = threading.Thread(target=forget)
        other.start()
        other.join(timeout=PATIENCE)
    assert SearchNote.objects.count() == 2
    drainer.drain()
    assert not SearchNote.objects.exists()
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [outbox.forget, outbox.order_rebuild])
def test_nobody_waits_for_notes_that_are_being_taken(
    index_folder: Path, act: Callable[[str], object]
) -> None:
    """Two that each wait for what the other has taken would be a deadlock, and one of them would be ended."""
    drainer.drain()
    build.posting("Clerk")
    index = str(SearchIndex.objects.get().pk)

    def act_beside() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        act(index)
        connection.close()

    with transaction.atomic():
        taking.take(index, 1)
        beside = ThreadPoolExecutor(1).submit(act_beside)
        beside.result(timeout=PATIENCE)
        transaction.set_rollback(True)
    drainer.drain()
    assert search(SearchQuery()).count == 1
    assert check(Folder(index_folder)) == Differences()


def test_notes_of_a_neglected_index_are_folded(posting: Posting, index_folder: Path, tmp_path: Path) -> None:
    other = Folder(tmp_path / "other")
    drainer.drain(other)
    neglected = SearchIndex.objects.latest("created")
    Posting.objects.update(title="Baker")
    assert outbox.fold_neglected() == 0
    long_ago = timezone.now() - dt.timedelta(days=30)
    SearchIndex.objects.filter(pk=neglected.pk).update(created=long_ago, drained=long_ago)
    drainer.drain()
    assert [note.about for note in neglected.notes.all()] == ["everything"]
    assert check(other) == Differences()


def test_a_new_name_is_read_although_no_value_of_the_facet_changed(posting: Posting, find: Find) -> None:
    Team.objects.update(name="Selling")
    [team] = [facet for facet in find().facets if facet.name == "team"]
    assert [(item.value, item.label) for item in team.items] == [("sales", "Selling")]


def test_a_name_that_is_gone_is_missing(posting: Posting, find: Find) -> None:
    assert counts(find(team=["sales"]), "team") == {"sales": 1}
    Team.objects.all().delete()
    [team] = [facet for facet in find(team=["sales"]).facets if facet.name == "team"]
    assert [(item.value, item.missing) for item in team.items] == [("sales", True)]


def test_a_search_says_how_far_behind_it_is(posting: Posting, find: Find) -> None:
    assert search(SearchQuery()).behind == 0
    gone = posting.pk
    posting.delete()
    answer = search(SearchQuery())
    assert answer.behind > 0
    assert ids(answer) == [gone]
    assert find().behind == 0


def test_a_new_value_shows_before_the_names_are_read_again(posting: Posting, find: Find) -> None:
    posting.teams.add(build.named(Team, "Newcomers"))
    posting.requirements.update(term=Term.objects.create(kind="field_of_study", slug="art", name="Art"))
    answer = find(team=["newcomers"])
    assert counts(answer, "team") == {"newcomers": 1, "sales": 1}
    assert counts(answer, "field_of_study") == {"art": 1}
