"""Finds numbers of years and months in a sentence: digits, words, brackets, ranges, fractions.

Whose they are (the candidate's experience, a firm's age, a contract's length) is `whose`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from postings.extraction.requirements import whose
from postings.extraction.requirements.bounds import BRACKET, MORE, MOST, NUMBER, bounds, value
from postings.extraction.requirements.whose import LEAST, Sort
from postings.extraction.text import hints

HINTS = ("year", "yr", "month", "yoe", "decade")
#: "3y+ of React": the letter alone is a unit only right after a number.
LETTER = re.compile(r"\d\+?[yY]\b")
#: More than this is not believed.
MOST_YEARS = 25.0


@dataclass(frozen=True, slots=True)
class YearsMention:
    """A number of years: `minimum` (0 for "up to 3"), `maximum` (None: open), both in years."""

    start: int
    end: int
    minimum: float
    maximum: float | None
    sort: Sort


_UNIT = r"(?:years?|yrs?|yoe|months?|mos|decades?|(?<=\d)y|(?<=\d\+)y)\b"
# "10 solid years", "5+ relevant years"
_BEFORE_UNIT = (
    r"(?:(?:full|full[-\s]time|paid|prior|previous|documented|verifiable|continuous|calendar|completed?|solid|consecutive|additional|relevant|professional|progressive|hands-on|industry"
    r"|recent|total|combined|cumulative|working|or\sso)\s|\(s\)\s)?"
)

_CORE = re.compile(
    rf"""
    (?<![\d,$€£#%]) (?<!\d[./:-]) (?: (?<![^\W_])
      | (?<=[a-z]) ) (?!\d{{1,2}}\.\d{{2}})  # also glued: "tools5 years"
    (?: (?P<between>\bbetween\s)? (?P<low>{NUMBER}) (?P<low_bracket>{BRACKET})?
        (?P<low_more>{MORE}(?:{BRACKET})?)?
        (?: (?: \s?(?P<low_unit>{_UNIT})? \s?
              (?:[-\u2010-\u2015−]|\bto\b|~|\bthrough\b|(?P<ceiling>\b(?:but|and)\s(?:(?:(?:no|not)\smore|less|fewer)\sthan|at\smost|under)\b)
                |(?(between)and\b|(?!)))
          | \s?(?:\bor\b|/|\?) )\s?
            (?P<high>{NUMBER}|(?<=to\s)an?(?=\syears?\b)) (?P<high_bracket>{BRACKET})?
            (?P<high_more>{MORE})? )?
      | (?P<few>\ba\scouple(?:\sof)?|\bcouple\sof|\b(?:a|an)(?=\syear(?:\sof|\sor|[’']s|\+|s?[’'])
        |\sfull\syear|\sdecade\b)|\bone\sfull|\bhalf\sa(?=\syear\b))
    )
    (?P<gap>\s{{0,2}}[-\u2010\u2011]?\s{{0,2}}) {_BEFORE_UNIT}
    (?P<unit>{_UNIT}) (?:\(s\))? (?P<possessive>[’'´`?]s?\b|s[’'´`]|[’'´`](?=\s))?
    (?P<unit_more>\s?(?:\+|\bplus\b(?=\s(?:of|experience|in|as|with)\b|\s?[),.;]|\Z)|\bor\smore\b|\bor\slonger\b|\bor\sabove\b
        |\band\s(?:above|up|more|over)\b|\bor\sgreater\b|\bor\sover\b))?
    (?P<unit_least>\s?\(?(?:minimum|min\.?)\)?(?!\s?\d))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# where the rule above could begin, and its unit, in the lower-case text
_BEGINNING = re.compile(
    r"\d|\ban?\b|\bbetween|couple|twenty|sixteen|fi(?:fteen|ve)|fou?r|thir|t(?:hree|wo|welve|en)|one|s(?:ix|even)|eigh|nine|eleven|\bhalf\b"
)
_UNIT_WORD = re.compile(r"year|yr|yoe|month|mos|decade|(?<=\d)y\b|(?<=\d\+)y\b")
_LONGEST_PHRASE = 120  # characters from the number to its unit


def find(text: str, start: int = 0, end: int | None = None, *, asking: bool = True) -> list[YearsMention]:
    """Numbers of years in `text[start:end]`, one sentence, in order.

    `asking` says that the sentence stands where requirements are listed, so that a number of years is
    experience unless something says otherwise; elsewhere it needs the word or a demand.

    >>> [(m.minimum, m.maximum, m.sort) for m in find("Ten (8) years, or 5-7 yrs; 12 months contract")]
    [(8.0, None, 'experience'), (5.0, 7.0, 'experience'), (1.0, None, 'other')]
    """
    end = len(text) if end is None else end
    units = [match.start() for match in _UNIT_WORD.finditer(hints.lower(text), start, end)]
    if not units:
        return []
    matches = list(_matches(text, start, end, units))
    found: list[YearsMention] = []
    for i, match in enumerate(matches):
        before = matches[i - 1].end() if i else start
        after = matches[i + 1].start() if i + 1 < len(matches) else end
        lead = _lead(text, match, before)
        minimum, maximum = bounds(
            match, text[max(before, match.start() - 120) : match.start()], text[match.end() : after]
        )
        around = whose.Around(text, match, lead, start, before, after, end)
        asked = asking or any(other.sort == "experience" for other in found)
        sort = whose.sort_of(around, asking=asked, believed=minimum <= MOST_YEARS)
        found.append(YearsMention(lead, match.end(), minimum, maximum, sort))
    found = _one_by_one(text, start, end, _with_ceilings(text, found))
    return found or _after_colon(text, start, end)


def _matches(text: str, start: int, end: int, units: Sequence[int]) -> Iterator[re.Match[str]]:
    """Numbers with their unit, in order: the rule is tried only where a number stands close before a unit."""
    position = start
    for beginning in _BEGINNING.finditer(hints.lower(text), start, units[-1]):
        first = beginning.start()
        if first < position or units[bisect_left(units, first)] - first > _LONGEST_PHRASE:
            continue
        match = _CORE.match(text, first, end)
        if match:
            yield match
            position = match.end()


_LISTED = re.compile(
    r"(?<![\w.,$€£/-])\d{1,2}\s?\+?(?:\s?(?:/|,\s?(?:(?:or|and)\s)?|\b(?:or|and)\b)\s?\d{1,2}\s?\+?){1,3}"
    r"(?=[\s-]{0,2}(?:years?|yrs?)\b)",
    re.IGNORECASE,
)
_ONE_EACH = re.compile(r"[^.;]{0,90}\brespectively\b", re.IGNORECASE)


def _one_by_one(text: str, start: int, end: int, found: list[YearsMention]) -> list[YearsMention]:
    """ "BS/MS with 5/3 years", "8, 5 or 2 years respectively": numbers for one degree each.

    A list that falls is no range; one that rises may be, unless it says "respectively".
    """
    if not any(mark in text[start:end] for mark in ("/", "or", "OR", "and")):
        return found
    for listed in _LISTED.finditer(text, start, end):
        numbers = list(re.finditer(r"\d{1,2}", listed[0]))
        values = [float(number[0]) for number in numbers]
        falls = all(first > second for first, second in pairwise(values))
        if max(values) > MOST_YEARS or not (falls or _ONE_EACH.match(text, listed.end(), end)):
            continue
        inside = [m for m in found if m.start < listed.end() and m.end > listed.start()]
        named = _EXPERIENCE_NEAR.match(text, listed.end(), end)
        sort = inside[-1].sort if inside else "experience" if named else "open"
        if sort != "other":
            each = [
                YearsMention(listed.start() + n.start(), listed.start() + n.end(), value, None, sort)
                for n, value in zip(numbers, values, strict=True)
            ]
            found = sorted([*(m for m in found if m not in inside), *each], key=lambda m: m.start)
    return found


_EXPERIENCE_NEAR = re.compile(r"[^.;]{0,60}\bexperience\b", re.IGNORECASE)


_THEN = re.compile(r"[,;]?\s?(?:\(\s?|[-–—]\s)?(?:but\s|and\s|to\s)?\Z", re.IGNORECASE)


def _with_ceilings(text: str, found: list[YearsMention]) -> list[YearsMention]:
    """ "At least 3 years but no more than 8", "minimum 3 years, maximum 5": one range."""
    joined: list[YearsMention] = []
    for mention in found:
        floor = joined[-1] if joined else None
        is_ceiling = mention.minimum == 0.0 and mention.maximum is not None
        if floor and is_ceiling and floor.maximum is None and _THEN.match(text[floor.end : mention.start]):
            joined[-1] = replace(floor, end=mention.end, maximum=mention.maximum)
        else:
            joined.append(mention)
    return joined


_AFTER_COLON = re.compile(
    rf"""
    (?: \b(?:years?|yrs?)(?:\sof)?(?:\s\w+)?\s(?:experience|exp)\b(?:\s(?:required|needed|level))?
      | \b(?:experience|exp)\s?\(?(?:in\s)?(?:years|yrs)\)?
      | \bYOE )
    (?:\s?[:–-]\s?|\s?:?\n\W{{0,3}}) (?P<low>{NUMBER}) (?P<more>{MORE})?
    (?:\s?(?:-|–|to)\s?(?P<high>{NUMBER}))? (?!\s?[\w%])
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _after_colon(text: str, start: int, end: int) -> list[YearsMention]:
    """ "Years of experience: 7", "Years experience required: 3-5": the unit stands before the number."""
    return [
        YearsMention(
            match.start(),
            match.end(),
            value(match["low"], None),
            value(match["high"], None) if match["high"] and not match["more"] else None,
            "experience",
        )
        for match in _AFTER_COLON.finditer(text, start, end)
    ]


def _lead(text: str, match: re.Match[str], before: int) -> int:
    """Where the phrase begins, with "at least", "a minimum of", "up to"."""
    window = max(before, match.start() - 40)
    leads = [pattern.search(text, window, match.start()) for pattern in (LEAST, MOST)]
    if text.startswith("for ", max(before, match.start() - 4)) or any(leads):
        leads.append(whose.WORKED.search(text, max(before, match.start() - 110), match.start()))
    return min((lead.start() for lead in leads if lead), default=match.start())
