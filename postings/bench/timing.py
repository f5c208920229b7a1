"""Times in milliseconds, and what one says of many of them."""

from __future__ import annotations

import itertools
import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from django.db import connections

PATIENCE = 120.0  # seconds until all clients are ready

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Figures:
    """What there is to say of some times: how many they are, and milliseconds."""

    count: int
    p50: float
    p95: float
    p99: float
    longest: float


def figures(times: Sequence[float]) -> Figures | None:
    """None where nothing was timed."""
    if not times:
        return None
    ordered = sorted(times)
    return Figures(
        len(ordered),
        percentile(ordered, 50),
        percentile(ordered, 95),
        percentile(ordered, 99),
        round(ordered[-1], 2),
    )


def percentile(ordered: Sequence[float], percent: int) -> float:
    """The smallest of these times that so many of a hundred do not exceed.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 50), percentile([1.0, 2.0, 3.0, 4.0], 95)
    (2.0, 4.0)
    """
    return round(ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)], 2)


def timed(act: Callable[[], Thing]) -> tuple[float, Thing]:
    began = time.perf_counter()
    made = act()
    return (time.perf_counter() - began) * 1000, made


def one_by_one(things: Iterable[Thing], act: Callable[[Thing], object]) -> list[float]:
    """How long each took, in their order."""
    return [timed(partial(act, thing))[0] for thing in things]


# --- several clients -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spell:
    """What one client did: how long each took, and when it began and ended, in seconds of the monotonic
    clock, which processes share."""

    times: list[float]
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """What several clients did together: how long each took, and how many were answered a second, from when
    the first began until the last had ended."""

    times: list[float]
    a_second: float


def crowd(spells: Sequence[Spell]) -> Crowd:
    """
    >>> crowd([Spell([900.0, 900.0], 10.0, 12.0), Spell([500.0] * 6, 11.0, 14.0)]).a_second
    2.0
    """
    times = [one for spell in spells for one in spell.times]
    took = max(spell.ended for spell in spells) - min(spell.began for spell in spells)
    return Crowd(times, len(times) / took)


def spells(
    things: Sequence[Thing],
    act: Callable[[Thing], object],
    clients: int,
    following: Callable[[], int],
    begin: Callable[[float], object],
) -> list[Spell]:
    """Several clients in threads, each asking for the thing whose number is `following`, as long as there is
    one. Each asks once before, for its connections, and then waits for all others: `begin`."""

    def take() -> Iterator[Thing]:
        while (number := following()) < len(things):
            yield things[number]

    def client(number: int) -> Spell:
        try:
            act(things[number % len(things)])
            begin(PATIENCE)
            began = time.monotonic()
            times = one_by_one(take(), act)
            return Spell(times, began, time.monotonic())
        finally:
            connections.close_all()  # those of this thread

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(client, range(clients)))


def at_once(things: Sequence[Thing], act: Callable[[Thing], object], clients: int) -> Crowd:
    """Clients in threads of this process, each asking for the next that nobody asked for yet."""
    numbers, taking = itertools.count(), threading.Lock()

    def following() -> int:
        with taking:
            return next(numbers)

    return crowd(spells(things, act, clients, following, threading.Barrier(clients).wait))
