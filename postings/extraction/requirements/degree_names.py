"""The words for degrees and their levels, and where they stand in a text: candidates, not yet believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from postings.extraction import lexicons
from postings.extraction.records import DegreeLevel
from postings.extraction.text import hints


@dataclass(frozen=True, slots=True)
class DegreeMention:
    """A degree by name. `generic` is a "degree" without a level (it counts as a bachelor's)."""

    start: int
    end: int
    level: DegreeLevel
    form: str

    @property
    def generic(self) -> bool:
        return self.form == "generic"


#: A word may begin after a letter only where two lines were glued: "QualificationsBachelor's".
EDGE = (
    r"(?:(?<![^\W_])|(?<=[a-z])(?=[A-Z])|(?<=[a-z]OR)(?=[A-Z])|(?<=[A-Z]{2})(?=Ph\.?D)|(?<=[A-Z]{2})(?=[A-Z][a-z]{5})"
    r"|(?<=[a-z])(?=\d[\s-]{1,2}year))"
)
APOSTROPHE = r"(?:\s?[’'´`\u0301?\ufffd]{1,2}|€™|â(?:€™)?|\s(?=s\s))?"
#: A sentence that holds none of these, in any case, nor an abbreviation as written, names no degree.
HINTS = (
    *(
        "degree",
        "bachelo",
        "bachlo",
        "master",
        "diploma",
        "doctor",
        "high school",
        "highschool",
        "high-school",
    ),
    *("secondary", "general e", "ged", "hsd", "associate", "college", "universit", "graduat", "undergrad"),
    *(
        "baccala",
        "phd",
        "ph.",
        "ph d",
        "certifica",
        "vocational",
        "trade school",
        "technical school",
        "apprentice",
    ),
    *("postgrad", "grad ", "juris", "terminal", "enrolled", "studium", "ingénieur", "bac+", "bac +"),
    *("leaving cert", "third level", "third-level", "tertiary", "post-secondary", "post secondary"),
    *(
        "studien",
        "abschluss",
        "diplom",
        "diplôme",
        "berufsausbildung",
        "hbo",
        "laurea",
        "licenciatura",
        "titul",
    ),
    *("título", "estudios universitarios", "ensino superior", "curso superior", "wykształcenie", "examen"),
)
ABBREVIATIONS = re.compile(
    r"B[ASECTFB.]|Bsc|Btech|BEng|M[ASEBPFLCTDHR.]|Msc|Mtech|MEng|A[ASD.]|Au\.?D|J\.?D|LL[BM]|LL\.|D\.|DVM|D[DMN]|DPT|DrPH"
    r"|DPhil|OD|O\.\s?D|G\.\s?E|Pharm|Psy|Ed[DS]|Ed\.|ED\.|PH\.|Sc[D.]|HS\s|H\.\s?S"
    r"|GCSE|A-?[ \t]?[Ll]evels|HN[CD]|NVQ|Cert\sI"
)

_GENERIC = re.compile(
    r"""
    (?:(?<![-\w°])|(?P<glued>(?-i:(?<=[a-z])(?=D))))                     # "PrinceDegree in", two lines glued
    (?P<before>(?:(?:advanced|graduate|post-?graduate|doctoral|relevant|related|similar|technical|scientific|quantitative|academic|accredited|engineering
        |STEM|CS|science|business|law|equivalent|higher|completed|good|strong|numerate|analytical|recognized
        |recognised|bachelors?|post-?secondary|tertiary|education|formal)\s){0,3})
    (?P<noun>(?:[Dd]egree|DEGREE)[sS]?)(?-i:(?![a-z]))
    (?![-](?:granting|seeking))
    (?!\s+of\s+(?!(?:a\s)?(?:bachelor|master|doctor|science|arts))\w)           # "degree of autonomy"
    (?!\s+(?:to\swhich|angles?|murals?|view|feedback|assistance|programs?\boffered|certificates?\b|under\s+your\s+feet))
    """,
    re.VERBOSE | re.IGNORECASE,
)
# what no list of phrases can hold: enrolment, and degrees of other countries; each with its hints
_PHRASES: tuple[tuple[tuple[str, ...], re.Pattern[str], DegreeLevel], ...] = (
    (
        ("enrolled",),
        re.compile(
            r"\benrolled\s(?:in|into|at|with)\s(?:an?\s|the\s)?(?:[\w-]+\s){0,4}?"
            r"(?:universit(?:y|ies)|college|(?:degree|undergraduate|academic|study)\sprogram(?:me)?s?)\b",
            re.IGNORECASE,
        ),
        "bachelor",
    ),
    (
        ("studium", "hochschulabschluss", "hbo", "bac"),
        re.compile(
            r"\b(?:abgeschlossene[snm]?\s(?:[\w-]+\s){0,4}(?:[\w-]{0,20}studium)|Hochschulabschluss"
            # "ein Studium der Chemie", not "nach dem Studium der Akten"
            r"|(?<!nach\s)(?<!dem\s)(?<!deinem\s)(?<!ihrem\s)(?<!zum\s)(?<!im\s)(?<!duales\s)"
            r"studium(?=\s(?:\([\w\s/]{1,20}\)\s)?(?:der|des|in|im\sBereich|oder|mit\sSchwerpunkt)\s|,?\s\(?z\.\s?B\.)"
            # "HBO-opleiding", "HBO of WO werk- en denkniveau", "MBO/HBO"
            r"|(?-i:HBO|Hbo|hbo)(?=\s?(?:[-/+]|of\s|werk|denk|niveau|opleiding|diploma|or\s|degree|bachelor))"
            r"|bac\s?\+\s?[34](?!\s?/\s?5))(?-i:(?![a-z]))",
            re.IGNORECASE,
        ),
        "bachelor",
    ),
    (
        ("law",),
        re.compile(
            r"\bgraduat(?:e|ion)\s(?:of|from)\s(?:an?\s)?(?:[\w-]+\s){0,3}law\sschool\b", re.IGNORECASE
        ),
        "doctorate",
    ),
    (
        ("gcse", "levels"),
        re.compile(r"\b(?:GCSEs?|A[ -][Ll]evels)\b"),
        "high_school",
    ),  # not "a level of care"
    (
        ("nieur", "bac"),
        re.compile(r"\b(?:dipl[ôo]me\sd[’']ing[ée]nieur|bac\s?\+\s?5)\b", re.IGNORECASE),
        "master",
    ),
)
# "a high degree", "360 degree": an extent or an angle
_NOT_ACADEMIC = re.compile(
    r"(?:\b(?:high|higher\slevel|large|some|certain|great|greater|lesser|less|significant|varying|different"
    r"|wide|extraordinary|substantial|considerable|strong|exceptional|to\sa|what|no|without\sa|any|first|second"
    r"|third|2nd|3rd|same|right|reasonable|fair|moderate|minimum|maximum|full|nth|further)|(?<!2:)\d+\s?°?|[°º])[\s-]*\Z",
    re.IGNORECASE,
)
# "in addition to a degree in law", "any degree from": what follows is studied or teaches
_STUDIED = re.compile(r"\s(?:in\s(?!which|the\s|this\s|some\s)|from\s(?:an?|the)\s)", re.IGNORECASE)
_MAY_BE_STUDIED = re.compile(r"\b(?:to\sa|any|minimum|full)[\s-]*\Z", re.IGNORECASE)
_LINE_AFTER_GLUE = re.compile(r"\s*(?:\(|/|in\b|from\b|or\b)", re.IGNORECASE)
_LEVEL_BEFORE = re.compile(
    r"(?P<doctorate>doctoral\s)|(?P<master>(?:advanced|graduate|post-?graduate|(?<!or\s)(?<!or\sa\s)higher)\s)",
    re.IGNORECASE,
)
_ACADEMIC_AFTER = re.compile(
    r"(?-i:(?=[A-Z\d]))|\s*(?:\(|in\b|not\b|isn|from\b|or\b|and\b|required|preferred|is\b|with\b|,|;|\.|/|\Z|holder|qualified|educated|level"
    r"|program|helps\b|would\sbe\b|at\b|through\b|w/|plus\b|\+|a\splus|desired|desirable|must|that\sinclude|which\sinclude|equivalent|essential|needed|an?\b|\n)",
    re.IGNORECASE,
)


def candidates(text: str, start: int, end: int) -> list[DegreeMention]:
    """Words for degrees in `text[start:end]`, in order, whether or not they mean one here."""
    found: list[DegreeMention] = []
    for match in _names().finditer(text, start, end):
        level, form = _lookup(match[0])
        found.append(DegreeMention(match.start(), match.end(), level, form))
    for hinted, pattern, level in _PHRASES:
        for match in (
            pattern.finditer(text, start, end) if hints.holds_between(text, hinted, start, end) else ()
        ):
            found.append(DegreeMention(match.start(), match.end(), level, "generic"))
    for match in (
        _GENERIC.finditer(text, start, end) if hints.holds_between(text, ("degree",), start, end) else ()
    ):
        noun = match.start("noun")
        if not any(m.start <= noun < m.end for m in found) and _is_academic(text, match, start, end):
            level = _level_before(text, match, start)
            form = "generic" if level == "bachelor" else "name"
            found.append(DegreeMention(match.start(), match.end("noun"), level, form))
    return sorted(found, key=lambda m: m.start)


def _is_academic(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether "degree" is one that is studied for, neither an extent nor an angle."""
    if match["glued"] is not None:
        return bool(_LINE_AFTER_GLUE.match(text, match.end(), end))
    if match["before"]:
        return True
    before = text[max(start, match.start("noun") - 24) : match.start("noun")]
    if _NOT_ACADEMIC.search(before):
        return bool(_MAY_BE_STUDIED.search(before) and _STUDIED.match(text, match.end(), end))
    return bool(_ACADEMIC_AFTER.match(text, match.end(), end))


def _level_before(text: str, match: re.Match[str], start: int) -> DegreeLevel:
    """The level that words before "degree" give it: "advanced engineering degree"."""
    named = _LEVEL_BEFORE.search(text, max(start, match.start() - 6), match.start("noun"))
    return cast(DegreeLevel, named.lastgroup) if named else "bachelor"


@cache
def _levels() -> dict[str, tuple[DegreeLevel, str]]:
    return {
        _key(row["phrase"], row["form"] == "short"): (cast(DegreeLevel, row["level"]), row["form"])
        for row in lexicons.rows("degrees")
    }


def _key(phrase: str, short: bool) -> str:
    """A phrase without what may vary in writing; abbreviations keep their case."""
    marked = re.sub(r"(?:\s?[’'´`\u0301?\ufffd]{1,2}|€™|â(?:€™)?)(?=s)", "'", phrase)
    bare = re.sub(r"[^A-Za-z0-9()']", "", marked)
    return bare if short else re.sub("degrees$", "degree", bare.lower())


def _lookup(written: str) -> tuple[DegreeLevel, str]:
    levels = _levels()
    exact, folded = _key(written, short=True), _key(written, short=False)
    if "." not in written and exact.isupper() and exact in levels:
        return levels[exact]
    bare = folded.replace("'", "")
    return levels.get(folded) or levels.get(bare) or levels[_possessive(bare)]


def _possessive(bare: str) -> str:
    """The listed phrase that `bare` is without its apostrophe."""
    return next(key for key in _levels() if key.replace("'", "") == bare)


@cache
def _names() -> re.Pattern[str]:
    """One alternation of every phrase, the longest first; most places are left at the first letter."""
    names: list[str] = []
    shorts: list[str] = []
    for row in sorted(lexicons.rows("degrees"), key=lambda row: -len(row["phrase"])):
        phrase = row["phrase"]
        if " " not in phrase and phrase != phrase.lower():
            shorts.append(_dotted(phrase))
        else:
            names.append(phrase)
    firsts = "".join(sorted({phrase[0] for phrase in (*names, *map(str.upper, names), *shorts)}))
    ends = (
        r"(?:(?![^\W_])|(?<=[a-z])(?=[A-Z\d])|(?<=[hP][dD])(?=would|preferred|degree))"  # "diplomaPreferred"
    )
    short_ends = rf"(?:{ends}|(?<=[A-Z])(?=[A-Z][a-z]{{4}}))"  # "BSBenefits"
    return re.compile(
        rf"(?=[{firsts}]){EDGE}(?:(?:{_by_first_letter(names)}){ends}|(?:{'|'.join(shorts)}){short_ends})"
    )


def _by_first_letter(names: Sequence[str]) -> str:
    """The phrases in any case. A first letter in brackets is looked at before its phrases are tried."""
    return "|".join(
        f"[{first}{first.upper()}](?i:{_factored(rests)})" for first, rests in _grouped(names).items()
    )


def _factored(names: Sequence[str]) -> str:
    """An alternation in which the letters that phrases have in common stand once; their order stays.

    >>> _factored(["diplomas", "diploma", "degree"])
    'd(?:iploma(?:s|)|egree)'
    """
    if len(names) > 1 and all(name[:1].isalpha() and name[:1].isascii() for name in names):
        parts = [first + _factored(rests) for first, rests in _grouped(names).items()]
    else:
        parts = list(map(_spelled, names))
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _grouped(names: Sequence[str]) -> dict[str, list[str]]:
    """What follows the first letter of each, by that letter, in small letters."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name[0].lower(), []).append(name[1:])
    return groups


def _spelled(phrase: str) -> str:
    words = [re.escape(word).replace("'", APOSTROPHE) for word in phrase.split(" ")]
    return r"[\s-]{1,2}".join(words) + ("s?" if phrase.endswith(" degree") else "")


def _dotted(phrase: str) -> str:
    if "." not in phrase:
        return re.escape(phrase)
    return re.escape(phrase.rstrip(".")).replace(r"\.", r"\.\s?") + r"\.?"
