"""Drainers that are killed, or that find what another has left when it was."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from postings.models import Posting, SearchIndex
from postings.search import SearchQuery, SearchResults, builds, documents, drainer, outbox, search
from postings.search.check import Differences, check
from postings.search.folder import Folder
from tests import build
from tests.search.conftest import Find, ids
from tests.search.serving import PATIENCE, another_process, current_of, in_background, until, until_in_step

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """As a kill, nobody catches it."""


def _kill(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, late: bool) -> None:
    """Let the next drainer end where it does this, before or after."""
    act: Callable[..., object] = getattr(owner, name)

    def last(*arguments: object, **named: object) -> None:
        if late:
            act(*arguments, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, last)
        with pytest.raises(Killed):
            drainer.drain(rebuild=True)


def _answers_while_draining() -> list[SearchResults]:
    answers: list[SearchResults] = []
    drainer.drain(progress=lambda done: answers.append(search(SearchQuery())))
    return answers


@pytest.mark.parametrize(
    ("owner", "name", "late"),
    [(Folder, "publish", False), (Folder, "publish", True), (outbox, "rebuilt", False)],
)
def test_searches_are_answered_though_a_rebuild_was_cut_short(
    find: Find, index_folder: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, late: bool
) -> None:
    """Its new build may be in use, without the database's knowing: all is read again under the same order."""
    made = build.posting("Clerk")
    find()
    before = current_of(index_folder)
    _kill(monkeypatch, owner, name, late)
    build.posting("Baker")
    [answer] = _answers_while_draining()
    assert (answer.ready, ids(answer), answer.behind) == (True, [made.pk], 2)
    assert current_of(index_folder).index == before.index
    assert check(Folder(index_folder)) == Differences()
    assert search(SearchQuery()).count == 2


def _lose_a_change(find: Find) -> None:
    """The database's older files come back: it has lost a change that the index has, and the note of it."""
    with transaction.atomic():
        build.posting("Baker")
        assert find().count == 2
        transaction.set_rollback(True)


def test_searches_are_answered_while_an_older_database_is_read(find: Find, index_folder: Path) -> None:
    build.posting("Clerk")
    find()
    before = current_of(index_folder)
    _lose_a_change(find)
    [answer] = _answers_while_draining()
    assert (answer.ready, answer.count, answer.behind) == (True, 2, 1)
    assert find().count == 1
    assert check(Folder(index_folder)) == Differences()
    assert str(SearchIndex.objects.get().pk) == current_of(index_folder).index != before.index


@pytest.mark.parametrize(
    ("owner", "name", "late"),
    [
        (outbox, "register", False),
        (outbox, "register", True),
        (builds, "filled", False),
        (outbox, "rebuilt", False),
        (outbox, "rebuilt", True),
        (outbox, "forget", False),
    ],
)
def test_no_registration_is_left_to_gather_notes(
    find: Find, index_folder: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, late: bool
) -> None:
    """Wherever the drainer is killed that begins anew."""
    build.posting("Clerk")
    find()
    _lose_a_change(find)
    _kill(monkeypatch, owner, name, late)
    build.posting("Cook")
    for answer in _answers_while_draining():
        assert answer.ready
    assert search(SearchQuery()).count == 2
    assert check(Folder(index_folder)) == Differences()
    assert str(SearchIndex.objects.get().pk) == current_of(index_folder).index


def test_a_copy_of_a_folder_does_not_take_the_order_that_the_folder_has_carried_out(
    find: Find, index_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each would undo the other's, without end, where a copy of the whole machine drains beside it."""
    monkeypatch.setattr(Folder, "place", property(lambda folder: 2))
    build.posting("Clerk")
    find()
    shared = current_of(index_folder)
    shutil.copytree(index_folder, tmp_path / "copy")
    with (
        drainer.open_drainer(Folder(index_folder)) as one,
        drainer.open_drainer(Folder(tmp_path / "copy")) as two,
    ):
        outbox.order_rebuild(shared.index)
        one.drain()
        outbox.order_rebuild(shared.index)
        with pytest.raises(outbox.DisplacedError):
            two.drain()
        assert current_of(tmp_path / "copy") == shared, "it has not even begun"
        one.drain()
    with drainer.open_drainer(Folder(tmp_path / "copy")) as two:
        assert two.current.index != shared.index
    for folder in (index_folder, tmp_path / "copy"):
        assert check(Folder(folder)) == Differences()


def test_a_search_does_not_wait_for_a_rebuild(
    find: Find, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postings.search.PATIENCE", PATIENCE)
    build.posting("Clerk")
    find()
    outbox.order_rebuild(current_of(index_folder).index)
    with Folder(index_folder).lock():  # as if somebody were at it
        began = time.monotonic()
        assert search(SearchQuery()).behind == 1
    assert time.monotonic() - began < PATIENCE / 2


@pytest.mark.django_db(transaction=True)
def test_a_drainer_may_be_killed_at_any_time(index_folder: Path) -> None:
    chance = random.Random(4)
    for start in range(4):
        with another_process(index_folder):
            until(Folder(index_folder).is_drained_by_someone)
            killed_at = time.monotonic() + chance.random() * 1.5
            number = 0
            while time.monotonic() < killed_at:
                build.posting(f"Job {start} {number}", team=[f"Team {number % 3}"])
                some = Posting.objects.order_by("?").values("pk")[:1]
                Posting.objects.filter(pk=some).update(title="Changed")
                number += 1
    assert check(Folder(index_folder)) == Differences()
    assert search(SearchQuery()).count == Posting.objects.count()


def test_what_a_killed_drainer_has_left_of_its_last_commit_is_in_nobodys_way(
    find: Find, index_folder: Path
) -> None:
    """The engine numbers its lists of deleted documents on from the last commit, and writes over no file."""
    changed, _ = build.posting("Clerk"), build.posting("Baker")
    find()
    folder = Folder(index_folder).builds / current_of(index_folder).build
    [segment] = [path.stem for path in folder.glob("*.term")]
    left = [f"{segment}.{number}.del" for number in range(100)]
    for name in left:
        (folder / name).touch()
    managed = folder / ".managed.json"  # where it writes each name down before it makes the file
    managed.write_text(json.dumps([*json.loads(managed.read_text()), *left]))
    Posting.objects.filter(pk=changed.pk).update(title="Cook")
    assert ids(find(text="cook")) == [changed.pk]
    assert len(list(folder.glob("*.del"))) <= 1
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
        assert ids(until_in_step()) == [made.pk]
    assert not defects
