"""Where a skill's name is another thing: the employer's own product, a department, an aim, a link."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from postings.extraction import lexicons
from postings.extraction.records import Document, Section
from postings.extraction.text import hints
from postings.extraction.text.vocabulary import Hit

_REACH = 100
#: What the employer sells, to whom and with whom: "our flagship products include", "clients such as".
_OF_THE_EMPLOYER = re.compile(
    r"""\b(?:our\s(?:[\w-]+\s){0,2}(?:products|clients|customers|partners|investors|brands)(?:,|:|\s(?:are|include|including|such|like)\b)
      |(?:clients?|customers|partners|investors|industries|verticals)\s(?:include|including|such\sas|like|\()
      |(?:is|are)\savailable\s(?:across|on)|backed\sby|across\s(?:all\s)?(?:industries|verticals)
      |(?:companies|start-?ups|employers|organi[sz]ations)\s(?:like|such\sas|including)\b
      |(?:customers|clients|companies)\suse\s(?:us|it|our)\b|systems\sused\s(?:daily\s)?(?:across|by|in)\b
      |(?:team|engineers?|developers?|worked|career|internship|roles?|jobs)\sat(?=\s\Z)
      |(?:first|early)\s(?:engineers|employees)\s(?:on|at|of)|integrat\w+\swith\stheir\b)
      [^.;\n]{0,80}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
#: One of these stands in every match of the pattern above; the others below begin with one of theirs.
_EMPLOYER_HINTS = (
    *("product", "client", "customer", "partner", "investor", "brand", "industr", "vertical", "available"),
    *("backed", "engineers", "employees", "integrat", "compan", "start", "employers", "organi", "systems"),
    *("team at", "engineer at", "developer", "worked at", "career at", "internship", "role", "jobs at"),
)
#: Departments in a list behind "with": "work with sales, supply chain and finance teams".
_WITH_PEOPLE = re.compile(
    r"""\b(?:stakeholders?(?:\sgroups?)?,?\s(?:across|including|in|such\sas|from|like|\(?e\.g\.,?)
      |(?:work\w*|partner\w*|collaborat\w+|liais\w+|interact\w*|coordinat\w+|relationship)\s(?:[\w-]+\s){0,4}?(?:with|across|between)
      |teams?,?\s(?:including|such\sas|like|across)|apply\sto)
      \s(?:[\w&/’'-]+(?:,\s|\s)){0,14}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_PEOPLE_STEMS = (
    *("stakeholder", "work", "partner", "collaborat", "liais", "interact", "coordinat", "relationship"),
    *("team", "apply"),
)
_THEN_PEOPLE = re.compile(
    r"(?:,?\s(?:and\s|&\s|or\s)?[\w&-]+){0,5}\s(?:teams?|departments?|stakeholders|functions|groups?|partners|use\scases|members)\b",
    re.IGNORECASE,
)
_STAKEHOLDERS = re.compile(r"stakeholder|teams?,?\s(?:incl|such|like|acr)|apply\sto", re.IGNORECASE)
#: People in the list itself: "work with engineering, analysts, product management".
_PERSONS = re.compile(
    r"\b(?:analysts|engineers|developers|stakeholders|designers|scientists), "
    r"(?:[\w-]+(?: [\w-]+)?, ){0,4}(?:and )?\Z",
    re.IGNORECASE,
)
_AIMS = frozenset(
    {"user experience", "decision making", "decision-making", "business requirements", "customer success"}
)
#: "to support decision making", "ensure an optimal user experience": what the work is for.
_AIM = re.compile(
    r"\b(?:support|influenc|improv|empower|ensur|provid|optimi[sz]|enhanc|satisf|contribut|affect|overall)\w*"
    r"\s(?:[\w-]+[\s,]{1,2}){0,6}\Z",
    re.IGNORECASE,
)
_LINKED = frozenset({"github", "gitlab", "bitbucket"})
_LINK_BEFORE = re.compile(
    r"\b(?:(?:your|my)\s|(?:include|send|share|link(?:s|ed)?(?:\sto)?)\s(?:[\w’']+[\s,]{1,2}){0,3})"
    r"(?:[\w.]+(?:\s/\s|[\s,/]+)){0,3}\Z",
    re.IGNORECASE,
)
_LINK_AFTER = re.compile(
    r"(?:\s?/\s?\w+|\s(?:or|and)\s\w+)?\s(?:profiles?|accounts?|links?|page|handle|username)\b", re.I
)
_NONE_NEEDED = re.compile(
    r"\bno\s(?:prior\s|previous\s)?(?:(?:experience|knowledge)\s(?:in|with|of)\s)?\Z", re.I
)
_NEEDED = re.compile(r"(?:\s\w+){0,2}\s(?:needed|required|necessary|expected)\b", re.IGNORECASE)
_FIELD_LIST = re.compile(
    r"""(?:(?:degree|bachelor\S*|master[’']?s|diploma|ph\.?d\.?)\s(?:in|of)
        |(?:quantitative|technical|related|relevant|similar)\s(?:fields?|disciplines?)\s(?:like|such\sas|including))\s(?:an?\s)?
      (?:(?!experience|knowledge|skills?\b|years|with\b)[\w&/()-]+(?:,\s{1,2}|\s{1,2})){0,30}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_FIELD_STEMS = (
    *("degree", "bachelor", "master", "diploma", "ph", "quantitative", "technical", "related", "relevant"),
    "similar",
)
_FIELD_REACH = 280
#: "Our senior coordinator enjoys": what somebody else likes or does.
_COLLEAGUE = re.compile(
    r"\bour\s(?:[\w-]+\s){1,3}(?:(?:enjoy|love|like|prefer)s|is\s(?:fond\sof|keen\son))\s\Z", re.IGNORECASE
)
_COLLEAGUE_ENDS = ("enjoys", "loves", "likes", "prefers", "of", "on")


def otherwise(text: str, hit: Hit, kind: str) -> bool:
    """Whether the words around a hit make it no skill that is asked for."""
    if _another_sense(text, hit):
        return True
    start = max(0, hit.start - _REACH)
    before, lowered = text[start : hit.start], hints.lower(text)[start : hit.start]
    if hints.any_in(lowered, _EMPLOYER_HINTS) and _OF_THE_EMPLOYER.search(before):
        return True
    if hit.value in _LINKED and (_LINK_BEFORE.search(before) or _LINK_AFTER.match(text, hit.end)):
        return True
    if _NEEDED.match(text, hit.end) and _NONE_NEEDED.search(before):
        return True
    return kind != "tool" and _no_topic(text, hit, before, lowered, kind)


def _no_topic(text: str, hit: Hit, before: str, lowered: str, kind: str) -> bool:
    """Whether a topic belongs to a colleague, an aim, the people one works with, or a degree's fields."""
    if lowered.rstrip().endswith(_COLLEAGUE_ENDS) and _COLLEAGUE.search(before):
        return True
    if text[hit.start : hit.end].lower() in _AIMS and _AIM.search(before):
        return True
    if kind != "topic":
        return False
    people = hints.first_match(_WITH_PEOPLE, before, lowered, _PEOPLE_STEMS, 0, len(before))
    if people and (
        _STAKEHOLDERS.match(people[0]) or _PERSONS.search(people[0]) or _THEN_PEOPLE.match(text, hit.end)
    ):
        return True
    start = max(0, hit.start - _FIELD_REACH)
    listed = hints.first_match(_FIELD_LIST, text, hints.lower(text), _FIELD_STEMS, start, hit.start)
    return listed is not None


def _another_sense(text: str, hit: Hit) -> bool:
    """True where the words directly in front or behind give the name another sense, by the lexicon."""
    sense = _senses().get(hit.value)
    if sense is None:
        return False
    if sense.before and sense.before.search(text, max(0, hit.start - 30), hit.start):
        return True
    if sense.after and sense.after.match(text, hit.end):
        return True
    if sense.foreign and _speaks_of(text, sense.foreign) and not _speaks_of(text, _OF_SOFTWARE):
        return True
    return sense.needs is not None and not _speaks_of(text, sense.needs)


class Subject(NamedTuple):
    """Words that show what a text is about: their pattern, and how they begin."""

    pattern: re.Pattern[str]
    stems: tuple[str, ...]


@lru_cache(maxsize=128)  # a long text names a skill many times, and each time would be read to its end
def _speaks_of(text: str, subject: Subject) -> bool:
    lowered = hints.lower(text)
    return hints.first_match(subject.pattern, text, lowered, subject.stems, 0, len(text)) is not None


#: Words for the making of software; "lean" in a proof assistant and pandas in a zoo have to do without.
_OF_SOFTWARE = Subject(
    re.compile(
        r"\b(?:software|programming|coding|codebase|sql|apis?|javascript|scripting|numpy|data\s(?:scien|engineer|analy|pipeline)\w*"
        r"|machine\slearning|devops|back-?end|front-?end|linux|sprints?|manufacturing|six\ssigma)\b",
        re.IGNORECASE,
    ),
    (
        *("software", "programming", "coding", "codebase", "sql", "api", "javascript", "scripting", "numpy"),
        *("data", "machine", "devops", "back", "front", "linux", "sprint", "manufacturing", "six"),
    ),
)


class Sense(NamedTuple):
    """What stands in front, behind, somewhere (else it is another thing), and somewhere where it is one."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    needs: Subject | None
    foreign: Subject | None


@cache
def _senses() -> dict[str, Sense]:
    """By slug: what in front or behind makes it another thing, and words without which it is one."""
    return {
        row["slug"]: Sense(
            _pattern(row["before"], r"(?<!\w)(?:{})[\s/]?\Z"),
            _pattern(row["after"], r"[\s/(]{{0,2}}(?:{})"),
            _subject(row["needs"]),
            _subject(row["foreign"]),
        )
        for row in lexicons.rows("skill_senses")
    }


def _pattern(words: str, shape: str) -> re.Pattern[str] | None:
    phrases = "|".join(re.escape(word) for word in words.split("|") if word)
    return re.compile(shape.format(phrases), re.IGNORECASE) if phrases else None


def _subject(words: str) -> Subject | None:
    pattern = _pattern(words, r"\b(?:{})")
    return Subject(pattern, tuple(filter(None, words.lower().split("|")))) if pattern else None


def own_names(document: Document) -> frozenset[str]:
    """The employer's names in small letters: as stated, and the site's own word."""
    names = {fact.value.casefold() for fact in document.stated if fact.kind == "employer"}
    if document.site:
        names.add(document.site.casefold().removesuffix(".com").rpartition(".")[2])
    for pattern in _ABOUT:
        names.update(match[1].casefold() for match in pattern.finditer(document.text))
    return frozenset(names)


_ABOUT_WHOM = r"\s([A-Z][\w.]{2,20})(?=:|\n|\s[A-Z])"
#: Each begins with letters of its own, which makes the search many times as fast.
_ABOUT = re.compile(rf"\nAbout{_ABOUT_WHOM}"), re.compile(rf"#LI-\w+ About{_ABOUT_WHOM}")


def is_own(hit: Hit, name: str, own: frozenset[str], section: Section) -> bool:
    """Whether a hit outside the demands is the employer or what is sold under its name."""
    if section.kind in ("qualifications", "preferred"):
        return False
    return name.casefold() in own or (section.kind == "title" and hit.value.partition("-")[0] in own)
