"""One paragraph that opens with "Title, Employer, Place — ", as newsletters print postings."""

from __future__ import annotations

import re

from .. import facts, flattened, lineation, titles
from ..assembly import Title, assemble
from ..characters import unescape
from ..facts import Fact
from ..records import Document, RawFile

NAME = "lead_in"
_OPENING = re.compile(r"\s*(?P<head>[^\n\u2014\u2013:|]{8,170}?)\s*(?:\u2014|\u2013|\s-\s|--)\s*(?=\S)")
_SHORTEST = 80  # characters of the text behind the dash, in the same line


def matches(raw: RawFile) -> bool:
    opening = _OPENING.match(raw.text)
    if opening is None or "<" in opening["head"] or "," not in opening["head"]:
        return False
    line_end = raw.text.find("\n", opening.end())
    behind = (line_end if line_end >= 0 else len(raw.text)) - opening.end()
    title, employer, _ = _parts(opening["head"])
    return behind >= _SHORTEST and titles.names_role(title) and bool(employer) and len(title.split()) <= 14


def parse(raw: RawFile) -> Document:
    """Title, employer and place as the opening states them; the rest is the body."""
    text = unescape(raw.text).strip()
    opening = _OPENING.match(text)
    assert opening is not None, "matches() came first"  # noqa: S101
    title, employer, place = _parts(opening["head"])
    found = [Fact("employer", None, (employer,), "lead_in")]
    if place:
        found.append(Fact("location", None, (place,), "lead_in"))
    first, _, rest = text[opening.end() :].partition("\n")
    body = [*flattened.lines(first), *lineation.lines(rest)]
    unsure = "title_boundary" if opening["head"].count(",") > 2 + place.count(",") else None
    return assemble(NAME, Title(title, "lead_in", unsure), body, found)


def _parts(head: str) -> tuple[str, str, str]:
    """(title, employer, place): a comma belongs to the title while a role noun is still to come."""
    parts = [part.strip() for part in head.split(",") if part.strip()]
    if len(parts) < 2:
        return head, "", ""
    size = max((index for index, part in enumerate(parts[:-1]) if titles.names_role(part)), default=0) + 1
    place = parts[-1] if len(parts) > size + 1 and facts.reads_as_place(parts[-1]) else ""
    rest = parts[size : len(parts) - bool(place)]
    if place and len(rest) > 1:  # "…, George Mason University, Fairfax County, Va."
        place = ", ".join([*rest[1:], place])
        rest = rest[:1]
    return ", ".join(parts[:size]), ", ".join(rest), place
