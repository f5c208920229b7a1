"""Plain text, the last resort: the title is a `Title:` line or the first; a line of places may follow."""

from __future__ import annotations

from postings.extraction.document import absence, header, labels, several, titles
from postings.extraction.document.assembly import Title, assemble
from postings.extraction.records import Document, NoPosting, RawFile
from postings.extraction.text import chrome, lineation
from postings.extraction.text.characters import unescape

NAME = "plain_text"


def matches(raw: RawFile) -> bool:
    return True


def parse(raw: RawFile) -> Document:
    """NoPosting when the text is an error page, a cookie notice or the like, several postings, or nothing
    that looks like one."""
    lines = unescape(raw.text).strip().split("\n")
    lines = [lines[index] for index in chrome.without(lines)]
    if reason := absence.reason("\n".join(lines)) or several.in_lines(lines):
        raise NoPosting(reason)
    head = header.read(lines)
    found, taken = labels.below(lines[head.used :])
    body = "\n".join(line for index, line in enumerate(lines[head.used :]) if index not in taken)
    title = head.title
    if title is None:
        title, body = _weighed(body)
    if (title is None or title.unsure == "title_without_role") and (reason := absence.without_sign(raw.text)):
        raise NoPosting(reason)
    return assemble(NAME, title, lineation.lines(body), [*head.facts, *found])


def _weighed(body: str) -> tuple[Title | None, str]:
    """The title in front of a body that goes on in the same line."""
    line, newline, rest = body.strip().partition("\n")
    boundary = titles.boundary(line)
    if boundary is None or (boundary.thin and newline):
        return None, body
    unsure = "title_boundary" if boundary.thin else None
    return Title(line[: boundary.end], "weighed_title", unsure), line[boundary.end :] + newline + rest
