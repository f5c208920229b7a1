"""Two texts of one posting, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of either text: `removed` stands only in the older one, `added` only in the newer."""

    change: Change
    text: str


def compare(older: str, newer: str) -> Iterator[Line]:
    """The lines of both texts in one sequence; empty lines are left out.

    >>> [(line.change, line.text) for line in compare("Sell\\n3 years", "Sell\\n5 years")]
    [('same', 'Sell'), ('removed', '3 years'), ('added', '5 years')]
    """
    before = [line for line in older.splitlines() if line.strip()]
    after = [line for line in newer.splitlines() if line.strip()]
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Line("same", line) for line in before[i1:i2])
        else:
            yield from (Line("removed", line) for line in before[i1:i2])
            yield from (Line("added", line) for line in after[j1:j2])
