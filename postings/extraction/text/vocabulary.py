"""Finds the phrases of a lexicon in a text: words are looked up, not searched for, so time is linear.

A phrase matches in any case and with any of the usual joints between its words ("Node.js", "node js"); a
slash and an "&" are words of their own. "C++", "C#" and ".NET" are single words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress
from typing import Any

#: Most words are plain letters before a space or a stop: that is asked first, because it is faster.
_WORD = re.compile(r"([a-z0-9]++(?=[ ,.\n])|[^\W_]+(?:\+\+|\+(?![\w+])|#(?!\w))?|&|/|\.(?<![\w.].)net(?!\w))")
_JOINTS = frozenset(("", " ", "\u00a0", "-", "\u2010", "\u2011", ".", "'", "’"))
_END = 0  # the key in a node of the tree under which a phrase's meaning stands; words are strings


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text in lower case, and where each begins."""

    text: str
    folded: list[str]
    starts: list[int]

    def __len__(self) -> int:
        return len(self.folded)

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.folded[index])

    def between(self, index: int) -> str:
        """What stands between a word and the one after it."""
        return self.text[self.starts[index] + len(self.folded[index]) : self.starts[index + 1]]

    def positions(self, wanted: frozenset[str]) -> list[int]:
        """Where each of the words stands that is one of `wanted`."""
        return list(compress(self.starts, map(wanted.__contains__, self.folded)))


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon: the span of its words, their indexes, and the value that it stands for."""

    start: int
    end: int
    first: int
    last: int
    value: str


@lru_cache(maxsize=2)
def words_of(text: str) -> Words:
    """The words of a whole text; kept for the next extractor that asks for those of the same posting."""
    return words(text)


def words(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of `text[start:end]`.

    >>> words("C++/C#, Node.js & .NET").folded
    ['c++', '/', 'c#', 'node', 'js', '&', '.net']
    """
    lowered = text[start:end].lower()
    if len(lowered) != len(text[start:end]):  # "İ" becomes two characters
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text[start:end])
    parts = _WORD.split(lowered)  # gap, word, gap ... gap: faster than to ask each match where it stands
    ends = list(accumulate(map(len, parts), initial=start))
    return Words(text, parts[1::2], ends[1:-1:2])


def spellings(listed: str) -> frozenset[str]:
    """The words of a list, in lower case, and each with the signs that count as part of a word: "intern+"."""
    return frozenset(word + sign for word in listed.split() for sign in ("", "+", "++", "#"))


class Vocabulary:
    """Phrases and what they stand for. `exact` are written as given or not at all ("IT", "Go")."""

    def __init__(self, phrases: Iterable[tuple[str, str]], exact: Iterable[tuple[str, str]] = ()) -> None:
        self._tree: dict[Any, Any] = {}
        for phrase, value in phrases:
            self._add(phrase, None, value)
        for phrase, value in exact:
            self._add(phrase, phrase, value)

    def _add(self, phrase: str, exact: str | None, value: str) -> None:
        folded = words(phrase).folded
        for spelling in {tuple(folded), tuple("and" if word == "&" else word for word in folded)}:
            node = self._tree
            for word in spelling:
                node = node.setdefault(word, {})
            node.setdefault(_END, {}).setdefault(exact, value)

    def find(self, among: Words) -> Iterator[Hit]:
        """Every longest phrase, from left to right, without overlap."""
        return self._longest(among, self._beginnings(among), len(among))

    def find_within(self, among: Words, spans: Iterable[tuple[int, int]]) -> Iterator[list[Hit]]:
        """The same for each span of the text in turn: phrases of the words that begin in it."""
        beginnings = self._beginnings(among)
        for start, end in spans:
            first, stop = bisect_left(among.starts, start), bisect_left(among.starts, end)
            inside = beginnings[bisect_left(beginnings, first) : bisect_left(beginnings, stop)]
            yield list(self._longest(among, inside, stop)) if inside else []

    def _beginnings(self, among: Words) -> list[int]:
        """The indexes of the words with which a phrase can begin; most words begin none."""
        return list(compress(range(len(among.folded)), map(self._tree.__contains__, among.folded)))

    def _longest(self, among: Words, beginnings: Sequence[int], stop: int) -> Iterator[Hit]:
        tree, folded, free = self._tree, among.folded, 0
        for index in beginnings:
            node = tree[folded[index]]
            if index < free or not (_END in node or (index + 1 < stop and folded[index + 1] in node)):
                continue
            hit = self.at(among, index, stop)
            if hit is not None:
                yield hit
                free = hit.last + 1

    def at(self, among: Words, index: int, stop: int | None = None) -> Hit | None:
        """The longest phrase that begins at the word `index` and ends before the word `stop`."""
        folded, starts, text = among.folded, among.starts, among.text
        stop = len(folded) if stop is None else stop
        best = None
        node = self._tree.get(folded[index])
        last = index
        while node:
            if _END in node:
                end = starts[last] + len(folded[last])
                meanings = node[_END]
                value = meanings.get(text[starts[index] : end]) or meanings.get(None)
                if value is not None:
                    best = Hit(starts[index], end, index, last, value)
            if last + 1 == stop:
                break
            following = node.get(folded[last + 1])
            if following and text[starts[last] + len(folded[last]) : starts[last + 1]] not in _JOINTS:
                break
            node = following
            last += 1
        return best
