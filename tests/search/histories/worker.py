"""What the processes of a history do besides writing: web workers, commands, deaths, full disks."""

from __future__ import annotations

import faulthandler
import json
import os
import random
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver

from jobsite.away import SENTENCE
from postings.api.views import Throttle
from postings.models import Posting
from postings.reading import read_content
from postings.search import background, drainer, outbox, search, suggest, taking
from postings.search.check import check
from postings.search.folder import Folder
from postings.search.query import SearchQuery
from postings.search.schema import fingerprint
from postings.search.writing import Writing
from tests.search.histories import writes
from tests.search.histories.writes import WORDS

TOLD = 2_000  # bytes in which a worker tells what it has Seen; a full disk has room for more


@dataclass
class Seen:
    """How the searches of a worker were answered. Times are of the monotonic clock, which processes share."""

    searches: int = 0
    first_ready: float | None = None
    last_unready: float | None = None
    longest: float = 0
    wrong: list[str] = field(default_factory=list)
    without_database: list[str] = field(default_factory=list)

    def add(self, one: dict[str, Any]) -> None:
        self.searches += 1
        self.longest = max(self.longest, one["seconds"])
        if one.get("ready") and self.first_ready is None:
            self.first_ready = one["at"] + one["seconds"]
        if one.get("ready") is False:
            self.last_unready = one["at"]
        for name, kept in (("wrong", self.wrong), ("database", self.without_database)):
            if name in one and len(kept) < 2:
                kept.append(f"{one['kind']} {one['text']!r}: {one[name][:300]}")

    def write(self, told: Path) -> None:
        file = os.open(told, os.O_WRONLY | os.O_CREAT)
        os.pwrite(file, json.dumps(asdict(self)).encode().ljust(TOLD), 0)
        os.close(file)


#: Where a process may die: before and after each of these.
POINTS: dict[str, tuple[Any, str]] = {
    "taking notes": (taking, "take"),
    "applying": (Writing, "apply"),
    "committing the index": (Writing, "commit"),
    "closing the writer": (Writing, "close"),
    "noting that it drained": (outbox, "drained"),
    "registering": (outbox, "register"),
    "ordering a rebuild": (outbox, "order_rebuild"),
    "making a build": (Folder, "new_build"),
    "naming the build": (Folder, "publish"),
    "replacing a file": (os, "replace"),
    "taking the order away": (outbox, "rebuilt"),
    "removing old builds": (Folder, "remove_builds"),
}


def warm() -> None:
    """Import and read, before forking, what every worker would."""
    get_resolver()._populate()
    for template in ("search.html", "table.html", "values.html"):
        get_template(template)
    read_content("a.txt", writes.sample(random.Random(0), 0).encode())
    fingerprint()
    Throttle.rate = "1000000/min"  # a long history asks more often than an address may
    Client().get("/healthz/nowhere", SERVER_NAME="localhost")


def use(folder: Path) -> None:
    settings.INDEX_FOLDER = folder
    faulthandler.enable()


def doomed(point: str, late: bool, time_to_go: int) -> None:
    """Arrange for this process to be killed when it comes to a point for the n-th time."""
    owner, name = POINTS[point]
    act: Callable[..., Any] = getattr(owner, name)
    left = time_to_go

    def last(*arguments: Any, **named: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0 and not late:
            os.kill(os.getpid(), signal.SIGKILL)
        done = act(*arguments, **named)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(owner, name, last)


def full_disk(room: int) -> None:
    """From now on no file of this process may grow beyond so many bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))


def serve(folder: Path, told: Path, seed: int, doom: tuple[Any, ...], room: int | None) -> None:
    """A web worker: it keeps the index in step, and answers searches until it is asked to end.

    `told` always has what it has Seen.
    """
    use(folder)
    if doom:
        doomed(*doom)
    ending = []
    signal.signal(signal.SIGTERM, lambda *_: ending.append(True))
    signal.signal(signal.SIGUSR1, lambda *_: full_disk(-1))  # there is room again
    if room is not None:
        full_disk(room)
    background.start()
    chance, client, seen = random.Random(seed), Client(), Seen()
    while not ending:
        seen.add(_one(client, chance))
        seen.write(told)
        time.sleep(0.01)
    background.stop()


def _one(client: Client, chance: random.Random) -> dict[str, Any]:
    kind, text = chance.choice(("page", "api", "table", "values", "suggest", "posting")), _words(chance)
    began = time.monotonic()
    said: dict[str, Any] = {"kind": kind, "text": text}
    try:
        close_old_connections()  # as each request of a server does
        said |= _ask(kind, text, client, chance)
    except (DatabaseError, InterfaceError) as error:
        said |= {"database": str(error)}
    except BaseException as error:  # an engine that panics raises no Exception
        said |= {"wrong": repr(error)}
    return said | {"at": began, "seconds": round(time.monotonic() - began, 3)}


def _ask(kind: str, text: str, client: Client, chance: random.Random) -> dict[str, Any]:
    if kind == "suggest":
        suggest(SearchQuery(text=text[:3]))
        return {}
    if kind == "posting":
        found = search(SearchQuery(text=text))
        return {"ready": found.ready, "count": found.count, "behind": found.behind}
    path = {"page": "/", "api": "/api/postings/", "table": "/table/", "values": "/values/team/"}[kind]
    wanted: dict[str, str] = {"q": text} if text else {}
    if chance.random() < 0.2:
        wanted["page"] = "2"
    if chance.random() < 0.3:
        wanted |= {"team": f"team-{chance.randrange(5)}", "years_min": "2"}
    answer = client.get(path, wanted, SERVER_NAME="localhost", follow=True)
    if answer.status_code == 503 and SENTENCE in answer.content.decode():
        return {"database": SENTENCE}
    if answer.status_code == 503 and kind == "api":
        return {"ready": False}
    return {} if answer.status_code == 200 else {"wrong": f"status {answer.status_code}"}


def _words(chance: random.Random) -> str:
    first, second = chance.sample(WORDS, 2)
    return chance.choice(
        ("", first, f'"{first} {second}"', f"{first} OR {second}", first[:-1] + "x", f"{first[:2]}*")
    )


def command(folder: Path, rebuild: bool, doom: tuple[Any, ...] = ()) -> None:
    """As `manage.py index`, with or without --rebuild."""
    use(folder)
    if doom:
        doomed(*doom)
    drainer.drain(rebuild=rebuild)


def differences(folder: Path) -> tuple[str, int, int]:
    """What `index --check` finds, how many a search finds, and how many there are to be found."""
    use(folder)
    found = check(Folder(folder))
    results = search(SearchQuery())
    visible = Posting.objects.filter(hidden=False).count()
    said = str(found) if found or not results.ready or results.behind else ""
    return said, results.count, visible
