"""The drainer in a server, killed at any time, and the folder that it keeps."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from postings.models import Posting, SearchIndex, Team
from postings.search import SearchQuery, SearchResults, background, documents, drainer, outbox, search
from postings.search.check import Differences, check
from postings.search.folder import Current, Folder
from tests import build
from tests.search.conftest import Find, ids, query


@contextmanager
def in_background() -> Iterator[None]:
    background.start()
    try:
        yield
    finally:
        background.stop()


@contextmanager
def _another_process(folder: Path, *other: str) -> Iterator[subprocess.Popen[bytes]]:
    """One that drains, killed in the end."""
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.search.drain_forever", database, str(folder), *other]
    process = subprocess.Popen(command, env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"})
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _current(folder: Path) -> Current:
    current = Folder(folder).current()
    assert current is not None
    return current


def _in_step(**wanted: Any) -> SearchResults:
    """Searches again until the server's drainer is in step: no test is about how fast this machine is."""
    give_up = time.monotonic() + 20
    while time.monotonic() < give_up:
        answer = search(query(**wanted))
        if answer.ready and not answer.behind:
            return answer
    raise AssertionError("The drainer did not catch up.")


@pytest.mark.django_db(transaction=True)
def test_a_server_shows_what_was_committed(index_folder: Path) -> None:
    with in_background():
        for title in ("Baker", "Cook", "Driver"):
            made = build.posting(title, team=[title])
            assert ids(_in_step(text=title, team=[title.lower()])) == [made.pk]
        Team.objects.filter(slug="cook").update(name="Chef")
        [team] = [facet for facet in _in_step().facets if facet.name == "team"]
        assert "Chef" in {item.label for item in team.items}


@pytest.mark.django_db(transaction=True)
def test_a_server_mends_an_index_that_is_damaged_under_it(index_folder: Path) -> None:
    made = build.posting("Clerk")
    with in_background():
        assert ids(_in_step()) == [made.pk]
        _delete_folder(index_folder / "builds")
        build.posting("Baker")
        assert _in_step().count == 2


@pytest.mark.django_db(transaction=True)
def test_a_server_whose_index_was_forgotten_registers_anew(index_folder: Path) -> None:
    made = build.posting("Clerk")
    with in_background():
        _in_step()
        first = SearchIndex.objects.get()
        outbox.forget(str(first.pk))
        assert ids(_in_step()) == [made.pk]
        assert SearchIndex.objects.get() != first
        drainer.drain(rebuild=True)
        assert _in_step().count == 1


@pytest.mark.django_db(transaction=True)
def test_a_command_waits_until_the_server_has_drained(index_folder: Path) -> None:
    with in_background():
        build.posting("Clerk")
        drainer.drain()
        assert search(SearchQuery()).count == 1
        build.posting("Baker")
        drainer.drain(rebuild=True)
        assert search(SearchQuery()).count == 2
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db(transaction=True)
def test_a_command_waits_until_the_server_has_replaced_an_index_of_other_code(index_folder: Path) -> None:
    made = build.posting("Clerk")
    with in_background():
        _in_step()
        _another_schema(index_folder)
        drainer.drain()
        assert ids(search(SearchQuery())) == [made.pk]


@pytest.mark.django_db(transaction=True)
def test_a_command_tells_of_a_server_of_another_version_and_waits_for_its_end(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a server goes on with its own index; there is none for the new version until it ends."""
    monkeypatch.setattr(drainer, "TELLING", 0.5)
    made = build.posting("Clerk")
    with _another_process(index_folder, "other code") as server:
        give_up = time.monotonic() + 30
        while Folder(index_folder).current() is None and time.monotonic() < give_up:
            time.sleep(0.05)
        other = _current(index_folder)
        assert not search(SearchQuery()).ready
        told: list[str] = []

        def wait_in_vain_no_longer(sentence: str) -> None:
            told.append(sentence)
            server.kill()

        drainer.drain(tell=wait_in_vain_no_longer)
    assert "kept by a process of another version" in told[0]
    assert ids(search(SearchQuery())) == [made.pk]
    assert _current(index_folder).fingerprint != other.fingerprint
    assert _current(index_folder).index == other.index
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_under_writers_and_searches(index_folder: Path) -> None:
    """Four writers at a time, some of whose transactions overlap, each taking some back."""
    teams = [build.named(Team, f"Team {number}") for number in range(5)]

    def write(seed: int) -> None:
        chance = random.Random(seed)
        for number in range(12):
            with transaction.atomic():
                made = build.posting(f"Job {seed} {number}", hidden=chance.random() < 0.2)
                made.teams.set(chance.sample(teams, 2))
                if chance.random() < 0.2:
                    transaction.set_rollback(True)
            with transaction.atomic():
                Posting.objects.filter(title__endswith=str(chance.randint(0, 9))).order_by("pk").first()
                Posting.objects.filter(pk=made.pk).update(title=f"Changed {number}")
        connection.close()

    with in_background():
        writers = [threading.Thread(target=write, args=(seed,)) for seed in range(4)]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            answer = search(query(text="job OR changed", team=["team-1"]))
            assert len(answer.hits) == min(20, answer.count)
        for writer in writers:
            writer.join()
    assert check(Folder(index_folder)) == Differences()
    assert search(SearchQuery()).count == Posting.objects.filter(hidden=False).count() > 10


@pytest.mark.django_db(transaction=True)
def test_a_drainer_may_be_killed_at_any_time(index_folder: Path) -> None:
    chance = random.Random(4)
    for start in range(4):
        with _another_process(index_folder):
            killed_at = time.monotonic() + 1 + chance.random() * 1.5
            number = 0
            while time.monotonic() < killed_at:
                build.posting(f"Job {start} {number}", team=[f"Team {number % 3}"])
                some = Posting.objects.order_by("?").values("pk")[:1]
                Posting.objects.filter(pk=some).update(title="Changed")
                number += 1
    assert check(Folder(index_folder)) == Differences()
    assert search(SearchQuery()).count == Posting.objects.count()


@pytest.mark.django_db
def test_searches_are_answered_while_another_index_is_built(find: Find, index_folder: Path) -> None:
    made = build.posting("Clerk")
    assert find().count == 1
    before = _current(index_folder)
    answers: list[list[int]] = []
    drainer.drain(rebuild=True, progress=lambda done: answers.append(ids(search(SearchQuery()))))
    assert answers == [[made.pk]]
    assert _current(index_folder).build != before.build
    assert _current(index_folder).index == before.index
    assert sorted(path.name for path in Folder(index_folder).builds.iterdir()) == sorted(
        [before.build, _current(index_folder).build]
    )


def _delete_folder(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def _delete_meta(folder: Path) -> None:
    (folder / "builds" / _current(folder).build / "meta.json").unlink()


def _delete_segments(folder: Path) -> None:
    for path in (folder / "builds" / _current(folder).build).glob("*.term"):
        path.unlink()


def _garble_current(folder: Path) -> None:
    (folder / "CURRENT").write_text("{")


def _another_schema(folder: Path) -> None:
    current = _current(folder)
    Folder(folder).publish(replace(current, fingerprint="another"))


def _another_database(folder: Path) -> None:
    current = _current(folder)
    Folder(folder).publish(replace(current, epoch="another"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "damage",
    [_delete_folder, _delete_meta, _delete_segments, _garble_current, _another_schema],
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
    assert str(SearchIndex.objects.get().pk) == _current(index_folder).index


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
    _another_schema(index_folder)
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
    _delete_folder(index_folder)
    shutil.copytree(tmp_path / "backup", index_folder, dirs_exist_ok=True)
    assert find().count == 2
    assert check(Folder(index_folder)) == Differences()
    build.posting("Cook")
    before = _current(index_folder)
    assert find().count == 3
    assert _current(index_folder) == before, "the folder is itself again"


@pytest.mark.django_db(transaction=True)
def test_a_link_made_while_its_name_is_changed_is_found_under_the_new_name(index_folder: Path) -> None:
    """The change of the name cannot see the link yet, and whoever reads the link cannot see the new name."""
    team, made = build.named(Team, "Sales"), build.posting("Clerk")
    drainer.drain()

    def link() -> None:
        made.teams.add(team)
        drainer.drain()
        connection.close()

    with transaction.atomic():
        Team.objects.filter(pk=team.pk).update(name="Selling")
        other = threading.Thread(target=link)
        other.start()
        other.join(timeout=20)
    assert not other.is_alive()
    drainer.drain()
    assert ids(search(query(text="team:selling"))) == [made.pk]
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.django_db(transaction=True)
def test_a_drainer_that_ends_by_a_defect_is_followed_by_another(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, defects = documents.read, [LookupError("unforeseen")]

    def read_after_a_defect(ids: list[int]) -> list[documents.SearchDocument]:
        if defects:
            raise defects.pop()
        return read(ids)

    made = build.posting("Clerk")
    monkeypatch.setattr(documents, "read", read_after_a_defect)
    with in_background():
        assert ids(_in_step()) == [made.pk]
    assert not defects


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["idx", "pos", "term", "fast", "fieldnorm", "store"])
def test_an_index_with_a_file_cut_off_is_read_again(find: Find, index_folder: Path, ending: str) -> None:
    """It may open; what cannot be read shows when the next change is read in."""
    made = build.posting("Clerk")
    build.posting("Baker")
    find()
    for path in (index_folder / "builds" / _current(index_folder).build).glob(f"*.{ending}"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    Posting.objects.filter(pk=made.pk).update(title="Cook")
    drainer.drain()
    assert ids(search(query(text="cook"))) == [made.pk]
    assert check(Folder(index_folder)) == Differences()


@pytest.mark.django_db
def test_damage_is_found_by_checksum(find: Find, index_folder: Path) -> None:
    build.posting("Clerk")
    find()
    [terms] = (index_folder / "builds" / _current(index_folder).build).glob("*.term")
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
def test_a_search_writes_nothing(find: Find, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    build.posting("Clerk", "We hire a clerk.")
    find()
    with django_assert_num_queries(1) as captured:
        search(SearchQuery())
    assert all(one["sql"].lstrip().startswith("SELECT") for one in captured.captured_queries)
    with django_assert_num_queries(2):
        search(query(text="clerk"))


@pytest.mark.django_db
def test_the_epoch_is_the_databases_own(db: None) -> None:
    assert outbox.epoch() == outbox.epoch()
    assert outbox.epoch().count("-") == 3
