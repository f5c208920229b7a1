"""Sums of money as they are written: their amounts, their currency, and the period they stand beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from postings.extraction.extractors import _pay_cues as cues
from postings.extraction.places import lines as places
from postings.extraction.records import Document, PayPeriod


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money as written: amounts, currency, and whether two amounts make a range."""

    low: float
    high: float | None
    currency: str
    open_ended: bool


def sums(text: str) -> Iterator[re.Match[str]]:
    """The first sums of money of a text, without overlap."""
    end = 0
    for hint in islice(cues.HAS_MONEY.finditer(text), cues.MOST_SUMS):
        if hint.start() < end or (hint[0].isalpha() and text[hint.start() - 1 : hint.start()].isalpha()):
            continue
        match = _at(text, hint)
        if match is not None:
            end = match.end()
            yield match


def _at(text: str, hint: re.Match[str]) -> re.Match[str] | None:
    """The sum of money whose currency stands at `hint`: in front of the number or behind it."""
    joined = hint[0] == "$" and text[max(0, hint.start() - 1) : hint.start()].isalpha()  # "US$", "CAD$"
    for start in range(max(0, hint.start() - 3 * joined), hint.start() + 1):
        match = cues.RANGE.match(text, start)
        if match and match.end() > hint.start() and _currency(match):
            return match
    if hint[0] == "$" and not cues.DOLLAR_BEHIND.search(text, max(0, hint.start() - 12), hint.start()):
        return None
    for behind in cues.NUMBER_BEHIND.finditer(text, max(0, hint.start() - 30), hint.start()):
        match = cues.RANGE.match(text, behind.start())
        if match and match.end() > hint.start() and _currency(match):
            return match
    return None


def as_sum(document: Document, match: re.Match[str]) -> Sum | None:
    low, high = _amount(match["low"]), _amount(match["high"]) if match["high"] else None
    if match["high_k"]:
        high = (high or 0) * 1000
        low = low * 1000 if match["low_k"] or low < 1000 else low
    elif match["low_k"]:
        low *= 1000
        high = high * 1000 if high is not None and high < 1000 else high
    elif high is not None and 10 <= low < 1_000 and low * 1_000 <= high <= low * 1_000 * cues.WIDEST:
        low *= 1_000  # "$55-70,000"
    if high is not None and high < low:
        if high * cues.WIDEST < low:
            return None
        low, high = high, low  # "$100,000 - $75,000"
    currency = _currency(match)
    if (
        currency == "USD"
        and "$" in (match["mark"], match["mark_behind"])
        and not (match["code_behind"] or match["code"])
    ):
        currency = _local_dollar(document)
    return Sum(low, high, currency, _is_open(match)) if currency else None


def _is_open(match: re.Match[str]) -> bool:
    """ "$90k+", and "$90+k"."""
    return bool(match["plus"] or match["low_plus"] or (match["low_k"] or "").startswith("+"))


def _amount(written: str) -> float:
    """The number: "1,234.50", "1.234,50", "25 000,00", "4.000".

    >>> [_amount(written) for written in ("1,234.50", "25 000,00", "4.000", "42.13")]
    [1234.5, 25000.0, 4000.0, 42.13]
    """
    digits = re.sub(r"[\s\u00a0\u202f'’]", "", written)
    decimals = re.search(r"[.,](\d{1,2})\Z", digits)
    whole = digits[: decimals.start()] if decimals else digits
    return float(re.sub(r"[^\d]", "", whole) + (f".{decimals[1]}" if decimals else ""))


def _currency(match: re.Match[str]) -> str:
    code = match["code"] or match["code_behind"] or match["code_between"]
    if code:
        return "EUR" if code.upper().startswith("EURO") else cues.NAMED.get(code, code)
    mark = match["mark"] or match["mark_behind"] or match["mark_end"]
    return (cues.PREFIXED.get(mark) or cues.SYMBOLS.get(mark, "")) if mark else ""


def _local_dollar(document: Document) -> str:
    for fact in document.stated:
        if fact.kind == "location":
            for found in places.read(fact.value).found:
                return cues.DOLLARS.get(found.place.country, "USD")
    return "USD"


def stated_period(text: str, match: re.Match[str]) -> tuple[PayPeriod | None, int]:
    """The period and where its words end; they stand behind the amount, or before it ("hourly rate")."""
    after = cues.PERIOD.match(text, match.end())
    if after and after.lastgroup:
        return _as_period(after.lastgroup), after.end()
    if match["low_period"]:
        inside = cues.PERIOD.match(match["low_period"])
        if inside and inside.lastgroup:
            return _as_period(inside.lastgroup), match.end()
    before = cues.PERIOD_BEFORE.search(text, max(0, match.start() - cues.BEFORE), match.start())
    if before and before["word"]:
        return cues.PERIODS[" ".join(before["word"].lower().split())], match.end()
    if cues.GRANT.search(text, max(0, match.start() - cues.BEFORE), match.start()):
        paid = cues.PAID_AFTER.match(text, match.end())
        return (cues.PERIODS[paid["word"].lower()] if paid else None), match.end()
    return "month" if before else None, match.end()


def _as_period(name: str) -> PayPeriod | None:
    periods: tuple[PayPeriod, ...] = ("hour", "day", "week", "two_weeks", "month", "year")
    return next((period for period in periods if period == name), None)
