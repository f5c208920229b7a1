"""Databases and index folders that came back from a backup, or were copied with their machine."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from jobsite.embedded.base import server
from postings.models import Posting, SearchIndex
from postings.search import background, drainer, outbox, search
from postings.search.check import Differences, check
from postings.search.folder import Folder
from tests import build
from tests.search.conftest import Find, ids, query
from tests.search.serving import until


@pytest.fixture
def alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """All folders have the same number, as those have that a disk begins with, or a copy of a machine."""
    monkeypatch.setattr(Folder, "place", property(lambda folder: 2))


@pytest.mark.django_db
@pytest.mark.usefixtures("alike")
def test_a_copy_that_takes_notes_under_the_same_registration_is_noticed(
    find: Find, index_folder: Path, settings: Settings, tmp_path: Path
) -> None:
    build.posting("Clerk")
    find()
    copy = tmp_path / "copy"
    shutil.copytree(index_folder, copy)
    for title, folder in (("Baker", copy), ("Cook", index_folder), ("Driver", copy)):
        build.posting(title)
        settings.INDEX_FOLDER = folder
        assert find().count == Posting.objects.count()
    for folder in (index_folder, copy):
        assert check(Folder(folder)) == Differences()
    assert SearchIndex.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("alike")
def test_of_two_that_drain_under_the_same_registration_the_second_gives_up(
    find: Find, index_folder: Path, tmp_path: Path
) -> None:
    build.posting("Clerk")
    find()
    shutil.copytree(index_folder, tmp_path / "copy")
    with (
        drainer.open_drainer(Folder(index_folder)) as one,
        drainer.open_drainer(Folder(tmp_path / "copy")) as two,
    ):
        build.posting("Baker")
        one.drain()
        build.posting("Cook")
        with pytest.raises(outbox.DisplacedError):
            two.drain()
        one.drain()
    assert find().count == 3
    for folder in (index_folder, tmp_path / "copy"):
        assert check(Folder(folder)) == Differences()


@pytest.mark.django_db
@pytest.mark.parametrize("batches", [1, 3])
def test_a_database_whose_older_files_came_back_is_noticed(find: Find, batches: int) -> None:
    """It is the same database by all its numbers, and has lost the notes with the changes."""
    made = build.posting("Clerk")
    find()
    with transaction.atomic():
        for number in range(batches):
            build.posting(f"Baker {number}")
            assert find().count == number + 2
        transaction.set_rollback(True)
    assert ids(find()) == [made.pk]
    assert check(drainer.here()) == Differences()


@pytest.mark.django_db
def test_a_drainer_that_was_killed_before_its_notes_were_gone_goes_on(
    find: Find, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.posting("Clerk")
    find()
    before = Folder(index_folder).current()
    build.posting("Baker")
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "drained", _killed)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            drainer.drain()
    assert find().count == 2
    assert Folder(index_folder).current() == before, "nothing had to be built again"
    assert check(Folder(index_folder)) == Differences()


def _killed(*arguments: object, **named: object) -> None:
    raise KeyboardInterrupt


# --- dumps


@dataclass
class Dumps:
    """Dumps of the database, with PostgreSQL's own programs, and databases made of them."""

    folder: Path
    name: str

    def dump(self) -> None:
        self._run("pg_dump", "--format=custom", f"--file={self.folder / 'dump'}", self._in_use)

    def restore(self) -> None:
        """Into another database, which is in use from then on."""
        connection.close()
        self.create()
        self._run("pg_restore", "--no-owner", f"--dbname={self.other}", str(self.folder / "dump"))
        connection.settings_dict["NAME"] = self.other

    def restore_in_place(self) -> None:
        """Over the database that is in use."""
        over = ("--no-owner", "--clean", "--if-exists", "--single-transaction")
        self._run("pg_restore", *over, f"--dbname={self._in_use}", str(self.folder / "dump"))

    @property
    def other(self) -> str:
        return f"{self.name}_restored"

    @property
    def _in_use(self) -> str:
        return str(connection.settings_dict["NAME"])

    def create(self) -> None:
        self.drop()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {self.other}")
        connection.close()

    def drop(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {self.other} WITH (FORCE)")

    def _run(self, program: str, *arguments: str) -> None:
        held = connection.settings_dict
        place = [f"--host={held['HOST']}", f"--username={held['USER']}"]
        subprocess.run([str(server().programs.folder / program), *place, *arguments], check=True)


@pytest.fixture
def dumps(transactional_db: None, index_folder: Path, tmp_path: Path) -> Iterator[Dumps]:
    held = connection.settings_dict
    if held["ENGINE"] != "jobsite.embedded":
        pytest.skip("the programs that fit this PostgreSQL may not be there")
    dumps = Dumps(tmp_path, str(held["NAME"]))
    yield dumps
    connection.close()
    connection.settings_dict["NAME"] = dumps.name
    dumps.drop()


def test_a_dump_restored_under_a_newer_index_is_noticed(dumps: Dumps, index_folder: Path) -> None:
    kept, changed = build.posting("Clerk"), build.posting("Baker", team=["Sales"])
    drainer.drain()
    dumps.dump()
    Posting.objects.filter(pk=changed.pk).update(title="Cook")
    kept.delete()
    drainer.drain()
    first = SearchIndex.objects.get()

    dumps.restore()
    drainer.drain()
    assert search(query(text="baker")).count == 1
    assert search(query(text="cook")).count == 0
    assert search(query()).count == 2
    assert check(Folder(index_folder)) == Differences()
    assert SearchIndex.objects.get() != first, "nobody keeps notes for the folder that the dump knew"


def test_a_server_notices_a_dump_restored_under_it(
    dumps: Dumps, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "NAP", 0.5)
    build.posting("Clerk")
    drainer.drain()
    dumps.dump()
    dumps.restore()
    background.start()
    try:
        _wait_for(1)
        dumps.dump()
        build.posting("Baker")
        _wait_for(2)
        dumps.restore_in_place()
        _wait_for(1)
        assert check(Folder(index_folder)) == Differences()
        build.posting("Cook")
        _wait_for(2)
    finally:
        background.stop()
    assert check(Folder(index_folder)) == Differences()


def _wait_for(count: int) -> None:
    def is_found() -> bool:
        answer = search(query())
        return answer.ready and answer.count == count

    until(is_found)
