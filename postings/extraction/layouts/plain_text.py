"""Plain text, the last resort: the title is a `Title:` line or the first; a line of places may follow."""

from __future__ import annotations

from postings.extraction.document import absence, header, titles
from postings.extraction.document.assembly import Title, assemble
from postings.extraction.records import Document, NoPosting, RawFile
from postings.extraction.text import lineation
from postings.extraction.text.characters import unescape

NAME = "plain_text"


def matches(raw: RawFile) -> bool:
    return True


def parse(raw: RawFile) -> Document:
    """NoPosting when the text is an error page, a cookie notice or the like."""
    text = unescape(raw.text)
    if reason := absence.reason(text):
        raise NoPosting(reason)
    lines = text.strip().split("\n")
    head = header.read(lines)
    title, body = head.title, "\n".join(lines[head.used :])
    if title is None:
        title, body = _weighed(body)
    return assemble(NAME, title, lineation.lines(body), head.facts)


def _weighed(body: str) -> tuple[Title | None, str]:
    """The title in front of a body that goes on in the same line."""
    line, newline, rest = body.strip().partition("\n")
    boundary = titles.boundary(line)
    if boundary is None or (boundary.thin and newline):
        return None, body
    unsure = "title_boundary" if boundary.thin else None
    return Title(line[: boundary.end], "weighed_title", unsure), line[boundary.end :] + newline + rest
