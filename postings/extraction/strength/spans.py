"""Required or preferred, for a span of the text (semantics.md, section 1).

In this order: words in the same clause; a "preferred" that ends a sentence governs what stands before it in
that sentence; the heading that the statement stands under; otherwise required.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from postings.extraction import lexicons
from postings.extraction.records import Document, Section, Strength
from postings.extraction.strength.cues import Cue, cues
from postings.extraction.strength.headings import heading_strength
from postings.extraction.text import clauses

_BRACKETS = re.compile(r"[()\[\]]")
_STOP = re.compile(
    r";|\s[-–—]\s|(?<=[a-z0-9)]):\s|[.!]\s+(?=[A-Z])|(?<=[a-z]{3})[.!](?=[A-Z])|(?<=[a-z])\.(?=\d)|[•▪·]|€¢|\*\s?(?=[A-Z])"
    r"|(?<=\w)-\s(?=[A-Z])|(?<=[a-z])\d\)\s|\)(?=[A-Z][a-z])"
)
_SOFT_STOP = re.compile(
    r",(?!\s(?:and|or|and/or)\b)|\swith\s|\sbut\s|\swhile\s|\sthough\s|\salthough\s|\showever\b",
    re.IGNORECASE,
)


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
    sentence = cues(text, first, last)
    following = next((c for c in sentence if c.start >= end - 1 and c.strength and c.looks == "before"), None)
    leading = next(
        (c for c in reversed(sentence) if c.end <= start + 1 and c.strength and c.looks == "after"), None
    )
    for cue in (following, leading):  # "Required: BS desired": the word that looks back wins
        if cue and _governs(text, cue, sentence, (start, end), mentions):
            return cue.strength
    return _spelled_out(text, sentence, first, start)


_LEAST = re.compile(r"\b(?:minimum|at\sleast|required|must)\b", re.IGNORECASE)


def _spelled_out(text: str, sentence: Sequence[Cue], first: int, start: int) -> Strength | None:
    """ "Degree preferred (BS in law)": a bracket right behind the word spells out what it governs."""
    bracket = text.rfind("(", first, start)
    if bracket < 0 or _depth(text[bracket:start]) <= 0:
        return None
    close = text.find(")", start, start + 300)
    if _LEAST.search(text, bracket, close if close >= 0 else start):
        return None
    before = (c for c in sentence if c.looks == "before" and c.end <= bracket)
    return next((c.strength for c in before if not text[c.end : bracket].strip()), None)


def _governs(
    text: str, cue: Cue, sentence: Sequence[Cue], span: tuple[int, int], mentions: Sequence[tuple[int, int]]
) -> bool:
    start, end = span
    if cue.looks == "before":
        return cue.start >= end - 1 and _reaches_back(text, cue, sentence, end, mentions)
    return cue.end <= start + 1 and _reaches_ahead(text, cue, sentence, start, mentions)


def _reaches_back(
    text: str, cue: Cue, sentence: Sequence[Cue], end: int, mentions: Sequence[tuple[int, int]]
) -> bool:
    """ "A and B preferred" governs both; ", MBA preferred", "; X preferred", "(X preferred)" the last."""
    bracketed = text[cue.start - 1 : cue.start] in (
        "(",
        "[",
    )  # "(preferred)", "(nice to have - not required)"
    stop = cue.start - 1 if bracketed else cue.start
    between = text[end:stop].rstrip(" -–—:")
    stop = end + len(between)
    if _STOP.search(between) or _depth(between) > 0 or _lost_break(between):
        return False
    if any(c.strength and end <= c.start and c.end <= stop for c in sentence):
        return False
    chain = [(a, b) for a, b in mentions if a >= end and b <= stop and _depth(text[end:a]) <= 0]
    last = chain[-1][1] if chain else end
    if bracketed and chain and _bracket_of_last(text, end, chain[-1], stop):
        return False
    if not _hangs_together(text, end, chain, text[last:stop]):
        return False
    return cue.strength != "preferred" or not _own_subject(text[last:stop], _is_years(text, last))


def _bracket_of_last(text: str, end: int, last: tuple[int, int], stop: int) -> bool:
    """ "BS or MS (preferred)": the bracket speaks of the last alternative alone; years close both."""
    alone = not text[last[1] : stop].strip() and not _is_years(text, last[1])
    return alone and re.search(r"\bor\b", text[end : last[0]], re.IGNORECASE) is not None


_AND_OR = re.compile(
    r"(?:\b(?:and|or|and/or|plus)\b\s*\(?(?:(?:an?|at\sleast|minimum|of|either|other|another|related|similar|equivalent|higher|any)\s){0,3}|[/&+]\s?)\Z",
    re.IGNORECASE,
)
_OR_EQUIVALENT = re.compile(r"\bor\s(?:an?\s)?(?:equivalent|other|related|higher|similar)\b", re.IGNORECASE)
_WITH_YEARS = re.compile(r"\bwith\s(?:\w+\s){0,3}\Z", re.IGNORECASE)
_COMMA = re.compile(r"\s?(?:degree)?,\s(?:an?\s)?\Z", re.IGNORECASE)


_YEARS_LAST = re.compile(r"(?:years?|yrs?|months?)[\W]{0,2}s?\W?\Z", re.IGNORECASE)


def _is_years(text: str, end: int) -> bool:
    """Whether the mention that ends at `end` is a number of years."""
    return bool(_YEARS_LAST.search(text, max(0, end - 10), end))


def _hangs_together(text: str, end: int, chain: Sequence[tuple[int, int]], after: str) -> bool:
    """Whether "and", "or" or one list joins all that stands between: "BS, MS or PhD preferred"."""
    joined = bool(_OR_EQUIVALENT.search(after))
    befores = [end, *(b for _, b in chain)]
    for index in range(len(chain) - 1, -1, -1):
        last, start = befores[index], chain[index][0]
        gap = text[last:start]
        with_years = _WITH_YEARS.search(gap) and text[start].isdigit() and not _is_years(text, last)
        if _AND_OR.search(gap) or with_years:
            joined = True
        elif not (joined and _COMMA.match(gap)):
            return False
    return True


_BREAK_AFTER_NOUN = re.compile(
    r"(?:experience|field|required|skills|knowledge|equivalent)(?:\s(?=[A-Z][a-z]+(?:-[a-z]+)?\s[a-z])|(?=[A-Z][a-z]))"
    r"|(?:degree|environment|tools|team|role|industry)(?=[A-Z][a-z])"
)
_CAPITAL_AFTER_NOUN = re.compile(r"(?<![A-Za-z])(?P<word>[a-z]{3,})\s[A-Z][a-z]{3,}\s[a-z]+\s")


def _lost_break(between: str) -> bool:
    """A line break lost on a long way: "... fast paced environment Impeccable business acumen and ..."."""
    if _BREAK_AFTER_NOUN.search(between):
        return True
    if len(between) < 80:
        return False
    return any(
        match["word"] not in lexicons.joining_words() and len(between) - match.start() > 40
        for match in _CAPITAL_AFTER_NOUN.finditer(between)
    )


_APPOSED = re.compile(
    r",\s(?!(?:and|or|and/or|is|are|but)\b)(?:[A-Za-z+#./&’'()-]+(?:\s|\Z)){1,6}\Z",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\Wof\s(?:science|arts)\b|\bin\s(?:(?!experience)[^,]){2,60},", re.IGNORECASE)
# "A degree, Law, Art or Trade background preferred": the fields of the degree
_FIELDS_NEXT = re.compile(
    r",(?:\s[A-Z][\w&/-]{1,20}){1,3}(?:,(?:\s[A-Z][\w&/-]{1,20}){1,3}){1,6},?(?:\s(?:or|and)(?:\s[\w&/-]{1,20}){1,4})?\s?"
)


def _own_subject(between: str, after_years: bool) -> bool:
    """ "5 years in sales, SaaS preferred": what stands after the last comma is what is preferred."""
    if after_years and _ANOTHER_EXPERIENCE.search(between):
        return True
    apposed = _APPOSED.search(between)
    if apposed is None:
        return False
    if not after_years:
        return not (_LISTED.search(between) or _FIELDS_NEXT.fullmatch(between))
    before = between[: apposed.start()]
    if not _EXPERIENCE.search(before) and _EXPERIENCE.search(apposed[0]):
        return False  # "5+ years of statistics, market research or data analysis experience"
    return before.rstrip().lower().endswith("experience") or not _AND_OR_WORD.search(apposed[0])


# "2 years of experience with X, and any experience with Y a plus"
_ANOTHER_EXPERIENCE = re.compile(
    r"\bexperience\b.*,\s(?:and|but)\s(?:\w+\s){0,4}(?:experience|knowledge)\b", re.IGNORECASE
)
_EXPERIENCE = re.compile(r"\bexperience\b", re.IGNORECASE)
_AND_OR_WORD = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)


_HELD_TOGETHER = re.compile(
    r"(?:\b(?:and|or|plus|including|which\sincludes)|[+&])\s(?:(?:an?|at|least|minimum|of)\s){0,3}\Z",
    re.IGNORECASE,
)


_STOP_AHEAD = re.compile(
    r";|[.!]\s+(?=[A-Z])|(?<=[a-z]{3})[.!](?=[A-Z\d])|(?<=[a-z])\.(?=\d)|•|\s[-–—]\s(?=[A-Z][a-z]|\Z)"
)
_LEADS_LIST = re.compile(r"(?:\s[\w/&-]{1,20}){0,3}\s?:\s")  # "Preferred: an MBA, 5 years, a licence"


def _reaches_ahead(
    text: str, cue: Cue, sentence: Sequence[Cue], start: int, mentions: Sequence[tuple[int, int]]
) -> bool:
    between = text[cue.end : start].lstrip("])")
    if _STOP_AHEAD.search(between.lstrip(" -–—")) or _depth(between) < 0:
        return False
    if _OF_THE_EXPERIENCE.match(between):
        return False
    word = text[cue.start : cue.end].lower()
    if (
        word.startswith("prefer")
        and word.endswith("ly")
        and text[cue.start - 2 : cue.start].strip(" ") in (",", "(", "")
        and cue.start
    ):
        return len(between) < 40 and "," not in between and not re.match(r"\s*(?:in|from|within)\b", between)
    if any(c.looks == "before" and cue.end <= c.start and c.end <= start for c in sentence):
        return False
    if _HELD_TOGETHER.search(between) or _LEADS_LIST.match(between) or word.endswith((" that", " to have")):
        return True
    return not any(_SOFT_STOP.search(text, b, start) for a, b in mentions if a >= cue.end and b <= start)


# "preferably with experience in mills | or a Master's": it softens its own experience, not another way in
_OF_THE_EXPERIENCE = re.compile(r"\s(?:with|in|within|from)\s[^.;]{8,120}\bor\s(?:an?\s)?\Z", re.IGNORECASE)


def _depth(between: str) -> int:
    """How many brackets `between` opens (or closes, if negative) on balance; its lowest point first."""
    depth = lowest = 0
    for bracket in _BRACKETS.findall(between):
        depth += 1 if bracket in "([" else -1
        lowest = min(lowest, depth)
    return lowest or depth


def _sentence(document: Document, start: int, end: int) -> tuple[int, int]:
    blocks = document.blocks
    i = bisect_right(blocks, start, key=lambda block: block.start) - 1
    low, high = (blocks[i].start, blocks[i].end) if i >= 0 else (0, len(document.text))
    for first, last in clauses.sentences(document.text, low, max(high, end)):
        if first <= start < last:
            return first, max(last, end)
    return start, end
