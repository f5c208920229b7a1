"""Words of strength in a sentence: "preferred", "ideally", "required"; and which way they look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from postings.extraction.records import Strength

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of strength; it governs what stands on its side: "preferred" looks back, "ideally" ahead.

    `strength` is None for "not required".
    """

    start: int
    end: int
    strength: Strength | None
    looks: Side


_END = r"(?-i:(?![a-z]))"  # also where lines were glued: "preferred5+ years", "preferredAbility"
_DEGREES_OF = r"""
    (?:(?:strongly|highly|greatly|very\smuch|much|big|huge|strong|definite|significant|real|major|nice|added|distinct
      |great|generally|also|certainly|considered|additional|clear|large|but\snot\srequired,?|not\srequired\sbut
      |valuable|massive|welcome|most|very)\s){0,3}
"""
# "is preferred", "a strong plus", "would be nice", "desirable"
_SOFT = rf"""
    (?:(?:is|are|be|was|as|considered|would\sbe|will\sbe|seen\sas|viewed\sas)\s)?(?:an?\s|of\s)?{_DEGREES_OF}
    (?:prefer(?:red|able|ed){_END}(?!\s(?:name|partner|vendor|supplier|employer))|desir(?:ed|able|eable){_END}
      |advantageous|favou?red|favou?rable(?=\s*(?:[.,;)]|\Z|but\b|\n))|(?:optional|recommended){_END}|beneficial|helpful|pluses\b
      |plus(?=\s*(?:[.,;:!)\]]|\Z|factor|point|\n|[*•–-]))
      |(?:nice|good)[-\s]to[-\s]haves?|welcomed?(?=\s*(?:[.,;!)]|\Z|but\b|\n))|appreciated{_END}|ideal\b(?=\s*(?:[.,;)]|\Z|but))
      |highly\s(?:regarded|valued)|(?:would|will)\sbe\s(?:great|nice|good|amazing|awesome|ideal|fantastic)
      |(?:is|are)\snice\b|an\sadded\sbenefit)
    |(?:,\s)?\bbut\s(?:is\s|are\s|it\sis\s)?not\s(?:strictly\s|absolutely\s)?(?:required|necessary|essential|mandatory|needed){_END}
    |(?:won[’']t|wouldn[’']t|doesn[’']t|(?:will|would|does|is|are)\snot(?:\sgoing\sto)?|(?:isn|aren)[’']t\sgoing\sto)\s(?:\w+\s)?hurt{_END}
    |\bhelps\b(?=\s*(?:[.,;)]|\Z|but\b|\n))|\bnon[-\s]essential{_END}
    |(?:wünschenswert|von\sVorteil|bevorzugt|souhaitée?s?|un\satout|deseable|valorable|preferibile|wenselijk|meriterande){_END}
    |(?<=[(\[])(?:bonus|plus|asset|advantage)(?=[)\]])|(?<=[-–—]\s)(?:bonus|plus|asset|advantage){_END}(?=[A-Z.,;\n]|\Z)
    |(?:an?\s{_DEGREES_OF}|(?:be|is|are|as)\s(?:of\s)?)(?:asset|advantage|bonus|plus){_END}
      (?!\s(?:portfolio|management|manager|class|allocation|owner|pric|servic|based|backed|scheme|plan|structure|pool))
"""
# what always looks ahead: "preferably a Master's", "bonus points for"
_SOFT_AHEAD = r"""
    (?:prefer+ab+ly|idealerweise|vorzugsweise|idéalement|idealmente|bij\svoorkeur
      |preferiblemente|de\spréférence|preferable\s(?=(?:in|within|with|at)\b)|ideally|prefer(?:s|ring)?\b|bonus(?:\spoints?)?\b(?:\sfor|\sif|:)|bonus\spoints?(?=\d)|plus(?:es)?:|nice:
      |preference\s(?:(?:is|will\sbe|may\sbe)\s)?(?:given|for|to|of|shown)\b
      |ideal\s(?=(?:number\sof\s)?years\b)
      |(?:it\sis\s|it[’']?s\s)?(?:desirable|preferred|preferable|advantageous|beneficial|helpful|ideal)\s
        (?:that|if|to\shave)\b
      |(?:it[’']?s\s|it\sis\s)?an?\s(?:big\s|huge\s)?(?:plus|bonus)\sif|would\sbe\s(?:great|nice|good|a\splus|ideal)\sif
      |we[’']d\slove\s(?:it\s)?if|(?:advantageous|asset)\sif|extra\s(?:credit|points)\b)
"""
_HARD = rf"""
    (?:(?:is\s|are\s|be\s)?(?:strictly\s|absolutely\s)?
        (?:(?:required|mandatory|essential|necessary|needed|compulsory|a\smust|non-negotiable){_END}|must[-\s]haves?\b)
      |must\s(?:have|possess|hold|be)\b|requires?\b|requirement\b|\breq[’']?d\b)
"""
_NOT = r"""
    not\s(?:strictly\s|necessarily\s|absolutely\s|a\s)?
    (?:required|mandatory|necessary|essential|needed|requirement)\b
"""
_CUE = re.compile(
    rf"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{{3}})(?=[A-Z][a-z]{{4}}))|(?<=\bis)(?=prefer|desir|requir))"
    rf"(?:(?P<not>{_NOT})|(?P<ahead>{_SOFT_AHEAD})|(?P<soft>{_SOFT})|(?P<hard>{_HARD}))",
    re.VERBOSE | re.IGNORECASE,
)
#: A sentence without any of these holds no word of strength.
_HINTS = (
    *("prefer", "desir", "plus", "advantag", "asset", "bonus", "nice", "good", "ideal", "optional", "benefi"),
    *("helpful", "recommend", "favo", "requir", "must", "mandatory", "essential", "necessary", "needed"),
    *(
        "helps",
        "hurt",
        "non essential",
        "compulsory",
        "negotiable",
        "welcome",
        "highly",
        "extra",
        "love",
        "great",
        "amazing",
        "awesome",
    ),
    *(
        "fantastic",
        "req'd",
        "req’d",
        "appreciated",
        "wünschens",
        "von vorteil",
        "bevorzugt",
        "vorzugs",
        "souhait",
    ),
    *(
        "atout",
        "deseable",
        "valorable",
        "preferibile",
        "wenselijk",
        "meriterande",
        "idéal",
        "voorkeur",
        "préférence",
    ),
)
_ADJECTIVE = re.compile(
    r"\b(?:prefer|desir|optional|nice|good|required|mandatory|essential|necessary|must)", re.IGNORECASE
)
_BEGINS_CLAUSE = re.compile(r"(?:\A|[.;:•(*\[]|\s[-–—]|\b(?:an?|the|with|and))\s*\Z", re.IGNORECASE)
# "5 years required, preferred 7 years": what stands before the comma has its strength or its number already
_SETTLED = re.compile(r"\b(?:required|must|requires|minimum|years?|yrs)\b", re.IGNORECASE)
_NAMES_NEXT = re.compile(
    r"\s(?:an?\b|at\sleast|minimum|\d|bachelor|master|ph\.?d|mba|b\.?[as]\b|m\.?s\b|degree|education|qualification|(?:[a-z]+\s){1,2}(?:background|degree)\b"
    r"|experience|exp\b|skill|requirement|level|years)",
    re.IGNORECASE,
)
_COLON_NEXT = re.compile(
    r"(?:\s(?!in\b)[a-z][\w/&-]*){0,3}\s?:"
)  # "preferred skills:", not "preferred Experience:"
_ANY_COLON_NEXT = re.compile(r"(?:\s(?![Ii]n\b)[\w/&-]+){0,3}\s?:")
# "NICE TO HAVE - a diploma" at the beginning of a sentence, "fieldPreferredMaster's": headings
_DASH_NEXT = re.compile(r"\s?[-–—]\s")
_SMALL_BEFORE = re.compile(r"\b[a-z][a-z]+\s\Z")
_SHOUTED_NEXT = re.compile(r"[A-Z][A-Za-z]*[a-z]")  # "NICE-TO-HAVESPhD in art", a glued heading
_GLUED_NEXT = re.compile(r"[A-Z][a-z]")
_GLUED_BEFORE = re.compile(r"[a-z]")  # "diplomaPreferred areas of work"
_HEADING_NEXT = re.compile(
    r"\s(?:[A-Z][a-z]+\s){0,2}(?:[Ss]kills|[Qq]ualifications|[Ee]xperience|[Rr]equirements|[Kk]nowledge|[Cc]andidates?)(?![a-z])"
)


@lru_cache(maxsize=64)
def cues(text: str, first: int, last: int) -> tuple[Cue, ...]:
    """Words of strength in `text[first:last]`, one sentence, in order.

    >>> [(c.strength, c.looks) for c in cues("Preferred: MBA; BS required, ideally in law", 0, 43)]
    [('preferred', 'after'), ('required', 'before'), ('preferred', 'after')]
    """
    lowered = text[first:last].lower()
    if not any(hint in lowered for hint in _HINTS):
        return ()
    found = []
    for match in _CUE.finditer(text, first, last):
        if match["not"]:
            found.append(Cue(match.start(), match.end(), None, "before"))
        elif match["ahead"]:
            found.append(Cue(match.start(), match.end(), "preferred", "after"))
        elif match["soft"]:
            found.append(Cue(match.start(), match.end(), "preferred", _side(text, match, first, last)))
        else:
            found.append(Cue(match.start(), match.end(), "required", _side_of_hard(text, match, first, last)))
    return tuple(found)


# "experience in one of these is preferred: rye, wheat": a verb that has its subject looks back at it
_COPULA = re.compile(r"(?:is|are|would\sbe|will\sbe)\s", re.IGNORECASE)
_SUBJECT = re.compile(r"[a-z)]\s\Z")


def _side(text: str, match: re.Match[str], first: int, last: int) -> Side:
    """ "Preferred: MBA", "a preferred minimum of", "[Desired] Degree" look ahead, "MBA preferred" back."""
    following = text[match.end() : min(last, match.end() + 40)]
    if _COPULA.match(match[0]) and _SUBJECT.search(text, max(first, match.start() - 30), match.start()):
        return "before"
    if (_ANY_COLON_NEXT if match[0][0].isupper() else _COLON_NEXT).match(following):
        return "after"
    if _is_heading(text, match, first, following) or (match[0].isupper() and _SHOUTED_NEXT.match(following)):
        return "after"
    if text[match.start() - 1 : match.start()] == "[" and re.match(r"\]\s[A-Z]", following):
        return "after"
    if not _ADJECTIVE.search(match[0]):
        return "before"
    if match[0][0].isupper() and not match[0].isupper() and _HEADING_NEXT.match(following):
        return "after"
    before = text[max(first, match.start() - 12) : match.start()]
    begins = bool(_BEGINS_CLAUSE.search(before)) or (
        before.rstrip().endswith(",")
        and following[1:2].isdigit()
        and bool(_SETTLED.search(text, max(first, match.start() - 120), match.start()))
    )
    if not begins or text[match.start() - 1 : match.start()] == "(":
        return "before"
    return "after" if _NAMES_NEXT.match(following) else "before"


def _is_heading(text: str, match: re.Match[str], first: int, following: str) -> bool:
    """A word of strength that stood on a line of its own before line breaks were lost."""
    if match[0][0].isupper() and _GLUED_BEFORE.search(text, match.start() - 1, match.start()):
        return bool(re.match(r"\s\w", following) or _GLUED_NEXT.match(following))
    if match[0][0].isupper() and _GLUED_NEXT.match(following):  # "... of experience PreferredSome bakers"
        return bool(_SMALL_BEFORE.search(text, max(first, match.start() - 20), match.start()))
    return not text[first : match.start()].strip(" (*-•") and bool(_DASH_NEXT.match(following))


def _side_of_hard(text: str, match: re.Match[str], first: int, last: int) -> Side:
    word = match[0].lower()
    verb = word.startswith(("must h", "must p", "must b")) or word in ("require", "requires")
    if verb or not text[first : match.start()].strip(" (*-•"):
        return "after"
    return _side(text, match, first, last)
