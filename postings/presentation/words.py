"""The words in which pages say what a posting asks for (semantics: "shown as").

Plain functions of plain values, so pages, exports and the admin say the same thing in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

NOT_STATED = "Not stated"

DEGREES: dict[str, str] = {
    "high_school": "High school",
    "certificate": "Certificate",
    "associate": "Associate",
    "bachelor": "Bachelor's",
    "master": "Master's",
    "doctorate": "Doctorate",
}
DEGREE_NOUNS: dict[str, str] = {
    "high_school": "High-school diploma",
    "certificate": "Vocational certificate",
    "associate": "Associate degree",
    "bachelor": "Bachelor's degree",
    "master": "Master's degree",
    "doctorate": "Doctorate",
}


def number(value: float) -> str:
    """A number of years or months without idle decimals.

    >>> number(5.0), number(1.5)
    ('5', '1.5')
    """
    return f"{value:g}"


def _whole_months(value: float) -> bool:
    return 0 < value < 1


def years(minimum: float | None, maximum: float | None = None) -> str:
    """A range of years; open at the top without a maximum, in months below one year.

    >>> years(5, 7), years(5), years(0, 3), years(2, 2), years(1, 1)
    ('5–7 years', '5+ years', 'Up to 3 years', '2 years', '1 year')
    >>> years(0.5), years(0.25, 0.5), years(0.5, 1)
    ('6+ months', '3–6 months', '0.5–1 years')
    """
    if minimum is None:
        return NOT_STATED
    top = maximum if maximum is not None else minimum
    unit, factor = ("month", 12) if _whole_months(minimum) and top < 1 else ("year", 1)
    low, high = number(round(minimum * factor, 1)), number(round(top * factor, 1))
    if maximum is None:
        return f"{low}+ {unit}s"
    if minimum == 0 and maximum > 0:
        return f"Up to {high} {unit}{'' if high == '1' else 's'}"
    if low == high:
        return f"{low} {unit}{'' if low == '1' else 's'}"
    return f"{low}–{high} {unit}s"


def degree(policy: str, floor: str | None, preferred: str | None = None) -> str:
    """What the posting says about a degree, in the words of semantics.

    >>> degree("required", "bachelor"), degree("required_or_experience", "bachelor", "master")
    ("Bachelor's", "Bachelor's or experience")
    >>> degree("preferred_only", None, "master"), degree("not_required", None), degree("not_stated", None)
    ("Master's, preferred only", 'No degree needed', 'Not stated')
    """
    match policy:
        case "required" if floor:
            return DEGREES[floor]
        case "required_or_experience" if floor:
            return f"{DEGREES[floor]} or experience"
        case "preferred_only":
            return f"{DEGREES[preferred]}, preferred only" if preferred else "Preferred only"
        case "not_required":
            return "No degree needed"
    return NOT_STATED


def degree_aside(policy: str, preferred: str | None) -> str:
    """What stands beside the degree: a higher level that is preferred above the floor; often nothing.

    >>> degree_aside("required", "master"), degree_aside("preferred_only", "master")
    ("Master's preferred", '')
    """
    if preferred and policy in ("required", "required_or_experience"):
        return f"{DEGREES[preferred]} preferred"
    return ""


def experience(state: str, minimum: float | None, maximum: float | None = None) -> str:
    """What the posting says about experience.

    >>> experience("required", 5, 7), experience("preferred_only", 2, 3)
    ('5–7 years', '2–3 years, preferred only')
    >>> experience("instead_of_degree", 6), experience("asked_no_number", None)
    ('6+ years, only in place of a degree', 'Asked, without a number')
    """
    span = years(minimum, maximum) if minimum is not None else ""
    match state:
        case "required" if span:
            return span
        case "preferred_only":
            return f"{span}, preferred only" if span else "Preferred only"
        case "instead_of_degree":
            return f"{span}, only in place of a degree" if span else "Only in place of a degree"
        case "asked_no_number":
            return "Asked, without a number"
        case "explicitly_none":
            return "None needed"
    return NOT_STATED


def pay(minimum: float | None, maximum: float | None, currency: str | None, period: str | None) -> str:
    """What is paid; empty where the posting does not say.

    >>> pay(50000, 62500, "USD", "year"), pay(18.5, 18.5, "EUR", "hour"), pay(None, None, None, None)
    ('USD 50,000–62,500 per year', 'EUR 18.50 per hour', '')
    >>> pay(4000, None, "CHF", "month"), pay(None, 900, "GBP", "two_weeks"), pay(70000, 70000, "USD", None)
    ('from CHF 4,000 per month', 'up to GBP 900 per two weeks', 'USD 70,000')
    """
    if currency is None:
        return ""
    per = f" per {period.replace('_', ' ')}" if period else ""
    if maximum is None:
        return f"from {currency} {_amount(minimum)}{per}"
    if minimum is None:
        return f"up to {currency} {_amount(maximum)}{per}"
    span = _amount(minimum) if minimum == maximum else f"{_amount(minimum)}–{_amount(maximum)}"
    return f"{currency} {span}{per}"


def _amount(amount: float | None) -> str:
    return f"{amount or 0:,.2f}".removesuffix(".00")


def day(value: date) -> str:
    """
    >>> day(date(2026, 5, 1))
    '1 May 2026'
    """
    return f"{value.day} {value:%B %Y}"


def path(level: str | None, minimum: float | None) -> str:
    """One way to qualify, as a phrase.

    >>> path("bachelor", 2), path(None, 0.5), path("doctorate", None)
    ("Bachelor's degree and 2 years", '6 months, no degree', 'Doctorate')
    """
    span = years(minimum, minimum) if minimum is not None else ""
    if level is None:
        return f"{span}, no degree" if span else "No degree"
    return f"{DEGREE_NOUNS[level]} and {span}" if span else DEGREE_NOUNS[level]


def paths(alternatives: Sequence[Sequence[str | float | None]]) -> list[str]:
    """The alternatives that tie degree and years, a phrase each.

    >>> paths([["bachelor", 2], [None, 6]])
    ["Bachelor's degree and 2 years", '6 years, no degree']
    """
    return [path(level, minimum) for level, minimum in alternatives]  # type: ignore[arg-type]


def common_years(minimum: float | None) -> str:
    """The minimum that binds every alternative; empty where there is none.

    >>> common_years(1), common_years(None)
    ('at least 1 year in any case', '')
    """
    if minimum is None:
        return ""
    return f"at least {years(minimum, minimum)} in any case"


def fit(way: str, level: str | None, minimum: float) -> str:
    """Why a candidate qualifies: by a path of this level and these years, or with experience in place.

    >>> fit("path", "bachelor", 5), fit("path", None, 6), fit("path", "master", 0)
    ("Meets Bachelor's degree and 5 years", 'Meets 6 years of experience', "Meets Master's degree")
    >>> fit("in_place", None, 3), fit("path", None, 0)
    ('With 3 years of experience in place of the degree', 'Nothing is demanded')
    """
    if way == "in_place":
        return f"With {years(minimum, minimum)} of experience in place of the degree"
    if level is None:
        return f"Meets {years(minimum, minimum)} of experience" if minimum else "Nothing is demanded"
    return f"Meets {path(level, minimum or None)}"


def left_open(policy: str, state: str, no_field: bool = False) -> str:
    """What a posting does not state of degree, years and field, which keeps nobody out; often nothing.

    >>> left_open("not_stated", "not_stated"), left_open("required", "asked_no_number")
    ('degree and years not stated', 'years not stated')
    >>> left_open("not_stated", "not_stated", no_field=True)
    'degree, years and field not stated'
    """
    silent = [
        *(["degree"] if policy == "not_stated" else []),
        *(["years"] if state in ("not_stated", "asked_no_number") else []),
        *(["field"] if no_field else []),
    ]
    return f"{' and '.join(filter(None, [', '.join(silent[:-1]), silent[-1]]))} not stated" if silent else ""
