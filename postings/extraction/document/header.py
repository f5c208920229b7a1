"""Reads the head of a posting in lines: title, line of places, "Key: value" lines, line of segments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from postings.extraction.document import employer_lines, facts, titles
from postings.extraction.document.assembly import Title
from postings.extraction.document.facts import Fact
from postings.extraction.places import gazetteer
from postings.extraction.text import headings

_READ = 400  # lines in which a name may stand again
_MOST = 40  # lines in which "Key: value" is looked for
_LONGEST_TITLE = 140  # characters
_ADDRESS = re.compile(r"(?:(?:\*\*)?URL:(?:\*\*)?\s*)?(?P<address>(?:https?://|www\.)\S+)\Z", re.IGNORECASE)
_RULE = re.compile(r"[-=_*]{3,}\Z|[=*#-]{2,}\s*[A-Z ]{4,40}\s*[=*#-]{2,}\Z")  # "---", "=== JOB DETAILS ==="
_DECORATION = re.compile(r"\A(?:#{1,6}\s+|\*\*|__)+|(?:\*\*|__|\s#+)+\Z")
_PROSE = re.compile(r"\b(?:we|you|our|your|is|are|was|has|have|will|i'm|we're|join|looking)\b", re.IGNORECASE)
_LONGEST_HEADLINE = 500  # characters of a line of segments
_SEGMENTS = re.compile(r"\s*\|+\s*")
_DASHES = re.compile(r"\s+(?:[-\u2013\u2014]|--)\s+")
_WORKING = re.compile(
    r"(?:full|part)[- ]?time|remote|on[- ]?site|hybrid|contract|permanent|visa|https?:", re.I
)

_UNIT = re.compile(
    r"\b(?:Unit|Division|Department|Section|Branch|Bureau)\Z|\A(?:Division|Department|Section) of "
)
_TERMS = re.compile(rf"\A(?:{_WORKING.pattern})|[$€£%]|\b(?:full|part)-time,", re.I)  # of a contract, no role


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
            title = title or _opening_title(line)  # the line goes on as text, and stays in the body
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
    if title and _UNIT.search(line) and following and _named_with_city(following[0]):
        return [Fact("team", None, (line,), "unit_line")]
    if title:
        return employer_lines.below_title(line, following, text) if titles.names_role(title.text) else []
    above = next((other for other in following if not employer_lines.is_rating(other)), "")
    return employer_lines.above_title(line, text) if above and _is_better(above) else []


def _named_with_city(line: str) -> bool:
    """True for "Elm Centre, Oslo": below the line of a unit its employer, who is no place."""
    name, _, city = line.partition(", ")
    cities = gazetteer.meanings(city) if city and len(line) <= _LONGEST_TITLE else ()
    return any(meaning.city for meaning in cities) and not facts.reads_as_place(name)


def _is_part(words: str, title: Title) -> bool:
    """True when a later "Title: ..." line says better what the first line said."""
    return bool(title.unsure) or (title.rule == "first_line" and title.text.startswith(words))


def _title(line: str, following: Sequence[str]) -> Title | None:
    """The title in a line, None when the line does not read like one."""
    line = _DECORATION.sub("", line[: 2 * _LONGEST_HEADLINE]).strip()
    if not 2 < len(line) <= _LONGEST_HEADLINE or line.endswith((":", ";")) or not any(map(str.isalpha, line)):
        return None
    if _is_headline(line) and (title := _segment_title(line)):
        return title
    if len(line) > _LONGEST_TITLE:
        return None
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


def _is_headline(line: str) -> bool:
    """True for "Acme | Data Engineer | Oslo | Remote" and "Oslo - Acme - Data Engineer", and for no prose."""
    segments = _split(line)
    if len(segments) < 2 or (len(line) > _LONGEST_TITLE and any(map(_PROSE.search, segments))):
        return False
    return any(map(_says_where, segments))


def _split(line: str) -> list[str]:
    """The segments between bars; between dashes only where the first is a place in full, "Oslo, Norway"."""
    if "|" in line:
        return [segment for segment in _SEGMENTS.split(line) if segment]
    segments = _DASHES.split(line)
    first = segments[0]
    return (
        segments if "," in first and facts.reads_as_place(first) and not titles.names_role(first) else [line]
    )


def _says_where(segment: str) -> bool:
    return bool(_WORKING.match(segment)) or facts.reads_as_place(segment)


def _segment_title(line: str) -> Title | None:
    """Of a line of segments the one with a role noun, else the line if it is short enough for a title."""
    if segment := _role_segment(_split(line)):
        return Title(segment, "segment", "title_segment")
    return Title(line, "segment", "title_segment") if "|" in line and len(line) <= _LONGEST_TITLE else None


def _role_segment(segments: Sequence[str]) -> str | None:
    """The first segment with a role noun; one that lists many roles only where no other names any."""
    roles = [part for part in segments if titles.names_role(part) and not _TERMS.search(part)]
    short = (part for most in (80, _LONGEST_TITLE) for part in roles if len(part) <= most)
    return next(short, None)


def _opening_title(line: str) -> Title | None:
    """The role in "Acme | Data Engineer | Oslo | Remote We build ...", where a line break was lost."""
    segments = _SEGMENTS.split(line[:_LONGEST_HEADLINE])[:-1]
    if len(segments) < 3 or not any(map(_says_where, segments)) or any(map(_PROSE.search, segments)):
        return None
    segment = _role_segment(segments)
    return Title(segment, "segment", "title_segment") if segment else None


def _segments(line: str, title: str) -> list[Fact]:
    """The other segments: the employer stands first, a place in any."""
    segments = [segment for segment in _split(line) if segment != title]
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
