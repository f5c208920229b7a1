"""Required or preferred, by the heading or the lead-in that a statement stands under."""

from __future__ import annotations

import re
from bisect import bisect_right

from postings.extraction.records import Document, Section, Strength
from postings.extraction.sections import section_at

_SOFT_LEAD = re.compile(
    r"\b(?:plus|bonus|prefer(?:red|s)?|preferabl[ey]|desired|desirable|nice[\s-]to[\s-]have|ideally|advantage(?:ous)?|asset|stand\sout|extra\scredit"
    r"|even\sbetter|good\sto\shave|love\sto\ssee|beneficial|optional)\b",
    re.IGNORECASE,
)
_HARD_LEAD = re.compile(
    r"\b(?:required?|requirements?|must|minimum|basic|essential|mandatory|need)\b", re.IGNORECASE
)
# "Ideally the person would have", a line that the ones below it end
_UNENDED = re.compile(
    r"\b(?:have|has|be|bring|possess|include|(?:the\s)?following|if\syou(?:[’']ve)?)\Z", re.IGNORECASE
)
_LONGEST_LIST = 60  # bullets
_LONGEST_LEAD = 160  # characters
_LAST_WORDS = 20  # characters in which _UNENDED stands


def heading_strength(document: Document, sections: tuple[Section, ...], position: int) -> Strength | None:
    """By the lead-in or the heading that `position` stands under; None in text that asks for nothing."""
    section = section_at(sections, position)
    if section is None:
        return "required"
    if section.kind == "preferred":
        return "preferred"
    if section.kind in ("benefits", "boilerplate"):
        return None
    return _lead_in(document, section, position) or "required"


def _lead_in(document: Document, section: Section, position: int) -> Strength | None:
    """Strength of the line "It would be a plus if you have:" above the bullets of a section."""
    blocks = document.blocks
    i = bisect_right(blocks, position, key=lambda block: block.start) - 1
    kind = blocks[i].kind if i >= 0 else None
    last = max(0, i - _LONGEST_LIST)
    while i > last and blocks[i - 1].start >= section.start and blocks[i].kind == kind:
        i -= 1
        if blocks[i].end - blocks[i].start > _LONGEST_LEAD:
            continue
        lead = document.text[blocks[i].start : blocks[i].end].rstrip()
        if lead.endswith(":") or _UNENDED.search(lead, max(0, len(lead) - _LAST_WORDS)):
            if _SOFT_LEAD.search(lead):
                return "preferred"
            return "required" if _HARD_LEAD.search(lead) else None
    return None
