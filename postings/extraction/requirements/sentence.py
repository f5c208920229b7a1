"""The sentences of a posting that speak of degrees or experience, and what each names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from postings.extraction.records import Block, Document, Section, SectionKind, Strength
from postings.extraction.requirements import degrees, demands, denials, elided, substitutes, years
from postings.extraction.requirements.alternatives import Item
from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.joints import joint
from postings.extraction.requirements.sentence_spans import BARE_CELL, Span, shortened, unwrapped
from postings.extraction.requirements.years import YearsMention
from postings.extraction.strength import spans as strength
from postings.extraction.strength.headings import heading_strength
from postings.extraction.text import clauses, hints

#: Where requirements are listed: here a number of years is experience unless something says otherwise.
ASKING: frozenset[SectionKind] = frozenset({"qualifications", "preferred", "education", "fields"})
#: Where nothing is asked for, but in so many words: a lost heading may have put a requirement there.
_SILENT: frozenset[SectionKind] = frozenset({"benefits", "boilerplate"})
_DEMANDS_YEARS = re.compile(
    r"\b(?:requires?\s(?!that)|requirements|must\s(?:have|possess)|should\s(?:have|possess)|minimum|at\sleast)[^.;]{0,120}?"
    r"\b(?:years?|yrs?)\b[^.;]{0,60}?\bexperience\b"
    r"|\d\s?\+\s?(?:years?|yrs?)[’'´`]?\s(?:of\s)?(?:[\w/&-]+\s){0,4}experience\b|(?-i:Requires)\s[^.;]{0,40}\bdegree\b",
    re.IGNORECASE,
)
_REPLACING = (
    "lieu",
    "substitut",
    "in place of",
    "instead",
    "without",
    "replaced",
    "waived",
    "experienc",
    "qbe",
)
_DENYING = ("education", "diploma", "degree", "qualification", "universit")

_KINDS = hints.Kinds(
    degree=degrees.HINTS, year=years.HINTS, demand=demands.HINTS, denying=_DENYING, replacing=_REPLACING
)


@dataclass(slots=True)
class Sentence:
    """One sentence that names degrees or years, with the strength of each."""

    start: int
    end: int
    section: Section
    items: list[Item]
    demands: list[demands.Demand]
    denials: list[Span]
    strengths: dict[int, Strength] = field(default_factory=dict)  # by the item's start

    @property
    def is_heading(self) -> bool:
        heading = self.section.heading
        return heading is not None and heading[0] <= self.start and self.end <= heading[1]


@dataclass(frozen=True, slots=True)
class _Hints:
    """Where each kind of thing could stand at all; the rules are tried only there."""

    degrees: list[int]
    years: list[int]
    demands: list[int]
    replacing: list[int]
    denying: list[int]
    all: list[int]

    @classmethod
    def of(cls, text: str) -> _Hints:
        found = _KINDS.positions(text)
        short = (match.start() for match in degrees.ABBREVIATIONS.finditer(text))
        letter = (match.start() for match in years.LETTER.finditer(text))
        degree, number = sorted([*found["degree"], *short]), sorted([*found["year"], *letter])
        demand, denying = found["demand"], found["denying"]
        everything = sorted({*degree, *number, *demand, *denying})
        return cls(degree, number, demand, found["replacing"], denying, everything)

    def any_between(self, start: int, end: int) -> bool:
        return hints.any_between(self.all, start, end)


def sentences_of(document: Document, sections: tuple[Section, ...]) -> Iterator[Sentence]:
    """Sentences worth reading, in the order of the text; those about the employer's benefits are left out."""
    text = document.text
    found = _Hints.of(text)
    starts = [block.start for block in document.blocks]
    ends = [block.end for block in document.blocks]
    for section in sections:
        if section.kind == "title":
            yield from _title(document, sections, section, found)
            continue
        first_block, stop = bisect_right(ends, section.start), bisect_left(starts, section.end)
        spans = (
            span
            for block in document.blocks[first_block:stop]
            for span in _block_sentences(text, block, section, found)
        )
        for first, last in shortened(text, unwrapped(text, spans)):
            if found.any_between(first, last) and (
                section.kind not in _SILENT or _DEMANDS_YEARS.search(text, first, last)
            ):
                yield _sentence(document, sections, section, (first, last), found)


_YEARS_IN_TITLE = re.compile(
    r"\d\s?\+?\s?(?:to|-|–)?\s?\d{0,2}\s?\+?\s?(?:years?|yrs?)\.?\s?(?:plus|\+|of|exp|\)|experience)",
    re.IGNORECASE,
)


def _title(
    document: Document, sections: tuple[Section, ...], section: Section, found: _Hints
) -> Iterator[Sentence]:
    """A title speaks of experience only in so many words: "Java Developer (10+ yrs)"."""
    if _YEARS_IN_TITLE.search(document.text, section.start, section.end):
        yield _sentence(document, sections, section, (section.start, section.end), found)


def _block_sentences(text: str, block: Block, section: Section, found: _Hints) -> list[Span]:
    start, end = max(block.start, section.start), min(block.end, section.end)
    if BARE_CELL.fullmatch(text, start, end):
        return [(start, end)]
    return clauses.sentences(text, start, end) if found.any_between(start, end) else []


def _sentence(
    document: Document, sections: tuple[Section, ...], section: Section, span: Span, found: _Hints
) -> Sentence:
    text, (first, last) = document.text, span
    asking = section.kind in ASKING or section.kind == "title"
    named = _named(text, first, last, asking, found)
    replacing = hints.any_between(found.replacing, first, last)
    stand_ins = substitutes.find(text, first, last) if replacing else []
    named, stand_ins = _without_replaced(text, named, stand_ins)
    sentence = Sentence(
        first,
        last,
        section,
        sorted([*named, *stand_ins], key=lambda item: item.start),
        demands.find(text, first, last, asking=asking)
        if hints.any_between(found.demands, first, last)
        else [],
        denials.find(text, first, last) if hints.any_between(found.denying, first, last) else [],
    )
    spans = [(item.start, item.end) for item in named]
    by_heading = heading_strength(document, sections, first) if spans else None
    for own in spans:
        others = [other for other in spans if other != own]
        worded = strength.strength_in(text, first, last, *own, others)
        sentence.strengths[own[0]] = worded or by_heading or "required"
    return sentence


def _named(
    text: str, first: int, last: int, asking: bool, found: _Hints
) -> list[DegreeMention | YearsMention]:
    """Degrees and years that the sentence names, except where a degree merely counts as experience."""
    if _is_of_permits(text, first, last) or _in_form(text, first, last):
        return []
    held = degrees.find(text, first, last) if hints.any_between(found.degrees, first, last) else []
    held = [
        degree for degree in held if not _AFTER_IT.search(text, max(first, degree.start - 40), degree.start)
    ]
    numbers: list[YearsMention] = []
    if hints.any_between(found.years, first, last):
        numbers = years.find(text, first, substitutes.before_rate(text, first, last), asking=asking)
    if held:  # a ladder may leave out the unit, or have a step without experience
        numbers += _elided(text, first, last, held, numbers)
    if len(held) + len(numbers) >= 3:
        numbers += elided.none_needed(text, first, last)
    named: list[DegreeMention | YearsMention] = [*held, *numbers]
    counted = substitutes.counts_as_experience(text, first, last) if named else None
    while counted:
        until = counted[1] + (0 if _NEW_ITEM.match(text, counted[1]) else _RATE_AFTER)
        named = [item for item in named if not counted[0] <= item.start < until]
        comma = text.find(",", counted[1], last)  # "while another degree counts as 2 more"
        counted = substitutes.counts_as_experience(text, comma, last) if named and comma > 0 else None
    return named


_RATE_AFTER = 20  # characters behind "counts as experience" in which its number may stand
_NEW_ITEM = re.compile(r"\d|[.;:]|\s?(?:[A-Z\n•-])")


# the questions of a form: "Do you have 4 years of experience? Yes No", "please describe your ..."
_ANSWERS = re.compile(r"\s{1,6}(?:[•o]\s)?Yes\b\W{1,6}No\b", re.IGNORECASE)
_TO_DESCRIBE = re.compile(r"\bplease\s(?:describe|explain|indicate)\b", re.IGNORECASE)


def _in_form(text: str, first: int, last: int) -> bool:
    if _ANSWERS.match(text, last):
        return True
    return hints.holds_between(text, ("please",), first, last) and bool(
        _TO_DESCRIBE.search(text, first, last)
    )


def _without_replaced(
    text: str, named: list[DegreeMention | YearsMention], stand_ins: list[substitutes.Substitute]
) -> tuple[list[DegreeMention | YearsMention], list[substitutes.Substitute]]:
    """ "A Master's and 3 years in lieu of a Bachelor's and 5 years": one way stands in for another."""
    for stand_in in stand_ins:
        before = [item for item in named if item.end <= stand_in.lieu]
        after = [item for item in named if item.start >= stand_in.lieu]
        if _is_way(text, before) and _is_way(text, after):
            return before, [other for other in stand_ins if other is not stand_in]
    return named, stand_ins


def _is_way(text: str, items: list[DegreeMention | YearsMention]) -> bool:
    """A degree and its years, joined by "and" or "with"."""
    if len(items) < 2 or not isinstance(items[0], DegreeMention) or not isinstance(items[-1], YearsMention):
        return False
    return joint(text, items[-2].end, items[-1].start) == "and"


# "with a degree or five years of experience you qualify for a Blue Card": the state asks, not the employer
_OF_PERMITS = re.compile(
    r"\b(?:qualif\w+|eligib\w+)\b[^.;]{0,40}\b(?:Blue\sCard|visa|permit)\b", re.IGNORECASE
)


def _is_of_permits(text: str, first: int, last: int) -> bool:
    hinted = hints.holds_between(text, ("card", "visa", "permit"), first, last)
    return hinted and bool(_OF_PERMITS.search(text, first, last))


# "2 years of experience after the Bachelor's": a point in time, not a degree that is asked for
_AFTER_IT = re.compile(
    r"\b(?:years?|yrs?|experience)\b[^.;,]{0,24}\b(?:after|since|post|beyond|following)[\s-](?:an?\s|the\s|your\s)?\Z",
    re.IGNORECASE,
)


# "8 years (6 with a Master's)"
_HIGHER_IN_BRACKETS = re.compile(r"\(\s?(?:or\s)?\d{1,2}\s?\+?\s(?:with|if)\s")


def _elided(
    text: str, first: int, last: int, held: list[DegreeMention], numbers: list[YearsMention]
) -> list[YearsMention]:
    """Numbers without a unit beside degrees, where another number has it: "BS with 6 years, MS with 4"."""
    if not any(number.sort == "experience" for number in numbers):
        return []
    several = held if len(held) > 1 or _HIGHER_IN_BRACKETS.search(text, first, last) else []
    beside = [elided.beside_degree(text, (degree.start, degree.end), first, last) for degree in several]
    return [
        number
        for number in (*beside, *elided.without_degree(text, first, last))
        if number and not any(other.start <= number.start < other.end for other in numbers)
    ]
