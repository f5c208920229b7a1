"""Ties the degrees and years of one statement into alternatives: "BS and 4+ years OR MS and 2+ years".

The words just before a degree or a number say how it joins what stands before it: "or" begins another
alternative, "and", "with", "plus" add to the one that is open, and nothing at all leaves it outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.joints import Joint, joint
from postings.extraction.requirements.lieu import years_in_lieu
from postings.extraction.requirements.neighbours import Neighbours
from postings.extraction.requirements.substitutes import Substitute
from postings.extraction.requirements.years import YearsMention
from postings.extraction.summary import rank

Item = DegreeMention | YearsMention | Substitute


@dataclass(slots=True)
class Alternative:
    """One way to qualify: any of these degrees (none: no degree asked) with these years."""

    degrees: list[DegreeMention] = field(default_factory=list)
    years: list[YearsMention] = field(default_factory=list)
    also: list[YearsMention] = field(default_factory=list)  # "and 2 years of ..." after it is complete
    and_or: bool = False  # "degree and/or 5 years"
    juxtaposed: bool = False  # no "or" before it: an alternative only if the numbers look like one

    @property
    def complete(self) -> bool:
        return bool(self.degrees and self.years)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The alternatives of one statement in their order, what holds beside them, and experience in place of
    the degree: `in_lieu` are its years. Fewer than two alternatives are no ladder, but for "degree and/or 5
    years"."""

    alternatives: tuple[Alternative, ...]
    outside: tuple[Item, ...]
    substitutes: tuple[Substitute, ...]
    in_lieu: YearsMention | None = None

    @property
    def tied(self) -> bool:
        several = len(self.alternatives) > 1 or any(a.and_or and a.complete for a in self.alternatives)
        return several and any(a.years for a in self.alternatives)

    @property
    def degrees(self) -> list[DegreeMention]:
        return [d for a in self.alternatives for d in a.degrees]


_INCLUDING = re.compile(r"\b(?:including|includes|of\swhich)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:including|includes|of\swhich|with\s(?:a|at)\b)", re.IGNORECASE)


def tie(text: str, items: Sequence[Item]) -> Ladder:
    """The ladder of one statement; `items` in the order of the text."""
    substitutes = tuple(item for item in items if isinstance(item, Substitute))
    in_lieu = years_in_lieu(text, items)
    lower = _in_its_place(items, in_lieu, substitutes)
    named = [
        item
        for item in items
        if not isinstance(item, Substitute) and item is not in_lieu and item not in lower
    ]
    alternatives = _respectively(text, named)
    outside: tuple[Item, ...] = ()
    if not alternatives:
        builder = _Builder(text, named, substitutes)
        for index in range(len(named)):
            builder.take(index)
        alternatives, outside = builder.result()
    if in_lieu is not None:
        if any(a.degrees for a in alternatives):
            alternatives = (*alternatives, Alternative(degrees=lower, years=[in_lieu]))
        else:
            outside = (*outside, *lower, in_lieu)
    if not any(a.degrees for a in alternatives):
        alternatives = _fewest(alternatives)
    return Ladder(alternatives, outside, substitutes, in_lieu)


def _in_its_place(
    items: Sequence[Item], in_lieu: YearsMention | None, substitutes: Sequence[Substitute]
) -> list[DegreeMention]:
    """The lower degree that goes with the years in lieu: "in lieu of it, a diploma and 4 years"."""
    if in_lieu is None:
        return []
    lieu = next((s.lieu for s in substitutes if 0 <= s.lieu < in_lieu.start), in_lieu.start)
    return [i for i in items if isinstance(i, DegreeMention) and lieu < i.start < in_lieu.start]


def _fewest(alternatives: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """ "2 years in a mill or 3 in a bakery": no degree sets them apart, so the smallest is enough."""
    least = min(alternatives, key=lambda a: max((y.minimum for y in a.years), default=0.0), default=None)
    return () if least is None else (least,)


def _respectively(text: str, items: Sequence[Item]) -> tuple[Alternative, ...]:
    """ "BS/MS with 5/3 years": as many numbers as degrees, in the opposite order; () where it is not so."""
    degrees = [item for item in items if isinstance(item, DegreeMention)]
    numbers = [item for item in items if isinstance(item, YearsMention)]
    in_turn = list(items) in ([*degrees, *numbers], [*numbers, *degrees])
    if len(degrees) != len(numbers) or len(numbers) < 2 or not in_turn:
        return ()
    if not _close_by(degrees) or not _close_by(numbers):
        return ()
    alternatives = tuple(
        Alternative(degrees=[degree], years=[number]) for degree, number in zip(degrees, numbers, strict=True)
    )
    return alternatives if _descending(alternatives) else ()


_LISTED_NEAR = 6  # characters between two things of a list: "BS or MS", "5/3"


def _close_by(listed: Sequence[DegreeMention | YearsMention]) -> bool:
    return all(second.start - first.end <= _LISTED_NEAR for first, second in pairwise(listed))


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


class _Builder:
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
        if any(a.juxtaposed for a in found) and not _descending([a for a in found if a.years]):
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
