"""How a degree or a number of years joins what stands before it: "and", "or", in a list, or not at all."""

from __future__ import annotations

import re
from typing import Literal

Joint = Literal["or", "and/or", "and", "list", "none"]

_FILL = (
    r"(?:an?|the|at|least|minimum|min\.?|of|have|has|having|possess\w*|hold(?:ing|s)?|completed?|completion|relevant|related|professional"
    r"|full-time|proven|only|else|either|another|additional|some|around|about|approximately|accredited"
    r"|technical|work|been(?:\s\w{3,12}ing)?|equivalent|in|university|college|then|both|you|who|candidates?|for|those|if|no|degree|prior|direct|total|current"
    r"|industry|graduate|advanced|higher|experience|any|recent|overall|alternative|earned|obtained|progressive(?:ly)?|post[-\w]*|over|more|than|level)"
)
_NO_DEGREE = (
    r"(?:(?:(?:no|without(?:\san?)?)\s(?:college\s|university\s|formal\s)?|non-?(?:university|college)\s)(?:degree|diploma)[\s,]{1,2}"
    r"(?:(?:and|but|with|plus)\s|w/\s?|\+\s?)?(?:at\sleast\s)?)"
)
#: The label of one level of a job that is filled at several: "Level II:", "Tier 2 -", "T3:", "Grade 5:".
LEVEL = (
    r"\b(?:(?:level|tier|grade|step|rank|band|class)\s(?:[IVX]{1,4}|\d{1,2}|[A-E])|[TL]-?\d|GS-?\d{1,2})"
    r"\s?(?:[:–—]|-(?=\s))"
)
_JOINT = re.compile(
    rf"""
    (?: (?P<and_or>\band\s?/\s?or\b)
      | (?P<or>\bor\b|(?-i:(?<=[a-z])OR(?![a-z]))|\balternat(?:iv)?ely\b
        |\b(?:also|will)\s(?:consider|accept)\b
        |{LEVEL}
        |\b(?:may|can)\ssubstitute\b|(?<!\d)/(?=\s?\(?(?:an?\s)?\Z))
      | (?P<and>\band\b|&|\+|=|\bplus\b|(?:\b|(?<=degree))with\b|\bw/|\bas\swell\sas\b|\bhaving\b
        |\b(?:of\s)?which\b|\b(?:along|combined|coupled|together)\swith\b|\b(?:supplemented|followed)\sby\b|\bin\saddition\sto\b
        |\bincluding\b|\brequires?\b|\bneeds?\b)
      | (?P<list>[,;:(|–—]|(?P<dash>\s-\s)|\n|\bto\b) )
    [\s,;:()\[\]*•.\u2022-]{{0,4}} (?:{_FILL}[\s,:()-]{{1,3}}){{0,6}} (?P<no_degree>{_NO_DEGREE})? \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


# "BS or higher, 3 years", "in law or related 5 years": this "or" widens the degree and begins nothing
_WIDENED = re.compile(
    r"\bor\s(?:higher|above|better|greater|beyond|equivalent|similar|related|relevant|comparable)"
    r"(?:\s(?:fields?|disciplines?|areas?|subjects?|degrees?|level|qualifications?))?\b"
    r"(?!\s(?:\w+\s)?experience|\s\(\Z)",  # but "or equivalent (4 years) experience" is another way
    re.IGNORECASE,
)


# "PhD in law - Fluent in Latin - 3+ years": dashes that begin the lines of a list, one of them passed over
_DASH = re.compile(r"\s-\s")
_OR_LINE = re.compile(r"\n[^\w\n]*or[^\w\n]*\n[^\n.;]*\Z", re.IGNORECASE)


def joint(text: str, end: int, start: int) -> Joint:
    """How what begins at `start` joins what ended at `end`.

    >>> line = "BS in law or finance and at least 4 years"
    >>> joint(line, 2, 25), joint(line, 2, 13)
    ('and', 'or')
    >>> joint("BS or higher, 3 years", 2, 14)
    'list'
    """
    first = max(end, start - 80)
    if _OR_LINE.search(text, first, start):
        return "or"
    widened = [match.end() for match in _WIDENED.finditer(text, first, start)]
    match = _JOINT.search(text, max(widened, default=first), start)
    if match is None:
        return "none"
    if match["and_or"]:
        return "and/or"
    if match["or"] or match["no_degree"]:
        return "or"
    if match["dash"] and _DASH.search(text, max(end, start - 300), match.start()):
        return "none"
    return "and" if match["and"] else "list"
