"""What tests of the drainer need: one at work, in this process or in another, and folders to look at."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import connection

from postings.search import SearchResults, background, search
from postings.search.folder import Current, Folder
from tests.search.conftest import query

PATIENCE = 120.0  # seconds: no test is about how fast this machine is


@contextmanager
def in_background() -> Iterator[None]:
    background.start()
    try:
        yield
    finally:
        background.stop()


@contextmanager
def another_process(folder: Path, *other: str) -> Iterator[subprocess.Popen[bytes]]:
    """One that drains, killed in the end."""
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.search.drain_forever", database, str(folder), *other]
    process = subprocess.Popen(command, env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"})
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(claim: Callable[[], bool]) -> None:
    """Wait until it is true, however long the drainer's process takes to begin, say."""
    give_up = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < give_up, "It does not come true."
        time.sleep(0.02)


def until_in_step(**wanted: Any) -> SearchResults:
    """Searches again until the server's drainer is in step."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        answer = search(query(**wanted))
        if answer.ready and not answer.behind:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"The drainer did not catch up: ready {answer.ready}, behind {answer.behind}.")


def current_of(folder: Path) -> Current:
    current = Folder(folder).current()
    assert current is not None
    return current


def delete_folder(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def another_schema(folder: Path) -> None:
    current = current_of(folder)
    Folder(folder).publish(replace(current, fingerprint="another"))
