"""Plain text, the last resort: the title is the first line or a `Title:` line."""

from __future__ import annotations

from .. import headings, markup
from ..canonical import CanonicalText
from ..characters import unescape
from ..records import Document, NoPosting, RawFile

NAME = "plain_text"


def matches(raw: RawFile) -> bool:
    return True


def parse(raw: RawFile) -> Document:
    lines = [" ".join(unescape(line).split()) for line in raw.text.split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        raise NoPosting("The file holds no words.")
    canonical = CanonicalText()
    stated = []
    title = lines[0]
    if len(title) <= 120 and (span := canonical.add("title", title)):
        stated.append(canonical.state("title", span, title, "first_line"))
        lines = lines[1:]
    for line in lines:
        bullet = markup.marked_bullet(line)
        if bullet:
            canonical.add("bullet", bullet)
        elif headings.stands_alone(line):
            canonical.add("heading", line)
        else:
            canonical.add("paragraph", line)
    return canonical.document(NAME, stated)
