"""Puts a document together: the title, the lines of the body, then the stated facts as lines of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postings.extraction.document import title_tails, titles
from postings.extraction.document.facts import Fact, with_units
from postings.extraction.records import Document, NoPosting, Stated
from postings.extraction.text.canonical import CanonicalText
from postings.extraction.text.markup import Line

_LONGEST_TITLE = 200  # characters


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the source's words, the rule that found it, and the reason where it had to weigh."""

    text: str
    rule: str
    unsure: str | None = None


def assemble(
    layout: str,
    title: Title | None,
    lines: Iterable[Line],
    facts: Sequence[Fact] = (),
    site: str | None = None,
) -> Document:
    """The document; NoPosting when there is nothing but blanks.

    A place or an employer at the end of the title stays in the text and is not part of the stated title.
    Without a title, one that a sentence of the text names is taken, and is unsure.
    """
    facts = with_units(facts)
    canonical = CanonicalText()
    title_span = canonical.add("title", title.text) if title else None
    for kind, text in lines:
        canonical.add(kind, text)
    if not canonical.text:
        raise NoPosting("The file holds no words that people would read.")
    stated = _titled(canonical, title, title_span, facts)
    for fact in facts:
        if span := canonical.add("field", fact.line):
            stated += _stated(canonical, span, fact)
    return canonical.document(layout, stated, site)


def _titled(
    canonical: CanonicalText, title: Title | None, span: tuple[int, int] | None, facts: Sequence[Fact]
) -> list[Stated]:
    """The stated title, and the employer where the title names it."""
    if title is None or span is None or _is_bare(title):
        if named := titles.mentioned(canonical.text):
            exact = canonical.text[slice(*named)]
            return [canonical.state("title", named, exact, "named_title", unsure="title_from_text")]
        if title is None or span is None:
            return []
    words = canonical.text[slice(*span)]
    if len(words) > _LONGEST_TITLE:
        return [canonical.state("title", span, words, title.rule, unsure=title.unsure or "title_long")]
    known = [word for fact in facts if fact.kind == "employer" for word in fact.words]
    front, employer = title_tails.without_employer(words, canonical.text, known[0] if known else None)
    places = [word for fact in facts if fact.kind == "location" for word in fact.words]
    front = title_tails.without_place(front, places) or words
    stated = [canonical.state("title", span, front, title.rule, unsure=title.unsure)]
    if employer and not known:
        stated.append(canonical.state("employer", span, employer, "employer_in_title"))
    return stated


def _is_bare(title: Title) -> bool:
    """True for a line of segments none of which is a role: "Acme | Oslo | Remote"."""
    return title.unsure == "title_segment" and not titles.names_role(title.text)


def _stated(canonical: CanonicalText, span: tuple[int, int], fact: Fact) -> list[Stated]:
    if fact.kind is None:
        return []
    values = fact.values or fact.words
    start = span[0] + (len(fact.label) + 2 if fact.label else 0)
    stated = []
    for words, value in zip(fact.words, values, strict=True):
        if value is not None and words.strip():
            exact = value if value in words else words
            found = canonical.state(fact.kind, (start, span[1]), exact, fact.rule, value=value)
            stated.append(found)
            start = found.evidence.end
    return stated
