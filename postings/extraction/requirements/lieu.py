"""The years that replace a degree: "in lieu of a degree, 5 years"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.substitutes import Substitute
from postings.extraction.requirements.years import YearsMention

_FOR_EACH_YEAR = re.compile(
    r"\b(?:each|every|one|1|a)\s(?:\w+\s)?years?\sof\s(?:\w+\s)?(?:education|college|school|degree)",
    re.IGNORECASE,
)


def years_in_lieu(
    text: str, items: Sequence[DegreeMention | YearsMention | Substitute]
) -> YearsMention | None:
    """The years that replace the degree: "in lieu of a degree, 5 years", "10 years in lieu of a degree"."""
    for substitute in items:
        if not isinstance(substitute, Substitute) or substitute.lieu < 0:
            continue
        numbers = [i for i in items if isinstance(i, YearsMention) and _within_reach(text, i, substitute)]
        before = [i for i in numbers if i.end <= substitute.lieu and _leads_to(text, i, substitute)]
        after = [i for i in numbers if i.start >= substitute.lieu]
        if (before or after) and not _FOR_EACH_YEAR.search(text, substitute.lieu, substitute.end + 60):
            return before[-1] if before else after[0]
    return None


# "the lack of a degree may be compensated by abilities or experience | of worth, that is, 6 years"
_THAT_IS = re.compile(r"[^.;]{0,80}\b(?:that\sis|i\.\s?e\.|namely)[\s,]{1,2}\Z", re.IGNORECASE)


def _within_reach(text: str, number: YearsMention, substitute: Substitute) -> bool:
    near = number.start < substitute.end + 12
    return near or bool(_THAT_IS.match(text, substitute.end, number.start))


def _leads_to(text: str, number: YearsMention, substitute: Substitute) -> bool:
    """Whether the number belongs to the phrase of replacement: "8 years of sound | experience in lieu of"."""
    gap = text[number.end : substitute.start]
    return len(gap) < 40 and not re.search(r"[.,;()\n]|\b(?:and|with|or|OR)\b", gap)
