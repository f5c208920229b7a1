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


class Neighbours:
    """Questions about the thing at `index` and those around it; `items` in the order of the text."""

    def __init__(self, text: str, items: Sequence[DegreeMention | YearsMention]) -> None:
        self.text = text
        self.items = items

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
        return following.start - end < 90 and joint(self.text, end, following.start) in ("and", "list")

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
        return bool((own_phrase and with_years) or re.search(r"[,;)(]\s*or\b|OR|\n|;", gap))

    def years_later(self, index: int) -> bool:
        return any(isinstance(item, YearsMention) for item in self.items[index + 1 :])
