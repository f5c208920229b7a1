"""Required or preferred, for statements that a posting makes by the dozen (skills, fields, licences).

The full rules of `strength` are asked only where a softening word stands near: most lines are simply as
strong as their heading, and asking that alone is ten times as fast.
"""

from __future__ import annotations

from postings.extraction.records import Document, Section, Strength
from postings.extraction.strength.headings import heading_strength
from postings.extraction.strength.spans import strength_of

_SOFTENING = (
    *(
        "plus",
        "prefer",
        "ideal",
        "desir",
        "bonus",
        "nice",
        "asset",
        "advantage",
        "welcome",
        "optional",
        "helpful",
    ),
    *("benefi", "good to have", "stand out", "not required", "not necessary", "recommend", "favour", "favor"),
    *("valued", "regarded"),
)
_BEFORE, _AFTER = 200, 160  # characters around a statement in which a softening word is looked for


def line_strength(document: Document, sections: tuple[Section, ...], start: int, end: int) -> Strength | None:
    """`strength_of` without its cost where nothing softens the line."""
    text = document.text
    first = max(text.rfind("\n", max(0, start - _BEFORE), start), start - _BEFORE, 0)
    newline = text.find("\n", end, end + _AFTER)
    around = text[first : newline if newline >= 0 else end + _AFTER].lower()
    if any(word in around for word in _SOFTENING):
        return strength_of(document, sections, start, end)
    return heading_strength(document, sections, start)
