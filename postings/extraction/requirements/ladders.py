"""Ties the degrees and years of one statement into alternatives: "BS and 4+ years OR MS and 2+ years".

The words just before a degree or a number say how it joins what stands before it: "or" begins another
alternative, "and", "with", "plus" add to the one that is open, and nothing at all leaves it outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.substitutes import Substitute
from postings.extraction.requirements.years import YearsMention
from postings.extraction.summary import rank

Item = DegreeMention | YearsMention | Substitute
Joint = Literal["or", "and/or", "and", "list", "none"]


@dataclass(slots=True)
class Alternative:
    """One way to qualify: any of these degrees (none: no degree asked) with these years."""

    degrees: list[DegreeMention] = field(default_factory=list)
    years: list[YearsMention] = field(default_factory=list)
    and_or: bool = False  # "degree and/or 5 years"
    juxtaposed: bool = False  # no "or" before it: an alternative only if the numbers look like one

    @property
    def complete(self) -> bool:
        return bool(self.degrees and self.years)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The alternatives of one statement in their order, what holds beside them, and experience in place of
    the degree. Fewer than two alternatives are no ladder, but for "degree and/or 5 years"."""

    alternatives: tuple[Alternative, ...]
    outside: tuple[Item, ...]
    substitutes: tuple[Substitute, ...]

    @property
    def tied(self) -> bool:
        several = len(self.alternatives) > 1 or any(a.and_or and a.complete for a in self.alternatives)
        return several and any(a.years for a in self.alternatives)

    @property
    def degrees(self) -> list[DegreeMention]:
        return [d for a in self.alternatives for d in a.degrees]


_FILL = (
    r"(?:an?|the|at|least|minimum|min\.?|of|have|has|having|possess\w*|hold(?:ing|s)?|completed?|completion|relevant|related|professional"
    r"|full-time|proven|only|else|either|another|additional|some|around|about|approximately|accredited"
    r"|technical|work|in|university|college|then|both|you|who|candidates?|for|those|if|no|degree|prior|direct|total|current"
    r"|industry|graduate|advanced|higher|experience|any|recent|overall|earned|obtained|progressive(?:ly)?|post[-\w]*|over|more|than|level)"
)
_NO_DEGREE = (
    r"(?:(?:no|without\sa)\s(?:college\s)?degree[\s,]{1,2}"
    r"(?:(?:and|but|with|plus)\s|w/\s?|\+\s?)?(?:at\sleast\s)?)"
)
_JOINT = re.compile(
    rf"""
    (?: (?P<and_or>\band\s?/\s?or\b) | (?P<or>\bor\b|(?-i:(?<=[a-z])OR(?![a-z]))|(?<!\d)/(?=\s?\(?
      (?:an?\s)?\Z))
      | (?P<and>\band\b|&|\+|\bplus\b|\bwith\b|\bw/|\balong\swith\b|\bcombined\swith\b|\bcoupled\swith\b|
        \btogether\swith\b|\bas\swell\sas\b
          |\bsupplemented\sby\b|\bfollowed\sby\b|\bin\saddition\sto\b|\bincluding\b|\bhaving\b|\bplus\b|=|\bwhich\b|\bof\swhich\b|\brequires?\b|\bneeds?\b)
      | (?P<list>[,;:(|–—]|\s-\s|\n|\bto\b) )
    [\s,;:()\[\]*•.\u2022-]{{0,4}} (?:{_FILL}[\s,:()-]{{1,3}}){{0,6}} {_NO_DEGREE}? \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


_INCLUDING = re.compile(r"\b(?:including|includes|of\swhich)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:including|includes|of\swhich|with\s(?:a|at)\b)", re.IGNORECASE)


def tie(text: str, items: Sequence[Item], starts: int = 0) -> Ladder:
    """The ladder of one statement; `items` in their order, `starts` where its first sentence begins."""
    substitutes = tuple(item for item in items if isinstance(item, Substitute))
    builder = _Builder(text, [item for item in items if not isinstance(item, Substitute)], substitutes)
    for index in range(len(builder.items)):
        builder.take(index)
    alternatives, outside = builder.result()
    return Ladder(alternatives, outside, substitutes)


def joint(text: str, end: int, start: int) -> Joint:
    """How what begins at `start` joins what ended at `end`.

    >>> line = "BS in law or finance and at least 4 years"
    >>> joint(line, 2, 25), joint(line, 2, 13)
    ('and', 'or')
    """
    match = _JOINT.search(text, max(end, start - 80), start)
    if match is None:
        return "none"
    if match["and_or"]:
        return "and/or"
    if match["or"]:
        return "or"
    return "and" if match["and"] else "list"


class _Builder:
    """Walks the degrees and years of a statement; puts each into an alternative, or outside of them all."""

    def __init__(
        self, text: str, items: Sequence[DegreeMention | YearsMention], substitutes: Sequence[Substitute]
    ) -> None:
        self.text = text
        self.items = items
        self.substitutes = substitutes
        self.alternatives: list[Alternative] = [Alternative()]
        self.outside: list[Item] = []

    def take(self, index: int) -> None:
        item = self.items[index]
        how: Joint = "none"
        if index:
            how = self._joint(self.items[index - 1], item)
        if isinstance(item, DegreeMention):
            self._take_degree(item, index, how)
        else:
            self._take_years(item, index, how)

    def _joint(self, previous: Item, item: Item) -> Joint:
        """ "BS or equivalent experience 10+ years": the "or" belongs to the substitute, not to the years."""
        inside = [
            s.end for s in self.substitutes if not s.alone and previous.end <= s.start and s.end <= item.start
        ]
        return joint(self.text, max([previous.end, *inside]), item.start)

    def result(self) -> tuple[tuple[Alternative, ...], tuple[Item, ...]]:
        found = tuple(a for a in self.alternatives if a.degrees or a.years)
        if any(a.juxtaposed for a in found) and not _descending([a for a in found if a.years]):
            for alternative in found:
                if alternative.juxtaposed:
                    self.outside += [*alternative.degrees, *alternative.years]
            found = tuple(a for a in found if not a.juxtaposed)
        return found, tuple(self.outside)

    def _take_degree(self, item: DegreeMention, index: int, how: Joint) -> None:
        open_one = self.alternatives[-1]
        if not open_one.degrees and not open_one.years:
            open_one.degrees.append(item)
        elif not open_one.degrees:
            if how == "or":
                self.alternatives.append(Alternative(degrees=[item]))
            else:
                open_one.degrees.append(item)
        elif how in ("none", "list") and self._named_anew(item, index):
            self.outside.extend(open_one.degrees)
            self.alternatives[-1] = Alternative(degrees=[item])
        elif how in ("or", "and/or") or self._one_list(index):
            if (open_one.years and not self._shared(index)) or (
                not open_one.years and self._begins_another(index)
            ):
                self.alternatives.append(Alternative(degrees=[item]))
            else:
                open_one.degrees.append(item)
        elif open_one.complete and how == "list" and self._before_or(index):
            self.alternatives.append(Alternative(degrees=[item]))
        elif open_one.complete and how in ("list", "and", "none") and self._followed_by_years(index):
            self.alternatives.append(Alternative(degrees=[item], juxtaposed=True))
        else:
            self.outside.append(item)

    def _take_years(self, item: YearsMention, index: int, how: Joint) -> None:
        open_one = self.alternatives[-1]
        if not open_one.years and not open_one.degrees:
            open_one.years.append(item)
        elif how in ("none", "list") and not open_one.years and self._with_degree(index):
            self.outside.extend(open_one.degrees)
            self.alternatives[-1] = Alternative(years=[item])
        elif how == "or" and self._inside_years(index):
            open_one.years.append(item)
        elif how == "or" and not (self.outside and self.outside[-1] is self.items[index - 1]):
            self.alternatives.append(Alternative(years=[item]))
        elif not open_one.years and how not in ("none", "or"):
            open_one.years.append(item)
            open_one.and_or = how == "and/or"
        elif how == "and" and self._nested(index):
            open_one.years.append(item)
        elif open_one.years and how != "none" and self._followed_by_degree(index):
            self.alternatives.append(Alternative(years=[item], juxtaposed=how != "list" or open_one.complete))
        else:
            self.outside.append(item)

    def _before_or(self, index: int) -> bool:
        """ "AS with 2 years, BS, or 5 years": the last comma of a list of alternatives."""
        if index + 1 == len(self.items):
            return False
        gap = self.text[self.items[index].end : self.items[index + 1].start]
        return bool(re.match(r"[^,;]{0,60}[,;]\s*or\b", gap, re.IGNORECASE))

    def _nested(self, index: int) -> bool:
        """ "... or 10 years, including 5 as a manager": years inside those of the alternative before."""
        previous = self.items[index - 1]
        if previous not in self.alternatives[-1].years or self._followed_by_degree(index):
            return False
        start = self.items[index].start
        within = _WITHIN.search(self.text, max(previous.end, start - 30), start)
        return bool(within) or (len(self.alternatives) > 1 and not self.alternatives[-1].degrees)

    def _inside_years(self, index: int) -> bool:
        """ "4 years, including 2 as a lead or 1 as a manager": the "or" joins what is inside the 4."""
        previous, item = self.items[index - 1], self.items[index]
        within = previous in self.alternatives[-1].years[1:] or (
            isinstance(previous, YearsMention) and _INCLUDING.search(self.text, previous.end, item.start)
        )
        return bool(within) and not self._followed_by_degree(index)

    def _followed_by_years(self, index: int) -> bool:
        """ "MS/MA with 5 years": years come after this degree and those in one list with it."""
        last = index
        while last + 1 < len(self.items) and self._one_list(last + 1):
            last += 1
        following = self.items[last + 1] if last + 1 < len(self.items) else None
        if not isinstance(following, YearsMention):
            return False
        return joint(self.text, self.items[last].end, following.start) in ("and", "list", "and/or")

    def _followed_by_degree(self, index: int) -> bool:
        """ "3+ years with a Master's": the degree stands close and is joined by "with" or a bracket."""
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        if not isinstance(following, DegreeMention):
            return False
        end = self.items[index].end
        return following.start - end < 90 and joint(self.text, end, following.start) in ("and", "list")

    def _named_anew(self, item: DegreeMention, index: int) -> bool:
        """ "MS or PhD. For MS holders 10 years, for PhD holders 6": the list before only announced them."""
        open_one = self.alternatives[-1]
        announced = not open_one.years and any(d.level == item.level for d in open_one.degrees)
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        return (
            announced
            and isinstance(following, YearsMention)
            and joint(self.text, item.end, following.start) != "none"
        )

    def _with_degree(self, index: int) -> bool:
        """ "BS or MS as follows; 4+ years with a BS": the years name their degree anew."""
        if not self._followed_by_degree(index):
            return False
        gap = self.text[self.items[index].end : self.items[index + 1].start]
        return bool(re.search(r"\bwith\s", gap))

    def _one_list(self, index: int) -> bool:
        """ "BS, MS or PhD": a degree right after a degree."""
        previous, item = self.items[index - 1] if index else None, self.items[index]
        if not isinstance(previous, DegreeMention) or not isinstance(item, DegreeMention):
            return False
        gap = self.text[previous.end : item.start]
        return len(gap) <= 40 and joint(self.text, previous.end, item.start) in ("list", "and", "or")

    def _shared(self, index: int) -> bool:
        """ "5 years with a BS or MS": the years were named first and the next degree has none of its own."""
        open_one = self.alternatives[-1]
        years_first = open_one.years[0].start < open_one.degrees[0].start
        return years_first and not self._followed_by_years(index)

    def _begins_another(self, index: int) -> bool:
        """ "PhD in X, or MS in X and 3 years": a lower degree after a whole phrase asks for more."""
        previous, item = self.items[index - 1], self.items[index]
        if not isinstance(previous, DegreeMention) or not isinstance(item, DegreeMention):
            return False
        if rank(item.level) >= rank(previous.level) or not self._years_later(index):
            return False
        own_phrase = re.search(
            r"\b(?:in|from)\s|degree", self.text[previous.start : item.start], re.IGNORECASE
        )
        gap = self.text[previous.end : item.start]
        with_years = isinstance(self.items[min(index + 1, len(self.items) - 1)], YearsMention)
        return bool((own_phrase and with_years) or re.search(r"[,;)(]\s*or\b|OR|\n|;", gap))

    def _years_later(self, index: int) -> bool:
        return any(isinstance(item, YearsMention) for item in self.items[index + 1 :])


def _descending(alternatives: Sequence[Alternative]) -> bool:
    """Whether higher degrees ask for fewer years, as alternatives do that no "or" marks."""
    pairs = [
        (min(rank(d.level) for d in a.degrees) if a.degrees else -1, a.years[0].minimum)
        for a in alternatives
        if a.years
    ]
    pairs.sort()
    stepwise = all(low[0] < high[0] and low[1] >= high[1] for low, high in pairwise(pairs))
    return len(pairs) == len(alternatives) and stepwise and pairs[0][1] > pairs[-1][1]
