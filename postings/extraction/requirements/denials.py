"""Finds where a posting says that no degree is needed."""

from __future__ import annotations

import re

from postings.extraction.text import hints

Span = tuple[int, int]

_DEGREE = (
    r"(?:(?:college|university|formal|academic|specific|particular|CS|computer\sscience|relevant|related|bachelor[’']?s?|4-year"
    r"|four-year|higher|advanced|special)\s)*(?:degrees?|education(?:al)?(?:\s(?:requirements?|qualifications?|background))?|diplomas?|qualifications?)"
)
_NEEDED = r"(?:required|necessary|needed|essential|mandatory|a\smust|a\srequirement|important|compulsory)"
_DENIAL = re.compile(
    rf"""
      \bno\s{_DEGREE}(?:\sor\s[\w\s]{{1,30}})?\s?(?:is\s|are\s)?(?:{_NEEDED}|\?)
    | \bno\s(?:minimum\s)?(?:college|university|formal)\s(?:degrees?|education)\b
    | \b{_DEGREE}\s(?:\w+\s)?(?:is|are)\s(?:absolutely\s|strictly\s|certainly\s|definitely\s)?not\s
      (?:\w+\s)?{_NEEDED}
    | \b{_DEGREE}\s(?:\w+\s)?(?:isn[’']?t|aren[’']?t)\s(?:\w+\s)?{_NEEDED}
    | \b(?:degrees?|diplomas?)\snot\s(?:strictly\s)?{_NEEDED}
    | \b(?:don[’']?t|do\snot|doesn[’']?t|does\snot)\s(?:necessarily\s|actually\s|really\s)?(?:need
      |require|have\sto\shave|demand|insist\son|expect)
        \s(?:you\sto\shave\s)?(?:an?\s|any\s)?(?:\w+\s){{0,2}}?{_DEGREE}(?!\sfrom\b)
    | \b(?:don[’']?t|do\snot)\s(?:\w+\s)?(?:care|mind|discrim\w+)\b[^.;]{{0,60}}?\b(?:degrees?|education
      |diplomas?|college|school|universit(?:y|ies)|uni)\b
    | \b(?:with\sor\swithout|regardless\sof|irrespective\sof)\s(?:whether\s\w+\s\w+\s)?(?:an?\s|your\s
      |any\s|the\s)?(?:(?:college|university|formal|relevant|CS|higher|academic|bachelor[’']?s)\s){{0,2}}
      (?:degrees?|formal\seducation|diploma|educational\s(?:background|level))
    | \b(?:doesn\W{{0,3}}t|does\snot)\s(?:really\s)?matter\s(?:to\sus\s)?(?:if|whether|what|where)\b
      [^.;]{{0,60}}?
      \b(?:degrees?|diplomas?|education)\b
    | \bno\s(?:bachelor|master)(?:[’']?s)?\s(?:degree\s)?(?:is\s)?{_NEEDED}
    | \bwhether\sor\snot\syou\s(?:have|hold)\san?\s(?:\w+\s){{0,2}}?degree
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(r"no(?:\s|t)|n[’']?t\s|doesn|without|regardless|irrespective")  # in the lower-case text


def find(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where `text[start:end]` says that no degree is needed.

    >>> line = "A degree is not required; we don't care about your degree"
    >>> [line[a:b] for a, b in find(line)]
    ['degree is not required', "don't care about your degree"]
    """
    end = len(text) if end is None else end
    if not _HINT.search(hints.lower(text), start, end):
        return []
    return [m.span() for m in _DENIAL.finditer(text, start, end)]
