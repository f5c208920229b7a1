"""Where the work is: as the layout states it, else from the header, the title, a "Location:" or the text.

The first of these sources that names a place decides; a bare "Remote" is no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from postings.extraction.extractors._country_signs import settled
from postings.extraction.extractors._mentions import header_parts
from postings.extraction.places import gazetteer
from postings.extraction.places import lines as places
from postings.extraction.places.lines import Found, Reading
from postings.extraction.records import Document, Evidence, Place, Section, Statement
from postings.extraction.text import hints

NAME = "location"

#: `unsure` of a place that the running text names without saying that the work is there.
FROM_TEXT = "place_from_text"

#: `unsure` of a town that the gazetteer lacks.
UNLISTED = "place_unlisted"

#: Rules of lines without a label: some of their words are places, and more may be needed to believe them.
_UNLABELLED = frozenset(("place_line", "place_segment"))
_COUNTRY_FIRST = re.compile(r"\s?(?:[A-Z]{2}\s?,\s?[A-Z0-9]{0,3}\s?,|[A-Z][\w ]{3,24},\s?\S)")
_POSTCODE = re.compile(r"\b\d{5}\b|\s\(\d\d\)")  # "33670 Créon", "Colombelles (14)"
_FRENCH_TOWN = re.compile(
    r"\s?(?:T\u00e9l\u00e9travail\s(?:partiel\s)?\u00e0\s)?(?:(?P<code>\d{5})\s)?"
    r"(?P<city>[A-Z\u00c0-\u00dd][\w'\u2019-]+(?:\s[\w'\u2019-]+){0,4})(?:\s\((?P<department>\d\d|2[AB])\))?\s?\Z"
)
_FRENCH = re.compile(r"\b(?:H/F|F/H|vous|pour)\b")  # a postcode alone may be German
_FIRST_LINES = 2  # under the title a small town's name alone is believed
_LONGEST_LINE = 300
_LABEL = re.compile(
    r"""(?:\bmyworkdayjobs\.com/[\w/-]{1,60}/job/(?P<path>[A-Z][\w-]{2,60})(?=/))|
    (?<![\w-])(?:(?:job|work|working|office|primary|position|role|duty|employment)\s)?
    (?:locations?|work\s?site|workplace|place\sof\s(?:work|performance)|duty\sstation|city|standort
      |arbeitsort|lieu|ubicaci\u00f3n)
    \s?(?:/\s?\w+\s?)?[:\uff1a]\s*(?P<place>[^\n;•]{2,160})
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: One of these stands in every label: they are looked for first, because that is far faster.
_LABEL_HINTS = (
    *("myworkdayjobs.com/", "location", "work site", "worksite", "workplace", "place of", "duty station"),
    *("city", "standort", "arbeitsort", "lieu", "ubicaci\u00f3n"),
)
_LABEL_LEAD = 12  # "employment location"
_LABEL_REACH = 200
_IN_TEXT = re.compile(
    r"""
    \b(?:
        (?P<sure>
            (?:role|position|job|opportunity|opening|vacancy|team|you)\s
            (?:is|are|will\sbe|would\sbe|'ll\sbe|can\sbe)?\s?(?:based|located|working|situated)?\s?
            (?:in|at|out\sof|from)(?:\sour)?
          | (?:relocate|relocation)\sto | on-?\s?site\s(?:in|at)(?:\sour)?
          | (?:hybrid|remote)\s(?:in|within|from|across)
          | for\sour(?=\s[A-Z][\w.'-]+\soffice)
        )
      | (?:based|located|headquarter(?:s|ed)|offices?|situated)\s(?:in|out\sof)
        (?:\sdowntown|\scentral|\sour|\sthe)?
      | (?:in|at|from)\sour(?=\s[A-Z][\w.' -]{2,30}\s(?:office|hq|headquarters|studio|lab))
    )
    \s(?P<place>(?:[A-Z][\w.'’-]*|de|of|am|la)(?:,?\s(?:[A-Z][\w.'’-]*|de|of|am|la|the)){0,5})
    """,
    re.VERBOSE,
)
#: Where else the employer is: "set up our new offices in", "a group of companies with offices in".
_OTHER_OFFICES = re.compile(
    r"\b(?:new|companies\swith|group\swith|branch|regional|other|global)\soffices\sin\s[^.;\n]{0,150}\Z"
)
_CAPITALISED = re.compile(r"[A-Z](?<![\w-].)[a-z]{3,}(?:\s[A-Z][a-z]+)?(?![\w-])")
_NAMED = re.compile(
    r"""(?:\b(?:[Ii]n(?:\sthe)?|[Ee]n|[Ee]m|[Àà]|[Aa]t|[Nn]ear|[Aa]round|[Aa]cross|[Tt]hroughout|[Ff]rom
          |[Ss]tate\sof|[Cc]ity\sof|our|[Ss]erving)\s)
        (?P<place>[A-Z][\w.'’-]+(?:,?\s[A-Z][\w.'’-]+){0,3})
      | \b(?P<place_before>[A-Z][\w.'’]+(?:\s[A-Z][\w.'’]+)?)
        (?:-based|\s(?:[Dd]epartment|[Ss]ecretary|[Oo]ffice)\sof|\s[Oo]ffice|\s[Bb]oard\sof)""",
    re.VERBOSE,
)
_VALUE_END = re.compile(
    r"(?<=[a-z)]{2})\.\s|\s{3,}|(?<=[A-Z]{2})(?=[A-Z][a-z]{3})|(?=\b[A-Z](?![A-Z]+[a-z])\w+(?:\s\w+)?\s?:)"
)
_TITLE_PARTS = re.compile(r"\s[-\u2013\u2014@]{1,2}\s|\s?[|\u2022()\[\]]\s?|\Z")
_LAST_OF_TITLE = re.compile(r",\s(?P<after>[^()\[\]]{2,80})\Z")  # "Cook, Oslo"


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement a place; `value` is `str(place)`."""
    for source in (_stated, _header, _french_town, _labelled, _title, _in_text, _mentioned):
        statements = list(_once(source(document, sections)))
        if statements:
            return list(_once(settled(document.text, one) for one in statements))
    return []


def _once(statements: Iterable[Statement]) -> Iterator[Statement]:
    seen: set[str | None] = set()
    for statement in statements:
        if statement.value not in seen:
            seen.add(statement.value)
            yield statement


def _statement(document: Document, found: Found, rule: str, unsure: str | None = None) -> Statement:
    exact = document.text[found.start : found.end]
    return Statement(
        kind=NAME,
        evidence=Evidence(found.start, found.end, exact, rule),
        value=str(found.place),
        unsure=found.unsure or unsure,
        place=found.place,
    )


def _stated(document: Document, sections: tuple[Section, ...]) -> Iterator[Statement]:
    for fact in document.stated:
        if fact.kind == "location":
            span = fact.evidence
            reading = places.read(document.text, span.start, span.end)
            for found in reading.found:
                if span.rule not in _UNLABELLED or _credible(document.text, reading, found):
                    yield _statement(document, found, span.rule, fact.unsure)
    if any(fact.kind == "location" and fact.evidence.rule == "place_line" for fact in document.stated):
        yield from _further_lines(document, sections)


def _further_lines(document: Document, sections: tuple[Section, ...]) -> Iterator[Statement]:
    """Further places under a place line: "Tucson, AZ" and below it "Flagstaff, AZ"."""
    for statement in _header(document, sections):
        if statement.place and statement.place.city and "," in statement.evidence.exact:
            yield statement


def _credible(text: str, reading: Reading, found: Found) -> bool:
    """Whether a line without a label names this place: "ID" and "Enterprise" alone are no places."""
    if not found.bare:
        return True
    if _POSTCODE.search(text, max(0, found.start - 6), found.end + 6):
        return True
    code = found.end - found.start <= 3 and text[found.start : found.end] not in ("NYC", "D.C")
    return reading.entire and not code and not found.word and (found.known or found.unsure is None)


def _header(document: Document, sections: tuple[Section, ...]) -> Iterator[Statement]:
    """Lines right under the title that are places, and parts of a line like "Acme | Engineer | Berlin"."""
    blocks = [(block.kind, block.start, block.end) for block in document.blocks]
    for number, (start, end) in enumerate(header_parts(document.text, blocks, _LONGEST_LINE)):
        for found in _believed(document.text, start, end):
            if found.sure or number < _FIRST_LINES:
                yield _statement(document, found, "header_place")


def _french_town(document: Document, sections: tuple[Section, ...]) -> Iterator[Statement]:
    """A town too small for the gazetteer, under the title with its postcode or department."""
    text = document.text
    blocks = [(block.kind, block.start, block.end) for block in document.blocks]
    for start, end in islice(header_parts(text, blocks, _LONGEST_LINE), _FIRST_LINES):
        match = _FRENCH_TOWN.match(text, start, end)
        if match is None or not (match["department"] or (match["code"] and _FRENCH.search(text))):
            continue
        span = (match.start("code") if match["code"] else match.start("city")), match.end()
        found = Found(Place("France", None, match["city"]), *span)
        yield _statement(document, found, "header_place", UNLISTED)


def _believed(text: str, start: int, end: int) -> tuple[Found, ...]:
    """The places of a span that holds nothing else."""
    line = text[start:end].strip()
    if end - start > _LONGEST_LINE or (line.endswith(".") and not line.endswith(".C.")):
        return ()
    reading = places.read(text, start, end)
    if not reading.entire:
        return _of_one_country(text, start, reading)
    return reading.found if all(_credible(text, reading, found) for found in reading.found) else ()


def _of_one_country(text: str, start: int, reading: Reading) -> tuple[Found, ...]:
    """The places of a line that begins with their country: "Germany, Institute of Optics, Jena, Ring 5"."""
    if not reading.found or not _COUNTRY_FIRST.match(text, start):
        return ()
    first = reading.found[0]
    if first.start - start > 1 or first.bare:
        return ()
    return tuple(found for found in reading.found if found.place.country == first.place.country)


def _labelled(document: Document, sections: tuple[Section, ...]) -> Iterator[Statement]:
    end = 0
    for position in hints.positions(document.text, _LABEL_HINTS):
        begin = max(end, position - _LABEL_LEAD)
        match = _LABEL.search(document.text, begin, position + _LABEL_REACH) if position >= end else None
        if match is None or match.start() > position:
            continue
        group, end = "path" if match["path"] else "place", match.end()
        stop = _value_end(document.text, *match.span(group))
        for found in places.read(document.text, match.start(group), stop).found:
            yield _statement(document, found, "location_label")


def _title(document: Document, sections: tuple[Section, ...]) -> Iterator[Statement]:
    """Parts of the title that are places: "Cook (Oslo)", "Acme - Berlin - Full time"."""
    text = document.text
    for block in document.blocks:
        if block.kind == "title":
            start = block.start
            for stop in _TITLE_PARTS.finditer(text, block.start, block.end):
                whole = _believed(text, start, stop.start())
                last = None if whole else _LAST_OF_TITLE.search(text, start, stop.start())
                for found in whole or (_believed(text, *last.span("after")) if last else ()):
                    if found.sure:
                        yield _statement(document, found, "title_place")
                start = stop.end()


def _in_text(document: Document, sections: tuple[Section, ...]) -> Iterator[Statement]:
    for match in _IN_TEXT.finditer(document.text):
        if not match["sure"] and _OTHER_OFFICES.search(
            document.text, max(0, match.start() - 30), match.end()
        ):
            continue
        reading = places.read(document.text, *match.span("place"))
        for found in reading.found[:3] if all(found.sure for found in reading.found) else ():
            yield _statement(document, found, "text_place", None if match["sure"] else FROM_TEXT)


def _mentioned(document: Document, sections: tuple[Section, ...]) -> Iterator[Statement]:
    """The known place that the text names most often; a person should look."""
    named: dict[str, list[Found]] = {}
    for match in _CAPITALISED.finditer(document.text):
        if not any(map(_is_wide, (match[0], *match[0].split()))):
            continue
        for found in places.read(document.text, match.start(), match.end()).found:
            if (
                found.place.city is None
                and found.known
                and found.unsure is None
                and found.end - found.start > 3
            ):
                named.setdefault(str(found.place), []).append(found)
    for match in _NAMED.finditer(document.text):
        group = "place" if match["place"] else "place_before"
        for found in places.read(document.text, *match.span(group)).found[:1]:
            if found.known and not found.word and found.unsure is None:
                named.setdefault(str(found.place), []).append(found)
    if named:
        most = max(named.values(), key=lambda found: (len(found), -found[0].start))
        yield _statement(document, most[0], "place_mentioned", FROM_TEXT)


@lru_cache(maxsize=4_096)
def _is_wide(name: str) -> bool:
    """Whether a country or region has this name."""
    return any(meaning.city is None for meaning in gazetteer.meanings(name))


def _value_end(text: str, start: int, end: int) -> int:
    """Where a value ends that lost its line break: at a full stop, a gap, the next "Key:"."""
    stop = _VALUE_END.search(text, start, end)
    return stop.start() if stop else end
