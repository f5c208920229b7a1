"""Runs `manage.py` as a person would, on a data folder of its own."""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from jobsite import postgres

PROJECT = Path(__file__).resolve().parents[2]
LONGEST = 120  # seconds for which anything is waited for; how fast it goes is not what is tested
PORTS = range(10_000, 30_000)  # the system gives higher ones to whoever connects to something


@contextmanager
def new_data_folder() -> Iterator[Path]:
    """An empty folder that PostgreSQL can reach, which pytest's own is not when root runs the tests.

    A server that a failed test has left running there is stopped.
    """
    with tempfile.TemporaryDirectory(dir=settings.JOBSITE_DATA, prefix="one-") as folder:
        Path(folder).chmod(0o711)
        try:
            yield Path(folder)
        finally:
            postgres.Server(Path(folder)).stop()


def surroundings(data: Path, **variables: str) -> dict[str, str]:
    """The environment of a command: ours, without what the tests have set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JOBSITE_")}
    del kept["DJANGO_SETTINGS_MODULE"]
    return kept | {"JOBSITE_DATA": str(data)} | variables


def start(
    data: Path, *arguments: str, before: Sequence[str] = (), log: str = "", **variables: str
) -> subprocess.Popen[str]:
    """Start `manage.py`, without a terminal. What it complains of goes to the file `log`, else to a pipe:
    that must be read all the time where it says much."""
    with open(log, "w") if log else nullcontext(subprocess.PIPE) as stderr:
        return subprocess.Popen(
            [*before, sys.executable, PROJECT / "manage.py", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            env=surroundings(data, **variables),
            preexec_fn=_heed_signals,
        )


def _heed_signals() -> None:
    """A run of the tests in the background has begun with these ignored, and so would what it starts."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(data: Path, *arguments: str, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """What `start` starts, which does not outlive a test that fails."""
    process = start(data, *arguments, **options)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def free_port() -> int:
    """A port that nobody listens on, and that nobody is given by chance before it is used."""
    for port in random.sample(PORTS, 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("No port is free.")


def manage(data: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` to its end."""
    process = start(data, *arguments, **variables)
    stdout, stderr = process.communicate(timeout=LONGEST)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)
