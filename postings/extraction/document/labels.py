"""Facts whose label stands on a line of its own, the value below it: government pages, lists of details.

Location
Boise, ID
Announcement number
GS-24-0917
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from postings.extraction.document import facts
from postings.extraction.document.facts import Fact

_LONGEST_LABEL = 40  # characters
_LONGEST = 80
_MOST = 40  # facts
_ENOUGH = 2  # facts of a kind that we keep: one alone may be a heading over a short text
_EMPLOYMENT = re.compile(
    r"\b(?:full|part)[- ]?time|permanent|temporary|contract|intern|fixed[- ]term|casual|seasonal|freelance|"
    r"vollzeit|teilzeit|unbefristet|befristet|regular\b",
    re.IGNORECASE,
)
_SEVERAL = frozenset({"employment_type", "team", "role_family"})  # may be stated more than once
_NUMBER = re.compile(r"[A-Z0-9][\w./#-]{2,29}\Z", re.IGNORECASE)
_SHORT_ANSWER = re.compile(r"\d|(?:yes|no|on-?site|remote|hybrid)\Z", re.IGNORECASE)
_SHOWN = re.compile(
    r"(?:salary|pay|wage|closing|deadline|grade|hours|openings|vacancies|telework|remote|travel|relocation|"
    r"clearance|number of)",
    re.IGNORECASE,
)


def below(lines: Sequence[str], rule: str = "label_above") -> tuple[list[Fact], frozenset[int]]:
    """The facts, and the indexes of the lines that they stand on; nothing where hardly any is found.

    >>> found, taken = below(["Cook", "Location", "Oslo, Norway", "Job type", "Full-time", "You cook."])
    >>> [(fact.kind, fact.line) for fact in found], sorted(taken)
    ([('location', 'Location: Oslo, Norway'), ('employment_type', 'Job type: Full-time')], [1, 2, 3, 4])
    """
    filled = [index for index, line in enumerate(lines) if line.strip()]
    found: list[Fact] = []
    taken: set[int] = set()
    for index, following in pairwise(filled):
        if index in taken:
            continue
        if len(found) == _MOST:
            break
        fact = _fact(lines[index].strip(), lines[following].strip(), rule)
        if fact and (fact.kind is None or fact.kind in _SEVERAL or not facts.first(found, fact.kind)):
            found.append(fact)
            taken |= {index, following}
    if sum(fact.kind is not None for fact in found) < _ENOUGH:
        return [], frozenset()
    return found, frozenset(taken)


def _fact(label: str, value: str, rule: str) -> Fact | None:
    """The fact of two lines, None unless the value reads like one of its kind."""
    if not (0 < len(label) <= _LONGEST_LABEL and 0 < len(value) <= _LONGEST) or ":" in label[:-1]:
        return None
    fact = facts.key_value(f"{label.rstrip(':')}: {value}", rule)
    if fact is None or facts.key_value(f"{value.rstrip(':')}: x", rule):  # a list of labels
        return None
    return fact if _fits(fact.kind, label, value) else None


def _fits(kind: str | None, label: str, value: str) -> bool:
    if kind == "location":
        return facts.reads_as_place(value)
    if kind == "job_number":
        return bool(_NUMBER.match(value)) and any(map(str.isdigit, value))
    if kind == "employment_type":
        return len(value) <= 60 and bool(_EMPLOYMENT.search(value))
    if kind == "posted":
        return any(map(str.isdigit, value))
    if kind is None:
        return bool(_SHOWN.search(label)) and bool(_SHORT_ANSWER.search(value))
    return kind != "title" and value[0].isupper() and len(value) <= 60 and value[-1] not in ".!?:;"
