"""Which words for degrees are believed: those in company of "degree", a field or another degree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from postings.extraction.requirements.degree_names import APOSTROPHE, DegreeMention

_NUMBER_WORD = (
    r"(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|ten\b|at\sleast\b|a\sminimum\b|minimum\b)"
)


# what follows a word or an abbreviation that is a degree
_COMPANY_AFTER = re.compile(
    rf"""
    (?:{APOSTROPHE}(?:s\b)?)?\s*
    (?: [(\s]* (?:university\s|college\s|level\s
      |academic\s)? degrees?(?-i:(?![a-z]))      # "BS degree", "Masters level degree"
      | (?:\([^()]{{1,30}}\)\s*)? (?:in|of)\s+ (?:an?\b|any\b|one\b|either\b|related|relevant|computer
        |engineering
            |business|the\s(?:same|field|following|area)|similar|applied|quantitative|electrical|mechanical|data
            |math|statistics|economics|finance|accounting|information|science|public|social|human|software
            |technology|technical|informati\w+|physics|chemistry|biology|law\b|geo\w+|psychology|nursing
            |communications?\b|marketing|environmental|life\ssc|natural\ssc|political|industrial|(?-i:[A-Z(]))
      | \(?(?:or|and)\s(?:higher|above|better|greater|equivalent|similar|related|relevant|comparable
        |foreign|equal|experience|work)\b
      | (?:-?level|candidates?|students?|graduates?|qualified|thesis|education)\b
      | (?:would|will)\sbe\s(?:an?\s)?(?:\w+\s)?(?:plus|nice|great|ideal|helpful|advantage|asset|bonus)\b
      | helps\b
      | (?:is\s)?(?:strongly\s|highly\s)?(?:required|preferred|desired|desirable|mandatory|a\splus)
        (?-i:(?![a-z]))
      | [(\[]\s*(?:required|preferred|desired)
      | from\s(?:an?\b|the\b|accredited|top)
      | with\s(?:an?\s)?(?:\w+\s)?(?:concentration|emphasis|focus|major|speciali[sz]ation|minor|honou?rs)\b
      | [(\[]\s?(?:with\s|and\s|\+\s?)?{_NUMBER_WORD}[^()]{{0,12}}?\s?(?:years?|yrs?)\b     # "BS (5+ years)"
      | (?:\+|with|and|plus|w/|&)\s*{_NUMBER_WORD}                             # "BS + 10 years"
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "BS in machine design", "MS 5+ years"
_STUDIES_AFTER = re.compile(
    r"\sin\s(?!(?:the|our|this|your|all|which|both|every|an?)\b)[a-z]{3,}|\s\d{1,2}\s?\+?\s?(?:years?|yrs)\b"
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
_STATE_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?!(?:An?|Either|Minimum|Must|Has|Have|Holds?|Possess|Requires?|Completed|Accredited)\b)"
    r"[A-Z][a-z]+,?|\bUS,|\bin|\bthe|\bour)\s\Z"
)
# "MD or DO", "MD, board certified", "an MD is a must": a physician, neither a state nor a managing director
_PHYSICIAN_AFTER = re.compile(
    r"\s?(?:/|\bor|,)\s?(?:an?\s)?(?:D\.?O\b|MBBS|Ph\.?D|DDS|DMD)|,?\s(?:board[\s-]|licen[cs]ed\b|is\s(?:a\smust|essential|mandatory)\b"
    r"|from\s(?:an?|the)\s|with\s(?:an?\s)?(?:\w+\s)?(?:residency|fellowship|licen[cs]e))",
    re.IGNORECASE,
)
_CREDITS_BEFORE = re.compile(
    r"\b(?:credits?|(?:credit|semester)\shours)\s(?:or|/)\s(?:an?\s)?\Z", re.IGNORECASE
)
_ROLE_BEFORE = re.compile(
    r"\b(?:scrum|web|quiz|script|grand|post|head|task|harbor|harbour|station|the|lead|senior|sr\.?|junior|sales"
    r"|research|postdoctoral|retail|store|team|our|to|can|will|and\sthen|as\san?|business|marketing|account|program|project)\s\Z",
    re.IGNORECASE,
)
#: What stands between two degrees of one list: "BS/MS", "BS, MS or PhD", "Bachelor's (BA) or".
JOINT = re.compile(
    r"[’'´`]?(?:\s*(?:university\s|college\s)?degrees?)?\s*(?:\((?:[^()]{0,20}\))?|[)])?\s*"
    r"(?:[/,&|+(\[-]|\bor\b|\boder\b|\band\b|\band/or\b|\bto\b)[\s(]*(?:or\s|and/or\s|and\s)?(?:either\s)?(?:an?\s|ein\s)?(?:completed\s|relevant\s|recogni[sz]ed\s)?\Z",
    re.IGNORECASE,
)
# "Certificate III in Cookery or a degree", "NVQ Level 3 or a degree": what the certificate is in, or how high
_FIELD_JOINT = re.compile(
    r"(?:\s(?:level\s)?(?:\d|I{1,3}|IV))?(?:\s(?:in|as)(?:\s[\w&-]{1,20}){1,6})?,?\s(?:or|oder)\s(?:an?\s)?(?:relevant\s|related\s)?\Z",
    re.IGNORECASE,
)


def believed(text: str, candidates: Sequence[DegreeMention], start: int, end: int) -> list[DegreeMention]:
    """Candidates that are degrees by themselves or by the company they keep, without doubled "degree"s."""
    sure = [c.form in ("name", "generic") or _keeps_company(text, c, start, end) for c in candidates]
    for i, (first, second) in enumerate(pairwise(candidates)):  # "BA/BS" vouch for each other
        pair = {text[first.start : first.end], text[second.start : second.end]}
        if len(pair) == 2 and _vouch(pair) and joined(text, first, second):
            sure[i] = sure[i + 1] = True
    for order in (range(len(candidates)), range(len(candidates) - 1, -1, -1)):
        for i in order:
            sure[i] = sure[i] or any(
                sure[j] and joined(text, candidates[min(i, j)], candidates[max(i, j)])
                for j in (i - 1, i + 1)
                if 0 <= j < len(candidates)
            )
    kept = [c for c, ok in zip(candidates, sure, strict=True) if ok]
    return _same_degree(text, [_with_noun(text, m, end) for m in _absorb(text, kept)])


_SCHOOL_AFTER = re.compile(
    r"[\s/,(]*(?:or\s)?(?:GED|G\.\s?E|equivalen|diploma|required|preferred|an\sequivalent|level\seducation)",
    re.IGNORECASE,
)
_LEAST_BEFORE = re.compile(r"\b(?:at\sleast|minimum(?:\sof)?)\s(?:an?\s)?\Z", re.IGNORECASE)
_PUPILS_AFTER = re.compile(r"[’']?s?\s(?:students?|teachers?|pupils?|level|classes|age)\b", re.IGNORECASE)
_HOLDS_BEFORE = re.compile(
    r"\b(?:with|holds?|have|has|possess)\s(?:(?:an?|at\sleast|minimum)\s){0,2}\Z", re.IGNORECASE
)
_ENDS_PHRASE = re.compile(r"\s*(?:[,;.)/]|\Z|(?:and|or|OR|degree)\b|\n)|\s+(?-i:[A-Z]{3})")
_NAME_AFTER = re.compile(r"\s[A-Z][a-z]{3,}")  # "have a BS Manufacturing"
# "University education (BS)": a bracket that says which
_IN_BRACKETS = re.compile(r"\([A-Z][A-Za-z.]{1,4}(?:\s?[/,]\s?[A-Z][A-Za-z.]{1,4}){0,2}\)")
_SCHOOLING_BEFORE = re.compile(
    r"\b(?:education|degree|university|college|qualification|studies)\s\(\Z", re.IGNORECASE
)
_STATES_TOO = frozenset({"MA", "MD", "ME", "AS", "BE", "AA", "OD"})
_YEARS_LISTED = re.compile(r",\s\d{1,2}\s?\+?\s?(?:-\s?\d{1,2}\s?)?(?:years?|yrs)\b")  # "BS, 4 yrs."
_YEARS_JOINED = re.compile(  # "AA + 2 years", "AS with at least two years"
    rf"\s?(?:\+|with|and|plus|w/|&)\s?{_NUMBER_WORD}(?:\s\w+){{0,2}}\s?\+?\s?(?:\(\d\)\s?)?(?:years?|yrs?)\b",
    re.IGNORECASE,
)
_SKILLS_BEFORE = re.compile(r"\b(?:skills|stack|tools|technolog\w+|keywords|tech)\W{1,3}\Z", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_SAFE_PAIR = frozenset({"BS", "BA", "MS", "MA", "BSE", "BE", "ME"})
_CAREGIVERS = frozenset({"MD", "DO", "DDS", "DMD", "DNP", "MSN", "DPT", "OD", "MPH", "MHA", "ASN"})


def _vouch(pair: set[str]) -> bool:
    """Whether two abbreviations that mean little alone are degrees side by side: "BA/BS", "DNP or MSN"."""
    return pair <= _SAFE_PAIR or pair <= _CAREGIVERS


def _keeps_company(text: str, mention: DegreeMention, start: int, end: int) -> bool:
    if mention.form == "joined":
        return mention.level == "certificate" and _is_step(text, mention, start, end)
    if not _LETTER.search(text, start, mention.start) and not _LETTER.search(text, mention.end, end):
        return (mention.form == "word" and mention.level != "high_school") or mention.form == "short"
    word = text[mention.start : mention.end]
    begins = mention.form == "short" and not _LETTER.search(text, start, mention.start)
    if begins and word not in _STATES_TOO and _YEARS_LISTED.match(text, mention.end, end):
        return True
    before = text[max(start, mention.start - 24) : mention.start]
    if word in ("MA", "MD", "ME") and _STATE_BEFORE.search(before):
        return False
    if word == "MD" and _PHYSICIAN_AFTER.match(text, mention.end, end):
        return True
    if mention.level == "associate" and _CREDITS_BEFORE.search(before):  # "60 college credits or AA"
        return True
    if word == "MS" and _MICROSOFT.match(text, mention.end, end):
        return False
    if word.lower() in ("masters", "bachelors") and re.search(r"\ban?\s\Z", before):
        return True
    if mention.form == "word" or word in ("BA", "AS", "AA", "BE", "ME"):
        if _ROLE_BEFORE.search(before):
            return False
        if mention.level == "high_school" and word != "HS":
            least = _LEAST_BEFORE.search(before) and not _PUPILS_AFTER.match(text, mention.end, end)
            return bool(least or _SCHOOL_AFTER.match(text, mention.end, end))
    if word in _SAFE_PAIR and _HOLDS_BEFORE.search(before):
        named = word in ("BS", "MS") and _NAME_AFTER.match(text, mention.end, end)
        if named or _ENDS_PHRASE.match(text, mention.end, end):
            return True
    if mention.form == "short" and _IN_BRACKETS.match(text, mention.start - 1, end):
        return bool(_SCHOOLING_BEFORE.search(before))
    if mention.form == "short" and re.search(r"[a-z]:\s\Z", before) and word not in ("AS", "BE", "ME", "AA"):
        return word != "LLM" or not _SKILLS_BEFORE.search(before)
    if word in ("AA", "AS", "HS") and _YEARS_JOINED.match(text, mention.end, end):
        return True
    if word == "HS":  # "HS students"
        return bool(_SCHOOL_AFTER.match(text, mention.end, end))
    if _COMPANY_AFTER.match(text, mention.end, end):
        return word not in ("AS", "BE", "ME", "AA") or "egree" in text[mention.end : mention.end + 10]
    if word in ("BS", "MS", "AAS", "AAB") and _STUDIES_AFTER.match(text, mention.end, end):
        return True
    return mention.form == "short" and bool(_SUBJECT_AFTER.match(text, mention.end, end))


_STEP_BEFORE = re.compile(r"\b(?:diploma|degree|GED)\b[^.;]{0,120}\bor\s(?:an?\s)?\Z", re.IGNORECASE)
_STEP_AFTER = re.compile(rf"\s(?:and|with|plus)\s{_NUMBER_WORD}", re.IGNORECASE)


def _is_step(text: str, mention: DegreeMention, start: int, end: int) -> bool:
    """ "High school diploma and 5 years, or a trade certificate and 3 years": a step of a ladder."""
    return bool(
        _STEP_AFTER.match(text, mention.end, end)
        and _STEP_BEFORE.search(text[max(start, mention.start - 160) : mention.start])
    )


def joined(text: str, first: DegreeMention, second: DegreeMention) -> bool:
    """Whether two candidates stand in one list: "BA/BS", "Associate or Bachelor's degree"."""
    gap = text[first.end : second.start]
    vocational = _is_vocational(text, first) or _is_vocational(text, second)
    if vocational and _FIELD_JOINT.match(gap):
        return True
    if len(gap) > 40 or not JOINT.match(gap):
        return False
    if first.level == "associate" and first.form == "joined":  # "Associate or Bachelor's degree"
        return second.level == "bachelor" and bool(re.search(r"\bor\b|/", gap))
    if "joined" in (first.form, second.form):  # "degree or certificate", not "degree and certification"
        ahead = text[second.start : second.end + 40]
        return bool(re.search(r"\bo(?:r|der)\b|/", gap) or ("," in gap and re.search(r"\bor\b", ahead)))
    return True


def _is_vocational(text: str, mention: DegreeMention) -> bool:
    """A certificate of a trade, not just any "certification" beside a degree."""
    if mention.level != "certificate" or mention.form != "joined":
        return False
    return text[mention.start : mention.end].lower() not in ("certificate", "certification")


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
