"""A block of its own for other ways to qualify: "Alternate education and experience".

What stands above it (a degree under "Education", years under "Experience") is then one way together, and
each alternative of the block is another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from postings.extraction.records import Section, Statement
from postings.extraction.requirements.elsewhere import Numbering
from postings.extraction.sections import section_at
from postings.extraction.summary import rank
from postings.extraction.text import hints

_HEADING = re.compile(  # a line of its own
    r"^\W{0,3}alternat(?:e|ive)s?\s(?:minimum\s)?(?:education|experience|qualification|requirement)[^\n.;]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_BLOCK = 1_500  # characters


def with_other_ways(
    text: str, sections: Sequence[Section], statements: Sequence[Statement], numbering: Numbering
) -> list[Statement]:
    """The statements of a posting, with a path for what is asked above such a block and one for its own.

    A block without years of its own is left alone: it names no way that could be counted.
    """
    block = _block(text, sections)
    if block is None:
        return list(statements)
    asked = [s for s in statements if s.strength == "required" and _is_rung(s)]
    above = [s for s in asked if s.evidence.start < block[0]]
    inside = [s for s in asked if block[0] <= s.evidence.start < block[1]]
    own_years = any(s.years_min is not None for s in inside)
    if not own_years or any(s.path is not None for s in above) or not any(s.level for s in above):
        return list(statements)
    first = _one_way(above, numbering)
    if not any(s.path is not None for s in inside):
        first |= _one_way(inside, numbering)
    most = max((s.years_min or 0.0 for s in above), default=0.0)
    for again in asked:  # the form below that asks the same
        if again.evidence.start >= block[1] and again.path is None and 0 < (again.years_min or 0.0) <= most:
            first[id(again)] = first[id(above[0])]
    return [replace(s, path=first.get(id(s), s.path)) for s in statements]


def _block(text: str, sections: Sequence[Section]) -> tuple[int, int] | None:
    if "alternat" not in hints.lower(text):
        return None
    heading = _HEADING.search(text)
    section = section_at(sections, heading.end() - 1) if heading else None
    if heading is None or section is None:
        return None
    return heading.end(), min(section.end, heading.end() + _LONGEST_BLOCK)


def _is_rung(statement: Statement) -> bool:
    if statement.kind == "degree":
        return statement.level is not None
    return statement.kind == "experience" and statement.years_min is not None


def _one_way(asked: Sequence[Statement], numbering: Numbering) -> dict[int, int]:
    """One path for all that is asked together: its lowest degree and its largest number of years."""
    path = numbering.next()
    lowest = min((rank(s.level) for s in asked if s.level), default=None)
    return {id(s): path for s in asked if s.level is None or rank(s.level) == lowest}
