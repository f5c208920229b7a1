"""Required or preferred, for a span of the text (semantics.md, section 1).

In this order: words in the same clause; a "preferred" that ends a sentence governs what stands before it in
that sentence; the heading that the statement stands under; otherwise required.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from postings.extraction import clauses, lexicons
from postings.extraction.records import Document, Section, Strength

_SOFT_AFTER = r"""
    (?:(?:is|are|be|was|as|considered|would\sbe|will\sbe|seen\sas|viewed\sas)\s)?(?:an?\s|of\s)?
    (?:(?:strongly|highly|greatly|very\smuch|much|big|huge|strong|definite|significant|real|major|nice|added|distinct|great|generally
        |also|certainly|considered|additional|clear|large|but\snot\srequired,?|not\srequired\sbut|valuable|massive|welcome)\s){0,3}
    (?:preferred(?![^\W\d_])(?!\s(?:name|partner|vendor|supplier|employer))|preferable|prefered\b|desired(?![^\W\d_])|desirable|desireable|advantageous|favou?red
      |pluses\b|plus(?=\s*(?:[.,;:!)\]]|\Z|factor|point|\bor\b|\bbut\b|\band\b|though|if\b|for\b|as\b|\n|(?-i:[A-Z])|[*•–-]))|asset(?![^\W\d_])|advantage(?![^\W\d_])|bonus(?![^\W\d_])|beneficial|helpful
      |nice[-\s]to[-\s]haves?|good[-\s]to[-\s]have|welcome(?:d)?(?=\s*(?:[.,;!)]|\Z))|optional(?![^\W\d_])|ideal\b(?=\s*(?:[.,;)]|\Z|but))|highly\sregarded|highly\svalued
      |would\sbe\s(?:great|nice|good|amazing|awesome|ideal|fantastic)|(?:is|are)\snice\b|recommended(?![^\W\d_])|an\sadded\sbenefit)
"""
_SOFT_BEFORE = r"""
    (?:preferabl[ye]|ideally|preference\s(?:is|will\sbe|may\sbe|given|for)\b[\w\s]{0,20}?(?:given|for|to|shown)?\b|prefer(?:s|ring)?\b(?!\s*red)
      |bonus(?:\spoints?)?\b(?:\sfor|\sif|:)|nice[-\s]to[-\s]haves?|good[-\s]to[-\s]have|(?:big|huge|extra)\splus(?:es)?\b:?|plus(?:es)?:
      |(?:preferred|desired|desirable|optional)(?=\s*:|\s+(?:education|qualifications?|experience|skills?|requirements?|degree|minimum|an?\b|at\sleast|\d|bachelor|master|ph\.?d|mba|b\.?s\b|m\.?s\b|level|years))
      |it[’']?s\sa\s(?:plus|bonus)\sif|(?:it\s)?would\sbe\s(?:great|nice|good|a\splus|an?\sadvantage|ideal)\sif|we[’']d\slove\s(?:it\s)?if
      |not\srequired\sbut|advantageous\sif|asset\sif|(?:a|big)\sbonus\sif|extra\s(?:credit|points)\b)
"""
_HARD = r"""
    (?:(?:is\s|are\s|be\s)?(?:strictly\s|absolutely\s)?(?:required(?![^\W\d_])|mandatory(?![^\W\d_])|essential(?![^\W\d_])|necessary(?![^\W\d_])|needed(?![^\W\d_])|a\smust(?![^\W\d_])|must[-\s]haves?\b|compulsory(?![^\W\d_])|non-negotiable)
      |must\s(?:have|possess|hold|be)\b|requires?\b|requirement\b|\breq[’']?d\b)
"""
_CUE = re.compile(
    rf"\b(?:(?P<not>not\s(?:strictly\s|necessarily\s|absolutely\s|a\s)?(?:required|mandatory|necessary|essential|needed|requirement)\b)"
    rf"|(?P<soft_before>{_SOFT_BEFORE})|(?P<soft_after>{_SOFT_AFTER})|(?P<hard>{_HARD}))",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETS = re.compile(r"[()\[\]]")
_STOP = re.compile(r";|\s[-–—]\s|(?<=[a-z0-9)]):\s|[.!]\s+(?=[A-Z])|•")
_SOFT_STOP = re.compile(
    r",(?!\s(?:and|or|and/or)\b)|\swith\s|\sbut\s|\swhile\s|\sthough\s|\salthough\s|\showever\b",
    re.IGNORECASE,
)
_SOFT_LEAD = re.compile(
    r"\b(?:plus|bonus|preferred|preferabl[ey]|desired|desirable|nice[\s-]to[\s-]have|ideally|advantage(?:ous)?|asset|stand\sout|extra\scredit"
    r"|even\sbetter|good\sto\shave|love\sto\ssee|beneficial|optional)\b",
    re.IGNORECASE,
)
_HARD_LEAD = re.compile(
    r"\b(?:required?|requirements?|must|minimum|basic|essential|mandatory|need)\b", re.IGNORECASE
)

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of strength; it governs what stands on its `side`: "preferred" looks back, "ideally" ahead."""

    start: int
    end: int
    strength: Strength | None  # None: "not required"
    looks: Side


def strength_of(document: Document, sections: tuple[Section, ...], start: int, end: int) -> Strength | None:
    """Strength of what stands at `start:end`; None where requirements are not the subject at all.

    That is in text about the employer, in benefits and in boilerplate, unless a word there says otherwise.
    """
    first, last = _sentence(document, start, end)
    worded = strength_in(document.text, first, last, start, end)
    return worded or heading_strength(document, sections, start)


def strength_in(
    text: str, first: int, last: int, start: int, end: int, mentions: Sequence[tuple[int, int]] = ()
) -> Strength | None:
    """Strength by the words of the sentence `first:last` alone, None when none of them governs `start:end`.

    `mentions` are the other things that the sentence names: words between two of them belong to the first.
    """
    own = [cue for cue in cues(text, first, last) if _governs(text, cue, first, start, end, mentions)]
    worded = [cue for cue in own if cue.strength]
    if not worded:
        return None
    nearest = min(worded, key=lambda cue: start - cue.end if cue.looks == "after" else cue.start - end)
    return nearest.strength


def denied_in(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether the sentence says of `start:end` that it is not required."""
    return any(
        cue.strength is None and _governs(text, cue, first, start, end, ()) for cue in cues(text, first, last)
    )


def cues(text: str, first: int, last: int) -> list[Cue]:
    """Words of strength in a sentence, in order."""
    found = []
    for match in _CUE.finditer(text, first, last):
        if match["not"]:
            found.append(Cue(match.start(), match.end(), None, "before"))
        elif match["soft_before"]:
            found.append(Cue(match.start(), match.end(), "preferred", "after"))
        elif match["soft_after"]:
            found.append(Cue(match.start(), match.end(), "preferred", _looks(text, match, last)))
        else:
            found.append(Cue(match.start(), match.end(), "required", _looks_hard(text, match, first, last)))
    return found


def _looks(text: str, match: re.Match[str], last: int) -> Side:
    """ "Preferred:" looks ahead, "preferred" back."""
    return "after" if text[match.end() : min(last, match.end() + 2)].lstrip()[:1] == ":" else "before"


def _looks_hard(text: str, match: re.Match[str], first: int, last: int) -> Side:
    word = match[0].lower()
    if word.startswith(("must h", "must p", "must b", "require")) and not word.startswith(
        ("required", "requirement")
    ):
        return "after"
    if _looks(text, match, last) == "after" or not text[first : match.start()].strip(" (*-•"):
        return "after"
    return "before"


def _governs(
    text: str, cue: Cue, first: int, start: int, end: int, mentions: Sequence[tuple[int, int]]
) -> bool:
    if cue.looks == "before":
        return cue.start >= end - 1 and _reaches_back(text, cue, end, mentions)
    return cue.end <= start + 1 and _reaches_ahead(text, cue, start, mentions)


def _reaches_back(text: str, cue: Cue, end: int, mentions: Sequence[tuple[int, int]]) -> bool:
    """ "A and B preferred" governs both; ", MBA preferred", "; X preferred" and "(X preferred)" only the last."""
    stop = cue.start - 1 if _alone_in_brackets(text, cue) else cue.start
    between = text[end:stop]
    if _STOP.search(between) or _depth(between) > 0 or _lost_break(between):
        return False
    if any(c.looks == "before" and c.strength for c in cues(text, end, stop)):
        return False
    others = [(a, b) for a, b in mentions if a >= end and b <= stop]
    if others:
        return all(_coordinated(text, end, a) or not _SOFT_STOP.search(text, end, a) for a, _ in others)
    return cue.strength != "preferred" or not _own_subject(between)


_CAPITAL_AFTER_NOUN = re.compile(r"(?P<word>[a-z]{3,})\s[A-Z][a-z]{3,}\s[a-z]+\s")


def _lost_break(between: str) -> bool:
    """A line break lost on a long way: "... fast paced environment Impeccable business acumen and ..."."""
    if len(between) < 80:
        return False
    return any(
        match["word"] not in lexicons.joining_words() and len(between) - match.start() > 40
        for match in _CAPITAL_AFTER_NOUN.finditer(between)
    )


_APPOSED = re.compile(
    r",\s(?!(?:and|or|and/or|with|in|from|is|are|as|at)\b)(?:[A-Za-z+#./&’'-]+\s){1,4}\Z",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\Wof\s(?:science|arts)\b|\bin\s(?:(?!experience)[^,]){2,60},", re.IGNORECASE)


def _own_subject(between: str) -> bool:
    """ "5 years in sales, SaaS preferred": what stands after the last comma is what is preferred."""
    return bool(_APPOSED.search(between)) and not _LISTED.search(between)


def _coordinated(text: str, end: int, position: int) -> bool:
    """Whether "and"/"or" joins the mention at `position` to what stands before it."""
    return bool(re.search(r"(?:\b(?:and|or)\b|[/&+])\W*(?:\w+\W+){0,4}\Z", text[end:position], re.IGNORECASE))


def _reaches_ahead(text: str, cue: Cue, start: int, mentions: Sequence[tuple[int, int]]) -> bool:
    between = text[cue.end : start]
    if re.search(r";|[.!]\s+(?=[A-Z])|•", between) or _depth(between) < 0:
        return False
    word = text[cue.start : cue.end].lower()
    if (
        word.startswith("preferabl")
        and text[cue.start - 2 : cue.start].strip(" ") in (",", "(", "")
        and cue.start
    ):
        return len(between) < 40 and "," not in between and not re.match(r"\s*(?:in|from|within)\b", between)
    if any(c.looks == "before" for c in cues(text, cue.end, start)):
        return False
    return not any(_SOFT_STOP.search(text, b, start) for a, b in mentions if a >= cue.end and b <= start)


def _depth(between: str) -> int:
    """How many brackets `between` opens (positive) or closes (negative) on balance, at its lowest point first."""
    depth = lowest = 0
    for bracket in _BRACKETS.findall(between):
        depth += 1 if bracket in "([" else -1
        lowest = min(lowest, depth)
    return lowest or depth


def _alone_in_brackets(text: str, cue: Cue) -> bool:
    return text[cue.start - 1 : cue.start] in ("(", "[") and text[cue.end : cue.end + 1] in (")", "]")


# --- headings ------------------------------------------------------------------------------------------


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


def section_at(sections: Sequence[Section], position: int) -> Section | None:
    i = bisect_right(sections, position, key=lambda section: section.start) - 1
    return sections[i] if i >= 0 and position < sections[i].end else None


def _lead_in(document: Document, section: Section, position: int) -> Strength | None:
    """Strength of the line "It would be a plus if you have:" above the bullets of a section."""
    blocks = document.blocks
    i = bisect_right(blocks, position, key=lambda block: block.start) - 1
    kind = blocks[i].kind if i >= 0 else None
    while i > 0 and blocks[i - 1].start >= section.start and blocks[i].kind == kind:
        i -= 1
        lead = document.text[blocks[i].start : blocks[i].end].rstrip()
        if lead.endswith(":") and len(lead) < 160:
            if _SOFT_LEAD.search(lead):
                return "preferred"
            return "required" if _HARD_LEAD.search(lead) else None
    return None


def _sentence(document: Document, start: int, end: int) -> tuple[int, int]:
    blocks = document.blocks
    i = bisect_right(blocks, start, key=lambda block: block.start) - 1
    low, high = (blocks[i].start, blocks[i].end) if i >= 0 else (0, len(document.text))
    for first, last in clauses.sentences(document.text, low, max(high, end)):
        if first <= start < last:
            return first, max(last, end)
    return start, end
