"""What is paid: an amount or a range with its currency and period.

An amount alone is any sum of money; it is pay where a word says so ("salary", "per hour"), or where a range
of thousands stands in a header. Funding, bonuses, allowances and insured sums are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from postings.extraction.extractors import _pay_cues as cues
from postings.extraction.extractors import _pay_thousands as thousands
from postings.extraction.extractors import _pay_written as written
from postings.extraction.records import (
    Document,
    Evidence,
    Pay,
    PayPeriod,
    Section,
    Statement,
)

NAME = "pay"

#: `unsure` of a period that only the size of the amount shows.
BY_SIZE = "pay_period_by_size"


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement a different amount or range, in the order of the text; `value` is `str(pay)`.

    Where places or grades have ranges of their own each is stated; the first counts for the posting. Earnings
    on target are left out beside a base: they depend on what is sold, and the base does not.
    """
    found: dict[str | None, Statement] = {}
    before: Statement | None = None
    for match in written.sums(document.text):
        statement = _statement(document, match, before)
        if statement is None:
            continue
        joined = _joined(document.text, before, statement) if before else None
        if before and joined:
            found.pop(before.value, None)
            statement = joined
        found.setdefault(statement.value, statement)
        before = statement
    if not found:
        found = {statement.value: statement for statement in thousands.statements(document)}
    certain = [one for one in found.values() if not _on_target(document.text, one.evidence)]
    return certain or list(found.values())


def _on_target(text: str, span: Evidence) -> bool:
    before = cues.OTE_BEFORE.search(text, max(0, span.start - 30), span.start)
    return bool(before or cues.OTE_AFTER.match(text, span.end))


def _joined(text: str, low: Statement, high: Statement) -> Statement | None:
    """One range of "minimum $50,000 / maximum $70,000", None where the two are no such pair."""
    one, other = low.pay, high.pay
    if one and other and _between(text, low, high):
        one = Pay(one.minimum, None, one.currency, one.period)
        other = Pay(None, other.maximum, other.currency, other.period)
    start, end = low.evidence.start, high.evidence.end
    if one is None or other is None or end - low.evidence.end > cues.LONGEST_JOINT:
        return None
    if one.maximum is not None or other.minimum is not None or "\n\n" in text[start:end]:
        return None
    if (one.currency, one.period) != (other.currency, other.period) or (one.minimum or 0) > (
        other.maximum or 0
    ):
        return None
    pay = Pay(one.minimum, other.maximum, one.currency, one.period)
    evidence = Evidence(start, end, text[start:end], "pay_range")
    return Statement(NAME, evidence, value=str(pay), unsure=low.unsure or high.unsure, pay=pay)


def _between(text: str, low: Statement, high: Statement) -> bool:
    """ "between $95,000 $115,000", whose "and" was lost."""
    ends = text[max(0, low.evidence.start - 9) : low.evidence.start].lower() == " between "[:9]
    return ends and text[low.evidence.end : high.evidence.start].isspace()


def _statement(document: Document, match: re.Match[str], last: Statement | None) -> Statement | None:
    """The pay that `match` states; `last` is the sum of pay before it."""
    text = document.text
    money = written.as_sum(document, match)
    if money is None:
        return None
    period, stop = written.stated_period(text, match)
    behind = match.end() - (text[match.end() - 1] == "+")  # "$90k+ Equity": the sign may be an "and"
    if cues.NOT_PAY_AFTER.match(text, behind) or cues.PERK_AFTER.match(text, stop):
        return None
    before = text[max(0, match.start() - cues.BEFORE) : match.start()].rpartition("\n\n\n")[2]
    said = _called_pay(before, money) or _next_level(text, last, match, money)
    if not (
        said
        or cues.PAY.search(before)
        or (period and (period != "day" or money.high))
        or cues.PAY_AFTER.match(text, match.end())
        or (period and cues.PAY_AFTER.match(text, stop))
        or (money.low >= cues.YEARLY and _shown_by_its_place(document, match, money))
    ):
        return None
    if _something_else(before, money, said) or cues.PROMISE_AFTER.match(text, stop):
        return None
    unsure = None
    if period is None and _in_thousands(money, before):
        money = written.Sum(money.low * 1000, (money.high or 0) * 1000, money.currency, money.open_ended)
    if period is None:
        period = _period_by_size(money, before)
        unsure = BY_SIZE
    if period == "month" and unsure and match["high_k"]:
        return None  # "6-7k" is neither a month's nor a year's for certain
    before = text[max(0, match.start() - cues.LONG_BEFORE) : match.start()]
    pay = _pay(money, period, before, cues.ABOVE.match(text, stop) is not None)
    if pay is None:
        return None
    exact = text[match.start() : stop].rstrip()
    rule = "pay_range" if money.high else "pay_amount"
    evidence = Evidence(match.start(), match.start() + len(exact), exact, rule)
    return Statement(NAME, evidence, value=str(pay), unsure=unsure, pay=pay)


def _called_pay(before: str, money: written.Sum) -> bool:
    """What is "competitive (", or a grant that one lives on."""
    return bool((money.low >= cues.YEARLY and cues.COMPETITIVE.search(before)) or cues.GRANT.search(before))


def _next_level(text: str, last: Statement | None, match: re.Match[str], money: written.Sum) -> bool:
    """Whether a range goes on from the last one to another level."""
    if last is None or money.high is None or last.pay is None or last.pay.currency != money.currency:
        return False
    return cues.NEXT_LEVEL.fullmatch(text, last.evidence.end, match.start()) is not None


def _something_else(before: str, money: written.Sum, said: bool) -> bool:
    """Whether the words in front of a sum make it a share, a promise, a comparison or another thing."""
    promised = cues.PROMISE.search(before)
    if promised and money.high is not None and cues.POTENTIAL.search(promised[0]):
        promised = None  # "earning potential of €40,000 - €60,000" has both its ends
    return bool(
        promised
        or cues.SHARE.search(before)
        or cues.INSURED.search(before)
        or cues.HALF.search(before)
        or cues.NOT_OFFERED.search(before)
        or (cues.NOT_PAY_BEFORE.search(before) and not said and not cues.PAY.search(before[-25:]))
    )


def _period_by_size(money: written.Sum, before: str) -> PayPeriod | None:
    """A year for large sums, an hour for ranges of small ones; else a month, where money is counted large.

    One sum of some thousand euros is a month's pay where it is called a salary: nobody states a day's so.
    """
    scale = cues.SCALES.get(money.currency, 1)
    if money.low >= cues.YEARLY * scale:
        return "year"
    if money.low <= cues.HOURLY and money.high and scale == 1:
        return "hour"
    if (
        money.currency == "EUR"
        and cues.MONTHLY[0] <= money.low <= cues.MONTHLY[1]
        and cues.SALARY.search(before)
    ):
        return "month"
    least = cues.YEARLY * scale / (20 if scale > 1 else 7)
    return "month" if (scale > 1 or money.high) and money.low >= least else None


def _in_thousands(money: written.Sum, before: str) -> bool:
    """A salary of "48 à 55 €" is no hourly rate; a dollar's may be."""
    return bool(
        money.high
        and money.currency in ("EUR", "GBP")
        and cues.LEAST_THOUSANDS <= money.low < money.high <= cues.MOST_THOUSANDS
        and cues.SALARY.search(before)
    )


def _shown_by_its_place(document: Document, match: re.Match[str], money: written.Sum) -> bool:
    """A year's sum that no word calls pay: beside "+ equity", a range in a header or of "USD", in a title."""
    text = document.text
    if cues.BESIDE.match(text, match.end() - (text[match.end() - 1] == "+")):
        return True
    if money.high is not None:
        close = money.high <= money.low * cues.WIDEST
        return _in_header(text, match) or bool(close and match["mark"] and match["code_behind"])
    if match["low_k"] and money.open_ended:
        return _fills_a_line(text, match)
    return bool(match["low_k"]) and match.end() <= document.blocks[0].end and _is_part_of_title(text, match)


def _is_part_of_title(text: str, match: re.Match[str]) -> bool:
    """ "Cook - $60K", "Cook (up to $60k)"."""
    before = text[max(0, match.start() - 8) : match.start()].rstrip()
    return before.endswith(("-", "\u2013", "|", ",", "(", "up to", "Up to"))


def _in_header(text: str, match: re.Match[str]) -> bool:
    """A range between bars, or alone in its line."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" ~")
    return not before or before[-1] in "|\n•-\u2013(*:"


def _fills_a_line(text: str, match: re.Match[str]) -> bool:
    """ "$95K+" between bars or in a line of its own, where nothing says what else it would be."""
    return _in_header(text, match) and re.compile(r"[ )*]*(?:[|•\n]|\Z)").match(text, match.end()) is not None


def _pay(money: written.Sum, period: PayPeriod | None, before: str, above: bool) -> Pay | None:
    if period is None:
        return None
    lowest, highest = cues.BOUNDS[period]
    highest *= cues.SCALES.get(money.currency, 1)
    if not lowest <= money.low <= highest or (money.high or 0) > highest:
        return None
    if money.high is not None:
        return Pay(money.low, money.high, money.currency, period)
    if cues.MOST.search(before):
        return Pay(None, money.low, money.currency, period)
    open_ended = money.open_ended or above or cues.LEAST.search(before)
    return Pay(money.low, None if open_ended else money.low, money.currency, period)
