"""Chance that can be repeated, and is cheap: a posting takes some three hundred choices."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")

_DRAWN_AT_ONCE = 256
_NUMBERS = 1 << 40  # postings of one seed that never share their chance with the next seed's


class Dice:
    """The choices of one posting (or of a world); the same for the same seed and number."""

    def __init__(self, seed: int, number: int) -> None:
        random = Random(seed * _NUMBERS + number)  # noqa: S311  nothing secret
        drawn = iter(lambda: array("I", random.randbytes(4 * _DRAWN_AT_ONCE)), None)
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
