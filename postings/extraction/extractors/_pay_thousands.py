"""Pay without the usual signs: "salary of 50-60k", "12-15 LPA", "$80s to 110s", "Hourly rate: 17"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.extractors import _pay_cues as cues
from postings.extraction.places import lines as places
from postings.extraction.records import Document, Evidence, Pay, Statement

_JOINT = r"\s?(?:-|\u2013|\u2014|/|\bto\b|\bund\b|\bbis\b|\bà\b|\bet\b)\s?"
_K = r"\s?k(?:\b|(?-i:(?=[A-Z])))"
_FULL = r"\d{2,3},\d{3}"
_WRITTEN = re.compile(
    rf"""
    \b(?:salar(?:y|ies|iale?)|compensation|base|pay|r[eé]mun[eé]ration|\w{{0,6}}gehalt|salaire|OTE)\b(?!\s?\d)
        (?:\s?[:\uff1a]\s{{0,3}})?[^.;\n$€£\d]{{0,40}}?
        (?:(?P<most>\bup\sto\s)|(?P<least>\b(?:from|(?:starts|starting|begins)\sat|[àa]\spartir\sde|ab)\s))?
        (?:
            # "50-60k", but not the pension plan
            (?P<thousands>\b(?!40[13]\s?k)\d{{2,3}}\s?k?(?:{_JOINT}\d{{2,3}})?{_K}(?!\s?(?:[€£$]|EUR|GBP|USD|people|users)))
            # "65,000-85,000"
          | (?P<full>\b{_FULL}{_JOINT}{_FULL}\b(?!\s?(?:[€£$,]|EUR|GBP|USD|people|users|employees)))
        )
  # "we are offering 75K-120K"
  | \b(?:offering|paying)\s(?P<offered>\b\d{{2,3}}\s?k{_JOINT}\d{{2,3}}{_K})(?!\s(?:people|users|customers))
  # "up to 80K + Bonus"
  | (?P<most_beside>\bup\sto\s)?(?P<beside>\b\d{{2,3}}k?(?:{_JOINT}\d{{2,3}})?k\b)
        (?=\s?\+\s{{1,3}}(?:bonus|equity|commission|benefits))
  | (?P<lakhs>\b\d{{1,2}}(?:\.\d{{1,2}})?(?:{_JOINT}\d{{1,2}}(?:\.\d{{1,2}})?)?\s?
        (?:LPA|la(?:kh|c)s?\s(?:per\sannum|p\.?\s?a\b)))
  # "Hourly rate: 17.50"
  | \bhourly\s(?:rate|pay|wage)(?:\srange)?\s?[:\uff1a]\s?
        (?P<hourly>\d{{1,3}}(?:[.,]\d\d)?(?:{_JOINT}\d{{1,3}}(?:[.,]\d\d)?)?)(?![\d.,]*\d|\s?[%€£$kK])
  | \b(?:rate|pay|wages?)\b\s?:?\s?(?P<per_hour>\d{{2,3}}(?:[.,]\d\d)?(?:{_JOINT}\d{{2,3}}(?:[.,]\d\d)?)?
        \s?(?:/|per\s|an\s)\s?(?:hour|hr))\b
  # "20 million to 30 million VND"
  | (?P<millions>\b\d{{1,3}}(?:\smillion)?(?:{_JOINT}\d{{1,3}})?\smillion\s(?:VND|IDR))\b
  | (?P<dollars>\$\d{{2,3}}[kK]?'?s?{_JOINT}\$?\d{{2,3}}[kK]?'?s\b)  # "$80s to 110s"
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: One set of characters that all begin with, and behind it what may follow: four times as fast as a choice.
_HINT = re.compile(
    r"""[\dLVIHlh](?:
      (?<=\d)(?:\s?[kK](?:\b|(?=[A-Z]))|,\d{3}\s?(?:[-\u2013\u2014/]|to\b)|'?s\b|\s?(?:/\s?|[Pp]er\s)[Hh](?:r|our)\b)
      | (?<=[Ll])(?:PA\b|pa\b|(?i:akh|acs?\b)) | (?<=[Hh])(?i:ourly) | (?<=V)ND\b | (?<=I)DR\b
    )""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIGN = re.compile(r"[€£]|\b401\s?\(?[kK]\b")  # a pension plan of the United States
_SCALES = {"lakhs": 100_000, "hourly": 1, "per_hour": 1, "millions": 1_000_000}
_REACH = 70
_EDGE_BLOCKS = 6  # blocks at either end of a posting that may be its place line
_LONGEST_PLACE = 80
_LONGEST_HEADER = 300
_HIRED_IN = re.compile(r"\bin\s([A-Z][\w .,-]{2,60})\Z")  # "Juniper is hiring cooks in Oslo"
_EURO = (
    *(
        "Austria",
        "Belgium",
        "Croatia",
        "Cyprus",
        "Estonia",
        "Finland",
        "France",
        "Germany",
        "Greece",
        "Ireland",
    ),
    *(
        "Italy",
        "Latvia",
        "Lithuania",
        "Luxembourg",
        "Malta",
        "Netherlands",
        "Portugal",
        "Slovakia",
        "Slovenia",
    ),
    "Spain",
)
_CURRENCIES = {
    **dict.fromkeys(_EURO, "EUR"),
    **cues.DOLLARS,
    **{"United States": "USD", "United Kingdom": "GBP", "Switzerland": "CHF"},
}


def statements(document: Document) -> Iterator[Statement]:
    """Such sums with a known currency; the year is their period where no hourly rate is named."""
    text, end = document.text, 0
    for hint in _HINT.finditer(text):
        if hint.start() < end:
            continue
        for match in _WRITTEN.finditer(text, max(end, hint.start() - _REACH), hint.end() + 45):
            pay = _pay(document, match)
            if pay is not None:
                start, end = match.start(match.lastgroup or 0), match.end(match.lastgroup or 0)
                evidence = Evidence(start, end, text[start:end], "pay_thousands")
                yield Statement("pay", evidence, value=str(pay), pay=pay)


def _pay(document: Document, match: re.Match[str]) -> Pay | None:
    kind = match.lastgroup or ""
    if kind in ("thousands", "full") and cues.NOT_PAY_BEFORE.search(
        match[0][: match.start(kind) - match.start()]
    ):
        return None
    if cues.PROMISE_AFTER.match(document.text, match.end(kind)):
        return None
    amounts = [float(number) for number in _NUMBER.findall(match[kind].replace(",", "."))]
    currency = {"lakhs": "INR", "dollars": "USD", "millions": match[0][-3:]}.get(kind) or _currency(document)
    scale = _SCALES.get(kind, 1_000)
    low, high = amounts[0] * scale, amounts[-1] * scale
    if currency is None or high < low:
        return None
    if kind in ("hourly", "per_hour"):
        return Pay(low, high, currency, "hour") if cues.BOUNDS["hour"][0] <= low <= cues.HOURLY else None
    if kind == "millions":
        return Pay(low, high, currency, "year" if low >= cues.YEARLY * cues.SCALES[currency] else "month")
    if kind != "lakhs" and low < cues.YEARLY:
        return None
    if match["most"] or match["most_beside"]:
        return Pay(None, high, currency, "year")
    above = len(amounts) == 1 and (match["least"] or document.text.startswith("+", match.end(kind)))
    return Pay(low, None if above and kind == "thousands" else high, currency, "year")


def _currency(document: Document) -> str | None:
    """The currency of the stated country, of the place lines at either end, or of a sign elsewhere."""
    text, blocks = document.text, document.blocks
    lines = [fact.value for fact in document.stated if fact.kind == "location"]
    if blocks:
        first = text[blocks[0].start : min(blocks[0].end, blocks[0].start + _LONGEST_HEADER)]
        lines += first.split("|") if first.count("|") > 1 else []
        lines += _HIRED_IN.findall(first)
    edges = (*blocks[:_EDGE_BLOCKS], *blocks[-_EDGE_BLOCKS:])
    lines += [text[one.start : one.end] for one in edges if one.end - one.start <= _LONGEST_PLACE]
    for line in lines:
        for found in places.read(line).found:
            currency = _CURRENCIES.get(found.place.country)
            if currency:
                return currency
    sign = _SIGN.search(text)
    return cues.SYMBOLS.get(sign[0], "USD") if sign else None
