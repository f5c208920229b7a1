"""One paragraph that opens with "Title, Employer, Place — ", as newsletters print postings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from postings.extraction.document import facts, titles
from postings.extraction.document.assembly import Title, assemble
from postings.extraction.document.facts import Fact
from postings.extraction.records import Document, RawFile
from postings.extraction.text import flattened, lineation
from postings.extraction.text.characters import unescape

NAME = "lead_in"
_DASH = re.compile(r"\s*(?:\u2014|\u2013|\s-\s|--)\s*(?=\S)")
_COMMA = re.compile(r",(?![^(]{0,80}\))")  # "Bilingual (Dutch, Frisian)" is one part
_NOT_IN_HEAD = frozenset("<$£€{}")
_BETWEEN = re.compile(
    r"\s+[-\u2013]\s+"
)  # "Clerk (Salem, OR) \u2013 Alder County \u2014 Alder County seeks ..."
_NAMED_AGAIN = 160  # characters behind the dash in which the employer is named once more
_LONGEST_WITHOUT_ROLE = 8  # words
_LONGEST = 200  # characters in front of the dash
_SHORTEST = 80  # characters of the text behind it, in the same line
_PART_OF_A_TITLE = re.compile(
    r"\b(?:Program|Project|Section|Services?|Administration|Elections|Operations|Unit)\Z"
)
_DEPARTMENT_OF = re.compile(r"\w (?:Department|Board|Bureau|Commission) of ")

_ORGANISATION = re.compile(
    r"\b(?:County|City|Town|Board|Commission|Cent(?:er|re)|University|College|Institute|Foundation|Department|Dept|"
    r"State|Secretary|Office|Council|Committee|Association|Company|Inc|LLC|League|Fund|Group|Party|Clerk)\b"
)


@dataclass(frozen=True, slots=True)
class _Opening:
    title: str
    employer: str
    place: str
    end: int


def matches(raw: RawFile) -> bool:
    return _opening(_shown(raw)) is not None


def parse(raw: RawFile) -> Document:
    """Title, employer and place as the opening states them; the rest is the body."""
    text = _shown(raw)
    opening = _opening(text)
    assert opening is not None, "matches() came first"  # noqa: S101
    found = [Fact("employer", None, (opening.employer,), NAME)]
    if opening.place:
        found.append(Fact("location", None, (opening.place,), NAME))
    first, _, rest = text[opening.end :].partition("\n")
    title = Title(opening.title, NAME, "title_boundary" if _is_thin(opening.title) else None)
    return assemble(NAME, title, [*flattened.lines(first), *lineation.lines(rest)], found)


def _is_thin(title: str) -> bool:
    return "," in title or not titles.names_role(title)


def _shown(raw: RawFile) -> str:
    return unescape(raw.text).strip()


def _opening(text: str) -> _Opening | None:
    """The opening up to the first dash that can end one: a title and an employer stand in front of it."""
    line_end = text.find("\n")
    line_end = line_end if line_end >= 0 else len(text)
    for dash in _DASH.finditer(text, 8, min(line_end, _LONGEST)):
        head = text[: dash.start()]
        if "," not in head or not _NOT_IN_HEAD.isdisjoint(head) or head.count("(") != head.count(")"):
            continue
        title, employer, place = _parts(head)
        again = _names(text[dash.end() : dash.end() + _NAMED_AGAIN], employer)
        if not employer or line_end - dash.end() < _SHORTEST:
            continue
        if titles.names_role(title) and (again or ":" not in head):
            return _Opening(title, employer, place, dash.end())
        if again and len(title.split()) <= _LONGEST_WITHOUT_ROLE and title.istitle():
            return _Opening(title, employer, place, dash.end())
    return None


def _names(text: str, employer: str) -> bool:
    """True when the text behind the dash names the employer of the head again."""
    return len(employer) > 2 and bool(re.search(rf"(?<!\w){re.escape(employer)}(?!\w)", text))


def _parts(head: str) -> tuple[str, str, str]:
    """(title, employer, place): the middle belongs to the title where it names a role or a unit."""
    parts = [part.strip() for part in _COMMA.split(head) if part.strip()]
    if len(parts) > 2 and parts[-1] in ("D.C.", "DC"):
        parts[-2:] = [", ".join(parts[-2:])]
    if len(parts) < 2:
        title, employer = _divided(head)
        return title, employer, ""
    place = parts.pop() if len(parts) > 2 and _is_place(parts[-1]) else ""
    roles = (number for number, part in enumerate(parts[:-1]) if _is_role(part))
    size = max(roles, default=0) + 1
    while size < len(parts) - 1 and _goes_on(parts[size], parts[size + 1 :], bool(place)):
        size += 1
    title, others = ", ".join(parts[:size]), parts[size:]
    if not place:
        return title, ", ".join(others), ""
    return title, others[0], ", ".join([*others[1:], place])


def _divided(head: str) -> tuple[str, str]:
    """(title, employer) of a head whose only commas stand in brackets; no employer without a dash."""
    between = list(_BETWEEN.finditer(head))
    return (head[: between[-1].start()], head[between[-1].end() :]) if between else (head, "")


def _is_role(part: str) -> bool:
    return titles.names_role(part) and not _ORGANISATION.search(part)


def _goes_on(part: str, behind: list[str], place: bool) -> bool:
    """True when a part between title and employer still belongs to the title: a unit, no organisation."""
    if _PART_OF_A_TITLE.search(part) and not _DEPARTMENT_OF.search(part):
        return True
    return not _ORGANISATION.search(part) and (not place or any(map(_ORGANISATION.search, behind)))


def _is_place(part: str) -> bool:
    short = part.replace(".", "").upper()
    return facts.reads_as_place(part.rstrip(".")) or (len(short) <= 4 and facts.reads_as_place(short))
