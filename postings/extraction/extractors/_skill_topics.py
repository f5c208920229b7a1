"""Whether a topic ("data analysis") is asked for or done, rather than the name of people or of a business."""

from __future__ import annotations

import re

from postings.extraction.records import Section
from postings.extraction.text import hints
from postings.extraction.text.vocabulary import Hit

#: Sections of which every line asks for something.
ASKING = frozenset({"qualifications", "preferred", "education"})
#: Beginnings of words by which a posting asks; plain substrings, because each hit looks for them.
_ASKING_WORDS = (
    *("experienc", "knowledg", "understanding", "skill", "proficien", "expert", "familiar", "background"),
    *("trained", "fluen", "competen", "exposure", "mastery", "track record", "versed", "grounding"),
    *("able to", "ability to", "ability in", "capab"),
)
_STOPS = re.compile(r";|\n|\.\s")  # as a branch of letters of their own: several times as fast as a set
_ASKED_AFTER = re.compile(
    r"\s(?:skills?|experience|expertise|abilit(?:y|ies)|background|knowledge|techniques|principles)\b",
    re.IGNORECASE,
)
_ASKS_ITSELF = re.compile(r"\b(?:skills|experience)\Z", re.IGNORECASE)
#: What makes a topic the name of people or of a business: "Payroll department", "data science team".
_PART_OF_NAME = re.compile(
    r"""\s(?:teams?|departments?|associates?|offices?|officers?|managers?|directors?|groups?|compan(?:y|ies)|industry
      |solutions?|services|software|platforms?|firms?|agency|agencies|units?|divisions?|leaders?|representatives?
      |specialists?|analysts?|engineers?|functions?|organi[sz]ations?|staff|community|providers?|consultants?
      |business|products?|startups?|professionals?|lead|leads|market)\b""",
    re.VERBOSE | re.IGNORECASE,
)
#: What makes a topic people, in front of it: "Head of Data Science", "work with product management".
_PEOPLE_BEFORE = re.compile(
    r"""\b(?:head|director|vp|manager|leader|chief)\sof\s\Z
      | \b(?:work(?:ing|s)?(?:\sclosely)?\swith|partner(?:ing|s)?\swith|report(?:s|ing)?\sto
          |collaborat\w{1,4}\swith|(?:communicat\w{1,4}|interface)\swith|feedback\sto|liais\w{1,4}\swith
          |stakeholders\s(?:including|in|such\sas)|teams\s(?:including|in|such\sas|like))
        \s(?:the\s)?(?:[\w&]{2,20},?\s){0,5}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_PEOPLE_STEMS = (
    *("head", "director", "vp", "manager", "leader", "chief", "work", "partner", "report", "collaborat"),
    *("stakeholders", "liais", "teams", "communicat", "interface", "feedback"),
)
#: What an employer says of itself, without a word to the reader.
_WE = re.compile(r"\b(?:we|our|us|company|firm|founders?|clients)\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|candidates?|looking\sfor|seek\w*|hiring|interested)\b", re.IGNORECASE)
_CLAUSE = 110  # characters in front of a topic that can say whose it is
_LIST = 70  # and that can say with whom one works
_DEGREE = re.compile(
    r"(?:degrees?|graduate\seducation|bachelor\S*|master[’']?s|diploma|ph\.?d\.?|doctorate|major(?:ing)?"
    r"|(?:quantitative|technical|related|similar|applicable)\s(?:fields?|disciplines?)|\bB\.?[AS]c?\.?|\bM\.?Sc?\.?)"
    r"(?![\w-])",
    re.IGNORECASE,
)
#: What ends the list of a degree's fields.
_DEGREE_STOP = re.compile(r"\bexperience\b|\bknowledge\b|\bskills?\b|\byears\b|\n|;|\.\s[a-z]", re.IGNORECASE)
_DEGREE_REACH = 180
_DEGREE_LIST = 160  # characters between a degree and a field in its list
#: How _DEGREE begins.
_DEGREE_STEMS = (
    *("degree", "graduate education", "bachelor", "master", "diploma", "ph", "doctorate", "major"),
    *("quantitative", "technical", "related", "similar", "applicable", "ba", "b.a", "bs", "b.s", "ms", "m.s"),
)


def is_asked(text: str, section: Section, hit: Hit, kind: str, also_field: bool) -> bool:
    """Whether a topic is asked for, or part of the duties, rather than the name of a team or a business.

    `kind` is the lexicon's: topic or soft. `also_field`: a field of study has the same name.
    """
    if section.kind == "title" or (also_field and _of_a_degree(text, section, hit)):
        return False
    if _ASKED_AFTER.match(text, hit.end) or _ASKS_ITSELF.search(text, hit.start, hit.end):
        return True
    if _PART_OF_NAME.match(text, hit.end):
        return False
    of_work = kind == "topic" and not text[hit.start : hit.end].lower().endswith("teams")
    if of_work and _beside_people(text, hit):
        return False
    if section.kind == "about" and _of_itself(text[max(section.start, hit.start - _CLAUSE) : hit.start]):
        return False
    if section.kind in ASKING or _asking_before(text[max(section.start, hit.start - _CLAUSE) : hit.start]):
        return True
    return section.kind == "responsibilities" and kind == "topic" and hit.last > hit.first


def _beside_people(text: str, hit: Hit) -> bool:
    start = max(0, hit.start - _LIST)
    before = hints.first_match(_PEOPLE_BEFORE, text, hints.lower(text), _PEOPLE_STEMS, start, hit.start)
    return before is not None


def _of_itself(before: str) -> bool:
    clause = before[max(before.rfind("."), before.rfind("\n")) + 1 :]
    return bool(_WE.search(clause)) and not _YOU.search(clause)


def _asking_before(before: str) -> bool:
    """Whether the part of the sentence in front of a topic asks for something."""
    clause = _STOPS.split(before)[-1].lower()
    return any(word in clause for word in _ASKING_WORDS)


def _of_a_degree(text: str, section: Section, hit: Hit) -> bool:
    """True for a field of study in its list: "degree in Statistics"."""
    start = max(section.start, hit.start - _DEGREE_REACH)
    degrees = hints.matches(_DEGREE, text, hints.lower(text), _DEGREE_STEMS, start, hit.start)
    end = max((match.end() for match in degrees), default=None)
    if end is None or hit.start - end > _DEGREE_LIST:
        return False
    return not _DEGREE_STOP.search(text, end, hit.start)
