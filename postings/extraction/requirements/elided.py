"""Numbers of years that ladders leave unsaid: "BS with 6 years, MS with 4", "an MS and no experience"."""

from __future__ import annotations

import re

from postings.extraction.requirements.bounds import NUMBER, value
from postings.extraction.requirements.years import MOST_YEARS, YearsMention

_ELIDED_AFTER = re.compile(
    rf"(?:\s?(?:with|and|plus|w/|&|\+)\s?)(?:at\sleast\s)?(?P<low>{NUMBER})\s?\+?(?=\s?(?:[,;.)]|\bor\b|\band\b|\Z))",
    re.IGNORECASE,
)

_ELIDED_BEFORE = re.compile(
    rf"(?<![\w.,$-])(?P<low>{NUMBER})\s?\+?\s(?:with|and|plus)\s(?:an?\s)?\Z", re.IGNORECASE
)

_WITHOUT_DEGREE = re.compile(
    rf"(?<![\w.,$-])(?P<low>{NUMBER})\s?\+?\s(?:without|w/o|with\sno)\s(?:an?\s)?(?:\w+\s)?degree\b",
    re.IGNORECASE,
)


def without_degree(text: str, start: int, end: int) -> list[YearsMention]:
    """Numbers without a unit, of those without a degree: "8+ years with a BS, 12 without a degree"."""
    found = (
        (match.span("low"), value(match["low"], None)) for match in _WITHOUT_DEGREE.finditer(text, start, end)
    )
    return [YearsMention(*span, number, None, "experience") for span, number in found if number <= MOST_YEARS]


def beside_degree(text: str, degree: tuple[int, int], start: int, end: int) -> YearsMention | None:
    """The number beside a degree that leaves its unit to another: "BS with 6 years, or MS with 4".

    To be asked only where the sentence `start:end` names years of experience in full.
    """
    after = _ELIDED_AFTER.match(text, degree[1], end)
    match = after or _ELIDED_BEFORE.search(text, max(start, degree[0] - 24), degree[0])
    if match is None:
        return None
    years = value(match["low"], None)
    return YearsMention(*match.span("low"), years, None, "experience") if years <= MOST_YEARS else None


_NO_EXPERIENCE = re.compile(
    r"\bno\s(?:(?:prior|previous|work|professional|relevant|additional)\s){0,2}experience\b", re.IGNORECASE
)


def none_needed(text: str, start: int, end: int) -> list[YearsMention]:
    """ "No experience" as a number, for alternatives: "Master's degree and no experience" is 0 years."""
    return [
        YearsMention(*match.span(), 0.0, None, "open") for match in _NO_EXPERIENCE.finditer(text, start, end)
    ]
