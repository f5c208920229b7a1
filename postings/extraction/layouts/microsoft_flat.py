"""A page of careers.microsoft.com flattened to one line.

Menu, title, body, footer of facts, marketing, style sheet follow each other without a separator:

    Back to search results Prev Job 7 of 90 Next Data Analyst We are ... Job # 1234 5678 Locations Spain,
    Madrid Job families Finance Teams Finance Microsoft Finance. Like numbers? ... .LinkedInTitle { ... }

Nothing divides title from body: `titles` weighs the evidence, and the title is `unsure` where it is thin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from postings.extraction.document import titles
from postings.extraction.document.assembly import Title, assemble
from postings.extraction.document.facts import Fact
from postings.extraction.layouts._footers import Place, places, rejoined, values
from postings.extraction.records import Document, NoPosting, RawFile
from postings.extraction.text import flattened
from postings.extraction.text.characters import unescape
from postings.extraction.text.markup import Line

NAME = "microsoft_flat"
SITE = "careers.microsoft.com"

_MENU = re.compile(
    r"\s*(?:Back to search results\b)?\s*(?:Prev(?:ious)?\b)?\s*(?:Job\s+\d+\s+of\s+\d+\b)?\s*(?:Next\b)?\s*"
)
_NUMBER = re.compile(r"Job(?<!\wJob)\s?(?:#|[Nn]umber|[Nn]o\.):?\s*(?P<number>\d{3,})(?:\s+\d{3,})*")
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
    if raw.text.strip().count("\n") >= 5:
        return False
    number = _last(_NUMBER, raw.text, len(raw.text) - _TAIL)
    return bool(number and _PLACES.match(raw.text, number.end() + 1))


def parse(raw: RawFile) -> Document:
    """Title, body and footer; NoPosting when the menu is all there is."""
    text = _MENU.sub("", " ".join(unescape(raw.text).split()), count=1)
    footer = _footer(text)
    body = text[: footer.start].strip()
    if not body:
        raise NoPosting("The page holds only the menu of the site, no posting.")
    boundary = titles.boundary(body) or titles.guess(body)
    title = Title(body[: boundary.end], "microsoft_title", "title_boundary" if boundary.thin else None)
    second, rest = _second_title(body[boundary.end :].strip())
    return assemble(NAME, title, [*second, *flattened.lines(rest)], _facts(footer), SITE)


def _second_title(body: str) -> tuple[list[Line], str]:
    """A second, longer title right behind the first, as a heading, and the body without it."""
    boundary = titles.boundary(body)
    if boundary is None or boundary.thin or titles.opens_text(body):
        return [], body
    return [("heading", body[: boundary.end])], body[boundary.end :]


def _footer(text: str) -> _Footer:
    tail = max(0, len(text) - _TAIL)
    number = _last(_NUMBER, text, tail)
    place = None if number else _place_label(text, tail)
    start = number.end() if number else place.start() if place else len(text)
    style = _STYLE.search(text, start if start < len(text) else tail)
    end = style.start() if style else len(text)
    labelled = _labelled(text, start, end)
    teams = values(labelled.get("teams", ""))
    first_label = min((match.start() for match in _labels(text, start, end).values()), default=end)
    return _Footer(
        start=min(end, number.start() if number else start),
        number_line=text[number.start() : first_label] if number else None,
        number=number["number"] if number else None,
        places=places(labelled.get("places", "")),
        families=rejoined(values(labelled.get("families", "")), teams),
        teams=teams,
    )


def _place_label(text: str, start: int) -> re.Match[str] | None:
    """The last "Locations" with a place behind it, where no job number leads the footer."""
    label = _last(_PLACES, text, start)
    return label if label and places(text[label.end() : label.end() + 200]) else None


def _labelled(text: str, start: int, end: int) -> dict[str, str]:
    """What stands behind each label of the footer, up to the next one."""
    labels = _labels(text, start, end)
    stops = [*[match.start() for match in labels.values()][1:], end][: len(labels)]
    return {name: text[match.end() : stop] for (name, match), stop in zip(labels.items(), stops, strict=True)}


def _labels(text: str, start: int, end: int) -> dict[str, re.Match[str]]:
    """The labels in their order on the page; each may be missing."""
    found = {}
    for name, pattern in (("places", _PLACES), ("families", _FAMILIES), ("teams", _TEAMS)):
        if match := pattern.search(text, start, end):
            found[name] = match
            start = match.end()
    return found


def _facts(footer: _Footer) -> list[Fact]:
    """The footer as lines in the source's words, a `; ` between values that ran together."""
    found = []
    if footer.number_line and footer.number:
        found.append(
            Fact("job_number", None, (footer.number_line[:200],), "microsoft_job_number", (footer.number,))
        )
    if footer.places:
        words = tuple(place.words for place in footer.places)
        values = tuple(place.value for place in footer.places)
        found.append(Fact("location", "Locations", words, "microsoft_locations", values))
    if footer.families:
        found.append(Fact("role_family", "Job families", footer.families, "microsoft_job_families"))
    if footer.teams:
        found.append(Fact("team", "Teams", footer.teams, "microsoft_teams"))
    return found


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text, max(0, start)):  # noqa: B007
        pass
    return found
