"""Finds the sentences that an employer puts under every posting: equal opportunity, privacy, agencies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from postings.extraction import lexicons
from postings.extraction.text import clauses

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


def spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Runs of boilerplate sentences in `text[start:end]`, without overlap, in order.

    >>> text = "SQL required. Acme is an equal opportunity employer. Apply today."
    >>> [text[a:b] for a, b in spans(text)]
    ['Acme is an equal opportunity employer.']
    """
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for first, last in _lines_with(text, _hits(text, start, end), start, end):
        sentences = clauses.sentences(text, first, last)
        for (begin, stop), marked in zip(sentences, marks(text, sentences), strict=True):
            if not marked:
                continue
            if found and not text[found[-1][1] : begin].strip():
                found[-1] = (found[-1][0], stop)
            else:
                found.append((begin, stop))
    return found


def marks(text: str, sentences: list[tuple[int, int]]) -> list[bool]:
    """For each of these spans, which stand in order, whether it is boilerplate."""
    if not sentences:
        return []
    hits = _hits(text, sentences[0][0], sentences[-1][1])
    positions = (bisect_left(hits, start) for start, _ in sentences)
    return [at < len(hits) and hits[at] < end for at, (_, end) in zip(positions, sentences, strict=True)]


def _lines_with(text: str, hits: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of `text[start:end]` in which there is a hit."""
    stop = start - 1
    for hit in hits:
        if hit >= stop:
            begin = text.rfind("\n", start, hit) + 1 or start
            stop = text.find("\n", hit, end)
            stop = stop if stop >= 0 else end
            yield begin, stop


def _hits(text: str, start: int, end: int) -> list[int]:
    """Where the phrases stand, in order; a phrase begins where a word does."""
    folded = _lower(text[start:end])
    found = []
    for phrase in _phrases():
        position = folded.find(phrase)
        while position >= 0:
            if not position or folded[position - 1] not in _LETTERS:
                found.append(start + position)
            position = folded.find(phrase, position + len(phrase))
    return sorted(found)


def _lower(text: str) -> str:
    """`text` in lower case, character for character ("İ" would grow)."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(row["phrase"] for row in lexicons.rows("boilerplate"))
