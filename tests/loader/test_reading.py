"""Reading in several processes: a file on which a worker fails or dies does not take the others with it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from postings import extraction
from postings.extraction.records import Extraction, RawFile
from postings.reading import Read, Readers, Unreadable
from tests.loader.making import LONGEST

GOOD = b"Title: Clerk\n\nWe need somebody who counts apples all day.\n"


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_come_back_in_their_order(jobs: int) -> None:
    contents = [("a.txt", GOOD), ("b.txt", b""), ("c.txt", GOOD.replace(b"Clerk", b"Smith"))]

    with Readers(jobs) as readers:
        found = readers.results(readers.submit(contents), contents)

    assert [one.extraction.summary.title if isinstance(one, Read) else None for one in found] == [
        "Clerk",
        None,
        "Smith",
    ]
    assert found[1] == Unreadable("The file is empty (0 bytes).")


def test_a_defect_on_one_file_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    extract = extraction.extract

    def broken(raw: RawFile) -> Extraction:
        if raw.name == "b.txt":
            raise IndexError("no such group")
        return extract(raw)

    monkeypatch.setattr("postings.extraction.extract", broken)
    contents = [("a.txt", GOOD), ("b.txt", GOOD), ("c.txt", GOOD)]

    with Readers(1) as readers:
        found = readers.results(readers.submit(contents), contents)

    assert [type(one) for one in found] == [Read, Unreadable, Read]
    assert isinstance(found[1], Unreadable)
    assert "IndexError: no such group" in found[1].reason


DYING = textwrap.dedent(
    """
    import os, sys
    from postings import extraction, reading

    if __name__ != "__main__":  # a worker
        extract = extraction.extract
        extraction.extract = lambda raw: os.abort() if raw.name == "b.txt" else extract(raw)
    elif sys.argv[1] == "die":
        text = b"Title: Clerk\\n\\nWe need somebody who counts."
        contents = [(name, text) for name in ("a.txt", "b.txt", "c.txt")]
        with reading.Readers(2) as readers:
            for found in readers.results(readers.submit(contents), contents):
                print(type(found).__name__, getattr(found, "reason", ""))
    else:
        with reading.Readers(2) as readers:
            readers.submit([("a.txt", b"Title: Clerk")]).result()
            print(" ".join(str(pid) for pid in readers._executor._processes), flush=True)
            sys.stdin.read()
    """
)


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    """A program whose workers die on the file b.txt."""
    path = tmp_path / "program.py"
    path.write_text(DYING)
    return [sys.executable, str(path)]


def test_a_file_that_ends_its_worker_leaves_the_others(program: list[str]) -> None:
    ended = subprocess.run(
        [*program, "die"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )

    lines = ended.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["Read", "Unreadable", "Read"]
    assert "ended the process" in lines[1]


def test_workers_end_with_a_killed_parent(program: list[str]) -> None:
    with subprocess.Popen(
        [*program, "wait"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    ) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()

    deadline = time.monotonic() + LONGEST
    while any(_alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert workers
    assert [pid for pid in workers if _alive(pid)] == []


def _alive(pid: int) -> bool:
    """Running, not merely waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
