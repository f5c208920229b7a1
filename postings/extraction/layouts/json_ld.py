"""A web page that describes its posting to search engines: schema.org `JobPosting` as JSON-LD, also bare."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from postings.extraction.document.assembly import Title, assemble
from postings.extraction.document.facts import Fact
from postings.extraction.places import gazetteer
from postings.extraction.records import Document, NoPosting, RawFile
from postings.extraction.text import markup
from postings.extraction.text.characters import unescape
from postings.extraction.text.markup import Line

NAME = "json_ld"
_DEEPEST = 6  # levels of JSON in which a JobPosting is looked for
_TEXTS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("experienceRequirements", "Experience requirements"),
    ("educationRequirements", "Education requirements"),
    ("skills", "Skills"),
)
_SCHOOL = re.compile(r"high[ _-]?school", re.IGNORECASE)  # a level as a value, a building as a word of a text
_NONE_NAMED = frozenset({"no requirements", "none"})
_UNITS = frozenset({"hour", "day", "week", "month", "year"})
_PARTS = ("streetAddress", "addressLocality", "addressRegion", "addressCountry")


def matches(raw: RawFile) -> bool:
    return "JobPosting" in raw.text and any(_postings(raw.text))


def parse(raw: RawFile) -> Document:
    """NoPosting when the page describes several postings: which of them it is cannot be told."""
    postings = list(_postings(raw.text))
    described = [posting for posting in postings if posting.get("description")]
    postings = described if len(described) == 1 else postings  # the others are links to similar jobs
    titles = {_text(posting.get("title")) for posting in postings}
    if len(titles) > 1:
        raise NoPosting(f"The page lists {len(postings)} postings; save each of them from its own page.")
    posting = postings[0]
    title = _text(posting.get("title"))
    body = markup.lines(markup.parse(_html(posting.get("description"))))
    body += _asked(posting, " ".join(words for _, words in body))
    if not body:
        raise NoPosting("The page describes a posting (JobPosting), but its description is blank.")
    return assemble(NAME, Title(title, NAME) if title else None, body, _facts(posting))


def _postings(text: str) -> Iterator[dict[str, Any]]:
    for script in _scripts(text):
        try:
            data = json.loads(script.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON on a page is common, and another script may be whole
        yield from _of_type(data, _DEEPEST)


def _scripts(text: str) -> Iterator[str]:
    """The scripts of JSON-LD in a page; a file that begins like JSON is one as a whole."""
    if text.lstrip()[:1] in ("{", "["):
        yield text
    elif "ld+json" in text:
        for script in markup.parse(text).find_all("script", type="application/ld+json"):
            yield script.get_text()


def _of_type(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _of_type(item, depth - 1) if depth else ()
    elif isinstance(data, dict):
        if "JobPosting" in _strings(data.get("@type")):
            yield data
        elif depth:
            for key in ("@graph", "mainEntity", "itemListElement", "item"):
                yield from _of_type(data.get(key), depth - 1)


def _facts(posting: dict[str, Any]) -> list[Fact]:
    organization = posting.get("hiringOrganization")
    employer = organization.get("name") if isinstance(organization, dict) else organization
    identifier = posting.get("identifier")
    number = identifier.get("value") if isinstance(identifier, dict) else identifier
    places = [words for words in map(_place, _items(posting.get("jobLocation"))) if words]
    found = [
        ("employer", "Employer", _strings(employer)),
        ("location", "Location", places),
        ("employment_type", "Employment type", _strings(posting.get("employmentType"))),
        ("role_family", "Occupational category", _strings(posting.get("occupationalCategory"))),
        ("job_number", "Job number", _strings(number)),
        ("posted", "Date posted", _strings(posting.get("datePosted"))),
        (None, "Salary", _salary(posting.get("baseSalary"))),
        (None, "Workplace", ["Remote"] if posting.get("jobLocationType") == "TELECOMMUTE" else []),
        (None, "Experience", _experience(posting.get("experienceRequirements"))),
        (None, "Education", _education(posting)),
    ]
    return [Fact(kind, label, tuple(dict.fromkeys(words)), NAME) for kind, label, words in found if words]


def _asked(posting: dict[str, Any], description: str) -> list[Line]:
    """Properties of text that the description does not repeat, each under its heading."""
    found: list[Line] = []
    for name, heading in _TEXTS:
        value = posting.get(name)
        lines = markup.lines(markup.parse(_html(value))) if isinstance(value, str) else []
        if lines and lines[0][1] not in description and not _level(value):
            found += [("heading", heading), *lines]
    return found


def _salary(salary: object) -> list[str]:
    """ "USD 50000 - 60000 per year", nothing where currency or amount is missing."""
    if not isinstance(salary, dict):
        return []
    value = salary.get("value")
    amounts = value if isinstance(value, dict) else {"value": value}
    numbers = [_text(amounts.get(name)) for name in ("minValue", "maxValue", "value")]
    numbers = list(dict.fromkeys(number for number in numbers if number and number != "0"))[:2]
    currency = _text(salary.get("currency") or amounts.get("currency"))
    unit = _text(amounts.get("unitText") or salary.get("unitText")).lower()
    if not numbers or not currency:
        return []
    return [f"{currency} {' - '.join(numbers)}" + (f" per {unit}" if unit in _UNITS else "")]


def _experience(required: object) -> list[str]:
    months = required.get("monthsOfExperience") if isinstance(required, dict) else None
    return (
        [f"{_text(months)} months of experience"] if _text(months).isdigit() and _text(months) != "0" else []
    )


def _education(posting: dict[str, Any]) -> list[str]:
    """The categories of credential as one phrase: several are alternatives, and so is experience."""
    named: list[str] = []
    for item in _items(posting.get("educationRequirements")):
        category = item.get("credentialCategory") if isinstance(item, dict) else _level(item)
        named += [_text(one.get("name") if isinstance(one, dict) else one) for one in _items(category)]
    named = [_level(text) or text for text in named if text and text.casefold() not in _NONE_NAMED]
    if named and posting.get("experienceInPlaceOfEducation") in (True, "true", "True"):
        named.append("equivalent experience")
    return [" or ".join(dict.fromkeys(named))] if named else []


def _level(value: object) -> str:
    """The words of a text for a value that is no text of its own: "high school", blank for others."""
    return "high school diploma" if _SCHOOL.fullmatch(_text(value)) else ""


def _place(place: object) -> str:
    """An address in one line, the country by its name: "Chicago, IL, United States"."""
    address = place.get("address", place) if isinstance(place, dict) else place
    if not isinstance(address, dict):
        return _text(address)
    words = []
    for part in _PARTS[1:]:
        value = address.get(part)
        text = _text(value.get("name") if isinstance(value, dict) else value)
        if part == "addressCountry" and len(text) == 2:
            text = _country(text)
        if text and text not in words:
            words.append(text)
    return ", ".join(words)


def _country(code: str) -> str:
    known = [
        meaning for meaning in gazetteer.meanings(code.upper()) if meaning.region is None and not meaning.city
    ]
    return gazetteer.country_name(known[0].country) if known else code


def _html(description: object) -> str:
    """The description; some sites escape its tags once more."""
    text = str(description or "")
    return unescape(text, rounds=1) if "<" not in text else text


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _strings(value: object) -> list[str]:
    return [text for text in map(_text, _items(value)) if text]


def _text(value: object) -> str:
    return " ".join(unescape(str(value)).split()) if isinstance(value, str | int | float) and value else ""
