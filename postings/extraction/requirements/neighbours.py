"""What stands beside a degree or a number of years in its statement, as far as the words alone show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.joints import joint
from postings.extraction.requirements.years import YearsMention
from postings.extraction.summary import rank

_OF_FIELD = re.compile(r"\b(?:in|from)\s")
_FIELD_NEXT = re.compile(
    r"\s(?:degree\s)?in\s", re.IGNORECASE
)  # "Bachelor's degree or diploma in law": one field
_NO_DEGREE = (
    r"(?:(?:without|w/o|no|lacking)\s(?:an?\s|any\s|the\s|such\s)?"
    r"(?:(?:college|university|formal|graduate|advanced|higher|technical|related|relevant|four-year)\s){0,2}"
    r"(?:degree|diploma|(?:bachelor|master)(?:[’'´]?s)?(?:\sdegree)?|ph\.?\s?d|mba|b\.?s|m\.?s)\b"
    r"|non-?(?:degreed|graduates?|university)\b)"
)
_NO_DEGREE_AFTER = re.compile(
    rf"\s?\+?[’']?\s?(?:(?!or\b)[\w’'/&-]+\s){{0,7}}?{_NO_DEGREE}",
    re.IGNORECASE,
)
_NO_DEGREE_BEFORE = re.compile(
    rf"{_NO_DEGREE}\W{{0,3}}(?:and\s|with\s|but\s|at\sleast\s){{0,2}}\Z", re.IGNORECASE
)


# "5 years for PhD candidates", "2 years (if PhD)", "10 years for those with a Bachelor's"
_FOR_HOLDERS = re.compile(
    r"[^.;:\n]{0,70}(?:\b(?:for|if)\s|\()(?:(?:those|candidates|applicants|holders|individuals|people|you\shave)\s)?(?:(?:with|holding|of)\s)?"
    r"(?:an?\s|the\s)?\Z",
    re.IGNORECASE,
)
_HOLDERS_AFTER = re.compile(
    r"(?:[’'´]?s)?(?:[\s-](?:degree|level|prepared))?(?:\s(?:candidates?|holders?|graduates?|applicants?|hires?|level|degrees?)\b(?!\s?:)|\s?[),;.]|\s(?:and|or)\s|\s?\Z)",
    re.IGNORECASE,
)


class Neighbours:
    """Questions about the thing at `index` and those around it; `items` in the order of the text."""

    def __init__(self, text: str, items: Sequence[DegreeMention | YearsMention]) -> None:
        self.text = text
        self.items = items
        numbers = (index for index, item in enumerate(items) if isinstance(item, YearsMention))
        self.last_years = max(numbers, default=-1)

    def glued(self, item: DegreeMention) -> bool:
        """ "3 years in a warehouseBS or 4 years": a lost line end stands before the degree."""
        return self.text[item.start - 1 : item.start].islower()

    def before_or(self, index: int) -> bool:
        """ "AS with 2 years, BS, or 5 years": the last comma of a list of alternatives."""
        if index + 1 == len(self.items):
            return False
        gap = self.text[self.items[index].end : self.items[index + 1].start]
        return bool(re.match(r"[^,;]{0,60}[,;]\s*or\b", gap, re.IGNORECASE))

    def right_after(self, index: int) -> bool:
        """ "MS 5+ years": nothing but a space between."""
        return self.text[self.items[index - 1].end : self.items[index].start] == " "

    def followed_by_years(self, index: int) -> bool:
        """ "MS/MA with 5 years": years come after this degree and those in one list with it."""
        last = index
        while last + 1 < len(self.items) and self.one_list(last + 1):
            last += 1
        following = self.items[last + 1] if last + 1 < len(self.items) else None
        if not isinstance(following, YearsMention):
            return False
        return joint(self.text, self.items[last].end, following.start) in ("and", "list", "and/or")

    def followed_by_degree(self, index: int) -> bool:
        """ "3+ years with a Master's": the degree stands close and is joined by "with" or a bracket."""
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        if not isinstance(following, DegreeMention):
            return False
        end = self.items[index].end
        if following.start - end >= 90:
            return False
        return joint(self.text, end, following.start) in ("and", "list") or self.for_holders(index)

    def for_holders(self, index: int) -> bool:
        """ "5 years for PhD candidates": the years are those of who holds the degree that follows."""
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        if not isinstance(following, DegreeMention) or following.start - self.items[index].end >= 90:
            return False
        gap = self.text[self.items[index].end : following.start]
        return bool(_FOR_HOLDERS.fullmatch(gap) and _HOLDERS_AFTER.match(self.text, following.end))

    def one_list(self, index: int) -> bool:
        """ "BS, MS or PhD": a degree right after a degree."""
        previous, item = self.items[index - 1] if index else None, self.items[index]
        if not isinstance(previous, DegreeMention) or not isinstance(item, DegreeMention):
            return False
        gap = self.text[previous.end : item.start]
        return len(gap) <= 40 and joint(self.text, previous.end, item.start) in ("list", "and", "or")

    def begins_another(self, index: int) -> bool:
        """ "PhD in X, or MS in X and 3 years": a lower degree after a whole phrase asks for more."""
        previous, item = self.items[index - 1], self.items[index]
        if not isinstance(previous, DegreeMention) or not isinstance(item, DegreeMention):
            return False
        if rank(item.level) >= rank(previous.level) or not self.years_later(index):
            return False
        before = self.text[previous.start : item.start].lower()
        own_field = _OF_FIELD.search(before)
        own_phrase = own_field or ("degree" in before and not _FIELD_NEXT.match(self.text, item.end))
        gap = self.text[previous.end : item.start]
        with_years = isinstance(self.items[min(index + 1, len(self.items) - 1)], YearsMention)
        return bool((own_phrase and with_years) or re.search(r"[,;)(]\s*or\b|OR|\n|;|\bpreferred\b", gap))

    def years_later(self, index: int) -> bool:
        return self.last_years > index

    def without_degree(self, index: int) -> bool:
        """ "13+ years without a degree", "no degree and 9 years": these years have no degree beside them."""
        item = self.items[index]
        following = self.items[index + 1].start if index + 1 < len(self.items) else len(self.text)
        before = self.items[index - 1].end if index else 0
        return bool(
            _NO_DEGREE_AFTER.match(self.text, item.end, min(following + 12, item.end + 90))
            or _NO_DEGREE_BEFORE.search(self.text, max(before, item.start - 60), item.start)
        )
