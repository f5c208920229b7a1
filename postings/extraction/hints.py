"""Where a text could say something at all: plain substring search, an order faster than the rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence


def positions(text: str, hints: Sequence[str], exact: Sequence[str] = ()) -> list[int]:
    """Sorted positions of `hints` (lower case, found in any case) and of `exact` (as written).

    >>> positions("A Degree, BS or bs", ["degree"], ["BS"])
    [2, 10]
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ".lower() is two characters: fold letter by letter instead
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    found = [position for hint in hints for position in _all(lowered, hint)]
    found += [position for hint in exact for position in _all(text, hint)]
    return sorted(found)


def any_between(found: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted positions lies in `start:end`."""
    i = bisect_left(found, start)
    return i < len(found) and found[i] < end


def _all(text: str, hint: str) -> Iterator[int]:
    position = text.find(hint)
    while position >= 0:
        yield position
        position = text.find(hint, position + len(hint))
