"""Puts each degree and each number of years of a statement into an alternative, or outside of them all.

The words just before it say how it joins what stands before: "or" begins another alternative, "and", "with",
"plus" add to the one that is open, and nothing at all leaves it outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.requirements.alternatives import Alternative, Item, descending
from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.joints import Joint, joint
from postings.extraction.requirements.neighbours import Neighbours
from postings.extraction.requirements.substitutes import Substitute
from postings.extraction.requirements.years import YearsMention
from postings.extraction.summary import rank

_INCLUDING = re.compile(r"\b(?:including|includes|of\swhich)\b", re.IGNORECASE)

_WITHIN = re.compile(r"\b(?:including|includes|of\swhich|with\s(?:a|at)\b)", re.IGNORECASE)

# "8 years of experience OR special training and | 10 years": what is no degree stands beside other years
_OR_CREDENTIAL = re.compile(
    r"(?-i:\bOR\b|[;,]\sor\b)\s(?:\w+\s){0,3}(?:training|certificat\w+|licen[cs]es?|apprenticeship|courses?|coursework|credits|schooling)"
    r"\s(?:\w+\s){0,4}?(?:and|with|plus)\s(?:at\sleast\s)?\Z",
    re.IGNORECASE,
)

# "BS or an equivalent degree with 3 years": no other way, only a wider one
_SAME_AGAIN = re.compile(r"(?:equivalent|similar|related|comparable)\s", re.IGNORECASE)

# "or a combination of schooling and experience | equal to 6 years", "or equivalent experience | (4 years)"
_AMOUNTS_TO = re.compile(
    r"\s(?:\(\s?|of\s|(?:that\s(?:is\s)?)?(?:equivalent|equal(?:ling|ing|s)?|total(?:l?ing|s)|amount(?:ing|s))\s(?:to\s)?)",
    re.IGNORECASE,
)


class Builder:
    """Walks the degrees and years of a statement; puts each into an alternative, or outside of them all."""

    def __init__(
        self, text: str, items: Sequence[DegreeMention | YearsMention], substitutes: Sequence[Substitute]
    ) -> None:
        self.text = text
        self.items = items
        self.substitutes = substitutes
        self.near = Neighbours(text, items)
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
        if (
            inside
            and isinstance(item, YearsMention)
            and _AMOUNTS_TO.fullmatch(self.text, inside[-1], item.start)
        ):
            return "or"
        how = joint(self.text, max([previous.end, *inside]), item.start)
        if how == "and" and isinstance(previous, YearsMention) and isinstance(item, YearsMention):
            credential = _OR_CREDENTIAL.search(self.text, previous.end, item.start)
            return "or" if credential else how
        return how

    def result(self) -> tuple[tuple[Alternative, ...], tuple[Item, ...]]:
        found = self._sensible(tuple(a for a in self.alternatives if a.degrees or a.years))
        if any(a.juxtaposed for a in found) and not descending([a for a in found if a.years]):
            for alternative in found:
                if alternative.juxtaposed:
                    self.outside += [*alternative.degrees, *alternative.years, *alternative.also]
            found = tuple(a for a in found if not a.juxtaposed)
        self._settle(found)
        return found, tuple(self.outside)

    def _sensible(self, found: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
        """ "1 year in a mill" above "OR a Bachelor's and 2 years": without a degree nobody asks for less."""
        tied = [min(y.minimum for y in a.years) for a in found if a.complete]
        if len(found) < 2 or found[0].degrees or not tied or not found[0].years:
            return found
        if min(years.minimum for years in found[0].years) > min(tied):
            return found
        self.outside += found[0].years
        return found[1:]

    def _settle(self, found: Sequence[Alternative]) -> None:
        """ "BS and 4 years or MS and 2 years, and 1 year as a lead": what follows the last binds all, except
        where each alternative has an "and" of its own."""
        parallel = any(alternative.also for alternative in found[:-1])
        for alternative in found:
            if parallel:
                alternative.years += alternative.also
            else:
                self.outside += alternative.also

    def _take_degree(self, item: DegreeMention, index: int, how: Joint) -> None:
        open_one = self.alternatives[-1]
        if not open_one.degrees and not open_one.years:
            open_one.degrees.append(item)
        elif not open_one.degrees:
            if self.near.glued(item):
                self.outside.extend(open_one.years)
                self.alternatives[-1] = Alternative(degrees=[item])
            elif how == "or":
                self.alternatives.append(Alternative(degrees=[item]))
            else:
                open_one.degrees.append(item)
        elif item.generic and _SAME_AGAIN.match(self.text, item.start, item.end):
            open_one.degrees.append(item)
        elif how in ("none", "list") and self._named_anew(item, index):
            self.outside.extend(degree for degree in open_one.degrees if not degree.generic)
            self.alternatives[-1] = Alternative(degrees=[item])
        elif how == "list" and self._lower_on_its_own_line(item, index):
            self.alternatives.append(Alternative(degrees=[item]))
        elif how in ("or", "and/or") or self.near.one_list(index):
            if (open_one.years and not self._shared(index)) or (
                not open_one.years and self.near.begins_another(index)
            ):
                self.alternatives.append(Alternative(degrees=[item]))
            else:
                open_one.degrees.append(item)
        elif open_one.complete and how == "list" and self.near.before_or(index):
            self.alternatives.append(Alternative(degrees=[item]))
        elif open_one.complete and how in ("list", "and", "none") and self.near.followed_by_years(index):
            self.alternatives.append(Alternative(degrees=[item], juxtaposed=True))
        else:
            self.outside.append(item)

    def _take_years(self, item: YearsMention, index: int, how: Joint) -> None:
        open_one = self.alternatives[-1]
        if not open_one.years and not open_one.degrees:
            open_one.years.append(item)
        elif any(a.complete for a in self.alternatives) and self.near.without_degree(index):
            self.alternatives.append(Alternative(years=[item]))
        elif not open_one.years and self._with_degree(index, how):
            self.outside.extend(open_one.degrees)
            self.alternatives[-1] = Alternative(years=[item])
        elif how == "or" and self._inside_years(index):
            open_one.years.append(item)
        elif how == "or" and open_one.complete and self._no_more(item, index):
            pass  # the same years in other words, or a degree that nobody could read
        elif how == "or" and not (self.outside and self.outside[-1] is self.items[index - 1]):
            self.alternatives.append(Alternative(years=[item]))
        elif not open_one.years and (how not in ("none", "or") or self.near.right_after(index)):
            open_one.years.append(item)
            open_one.and_or = how == "and/or"
        elif how == "and" and self._nested(index):
            open_one.years.append(item)
        elif open_one.years and how != "none" and self.near.followed_by_degree(index):
            self.alternatives.append(Alternative(years=[item], juxtaposed=how != "list" or open_one.complete))
        elif how == "and" and open_one.complete:
            open_one.also.append(item)
        else:
            self.outside.append(item)

    def _nested(self, index: int) -> bool:
        """ "... or 10 years, including 5 as a manager": years inside those of the alternative before."""
        previous = self.items[index - 1]
        if previous not in self.alternatives[-1].years or self.near.followed_by_degree(index):
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
        return bool(within) and not self.near.followed_by_degree(index)

    def _no_more(self, item: YearsMention, index: int) -> bool:
        """ "BS and 5 years as a smith or 5 as a founder": nobody asks for no more without the degree."""
        least = min(years.minimum for years in self.alternatives[-1].years)
        return item.minimum <= least and not self.near.followed_by_degree(index)

    def _named_anew(self, item: DegreeMention, index: int) -> bool:
        """ "MS or PhD. For MS holders 10 years, for PhD holders 6": the list before only announced them."""
        open_one = self.alternatives[-1]
        announced = any(d.level == item.level or d.generic for d in open_one.degrees)
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        return (
            announced
            and not open_one.years
            and isinstance(following, YearsMention)
            and joint(self.text, item.end, following.start) != "none"
        )

    def _with_degree(self, index: int, how: Joint) -> bool:
        """ "BS or MS; 4+ years with a BS", "with 4 years (BS)": the years name their degree anew."""
        if not self.near.followed_by_degree(index):
            return False
        following = self.items[index + 1]
        gap = self.text[self.items[index].end : following.start]
        if re.fullmatch(r"[^()]{0,30}\(\s?", gap):
            levels = {degree.level for degree in self.alternatives[-1].degrees}
            return isinstance(following, DegreeMention) and following.level in levels and len(levels) > 1
        if self.near.for_holders(index):
            return True
        return how in ("none", "list") and bool(re.search(r"\bwith\s", gap))

    def _lower_on_its_own_line(self, item: DegreeMention, index: int) -> bool:
        """ "PhD in botany", and on the next line "MS in botany with 2 years"."""
        open_one, previous = self.alternatives[-1], self.items[index - 1]
        lowest = min((rank(degree.level) for degree in open_one.degrees), default=-1)
        below = "\n" in self.text[previous.end : item.start]
        return (
            below and not open_one.years and rank(item.level) < lowest and self.near.followed_by_years(index)
        )

    def _shared(self, index: int) -> bool:
        """ "5 years with a BS or MS": the years were named first and the next degree has none of its own."""
        open_one = self.alternatives[-1]
        years_first = open_one.years[0].start < open_one.degrees[0].start
        return years_first and not self.near.followed_by_years(index)
