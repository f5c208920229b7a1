"""Reads the head of a posting in lines: title, line of places, "Key: value" lines, line of segments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from postings.extraction.document import employer_lines, facts, titles
from postings.extraction.document.assembly import Title
from postings.extraction.document.facts import Fact
from postings.extraction.text import headings

_READ = 400  # lines in which a name may stand again
_MOST = 40  # lines in which "Key: value" is looked for
_LONGEST_TITLE = 140  # characters
_ADDRESS = re.compile(r"(?:(?:\*\*)?URL:(?:\*\*)?\s*)?(?P<address>(?:https?://|www\.)\S+)\Z", re.IGNORECASE)
_RULE = re.compile(r"[-=_*]{3,}\Z|[=*#-]{2,}\s*[A-Z ]{4,40}\s*[=*#-]{2,}\Z")  # "---", "=== JOB DETAILS ==="
_DECORATION = re.compile(r"\A(?:#{1,6}\s+|\*\*|__)+|(?:\*\*|__|\s#+)+\Z")
_PROSE = re.compile(r"\b(?:we|you|our|your|is|are|was|has|have|will|i'm|we're|join|looking)\b", re.IGNORECASE)
_SEGMENTS = re.compile(r"\s*\|\s*")
_WORKING = re.compile(r"(?:full|part)[- ]?time|remote|on-?site|hybrid|contract|permanent|visa|https?:", re.I)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines say; the body begins at line `used`."""

    title: Title | None
    facts: tuple[Fact, ...]
    used: int


def read(lines: Sequence[str], title: Title | None = None) -> Header:
    """The header of `lines`, blank ones included: it ends at the first that is neither title nor fact.

    A `title` that is known already is kept, and none is looked for.
    """
    known = title is not None
    found: list[Fact] = []
    used = 0
    for number, raw in enumerate(lines[:_MOST]):
        line = " ".join(raw.split())
        if _RULE.match(line) and len(found) > 2 and any(map(str.isalpha, line)):
            return Header(title, tuple(found), number + 1)  # "=== JOB DESCRIPTION ===" behind the facts
        if not line or _RULE.match(line):
            continue
        fact = facts.key_value(line, "header_line", any_key=len(found) > 2)
        if fact and fact.kind == "title" and not known and (title is None or _is_part(fact.words[0], title)):
            found += [Fact(None, None, (title.text,), title.rule)] if title else []
            title = Title(fact.words[0], "title_line")
        elif fact:
            found.append(fact if fact.kind != "title" else replace(fact, kind=None))
        elif address := _ADDRESS.match(line):
            found.append(Fact(None, "URL", (address["address"],), "header_line"))
        elif named := _employer(line, lines[number + 1 :], title, found):
            found += named
        elif not facts.first(found, "location") and (title or number) and (place := _place(line)):
            found.append(place)
        elif title is None and (title := _title(line, lines[number + 1 : number + 6])):
            if title.rule == "segment":
                found += _segments(line, title.text)
        else:
            break
        used = number + 1
    return Header(title, tuple(found), used)


def _employer(line: str, below: Sequence[str], title: Title | None, found: Sequence[Fact]) -> list[Fact]:
    """The employer's line under a title that names a role, or right above one; its rating is shown only."""
    if found and found[-1].rule == "employer_line" and employer_lines.is_rating(line):
        return [Fact(None, None, (line,), "employer_line")]
    if facts.first(found, "employer") or not line[0].isalnum():
        return []
    following = [other for other in map(str.strip, below[:8]) if other]
    text = "\n".join([line, *below[:_READ]])
    if title:
        return employer_lines.below_title(line, following, text) if titles.names_role(title.text) else []
    above = next((other for other in following if not employer_lines.is_rating(other)), "")
    return employer_lines.above_title(line, text) if above and _is_better(above) else []


def _is_part(words: str, title: Title) -> bool:
    """True when a later "Title: ..." line says better what the first line said."""
    return bool(title.unsure) or (title.rule == "first_line" and title.text.startswith(words))


def _title(line: str, following: Sequence[str]) -> Title | None:
    """The title in a line, None when the line does not read like one."""
    line = _DECORATION.sub("", line[: 2 * _LONGEST_TITLE]).strip()
    if not 2 < len(line) <= _LONGEST_TITLE or line.endswith((":", ";")) or not any(map(str.isalpha, line)):
        return None
    segments = _SEGMENTS.split(line)
    if len(segments) > 1 and any(_WORKING.match(part) or facts.reads_as_place(part) for part in segments[1:]):
        return _segment_title(line)
    if (
        headings.stands_alone(line)
        or line.startswith("About ")
        or ((line[-1] in ".?!" or len(line.split()) > 6) and _PROSE.search(line))
    ):
        return None
    if titles.names_role(line):
        return Title(line, "first_line")
    if any(_is_better(other) for other in following):
        return None
    return Title(line, "first_line", "title_without_role")


def _is_better(line: str) -> bool:
    """A later line that is clearly a title: short, with a role noun, no sentence, no list."""
    line = _DECORATION.sub("", line.strip()[: 2 * _LONGEST_TITLE]).strip()
    return (
        0 < len(line) <= 70
        and line[0].isupper()
        and line[-1] not in ".:;,!?"
        and titles.names_role(line)
        and not _PROSE.search(line)
        and not headings.kind_of(line)
    )


def _segment_title(line: str) -> Title:
    """Of "Acme | Data Engineer | Oslo | Remote" the segment with a role noun, else the whole line."""
    for segment in _SEGMENTS.split(line):
        if titles.names_role(segment) and not _WORKING.match(segment) and len(segment) <= 80:
            return Title(segment, "segment", "title_segment")
    return Title(line, "segment", "title_segment")


def _segments(line: str, title: str) -> list[Fact]:
    """The other segments: the employer stands first, a place in any."""
    segments = [segment for segment in _SEGMENTS.split(line) if segment and segment != title]
    found = []
    if segments and title != line:
        found.append(Fact(None, None, (line,), "segments"))
    if segments and line.startswith(segments[0]) and not facts.reads_as_place(segments[0]):
        found.append(Fact("employer", None, (segments[0],), "first_segment"))
    found += [
        Fact("location", None, (segment,), "place_segment")
        for segment in segments
        if facts.reads_as_place(segment) and not _WORKING.match(segment)
    ][:1]
    return found


def _place(line: str) -> Fact | None:
    if titles.names_role(line):
        return None
    if facts.counts_places(line):
        return Fact(None, None, (line,), "place_line")
    label, _, rest = line.partition(" ")
    if label.rstrip(":") in ("Location", "Locations") and facts.reads_as_place(rest):
        return Fact("location", label.rstrip(":"), (rest,), "place_line")
    return Fact("location", None, (line,), "place_line") if facts.reads_as_place(line) else None
