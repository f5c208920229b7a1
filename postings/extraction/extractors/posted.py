"""The day on which the job was posted, where it is written as a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from postings.extraction.records import Document, Evidence, Section, Statement
from postings.extraction.text import hints

NAME = "posted"

_MONTH_NAMES = (
    *("jan january januar janvier", "feb february februar février", "mar march märz mars", "apr april avril"),
    *(
        "may mai",
        "jun june juni juin",
        "jul july juli juillet",
        "aug august août",
        "sep sept september septembre",
    ),
    *("oct october oktober octobre okt", "nov november novembre", "dec december dezember décembre dez"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
#: What stands in front of the day; "closing date", "start date" are other days.
_LABEL = re.compile(
    r"""(?<![\w-])(?:
        (?:(?:date|job|originally|first)\s)?(?:posted|published|listed|advertised|created)(?:\s(?:on|date|time|at))?
      | (?:posting|publication|opening)\s?(?:date(?:/time)?|begin\sdate|start\sdate)
      | (?<!\w\s)(?<!\w)date(?=\s?:)
    )\s?[:\uff1a|]?\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"(?:(?<!\d)20\d\d|\d/\d{1,2}/\d\d)(?!\d)")
_YEAR_HINTS = ("20", "/")
_BEFORE = 40
_DAY = re.compile(
    r"""(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?(?:
      (?P<iso>(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2}))
    | (?P<name>[^\W\d_]{3,9})\.?\s(?P<day_behind>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year_behind>20\d\d)
    | (?P<day_before>\d{1,2})(?:st|nd|rd|th|\.)?[\s-](?P<name_behind>[^\W\d_]{3,9})\.?,?[\s-]
        (?P<year_last>20\d\d)
    | (?P<one>\d{1,2})(?P<mark>[/.])(?P<two>\d{1,2})(?P=mark)(?P<short_year>20\d\d|\d\d)
    )(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """At most one statement, `value` the day as "2026-05-31"; a day that may be a month is `unsure`."""
    for fact in document.stated:
        if fact.kind == NAME:
            match = _DAY.search(document.text, fact.evidence.start, fact.evidence.end)
            if match and (statement := _statement(match, "stated_day")):
                return [statement]
    text = document.text
    for year in _years(text):
        match = _DAY.search(text, max(0, year.start() - 24), min(len(text), year.end() + 8))
        if match is None or match.start() > year.start():
            continue
        labelled = _LABEL.search(text, max(0, match.start() - _BEFORE), match.start())
        if labelled and (statement := _statement(match, "posted_label")):
            return [statement]
    return []


def _years(text: str) -> Iterator[re.Match[str]]:
    """Where the year of a day may stand, without overlap: "2026", or the end of "5/31/26"."""
    end = 0
    for position in hints.positions(text, _YEAR_HINTS):
        start = position - (text[position] == "/")  # the digit in front of a slash
        match = _YEAR.match(text, start) if start >= end else None
        if match:
            yield match
            end = match.end()


def _statement(match: re.Match[str], rule: str) -> Statement | None:
    day = _as_date(match)
    if day is None:
        return None
    two_ways = (
        match["one"] is not None and match["mark"] == "/" and max(int(match["one"]), int(match["two"])) <= 12
    )
    unsure = "day_or_month" if two_ways and match["one"] != match["two"] else None
    return Statement(
        NAME, Evidence(match.start(), match.end(), match[0], rule), value=day.isoformat(), unsure=unsure
    )


def _as_date(match: re.Match[str]) -> date | None:
    """The day; "3/4/2021" is read as in the United States, "3.4.2021" as in Europe."""
    if match["iso"]:
        parts = int(match["year"]), int(match["month"]), int(match["day"])
    elif match["one"]:
        first, second, year = int(match["one"]), int(match["two"]), int(match["short_year"])
        month, day = (second, first) if match["mark"] == "." or first > 12 else (first, second)
        parts = year + 2000 if year < 100 else year, month, day
    else:
        name = (match["name"] or match["name_behind"]).lower()
        month_of_name = _MONTHS.get(name) or _MONTHS.get(name[:3], 0)
        year_of_name = match["year_behind"] or match["year_last"]
        parts = int(year_of_name), month_of_name, int(match["day_behind"] or match["day_before"])
    try:
        return date(*parts)
    except ValueError:
        return None
