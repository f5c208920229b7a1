"""Degree and experience, read together as one sentence ties them; and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from postings.extraction import (
    clauses,
    degrees,
    demands,
    denials,
    hints,
    ladders,
    strength,
    substitutes,
    years,
)
from postings.extraction.degrees import DegreeMention
from postings.extraction.records import Block, Document, Evidence, Section, SectionKind, Statement, Strength
from postings.extraction.substitutes import Substitute
from postings.extraction.summary import rank
from postings.extraction.years import YearsMention

NAME = "requirements"

#: Where requirements are listed: here a number of years is experience unless something says otherwise.
ASKING: frozenset[SectionKind] = frozenset({"qualifications", "preferred", "education", "fields"})
_SILENT: frozenset[SectionKind] = frozenset({"benefits", "boilerplate", "title"})
_HINTS = (*degrees.HINTS, *years.HINTS, *demands.HINTS, "lieu", "substitut", "education")
_LONGEST_QUOTE = 240

Span = tuple[int, int]


@dataclass(slots=True)
class Sentence:
    """One sentence that names degrees or years, with the strength of each."""

    start: int
    end: int
    section: Section
    items: list[ladders.Item]
    demands: list[demands.Demand]
    denials: list[Span]
    strengths: dict[int, Strength] = field(default_factory=dict)  # by the item's start

    @property
    def is_heading(self) -> bool:
        heading = self.section.heading
        return heading is not None and heading[0] <= self.start and self.end <= heading[1]


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """Statements of kind degree, experience and unread, in the order of the text."""
    sentences = [s for s in _sentences(document, sections) if not _is_question(document.text, s)]
    _leave_form_options(document.text, sentences)
    _apply_denials(document.text, sentences)
    _leave_replaced_degrees(sentences)
    counter = _Paths()
    statements = [s for group in _groups(document.text, sentences) for s in _read(document, group, counter)]
    return _with_elsewhere(statements, counter)


def _with_elsewhere(statements: list[Statement], counter: _Paths) -> list[Statement]:
    """Paths whose degree stands in another sentence than their years.

    "Bachelor's degree. 2 years, or 1 year with a Master's": the bare 2 go with the Bachelor's. "Bachelor's
    degree. 4 years may be accepted in lieu": the degree is the other path.
    """
    required = [s for s in statements if s.kind == "degree" and s.level and s.strength == "required"]
    free = [s for s in required if s.path is None]
    if not free:
        return statements
    lowest = min(free, key=lambda s: rank(s.level))
    tied = [s for s in required if s.path is not None]
    for i, statement in enumerate(statements):
        if (
            statement.evidence.rule == "years_before_degree"
            and tied
            and rank(lowest.level) < min(rank(s.level) for s in tied)
        ):
            statements[i] = replace(statement, value=None)
            return _on_path(statements, lowest, statement.path)
    for i, statement in enumerate(statements):
        instead = statement.value == "instead_of_degree" and statement.years_min is not None
        if instead and statement.path is None and statement.strength == "required" and not tied:
            degree_path = counter.next()
            statements[i] = replace(statement, path=counter.next())
            return _on_path(statements, lowest, degree_path)
    return statements


def _on_path(statements: list[Statement], degree: Statement, path: int | None) -> list[Statement]:
    return [replace(s, path=path) if s is degree else s for s in statements]


class _Paths:
    """Numbers the alternatives of a posting."""

    def __init__(self) -> None:
        self.used = 0

    def next(self) -> int:
        self.used += 1
        return self.used


# --- sentences -----------------------------------------------------------------------------------------


def _sentences(document: Document, sections: tuple[Section, ...]) -> Iterator[Sentence]:
    text = document.text
    found = hints.positions(text, _HINTS, degrees.EXACT_HINTS)
    for section in sections:
        if section.kind == "title":
            yield from _title(document, sections, section)
        if section.kind in _SILENT:
            continue
        spans = (
            span
            for block in document.blocks
            if block.start < section.end and section.start < block.end
            for span in _block_sentences(text, block, section, found)
        )
        for first, last in _unwrapped(text, spans):
            if hints.any_between(found, first, last):
                yield _sentence(document, sections, section, first, last)


_YEARS_IN_TITLE = re.compile(
    r"\d\s?\+?\s?(?:to|-|–)?\s?\d{0,2}\s?\+?\s?(?:years?|yrs?)\.?\s?(?:plus|\+|of|exp|\)|experience)",
    re.IGNORECASE,
)


def _title(document: Document, sections: tuple[Section, ...], section: Section) -> Iterator[Sentence]:
    """A title speaks of experience only in so many words: "Java Developer (10+ yrs)"."""
    if _YEARS_IN_TITLE.search(document.text, section.start, section.end):
        yield _sentence(document, sections, section, section.start, section.end)


def _block_sentences(text: str, block: Block, section: Section, found: Sequence[int]) -> list[Span]:
    start, end = max(block.start, section.start), min(block.end, section.end)
    return clauses.sentences(text, start, end) if hints.any_between(found, start, end) else []


_DEGREE_FIRST = re.compile(r"degrees?\b")
_LEVEL_LAST = re.compile(r"(?:bachelor|master|associate|doctorate?)\W{0,2}s?\Z", re.IGNORECASE)


_NUMBER_LAST = re.compile(r"\d\s?\+?\s?\Z")
_PLUS_FIRST = re.compile(r"\+\s?\d")
_YEARS_FIRST = re.compile(r"\+?\s?(?:years?|yrs?)\b", re.IGNORECASE)


def _continues(text: str, before: Span, start: int) -> bool:
    return bool(
        (_DEGREE_FIRST.match(text, start) and _LEVEL_LAST.search(text, *before))
        or (_PLUS_FIRST.match(text, start) and text[before[1] - 1] == ".")
        or (_YEARS_FIRST.match(text, start) and _NUMBER_LAST.search(text, *before))
    )


def _unwrapped(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Sentences, joined where a line broke inside "Bachelor's / degree", "0-5 / years", "Ph.D. / + 4"."""
    held: Span | None = None
    for start, end in spans:
        if held and start - held[1] < 3 and _continues(text, held, start):
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _sentence(
    document: Document, sections: tuple[Section, ...], section: Section, first: int, last: int
) -> Sentence:
    text = document.text
    asking = section.kind in ASKING or section.kind == "title"
    named: list[DegreeMention | YearsMention] = [
        *degrees.find(text, first, last),
        *years.find(text, first, last, asking=asking),
    ]
    if len(named) >= 3:  # a ladder may have a step without experience
        named += years.none_needed(text, first, last)
    if counted := substitutes.counts_as_experience(text, first, last):
        named = [item for item in named if not counted[0] <= item.start < counted[1] + 20]
    items: list[ladders.Item] = sorted([*named, *substitutes.find(text, first, last)], key=lambda i: i.start)
    sentence = Sentence(
        first,
        last,
        section,
        items,
        demands.find(text, first, last, asking=asking),
        denials.find(text, first, last),
    )
    spans = [(item.start, item.end) for item in named]
    for span in spans:
        others = [other for other in spans if other != span]
        worded = strength.strength_in(text, first, last, *span, others)
        sentence.strengths[span[0]] = (
            worded or strength.heading_strength(document, sections, first) or "required"
        )
    return sentence


_QUESTION = re.compile(
    r"\W*(?:do|does|have|has|are|is|how|which|what|in\swhat|in\swhich|please\s(?:select|indicate|describe|choose))\b",
    re.IGNORECASE,
)


def _is_question(text: str, sentence: Sentence) -> bool:
    """A question of the application form asks what the candidate has, not what is required."""
    written = text[sentence.start : sentence.end]
    return bool(_QUESTION.match(written)) and written.rstrip().endswith(("?", ":"))


_LONGEST_OPTION = 75


def _leave_form_options(text: str, sentences: Sequence[Sentence]) -> None:
    """Leave the choices of an application form: a run of short lines, each a level or a number of years."""
    run: list[Sentence] = []
    for sentence in [*sentences, None]:
        if (
            sentence is not None
            and _is_option(text, sentence)
            and (not run or sentence.start - run[-1].end < 40)
        ):
            run.append(sentence)
            continue
        _empty_options(run)
        run = [sentence] if sentence is not None and _is_option(text, sentence) else []


def _is_option(text: str, sentence: Sentence) -> bool:
    if sentence.end - sentence.start > _LONGEST_OPTION or (not sentence.items and not sentence.demands):
        return False
    if any(isinstance(item, DegreeMention) for item in sentence.items):
        return True
    bare = _OPTION_WORDS.sub("", text[sentence.start : sentence.end])
    return not re.search(r"[^\W\d_]", bare)


_OPTION_WORDS = re.compile(
    r"\b(?:at|least|less|more|than|or|up|to|but|and|of|experience|years?|yrs?|months?|no|none|one|two|three|four|five|six|seven|eight|nine|ten|over|under)\b",
    re.IGNORECASE,
)


def _empty_options(run: Sequence[Sentence]) -> None:
    levels = {item.level for sentence in run for item in sentence.items if isinstance(item, DegreeMention)}
    numbers = [s for s in run if any(isinstance(item, YearsMention) for item in s.items)]
    if len(levels) >= 4 or (len(numbers) >= 3 and not levels):
        for sentence in run:
            sentence.items, sentence.demands = [], []


def _apply_denials(text: str, sentences: Sequence[Sentence]) -> None:
    """ "No degree needed" takes back the degree that the same or the sentence before names in passing.

    "A degree is preferred but not required" stays a preference, and a degree that is demanded in words stays.
    """
    for index, sentence in enumerate(sentences):
        if not sentence.denials:
            continue
        if any(
            sentence.strengths[i.start] == "preferred" for i in sentence.items if isinstance(i, DegreeMention)
        ):
            sentence.denials = []
            continue
        for other in sentences[max(0, index - 1) : index + 1]:
            if other.section is sentence.section:
                other.items = [
                    i
                    for i in other.items
                    if not isinstance(i, DegreeMention)
                    or rank(i.level) < rank("associate")
                    or (
                        strength.strength_in(text, other.start, other.end, i.start, i.end) == "required"
                        and other is not sentence
                    )
                ]


def _leave_replaced_degrees(sentences: Sequence[Sentence]) -> None:
    """ "In lieu of a degree" names the degree that is replaced: it is asked for elsewhere, or else here."""

    def replaced(sentence: Sentence, item: ladders.Item) -> bool:
        return isinstance(item, DegreeMention) and any(
            isinstance(s, Substitute) and s.alone and s.start <= item.start < s.end for s in sentence.items
        )

    degrees_elsewhere = any(
        isinstance(item, DegreeMention) and not replaced(sentence, item)
        for sentence in sentences
        for item in sentence.items
    )
    if degrees_elsewhere:
        for sentence in sentences:
            sentence.items = [item for item in sentence.items if not replaced(sentence, item)]


_BEGINS_OR = re.compile(r"[\W\d]{0,4}(?:or|and/or)\b[\s,:]*", re.IGNORECASE)
_ENDS_OR = re.compile(r"\b(?:or|and/or)\W*\Z", re.IGNORECASE)


def _groups(text: str, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences that make one statement: "... OR" / "OR MS and 2 years", and pairs of a ladder in bullets."""
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        target = _belongs_to(text, groups, sentence)
        if target is None:
            groups.append([sentence])
        else:
            target.append(sentence)
    return groups


def _belongs_to(text: str, groups: list[list[Sentence]], sentence: Sentence) -> list[Sentence] | None:
    if not groups or groups[-1][-1].section.kind != sentence.section.kind:
        return None
    last = groups[-1]
    if (
        _ENDS_OR.search(text, last[-1].start, last[-1].end)
        and text[last[-1].end : sentence.start].strip() == ""
    ):
        return last
    if _BEGINS_OR.match(text, sentence.start, sentence.end):
        for group in reversed(groups[-4:]):
            if group[0].section.kind == sentence.section.kind and _has_degree(group):
                return group
        return last if _numbers(last) and _numbers([sentence]) else None
    if _is_pair(last[-1]) and _is_pair(sentence) and _steps(last[-1], sentence):
        return last
    return None


def _has_degree(group: Sequence[Sentence]) -> bool:
    return any(isinstance(item, DegreeMention) for sentence in group for item in sentence.items)


def _numbers(group: Sequence[Sentence]) -> list[YearsMention]:
    return [
        item for s in group for item in s.items if isinstance(item, YearsMention) and item.sort != "other"
    ]


def _is_pair(sentence: Sentence) -> bool:
    return _has_degree([sentence]) and len(_numbers([sentence])) == 1


def _steps(one: Sentence, two: Sentence) -> bool:
    """Whether a higher degree goes with fewer years in two neighbouring bullets."""
    level = [min(rank(i.level) for i in s.items if isinstance(i, DegreeMention)) for s in (one, two)]
    number = [_numbers([s])[0].minimum for s in (one, two)]
    return (level[0] - level[1]) * (number[0] - number[1]) < 0


# --- statements ----------------------------------------------------------------------------------------


def _read(document: Document, group: Sequence[Sentence], counter: _Paths) -> Iterator[Statement]:
    """The statements of one group of sentences."""
    text = document.text
    items = [item for sentence in group for item in sentence.items]
    strengths = {start: value for sentence in group for start, value in sentence.strengths.items()}
    usable = [item for item in items if not isinstance(item, YearsMention) or _counts(text, item, items)]
    spans = _quotes(text, group, usable)
    for level in ("required", "preferred"):
        chosen = [i for i in usable if isinstance(i, Substitute) or strengths.get(i.start) == level]
        if any(not isinstance(i, Substitute) for i in chosen) or (
            level == "required" and not _has_degree(group)
        ):
            yield from _statements(text, chosen, level, spans, counter)
    for sentence in group:
        for span in sentence.denials:
            yield Statement("degree", _evidence(text, span, "no_degree_needed"), value="not_required")
    yield from _without_number(text, group, usable, strengths, document)
    for sentence in group:
        yield from _unread(text, sentence, usable)


def _unread(text: str, sentence: Sentence, usable: Sequence[ladders.Item]) -> Iterator[Statement]:
    """Years near "experience" that no rule claimed, and numbers beside it without a unit."""
    if not re.search(r"experience", text[sentence.start : sentence.end], re.IGNORECASE):
        return
    for item in sentence.items:
        if isinstance(item, YearsMention) and item.sort == "open" and item not in usable:
            evidence = _evidence(text, (item.start, item.end), "unclaimed_years")
            yield Statement("unread", evidence, unsure="unread_years")
    for span in years.bare_numbers(text, sentence.start, sentence.end):
        yield Statement("unread", _evidence(text, span, "number_without_unit"), unsure="unread_years")


def _counts(text: str, item: YearsMention, items: Sequence[ladders.Item]) -> bool:
    """Years that are experience, or that a degree right beside them makes so: "BS and 5 years"."""
    if item.sort != "open" or item.minimum > years.MOST_YEARS:
        return item.sort == "experience"
    return any(
        isinstance(other, DegreeMention)
        and (
            (0 <= item.start - other.end < 60 and ladders.joint(text, other.end, item.start) != "none")
            or (
                0 <= other.start - item.end < 40
                and ladders.joint(text, item.end, other.start) in ("and", "list")
            )
        )
        for other in items
    )


def _statements(
    text: str, items: Sequence[ladders.Item], level: Strength, spans: dict[int, Span], counter: _Paths
) -> Iterator[Statement]:
    ladder = ladders.tie(text, items)
    substitute = _substitute(ladder, items)
    number_paths = ladder.tied and level == "required"
    any_degree = bool(ladder.degrees)
    replacing = _in_lieu(text, items)
    for index, alternative in enumerate(ladder.alternatives):
        path = counter.next() if number_paths else None
        for degree in alternative.degrees:
            yield Statement(
                "degree",
                _evidence(text, spans[degree.start], f"degree_{degree.form}"),
                level=degree.level,
                strength=level,
                or_experience=substitute is not None or alternative.and_or,
                path=path,
                conditioned=bool(alternative.years) or _has_field(text, degree),
            )
        bare = number_paths and any_degree and not alternative.degrees
        for number in alternative.years:
            rule = "years_before_degree" if bare and index == 0 else "years"
            instead = bare or number is replacing
            yield _experience(_evidence(text, spans[number.start], rule), number, level, path, instead)
    for item in ladder.outside:
        if isinstance(item, YearsMention):
            evidence = _evidence(text, spans[item.start], "years")
            yield _experience(evidence, item, level, None, item is replacing)
        elif isinstance(item, DegreeMention):
            yield Statement(
                "degree",
                _evidence(text, spans[item.start], f"degree_{item.form}"),
                level=item.level,
                strength=level,
                or_experience=substitute is not None,
                conditioned=_has_field(text, item),
            )
    if substitute is not None and (any_degree or substitute.alone):
        yield Statement(
            "experience",
            _evidence(text, (substitute.start, substitute.end), "or_experience"),
            value="instead_of_degree",
            strength=level,
        )


def _experience(
    evidence: Evidence, number: YearsMention, level: Strength, path: int | None, instead: bool
) -> Statement:
    return Statement(
        "experience",
        evidence,
        value="instead_of_degree" if instead else None,
        years_min=number.minimum,
        years_max=number.maximum,
        strength=level,
        path=path,
    )


def _substitute(ladder: ladders.Ladder, items: Sequence[ladders.Item]) -> Substitute | None:
    """The words that let experience stand in for the degrees of this statement, None without any."""
    for substitute in ladder.substitutes:
        if substitute.alone:
            return substitute
        before = [
            item for item in items if item.start < substitute.start and not isinstance(item, Substitute)
        ]
        if before and (isinstance(before[-1], DegreeMention) or (substitute.strong and ladder.degrees)):
            return substitute
    return None


_FOR_EACH_YEAR = re.compile(
    r"\b(?:each|every|one|1|a)\s(?:\w+\s)?years?\sof\s(?:\w+\s)?(?:education|college|school|degree)",
    re.IGNORECASE,
)


def _in_lieu(text: str, items: Sequence[ladders.Item]) -> YearsMention | None:
    """The years that replace the degree: "in lieu of a degree, 5 years", "10 years in lieu of a degree"."""
    for substitute in items:
        if not isinstance(substitute, Substitute) or substitute.lieu < 0:
            continue
        inside = [
            i
            for i in items
            if isinstance(i, YearsMention) and substitute.start - 40 <= i.start < substitute.end + 12
        ]
        before = [i for i in inside if i.end <= substitute.lieu]
        after = [i for i in inside if i.start >= substitute.lieu]
        if (before or after) and not _FOR_EACH_YEAR.search(text, substitute.lieu, substitute.end + 60):
            return before[-1] if before else after[0]
    return None


_FIELD = re.compile(
    r"\s*(?:\([^()]{1,30}\)\s*)?(?:degrees?\s)?(?:in|with\sa\s(?:focus|concentration|major))\s", re.IGNORECASE
)


def _has_field(text: str, degree: DegreeMention) -> bool:
    return bool(_FIELD.match(text, degree.end, degree.end + 60))


_EXPERIENCE_HEADING = re.compile(
    r"\b(?:required|minimum|necessary|essential|must[-\s]have)\s(?:\w+\s)?experience|experience\s(?:is\s)?(?:required|needed)",
    re.IGNORECASE,
)


def _without_number(
    text: str,
    group: Sequence[Sentence],
    usable: Sequence[ladders.Item],
    strengths: dict[int, Strength],
    document: Document,
) -> Iterator[Statement]:
    """Experience asked for, or said not to be needed, in sentences that name no number of it."""
    for sentence in group:
        if sentence.is_heading and not _EXPERIENCE_HEADING.search(text, sentence.start, sentence.end):
            continue
        said: set[tuple[str, str]] = set()
        numbered = [
            i for i in usable if isinstance(i, YearsMention) and sentence.start <= i.start < sentence.end
        ]
        for demand in sentence.demands:
            inside = any(
                i.start <= demand.start < i.end
                for i in usable
                if isinstance(i, Substitute) or demand.said == "explicitly_none"
            )
            if inside or (demand.said == "asked_no_number" and numbered):
                continue
            worded = strength.strength_in(text, sentence.start, sentence.end, demand.start, demand.end)
            level = worded or ("preferred" if sentence.section.kind == "preferred" else "required")
            if (demand.said, level) in said:
                continue
            said.add((demand.said, level))
            yield Statement(
                "experience",
                _evidence(text, _shortened(sentence.start, sentence.end, demand.start, text), demand.said),
                value=demand.said,
                strength=level,
            )


# --- evidence ------------------------------------------------------------------------------------------

_TRAILING = re.compile(r"[\s,;:(/&+|•-]*(?:\b(?:and/or|and|or|plus|with)\b)?[\s,;:(/&+|•-]*\Z", re.IGNORECASE)


def _quotes(text: str, group: Sequence[Sentence], items: Sequence[ladders.Item]) -> dict[int, Span]:
    """Disjoint quotes for the things that a statement names: each from its first word to the next thing."""
    spans: dict[int, Span] = {}
    for sentence in group:
        own = sorted({i.start: i for i in items if sentence.start <= i.start < sentence.end}.items())
        for index, (start, item) in enumerate(own):
            limit = own[index + 1][0] if index + 1 < len(own) else sentence.end
            first = sentence.start if index == 0 and start - sentence.start <= 60 else start
            spans[start] = _trimmed(text, first, max(item.end, min(limit, first + _LONGEST_QUOTE)), item.end)
    return spans


def _trimmed(text: str, start: int, end: int, least: int) -> Span:
    """Without the "and", "or", comma or cut word at its end; never shorter than the thing itself."""
    if end < len(text) and text[end - 1 : end + 1].isalnum():
        cut = text.rfind(" ", least, end)
        end = cut if cut > 0 else end
    trailing = _TRAILING.search(text, least, end)
    return start, max(trailing.start() if trailing else end, least)


def _shortened(start: int, end: int, position: int, text: str) -> Span:
    if end - start <= _LONGEST_QUOTE:
        return start, end
    first = start if position - start < 80 else text.rfind(" ", start, position - 40) + 1 or position
    return _trimmed(text, max(first, start), min(end, max(first, start) + _LONGEST_QUOTE), position)


def _evidence(text: str, span: Span, rule: str) -> Evidence:
    return Evidence(span[0], span[1], text[span[0] : span[1]], rule)
