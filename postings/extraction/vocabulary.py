"""Finds the phrases of a lexicon in a text: words are looked up, not searched for, so time is linear.

A phrase matches in any case and with any of the usual joints between its words ("Node.js", "node js"); a
slash and an "&" are words of their own. "C++", "C#" and ".NET" are single words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(r"(?<![\w.])\.(?=NET\b|net\b)net(?!\w)|[^\W_]+(?:\+\+|\#(?!\w))?|[&/]", re.IGNORECASE)
_JOINTS = frozenset(("", " ", "\u00a0", "-", "\u2010", "\u2011", ".", "'", "’"))


class Word(NamedTuple):
    """A word of the text with its span; `folded` is what the lexicon is asked for."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon: the span of its words, their indexes, and the value that it stands for."""

    start: int
    end: int
    first: int
    last: int
    value: str


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`.

    >>> [word.folded for word in words("C++/C#, Node.js & .NET")]
    ['c++', '/', 'c#', 'node', 'js', 'and', '.net']
    """
    return [
        Word("and" if match[0] == "&" else match[0].lower(), match.start(), match.end())
        for match in _WORD.finditer(text, start, len(text) if end is None else end)
    ]


class Vocabulary:
    """Phrases and what they stand for. `exact` are written as given or not at all ("IT", "Go")."""

    def __init__(self, phrases: Iterable[tuple[str, str]], exact: Iterable[tuple[str, str]] = ()) -> None:
        self._phrases: dict[tuple[str, ...], str] = {}
        self._exact: dict[tuple[str, ...], dict[str, str]] = {}
        self._longest: dict[str, int] = {}
        for phrase, value in phrases:
            self._phrases[self._key(phrase)] = value
        for phrase, value in exact:
            self._exact.setdefault(self._key(phrase), {})[phrase] = value

    def _key(self, phrase: str) -> tuple[str, ...]:
        key = tuple(word.folded for word in words(phrase))
        self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))
        return key

    def find(self, text: str, among: Sequence[Word]) -> Iterator[Hit]:
        """Every longest phrase, from left to right, without overlap."""
        index = 0
        while index < len(among):
            hit = self.at(text, among, index) if among[index].folded in self._longest else None
            if hit is not None:
                yield hit
                index = hit.last + 1
            else:
                index += 1

    def at(self, text: str, among: Sequence[Word], index: int) -> Hit | None:
        """The longest phrase that begins at `among[index]`."""
        longest = self._longest.get(among[index].folded)
        if longest is None:
            return None
        last = self._reach(text, among, index, longest)
        for stop in range(last, index, -1):
            key = tuple(word.folded for word in among[index:stop])
            start, end = among[index].start, among[stop - 1].end
            value = self._phrases.get(key)
            if value is None and key in self._exact:
                value = self._exact[key].get(text[start:end])
            if value is not None:
                return Hit(start, end, index, stop - 1, value)
        return None

    @staticmethod
    def _reach(text: str, among: Sequence[Word], index: int, longest: int) -> int:
        """The index behind the last word that is joined to `among[index]`, at most `longest` words on."""
        stop = index + 1
        while stop < min(index + longest, len(among)):
            if text[among[stop - 1].end : among[stop].start] not in _JOINTS:
                break
            stop += 1
        return stop
