"""Skills of our lexicon, each once, where the posting asks for it or describes the work with it.

A tool counts wherever it is named; a name that is an ordinary word as well only in company: next to another
tool ("Excel, Word"), or beside a word that only skills have ("using R", "Go developer"). A topic ("data
analysis") counts where the posting asks for it, and among the duties when its name has two words. Benefits
and legal paragraphs name no skill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from postings.extraction import lexicons
from postings.extraction.extractors._skill_senses import is_own, otherwise, own_names
from postings.extraction.extractors._skill_topics import ASKING, is_asked
from postings.extraction.records import Document, Evidence, Section, SectionKind, Statement
from postings.extraction.strength.lines import line_strength
from postings.extraction.text.vocabulary import Hit, Vocabulary, words, words_of

NAME = "skill"

_SKIPPED: frozenset[SectionKind] = frozenset({"boilerplate", "benefits", "fields"})
#: Of several mentions the one in the first of these sections is kept.
_ORDER: tuple[SectionKind, ...] = (
    *("qualifications", "preferred", "education", "responsibilities", "other", "about", "title"),
)
#: Categories whose names stand in lists with each other.
_SOFTWARE = frozenset({
    "programming-language", "web", "data-store", "data", "cloud-and-operations", "security",
    "software-engineering", "business-software", "design-and-media",
})  # fmt: skip
_BETWEEN = re.compile(r"[\s,/&()+]*(?:(?:and|or|and/or|&)[\s,(]*)?(?:MS\s|Microsoft\s|Adobe\s)?")
_CUE_BEFORE = re.compile(
    r"""(?:\b(?:in|using|with|like|languages?|programming|as|MS|Microsoft|Adobe|Autodesk|IBM|Apache)
      |(?:knowledge|understanding|command|experience|proficiency|use|familiarity|mastery|fluency|versions?)\sof)
      [\s:(]{1,3}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_CUE_AFTER = re.compile(
    r"""\s(?:programming|developers?|code|coding|languages?|scripts?|scripting|skills?|software|spreadsheets?
      |macros|packages?|proficiency|proficient|experience|knowledge|databases?|certified|admin|tools?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
#: What makes any name another one's: "Spark Capital", "Word files", "Software Engineering IC4" (a pay grade).
_OTHER_NAME = re.compile(
    r"""\s(?:(?-i:Capital|Ventures)\b|(?-i:IC|M)\d|(?:files?|format)\b|customers?\b|stipends?\b|regulations?\b
      |agreements?\b|removal\b|quickly\b|swiftly\b|joy\b|conversations?\b|action\b|of\sevents|airlines?\b)""",
    re.VERBOSE | re.IGNORECASE,
)
#: "At BlackLine, we", "BlackLine is hiring": the employer, which sells what it is called.
_EMPLOYER_BEFORE = ("At ", "ere at ", "About ", "Join ", "Why ", "Vitamin ")
_EMPLOYER_AFTER = re.compile(
    r",?\s(?:is\s(?:hiring|seeking|looking\sfor|an?\s(?:equal|leading|global|fast)|actively|proud|committed\sto)"
    r"|(?-i:Inc|LLC|Ltd|GmbH|Corporation)\b|provides\b|was\sfounded|has\s(?:become|grown|raised))",
    re.IGNORECASE,
)
_LONGEST_ADDRESS = 80
_ADDRESS = re.compile(r"://|www\.|@|\w\.(?:com|org|io|net|gov)\b")


@dataclass(frozen=True, slots=True)
class _Skill:
    category: str
    kind: str  # tool | topic | soft
    also_field: bool  # a field of study has the same name


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement a skill, `value` its slug; `strength` is None where the text does not ask for it."""
    best: dict[str, tuple[int, int, Hit]] = {}
    own, text = own_names(document), document.text
    for section, named in _named(text, [one for one in sections if one.kind not in _SKIPPED]):
        for hit in _believed(text, section, named):
            if is_own(hit, text[hit.start : hit.end], own, section):
                continue
            rank = _ORDER.index(section.kind) if section.kind in _ORDER else len(_ORDER)
            known = best.get(hit.value)
            if known is None or (rank, hit.start) < known[:2]:
                best[hit.value] = (rank, hit.start, hit)
    chosen = sorted((hit for _, _, hit in best.values()), key=lambda hit: hit.start)
    yield from _statements(document, sections, chosen)


def _statements(
    document: Document, sections: tuple[Section, ...], chosen: Sequence[Hit]
) -> Iterator[Statement]:
    """Statements with strengths; skills of one line share theirs."""
    text = document.text
    line: tuple[int, int] = (-1, -1)
    strength = None
    for hit in chosen:
        if not line[0] <= hit.start < line[1]:
            end = _line_end(text, hit.end)
            line = hit.start, end
            strength = line_strength(document, sections, hit.start, hit.end)
        evidence = Evidence(hit.start, hit.end, text[hit.start : hit.end], "skill_lexicon")
        yield Statement(NAME, evidence, value=hit.value, strength=strength)


_LINE_END = re.compile(r"\n|[;•]|[.!?]\s")


def _line_end(text: str, position: int) -> int:
    match = _LINE_END.search(text, position)
    return match.end() if match else len(text)


def _named(text: str, sections: Sequence[Section]) -> Iterator[tuple[Section, list[Hit]]]:
    """Each section with the names of our lexicon below its heading."""
    spans = ((one.heading[1] if one.heading else one.start, one.end) for one in sections)
    return zip(sections, _lexicon()[0].find_within(words_of(text), spans), strict=True)


def _believed(text: str, section: Section, named: Sequence[Hit]) -> list[Hit]:
    """The believed skills of one section, in order."""
    _, skills, modes = _lexicon()
    found = [hit for hit in named if _stands_alone(text, hit)]
    needs = [modes.get(text[hit.start : hit.end], "") for hit in found]
    return [
        hit
        for hit in _in_company(text, found, needs, skills)
        if not _owned(text, section, hit)
        and not otherwise(text, hit, skills[hit.value].kind)
        and _is_demanded(text, section, hit, skills[hit.value])
    ]


def _owned(text: str, section: Section, hit: Hit) -> bool:
    """True outside the demands for who owns something: "GitHub's office", but not for several "API's"."""
    return (
        section.kind not in ASKING
        and not text[hit.end - 1].isupper()
        and text.startswith(("'s ", "’s "), hit.end)
    )


def _is_demanded(text: str, section: Section, hit: Hit, skill: _Skill) -> bool:
    """A tool wherever it is named; a topic only where it is asked for or done."""
    return skill.kind == "tool" or is_asked(text, section, hit, skill.kind, skill.also_field)


def _in_company(
    text: str, found: Sequence[Hit], needs: Sequence[str], skills: dict[str, _Skill]
) -> list[Hit]:
    """Without the names that need company and have none."""
    sure = [
        not need or (need == "beside" and _cued(text, hit)) for hit, need in zip(found, needs, strict=True)
    ]
    joined = [
        _akin(skills[left.value], skills[right.value])
        and bool(_BETWEEN.fullmatch(text, left.end, right.start))
        for left, right in pairwise(found)
    ]
    for index, is_joined in enumerate(joined):
        if is_joined and (sure[index] or needs[index]) and needs[index + 1]:
            sure[index + 1] = True
    for index in range(len(joined) - 1, -1, -1):
        if joined[index] and sure[index + 1]:
            sure[index] = True
    return [hit for hit, believed in zip(found, sure, strict=True) if believed]


def _akin(one: _Skill, other: _Skill) -> bool:
    return one.category == other.category or {one.category, other.category} <= _SOFTWARE


def _cued(text: str, hit: Hit) -> bool:
    return bool(
        _CUE_BEFORE.search(text, max(0, hit.start - 24), hit.start)
        or _CUE_AFTER.match(text, hit.end, hit.end + 16)
    )


def _stands_alone(text: str, hit: Hit) -> bool:
    """False inside addresses and where the name goes on: "C-level", "R&D", "python.org"."""
    if _OTHER_NAME.match(text, hit.end, hit.end + 16) or _EMPLOYER_AFTER.match(text, hit.end, hit.end + 24):
        return False
    if text[max(0, hit.start - 8) : hit.start].endswith(_EMPLOYER_BEFORE) or _abbreviates(text, hit):
        return False
    before, after = text[hit.start - 1 : hit.start] or " ", text[hit.end : hit.end + 1] or " "
    if hit.end - hit.start < 3 and (after in "-&'’+#" or before in "-&."):
        return False
    if before in "@/._-" or after in "@/._-":
        left = text[max(0, hit.start - _LONGEST_ADDRESS) : hit.start].rsplit(maxsplit=1)
        right = text[hit.end : hit.end + _LONGEST_ADDRESS].split(maxsplit=1)
        joined_left = left[-1] if left and not before.isspace() else ""
        rest = f"{joined_left}x{right[0] if right and not after.isspace() else ''}"
        return not _ADDRESS.search(rest)
    return True


def _abbreviates(text: str, hit: Hit) -> bool:
    """True for the abbreviation of other words: "European Cooperating States (ECS)" is no Amazon ECS."""
    letters = text[hit.start : hit.end]
    if text[hit.start - 1 : hit.start] != "(" or not (letters.isalpha() and letters.isupper()):
        return False
    words_before = text[max(0, hit.start - 80) : hit.start - 1].split()[-len(letters) :]
    phrase = " ".join(words_before)
    if "".join(word[0] for word in words_before).upper() != letters or hit.end - hit.start < 2:
        return False
    lexicon, _, _ = _lexicon()
    return all(found.value != hit.value for found in lexicon.find(words(phrase))) and not phrase.islower()


@cache
def _lexicon() -> tuple[Vocabulary, dict[str, _Skill], dict[str, str]]:
    """The phrases, the skills by slug, and which exact phrases need company ("beside" or "listed")."""
    rows = lexicons.rows("skills")
    fields = {
        name
        for row in lexicons.rows("fields_of_study")
        for name in (row["name"].lower(), *row["aliases"].split("|"))
    }
    anyhow = [(phrase, row["slug"]) for row in rows for phrase in filter(None, row["anyhow"].split("|"))]
    exact: list[tuple[str, str]] = []
    modes: dict[str, str] = {}
    for mode in ("exact", "beside", "listed"):
        for row in rows:
            for phrase in filter(None, row[mode].split("|")):
                exact.append((phrase, row["slug"]))
                if mode != "exact":
                    modes[phrase] = mode
    skills = {
        row["slug"]: _Skill(row["category"], row["kind"], not fields.isdisjoint(row["anyhow"].split("|")))
        for row in rows
    }
    return Vocabulary(anyhow, exact), skills, modes
