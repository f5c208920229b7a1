"""One module a kind of statement: `NAME` and `extract(document, sections) -> Iterable[Statement]`.

A new kind is one file here and one word in `EXTRACTORS`; a test compares the tuple with the folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from postings.extraction.extractors import (
    certification,
    employer,
    employment_type,
    field_of_study,
    language,
    location,
    pay,
    posted,
    requirements,
    role_family,
    skill,
    workplace,
)
from postings.extraction.records import Document, Section, Statement


class Extractor(Protocol):
    """The agreed names of an extractor module."""

    NAME: str

    def extract(self, document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]: ...


EXTRACTORS: tuple[Extractor, ...] = (
    requirements,  # degree, experience, and what was seen of them but not understood
    certification,
    employer,
    employment_type,
    field_of_study,
    language,
    location,
    pay,
    posted,
    role_family,
    skill,
    workplace,
)
