"""What is paid: an amount or a range with its currency and period.

An amount alone is any sum of money; it is pay where a word says so ("salary", "per hour"), or where a range
of thousands stands in a header. Funding, bonuses, allowances and insured sums are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from postings.extraction.extractors._mentions import outside
from postings.extraction.places import lines as places
from postings.extraction.records import (
    Document,
    Evidence,
    Pay,
    PayPeriod,
    Section,
    SectionKind,
    Statement,
)

NAME = "pay"

#: `unsure` of a period that only the size of the amount shows.
BY_SIZE = "pay_period_by_size"

_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₪": "ILS", "zł": "PLN"}
_PREFIXED = {"US$": "USD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD",
             "S$": "SGD", "HK$": "HKD", "R$": "BRL"}  # fmt: skip
_CODES = (
    "USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|INR|SGD|HKD|JPY|CNY|KRW|BRL|MXN|ZAR|KES|NGN|AED|SAR"
    "|ILS|TRY|PHP|IDR|MYR|THB|VND|PKR|BGN|ISK|EURO|EUROS"
)
#: What a bare "$" is, by the country that the layout states.
_DOLLARS = {"Canada": "CAD", "Australia": "AUD", "New Zealand": "NZD", "Singapore": "SGD", "Hong Kong": "HKD"}
_MONEY = r"(?:US\$|CAD?\$|CAD\$|AU?\$|NZ\$|S\$|HK\$|R\$|[$€£¥₹₪])"
_NUMBER = r"\d{1,3}(?:[,.\u00a0' ]\d{3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_RANGE = re.compile(
    rf"""
    (?<![\w.,$€£])(?:(?P<code>{_CODES})\s?)?(?P<mark>{_MONEY})?\s?(?P<low>{_NUMBER})\s?(?P<low_k>[kK]\b)?(?P<low_plus>\+(?!\d))?
    (?:\s?(?P<mark_behind>€|£|zł))?(?:\s?(?P<code_between>{_CODES})\b)?
    (?P<low_period>\s?(?:/|per\s|an?\s)\s?(?:hour|hr|year|yr|month|annum|day|week)\b)?
    (?:
        (?P<joint>\s?(?:-{{1,2}}|\u2013|\u2014|\bto\b|\band\b|\bà\b|\bbis\b|\btot\b|\u2010|\u2011)\s?)
        (?:(?:{_CODES})\s?)?{_MONEY}?\s?(?P<high>{_NUMBER})\s?(?P<high_k>[kK]\b)?
        (?:\s?(?P<mark_end>€|£|zł))?
    )?
    (?P<plus>\s?\+(?!\d))?
    (?:\s?(?P<code_behind>{_CODES})\b)?
    """,
    re.VERBOSE,
)
#: Each alternative begins with a letter or sign of its own, which makes the search several times as fast.
_HAS_MONEY = re.compile(
    "|".join([*map(re.escape, "$€£¥₹₪"), "zł", *(rf"{code}\b" for code in _CODES.split("|"))])
)
_PERIOD = re.compile(
    r"""[\s,]*\(?/?\s?(?:(?:gross|brutto?|base|salary|net|plus\sbenefits|DOE)\s)?(?:
      (?P<hour>(?:/|per|an?|par|pro|each|every)?\s?(?:hour|hr|heure|stunde|uur|hora)\b|hourly|/h\b|p/?h\b|HOUR)
    | (?P<two_weeks>bi-?weekly|/?\s?(?:every|per)?\s?(?:two|2)\sweeks|semi-?monthly)
    | (?P<year>(?:/|per|an?|each)?\s?(?:year|yr|annum|ann[ée]e|jahr|jaar|YEAR)\b|par\san\b|annually|annual
        |yearly|p\.?\s?a\.?\b|/y\b)
    | (?P<month>(?:/|per|an?|each)?\s?(?:month|mo|mois|monat|maand|mes|MONTH)\b|/?monthly|p\.?m\.)
    | (?P<week>(?:/|per|an?|each)?\s?(?:week|wk|semaine|woche)\b|weekly)
    | (?P<day>(?:/|per|an?|each)?\s?(?:day|jour|tag|dag)\b|daily))""",
    re.VERBOSE | re.IGNORECASE,
)
_PERIOD_BEFORE = re.compile(
    r"\b(?P<word>hourly|annual|annually|monthly|yearly|weekly|daily|per\shour|per\syear|OTE)\b[^.\n]{0,60}\Z",
    re.IGNORECASE,
)
_PERIODS: dict[str, PayPeriod] = {
    "hourly": "hour", "per hour": "hour", "annual": "year", "annually": "year", "yearly": "year",
    "ote": "year", "per year": "year", "monthly": "month", "weekly": "week", "daily": "day",
}  # fmt: skip
_PAY = re.compile(
    r"""\b(?:salar(?:y|ies)|pay|paid|paying|compensation|wages?|remuneration|rates?|earn(?:s|ing|ings)?|OTE|base
      |stipend|hourly|gehalt|verg[üu]tung|r[ée]mun[ée]ration|salaire|salario|sueldo|retribuzione|bruto|brutto
      |salaris|package|hiring\srange|range|CTC)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_PAY_BEFORE = re.compile(
    r"""\b(?:rais(?:ed|ing)|funding|funded|valu(?:ed|ation)|revenues?|sales|budgets?|assets|bonus(?:es)?|allowance
      |insurance|stipends?|reimburse\w*|contribut\w+|HSA|deductible|deposit|grants?|loans?|donat\w+|quota|savings?
      |invest\w*|subsid\w+|HRA|card|over\s\$?|sign-?on|referral|equity|credits?|discount|prizes?|award(?:ed|s)?|fees?|costs?|worth
      |spend(?:ing)?|match(?:ing)?|tuition|ARR|GMV|contracts?|portfolio|projects?|fund|benefits?\s(?:of|is)
      |premiums?|cover(?:age|s)?)\b[^.;\n]{0,40}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_PAY_AFTER = re.compile(
    r"""\s?(?:[MB]\b|[mb]n\b|\+?\s?(?:million|billion|trillion|mil\b|mm\b)|,?\d{3}\b|%
      |\s?(?:in\s(?:funding|revenue|sales|assets|ARR|venture|annual\ssales|life|(?:the\s)?(?:bank|tuition|learning))
        |of\s(?:funding|revenue|assets)|cost\sof\sliving|subsid|to\sspend|sign|bonus|referral|stipend|allowance|reimburse|towards|budget|deposit|401
        |discount|credit|gift|life\sinsurance|equity|worth|fee|off\b))""",
    re.VERBOSE | re.IGNORECASE,
)
#: "annual wellness allowance", "per month as a home office allowance", "monthly to spend on".
_PERK_AFTER = re.compile(
    r"\s(?:to\sspend|for\sgroceries|(?:(?!plus|and|with|or|excl|incl)[\w-]+\s){0,5}?(?:allowance|budget|subsidy)\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d\s?%\s(?:of\s)?[^.;\n]{0,60}\Z")  # "60% of your monthly salary up to $6,000"
_BEFORE = 90
_SKIPPED: frozenset[SectionKind] = frozenset({"boilerplate"})
#: Plausible amounts a period; outside them a sum is no pay.
_BOUNDS: dict[PayPeriod, tuple[float, float]] = {
    "hour": (3, 1_000), "day": (20, 10_000), "week": (50, 50_000), "two_weeks": (200, 50_000),
    "month": (150, 400_000), "year": (5_000, 40_000_000),
}  # fmt: skip
_YEARLY = 14_000  # an amount from here on is a year's pay where no period is stated
#: How many times as much the like amount is in these currencies, roughly.
_SCALES = {
    "PLN": 4, "SEK": 10, "NOK": 10, "DKK": 7, "CZK": 22, "HUF": 350, "RON": 4, "INR": 20, "JPY": 120,
    "CNY": 5, "KRW": 1_000, "MXN": 8, "ZAR": 8, "PHP": 20, "THB": 20, "TRY": 20, "ISK": 130,
}  # fmt: skip
_HOURLY = 150  # and one up to here an hour's, where a range or a label says that it is pay


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum of money as written: amounts, currency, and whether two amounts make a range."""

    low: float
    high: float | None
    currency: str
    open_ended: bool


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement an amount or range; `value` is `str(pay)`."""
    text = document.text
    end = 0
    for hint in outside(list(_HAS_MONEY.finditer(text)), sections, _SKIPPED):
        if hint.start() < end or (hint[0].isalpha() and text[hint.start() - 1 : hint.start()].isalpha()):
            continue
        match = _at(text, hint)
        if match is None:
            continue
        end = match.end()
        statement = _statement(document, match)
        if statement is not None:
            yield statement


def _at(text: str, hint: re.Match[str]) -> re.Match[str] | None:
    """The sum of money whose currency stands at `hint`: in front of the number or behind it."""
    joined = text[max(0, hint.start() - 1) : hint.start()].isalpha()  # "US$", "CAD$"
    for start in range(max(0, hint.start() - 3 * joined), hint.start() + 1):
        match = _RANGE.match(text, start)
        if match and match.end() > hint.start() and _currency(match):
            return match
    if hint[0] == "$":
        return None  # never behind the number
    for behind in _NUMBER_BEHIND.finditer(text, max(0, hint.start() - 30), hint.start()):
        match = _RANGE.match(text, behind.start())
        if match and match.end() > hint.start() and _currency(match):
            return match
    return None


_NUMBER_BEHIND = re.compile(r"(?<![\w.,$€£])\d")


def _statement(document: Document, match: re.Match[str]) -> Statement | None:
    text = document.text
    money = _sum(document, match)
    if money is None:
        return None
    period, stop = _stated_period(text, match)
    if _NOT_PAY_AFTER.match(text, match.end()) or _PERK_AFTER.match(text, stop):
        return None
    before = text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n\n\n")[2]
    said = _PAY.search(before) is not None
    if not (
        said
        or (period and period != "day")
        or (money.high and money.low >= _YEARLY and _in_header(text, match))
    ):
        return None
    if _SHARE.search(before) or (_NOT_PAY_BEFORE.search(before) and not _PAY.search(before[-25:])):
        return None
    unsure = None
    if period is None:
        period = _period_by_size(money)
        unsure = BY_SIZE
    pay = _pay(money, period, before)
    if pay is None:
        return None
    exact = text[match.start() : stop].rstrip()
    rule = "pay_range" if money.high else "pay_amount"
    evidence = Evidence(match.start(), match.start() + len(exact), exact, rule)
    return Statement(NAME, evidence, value=str(pay), unsure=unsure, pay=pay)


def _period_by_size(money: _Sum) -> PayPeriod | None:
    """A year for large sums, an hour for ranges of small ones; else a month, where money is counted large."""
    scale = _SCALES.get(money.currency, 1)
    if money.low >= _YEARLY * scale:
        return "year"
    if money.low <= _HOURLY and money.high and scale == 1:
        return "hour"
    return "month" if scale > 1 and money.low >= _YEARLY * scale / 20 else None


def _in_header(text: str, match: re.Match[str]) -> bool:
    """A range between bars, or alone in its line."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" ~")
    return not before or before[-1] in "|\n•-\u2013(*"


def _sum(document: Document, match: re.Match[str]) -> _Sum | None:
    low, high = _amount(match["low"]), _amount(match["high"]) if match["high"] else None
    if match["high_k"]:
        high = (high or 0) * 1000
        low = low * 1000 if match["low_k"] or low < 1000 else low
    elif match["low_k"]:
        low *= 1000
        high = high * 1000 if high is not None and high < 1000 else high
    if high is not None and high < low:
        return None
    currency = _currency(match)
    if currency == "USD" and match["mark"] == "$" and not (match["code_behind"] or match["code"]):
        currency = _local_dollar(document)
    return _Sum(low, high, currency, bool(match["plus"] or match["low_plus"])) if currency else None


def _pay(money: _Sum, period: PayPeriod | None, before: str) -> Pay | None:
    if period is None:
        return None
    lowest, highest = _BOUNDS[period]
    if not lowest <= money.low <= highest or (money.high or 0) > highest:
        return None
    if money.high is not None:
        return Pay(money.low, money.high, money.currency, period)
    if re.search(r"\b(?:up\sto|max(?:imum)?(?:\ssalary)?:?|ranges\sto|bis\szu)\s*\Z", before, re.IGNORECASE):
        return Pay(None, money.low, money.currency, period)
    open_ended = money.open_ended or re.search(
        r"\b(?:from|starting(?:\s(?:at|pay\sis|salary))?|at\sleast|minimum(?:\ssalary)?:?|ab|à\spartir\sde|starts\sat)\s*\Z",
        before,
        re.IGNORECASE,
    )
    return Pay(money.low, None if open_ended else money.low, money.currency, period)


def _amount(written: str) -> float:
    """The number: "1,234.50", "1.234,50", "25 000,00", "4.000".

    >>> [_amount(written) for written in ("1,234.50", "25 000,00", "4.000", "42.13")]
    [1234.5, 25000.0, 4000.0, 42.13]
    """
    digits = re.sub(r"[\\s\u00a0']", "", written)
    decimals = re.search(r"[.,](\d{1,2})\Z", digits)
    whole = digits[: decimals.start()] if decimals else digits
    return float(re.sub(r"[^\d]", "", whole) + (f".{decimals[1]}" if decimals else ""))


def _currency(match: re.Match[str]) -> str:
    code = match["code"] or match["code_behind"] or match["code_between"]
    if code:
        return "EUR" if code.startswith("EURO") else code
    mark = match["mark"] or match["mark_behind"] or match["mark_end"]
    return (_PREFIXED.get(mark) or _SYMBOLS.get(mark, "")) if mark else ""


def _local_dollar(document: Document) -> str:
    for fact in document.stated:
        if fact.kind == "location":
            for found in places.read(fact.value).found:
                return _DOLLARS.get(found.place.country, "USD")
    return "USD"


def _stated_period(text: str, match: re.Match[str]) -> tuple[PayPeriod | None, int]:
    """The period and where its words end; they stand behind the amount, or before it ("hourly rate")."""
    after = _PERIOD.match(text, match.end())
    if after and after.lastgroup:
        return _as_period(after.lastgroup), after.end()
    if match["low_period"]:
        inside = _PERIOD.match(match["low_period"])
        if inside and inside.lastgroup:
            return _as_period(inside.lastgroup), match.end()
    before = _PERIOD_BEFORE.search(text, max(0, match.start() - _BEFORE), match.start())
    return (_PERIODS[" ".join(before["word"].lower().split())] if before else None), match.end()


def _as_period(name: str) -> PayPeriod | None:
    periods: tuple[PayPeriod, ...] = ("hour", "day", "week", "two_weeks", "month", "year")
    return next((period for period in periods if period == name), None)
