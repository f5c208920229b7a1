"""Sentences that make one statement: a ladder that goes on over bullets, "OR" at the end or the beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.joints import LEVEL
from postings.extraction.requirements.sentence import Sentence
from postings.extraction.requirements.substitutes import Substitute
from postings.extraction.requirements.years import YearsMention
from postings.extraction.summary import rank

_MOST_SENTENCES = 12
_LONGEST_GAP = 20  # characters of a line that says only "or"
_BEGINS_OR = re.compile(
    r"[\W\d]{0,4}(?:(?:or|and/or|alternat(?:iv)?ely|in\sthe\salternative|as\san\salternative|otherwise)\b"
    r"|(?:(?:we|the\semployer|employer)\s)?(?:(?:will|may|can|would)\s)?(?:also\s)?(?:consider|accept)\b)[\s,:]*",
    re.IGNORECASE,
)
# "Level II: Bachelor's and 3 years" below "Level I: ...": each level is a way to be hired
_BEGINS_LEVEL = re.compile(rf"\W{{0,4}}(?:[A-Z][\w/&-]*\s){{0,4}}{LEVEL}", re.IGNORECASE)
_OR_ALONE = re.compile(r"\W*(?:or|and/or)\W*", re.IGNORECASE)
_ENDS_OR = re.compile(r"[oO][rR](?<!\w..)\W*\Z")


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
    between = text[last[-1].end : sentence.start]
    if _ENDS_OR.search(text, last[-1].start, last[-1].end) and not between.strip():
        return last
    if len(between) < _LONGEST_GAP and _OR_ALONE.fullmatch(between):
        return last if has_degree(last) or (_numbers(last) and _numbers([sentence])) else None
    if _BEGINS_OR.match(text, sentence.start, sentence.end):
        return _opened_above(groups, sentence)
    if _same_job(text, last[0], sentence):
        return last
    if _is_pair(last[-1]) and _is_pair(sentence) and _steps(last[-1], sentence):
        return last
    if between.strip(" \n\t\xa0*•-"):
        return None
    if _replaces(sentence) and has_degree(last):
        return last
    return last if _is_pair(sentence) and _is_higher_alone(text, last, sentence) else None


def _same_job(text: str, first: Sentence, sentence: Sentence) -> bool:
    """Two levels of one job, each with numbers of its own.

    Somebody can be hired at each, so they are alternatives, and the years of the lowest count.
    """
    numbers = _numbers([first]) and _numbers([sentence])
    return bool(numbers) and all(_BEGINS_LEVEL.match(text, s.start, s.end) for s in (first, sentence))


def _opened_above(groups: list[list[Sentence]], sentence: Sentence) -> list[Sentence] | None:
    """The statement that "or ..." goes on: the nearest degree, or a number above if that has none."""
    last = groups[-1]
    near = [g for g in groups[-4:] if g[0].section.kind == sentence.section.kind and has_degree(g)]
    numbers = bool(_numbers(last) and _numbers([sentence]))
    if near and (_numbers(near[-1]) or not numbers or has_degree([sentence])):
        return near[-1]
    return last if numbers else None


def _replaces(sentence: Sentence) -> bool:
    """ "20 years in lieu of a degree": it speaks of the degree of the sentence before."""
    in_lieu = any(isinstance(item, Substitute) and item.lieu >= 0 for item in sentence.items)
    return in_lieu and bool(_numbers([sentence])) and not has_degree([sentence])


def _is_higher_alone(text: str, group: Sequence[Sentence], sentence: Sentence) -> bool:
    """ "PhD in botany" above "MS in botany with 2 years": lines that begin with degrees."""
    if len(group) > 1 or _numbers(group) or "\n" not in text[group[0].end : sentence.start]:
        return False
    above, below = group[0].items[:1], sentence.items[:1]
    if not above or not below or not isinstance(above[0], DegreeMention):
        return False
    begin = above[0].start - group[0].start < 4 and below[0].start - sentence.start < 4
    lowest = min(rank(i.level) for i in group[0].items if isinstance(i, DegreeMention))
    return begin and isinstance(below[0], DegreeMention) and rank(below[0].level) < lowest


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
