"""Times in milliseconds, and what one says of many of them."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import connections

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
    return [timed(lambda one=thing: act(one))[0] for thing in things]  # type: ignore[misc]


def at_once(
    things: Sequence[Thing], act: Callable[[Thing], object], clients: int
) -> tuple[list[float], float]:
    """How long each took when so many clients ask, each for the next that nobody asked yet; and how many of
    them were answered a second."""
    waiting = iter(things)
    taking = threading.Lock()

    def take() -> Iterator[Thing]:
        while True:
            with taking:
                some = list(islice(waiting, 1))
            if not some:
                return
            yield some[0]

    def client() -> list[float]:
        try:
            return one_by_one(take(), act)
        finally:
            connections.close_all()  # those of this thread

    with ThreadPoolExecutor(clients) as pool:
        began = time.perf_counter()
        asking = [pool.submit(client) for _ in range(clients)]
        times = [one for asked in asking for one in asked.result()]
        return times, len(things) / (time.perf_counter() - began)
