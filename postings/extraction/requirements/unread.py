"""Numbers near "experience" that no rule could read: a person is to look at them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.requirements.bounds import NUMBER
from postings.extraction.requirements.years import find

_BARE_NUMBER = re.compile(
    r"""
      (?<![\w$€£.,/-]) \d{1,2}\s?\+?\s (?:of\s)? (?:(?!years?\b|yrs?\b|months?\b|mos\b)\w+\s)? experience\b
    | \bexperience\sof\s (?:at\sleast\s|minimum\s)? \d{1,2}\s?\+?\s (?!years?|yrs?|months?|to\b|-)[a-z]
    """,
    re.VERBOSE | re.IGNORECASE,
)

# "Big 4 experience", "Analyst 12 experience", "phase 3 experience": there the number is part of a name
_NAME_BEFORE = re.compile(
    r"(?:\b(?!(?:Minimum|Min|At|Least|Over|With|Have|Need|Requires?|Required|Experience)\b)[A-Z][\w+#.-]*|\b(?:tier|level|phase|grade|class|stage|type))\s\Z"
)

_DIGIT = re.compile(r"\d")

# any number before any word for years, read or not: "3 mths", "5 very good years", "thirty years"
_LOOSE = re.compile(
    rf"(?<![\w.,$€£/-])(?:\d{{1,2}}(?:\.\d{{1,2}})?|{NUMBER}|thirty|forty|half|several\sdecades)\s?\+?[\s-]{{0,2}}"
    r"(?:[a-z]{2,12}\s){0,2}(?:years?|yrs?|ys?|mths?|months?|mos?|decades?)\b",
    re.IGNORECASE,
)

_NEAR = 60  # characters between the years and "experience"

_EXPERIENCE = re.compile(r"[eE](?i:(?<=\be)xp(?:eriences?)?\b)")


def unclaimed(text: str, start: int, end: int, claimed: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Phrases of years near "experience" in the sentence `start:end` that no rule could read.

    `claimed` are the phrases that the sentence is known to name; those that are told to be something else are
    read, too.

    >>> unclaimed("5 mths exp with rye, 3 years of experience", 0, 42, [(21, 28)])
    [(0, 6)]
    """
    if not _EXPERIENCE.search(text, start, end):
        return []
    loose = [m.span() for m in _LOOSE.finditer(text, start, end) if not _overlaps(m.span(), claimed)]
    loose = [s for s in loose if _EXPERIENCE.search(text, max(start, s[0] - _NEAR), min(end, s[1] + _NEAR))]
    if not loose:
        return []
    read = [(mention.start, mention.end) for mention in find(text, start, end)]
    return [span for span in loose if not _overlaps(span, read)]


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def bare_numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Numbers beside "experience" that name no unit: seen, but not understood.

    >>> line = "Minimum experience of 5 as a baker, 3+ experience in sales, Big 4 experience"
    >>> [line[a:b] for a, b in bare_numbers(line, 0, len(line))]
    ['experience of 5 a', '3+ experience']
    """
    if not _DIGIT.search(text, start, end):
        return []
    return [
        match.span()
        for match in _BARE_NUMBER.finditer(text, start, end)
        if not _NAME_BEFORE.search(text, max(start, match.start() - 30), match.start())
    ]
