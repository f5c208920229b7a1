"""Finds the degrees that a sentence names, with their levels; whether they are demanded is decided elsewhere.

A word that also means something else (master, associate, MS, BA, MA) is believed only in company: "degree"
after it, a field of study, or another degree beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import cast

from postings.extraction import lexicons
from postings.extraction.records import DegreeLevel


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
EDGE = r"(?:(?<![^\W_])|(?<=[a-z])(?=[A-Z])|(?<=[a-z]OR)(?=[A-Z]))"
_APOSTROPHE = r"(?:\s?[’'´`\u0301?\ufffd]{1,2}|€™|â(?:€™)?|\s(?=s\s))?"
_NUMBER_WORD = (
    r"(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|ten\b|at\sleast\b|a\sminimum\b|minimum\b)"
)

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
    *("postgrad", "grad ", "juris", "terminal"),
)
ABBREVIATIONS = re.compile(
    r"B[ASECTFB.]|Bsc|Btech|BEng|M[ASEBPFLCTD.]|Msc|Mtech|MEng|A[AS.]|J\.?D|LL[BM]|D\.|DVM|DDS|DNP|DrPH|DPhil"
    r"|G\.\s?E|Pharm|Psy|EdD|Ed\.|Sc[D.]|HS\s|H\.\s?S"
)

_GENERIC = re.compile(
    r"""
    (?<![-\w°])
    (?P<before>(?:(?:relevant|related|similar|technical|scientific|quantitative|academic|accredited|engineering
        |STEM|CS|science|business|law|equivalent|higher|completed|good|strong|numerate|analytical|recognized
        |recognised|bachelors?|post-?secondary|tertiary|education|formal)\s){0,3})
    (?P<noun>(?:[Dd]egree|DEGREE)[sS]?)(?-i:(?![a-z]))
    (?![-](?:granting|seeking))
    (?!\s+of\s+(?!(?:a\s)?(?:bachelor|master|doctor|science|arts))\w)           # "degree of autonomy"
    (?!\s+(?:to\swhich|angles?|murals?|view|feedback|assistance|programs?\boffered|certificates?\b|under\s+your\s+feet))
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "a high degree", "360 degree": an extent or an angle
_NOT_ACADEMIC = re.compile(
    r"(?:\b(?:high|higher\slevel|large|some|certain|great|greater|lesser|less|significant|varying|different"
    r"|wide|extraordinary|substantial|considerable|strong|exceptional|to\sa|what|no|without\sa|any|first|second"
    r"|third|2nd|3rd|same|right|reasonable|fair|moderate|minimum|maximum|full|nth|further)|\d+\s?°?|[°º])[\s-]*\Z",
    re.IGNORECASE,
)
_ACADEMIC_AFTER = re.compile(
    r"\s*(?:\(|in\b|not\b|isn|from\b|or\b|and\b|required|preferred|is\b|with\b|,|;|\.|/|\Z|holder|qualified|educated|level"
    r"|program|at\b|through\b|w/|plus\b|\+|a\splus|desired|desirable|must|equivalent|essential|needed|an?\b|\n)",
    re.IGNORECASE,
)

# what follows a word or an abbreviation that is a degree
_COMPANY_AFTER = re.compile(
    rf"""
    (?:{_APOSTROPHE}(?:s\b)?)?\s*
    (?: [(\s]* (?:university\s|college\s|level\s
      |academic\s)? degrees?(?-i:(?![a-z]))      # "BS degree", "Masters level degree"
      | (?:\([^()]{{1,30}}\)\s*)? (?:in|of)\s+ (?:an?\b|any\b|one\b|either\b|related|relevant|computer
        |engineering
            |business|the\s(?:same|field|following|area)|similar|applied|quantitative|electrical|mechanical|data
            |math|statistics|economics|finance|accounting|information|science|public|social|human|software
            |technology|technical|(?-i:[A-Z(]))
      | \(?(?:or|and)\s(?:higher|above|better|greater|equivalent|similar|related|relevant|comparable
        |foreign|equal|experience|work)\b
      | (?:level|candidates?|students?|graduates?|qualified|thesis|education)\b
      | (?:is\s)?(?:strongly\s|highly\s)?(?:required|preferred|desired|desirable|mandatory|a\splus)\b
      | [(\[]\s*(?:required|preferred|desired)
      | from\s(?:an?\b|the\b|accredited|top)
      | (?:\+|with|and|plus|w/|&)\s*{_NUMBER_WORD}                             # "BS + 10 years"
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SUBJECT_AFTER = re.compile(  # "BS Computer Science"
    r"\s(?:/\s)?(?:Computer|CS\b|CE\b|EE\b|Electrical|Mechanical|Engineering|Statistics|Math|Physics|Biology|Chem"
    r"|Economics|Finance|Business|Data\sScience|Information|Software|Civil|Industrial|Nursing|Accounting|STEM\b)"
)
_MICROSOFT = re.compile(
    r"[\s-]*(?:Office|Excel|Word|Access|SQL|Project|Windows|Outlook|Power|Dynamics|Teams|Azure|Visio|Exchange|Share"
    r"|Visual|\.NET|DOS|CRM|TFS|Server|Suite|Active|ISAC|Build|Test|Stack|Products?|Technolog|Apps|Application)",
    re.IGNORECASE,
)
_STATE_BEFORE = re.compile(r"(?:[A-Z][a-z]+,?|\bUS,|\bin|\bthe|\bour)\s\Z")
_ROLE_BEFORE = re.compile(
    r"\b(?:scrum|web|quiz|script|grand|post|head|task|harbor|harbour|station|the|lead|senior|sr\.?|junior|sales"
    r"|research|retail|store|team|our|to|can|will|and\sthen|as\san?|business|marketing|account|program|project)\s\Z",
    re.IGNORECASE,
)
#: What stands between two degrees of one list: "BS/MS", "BS, MS or PhD", "Bachelor's (BA) or".
JOINT = re.compile(
    r"(?:\s*(?:university\s|college\s)?degrees?)?\s*(?:\((?:[^()]{0,20}\))?|[)])?\s*"
    r"(?:[/,&|+(\[-]|\bor\b|\band\b|\band/or\b|\bto\b)[\s(]*(?:or\s|and/or\s|and\s)?(?:either\s)?(?:an?\s)?\Z",
    re.IGNORECASE,
)
# degrees of other people, or that the employer gives
_NOT_ASKED_AFTER = re.compile(
    r"\s*(?:(?:students?|candidates?|graduates?|theses|thesis|programme?s?|courses?|interns?|research(?:ers)?|level)\b)",
    re.IGNORECASE,
)
_WITHOUT_BEFORE = re.compile(
    r"\b(?:without|no|lacking|w/o|some)\s(?:an?\s|any\s|the\s)?(?:college\s|university\s|formal\s|four-year\s)?\Z",
    re.IGNORECASE,
)
# a doctorate that the job itself is: "the PhD project", "PhD position"
_THE_JOB_AFTER = re.compile(
    r"\s(?:projects?|fellows?(?:hips?)?|supervis\w+|title|topics?|positions?|work\b|thes[ie]s|studentships?|opportunit\w+"
    r"|defen[cs]e|scholarships?|vacanc\w+|school|contract|offers?|funding)\b",
    re.IGNORECASE,
)
_OTHERS_BEFORE = re.compile(
    r"\b(?:supervis\w+|mentor\w*|teach\w*|advis(?:e|ing)|coach\w*|guid(?:e|ing)|co-?supervis\w+|train(?:ing)?|recruit\w*"
    r"|lectur\w+|team\sof|group\sof|alongside|our)\b[^.;]{0,80}\Z",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\b(?:tuition|reimburse|scholarship|pay\sfor\syour|earn\s(?:your|a|an)\b|assistance\sprogram"
    r"|pursue\s(?:your|further|an?\sadvanced)|student\sloans?|degree\sassistance|dependents?|your\schild)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?:PhD|Ph\.D\.?|PHD|MBA|Doctorate|M\.D\.|MD)[’']?s\b(?!\s(?:degree|in\b|or\b|level))")


def find(text: str, start: int = 0, end: int | None = None) -> list[DegreeMention]:
    """Degrees named in `text[start:end]`, one sentence, in order; those of other people are left out.

    >>> [(m.level, m.form) for m in find("BS/MS in CS (PhD a plus), MS Office, a high degree of care")]
    [('bachelor', 'short'), ('master', 'short'), ('doctorate', 'name')]
    """
    end = len(text) if end is None else end
    candidates = _candidates(text, start, end)
    if not candidates:
        return []
    believed = _believed(text, candidates, start, end)
    if not believed or _BENEFIT.search(text, start, end):
        return []
    asked: list[DegreeMention] = []
    others: DegreeMention | None = None
    for mention in reversed(believed):
        if _of_others(text, mention, start, end) or (others and _joined(text, mention, others)):
            others = mention
        else:
            others = None
            asked.append(mention)
    return asked[::-1]


def _candidates(text: str, start: int, end: int) -> list[DegreeMention]:
    found: list[DegreeMention] = []
    for match in _names().finditer(text, start, end):
        level, form = _lookup(match[0])
        found.append(DegreeMention(match.start(), match.end(), level, form))
    for match in _GENERIC.finditer(text, start, end):
        noun = match.start("noun")
        if any(m.start <= noun < m.end for m in found):
            continue
        if _NOT_ACADEMIC.search(text, max(start, noun - 24), noun) and not match["before"]:
            continue
        if _ACADEMIC_AFTER.match(text, match.end(), end) or match["before"]:
            found.append(DegreeMention(match.start(), match.end("noun"), "bachelor", "generic"))
    return sorted(found, key=lambda m: m.start)


def _believed(text: str, candidates: Sequence[DegreeMention], start: int, end: int) -> list[DegreeMention]:
    """Candidates that are degrees by themselves or by the company they keep, without doubled "degree"s."""
    sure = [c.form in ("name", "generic") or _keeps_company(text, c, start, end) for c in candidates]
    for i, (first, second) in enumerate(pairwise(candidates)):  # "BA/BS" vouch for each other
        pair = {text[first.start : first.end], text[second.start : second.end]}
        if len(pair) == 2 and pair <= _SAFE_PAIR and _joined(text, first, second):
            sure[i] = sure[i + 1] = True
    for order in (range(len(candidates)), range(len(candidates) - 1, -1, -1)):
        for i in order:
            sure[i] = sure[i] or any(
                sure[j] and _joined(text, candidates[min(i, j)], candidates[max(i, j)])
                for j in (i - 1, i + 1)
                if 0 <= j < len(candidates)
            )
    kept = [c for c, ok in zip(candidates, sure, strict=True) if ok]
    return _same_degree(text, [_with_noun(text, m, end) for m in _absorb(text, kept)])


_SCHOOL_AFTER = re.compile(
    r"[\s/,(]*(?:or\s)?(?:GED|G\.\s?E|equivalen|diploma|required|preferred|an\sequivalent|level\seducation)",
    re.IGNORECASE,
)
_HOLDS_BEFORE = re.compile(
    r"\b(?:with|holds?|have|has|possess)\s(?:(?:an?|at\sleast|minimum)\s){0,2}\Z", re.IGNORECASE
)
_ENDS_PHRASE = re.compile(r"\s*(?:[,;.)/]|\Z|(?:and|or|OR|degree)\b|\n)|\s+(?-i:[A-Z]{3})")
_LETTER = re.compile(r"[^\W_]")
_SAFE_PAIR = frozenset({"BS", "BA", "MS", "MA", "BSE", "BE", "ME"})


def _keeps_company(text: str, mention: DegreeMention, start: int, end: int) -> bool:
    if mention.form == "joined":
        return False
    if not _LETTER.search(text, start, mention.start) and not _LETTER.search(text, mention.end, end):
        return (mention.form == "word" and mention.level != "high_school") or mention.form == "short"
    word = text[mention.start : mention.end]
    before = text[max(start, mention.start - 24) : mention.start]
    if word in ("MA", "MD", "ME") and _STATE_BEFORE.search(before):
        return False
    if word == "MS" and _MICROSOFT.match(text, mention.end, end):
        return False
    if word.lower() in ("masters", "bachelors") and re.search(r"\ban?\s\Z", before):
        return True
    if mention.form == "word" or word in ("BA", "AS", "AA", "BE", "ME"):
        if _ROLE_BEFORE.search(before):
            return False
        if mention.level == "high_school":
            return bool(_SCHOOL_AFTER.match(text, mention.end, end))
    if word in _SAFE_PAIR and _HOLDS_BEFORE.search(before) and _ENDS_PHRASE.match(text, mention.end, end):
        return True
    if mention.form == "short" and re.search(r"[a-z]:\s\Z", before) and word not in ("AS", "BE", "ME", "AA"):
        return True
    if _COMPANY_AFTER.match(text, mention.end, end):
        return word not in ("AS", "BE", "ME", "AA") or "egree" in text[mention.end : mention.end + 10]
    return mention.form == "short" and bool(_SUBJECT_AFTER.match(text, mention.end, end))


def _joined(text: str, first: DegreeMention, second: DegreeMention) -> bool:
    """Whether two candidates stand in one list: "BA/BS", "Associate or Bachelor's degree"."""
    gap = text[first.end : second.start]
    if len(gap) > 40 or not JOINT.match(gap):
        return False
    if "joined" in (first.form, second.form):  # "degree or certificate", not "degree and certification"
        ahead = text[second.start : second.end + 40]
        return bool(re.search(r"\bor\b|/", gap) or ("," in gap and re.search(r"\bor\b", ahead)))
    return True


def _absorb(text: str, mentions: Sequence[DegreeMention]) -> list[DegreeMention]:
    """Without the bare "degree"s that belong to a level named beside them: "degree (BS or MS)"."""
    kept: list[DegreeMention] = []
    for i, mention in enumerate(mentions):
        if mention.generic:
            previous = kept[-1] if kept else None
            if (
                previous
                and previous.form not in ("generic", "joined")
                and _same_phrase(text[previous.end : mention.start])
            ):
                continue
            following = mentions[i + 1] if i + 1 < len(mentions) else None
            if following and not following.generic and _specifies(text[mention.end : following.start]):
                continue
        kept.append(mention)
    return kept


_SAME = re.compile(r"[\s(/,]{1,3}(?:or\s)?\Z")


def _same_degree(text: str, mentions: Sequence[DegreeMention]) -> list[DegreeMention]:
    """One mention of what is one degree written twice: "Bachelor's degree (B.S./B.A.)", "BA/BS"."""
    merged: list[DegreeMention] = []
    for mention in mentions:
        previous = merged[-1] if merged else None
        if previous and previous.level == mention.level and _SAME.match(text, previous.end, mention.start):
            merged[-1] = replace(previous, end=mention.end)
        else:
            merged.append(mention)
    return merged


_PHRASE_BREAK = re.compile(
    r"[.;:]\s|\d|\byears?\b|\brequired\b|\bpreferred\b|\bin\s+lieu|\bexperience\b", re.IGNORECASE
)
_SPECIFIES = re.compile(
    r"[\s,:(\u2013-]*(?:in\s|e\.g\.,?\s?|i\.e\.,?\s?|level\s|at\s(?:the\s)?|such\sas\s|of\s|minimum\s|"
    r"at\sleast\s|either\s)?(?:an?\s)?[\s(]*\Z",
    re.IGNORECASE,
)


def _same_phrase(gap: str) -> bool:
    return len(gap) <= 60 and not _PHRASE_BREAK.search(gap)


def _specifies(gap: str) -> bool:
    return len(gap) <= 25 and bool(_SPECIFIES.match(gap))


_NOUN = re.compile(
    r"[’'´`]?(?:\s*\((?:B|M|A)\.?\s?(?:S|A|Sc|Eng)\.?(?:\s?[/,]\s?(?:B|M|A)\.?\s?(?:S|A)\.?)*\))?(?:\slevel)?\s[Dd]egrees?(?![a-z])"
)


def _with_noun(text: str, mention: DegreeMention, end: int) -> DegreeMention:
    noun = _NOUN.match(text, mention.end, end)
    return replace(mention, end=noun.end()) if noun else mention


def _of_others(text: str, mention: DegreeMention, start: int, end: int) -> bool:
    """ "Supervise PhD students", "our team of PhDs": not asked of the candidate."""
    before = text[max(start, mention.start - 100) : mention.start]
    if _WITHOUT_BEFORE.search(before):
        return True
    if _PEOPLE.match(text, mention.start, end) and not re.search(r"\b(?:candidates|applicants|seek)", before):
        return True
    if re.search(
        r"\b(?:non|post)[-\s]\Z|\b(?:not|never)\s(?:yet\s)?(?:have|hold|possess|held)\s(?:an?\s)?\Z", before
    ):
        return True
    if _THE_JOB_AFTER.match(text, mention.end, end) or re.search(r"\d\+?\s\Z", before):
        return True
    plural = _NOT_ASKED_AFTER.match(text, mention.end, end)
    return bool(plural and _OTHERS_BEFORE.search(before))


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
    """One alternation of every phrase, the longest first."""
    names: list[str] = []
    shorts: list[str] = []
    for row in sorted(lexicons.rows("degrees"), key=lambda row: -len(row["phrase"])):
        phrase = row["phrase"]
        if " " not in phrase and phrase != phrase.lower():
            shorts.append(_dotted(phrase))
        else:
            names.append(_spelled(phrase))
    ends = r"(?:(?![^\W_])|(?<=[a-z])(?=[A-Z]))"  # also glued: "diplomaPreferred"
    return re.compile(rf"{EDGE}(?:(?i:{'|'.join(names)}){ends}|(?:{'|'.join(shorts)}){ends})")


def _spelled(phrase: str) -> str:
    words = [re.escape(word).replace("'", _APOSTROPHE) for word in phrase.split(" ")]
    return r"[\s-]{1,2}".join(words) + ("s?" if phrase.endswith(" degree") else "")


def _dotted(phrase: str) -> str:
    if "." not in phrase:
        return re.escape(phrase)
    return re.escape(phrase.rstrip(".")).replace(r"\.", r"\.\s?") + r"\.?"
