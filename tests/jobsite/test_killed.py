"""The server as `serve` starts it, with its processes and those of its PostgreSQL killed: searches go on.

One server serves all these tests, which may come in any order: each gives the posting names of its own.
"""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psycopg
import pytest

from jobsite import postgres
from jobsite.away import SENTENCE
from tests.jobsite.commands import LONGEST, free_port, manage, new_data_folder, start

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/locks").exists(), reason="tells who holds a lock"),
]
POSTING = "Title: {0} clerk\n\nTeam: Sales\n\nWe need 5 years of experience.\n"
WORKERS = 2


@dataclass
class Site:
    """A server that runs, and what may be done to it."""

    data: Path
    address: str
    master: int
    refused: int = 0

    def find(self, word: str) -> str | None:
        """The page of a search; None where it says plainly that the database is away."""
        try:
            with urlopen(f"{self.address}?q={word}", timeout=LONGEST) as page:
                return str(page.read().decode())
        except HTTPError as error:
            answer = (error.code, SENTENCE in unescape(error.read().decode()))
        except ConnectionError:  # of a worker that was killed while it answered
            return None
        assert answer == (503, True)
        self.refused += 1
        return None

    def show(self, word: str) -> None:
        """Give the posting this name, and search until it is found by it."""
        self.rename(word)
        self.wait_for(word)

    def wait_for(self, word: str) -> None:
        """Search until the posting of this name is found. Every search on the way has an answer."""
        give_up, asked, page = time.monotonic() + LONGEST, 0, None
        while time.monotonic() < give_up:
            page, asked = self.find(word), asked + 1
            if page and f"{word.title()} clerk" in re.sub(r"<[^<>]*>", "", page):
                return
            time.sleep(0.05)
        says = " ".join(re.sub(r"<[^<>]*>", " ", page or "nothing").split())
        log = (self.data / "serve.log").read_text()
        raise AssertionError(
            f"{word} is not found, asked {asked} times. The last page: {says}\n{log[-3000:]}"
        )

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        give_up = time.monotonic() + LONGEST
        while True:
            try:
                return self._sql(statement, *values)
            except psycopg.OperationalError:  # it recovers from a crash
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.1)

    def _sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        server = postgres.Server(self.data)
        place = f"host={server.socket} user={postgres.OWNER} dbname={postgres.OWNER}"
        with psycopg.connect(place, autocommit=True) as connection:
            done = connection.execute(statement.encode(), values)
            return done.fetchall() if done.description else []

    def rename(self, to: str) -> None:
        self.sql("UPDATE postings_posting SET title = %s", f"{to.title()} clerk")

    def connected(self) -> list[int]:
        """PostgreSQL's processes for the connections of the server, once there are some."""
        give_up = time.monotonic() + LONGEST
        while time.monotonic() < give_up:
            rows = self.sql(
                "SELECT pid FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()"
            )
            if rows:
                return [int(str(number)) for (number,) in rows]
            time.sleep(0.05)
        raise AssertionError("The server has no connection.")

    def kill_a_connection(self) -> None:
        """Kill one of PostgreSQL's processes for the connections of the server."""
        give_up = time.monotonic() + LONGEST
        while time.monotonic() < give_up:
            with suppress(ProcessLookupError):  # it has just ended by itself
                os.kill(self.connected()[0], signal.SIGKILL)
                return
        raise AssertionError("No connection stays for as long as it takes to kill it.")

    def workers(self) -> list[int]:
        """The processes that answer requests, once all are there."""
        give_up, living = time.monotonic() + LONGEST, []
        while time.monotonic() < give_up:
            listed = Path(f"/proc/{self.master}/task/{self.master}/children").read_text()
            living = [number for number in map(int, listed.split()) if _lives(number)]
            if len(living) == WORKERS:
                return living
            time.sleep(0.05)
        raise AssertionError(f"The server has other workers than {WORKERS}: {living}")

    def drains(self) -> int:
        """The worker that holds the lock of the index folder, once one does."""
        lock = (self.data / "index" / "LOCK").stat().st_ino
        give_up = time.monotonic() + LONGEST
        while time.monotonic() < give_up:
            for line in Path("/proc/locks").read_text().splitlines():
                fields = line.split()  # READ is who looks whether somebody drains
                if (fields[1], fields[3]) == ("FLOCK", "WRITE") and fields[5].endswith(f":{lock}"):
                    return int(fields[4])
            time.sleep(0.05)
        raise AssertionError("Nobody drains.")


def _lives(process: int) -> bool:
    """Whether it runs, and does not merely wait to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with new_data_folder() as data:
        (data / "postgresql.local.conf").write_text("fsync = off\n")
        (data / "files").mkdir()
        (data / "files" / "a.txt").write_text(POSTING.format("First"))
        for command in (["migrate"], ["ingest", str(data / "files")]):
            ended = manage(data, *command)
            assert ended.returncode == 0, ended.stderr
        log = data / "serve.log"
        port = free_port()
        process = start(data, "serve", "--port", str(port), log=str(log))
        try:
            yield Site(data, f"http://127.0.0.1:{port}/", _ready(process, log))
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=LONGEST)
        finally:
            process.kill()
            process.communicate()
        complaints = log.read_text()
        assert process.returncode == 0, complaints
        assert "Traceback" not in complaints, complaints


def _ready(process: subprocess.Popen[str], log: Path) -> int:
    assert process.stdout is not None
    for line in process.stdout:
        if "jobsite is at" in line:
            return process.pid
    raise AssertionError(f"The server does not start: {log.read_text()}")


def test_the_next_worker_drains_when_the_one_that_did_is_killed(site: Site) -> None:
    site.show("first")
    first = site.drains()
    os.kill(first, signal.SIGKILL)
    site.show("second")
    assert site.drains() != first


def test_all_workers_may_be_killed(site: Site) -> None:
    site.show("third")
    refused = site.refused
    for worker in site.workers():
        os.kill(worker, signal.SIGKILL)
    site.show("fourth")
    assert site.refused == refused, "the database was there all the time"


def test_a_worker_that_does_not_drain_is_not_missed(site: Site) -> None:
    site.show("fifth")
    drains = site.drains()
    [other] = [worker for worker in site.workers() if worker != drains]
    os.kill(other, signal.SIGKILL)
    site.show("sixth")
    assert site.drains() == drains


def test_connections_that_are_ended_are_opened_again(site: Site) -> None:
    site.show("seventh")
    for process in site.connected():
        site.sql("SELECT pg_terminate_backend(%s)", process)
    site.show("eighth")


def test_a_killed_process_of_postgresql_takes_all_others_with_it_and_they_come_back(site: Site) -> None:
    site.show("ninth")
    site.kill_a_connection()
    site.find("ninth")
    site.show("tenth")


def test_postgresql_is_started_again_where_it_was_killed_whole(site: Site) -> None:
    site.show("eleventh")
    before = _postmaster(site.data)
    os.kill(before, signal.SIGKILL)
    site.wait_for("eleventh")
    site.show("twelfth")
    assert _postmaster(site.data) != before


def _postmaster(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0])
