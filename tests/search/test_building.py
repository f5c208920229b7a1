"""When an index is built again, and what is known of the one that is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from pytest_django import Settings

import postings.search
from postings.models import Posting, SearchIndex
from postings.search import SearchQuery, drainer, outbox, search
from postings.search.check import Differences, check
from postings.search.folder import Folder
from postings.search.index import TantivyIndex
from postings.search.reader import Opened, Reader, reader
from tests import build
from tests.search.conftest import Find, ids, query
from tests.search.serving import (
    another_schema,
    current_of,
    delete_folder,
    in_background,
    until,
    until_in_step,
)


@pytest.mark.django_db
def test_searches_are_answered_while_another_index_is_built(find: Find, index_folder: Path) -> None:
    made = build.posting("Clerk")
    assert find().count == 1
    before = current_of(index_folder)
    answers: list[list[int]] = []
    drainer.drain(rebuild=True, progress=lambda done: answers.append(ids(search(SearchQuery()))))
    assert answers == [[made.pk]]
    assert current_of(index_folder).build != before.build
    assert current_of(index_folder).index == before.index
    assert sorted(path.name for path in Folder(index_folder).builds.iterdir()) == sorted(
        [before.build, current_of(index_folder).build]
    )


def _delete_meta(folder: Path) -> None:
    (folder / "builds" / current_of(folder).build / "meta.json").unlink()


def _delete_segments(folder: Path) -> None:
    for path in (folder / "builds" / current_of(folder).build).glob("*.term"):
        path.unlink()


def _garble_current(folder: Path) -> None:
    (folder / "CURRENT").write_text("{")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "damage",
    [delete_folder, _delete_meta, _delete_segments, _garble_current, another_schema],
)
def test_an_index_that_cannot_be_used_is_built_again(
    in_step: Callable[[], None], index_folder: Path, damage: Callable[[Path], None]
) -> None:
    made = build.posting("Clerk", team=["Sales"])
    in_step()
    damage(index_folder)
    unready = search(query(text="clerk", team=["sales"], degree=["master"], years_min=3.0))
    assert (unready.ready, unready.behind) == (False, 1)
    assert [chip.label for chip in unready.constraints] == ["clerk", "Sales", "Master's", "3 or more"]
    in_step()
    assert ids(search(query(team=["sales"]))) == [made.pk]
    assert check(Folder(index_folder)) == Differences()


def _another_database(folder: Path) -> None:
    current = current_of(folder)
    Folder(folder).publish(replace(current, epoch="another"))


@pytest.mark.django_db
def test_an_index_of_another_database_registers_anew(find: Find, index_folder: Path) -> None:
    """As after a dump was restored: the dump holds the registration of the folder that it was made beside.
    Until then searches are answered from what the folder has, and say that all is still to be read."""
    for title in ("Clerk", "Baker"):
        build.posting(title)
    find()
    first = SearchIndex.objects.get()
    _another_database(index_folder)
    answers = [search(SearchQuery())]
    drainer.drain(progress=lambda done: answers.append(search(SearchQuery())))
    assert [(answer.ready, answer.count, answer.behind) for answer in answers] == [(True, 2, 2)] * 2
    assert find().behind == 0
    assert SearchIndex.objects.get() != first
    assert str(SearchIndex.objects.get().pk) == current_of(index_folder).index


@pytest.mark.django_db
def test_an_index_of_a_database_that_has_nothing_to_do_with_this_one_is_not_searched(
    find: Find, index_folder: Path
) -> None:
    build.posting("Clerk")
    find()
    _another_database(index_folder)
    SearchIndex.objects.all().delete()
    unready = search(SearchQuery())
    assert (unready.ready, unready.count, unready.behind) == (False, 0, 1)
    assert find().count == 1


@pytest.mark.django_db
def test_an_index_of_older_code_keeps_its_registration(find: Find, index_folder: Path) -> None:
    find()
    first = SearchIndex.objects.get()
    another_schema(index_folder)
    find()
    assert SearchIndex.objects.get() == first


@pytest.mark.django_db
def test_a_copy_of_a_folder_is_an_index_of_its_own(
    find: Find, index_folder: Path, settings: Settings, tmp_path: Path
) -> None:
    """Two folders under one registration would each take notes that the other needs."""
    build.posting("Clerk")
    find()
    shutil.copytree(index_folder, tmp_path / "copy")
    settings.INDEX_FOLDER = tmp_path / "copy"
    assert not search(SearchQuery()).ready
    build.posting("Baker")
    assert find().count == 2
    assert SearchIndex.objects.count() == 2
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db
def test_a_folder_whose_older_files_came_back_is_built_again(
    find: Find, index_folder: Path, tmp_path: Path
) -> None:
    """Its registration's notes tell nothing of what it has lost."""
    build.posting("Clerk")
    find()
    shutil.copytree(index_folder, tmp_path / "backup")
    build.posting("Baker")
    assert find().count == 2
    delete_folder(index_folder)
    shutil.copytree(tmp_path / "backup", index_folder, dirs_exist_ok=True)
    assert find().count == 2
    assert check(Folder(index_folder)) == Differences()
    build.posting("Cook")
    before = current_of(index_folder)
    assert find().count == 3
    assert current_of(index_folder) == before, "the folder is itself again"


@pytest.mark.django_db(transaction=True)
def test_a_server_mends_an_index_that_is_damaged_under_it(index_folder: Path) -> None:
    made = build.posting("Clerk")
    with in_background():
        assert ids(until_in_step()) == [made.pk]
        delete_folder(index_folder / "builds")
        build.posting("Baker")
        assert until_in_step().count == 2


def _delete_columns(folder: Path) -> None:
    """Whoever has them open goes on reading them."""
    for path in (folder / "builds" / current_of(folder).build).glob("*.fast"):
        path.unlink()


def _remove_build_in_use() -> None:
    for _ in range(2):  # the build before the one in use stays
        drainer.drain(rebuild=True)


@pytest.mark.django_db
def test_a_build_that_is_replaced_while_it_is_opened_is_left_for_the_next(
    find: Find, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = build.posting("Clerk")
    assert find().count == 1
    module = import_module("postings.search.reader")  # the package has its function by that name

    def late(path: Path) -> TantivyIndex:
        monkeypatch.setattr(module, "TantivyIndex", TantivyIndex)
        _remove_build_in_use()
        return TantivyIndex(path)

    monkeypatch.setattr(module, "TantivyIndex", late)
    reader().let_go()
    assert ids(search(SearchQuery())) == [made.pk]


@pytest.mark.django_db
def test_a_search_whose_build_is_replaced_looks_at_the_next(
    find: Find, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = build.posting("Clerk")
    assert find().count == 1
    asked = postings.search._in_step

    def late(here: Reader, opened: Opened) -> outbox.State | None:
        monkeypatch.setattr(postings.search, "_in_step", asked)
        _remove_build_in_use()
        return asked(here, opened)

    monkeypatch.setattr(postings.search, "_in_step", late)
    assert ids(search(SearchQuery())) == [made.pk]


@pytest.mark.django_db(transaction=True)
def test_a_server_whose_lock_was_removed_leaves_the_folder_to_whoever_holds_the_new_one(
    index_folder: Path,
) -> None:
    made = build.posting("Clerk")
    with in_background():
        assert ids(until_in_step()) == [made.pk]
        (index_folder / "LOCK").unlink()
        with Folder(index_folder).lock() as ours:
            assert ours is not None
            with drainer.open_drainer(Folder(index_folder)) as mine:
                another = build.posting("Clerk")
                mine.drain()
                assert ids(search(SearchQuery())) == [another.pk, made.pk]
        last = build.posting("Clerk")
        assert ids(until_in_step()) == [last.pk, another.pk, made.pk]


@pytest.mark.django_db(transaction=True)
def test_a_command_waits_until_the_server_has_replaced_an_index_that_cannot_be_opened(
    index_folder: Path,
) -> None:
    build.posting("Clerk")
    with in_background():
        until_in_step()
        _delete_columns(index_folder)
        assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db(transaction=True)
def test_a_server_hears_of_an_index_that_another_process_cannot_open(index_folder: Path) -> None:
    build.posting("Clerk")
    with in_background():
        until_in_step()
        _delete_columns(index_folder)
        another = Reader(Folder(index_folder))
        until(lambda: another.opened() is not None)
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db(transaction=True)
def test_a_command_waits_until_the_server_has_replaced_an_index_of_other_code(index_folder: Path) -> None:
    made = build.posting("Clerk")
    with in_background():
        until_in_step()
        another_schema(index_folder)
        drainer.drain()
        assert ids(search(SearchQuery())) == [made.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["idx", "pos", "term", "fast", "fieldnorm", "store"])
def test_an_index_with_a_file_cut_off_is_read_again(find: Find, index_folder: Path, ending: str) -> None:
    """It may open; what cannot be read shows when the next change is read in."""
    made = build.posting("Clerk")
    build.posting("Baker")
    find()
    for path in (index_folder / "builds" / current_of(index_folder).build).glob(f"*.{ending}"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    Posting.objects.filter(pk=made.pk).update(title="Cook")
    drainer.drain()
    assert ids(search(query(text="cook"))) == [made.pk]
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db
def test_damage_is_found_by_checksum(find: Find, index_folder: Path) -> None:
    build.posting("Clerk")
    find()
    [terms] = (index_folder / "builds" / current_of(index_folder).build).glob("*.term")
    content = bytearray(terms.read_bytes())
    content[len(content) // 2] ^= 1
    terms.write_bytes(content)
    assert check(Folder(index_folder)) == Differences(damaged_files=(terms.name,))


@pytest.mark.django_db
def test_a_check_tells_what_differs(find: Find, index_folder: Path) -> None:
    kept, changed, gone = [build.posting(title) for title in ("Kept", "Changed", "Gone")]
    find()
    numbers = kept.pk, changed.pk, gone.pk
    gone.delete()
    Posting.objects.filter(pk=changed.pk).update(title="Other")
    added = build.posting("Added")
    SearchIndex.objects.get().notes.all().delete()  # as if nobody had noted it
    found = check(Folder(index_folder))
    assert (found.missing, found.different, found.extra) == ((added.pk,), (numbers[1],), (numbers[2],))


@pytest.mark.django_db
def test_the_epoch_is_the_databases_own(db: None) -> None:
    assert outbox.epoch() == outbox.epoch()
    assert outbox.epoch().count("-") == 3
