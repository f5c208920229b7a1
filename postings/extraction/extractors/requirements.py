"""Degree and experience, read together as one sentence ties them; and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from postings.extraction.records import Document, Evidence, Section, Statement, Strength
from postings.extraction.requirements import ladders, unread, years
from postings.extraction.requirements.alternatives import Item, Ladder
from postings.extraction.requirements.degrees import DegreeMention
from postings.extraction.requirements.elsewhere import BARE_YEARS, Numbering, with_elsewhere
from postings.extraction.requirements.exchanges import with_exchanges
from postings.extraction.requirements.exclusions import without_exclusions
from postings.extraction.requirements.groups import grouped, has_degree
from postings.extraction.requirements.joints import joint
from postings.extraction.requirements.other_ways import with_other_ways
from postings.extraction.requirements.quotes import evidence_of, quotes, shortened
from postings.extraction.requirements.sentence import Sentence, sentences_of
from postings.extraction.requirements.sentence_spans import Span
from postings.extraction.requirements.substitutes import Substitute
from postings.extraction.requirements.years import YearsMention
from postings.extraction.strength import spans as strength
from postings.extraction.summary import rank

NAME = "requirements"


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """Statements of kind degree, experience and unread, in the order of the text."""
    sentences = without_exclusions(document.text, list(sentences_of(document, sections)))
    counter = Numbering()
    statements = [s for group in grouped(document.text, sentences) for s in _read(document, group, counter)]
    statements = with_other_ways(document.text, sections, statements, counter)
    statements = with_elsewhere(statements, counter)
    return with_exchanges(document.text, sentences, statements, counter)


def _read(document: Document, group: Sequence[Sentence], counter: Numbering) -> Iterator[Statement]:
    """The statements of one group of sentences."""
    text = document.text
    items = [item for sentence in group for item in sentence.items]
    strengths = {start: value for sentence in group for start, value in sentence.strengths.items()}
    usable = [item for item in items if not isinstance(item, YearsMention) or _counts(text, item, items)]
    spans = quotes(text, group, usable)
    for level in ("required", "preferred"):
        chosen = [i for i in usable if isinstance(i, Substitute) or strengths.get(i.start) == level]
        if level == "required":
            chosen = _with_best_way(text, usable, chosen)
        if any(not isinstance(i, Substitute) for i in chosen) or (
            level == "required" and not has_degree(group)
        ):
            yield from _statements(text, chosen, level, spans, counter)
    for sentence in group:
        for span in sentence.denials:
            yield Statement("degree", evidence_of(text, span, "no_degree_needed"), value="not_required")
    yield from _without_number(text, group, usable, strengths, document)
    for sentence in group:
        yield from _unread(text, sentence, usable)


def _with_best_way(text: str, usable: Sequence[Item], chosen: Sequence[Item]) -> list[Item]:
    """`chosen`, with a preferred degree that is one of the ways all the same.

    "PhD (preferred), or an MS with 2 years, or a BS with 5": the PhD needs no years.
    """
    kept = list(chosen)
    if not any(isinstance(item, YearsMention) for item in chosen):
        return kept
    named = [item for item in usable if isinstance(item, DegreeMention)]
    for best, lower in pairwise(named):
        if best in chosen or lower not in chosen or rank(lower.level) >= rank(best.level):
            continue
        years_near = (
            i.start for i in chosen if isinstance(i, YearsMention) and 0 < i.start - lower.end < _RUNG
        )
        later = any(not re.search(r"[;\n]|\.\s", text[lower.end : start]) for start in years_near)
        if later and _OR_A_LOWER.fullmatch(text, best.end, lower.start):
            kept += _alike(text, named[: named.index(best) + 1], chosen)
    return sorted(kept, key=lambda item: item.start)


def _alike(text: str, named: Sequence[DegreeMention], chosen: Sequence[Item]) -> list[DegreeMention]:
    """The last of `named` and the preferred ones that it stands in one list with: "MS or PhD preferred"."""
    alike = [named[-1]]
    for before in reversed(named[:-1]):
        if before in chosen or not _LISTED.fullmatch(text, before.end, alike[-1].start):
            break
        alike.append(before)
    return alike


_LISTED = re.compile(r"\s?(?:/|,|,?\sor)\s?(?:an?\s)?")
_RUNG = 160  # characters between a lower degree and its years
# "PhD | preferred with 2 years of experience or an | MS"
_OR_A_LOWER = re.compile(
    r"[^.;\n]{0,70}\bpreferred\b[^.;\n]{0,90}(?:,\s|\bor,?\s)(?:an?\s)?(?:(?:related|relevant)\s)?",
    re.IGNORECASE,
)


def _unread(text: str, sentence: Sentence, usable: Sequence[Item]) -> Iterator[Statement]:
    """Years near "experience" that no rule claimed, and numbers beside it without a unit."""
    named = [item for item in sentence.items if isinstance(item, YearsMention)]
    within = sentence.start, sentence.end
    unclaimed = unread.unclaimed(text, *within, [(item.start, item.end) for item in named])
    if "experience" in text[sentence.start : sentence.end].lower():
        unclaimed += [(i.start, i.end) for i in named if i.sort == "open" and i not in usable]
        bare = unread.bare_numbers(text, *within)
        bare = [span for span in bare if all(end <= span[0] or span[1] <= start for start, end in unclaimed)]
    else:
        bare = []
    for rule, spans in (("unclaimed_years", sorted(unclaimed)), ("number_without_unit", bare)):
        for span in spans:
            yield Statement("unread", evidence_of(text, span, rule), unsure="unread_years")


def _counts(text: str, item: YearsMention, items: Sequence[Item]) -> bool:
    """Years that are experience, or that a degree right beside them makes so: "BS and 5 years"."""
    if item.sort != "open" or item.minimum > years.MOST_YEARS:
        return item.sort == "experience"
    return any(
        isinstance(other, DegreeMention)
        and (
            (0 <= item.start - other.end < 60 and joint(text, other.end, item.start) != "none")
            or (0 <= other.start - item.end < 40 and joint(text, item.end, other.start) in ("and", "list"))
        )
        for other in items
    )


def _statements(
    text: str, items: Sequence[Item], level: Strength, spans: dict[int, Span], counter: Numbering
) -> Iterator[Statement]:
    ladder = ladders.tie(text, items)
    substitute = _substitute(text, ladder, items)
    any_degree = bool(ladder.degrees)
    number_paths = ladder.tied and level == "required"
    for index, alternative in enumerate(ladder.alternatives):
        path = counter.next() if number_paths else None
        for degree in alternative.degrees:
            yield Statement(
                "degree",
                evidence_of(text, spans[degree.start], f"degree_{degree.form}"),
                level=degree.level,
                strength=level,
                or_experience=substitute is not None or alternative.and_or,
                path=path,
                conditioned=bool(alternative.years) or _has_field(text, degree),
            )
        bare = number_paths and any_degree and not alternative.degrees
        for number in alternative.years:
            rule = BARE_YEARS if bare and index == 0 else "years"
            instead = bare or (number is ladder.in_lieu and not alternative.degrees)
            yield _experience(evidence_of(text, spans[number.start], rule), number, level, path, instead)
    for item in ladder.outside:
        if isinstance(item, YearsMention):
            evidence = evidence_of(text, spans[item.start], "years")
            yield _experience(evidence, item, level, None, item is ladder.in_lieu)
        elif isinstance(item, DegreeMention):
            yield Statement(
                "degree",
                evidence_of(text, spans[item.start], f"degree_{item.form}"),
                level=item.level,
                strength=level,
                or_experience=substitute is not None,
                conditioned=_has_field(text, item),
            )
    if substitute is not None and (any_degree or substitute.alone):
        yield Statement(
            "experience",
            evidence_of(text, (substitute.start, substitute.end), "or_experience"),
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


def _substitute(text: str, ladder: Ladder, items: Sequence[Item]) -> Substitute | None:
    """The words that let experience stand in for the degrees of this statement, None without any."""
    for substitute in ladder.substitutes:
        if substitute.alone:
            return substitute
        before = [i for i in items if i.start < substitute.start and not isinstance(i, Substitute)]
        if not before:
            continue
        if isinstance(before[-1], DegreeMention):
            return substitute
        named = any(isinstance(i, DegreeMention) for i in before) or not _closed(text, substitute, items)
        if substitute.strong and ladder.degrees and named and not _widens(text, before[-1], substitute):
            return substitute
    return None


def _closed(text: str, substitute: Substitute, items: Sequence[Item]) -> bool:
    """ "5 years or equivalent education and experience; a diploma is required": the degree comes anew."""
    first = next((i.start for i in items if i.start >= substitute.end and isinstance(i, DegreeMention)), None)
    return first is not None and bool(re.search(r"[;\n]|\.\s", text[substitute.end : first]))


# "3 years of postdoctoral or equivalent experience": what is equivalent is the experience
_WIDENS = re.compile(r"\sof\s(?:(?!experience|or\b)[\w/-]+\s){1,4}")


def _widens(text: str, years_before: Item, substitute: Substitute) -> bool:
    between = _WIDENS.fullmatch(text, years_before.end, substitute.start)
    return bool(between) and not text.startswith("OR", substitute.start)


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
    usable: Sequence[Item],
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
                evidence_of(text, shortened(sentence.start, sentence.end, demand.start, text), demand.said),
                value=demand.said,
                strength=level,
            )
