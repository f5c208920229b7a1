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


def elided_without(text: str, start: int, end: int) -> list[YearsMention]:
    """Numbers without a unit, of those without a degree: "8+ years with a BS, 12 without a degree"."""
    found = (
        (match.span("low"), value(match["low"], None)) for match in _WITHOUT_DEGREE.finditer(text, start, end)
    )
    return [YearsMention(*span, number, None, "experience") for span, number in found if number <= MOST_YEARS]


def elided(text: str, degree: tuple[int, int], start: int, end: int) -> YearsMention | None:
    """The number beside a degree that leaves its unit to another: "BS with 6 years, or MS with 4".

    To be asked only where the sentence `start:end` names years of experience in full.
    """
    after = _ELIDED_AFTER.match(text, degree[1], end)
    match = after or _ELIDED_BEFORE.search(text, max(start, degree[0] - 24), degree[0])
    if match is None:
        return None
    years = value(match["low"], None)
    return YearsMention(*match.span("low"), years, None, "experience") if years <= MOST_YEARS else None


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


_NO_EXPERIENCE = re.compile(
    r"\bno\s(?:(?:prior|previous|work|professional|relevant|additional)\s){0,2}experience\b", re.IGNORECASE
)


def none_needed(text: str, start: int, end: int) -> list[YearsMention]:
    """ "No experience" as a number, for alternatives: "Master's degree and no experience" is 0 years."""
    return [
        YearsMention(*match.span(), 0.0, None, "open") for match in _NO_EXPERIENCE.finditer(text, start, end)
    ]


def _lead(text: str, match: re.Match[str], before: int) -> int:
    """Where the phrase begins, with "at least", "a minimum of", "up to"."""
    window = max(before, match.start() - 40)
    leads = [pattern.search(text, window, match.start()) for pattern in (LEAST, MOST)]
    if text.startswith("for ", max(before, match.start() - 4)) or any(leads):
        leads.append(whose.WORKED.search(text, max(before, match.start() - 110), match.start()))
    return min((lead.start() for lead in leads if lead), default=match.start())
