"""Ingest from outside: killed, interrupted and twice at once, on a database that keeps what is committed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from postings.models import Collection, IngestRun, Posting, PostingVersion, Requirement, SourceFile

pytestmark = pytest.mark.django_db(transaction=True)

FILES = 800  # so many that the ingest is far from its end when its first batch is seen
POSTING = (
    "Title: Clerk {0}\n\nEmployer: Acme {1}\nTeam: Team {2}\n\nWe need {0} years of experience.\n"
    + "Apples.\n" * 20
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Enough postings to stop somewhere in between."""
    for number in range(FILES):
        (tmp_path / f"{number:04}.txt").write_text(POSTING.format(number, number % 7, number % 5))
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


@pytest.fixture
def begun(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """An ingest of the folder that has loaded something, but not everything."""
    with ingest(folder) as running:
        deadline = time.monotonic() + 60
        while not Posting.objects.exists() and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        yield running


def test_a_killed_ingest_leaves_whole_batches_and_the_next_one_loads_the_rest(
    folder: Path, begun: subprocess.Popen[str]
) -> None:
    begun.kill()
    begun.communicate()
    loaded = Posting.objects.count()
    assert 0 < loaded < FILES

    with ingest(folder) as again:
        assert again.wait() == 0

    cut_off, whole = IngestRun.objects.order_by("pk")
    assert (cut_off.finished, cut_off.new) == (None, loaded)
    assert (whole.new, whole.unchanged) == (FILES - loaded, loaded)
    assert _nothing_is_doubled_or_missing()


def test_an_interrupted_ingest_says_what_is_whole(folder: Path, begun: subprocess.Popen[str]) -> None:
    begun.send_signal(signal.SIGINT)
    told, _ = begun.communicate()

    loaded = Posting.objects.count()
    assert begun.returncode == 128 + signal.SIGINT
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
    deadline = time.monotonic() + 60
    with connection.cursor() as cursor:
        waiting = 0
        while waiting < len(processes) and time.monotonic() < deadline:
            assert [process.poll() for process in processes] == [None] * len(processes)
            time.sleep(0.05)
            cursor.execute(
                "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
                "WHERE NOT granted AND datname = current_database()"
            )
            (waiting,) = cursor.fetchone()
    assert waiting == len(processes)


def _nothing_is_doubled_or_missing() -> bool:
    titles = Posting.objects.values_list("title", flat=True)
    counts = {SourceFile.objects.count(), PostingVersion.objects.count(), Posting.objects.count(), FILES}
    return (
        sorted(titles) == sorted(f"Clerk {number}" for number in range(FILES))
        and counts == {FILES}
        and Requirement.objects.filter(kind="title").count() == FILES
    )
