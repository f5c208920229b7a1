"""A header of "Key: value" lines, then the text: e-mails, government job pages."""

from __future__ import annotations

from postings.extraction.document import facts, header
from postings.extraction.document.assembly import assemble
from postings.extraction.records import Document, RawFile
from postings.extraction.text import lineation
from postings.extraction.text.characters import unescape

NAME = "key_value"
_LOOKED_AT = 40  # lines
_ENOUGH = 3  # lines with a known key


def matches(raw: RawFile) -> bool:
    found = []
    for line in raw.text[:8_000].lstrip().split("\n")[:_LOOKED_AT]:
        if fact := facts.key_value(line, NAME):
            found.append(fact.kind)
        elif len(line) > 200:
            break
    return len(found) >= _ENOUGH and bool({"title", "location", "job_number", "employer"} & set(found))


def parse(raw: RawFile) -> Document:
    """Title and facts of the header; the lines behind it are the body."""
    lines = unescape(raw.text).strip().split("\n")
    head = header.read(lines)
    return assemble(NAME, head.title, lineation.lines("\n".join(lines[head.used :])), head.facts)
