"""Finds the sentences that an employer puts under every posting: equal opportunity, privacy, agencies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache

from postings.extraction import lexicons
from postings.extraction.text import clauses, hints

_BEGINNING = 6  # letters
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
    found = _in(text)
    return [
        at
        for at, stop, glued in found[bisect_left(found, (start,)) :]
        if stop <= end and (not glued or at == start)
    ]


@lru_cache(maxsize=4)  # sections, paragraphs and bullets ask for the phrases of the same text again and again
def _in(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, does it stand behind a letter?) of all phrases, in order."""
    folded = hints.lower(text)
    found = []
    for beginning, phrases in _phrases().items():
        position = folded.find(beginning)
        while position >= 0:
            glued = position > 0 and folded[position - 1] in _LETTERS
            for phrase in phrases:
                if folded.startswith(phrase, position):
                    found.append((position, position + len(phrase), glued))
            position = folded.find(beginning, position + 1)
    return sorted(found)


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """The phrases by their first letters: of most only those are looked for."""
    phrases: dict[str, tuple[str, ...]] = {}
    for row in lexicons.rows("boilerplate"):
        beginning = row["phrase"][:_BEGINNING]
        phrases[beginning] = (*phrases.get(beginning, ()), row["phrase"])
    return phrases
