"""A page of careers.microsoft.com flattened to one line.

Menu, title, body, footer of facts, marketing, style sheet follow each other without a separator:

    Back to search results Prev Job 7 of 90 Next Data Analyst We are ... Job # 1234 5678 Locations Spain, Madrid
    Job families Finance Teams Finance Microsoft Finance. Like numbers? ... .LinkedInTitle { ... }

Nothing divides title from body: `titles` weighs the evidence, and the title is `unsure` where it is thin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .. import flattened, titles
from ..canonical import CanonicalText
from ..characters import unescape
from ..records import Document, NoPosting, RawFile, Stated
from ._footers import Place, places, values

NAME = "microsoft_flat"
SITE = "careers.microsoft.com"

_MENU = re.compile(
    r"\s*(?:Back to search results\b)?\s*(?:Prev(?:ious)?\b)?\s*(?:Job\s+\d+\s+of\s+\d+\b)?\s*(?:Next\b)?\s*"
)
_NUMBER = re.compile(r"\bJob\s?(?:#|[Nn]umber|[Nn]o\.):?\s*(?P<number>\d{3,})(?:\s+\d{3,})*")
_PLACES = re.compile(r"\bLocations?:?\s+(?=[A-Z])")
_FAMILIES = re.compile(r"\bJob famil(?:ies|y):?\s+(?=[A-Z])")
_TEAMS = re.compile(r"\bTeams?:?\s+(?=[A-Z])")
_STYLE = re.compile(r"(?:/\*|[.#@]?[A-Za-z][\w.#:-]{0,60}\s*\{\s*[a-z-]+\s*:)")
_TAIL = 3_000  # characters at the end in which the footer is looked for when the job number is missing


@dataclass(frozen=True, slots=True)
class _Footer:
    """What stands behind the body; `start` is where the body ends."""

    start: int
    number_line: str | None = None
    number: str | None = None
    places: tuple[Place, ...] = ()
    families: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


def matches(raw: RawFile) -> bool:
    """By the menu in front, or by the footer where the menu was cut off."""
    menu = _MENU.match(raw.text)
    if menu and ("Back to search results" in menu[0] or re.search(r"Job\s+\d+\s+of\s+\d+", menu[0])):
        return "<html" not in raw.text[:2_000].lower()
    number = _last(_NUMBER, raw.text, len(raw.text) - _TAIL)
    return bool(number and _PLACES.match(raw.text, number.end() + 1) and raw.text.strip().count("\n") < 5)


def parse(raw: RawFile) -> Document:
    """Title, body and footer; NoPosting when the menu is all there is."""
    text = _MENU.sub("", " ".join(unescape(raw.text).split()), count=1)
    footer = _footer(text)
    body = text[: footer.start].strip()
    if not body:
        raise NoPosting("The page holds only the menu of the site, no posting.")
    canonical = CanonicalText()
    stated = [_add_title(canonical, body)]
    for kind, line in flattened.lines(_without_second_title(canonical, body[_length(canonical) :])):
        canonical.add(kind, line)
    stated += _add_footer(canonical, footer)
    return canonical.document(NAME, stated, SITE)


def _add_title(canonical: CanonicalText, body: str) -> Stated:
    boundary = titles.boundary(body) or titles.guess(body)
    span = canonical.add("title", body[: boundary.end])
    assert span is not None, "a boundary stands behind a word"  # noqa: S101
    unsure = "title_boundary" if boundary.thin else None
    return canonical.state("title", span, canonical.text, "microsoft_title", unsure=unsure)


def _length(canonical: CanonicalText) -> int:
    return len(canonical.text)


def _without_second_title(canonical: CanonicalText, body: str) -> str:
    """`body` without a second, longer title right behind the first, which becomes a heading."""
    body = body.strip()
    boundary = titles.boundary(body)
    if boundary and not boundary.thin and not titles.opens_text(body):
        canonical.add("heading", body[: boundary.end])
        return body[boundary.end :]
    return body


def _footer(text: str) -> _Footer:
    tail = max(0, len(text) - _TAIL)
    number = _last(_NUMBER, text, tail)
    at = number.start() if number else len(text)
    place = _PLACES.search(text, number.end()) if number else _last(_PLACES, text, tail)
    if place and not number and not places(text[place.end() : place.end() + 200]):
        place = None  # "Locations" of the body
    style = _STYLE.search(text, number.end() if number else place.end() if place else tail)
    end = style.start() if style else len(text)
    at = min(at, place.start() if place else end, end)
    family = _FAMILIES.search(text, place.end() if place else number.end() if number else end, end)
    team = _TEAMS.search(text, family.end(), end) if family else None
    labels = [match.start() for match in (place, family, team) if match]
    return _Footer(
        start=at,
        number_line=text[number.start() : min([end, *labels])] if number else None,
        number=number["number"] if number else None,
        places=places(text[place.end() : min([end, *labels[1:2]])]) if place else (),
        families=values(text[family.end() : team.start() if team else end]) if family else (),
        teams=values(text[team.end() : end]) if team else (),
    )


def _add_footer(canonical: CanonicalText, footer: _Footer) -> list[Stated]:
    """The facts as lines in the source's words, a `; ` between values that ran together."""
    stated = []
    if footer.number_line and footer.number and (span := canonical.add("field", footer.number_line[:200])):
        stated.append(canonical.state("job_number", span, footer.number, "microsoft_job_number"))
    if footer.places:
        span = canonical.add("field", "Locations: " + "; ".join(place.words for place in footer.places))
        for place in footer.places:
            if span and place.value:
                stated.append(
                    canonical.state("location", span, place.words, "microsoft_locations", value=place.value)
                )
    for kind, label, found in (("role_family", "Job families", footer.families), ("team", "Teams", footer.teams)):
        if found and (span := canonical.add("field", f"{label}: {'; '.join(found)}")):
            stated += [canonical.state(kind, span, value, f"microsoft_{kind}") for value in found]
    return stated


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text, max(0, start)):  # noqa: B007
        pass
    return found
