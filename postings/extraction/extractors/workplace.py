"""Where one works: on site, hybrid or remote, where the posting says it of the job.

"Remote" is also said of teams, sensing and access, and "hybrid" of clouds: they count in the title and
header, behind a label, or with words for the job or for working. "No remote" is a statement for on site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from postings.extraction.extractors import _workplace_words as words
from postings.extraction.extractors._mentions import header_parts, near, outside
from postings.extraction.extractors._workplace_phrases import OF_SOME_JOBS, phrases
from postings.extraction.records import Document, Evidence, Section, SectionKind, Statement
from postings.extraction.text import hints
from postings.extraction.text.vocabulary import words_of

NAME = "workplace"

_LONGEST_PART = 90
_LONGEST_LINE = 200
_FIRST_BLOCKS = 12  # of a posting, that may hold a line of bars
_PARTS = re.compile(r"[^|]+")
_SKIPPED: frozenset[SectionKind] = frozenset({"boilerplate", "benefits"})


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement a workplace; the header, the title and stated facts decide before the running text."""
    found = list(near(document.text, words.WORD, _positions(document.text), lead=24))
    for source in (_header, _labelled, _said):
        statements = {s.value: s for s in reversed(list(source(document, sections, found)))}
        if "hybrid" in statements:
            statements = {value: one for value, one in statements.items() if value in _beside_hybrid(found)}
        if source is _header and set(statements) == {"on_site"}:
            days = [_phrase(match) for match in phrases(document.text) if match.lastgroup == "hybrid"]
            statements = {"hybrid": days[0]} if days else statements  # "ONSITE", and some days at home
        if statements:
            return sorted(statements.values(), key=lambda s: s.evidence.start)
    return []


def _positions(text: str) -> list[int]:
    return sorted((*words_of(text).positions(words.HINTS), *hints.positions(text, words.TELECOMMUTING)))


def _statement(match: re.Match[str], rule: str) -> Statement:
    text, value = match.string, match.lastgroup
    if _some_days(match) and not words.ALL_DAYS.match(text, match.end()):
        value = "hybrid"
    return Statement(NAME, Evidence(match.start(), match.end(), match[0], rule), value=value)


def _some_days(match: re.Match[str]) -> bool:
    before = words.DAYS_BEFORE.search(match.string, max(0, match.start() - 50), match.start())
    return bool(
        before
        or words.DAYS_AFTER.match(match.string, match.end())
        or words.NOT_ALWAYS.match(match.string, match.end())
    )


def _header(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    """The title, stated lines, and the parts of a header line between bars."""
    text = document.text
    blocks = [(block.kind, block.start, block.end) for block in document.blocks]
    spans = [(start, end, str(kind)) for kind, start, end in blocks if kind in ("title", "field")]
    spans += [(start, end, "header") for start, end in header_parts(text, blocks, _LONGEST_PART)]
    spans += [(start, end, "header") for start, end in _barred(text, blocks)]
    for start, end, where in spans:
        inside = [match for match in found if start <= match.start() < end]
        said = {match for match in inside if _says(text, match, start, end, where)}
        for left, right in pairwise(inside):
            if not said.isdisjoint((left, right)) and _joined(left, right):
                said |= {left, right}  # "On-site/hybrid", "remote (mornings) or onsite in Oslo"
        yield from (_statement(match, f"workplace_in_{where}") for match in inside if match in said)


def _says(text: str, match: re.Match[str], start: int, end: int, where: str) -> bool:
    """Whether a word of a header speaks of the job; in a long part only the word that begins it."""
    if end - start > _LONGEST_LINE and (where == "title" or text[start : match.start()].strip()):
        return False
    return _set_apart(text, match, start, end) or (
        where != "title" and _before_a_place(text, match, start, end)
    )


def _joined(left: re.Match[str], right: re.Match[str]) -> bool:
    text, span = left.string, (left.end(), right.start())
    if words.NOT_THE_JOB.match(text, right.end()):
        return False
    return bool(words.JOINT.fullmatch(text, *span) or words.JOINT_WITH_PLACE.fullmatch(text, *span))


def _barred(text: str, blocks: Sequence[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
    """The parts between bars of a title, and of lines that stand below an introduction."""
    for kind, start, end in blocks[:_FIRST_BLOCKS]:
        bars = text.count("|", start, end)
        if bars >= (1 if kind == "title" else 3) and end - start <= _LONGEST_LINE:
            yield from (part.span() for part in _PARTS.finditer(text, start, end))


def _set_apart(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """At the start or end, in brackets, by a comma or a dash: "Editor (remote)", "Remote - Spain"."""
    if (
        words.NOT_THE_JOB.match(text, match.end(), end)
        or match[0].lower() == "virtual"
        or _no_remote_job(match)
    ):
        return False
    head = words.EMPLOYMENT_BEFORE.search(text, start, match.start())
    tail = words.EMPLOYMENT_AFTER.match(text, match.end(), end)
    before = text[start : head.start() if head else match.start()].rstrip()[-1:]
    after = text[tail.end() if tail else match.end() : end].lstrip()[:1]
    last = after == "." and not text[match.end() : end].strip(" .")
    ends = not after or last or after in ")]([-\u2013\u2014|,/;&:•·_"
    if ends and (not before or before in "([-\u2013\u2014|,/:;•·_"):
        return True
    if ends and match[0].isupper():
        return True  # "Oslo ONSITE (Old Town)"
    if not after and (
        words.PLACE_THEN.search(text, start, match.start()) or words.HOME_TITLE.match(match[0])
    ):
        return True
    if ends and words.ALTERNATIVE.search(text, start, match.start()):
        return True
    return bool(words.GOES_ON.match(text, match.end(), end)) and (
        not before or before in "(|,-/+\u2013\u2014"
    )


def _before_a_place(text: str, match: re.Match[str], start: int, end: int) -> bool:
    return (
        match[0].lower() != "virtual"
        and not text[start : match.start()].rpartition("+")[2].strip(" |-\u2013\u2014(")
        and not words.NOT_THE_JOB.match(text, match.end(), end)
        and bool(words.THEN_A_PLACE.match(text, match.end(), end))
    )


def _labelled(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    text = document.text
    for match in found:
        label = words.LABEL.search(text, max(0, match.start() - 80), match.start())
        if (
            label
            and not words.NOT_THE_JOB.match(text, match.end())
            and not words.HYBRID_LABEL.search(text, max(0, label.start() - 15), label.start())
        ):
            yield _statement(match, "workplace_label")


def _said(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    """What phrases and the running text say; a denial goes before a "remote" of the running text.

    A benefit of working from home says "hybrid" where nothing else is said.
    """
    said = [match for match in phrases(document.text) if not _no_remote_job(match)]
    of_phrases = [_phrase(match) for match in said if match.lastgroup != "flexible"]
    in_text = list(_in_text(document, sections, found))
    if not of_phrases and not in_text:
        yield from map(_phrase, said)
    if "on_site" in {one.value for one in of_phrases}:
        in_text = [one for one in in_text if one.value != "remote"]
    yield from of_phrases + in_text


def _phrase(match: re.Match[str]) -> Statement:
    value = "hybrid" if match.lastgroup == "flexible" else match.lastgroup
    return Statement(NAME, Evidence(match.start(), match.end(), match[0], "workplace_phrase"), value=value)


def _beside_hybrid(found: Sequence[re.Match[str]]) -> set[str | None]:
    """Hybrid, and what is offered beside it ("hybrid or remote"); what else is said is a part of it."""
    beside: set[str | None] = {"hybrid"}
    for left, right in pairwise(found):
        values = {left.lastgroup, right.lastgroup}
        if "hybrid" in values and _joined(left, right):
            beside |= values
    return beside


def _in_text(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    text = document.text
    last: re.Match[str] | None = None
    for match in outside(found, sections, _SKIPPED):
        if words.NOT_THE_JOB.match(text, match.end()) or OF_SOME_JOBS.match(text, match.end()):
            continue
        if _said_of_the_job(match):
            if last and words.JOINT.fullmatch(text, last.end(), match.start()):
                yield _statement(last, "workplace_in_text")  # "hybrid or remote work"
            yield _statement(match, "workplace_in_text")
        last = match


def _no_remote_job(match: re.Match[str]) -> bool:
    if match.lastgroup != "remote":
        return False
    return words.NO_REMOTE_JOB.search(match.string, max(0, match.start() - 90), match.start()) is not None


def _said_of_the_job(match: re.Match[str]) -> bool:
    text = match.string
    if words.UNLESS.search(text, max(0, match.start() - 50), match.start()):
        return False
    if _no_remote_job(match) or words.TRAVEL.search(text, max(0, match.start() - 30), match.start()):
        return False
    if words.DAYS_BEFORE.search(text, max(0, match.start() - 50), match.start()):
        return True  # "two days weekly on-site"
    if (
        words.HOME_TITLE.match(match[0])
        and words.BEGINS.search(text, max(0, match.start() - 2), match.start())
        and words.HOME_GOES_ON.match(text, match.end())
    ):
        return True
    before = words.OF_THE_JOB_BEFORE.search(text, max(0, match.start() - 50), match.start())
    after = words.OF_THE_JOB_AFTER.match(text, match.end(), match.end() + 50)
    strong = words.STRONG.match(match[0]) is not None
    return bool((before and (after or strong or words.STRONG.search(before[0]))) or (strong and after))
