"""A higher degree that counts as some of the years: "a Master's may be substituted for two years".

It is one more way to qualify: who holds it needs that many years less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from postings.extraction.records import Statement
from postings.extraction.requirements import degrees, substitutes, years
from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.elsewhere import Numbering
from postings.extraction.requirements.quotes import evidence_of
from postings.extraction.requirements.sentence import Sentence
from postings.extraction.requirements.years import YearsMention
from postings.extraction.summary import rank

_NUMBER_AFTER = 20  # characters behind "counts as experience" in which its number may stand
_REACH = 400  # characters between the years that are asked and what stands in for some of them


def with_exchanges(
    text: str, sentences: Sequence[Sentence], statements: Sequence[Statement], numbering: Numbering
) -> list[Statement]:
    """The statements of a posting, with a path for the degree that counts as years.

    Only where one degree and its years are asked for outside of any ladder: there they are the other path.
    """
    for sentence in sentences:
        exchange = _exchange(text, sentence)
        if exchange is None:
            continue
        degree, number = exchange
        asked = [s for s in statements if s.strength == "required" and s.evidence.start < number.start]
        if any(s.path is not None for s in asked):
            continue
        lower = [s for s in asked if s.level and rank(s.level) < rank(degree.level)]
        numbered = [s for s in asked if s.years_min is not None and s.value is None]
        near = [s for s in numbered if degree.start - s.evidence.end < _REACH]
        if lower and near:
            return _two_ways(text, statements, (lower[-1], near[-1]), exchange, numbering)
    return list(statements)


def _exchange(text: str, sentence: Sentence) -> tuple[DegreeMention, YearsMention] | None:
    """The degree that counts, and as how many years; None where the sentence exchanges neither."""
    span = substitutes.counts_as_experience(text, sentence.start, sentence.end)
    if span is None:
        return None
    named = degrees.find(text, span[0], span[1])
    numbers = years.find(text, span[0], min(sentence.end, span[1] + _NUMBER_AFTER))
    if len(named) != 1 or len(numbers) != 1 or numbers[0].start < named[0].end:
        return None
    return named[0], numbers[0]


def _two_ways(
    text: str,
    statements: Sequence[Statement],
    first: tuple[Statement, Statement],
    exchange: tuple[DegreeMention, YearsMention],
    numbering: Numbering,
) -> list[Statement]:
    """`first`, a degree and its years, on one path, and the higher degree with what is left of them."""
    degree, number = exchange
    asked, path, other = first[1], numbering.next(), numbering.next()
    left = max(0.0, (asked.years_min or 0.0) - number.minimum)
    return [
        *(replace(s, path=path) if s is first[0] or s is asked else s for s in statements),
        Statement(
            "degree",
            evidence_of(text, (degree.start, degree.end), f"degree_{degree.form}"),
            level=degree.level,
            strength="required",
            or_experience=first[0].or_experience,
            path=other,
            conditioned=True,
        ),
        Statement(
            "experience",
            evidence_of(text, (number.start, number.end), "years_exchanged"),
            years_min=left,
            strength="required",
            path=other,
        ),
    ]
