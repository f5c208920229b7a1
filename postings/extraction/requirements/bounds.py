"""How many years a phrase says: number words, brackets, months, and whether it is a floor or a ceiling.

"No fewer than 5" and "fewer than 5 will not be considered" are floors, "must not have more than 5" a ceiling.
"""

from __future__ import annotations

import re

from postings.extraction.requirements.whose import LEAST

WORDS: dict[str, float] = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    **{"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "twenty-five": 25},
    **{"a": 1, "an": 1, "a couple": 2, "a couple of": 2, "couple of": 2},
    **{"half a": 0.5},
}
_WORD = (
    r"twenty[\s-]five|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|twenty"
)
_HALF = r"\s?½|\s1/2|[\s-]and[\s-]a[\s-]half"
NUMBER = rf"(?:(?:\d{{1,2}}(?:\.\d)?|(?:{_WORD})\b)(?:{_HALF})?)"
BRACKET = r"\s?\(\s?[\w+\s–—-]{1,14}?\s?\)"  # "five (5)", "3 (three)", "three to five (3-5)"
MORE = r"[\s-]?(?:\+|\bplus\b|\bor\smore\b|\bor\sgreater\b)"

#: What makes the number after it a ceiling, at the end of what stands before the number.
MOST = re.compile(
    r"""
    (?: (?<!\bno\s)(?<!\bnot\s)(?<!\bnor\s) \b(?:less|fewer)\sthan
      | \b(?:up\sto|under|(?:a\s)?max(?:imum|\.)?(?:\sof)?|at\smost)
      | \b(?:no|not|never)\s(?:more\sthan|over|above|exceeding|exceed)
      # "must not have more than 5", "no candidate needs more than 2"
      | (?:\b(?:not|never|cannot)|n[’']t)\s(?:have|possess|hold|bring|need|require)\s
        (?:(?:had|obtained|gained|accumulated)\s)?(?:more\sthan|over)
      | \b(?:no(?:body|\sone)?|none)\b[^.;,]{0,30}\s(?:has|have|needs?|requires?)\s(?:more\sthan|over)
      | <=?|≤ )
    \s?(?:a\stotal\sof\s)?(?:~|(?:about|approximately|around)\s)?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
# "candidates with less than 3 years | of experience will not be considered", "... need not apply"
_REFUSED_AFTER = re.compile(
    r"[^.;]{0,90}\b(?:(?:(?:will|shall|can|may|are|is)\s?not|cannot|won[’']t|can[’']t|aren[’']t)\s(?:be\s)?"
    r"(?:considered|accepted|eligible|reviewed|processed|shortlisted|interviewed|apply)"
    r"|need\snot\sapply|(?:will|shall)\sbe\s(?:rejected|disqualified|excluded|declined)|(?:is|are)\sineligible)\b",
    re.IGNORECASE,
)
_REFUSED_BEFORE = re.compile(
    r"\b(?:(?:do|does|can|will)\s?not|cannot|don[’']t|can[’']t|won[’']t)\s(?:consider|accept|apply|hire)\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
_FEWER = re.compile(r"\b(?:less|fewer|under)\b[^.;]{0,12}\Z", re.IGNORECASE)
_BEYOND = re.compile(r"\b(?:more\sthan|over|above|exceeding)\s(?:\w+\s)?\Z", re.IGNORECASE)
_MONTHS_A_YEAR = 12
_BRACKET_RANGE = re.compile(r"(\d{1,2})\s?(?:-|–|—|to)\s?(\d{1,2})")


def bounds(match: re.Match[str], before: str, after: str) -> tuple[float, float | None]:
    """Least and most years of a number with its unit; `before` and `after` are what stands around it, up to
    the numbers beside it. No most: open."""
    low, high = _written(match)
    marks = ("low_more", "high_more", "unit_more", "unit_least")
    brackets = (match["low_bracket"] or "") + (match["high_bracket"] or "")
    is_open = any(match[name] for name in marks) or "+" in brackets
    refused = bool(_REFUSED_AFTER.match(after) or _REFUSED_BEFORE.search(before))
    if refused and high is None and _FEWER.search(before):
        return _rounded(low), None
    if (MOST.search(before) or (refused and high is None and _BEYOND.search(before))) and not is_open:
        return 0.0, _rounded(high if high is not None else low)
    if high is not None and match["ceiling"]:
        return _rounded(low), _rounded(high)
    if high is not None and high < low:
        low, high = high, low
    if high is None or is_open or high == low or LEAST.search(before):
        return _rounded(low), None
    return _rounded(low), _rounded(high)


def _written(match: re.Match[str]) -> tuple[float, float | None]:
    """The numbers as they are written, in years; the digits of a bracket win: "three to five (3-5)"."""
    unit = match["unit"]
    low = value(match["low"] or match["few"], match["low_bracket"])
    high = value(match["high"], match["high_bracket"]) if match["high"] else None
    brackets = (match["low_bracket"] or "") + (match["high_bracket"] or "")
    bracket_range = _BRACKET_RANGE.search(brackets) if brackets else None
    if bracket_range and not _in_months(unit):
        return float(bracket_range[1]), float(bracket_range[2])
    return _in_years(low, match["low_unit"] or unit), None if high is None else _in_years(high, unit)


def _in_years(number: float, unit: str) -> float:
    if _in_months(unit):
        return number / _MONTHS_A_YEAR
    return number * 10 if unit.lower().startswith("dec") else number


def _rounded(years: float) -> float:
    return round(years, 2)


def _in_months(unit: str) -> bool:
    return unit.lower().startswith("mo")


def value(written: str, bracket: str | None) -> float:
    """A written number; where word and digits differ ("Ten (8)") the digits.

    >>> value("one and a half", None), value("1 1/2", None), value("Ten", "(8)")
    (1.5, 1.5, 8.0)
    """
    digits = re.search(r"\d{1,2}", bracket or "")
    folded = " ".join(written.lower().split())
    if digits and not folded[0].isdigit():
        return float(digits[0])
    half = re.search(rf"(?:{_HALF})\Z", folded)
    whole = folded[: half.start()] if half else folded
    word = whole.removesuffix(" full").replace("twenty five", "twenty-five")
    number = float(whole) if whole[0].isdigit() else float(WORDS.get(word, 0))
    return number + 0.5 if half else number
