"""Ingest from outside: killed, interrupted and twice at once, on a database that keeps what is committed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from postings.models import Collection, IngestRun, Posting, PostingVersion, Requirement, SourceFile, Team
from tests.loader.making import LONGEST, waiting_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)

FILES = 400  # of some batches
HELD = "Held"  # the team of the file in the middle, at which an ingest can be stopped
POSTING = (
    "Title: Clerk {0}\n\nEmployer: Acme {1}\nTeam: Team {2}\n\nWe need {0} years of experience.\n"
    + "Apples.\n" * 20
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Enough postings to stop somewhere in between."""
    for number in range(FILES):
        text = POSTING.format(number, number % 7, number % 5)
        if number == FILES // 2:
            text = text.replace(f"Team: Team {number % 5}", f"Team: {HELD}")
        (tmp_path / f"{number:04}.txt").write_text(text)
    return tmp_path


def ingest(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """`manage.py ingest` on the database of this test."""
    held = connection.settings_dict
    password = f":{quote(held['PASSWORD'])}" if held["PASSWORD"] else ""
    place = f"{held['HOST']}:{held['PORT']}" if held["HOST"] and not held["HOST"].startswith("/") else ""
    url = f"postgresql://{quote(held['USER'])}{password}@{place}/{quote(held['NAME'])}"
    if held["HOST"].startswith("/"):
        url = f"postgresql://{quote(held['USER'])}@{quote(held['HOST'], safe='')}/{quote(held['NAME'])}"
    return subprocess.Popen(
        [sys.executable, "manage.py", "ingest", str(folder), "--jobs", "2", *arguments],
        env=os.environ | {"DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,
    )


def _heed_interrupts() -> None:
    """A run of the tests in the background has begun with SIGINT ignored, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def stopped_halfway(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """An ingest of the folder that has loaded something and can load no more: its next batch names a team
    that we are about to make, and wait with."""
    with transaction.atomic():
        Team.objects.create(name=HELD, slug="held")
        running = ingest(folder)
        try:
            _wait_until_they_wait([running])
            yield running
        finally:
            running.kill()
            running.communicate()
            transaction.set_rollback(True)


def test_a_killed_ingest_leaves_whole_batches_and_the_next_one_loads_the_rest(folder: Path) -> None:
    with stopped_halfway(folder) as running:
        running.kill()
    loaded = Posting.objects.count()
    assert 0 < loaded < FILES

    with ingest(folder) as again:
        assert again.wait() == 0

    cut_off, whole = IngestRun.objects.order_by("pk")
    assert (cut_off.finished, cut_off.new) == (None, loaded)
    assert (whole.new, whole.unchanged) == (FILES - loaded, loaded)
    assert _nothing_is_doubled_or_missing()


def test_an_interrupted_ingest_says_what_is_whole(folder: Path) -> None:
    with stopped_halfway(folder) as running:
        running.send_signal(signal.SIGINT)
        told, complaints = running.communicate(timeout=LONGEST)

    loaded = Posting.objects.count()
    assert running.returncode == 128 + signal.SIGINT, complaints
    assert 0 < loaded < FILES
    assert f"{loaded:,} new" in told
    assert "run it again to load the rest" in told
    assert IngestRun.objects.get().finished is None


def test_two_ingests_of_one_folder_at_once_load_it_once(folder: Path) -> None:
    with ingest(folder) as one, ingest(folder) as other:
        told = [process.communicate() for process in (one, other)]

    assert [one.returncode, other.returncode] == [0, 0], told
    assert _nothing_is_doubled_or_missing()


def test_two_ingests_that_both_find_a_new_folder_make_it_one_collection(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(POSTING.format(1, 1, 1))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE postings_collection IN SHARE MODE")  # they may read, and not write
        both = [ingest(tmp_path), ingest(tmp_path)]
        _wait_until_they_wait(both)
    told = [process.communicate() for process in both]

    assert [process.returncode for process in both] == [0, 0], told
    assert Collection.objects.get().root == str(tmp_path)
    assert Posting.objects.count() == SourceFile.objects.count() == 1


def _wait_until_they_wait(processes: list[subprocess.Popen[str]]) -> None:
    """Return when each process waits for a lock in the database."""
    deadline = time.monotonic() + LONGEST
    waiting = 0
    while waiting < len(processes) and time.monotonic() < deadline:
        assert [process.poll() for process in processes] == [None] * len(processes)
        time.sleep(0.05)
        waiting = waiting_for_a_lock()
    assert waiting == len(processes)


def _nothing_is_doubled_or_missing() -> bool:
    titles = Posting.objects.values_list("title", flat=True)
    counts = {SourceFile.objects.count(), PostingVersion.objects.count(), Posting.objects.count(), FILES}
    return (
        sorted(titles) == sorted(f"Clerk {number}" for number in range(FILES))
        and counts == {FILES}
        and Requirement.objects.filter(kind="title").count() == FILES
    )
