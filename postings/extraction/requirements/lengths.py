"""Years that tell how long something lasts, or how long ago: a contract, a course, a residence, a history."""

from __future__ import annotations

import re

# what no experience is: "18 years old", "3 years ago", "12 months from the date of hire"
_NEVER_AFTER = re.compile(
    r"""
    \s?(?:[-–]\s?)?(?:
        olds?\b|(?:or|and)\solder\b|of\s(?:age|hire|appointment|being\shired)\b|ago\b|in\sa\srow|straight\b|later\b|hence\b|away\b|running\b
      | completed\b(?!\s(?:[\w-]+\s){0,2}experience)
      | from\s(?:now|the\sdate|date|hire)|(?:has|have|had)\s(?:passed|been\sthe|helped)|to\s(?:come|run
        |life|be\seligible)\b
      | in\s(?:business(?!\s[A-Za-z])|prison|length|duration|existence|advance|total\sduration)\b|long\b
        |residen\w+|experience\sof\sour
      | (?:after|before|following|since|until|into|per|each|consecutive)\b|prior\sto\s(?:the|applic|appoint)
      | (?:[,(]\s?)?(?:(?:with|and)\s)?(?:an?\s|the\s)?(?:possib\w+|option\b|potential\sto\sext)
      | [’']?\s?[(,]?\s?(?:extendable|renewable|with\sextension)
      | [’']?\s?(?:(?!(?:with|without|no|and|or|plus|of|in|as|an?|experience)\b)[\w’'-]+\s){0,3}
        (?:degrees?|college|diploma)\b(?!\s(?:and|experience))
      | (?:Ph\.?\s?D\.?|doctora(?:l|te)|undergraduate|apprenticeship)\s
        (?:programme?s?|project|position|contract|stud\w+|training)\b
      | (?:immediately|directly)\s(?:preceding|before|prior)\b|preceding\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)

# nouns that years measure: "2-year contract", "3 years of study"; but not "5 years project management"
_LENGTH_AFTER = re.compile(
    r"""
    \s?(?:[-–]\s?)?(?:of\s)?(?:(?:fixed|initial|temporary|paid|full|continuous|uninterrupted|maternity|parental|probationary|definite)[-\s](?:term\s|duration\s)?)?
    (?:term|college|academic\s(?:title|degree|programme?|course)|contracts?|warranty|guarantee|lease|plan|roadmap|strategy|anniversary|vesting|cliff|commitment|project|programme?|internship|placement
      |probation|assignment|mandate|period|stay|rotation|duration|course|study|curriculum|residency|fellowship|scholarship|position|post|role
      |extension|tenure|history|heritage|journey|horizon|appointment|service|operations?|growth|innovation|success|excellence|school
      |university|institutions?|institute|coursework|visas?|permits?|sponsorship|cycles?|funding|runway|profitability|education|graduation|traineeship|apprenticeship|leave|notice|maternity)\b
    (?P<more>\s(?!(?:in|at|with|and|or|for|to|from|of|by|as|is|will|on|under|that|which|based|starting|ending|located|the)\b)[^\W\d_][\w/&-]*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_OTHER_BEFORE = re.compile(
    r"""(?:
        \b(?:in|within|over|during|for|of|through|throughout|by|from|the|these|those|our)\s(?:the\s|our\s|your\s)?
            (?:last|past|next|first|previous|coming|recent|following|initial|preceding|final|upcoming|last\sfew)\s(?:\w+\s)?
      | \b(?:within|every|after|until|duration(?:\sof)?:?|founded|established|lasts?|lasting|valid\sfor
        |renewed|aged?|ages|extended\sfor|up\sto\sthe
            |period\sof|term\sof|contract\sof|contract\sfor|warranty(?:\s[\w-]+){0,5}\sis|duration\sis|for\sa\speriod\sof|renewable\severy|expires?\sin|once\severy|each|about\severy
            |in\sbusiness\sfor|operating\sfor|been\saround\sfor|series|around\sfor(?:\salmost)?)\s(?:about\s|approximately\s|around\s|almost\s|nearly\s|over\s|at\sleast\s|an?\s(?:minimum|maximum)\sof\s)?
      | \bwithin\s(?:the\s)?\w+\s
      | \b(?:contract|duration|type\sof\semployment|length\sof\s\w+)\s?:\s[^.;:\n]{0,24}
      | (?<!\bhave\s)(?<!\bhas\s)(?<![’']ve\s) \bspen[dt]\s(?:the\s)?
      | \breport(?:ing)?\s(?:directly\s)?(?:in)?to\b[^.;]{0,60}\bwho\s(?:has|have|had|brings?)\s
        (?:over\s|more\sthan\s)?
      | \b(?:minimum\sage|age\srequirement)(?:\sis|\sof|:)?\s(?:at\sleast\s)?
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)

# "you will gain 3 years of experience here", not "you have gained"
_TO_BE_GAINED = re.compile(
    r"\b(?:you\s(?:will\s|can\s)|you[’']ll\s|to\s)(?:also\s)?(?:gain|earn|acquire|get|receive|collect|accumulate|leave\swith)"
    r"\s(?:up\sto\s|at\sleast\s|over\s)?\Z",
    re.IGNORECASE,
)

# "sales cycles (3-9 months)", "a visa (5 years)": how long the thing before the bracket lasts
_LASTS = re.compile(
    r"\b(?:cycles?|contracts?|visas?|permits?|assignments?|internships?|placements?|courses?|studies|leave|horizons?|timelines?|deadlines?"
    r"|terms?|rotations?|apprenticeships?|engagements?)\s?\(\s?(?:of\s|usually\s|typically\s|about\s|up\sto\s)?\Z",
    re.IGNORECASE,
)

# "3 full years of progressively higher level graduate education": schooling
_SCHOOLING = re.compile(
    r"[’']?\s(?:of\s)?(?:(?!experience)[\w-]+\s){0,4}?"
    r"(?:graduate|undergraduate|college|university|post-?secondary|academic|doctoral|law|high\sschool)(?:[-\s]level)?\s"
    r"(?:education|stud(?:y|ies)|coursework|schooling|school|courses)\b(?![^.;,]{0,30}\bexperience)",
    re.IGNORECASE,
)

_RESIDED = re.compile(r"\b(?:resid\w+|lived|living)\b", re.IGNORECASE)

# "employment for four years", "a scholarship of 3 years": what runs, not what is asked
_RUNS_BEFORE = re.compile(
    r"\b(?:employ(?:ment|ed)|appoint(?:ment|ed)|contract(?:ed)?|visas?|permits?|sponsor(?:ed|ship)|studie[sd]|lease|hired|fund(?:ed|ing)|financ(?:ed|ing)|scholarship|fellowship|extended|limited"
    r"|granted|guaranteed|awarded|retain(?:ed)?|kept|stored|valid|secured|renewed|offered)\s(?:is\s|will\sbe\s)?(?:initially\s)?"
    r"(?:for|to|of|until)\s(?:a\s(?:total|maximum|minimum|duration)\sof\s|up\sto\s|a\s|at\sleast\s)?\Z",
    re.IGNORECASE,
)

_EXPERIENCE_NEXT = re.compile(r"[’'´`]?\s?(?:of\s)?(?:[\w-]+\s){0,2}experience\b", re.IGNORECASE)


def _measures_length(match: re.Match[str], ahead: str) -> bool:
    """ "2-year contract", "3 years of study": the length of something, unless it is experience in it."""
    noun = _LENGTH_AFTER.match(ahead)
    if noun is None:
        return False
    asked = re.match(r"[^,.;]{0,60}?\bexperience\b", ahead[noun.start() :], re.IGNORECASE)
    schooling = re.search(
        r"\b(?:university|institut\w+|college|school|study|education|coursework)\b", noun[0], re.IGNORECASE
    )
    named_on = noun["more"] and match["unit"].lower().endswith("s") and not schooling
    return not asked and not named_on


def is_length(match: re.Match[str], ahead: str, behind: str) -> bool:
    """Whether the words `behind` and `ahead` of the number `match` say that something lasts so long."""
    if _NEVER_AFTER.match(ahead) or _measures_length(match, ahead) or _SCHOOLING.match(ahead):
        return True
    if any(rule.search(behind) for rule in (_OTHER_BEFORE, _RESIDED, _TO_BE_GAINED, _LASTS)):
        return True
    return bool(_RUNS_BEFORE.search(behind)) and not _EXPERIENCE_NEXT.match(ahead)
