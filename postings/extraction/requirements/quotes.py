"""What is quoted as evidence: disjoint pieces of a sentence, one for each thing that it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from postings.extraction.records import Evidence
from postings.extraction.requirements.alternatives import Item
from postings.extraction.requirements.sentence import Sentence
from postings.extraction.requirements.sentence_spans import Span

_LONGEST_QUOTE = 240
_TRAILING = re.compile(
    r"[\s,;:(/&+|•-]*(?:\b(?:and/or|and|or|plus|(?:(?:and|but)\s)?(?:ideally|preferably)(?:\swith)?|with)(?:\san?)?\b)?[\s,;:(/&+|•-]*\Z",
    re.IGNORECASE,
)


def quotes(text: str, group: Sequence[Sentence], items: Sequence[Item]) -> dict[int, Span]:
    """Disjoint quotes for the things that a statement names: each from its first word to the next thing."""
    spans: dict[int, Span] = {}
    by_start = sorted({item.start: item for item in items}.items())
    starts = [start for start, _ in by_start]
    for sentence in group:
        own = by_start[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for index, (start, item) in enumerate(own):
            limit = own[index + 1][0] if index + 1 < len(own) else sentence.end
            first = sentence.start if index == 0 and start - sentence.start <= 60 else start
            spans[start] = _trimmed(text, first, max(item.end, min(limit, first + _LONGEST_QUOTE)), item.end)
    return spans


def _trimmed(text: str, start: int, end: int, least: int) -> Span:
    """Without the "and", "or", comma or cut word at its end; never shorter than the thing itself."""
    if end < len(text) and text[end - 1 : end + 1].isalnum():
        cut = text.rfind(" ", least, end)
        end = cut if cut > 0 else end
    trailing = _TRAILING.search(text, least, end)
    return start, max(trailing.start() if trailing else end, least)


def shortened(start: int, end: int, position: int, text: str) -> Span:
    if end - start <= _LONGEST_QUOTE:
        return start, end
    first = start if position - start < 80 else text.rfind(" ", start, position - 40) + 1 or position
    return _trimmed(text, max(first, start), min(end, max(first, start) + _LONGEST_QUOTE), position)


def evidence_of(text: str, span: Span, rule: str) -> Evidence:
    return Evidence(span[0], span[1], text[span[0] : span[1]], rule)
