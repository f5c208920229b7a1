"""Loads and previews beside others who write the same rows at the same moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from postings.ingest import ingest, preview
from postings.loader import InTheWayError, batch, drafts, load, only_writer
from postings.loader.lock import SECONDS_IN_THE_WAY
from postings.models import Collection, IngestRun, Posting, Team
from tests.loader.making import LONGEST, reading, waiting_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)

POSTING = "Title: Clerk {0}\n\nEmployer: Acme\nTeam: Sales\n\nWe need {0} years of experience.\n"


@contextmanager
def beside(act: Callable[[], object]) -> Iterator[Callable[[], object]]:
    """Act in a thread with a connection of its own; yields what waits for the end and returns the answer."""

    def in_thread() -> object:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(in_thread)
        yield lambda: pending.result(timeout=LONGEST)


def wait_until_somebody_waits() -> None:
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        if waiting_for_a_lock():
            return
        time.sleep(0.02)
    raise AssertionError("Nobody waits for a lock.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of three batches."""
    for number in range(140):
        (tmp_path / f"{number:03}.txt").write_text(POSTING.format(number))
    return tmp_path


def previewed(folder: Path) -> list[str]:
    _, results = preview([str(folder)], 1)
    return [result.outcome for result in results]


def test_a_preview_gives_way_to_a_writer_who_was_first(folder: Path) -> None:
    with transaction.atomic():
        Team.objects.create(name="Sales", slug="sales")
        with beside(lambda: previewed(folder)) as ended, pytest.raises(InTheWayError, match="run it again"):
            ended()
    assert Team.objects.get().name == "Sales"
    assert not Posting.objects.exists()
    assert not IngestRun.objects.exists()


def test_a_preview_gives_way_to_a_writer_who_came_later(folder: Path) -> None:
    """It would have kept the name of a team to itself until its end."""
    _, results = preview([str(folder)], 1)
    assert next(results).outcome == "new"

    def load_the_same() -> int:
        run, loaded = ingest([str(folder)], 1)
        return len(list(loaded)) and run.new

    with beside(load_the_same) as ended:
        wait_until_somebody_waits()
        time.sleep(SECONDS_IN_THE_WAY + 0.1)  # after which it looks again whether somebody does
        with pytest.raises(InTheWayError):
            list(results)
        assert ended() == 140
    assert Posting.objects.count() == 140


def test_a_preview_takes_no_notice_of_writers_elsewhere(folder: Path) -> None:
    with transaction.atomic():
        only_writer()
        Collection.objects.create(root="/elsewhere")
        with beside(lambda: previewed(folder)) as ended:
            assert ended() == ["new"] * 140


def test_a_load_that_is_ended_for_a_deadlock_begins_again() -> None:
    """A statement past the loader holds a row that the load needs, and then wants the load's own lock."""
    load([reading("a.txt", "Clerk"), reading("b.txt", "Smith")], None)
    texts = (f"Clerk\nText {number}" for number in range(20))
    assert any(_the_load_was_ended(text) for text in texts), "each time the other was"


def _the_load_was_ended(text: str) -> bool:
    """Whether it was, and not the statement beside it: who has waited for a second looks for a deadlock, and
    ends itself. On a slow machine that may be the second one, after the load has looked in vain."""
    held = threading.Event()

    def load_what_is_held() -> list[str]:
        held.wait(LONGEST)
        return [one.outcome for one in load([reading("a.txt", text)], None)]

    with beside(load_what_is_held) as ended:
        try:
            with transaction.atomic():
                Posting.objects.filter(files__path="a.txt").update(title="Clerk II")
                held.set()
                wait_until_somebody_waits()
                time.sleep(0.3)  # the load waits first, and so is the first to look
                only_writer()
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
            assert ended() == ["changed"]
            return False
        assert ended() == ["changed"]
        return True


@pytest.mark.parametrize("once", ["found", "read"])
def test_a_posting_that_is_deleted_while_it_is_loaded_comes_back_with_its_file(
    monkeypatch: pytest.MonkeyPatch, once: str
) -> None:
    load([reading("a.txt", "Clerk"), reading("b.txt", "Smith")], None)
    drafts_of, pending = drafts.drafts_of, iter([Posting.objects.filter(title="Clerk")])

    def drafts_beside_a_deletion(ids: set[int]) -> object:
        read = drafts_of(ids) if once == "read" else None
        for postings in pending:
            with beside(postings.delete) as ended:
                ended()
        return drafts_of(ids) if read is None else read

    monkeypatch.setattr(batch, "drafts_of", drafts_beside_a_deletion)
    loaded = load([reading("a.txt", "Clerk\nMore"), reading("b.txt", "Smith\nMore")], None)
    assert [one.outcome for one in loaded] == ["new", "changed"]
    assert Posting.objects.count() == 2


def test_a_posting_that_is_deleted_again_and_again_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    load([reading("a.txt", "Clerk"), reading("b.txt", "Smith")], None)
    clerk = Posting.objects.get(title="Clerk").pk
    drafts_of = drafts.drafts_of

    def drafts_without_the_clerk(ids: set[int]) -> object:
        return {pk: draft for pk, draft in drafts_of(ids).items() if pk != clerk}

    monkeypatch.setattr(batch, "drafts_of", drafts_without_the_clerk)
    loaded = load([reading("a.txt", "Clerk\nMore"), reading("b.txt", "Smith\nMore")], None)
    assert [one.outcome for one in loaded] == ["failed", "changed"]
    assert "deleted each time that it is found" in loaded[0].reason
