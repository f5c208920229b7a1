"""Sentences that make one statement: a ladder that goes on over bullets, "OR" at the end or the beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.sentence import Sentence
from postings.extraction.requirements.years import YearsMention
from postings.extraction.summary import rank

_MOST_SENTENCES = 12
_BEGINS_OR = re.compile(r"[\W\d]{0,4}(?:or|and/or)\b[\s,:]*", re.IGNORECASE)
_ENDS_OR = re.compile(r"\b(?:or|and/or)\W*\Z", re.IGNORECASE)


def grouped(text: str, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences that make one statement: "... OR" / "OR MS and 2 years", and pairs of a ladder in bullets."""
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        target = _belongs_to(text, groups, sentence)
        if target is None or len(target) >= _MOST_SENTENCES:
            groups.append([sentence])
        else:
            target.append(sentence)
    return groups


def _belongs_to(text: str, groups: list[list[Sentence]], sentence: Sentence) -> list[Sentence] | None:
    if not groups or groups[-1][-1].section.kind != sentence.section.kind:
        return None
    last = groups[-1]
    if (
        _ENDS_OR.search(text, last[-1].start, last[-1].end)
        and text[last[-1].end : sentence.start].strip() == ""
    ):
        return last
    if _BEGINS_OR.match(text, sentence.start, sentence.end):
        for group in reversed(groups[-4:]):
            if group[0].section.kind == sentence.section.kind and has_degree(group):
                return group
        return last if _numbers(last) and _numbers([sentence]) else None
    if _is_pair(last[-1]) and _is_pair(sentence) and _steps(last[-1], sentence):
        return last
    return None


def has_degree(group: Sequence[Sentence]) -> bool:
    return any(isinstance(item, DegreeMention) for sentence in group for item in sentence.items)


def _numbers(group: Sequence[Sentence]) -> list[YearsMention]:
    return [
        item for s in group for item in s.items if isinstance(item, YearsMention) and item.sort != "other"
    ]


def _is_pair(sentence: Sentence) -> bool:
    return has_degree([sentence]) and len(_numbers([sentence])) == 1


def _steps(one: Sentence, two: Sentence) -> bool:
    """Whether a higher degree goes with fewer years in two neighbouring bullets."""
    level = [min(rank(i.level) for i in s.items if isinstance(i, DegreeMention)) for s in (one, two)]
    number = [_numbers([s])[0].minimum for s in (one, two)]
    return (level[0] - level[1]) * (number[0] - number[1]) < 0
