"""Clients of the engine in processes of their own, as many as the server has workers.

Threads of one process wait for one another wherever Python works; those of several do not. A process opens
index and database for itself, warms up, waits for all others, and tells how long its searches took.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.db import connection

from postings.bench.timing import Crowd, Spell, crowd, one_by_one, spells

if TYPE_CHECKING:
    from postings.search.query import SearchQuery

WARM = 20  # searches before the first is timed: the last, for what was counted lately is kept


class ClientsError(Exception):
    """A process of clients ended before it had told its times."""


@dataclass(frozen=True, slots=True)
class _Common:
    """What the processes share: the place that they search, the signal to begin, the number of the next."""

    database: str
    index: Path
    begin: Barrier
    asked: Synchronized[int]

    def following(self) -> int:
        with self.asked.get_lock():
            self.asked.value += 1
            return self.asked.value - 1


def search_at_once(queries: Sequence[SearchQuery], clients: int, processes: int) -> Crowd:
    """So many clients in so many processes, each asking for the next search that nobody asked for yet."""
    spawn = multiprocessing.get_context("spawn")
    place = (str(connection.settings_dict["NAME"]), Path(settings.INDEX_FOLDER))
    common = _Common(*place, spawn.Barrier(clients), spawn.Value("i", 0))
    sent = [_sendable(query) for query in queries]
    shares = [len(range(first, clients, processes)) for first in range(min(processes, clients))]
    pipes = [_started(spawn, common, share, sent) for share in shares]
    try:
        return crowd([spell for pipe in pipes for spell in pipe.recv()])
    except EOFError:
        common.begin.abort()
        raise ClientsError("A process of clients ended before it had told its times.") from None


def _started(
    spawn: SpawnContext, common: _Common, clients: int, queries: list[SearchQuery]
) -> Connection[Any, Any]:
    """The end of a pipe at whose other end so many clients are getting ready."""
    ours, theirs = spawn.Pipe()
    spawn.Process(target=_search, args=(theirs, common, clients), daemon=True).start()
    theirs.close()
    ours.send(queries)  # not as an argument, which is read before Django is set up
    return ours


def _sendable(query: SearchQuery) -> SearchQuery:
    return replace(query, choices=dict(query.choices), exclusions=dict(query.exclusions))


def _search(pipe: Connection[Any, Any], common: _Common, clients: int) -> None:
    """Runs in the process that was started."""
    django.setup()
    from postings.bench.measures import answered
    from postings.reading import follow_parent

    follow_parent()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = common.database
    settings.INDEX_FOLDER = common.index
    queries: list[SearchQuery] = pipe.recv()
    one_by_one(queries[-WARM:], answered)
    told: list[Spell] = spells(queries, answered, clients, common.following, common.begin.wait)
    pipe.send(told)
