"""Puts a document together: the title, the lines of the body, then the stated facts as lines of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .canonical import CanonicalText
from .facts import Fact
from .markup import Line
from .records import Document, NoPosting, Stated


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
    facts: Iterable[Fact] = (),
    site: str | None = None,
) -> Document:
    """The document; NoPosting when there is nothing but blanks."""
    canonical = CanonicalText()
    stated: list[Stated] = []
    if title and (span := canonical.add("title", title.text)):
        stated.append(canonical.state("title", span, title.text, title.rule, unsure=title.unsure))
    for kind, text in lines:
        canonical.add(kind, text)
    for fact in facts:
        if span := canonical.add("field", fact.line):
            stated += _stated(canonical, span, fact)
    if not canonical.text:
        raise NoPosting("The file holds no words that people would read.")
    return canonical.document(layout, stated, site)


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
