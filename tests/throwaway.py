"""The data folder of one test run, under the system's folder for temporary files.

Each run has its own, so that a developer's server and a second test run may work at the same time.
"""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

from jobsite.postgres import Server, release

VARIABLE = "TESTS_OF_JOBSITE_DATA"  # hands the folder from the main process to the workers
NAME = "jobsite-tests-"

# A test database may be lost with the machine, so it need not wait for the disk.
FAST_AND_LOOSE = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\nautovacuum = off\n"

_held: list[IO[str]] = []


def data_folder() -> Path:
    """The folder of this run: made by the main process, inherited by its workers."""
    if given := os.environ.get(VARIABLE):
        return Path(given)
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=NAME))
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    local = folder / "postgresql.local.conf"
    local.write_text(FAST_AND_LOOSE)
    local.chmod(0o644)
    (folder / "static").mkdir()  # WhiteNoise warns when it is missing
    if lock := _lock(folder):
        _held.append(lock)
    os.environ[VARIABLE] = str(folder)
    return folder


def is_ours() -> bool:
    """Whether this process made the run's folder, and is to remove it."""
    return bool(_held)


def remove() -> None:
    """Stop the PostgreSQL of this run and remove its folder."""
    folder = Path(os.environ.pop(VARIABLE))
    release(Server(folder))
    shutil.rmtree(folder)
    _held.pop().close()


def _sweep() -> None:
    """Remove what killed runs have left behind: folders whose main process lives no more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{NAME}*"):
        if folder.stat().st_uid != os.geteuid() or not (folder / "run.lock").exists():
            continue
        if lock := _lock(folder):
            with lock:
                Server(folder).stop()
                shutil.rmtree(folder)


def _lock(folder: Path) -> IO[str] | None:
    """The lock that a run's main process holds, or None when it is held already."""
    lock = open(folder / "run.lock", "a")  # noqa: SIM115  held by the caller
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock
