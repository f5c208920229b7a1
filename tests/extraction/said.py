"""Runs one extractor over a short text of our own, as the plain layout reads it."""

from __future__ import annotations

from postings.extraction import layouts, sections
from postings.extraction.extractors import Extractor
from postings.extraction.records import Document, RawFile, Statement


def document(text: str) -> Document:
    return layouts.parse(RawFile("posting.txt", text, "utf-8"))


def statements(extractor: Extractor, text: str) -> list[Statement]:
    """What the extractor says of a posting titled "Post" with this body; every quote is checked."""
    read = document(f"Title: Post\n\n{text}")
    found = list(extractor.extract(read, sections.split(read)))
    for statement in found:
        evidence = statement.evidence
        assert read.text[evidence.start : evidence.end] == evidence.exact
        assert evidence.rule
        assert statement.kind == extractor.NAME
    return found


def values(extractor: Extractor, text: str) -> list[str | None]:
    return [statement.value for statement in statements(extractor, text)]
