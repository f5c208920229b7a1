"""Finds numbers of years (and months) in a sentence and says whose they are.

A number is experience by what stands around it: "5+ years of experience", "3 years in sales" are; the age of
a firm or a person, the length of a degree or a contract, "in the last two years" are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

HINTS = ("year", "yr", "month", "yoe")
#: More than this is not believed.
MOST_YEARS = 25.0

#: experience: asked of the candidate. other: explained as something else. open: near neither.
Sort = Literal["experience", "other", "open"]


@dataclass(frozen=True, slots=True)
class YearsMention:
    """A number of years: `minimum` (0 for "up to 3"), `maximum` (None: open), both in years."""

    start: int
    end: int
    minimum: float
    maximum: float | None
    sort: Sort


WORDS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    **{"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40},
    **{"a": 1, "an": 1, "a couple": 2, "a couple of": 2, "couple of": 2},
}
_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty"
)
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d)?|(?:{_WORD})\b)"
_BRACKET = r"\s?\(\s?[\w+\s–—-]{1,14}?\s?\)"  # "five (5)", "3 (three)", "three to five (3-5)"
_MORE = r"\s?(?:\+|\bplus\b|\bor\smore\b|\bor\sgreater\b)"
_UNIT = r"(?:years?|yrs?|yoe|months?|mos)\b"

_CORE = re.compile(
    rf"""
    (?<![\d,$€£#%]) (?<!\d[./:-]) (?: (?<![^\W_])
      | (?<=[a-z]) ) (?!\d{{1,2}}\.\d{{2}})  # also glued: "tools5 years"
    (?: (?P<between>\bbetween\s)? (?P<low>{_NUMBER}) (?P<low_bracket>{_BRACKET})? (?P<low_more>{_MORE})?
        (?: (?: \s?(?P<low_unit>{_UNIT})? \s? (?:-|–|—|−|\bto\b|~|\bthrough\b|(?(between)and\b|(?!)))
          | \s?(?:\bor\b|/|\?) )\s?
            (?P<high>{_NUMBER}) (?P<high_bracket>{_BRACKET})? (?P<high_more>{_MORE})? )?
      | (?P<few>\ba\scouple(?:\sof)?|\bcouple\sof|\b(?:a|an)(?=\syear(?:\sof|\sor|[’']s|\+|s?[’'])
        |\sfull\syear)|\bone\sfull)
    )
    (?P<gap>\s{{0,2}}-?\s{{0,2}}) (?:full\s|calendar\s|complete\s|solid\s|consecutive\s|additional\s|\(s\)\s)?
    (?P<unit>{_UNIT}) (?:\(s\))? (?P<possessive>[’'´`?]s?\b|s[’'´`]|[’'´`](?=\s))?
    (?P<unit_more>\s?(?:\+|\bplus\b(?=\s(?:of|experience|in|as|with)\b)|\bor\smore\b|\bor\slonger\b|\bor\sabove\b
        |\band\s(?:above|up|more|over)\b|\bor\sgreater\b|\bor\sover\b))?
    (?P<unit_least>\s?\(?(?:minimum|min\.?)\)?(?!\s?\d))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEAST = re.compile(
    r"(?:\b(?:at\s(?:the\svery\s)?least|(?:a\s)?minimum(?:\sof|\srequirement\sof|:)?|min\.?(?:\sof)?|no\s(?:less|fewer)\sthan"
    r"|not\s(?:less|fewer)\sthan|over|more\sthan|above|greater\sthan|exceeding|upwards?\sof)|>=?|≥)"
    r"\s?(?:a\s|an\s|the\s)?(?:total\s(?:of\s)?|about\s|around\s)?\Z",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:\b(?:up\sto|less\sthan|under|fewer\sthan|no\smore\sthan|not\smore\sthan|(?:a\s)?max(?:imum|\.)?(?:\sof)?|at\smost)|<=?|≤)\s?\Z",
    re.IGNORECASE,
)


def find(text: str, start: int = 0, end: int | None = None, *, asking: bool = True) -> list[YearsMention]:
    """Numbers of years in `text[start:end]`, one sentence, in order.

    `asking` says that the sentence stands where requirements are listed, so that a number of years is
    experience unless something says otherwise; elsewhere it needs the word or a demand.

    >>> [(m.minimum, m.maximum, m.sort) for m in find("Ten (8) years, or 5-7 yrs; 12 months contract")]
    [(8.0, None, 'experience'), (5.0, 7.0, 'experience'), (1.0, None, 'other')]
    """
    end = len(text) if end is None else end
    matches = list(_CORE.finditer(text, start, end))
    found: list[YearsMention] = []
    for i, match in enumerate(matches):
        before = matches[i - 1].end() if i else start
        after = matches[i + 1].start() if i + 1 < len(matches) else end
        lead = _lead(text, match, before)
        minimum, maximum = _bounds(match, text[before : match.start()])
        sort = _sort(text, match, lead, (start, before, after, end), asking)
        if sort == "experience" and minimum > MOST_YEARS:
            sort = "open"
        found.append(YearsMention(lead, match.end(), minimum, maximum, sort))
    return found or _after_colon(text, start, end)


_AFTER_COLON = re.compile(
    rf"\b(?:years?|yrs?)(?:\sof)?(?:\s\w+)?\s(?:experience|exp)\b(?:\s(?:required|needed|level))?\s?[:–-]\s?(?P<low>{_NUMBER})(?P<more>{_MORE})?"
    rf"(?:\s?(?:-|–|to)\s?(?P<high>{_NUMBER}))?(?!\s?[\w%])",
    re.IGNORECASE,
)


def _after_colon(text: str, start: int, end: int) -> list[YearsMention]:
    """ "Years of experience: 7", "Years experience required: 3-5": the unit stands before the number."""
    return [
        YearsMention(
            match.start(),
            match.end(),
            _value(match["low"], None),
            _value(match["high"], None) if match["high"] and not match["more"] else None,
            "experience",
        )
        for match in _AFTER_COLON.finditer(text, start, end)
    ]


_BARE_NUMBER = re.compile(
    r"(?<![\w$€£.,/-])\d{1,2}\s?\+?\s(?:of\s)?(?:\w+\s)?experience\b"
    r"|\bexperience\sof\s(?:at\sleast\s|minimum\s)?\d{1,2}\s?\+?\s(?!years?|yrs?|months?|to\b|-)[a-z]",
    re.IGNORECASE,
)


def bare_numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Numbers beside "experience" that name no unit: seen, but not understood.

    >>> line = "Minimum experience of 5 as a baker, 3+ experience in sales"
    >>> [line[a:b] for a, b in bare_numbers(line, 0, len(line))]
    ['experience of 5 a', '3+ experience']
    """
    return [match.span() for match in _BARE_NUMBER.finditer(text, start, end)]


_NO_EXPERIENCE = re.compile(
    r"\bno\s(?:(?:prior|previous|work|professional|relevant|additional)\s){0,2}experience\b", re.IGNORECASE
)


def none_needed(text: str, start: int, end: int) -> list[YearsMention]:
    """ "No experience" as a number, for alternatives: "Master's degree and no experience" is 0 years."""
    return [
        YearsMention(*match.span(), 0.0, None, "open") for match in _NO_EXPERIENCE.finditer(text, start, end)
    ]


def _lead(text: str, match: re.Match[str], before: int) -> int:
    """Where the phrase begins, with "at least", "a minimum of", "up to"."""
    window = max(before, match.start() - 40)
    for pattern in (_LEAST, _MOST):
        lead = pattern.search(text, window, match.start())
        if lead:
            return lead.start()
    return match.start()


def _bounds(match: re.Match[str], before: str) -> tuple[float, float | None]:
    months = _is_months(match["unit"])
    low = _value(match["low"] or match["few"], match["low_bracket"])
    low_months = _is_months(match["low_unit"]) if match["low_unit"] else months
    low = low / 12 if low_months else low
    high = _value(match["high"], match["high_bracket"]) / (12 if months else 1) if match["high"] else None
    brackets = (match["low_bracket"] or "") + (match["high_bracket"] or "")
    bracket_range = re.search(r"(\d{1,2})\s?(?:-|–|—|to)\s?(\d{1,2})", brackets)
    if bracket_range and not months:
        low, high = float(bracket_range[1]), float(bracket_range[2])
    is_open = any(match[name] for name in ("low_more", "high_more", "unit_more", "unit_least"))
    is_open = is_open or "+" in (match["low_bracket"] or "") or "+" in (match["high_bracket"] or "")
    if _MOST.search(before) and not is_open:
        return (0.0, high if high is not None else low)
    if high is not None and high < low:
        low, high = high, low
    if high is None or is_open or high == low or _LEAST.search(before):
        return _rounded(low), None
    return _rounded(low), _rounded(high)


def _rounded(years: float) -> float:
    return round(years, 2)


def _is_months(unit: str) -> bool:
    return unit.lower().startswith("mo")


def _value(word: str, bracket: str | None) -> float:
    """A written number; where word and digits differ ("Ten (8)") the digits."""
    digits = re.search(r"\d{1,2}", bracket or "")
    folded = " ".join(word.lower().split())
    if digits and not folded[0].isdigit():
        return float(digits[0])
    return float(
        WORDS.get(folded) or WORDS.get(folded.removesuffix(" full"), 0) if not folded[0].isdigit() else folded
    )


# --- whose years ---------------------------------------------------------------------------------------

# what no experience is: "18 years old", "3 years ago", "12 months from the date of hire"
_NEVER_AFTER = re.compile(
    r"""
    \s?(?:[-–]\s?)?(?:
        olds?\b|(?:or|and)\solder\b|of\s(?:age|hire|appointment|being\shired)\b|ago\b|in\sa\srow|straight\b|later\b|hence\b|away\b|running\b
      | from\s(?:now|the\sdate|date|hire)|(?:has|have|had)\s(?:passed|been\sthe|helped)|to\s(?:come|run
        |life|be\seligible)\b
      | in\s(?:business(?!\s[A-Za-z])|prison|length|duration|existence|advance|total\sduration)\b|long\b
        |residen\w+|experience\sof\sour
      | (?:after|before|following|since|until|into|per|each|consecutive)\b|prior\sto\s(?:the|applic|appoint)
      | (?:with|and)\s(?:an?\s|the\s)?(?:possib\w+|option\b|potential\sto\sext)
      | [’']?\s?[(,]?\s?(?:extendable|renewable|with\sextension)
      | [’']?\s?(?:(?!(?:with|without|no|and|or|plus|of|in|as|an?|experience)\b)[\w’'-]+\s){0,3}
        (?:degrees?|college|diploma)\b(?!\s(?:and|experience))
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# nouns that years measure: "2-year contract", "3 years of study"; but not "5 years project management"
_LENGTH_AFTER = re.compile(
    r"""
    \s?(?:[-–]\s?)?(?:of\s)?(?:(?:fixed|initial|temporary|paid|full|continuous|uninterrupted|maternity|parental|probationary|definite)[-\s](?:term\s|duration\s)?)?
    (?:term|college|contracts?|warranty|guarantee|lease|plan|roadmap|strategy|anniversary|vesting|cliff|commitment|project|programme?|internship|placement
      |probation|assignment|mandate|period|stay|rotation|duration|course|study|curriculum|residency|fellowship|scholarship|position|post|role
      |extension|tenure|history|heritage|journey|horizon|appointment|service|operations?|growth|innovation|success|excellence|school
      |university|coursework|funding|runway|profitability|education|graduation|traineeship|apprenticeship|leave|notice|maternity)\b
    (?P<more>\s(?!(?:in|at|with|and|or|for|to|from|of|by|as|is|will|on|under|that|which|based|starting|ending|located|the)\b)[\w/&-]+)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"""(?:
        \b(?:in|within|over|during|for|of|through|throughout|by|from|the|these|those|our)\s(?:the\s|our\s|your\s)?
            (?:last|past|next|first|previous|coming|recent|following|initial|preceding|final|upcoming|last\sfew)\s(?:\w+\s)?
      | \b(?:within|every|after|until|duration(?:\sof)?:?|founded|established|lasts?|lasting|valid\sfor
        |renewed|aged?|ages|extended\sfor|up\sto\sthe
            |period\sof|term\sof|contract\sof|contract\sfor|duration\sis|for\sa\speriod\sof|renewable\severy|expires?\sin|once\severy|each|about\severy
            |in\sbusiness\sfor|operating\sfor|been\saround\sfor|series|around\sfor(?:\salmost)?)\s(?:about\s|approximately\s|around\s|almost\s|nearly\s|over\s|at\sleast\s|an?\s(?:minimum|maximum)\sof\s)?
      | \bwithin\s(?:the\s)?\w+\s
      | \b(?:minimum\sage|age\srequirement)(?:\sis|\sof|:)?\s(?:at\sleast\s)?
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:must|should)\sbe\s(?:at\sleast\s|over\s)?\Z", re.IGNORECASE)
_EXPERIENCE = re.compile(
    r"\b(?:experiences?|experienced|exper\.?|exp|expertise|background|track\srecord|hands-on)(?-i:(?![a-z]))",
    re.IGNORECASE,
)
_ASKED_AFTER = re.compile(
    r"\s?(?:of|in|as|with|working|leading|managing|building|developing|[a-z]+ing)\s", re.IGNORECASE
)
_RESIDED = re.compile(r"\b(?:resid\w+|lived|living)\b", re.IGNORECASE)
_WORD_AFTER = re.compile(r"\s?[,:]?\s?(?:\([^()]{0,30}\)\s?)?[^\W\d_]")
# the employer's own years: "With over 20 years of experience, Acme ...", "we have been around for 10 years"
_EMPLOYER_BEFORE = re.compile(
    r"(?:\A\W*(?:for|with|after|over|in|through|across|spanning)\s(?:the\s)?(?:(?:over|more\sthan|almost|nearly|about|past|its|a|our)\s)*\Z"
    r"|\b(?:we|our|ours|its|founded|established|serving|served|operating|operated|trusted)\b[^.;]{0,60}\Z)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(
    r"\b(?:you|your|candidates?|applicants?|someone|person|individuals?|must|require[sd]?|seeking|looking|look\sfor|opening|position|role|resource|opportunity|need|hiring|want|expect|prefer|we[’']d|would\slike|would\slove)\b",
    re.IGNORECASE,
)
_EMPLOYER_HAS = re.compile(
    r"\b(?:company|we|firm|group|agency|inc\.?|llc|corporation|ltd\.?|organi[sz]ation|practice|consult\w+|business|team|founders?|"
    r"partners|leaders?|experts|provider|studio)\b[^.]{0,40}\b(?:has|have|had|with|brings?|offers?|combin\w+|boasts?)\s"
    r"(?:over\s|more\sthan\s|almost\s|nearly\s|close\sto\s|about\s|a\scombined\s|combined\s|\w+\s)?\Z",
    re.IGNORECASE,
)
_IS_EMPLOYER = re.compile(r"\A[^,;.]{0,80},\s(?:\w+\s){0,3}(?:is|are|has|have|offers?|provides?)\b")
_TABLE = re.compile(r"(?:\A|[\s(])[\w+#./ &-]{1,40}:\s?\Z")


def _sort(
    text: str, match: re.Match[str], lead: int, bounds: tuple[int, int, int, int], asking: bool
) -> Sort:
    start, before, after, end = bounds
    ahead = text[match.end() : min(after, match.end() + 160)]
    behind = text[max(before, lead - 90) : lead]
    near = text[match.end() : min(end, match.end() + 160)]
    if _NEVER_AFTER.match(ahead) or _measures_length(match, ahead):
        return "other"
    named = _EXPERIENCE.search(ahead) or _EXPERIENCE.search(behind) or _EXPERIENCE.search(near)
    if _OTHER_BEFORE.search(behind) or _RESIDED.search(behind) or (_AGED.search(behind) and not named):
        return "other"
    if match["gap"].strip() == "-" and not named and not match["unit_least"]:
        return "other"
    months = _is_months(match["unit"])
    if months and not named:
        return "other"
    if asking:
        return "experience" if named or (not months and _plausible(ahead, behind, match)) else "open"
    if not named and not (_is_demanded(match, lead) and _ASKED_AFTER.match(ahead)):
        return "other"
    return "other" if _of_employer(match, lead, text[start:lead], ahead) else "experience"


def _measures_length(match: re.Match[str], ahead: str) -> bool:
    """ "2-year contract", "3 years of study": the length of something, unless it is experience in it."""
    noun = _LENGTH_AFTER.match(ahead)
    if noun is None:
        return False
    asked = re.match(r"[^,.;]{0,60}?\bexperience\b", ahead[noun.start() :], re.IGNORECASE)
    schooling = re.search(r"\b(?:university|school|study|education|coursework)\b", noun[0], re.IGNORECASE)
    named_on = noun["more"] and match["unit"].lower().endswith("s") and not schooling
    return not asked and not named_on


def _is_demanded(match: re.Match[str], lead: int) -> bool:
    """ "5+ years in", "at least 5 years in": how requirements are written, without the word experience."""
    phrase = match.string[lead : match.start()]
    if re.match(r"(?:over|more\sthan)\b", phrase, re.IGNORECASE):
        return False
    return bool(match["low_more"] or match["high"] or match["unit_more"] or match["unit_least"] or phrase)


def _of_employer(match: re.Match[str], lead: int, behind: str, ahead: str) -> bool:
    """Whether years have the employer's name or "we" as their owner; only asked outside requirements."""
    near = behind[-90:]
    if _CANDIDATE.search(near):
        return False
    if _EMPLOYER_HAS.search(near) or (near.lower().endswith("with ") and _IS_EMPLOYER.search(ahead)):
        return True
    if _is_demanded(match, lead):
        return False
    return bool(_EMPLOYER_BEFORE.search(behind if len(behind) < 40 else near))


def _plausible(ahead: str, behind: str, match: re.Match[str]) -> bool:
    """Years without the word, in lists of requirements: "3 years in sales", "SQL: 2 years", "5+ years"."""
    if _WORD_AFTER.match(ahead) or _TABLE.search(behind) or match["unit_least"] or match["possessive"]:
        return True
    return bool(_LEAST.search(behind) or not behind.strip(" *•-\n") or match["low_more"] or match["high"])
