"""One history: its events in their order, and what must be true in the end."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connections

from postings.search.folder import Folder
from tests import throwaway
from tests.search.histories import databases, worker, writes
from tests.search.histories.processes import DATABASE_GONE, Processes, StuckError

FILES = 40
#: After these, and until a new index is built, a search may find none.
UNSETTLING = {"damage", "another schema", "forgotten", "not known here"}


@dataclass
class Outcome:
    """`wrong` is empty where all is as it should be."""

    events: list[str]
    wrong: list[str]
    searches: int
    without_database: int
    died: Counter[str]
    longest: float


@dataclass
class History:
    """A place for one history, with its own database, index folders and files."""

    chance: random.Random
    place: Path
    database: str
    processes: Processes
    events: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    workers: dict[int, Path] = field(default_factory=dict)
    seen: list[Path] = field(default_factory=list)
    died: Counter[str] = field(default_factory=Counter)
    kept: Path | None = None

    @property
    def folders(self) -> list[Path]:
        return sorted(self.place.glob("index-*"))

    @property
    def files(self) -> Path:
        return self.place / "files"

    def note(self, event: str) -> None:
        self.events.append(event)

    # --- what can happen

    def start_worker(self) -> None:
        folder = self.place / f"index-{0 if self.chance.random() < 0.8 else 1}"
        doom = self._doom() if self.chance.random() < 0.3 else ()
        room = self.chance.randrange(3_000, 60_000) if self.chance.random() < 0.1 else None
        told = self.place / f"told-{len(self.seen)}-{folder.name}"
        self.note("full disk" if room is not None else f"worker {folder.name} {doom}")
        folder.mkdir(exist_ok=True)
        seed = self.chance.randrange(1 << 30)
        self.workers[self.processes.start("worker", worker.serve, folder, told, seed, doom, room)] = folder
        self.seen.append(told)

    def write(self) -> None:
        self.note("writes")
        self._start("writer", writes.write, self.chance.randrange(1 << 30), self.chance.randrange(3, 12))

    def ingest(self) -> None:
        self.note("ingest")
        writes.files(self.files, self.chance, self.chance.randrange(1, 15), FILES + 20)
        self._start("ingest", writes.load, self.files)
        if self.chance.random() < 0.3:
            self._start("ingest", writes.load, self.files)

    def command(self) -> None:
        rebuild = self.chance.random() < 0.6
        doom = self._doom() if self.chance.random() < 0.4 else ()
        self.note(f"command rebuild={rebuild} {doom}")
        self._start("command", worker.command, self.chance.choice(self.folders), rebuild, doom)

    def kill(self) -> None:
        self._reap()
        if self.processes.running:
            process = self.chance.choice(sorted(self.processes.running))
            self.note(f"kill {self.processes.running[process]}")
            self.died[self.processes.running[process]] += 1
            self.workers.pop(process, None)
            self.processes.kill(process)

    def damage(self) -> None:
        self.note("damage")
        _harm(self.chance.choice(self.folders), self.chance)

    def another_schema(self) -> None:
        folder = Folder(self.chance.choice(self.folders))
        text = (folder.path / "CURRENT").read_text() if folder.current() else "{}"
        self.note("another schema")
        draft = folder.path / "CURRENT.old"
        draft.write_text(json.dumps(json.loads(text) | {"fingerprint": "older code"}))
        os.replace(draft, folder.path / "CURRENT")

    def old_folder(self) -> None:
        """Keep a copy of an index folder; when there is one, put it back in the place of the folder."""
        folder = self.place / "index-0"
        self._kill_all()
        if not folder.exists():
            return
        if self.kept is None:
            self.note("folder copied")
            self.kept = self.place / "kept"
            shutil.copytree(folder, self.kept)
        else:
            self.note("an old folder")
            for path in folder.iterdir():  # the folder itself stays, as when its files are restored
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            shutil.copytree(self.kept, folder, dirs_exist_ok=True)
            self._look_who_is_known()

    def old_database(self) -> None:
        """A copy of the database takes its place after a while of writing: a dump restored."""
        self._kill_all()
        self.processes.ask(databases.copy, self.database, self.database + "_dump")
        self.start_worker()
        self.write()
        time.sleep(self.chance.random() * 0.5)
        self._kill_all()
        self.processes.ask(databases.replace, self.database, self.database + "_dump")
        self.note("an old database")
        self._look_who_is_known()

    def forgotten(self) -> None:
        self.note("forgotten")
        self.processes.ask(databases.forget_one, self.chance.randrange(1 << 30))

    def crash(self) -> None:
        """PostgreSQL is killed: one process, which takes all connections with it, or as a whole. Not where
        others use the same one."""
        embedded = connections["default"].settings_dict["ENGINE"] == "jobsite.embedded"
        if embedded and throwaway.is_ours():
            self.note("crash")
            self.processes.ask(databases.crash, self.chance.random() < 0.5)

    def _look_who_is_known(self) -> None:
        """Note where an index is not in the register: it, or the database, is from before it was."""
        known = self.processes.ask(databases.registered)
        for current in (Folder(folder).current() for folder in self.folders):
            if current is None or current.index not in known:
                self.note("not known here")

    # --- the whole

    def run(self) -> Outcome:
        writes.files(self.files, self.chance, FILES // 2, FILES)
        try:
            self.start_worker()
            for _ in range(self.chance.randrange(4, 11)):
                event = self.chance.choices(list(EVENTS), weights=list(EVENTS.values()))[0]
                event(self)
                self._reap()
                time.sleep(self.chance.random() ** 2 * 0.5)
            self._end()
        except StuckError as error:
            self.wrong.append(str(error))
            self._kill_all()
        searches, without, longest = self._look()
        return Outcome(self.events, self.wrong, searches, without, self.died, longest)

    def _end(self) -> None:
        """Let what runs run out, sometimes with no worker left; then compare."""
        for process in self.workers:
            if process in self.processes.running and self.chance.random() < 0.5:
                os.kill(process, signal.SIGUSR1)  # room on the disk again
        for process, name in list(self.processes.running.items()):
            if name != "worker":
                self.processes.end(process)
        self._reap()
        full = "full disk" in self.events
        if self.chance.random() < 0.5 or full:
            for process in [one for one in self.workers if one in self.processes.running]:
                if self.chance.random() < 0.5 or full:
                    self.processes.kill(process)
                else:
                    self._ended("worker", self.processes.stop(process))
        for folder in self.folders:
            said, found, visible = self.processes.ask(worker.differences, folder)
            if said or found != visible:
                self.wrong.append(f"{folder.name}: {said}; finds {found} of {visible}")
        self._kill_all()

    def _look(self) -> tuple[int, int, float]:
        """What the workers have seen."""
        found = {
            path: json.loads(path.read_text()) for path in self.seen if path.exists() and path.stat().st_size
        }
        self.wrong += [wrong for one in found.values() for wrong in one["wrong"]]
        without = [said for one in found.values() for said in one["without_database"]]
        if "crash" not in self.events:
            self.wrong += without
        if not UNSETTLING & set(self.events):
            for folder in self.folders:
                these = [one for path, one in found.items() if path.name.endswith(folder.name)]
                ready = min((one["first_ready"] for one in these if one["first_ready"]), default=None)
                if ready and any((one["last_unready"] or 0) > ready for one in these):
                    self.wrong.append(f"{folder.name}: a search found no index although there was one")
        searches = sum(one["searches"] for one in found.values())
        return searches, len(without), max((one["longest"] for one in found.values()), default=0)

    def _start(self, name: str, act: Callable[..., object], *arguments: object) -> None:
        self.processes.start(name, act, *arguments)

    def _doom(self) -> tuple[Any, ...]:
        return (
            self.chance.choice(sorted(worker.POINTS)),
            self.chance.random() < 0.5,
            self.chance.choice((1, 1, 2, 4)),
        )

    def _reap(self) -> None:
        """Note who has ended; one that failed by itself is a fault, one that was killed is not."""
        for name, code in self.processes.ended().items():
            self._ended(name, code)

    def _ended(self, name: str, code: int) -> None:
        if code == -signal.SIGKILL or (code == DATABASE_GONE and "crash" in self.events):
            self.died[name] += 1
        elif code and (name, "damage" in self.events) != ("command", True):  # it may meet what is spoilt
            self.wrong.append(f"{name} ended with {code}")

    def _kill_all(self) -> None:
        self.processes.kill_all()
        self.workers.clear()


def _harm(folder: Path, chance: random.Random) -> None:
    """Remove or spoil something in an index folder."""
    current = Folder(folder).current()
    build = folder / "builds" / (current.build if current else "none")
    files = sorted(build.glob("*"))
    kind = chance.choice(("all", "builds", "CURRENT", "meta", "segments", "a file", "cut off"))
    if kind == "all":
        shutil.rmtree(folder, ignore_errors=True)
    elif kind == "builds":
        shutil.rmtree(folder / "builds", ignore_errors=True)
    elif kind == "CURRENT":
        (folder / "CURRENT").write_text(chance.choice(("", "{", "null", "{}")))
    elif kind == "meta":
        (build / "meta.json").unlink(missing_ok=True)
    elif kind == "segments":
        for path in files:
            if path.suffix == chance.choice((".term", ".store", ".fast")):
                path.unlink(missing_ok=True)
    elif files and kind == "a file":
        chance.choice(files).unlink(missing_ok=True)
    elif files:
        path = chance.choice(files)
        if path.exists():
            shutil.copy(path, folder / "cut")
            os.truncate(folder / "cut", path.stat().st_size // 2)
            os.replace(folder / "cut", path)
    folder.mkdir(exist_ok=True)


EVENTS: dict[Callable[[History], None], int] = {
    History.write: 30,
    History.ingest: 12,
    History.start_worker: 14,
    History.kill: 14,
    History.command: 12,
    History.damage: 5,
    History.another_schema: 3,
    History.old_folder: 4,
    History.old_database: 2,
    History.forgotten: 2,
    History.crash: 4,
}
