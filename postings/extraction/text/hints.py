"""Where a text could say something at all: plain substring search, an order faster than the rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from postings.extraction.text.vocabulary import words_of


def positions(text: str, hints: Sequence[str], pattern: re.Pattern[str] | None = None) -> list[int]:
    """Sorted positions of `hints` (lower case, found in any case) and of `pattern` (as written).

    >>> positions("A Degree, BS or bs", ["degree"], re.compile("BS"))
    [2, 10]
    """
    lowered = lower(text)
    found = [position for hint in hints for position in _every(lowered, hint)]
    if pattern is not None:
        found += [match.start() for match in pattern.finditer(text)]
    return sorted(found)


def _every(lowered: str, hint: str) -> list[int]:
    found: list[int] = []
    position = lowered.find(hint)
    while position >= 0:
        found.append(position)
        position = lowered.find(hint, position + len(hint))
    return found


_LONGEST_WORD = 40  # characters of a word that is remembered


class Kinds:
    """Hints of several kinds, looked for in one go in a posting's text.

    A hint can stand only where some word holds its longest run of letters. Postings share most of their
    words, so which hints a word holds is remembered, and only those of the text's own words are searched for.

    >>> kinds = Kinds(degree=("degree", "high school"), year=("year", "yr"))
    >>> kinds.positions("Two years at a high school; degrees")
    {'degree': [15, 28], 'year': [4]}
    """

    def __init__(self, **kinds: Sequence[str]) -> None:
        self._kinds = kinds
        hints = {hint for each in kinds.values() for hint in each}
        runs = [(max(re.findall(r"[^\W_]+", hint), key=len), hint) for hint in sorted(hints)]
        self._shortest = min(len(run) for run, _ in runs)
        self._runs: dict[str, list[tuple[str, str]]] = {}  # by their first letters
        for run, hint in runs:
            self._runs.setdefault(run[: self._shortest], []).append((run, hint))
        self._in_word = lru_cache(maxsize=20_000)(self._held_by)

    def positions(self, text: str) -> dict[str, list[int]]:
        """Sorted positions of the hints (lower case, found in any case), by kind."""
        lowered = lower(text)
        words = set(words_of(text).folded)
        if max(map(len, words), default=0) > _LONGEST_WORD:
            long = {word for word in words if len(word) > _LONGEST_WORD}
            possible = set().union(*map(self._held_by, long), *map(self._in_word, words - long))
        else:
            possible = set().union(*map(self._in_word, words))
        every = {hint: _every(lowered, hint) for hint in possible}
        return {
            kind: sorted(position for hint in hints if hint in every for position in every[hint])
            for kind, hints in self._kinds.items()
        }

    def _held_by(self, word: str) -> tuple[str, ...]:
        beginnings = range(len(word) - self._shortest + 1)
        return tuple(
            hint
            for at in beginnings
            for run, hint in self._runs.get(word[at : at + self._shortest], ())
            if word.startswith(run, at)
        )


@lru_cache(maxsize=2)
def lower(text: str) -> str:
    """The text in lower case, every letter in its place.

    >>> len(lower("\u0130stanbul")) == len("\u0130stanbul")  # "\u0130".lower() is two characters
    True
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def any_in(lowered: str, hints: Sequence[str]) -> bool:
    """Whether one of `hints` stands in a text in lower case: else a pattern that needs one is spared."""
    for hint in hints:  # noqa: SIM110  any() takes twice as long here
        if hint in lowered:
            return True
    return False


def holds_between(text: str, hints: Sequence[str], start: int, end: int) -> bool:
    """Whether one of `hints` (lower case, found in any case) stands in `text[start:end]`.

    >>> holds_between("Degree in Law", ["law"], 0, 13), holds_between("Degree in Law", ["law"], 0, 12)
    (True, False)
    """
    lowered = lower(text)
    for hint in hints:  # noqa: SIM110  any() takes three times as long here
        if lowered.find(hint, start, end) >= 0:
            return True
    return False


def matches(
    pattern: re.Pattern[str], text: str, lowered: str, stems: Sequence[str], start: int, end: int
) -> Iterator[re.Match[str]]:
    """Every match of `pattern` in `text[start:end]`, also overlapping ones, tried only where a stem stands.

    Each match of `pattern` must begin with one of `stems`; `lowered` is the text in lower case.

    >>> pattern = re.compile("works?", re.IGNORECASE)
    >>> [match[0] for match in matches(pattern, "Work, works", "work, works", ["work"], 0, 11)]
    ['Work', 'works']
    """
    found: list[int] = []
    for stem in stems:
        position = lowered.find(stem, start, end)
        while position >= 0:
            found.append(position)
            position = lowered.find(stem, position + 1, end)
    found.sort()
    return filter(None, (pattern.match(text, position, end) for position in found))


def first_match(
    pattern: re.Pattern[str], text: str, lowered: str, stems: Sequence[str], start: int, end: int
) -> re.Match[str] | None:
    """What `pattern.search(text, start, end)` finds, where each match begins with one of `stems`."""
    return next(matches(pattern, text, lowered, stems, start, end), None)


def any_between(found: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted positions lies in `start:end`."""
    i = bisect_left(found, start)
    return i < len(found) and found[i] < end
