"""Fields of study that a degree is asked in: "Bachelor's in Computer Science, Law or a related field".

A field counts only beside a degree: in the list that follows one, or right before it ("an engineering
degree"). The list is walked word by word and ends with the first words that belong to something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from postings.extraction import lexicons
from postings.extraction.records import Document, Evidence, Section, Statement, Strength
from postings.extraction.sections import section_at
from postings.extraction.strength.lines import line_strength
from postings.extraction.text import clauses, hints
from postings.extraction.text.vocabulary import Hit, Vocabulary, Words, words

NAME = "field_of_study"

_NOUN_HINTS = (
    *(
        "degree",
        "bachelor",
        "master",
        "diploma",
        "doctor",
        "baccalaureate",
        "ph.d",
        "phd",
        "ph d",
        "graduate",
    ),
    *("coursework", "abschluss", "laurea", "studying", "major", "enrolled", "student", "studies", "of study"),
    *("concentration", "speciali", "minor"),
)
_NOUN = re.compile(
    r"""
    (?<![\w-])(?:
        degrees? | bachelor(?:[’'´`?]?s)? | master(?:[’'´`?]s|s|(?=\sof\s)) | diplomas? | doctorates?
      | doctoral | baccalaureate | ph\.?\s?d\.?s? | undergraduate | post-?graduate | coursework | abschluss
      | laurea
      | (?:studying|majoring|majored|enrolled|graduates?|graduated|majors?|concentration|speciali[sz]ation
          |minor|students?|studies)(?=\s(?:in|of)\s)
      | (?:fields?|areas?|course|program(?:me)?)\sof\sstudy(?=\s?:)
    )(?![\w-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?:B\.?(?:S\.?(?:c\.?)?|A\.?|E\.?|\s?Eng\.?|\s?Tech\.?)|BCom"
    r"|M\.?(?:S\.?(?:c\.?)?|A\.?|E\.?|\s?Eng\.?|\s?Tech\.?)|MPhil|A\.?A\.?(?:S\.?)?|B\.?Sc|BSC|MSC)(?![\w-])"
)
#: One pattern a letter: a single letter is searched for several times as fast as a set of them.
_SHORT_STARTS = tuple(re.compile(rf"{letter}(?<![\w.-].)(?=[.SAECTP\s])") for letter in "ABM")
_BREAK = re.compile(
    r"[;•\n!]|\s[?*]\s|\s\?(?=[A-Z])|\.\s(?=[A-Z])|(?<!field)(?<!fields)(?<!discipline)(?<!area)(?<!eg)(?<!e\.g)(?<!e\.g\.)(?::|\s[-\u2013\u2014]\s)"
)
_EXTENT = re.compile(r"\sof\s(?!(?:applied\s)?(?:science|arts|bachelor|master|a\s)|study)", re.IGNORECASE)
#: "to a lesser degree", "the PhD project is about the design", "Doctoral Networks".
_NO_DEGREE_BEFORE = re.compile(r"\b(?:lesser|greater|some|high|certain|large)\s\Z", re.IGNORECASE)
#: "We went there to earn our PhDs", "our founders hold degrees in": not asked of anybody.
_OURS = re.compile(
    r"\b(?:(?:earn(?:ed)?|hold|got|received)\s(?:our|their)|founders?\s(?:have|hold|earned|with))\s(?:[\w.]+,?\s){0,5}\Z",
    re.IGNORECASE,
)
_NO_DEGREE_AFTER = re.compile(r"\s(?:project|thesis|networks?|position|topic)s?\b", re.IGNORECASE)
_NAMED = re.compile(r"bachelor|master|associate|doctor", re.IGNORECASE)
_ENDS_PHRASE = re.compile(r"degree|diploma", re.IGNORECASE)

#: Words of field_words.csv: passed over within a list, ending it, standing beside a field without being part
#: of its name, standing between a field and the degree behind it.
_WORDS = {
    role: frozenset(row["word"] for row in lexicons.rows("field_words") if row["role"] == role)
    for role in ("over", "stop", "beside", "before")
}
_AROUND = _WORDS["over"] | _WORDS["stop"] | _WORDS["beside"]
#: "of Science" in "Bachelor of Science in Nursing" is the degree's own name.
_DEGREE_NAMES = frozenset(("science", "sciences", "arts", "art", "applied", "technology"))
_JOINED = frozenset((" ", "-", ""))
_NO_FIELD_AFTER = frozenset(("skill", "skills"))  # "communication skills"
_EQUIVALENT = frozenset(("equivalent", "combination", "of", "in", "level"))  # "the equivalent of education"
_MOST_UNKNOWN = 2
_REACH = 400  # characters behind a degree in which its list is looked for
_BEFORE = 90
_SKIPPED = frozenset(("boilerplate", "benefits", "title", "fields"))


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement a field and place in the text; `value` is the field's slug."""
    text = document.text
    seen: set[int] = set()
    walked = 0
    for anchor in _anchors(text):
        section = section_at(sections, anchor.start())
        if section is None or section.kind in _SKIPPED:
            continue
        hits = [] if anchor.re is _SHORT else list(_before(text, section.start, anchor))
        if anchor.start() >= walked:
            after, walked = _after(text, anchor, section.end)
            hits += after
        new = sorted((hit for hit in hits if hit.start not in seen), key=lambda hit: hit.start)
        if new:
            seen.update(hit.start for hit in new)
            strength = line_strength(document, sections, new[0].start, new[-1].end)
            yield from (_statement(text, hit, strength) for hit in new)


def _statement(text: str, hit: Hit, strength: Strength | None) -> Statement:
    evidence = Evidence(hit.start, hit.end, text[hit.start : hit.end], "field_beside_degree")
    return Statement(kind=NAME, value=hit.value, evidence=evidence, strength=strength)


def _anchors(text: str) -> list[re.Match[str]]:
    """The degrees of a text, in order. Plain search first: most of a text is far from any degree."""
    found: dict[int, re.Match[str]] = {}
    for position in hints.positions(text, _NOUN_HINTS):
        for start in (position, text.rfind(" ", max(0, position - 16), position) + 1):
            match = _NOUN.match(text, start) if start > 0 or position < 16 else None
            if match:
                found.setdefault(match.start(), match)
    for start, match in list(found.items()):
        if (
            _NO_DEGREE_BEFORE.search(text, max(0, start - 10), start)
            or _NO_DEGREE_AFTER.match(text, match.end())
            or _OURS.search(text, max(0, start - 60), start)
        ):
            del found[start]
    for capital in chain.from_iterable(pattern.finditer(text) for pattern in _SHORT_STARTS):
        if match := _SHORT.match(text, capital.start()):
            found.setdefault(match.start(), match)
    return [found[start] for start in sorted(found)]


def _after(text: str, anchor: re.Match[str], limit: int) -> tuple[list[Hit], int]:
    """The fields of the list that begins behind a degree, and where the walk ended."""
    if anchor[0].lower().startswith("degree") and _EXTENT.match(text, anchor.end()):
        return [], anchor.end()  # "a high degree of quality"
    line_end = text.find("\n", anchor.end() + 2)
    limit = min(limit, anchor.end() + _REACH, line_end if line_end >= 0 else limit)
    sentence = next(iter(clauses.sentences(text, anchor.start(), limit)), (limit, limit))
    end = _BREAK.search(text, anchor.end() + 2, sentence[1])
    listed = words(text, anchor.end(), end.start() if end else sentence[1])
    own_name = _name_length(listed) if _NAMED.match(anchor[0]) else 0
    found: list[Hit] = []
    tolerated = 0 if anchor.re is _SHORT else _MOST_UNKNOWN
    unknown, index = 0, own_name
    while index < len(listed):
        hit = _lexicon().at(listed, index)
        if hit is not None and _bounded(listed, hit):
            found.append(hit)
            unknown, index, tolerated = 0, hit.last + 1, _MOST_UNKNOWN
            continue
        word = listed.folded[index]
        if word in _WORDS["stop"] or (word.isdigit() and word not in _WORDS["over"]):
            break
        unknown += word not in _WORDS["over"]
        if unknown > tolerated:
            break
        index += 1
    return found, listed.end(index - 1) if index else anchor.end()


def _name_length(listed: Words) -> int:
    """How many words belong to the degree's own name: two in "Bachelor [of Science] in Nursing"."""
    index = 0
    while index < len(listed) and listed.folded[index] in ("of", "s", "or", "and", "/", "degree"):
        index += 1
    if not index or listed.folded[index - 1] == "degree":
        return 0
    while index < len(listed) and listed.folded[index] in _DEGREE_NAMES:
        index += 1
    return index


def _bounded(listed: Words, hit: Hit) -> bool:
    """False where the phrase is part of a longer one: "information" of "information services"."""
    before, after = hit.first - 1, hit.last + 1
    if after < len(listed) and listed.folded[after] in _NO_FIELD_AFTER:
        return False
    if hit.first and listed.folded[hit.first] == "education" and listed.folded[before] in _EQUIVALENT:
        return hit.first < 2 or listed.folded[before - 1] not in _EQUIVALENT
    if hit.first and listed.folded[before] not in _AROUND and listed.between(before) in _JOINED:
        return False
    return after == len(listed) or listed.folded[after] in _AROUND or listed.between(hit.last) not in _JOINED


def _before(text: str, start: int, anchor: re.Match[str]) -> Iterator[Hit]:
    """Fields right in front of a degree: "a computer science or engineering degree"."""
    if not _ENDS_PHRASE.match(anchor[0]):
        return
    begin = max(start, anchor.start() - _BEFORE)
    for stop in _BREAK.finditer(text, begin, anchor.start()):
        begin = stop.end()
    listed = words(text, begin, anchor.start())
    after = len(listed)
    for hit in reversed(list(_lexicon().find(listed))):
        if hit.first > 1 and _NAMED.match(text, listed.starts[hit.first - 2]):
            return  # the "Science" of "Bachelor of Science degree"
        between = listed.folded[hit.last + 1 : after]
        if not _WORDS["before"].issuperset(between) or not _bounded(listed, hit):
            return
        if after == len(listed) and between and between[0] in ("or", "and"):
            return  # the end of another alternative: "... in network design or Bachelor's Degree in ..."
        yield hit
        after = hit.first


@cache
def _lexicon() -> Vocabulary:
    """Names and aliases; those in capitals ("IT", "HR") count only when they are written so."""
    names = [
        (alias, row["slug"])
        for row in lexicons.rows("fields_of_study")
        for alias in (row["name"].lower(), *filter(None, row["aliases"].split("|")))
    ]
    return Vocabulary(
        (pair for pair in names if not pair[0].isupper()), (pair for pair in names if pair[0].isupper())
    )
