"""Reads a line as a posting's requirement would be read: under a heading, by the requirements extractor."""

from __future__ import annotations

from postings.extraction import sections
from postings.extraction.extractors import requirements
from postings.extraction.records import Block, Document, Statement, Summary
from postings.extraction.summary import summarise


def document_of(*lines: str, heading: str | None = "Qualifications", bullets: bool = True) -> Document:
    """A posting of a title, a heading (None: without) and lines; one block each."""
    parts = [("title", "Plant Technician")]
    if heading:
        parts.append(("heading", heading))
    parts += [("bullet" if bullets else "paragraph", line) for line in lines]
    text, blocks = "", []
    for kind, line in parts:
        start = len(text)
        text += line
        blocks.append(Block(kind, start, len(text)))  # type: ignore[arg-type]
        text += "\n"
    return Document("test", text, tuple(blocks))


def statements_of(*lines: str, heading: str | None = "Qualifications") -> tuple[Statement, ...]:
    document = document_of(*lines, heading=heading)
    return tuple(requirements.extract(document, sections.split(document)))


def summary_of(*lines: str, heading: str | None = "Qualifications") -> Summary:
    return summarise(statements_of(*lines, heading=heading))


def paths_of(summary: Summary) -> list[tuple[str | None, float | None]]:
    return [(path.level, path.years) for path in summary.paths]
