"""An index folder on a disk that is full: searches go on, the drainer says what is wrong, and recovers."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from postings.models import SearchIndex
from postings.search import SearchQuery, background, outbox, search
from postings.search.check import Differences, check
from postings.search.folder import Folder
from tests import build
from tests.search.conftest import query
from tests.search.serving import until, until_in_step

pytestmark = pytest.mark.django_db(transaction=True)

SIZE = 4_000_000
LONG = "".join(f"word{number} " for number in range(20_000))


@dataclass
class Disk:
    """A small file system with the index folder in it."""

    path: Path

    def fill(self, but: int) -> None:
        """Leave room for so many bytes."""
        with (self.path / "ballast").open("wb", buffering=0) as file:
            with suppress(OSError):  # it is full
                while file.write(b"x" * 4096):
                    pass
            file.truncate(file.tell() - but)

    def make_room(self) -> None:
        (self.path / "ballast").unlink()


@pytest.fixture
def disk(tmp_path: Path, settings: Settings) -> Iterator[Disk]:
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("may not mount a file system")
    settings.INDEX_FOLDER = place / "index"
    yield Disk(place)
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def serving(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server's drainer that has the index in step."""
    monkeypatch.setattr(background, "RETRY", 0.1)
    monkeypatch.setattr(background, "NAP", 0.5)
    build.posting("Clerk")
    background.start()
    try:
        until_in_step()
        yield
    finally:
        background.stop()


def _said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the drainer says, once it says something."""

    def said() -> list[str]:
        return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]

    until(lambda: bool(said()))
    return said()


NO_ROOM = "there is no room left on the disk of"


@pytest.mark.usefixtures("serving")
@pytest.mark.parametrize("room", [0, 100_000])
def test_changes_wait_while_the_disk_is_full(disk: Disk, caplog: pytest.LogCaptureFixture, room: int) -> None:
    disk.fill(but=room)
    build.posting("Baker", LONG)
    assert NO_ROOM in _said(caplog)[0]
    answer = search(query(text="clerk"))
    assert (answer.ready, answer.count, answer.behind > 0) == (True, 1, True)
    disk.make_room()
    assert until_in_step().count == 2
    assert check(Folder(disk.path / "index")) == Differences()


@pytest.mark.usefixtures("serving")
@pytest.mark.parametrize("room", [0, 100_000])
def test_the_old_index_answers_while_there_is_no_room_for_another(
    disk: Disk, caplog: pytest.LogCaptureFixture, room: int
) -> None:
    build.posting("Baker", LONG)
    until_in_step()
    disk.fill(but=room)
    outbox.order_rebuild(str(SearchIndex.objects.get().pk))
    assert NO_ROOM in _said(caplog)[0]
    assert search(query(text="clerk")).count == 1
    assert len(list(Folder(disk.path / "index").builds.iterdir())) <= 2, "what was begun is not kept"
    disk.make_room()
    assert until_in_step().count == 2
    assert check(Folder(disk.path / "index")) == Differences()


def test_a_command_says_that_the_disk_is_full(disk: Disk) -> None:
    build.posting("Clerk")
    disk.fill(but=0)
    with pytest.raises(CommandError, match=NO_ROOM):
        call_command("index")
    disk.make_room()
    call_command("index", verbosity=0)
    assert search(SearchQuery()).count == 1
