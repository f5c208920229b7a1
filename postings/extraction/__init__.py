"""Text in, statements with evidence out. Pure: no Django, no database, no network, no clock.

    raw = readers.read(content, name)
    extraction = extract(raw)
    extraction.summary.degree_policy

People's corrections are laid over the result by `overlay.overlay`.
"""

from __future__ import annotations

from postings.extraction import layouts, sections
from postings.extraction.extractors import EXTRACTORS
from postings.extraction.records import Document, Extraction, RawFile, Section, Statement
from postings.extraction.summary import summarise

#: Stated facts that need no reading; the others (location, employment type ...) go through their extractor.
TAKEN_AS_STATED = ("title", "employer", "job_number", "team", "role_family", "seniority")


def extract(raw: RawFile) -> Extraction:
    """Read one file: layout, sections, statements, summary (without corrections).

    Raises `NoPosting` where the layout finds that the file holds none.
    """
    document = layouts.parse(raw)
    parts = sections.split(document)
    statements = read_statements(document, parts)
    return Extraction(document, parts, statements, summarise(statements))


def read_statements(document: Document, parts: tuple[Section, ...]) -> tuple[Statement, ...]:
    """What the layout states, then what each extractor reads, in the order of the text."""
    read = [_as_stated(document)] + [list(extractor.extract(document, parts)) for extractor in EXTRACTORS]
    return tuple(sorted((s for each in read for s in each), key=lambda s: s.evidence.start))


def _as_stated(document: Document) -> list[Statement]:
    return [
        Statement(kind=fact.kind, value=fact.value, evidence=fact.evidence, unsure=fact.unsure)
        for fact in document.stated
        if fact.kind in TAKEN_AS_STATED
    ]
