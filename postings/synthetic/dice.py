"""Chance that can be repeated, and is cheap: a posting takes some sixty choices."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from hashlib import shake_128
from itertools import chain, count
from typing import TypeVar

Thing = TypeVar("Thing")

_BYTES_AT_ONCE = 512  # 128 choices; a quarter of the time that seeding a `random.Random` takes


class Dice:
    """The choices of one posting (or of a world); the same for the same seed and number."""

    def __init__(self, seed: int, number: int) -> None:
        drawn = (
            array("I", shake_128(b"%d %d %d" % (seed, number, part)).digest(_BYTES_AT_ONCE))
            for part in count()
        )
        self.next = chain.from_iterable(drawn).__next__

    def pick(self, things: Sequence[Thing]) -> Thing:
        return things[self.next() % len(things)]

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        return self.next() % limit

    def chance(self, percent: int) -> bool:
        return self.next() % 100 < percent

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """Up to `count` different things in the order they were drawn, less where one came again."""
        drawn = [things[self.next() % len(things)] for _ in range(count)]
        return list({id(thing): thing for thing in drawn}.values())  # the same object: cheaper than a hash
