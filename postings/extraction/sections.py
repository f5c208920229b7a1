"""Divides a posting into sections: runs of text under one heading, each with a kind.

Headings are blocks of their own or stand inline where line breaks were lost; a heading carries to the next
one. Sentences that every posting of an employer repeats (equal opportunity, privacy) become `boilerplate`
wherever they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from postings.extraction.records import Block, Document, Section, SectionKind
from postings.extraction.text import boilerplate, headings

# A heading that nobody knows keeps what was going on here; after the other kinds it starts something else.
_KEEPS: frozenset[SectionKind] = frozenset({"about", "responsibilities", "qualifications", "education"})
_ASKING: frozenset[SectionKind] = frozenset({"responsibilities", "qualifications", "preferred", "education"})
# "About us" is left out of the requirements only as far as an employer talks of itself in one go.
_LONGEST_ABOUT_US = 3_000
# A line that begins with a degree and asks for it ends the benefits or the words about the employer, where
# the heading of the requirements was lost: "Minimum a Bachelor's degree in Law".
_ASKS_DEGREE = re.compile(
    r"""(?:\A|(?<=[\n.!?:•])|(?<=[.!?:•]\s))
    (?:(?:minimum|at\sleast|must\shave|requires?|basic\srequirements?|completed|an?|of|[-*•·])[\s:]{1,2}){0,4}
    (?:
        (?:bachelor|master|associate)(?:[’'´]?s)?\s(?:degree|of\s|in\s)
      | (?:four|4|two|2)[-\s]year\s\w{0,10}\s?degree
      | (?:college|university|graduate|advanced)\sdegree
      | (?-i:BS|BA|MS|B\.S\.|M\.S\.|BSc|MSc|Ph\.?D\.?|MBA)\s
      | high\sschool\sdiploma | degree\sin\s
    )
    [^.\n]{0,70}?
    (?: \bin\s | \bfrom\s | \brequired | \bpreferred | \bdesired | \bplus\b | \bwith\s
      | \bor\s(?:(?:an?\s)?equivalent|higher|GED\.|related|similar)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINE_STOP = re.compile(r"[\n.!?:•]\s?")  # before each beginning that _ASKS_DEGREE allows
# Labels of the parts that one heading has: they say what follows, not how much it is wanted.
_PARTS = frozenset(
    {
        *("education", "experience", "skills", "technical skills", "soft skills", "knowledge", "background"),
        *("certifications", "certification", "licenses", "training", "languages", "work experience"),
        *("education and experience", "education/experience", "professional experience", "education level"),
        *("skills and experience", "experience and skills", "knowledge and skills", "abilities", "degree"),
    }
)
# "With a Bachelor's degree:" above its years: a rung of what is listed, under the heading above.
_DEGREE_LABEL = re.compile(
    r"""(?:(?:with|if|for|having|holding)\s(?:an?\s)?|(?=[^:]{3,40}:\Z))
    (?:high\sschool|GED|associate|bachelor|master|doctora|ph\.?\s?d|mba|b\.?[as]\b|m\.?[as]\b)[\w.’'´]{0,8}
    (?:\s(?:diploma|degree|level|candidates?|holders?))?\s?:?""",
    re.VERBOSE | re.IGNORECASE,
)
_IDEAL = re.compile(r"ideal\s(?:qualifications|requirements|skills|experience|background)\b", re.IGNORECASE)
_BASIC = re.compile(r"\b(?:basic|minimum|required|must[-\s]haves?|essential)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a section begins, and its heading."""

    position: int
    kind: SectionKind
    heading: tuple[int, int] | None = None


def split(document: Document) -> tuple[Section, ...]:
    """The sections of a document: they cover its text from the first to the last block, without overlap."""
    if not document.blocks:
        return ()
    end = document.blocks[-1].end
    starts = list(
        _with_lost_headings(document.text, _with_boilerplate(document, _starts(document), end), end)
    )
    return tuple(
        Section(start.kind, start.position, stop, start.heading)
        for start, stop in zip(starts, [*(s.position for s in starts[1:]), end], strict=True)
        if start.position < stop
    )


def _starts(document: Document) -> list[_Start]:
    """Section starts by headings alone."""
    starts: list[_Start] = []
    kind: SectionKind = "about"
    for block in document.blocks:
        if block.kind in ("title", "field"):
            plain: SectionKind = "title" if block.kind == "title" else "fields"
            if not starts or starts[-1].kind != plain:
                starts.append(_Start(block.start, plain))
            continue
        if not starts or starts[-1].kind in ("title", "fields"):
            starts.append(_Start(block.start, kind))
        for start in _block_starts(document.text, block, kind):
            if starts and starts[-1].position == start.position:
                starts.pop()
            start = _under_headings_above(document.text, start, starts)
            starts.append(start)
            kind = start.kind
    return starts


def _under_headings_above(text: str, start: _Start, above: Sequence[_Start]) -> _Start:
    """`start`, preferred where the headings above it make it so.

    "Ideally you have:" right above "Education: a diploma" governs it, and the labels like it that follow;
    "Ideal skills" beside "Basic skills" are not the basic ones.
    """
    if start.heading is None or start.kind == "preferred" or not above:
        return start
    last = above[-1]
    if last.kind == "preferred" and last.heading is not None:
        empty = not text[last.heading[1] : start.position].strip()
        label = _label(text, start) in _PARTS
        if label and (empty or _label(text, last) in _PARTS):
            return replace(start, kind="preferred")
        if empty and start.kind == "other" and headings.kind_of(text[slice(*start.heading)]) is None:
            return replace(start, kind="preferred")
    if _IDEAL.match(text, start.position) and any(_is_basic(text, other) for other in above):
        return replace(start, kind="preferred")
    return start


def _label(text: str, start: _Start) -> str:
    return text[slice(*start.heading)].lower().replace("&", "and").strip(" :-") if start.heading else ""


def _is_basic(text: str, start: _Start) -> bool:
    return start.heading is not None and bool(_BASIC.search(text, *start.heading))


def _block_starts(text: str, block: Block, kind: SectionKind) -> Iterator[_Start]:
    """The sections that begin at or inside one block; `kind` is the one that is going on."""
    if block.kind == "heading":
        if _DEGREE_LABEL.fullmatch(text[block.start : block.end]):
            return
        found = headings.kind_of(text[block.start : block.end])
        yield _Start(block.start, found or (kind if kind in _KEEPS else "other"), (block.start, block.end))
        return
    for heading in headings.inline(text, block.start, block.end):
        yield _Start(heading.start, heading.kind, (heading.start, heading.end))


def _with_boilerplate(document: Document, starts: list[_Start], end: int) -> Iterator[_Start]:
    """`starts` with repeated sentences cut out.

    "About us" is taken for "about" where it is overlong, or all that the posting has.
    """
    stops = [*(start.position for start in starts[1:]), end]
    asks = any(start.kind in _ASKING for start in starts)
    for start, stop in zip(starts, stops, strict=True):
        if start.kind in ("title", "fields"):
            yield start
            continue
        kind = start.kind
        if kind == "boilerplate":
            if asks and stop - start.position <= _LONGEST_ABOUT_US:
                yield start
                continue
            kind = "about"
        yield _Start(start.position, kind, start.heading)
        body = start.heading[1] if start.heading else start.position
        for first, last in boilerplate.spans(document.text, body, stop):
            if _ASKS_DEGREE.match(document.text, first, last):
                continue
            yield _Start(first, "boilerplate")
            if document.text[last:stop].strip():
                yield _Start(last, kind)


def _with_lost_headings(text: str, starts: Iterable[_Start], end: int) -> Iterator[_Start]:
    """`starts`, with requirements begun where text under "Benefits" or "About us" asks for a degree."""
    for start, following in pairwise([*starts, _Start(end, "other")]):
        yield start
        under_heading = start.kind == "benefits" or (
            start.heading is not None and start.kind == "boilerplate"
        )
        body = start.heading[1] if start.heading else start.position
        asks = _asking_line(text, body, following.position) if under_heading else None
        if asks is not None:
            yield _Start(asks, "qualifications")


def _asking_line(text: str, start: int, end: int) -> int | None:
    """Where the first line or sentence of `text[start:end]` begins that asks for a degree."""
    stops = _LINE_STOP.finditer(text, max(0, start - 2), end)
    begins = (position for stop in stops for position in (stop.start() + 1, stop.end()))
    return next(
        (at for at in chain((start,), begins) if at >= start and _ASKS_DEGREE.match(text, at, end)),
        None,
    )


def section_at(sections: Sequence[Section], position: int) -> Section | None:
    """The section that `position` lies in; None before the first."""
    i = bisect_right(sections, position, key=lambda section: section.start) - 1
    return sections[i] if i >= 0 and position < sections[i].end else None
