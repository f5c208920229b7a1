"""The folder of an index: its builds, the file that names the one in use, and its one writer's lock.

    CURRENT            which build is in use, for which database and registration (JSON, replaced atomically)
    LOCK               held by whoever may write
    REACHED            in which states of the build the database may hold it to be (JSON, replaced atomically)
    REGISTERED         as what the database may know the folder (JSON, replaced atomically)
    builds/<name>/     one build each; the one in use, the one before it, and the one in the making

A build is never renamed or linked: readers of the engine would swap its fields silently, or not notice.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Current:
    """The build in use: `index` is its registration in the database whose `epoch` this is.

    `place` tells the folder from a copy of it, or one that came back from a backup: those have missed changes
    that the registration's notes no longer tell of.
    """

    build: str
    index: str
    epoch: str
    fingerprint: str
    place: int


@dataclass(frozen=True, slots=True)
class Lock:
    """The held lock of a folder."""

    path: Path
    number: int

    def is_there(self) -> bool:
        """Whether its file is still the one that others look at: who removes the folder removes it too, and
        somebody may hold a new one."""
        try:
            return self.path.stat().st_ino == os.fstat(self.number).st_ino
        except FileNotFoundError:
            return False


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    @property
    def builds(self) -> Path:
        return self.path / "builds"

    def current(self) -> Current | None:
        """What CURRENT says; None where there is no build, or the file cannot be understood."""
        try:
            said = json.loads((self.path / "CURRENT").read_text())
            return Current(**said)
        except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
            return None

    @property
    def place(self) -> int:
        return self.path.stat().st_ino

    def publish(self, current: Current) -> None:
        """Name the build in use, once it is safe on disk. A reader sees the old name or the new one."""
        self._replace("CURRENT", asdict(current), safely=True)

    def new_build(self, fingerprint: str) -> str:
        """Make an empty folder for a build and return its name."""
        name = f"{fingerprint}-{uuid.uuid4().hex[:8]}"
        (self.builds / name).mkdir(parents=True)
        return name

    def state(self, build: str) -> str:
        """What is committed of a build: its name, a number that grows with each commit, and some chance: to a
        copy of this folder something else may be committed under the same number."""
        return f"{build}:{self._commits(build)}:{uuid.uuid4().hex[:8]}"

    def note(self, *states: str) -> None:
        """Keep the states that the database may hold this folder to be in: the one that it has noted, and the
        one that it is about to note."""
        self._replace("REACHED", states)

    def has_reached(self, build: str, state: str) -> bool:
        """Whether this is a state of the build that the folder is in, or was in before its last commit.

        It is not after either of the two, folder or database, came back from a backup. The empty state has
        nothing in it.
        """
        name, _, rest = state.partition(":")
        if not state:
            return True
        kept = self.noted()
        was_here = kept is None or state in kept
        return was_here and name == build and self._commits(build) >= int(rest.partition(":")[0])

    def noted(self) -> list[str] | None:
        """What `note` kept; None where that is gone."""
        try:
            kept = json.loads((self.path / "REACHED").read_text())
            return [str(one) for one in kept]
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def registrations(self) -> list[str]:
        """What `keep_registrations` kept, if it was of this folder and not of one that this is a copy of."""
        try:
            kept = json.loads((self.path / "REGISTERED").read_text())
            return [str(one) for one in kept["indexes"]] if kept["place"] == self.place else []
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return []

    def keep_registrations(self, *indexes: str) -> None:
        """Keep as what the database may know this folder, for whoever has to forget all but one of them."""
        if self.registrations() != list(indexes):
            self._replace("REGISTERED", {"place": self.place, "indexes": indexes})

    def _commits(self, build: str) -> int:
        """The engine's stamp of the last commit; -1 where there is none that can be read."""
        try:
            return int(json.loads((self.builds / build / "meta.json").read_text())["opstamp"])
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return -1

    def _replace(self, name: str, content: object, safely: bool = False) -> None:
        """Replace a file by JSON; `safely` if what is written after it relies on its being on the disk."""
        draft = self.path / f"{name}.{os.getpid()}"
        with draft.open("w") as file:
            json.dump(content, file)
            if safely:
                file.flush()
                os.fsync(file.fileno())
        os.replace(draft, self.path / name)

    def remove_builds(self, *kept: str | None) -> None:
        """Remove all builds but these. A process that still reads one keeps its files until it lets go."""
        for build in self.builds.iterdir():
            if build.name not in kept:
                shutil.rmtree(build, ignore_errors=True)

    @contextmanager
    def lock(self) -> Iterator[Lock | None]:
        """Be the folder's one writer; yields None where another is, or may be."""
        self.path.mkdir(parents=True, exist_ok=True)
        path = self.path / "LOCK"
        with path.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
                return
            lock = Lock(path, file.fileno())
            yield lock if lock.is_there() else None  # closing the file lets go

    def is_drained_by_someone(self) -> bool:
        """Whether some process holds the lock, this one included."""
        try:
            with (self.path / "LOCK").open() as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False
