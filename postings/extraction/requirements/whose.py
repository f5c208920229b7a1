"""Whose a number of years is: the candidate's experience, or the age, length or history of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

#: experience: asked of the candidate. other: explained as something else. open: near neither.
Sort = Literal["experience", "other", "open"]

#: "at least", "a minimum of", "over", at the end of what stands before the number.
LEAST = re.compile(
    r"(?:\b(?:at\s(?:the\svery\s)?least|(?:a\s)?minimum(?:\sof|\srequirement\sof|:)?|min\.?(?:\sof)?|no\s(?:less|fewer)\sthan"
    r"|not\s(?:less|fewer)\sthan|over|more\sthan|above|greater\sthan|exceeding|upwards?\sof)|>=?|≥)"
    r"\s?(?:a\s|an\s|the\s)?(?:total\s(?:of\s)?|about\s|around\s|approximately\s|~)?\Z",
    re.IGNORECASE,
)
#: "have worked in a mill for 5 years": the years of somebody's work, at the end of what stands before them.
WORKED = re.compile(
    r"\bwork(?:ed|ing)\s(?:as|at|in|on|with|within|professionally)\b[^.;:\d]{0,80}\sfor\s(?:at\sleast\s|over\s|more\sthan\s)?\Z",
    re.IGNORECASE,
)

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
_PEOPLE = (
    r"(?:managers?|leads?|leaders?|directors?|chefs?|engineers?|colleagues?|team|staff|crew|experts?|mentors?|people|professionals?"
    r"|founders?|specialists?|owners?|supervisors?|heads?|boss|veterans?|partners?|teachers?|coach(?:es)?|officers?|chiefs?)"
)
_HAVING = r"(?:with|who\s(?:has|have|had|brings?)|having|brings?|has|have|combin\w+)"
# "you report to a manager with 20 years", "led by a chef with 12", "our team of 9 with over 15"
_OF_COLLEAGUES = re.compile(
    rf"""
    (?: \breport(?:s|ing)?\s(?:directly\s)?(?:in)?to\s
        (?:(?!(?:and|or|for|requires?|needs?|with)\b)[\w’'-]+\s){{1,4}}(?:(?!and\b)[\w’'-]+)
      | \b(?:(?:led|managed|headed|supervised|mentored|coached|guided|trained|run|founded|supported)\sby
        |(?:work|working|learn|learning)\s(?:closely\s)?(?:alongside|from|under)|guidance\sof)\s
        (?:[\w’'-]+\s){{0,5}}{_PEOPLE}
      | (?:\A|[.:;\n])\W{{0,4}}(?:our|the)\s(?:[\w’'-]+\s){{0,3}}{_PEOPLE}
    )
    \s(?:of\s\w+\s)? {_HAVING}\s
    (?:(?:a\s)?(?:combined|collective|total)\s(?:of\s)?)?(?:(?:over|more\sthan|nearly|almost)\s)?\Z""",
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
# "in a similar role" after a number of months: it is experience, though the word is missing
_IN_ROLE = re.compile(
    r"\s(?:of\swork\s)?(?:in|as)\s(?:an?\s|the\s)?(?:similar|comparable|same|equivalent|related|relevant|like)\b",
    re.IGNORECASE,
)
# "3 full years of progressively higher level graduate education": schooling
_SCHOOLING = re.compile(
    r"[’']?\s(?:of\s)?(?:(?!experience)[\w-]+\s){0,4}?"
    r"(?:graduate|undergraduate|college|university|post-?secondary|academic|doctoral|law|high\sschool)(?:[-\s]level)?\s"
    r"(?:education|stud(?:y|ies)|coursework|schooling|school|courses)\b(?![^.;,]{0,30}\bexperience)",
    re.IGNORECASE,
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
# "Expro's 40+ years of experience", but not "Bachelor's, 5 years" nor "a Master's 3 years"
_POSSESSED = re.compile(
    r"\b(?!(?:[Bb]achelor|[Mm]aster|[Aa]ssociate|[Dd]octor|[Dd]river|[Pp]h))[A-Z][\w&.-]*(?:[’'´`]|€™)s\s"
    r"(?:over\s|more\sthan\s|nearly\s|almost\s)?\Z"
)
# "Ovenhaus has over 25 years of partnerships with mills": a name opens the sentence, and no person is meant
_NAME_HAS = re.compile(
    r"\A\W{0,3}(?:(?!(?:Candidates?|Applicants?|Who|Anyone|Someone|Must|Should|Individuals?|Persons?|You|I|Ideal\w*|Successful)\b)"
    r"[A-Z][\w&.’'-]*\s){1,4}(?:has|have|brings?|boasts?|offers?)\s(?:(?:over|more\sthan|nearly|almost|some)\s?)?\Z"
)
# "a leader with a minimum of 10 years": nobody sets himself a minimum
_AT_LEAST = re.compile(r"(?:an?\s)?min|at\s(?:the\svery\s)?least", re.IGNORECASE)
# "employment for four years", "a scholarship of 3 years": what runs, not what is asked
_RUNS_BEFORE = re.compile(
    r"\b(?:employ(?:ment|ed)|appoint(?:ment|ed)|contract(?:ed)?|visas?|permits?|sponsor(?:ed|ship)|studie[sd]|lease|hired|fund(?:ed|ing)|financ(?:ed|ing)|scholarship|fellowship|extended|limited"
    r"|granted|guaranteed|awarded|retain(?:ed)?|kept|stored|valid|secured|renewed|offered)\s(?:is\s|will\sbe\s)?(?:initially\s)?"
    r"(?:for|to|of|until)\s(?:a\s(?:total|maximum|minimum|duration)\sof\s|up\sto\s|a\s|at\sleast\s)?\Z",
    re.IGNORECASE,
)
# "Over 18 years", "at least 21 years": how old, unless a word says of what
_OF_AGE = frozenset({"18", "21", "eighteen"})
_EXPERIENCE_NEXT = re.compile(r"[’'´`]?\s?(?:of\s)?(?:[\w-]+\s){0,2}experience\b", re.IGNORECASE)
_BEGINS = re.compile(r"\A[\s*•·●▪–-]*\Z")
_TABLE = re.compile(r"(?:\A|[\s(])[\w+#./ &-]{1,40}:\s?\Z")


@dataclass(frozen=True, slots=True)
class Around:
    """A number of years in its sentence `start:end`, between the numbers that end at `before` and begin at
    `after`; `lead` is where its phrase begins ("at least ...")."""

    text: str
    match: re.Match[str]
    lead: int
    start: int
    before: int
    after: int
    end: int

    @property
    def ahead(self) -> str:
        """What follows, up to the next number."""
        return self.text[self.match.end() : min(self.after, self.match.end() + 160)]

    @property
    def near(self) -> str:
        """What follows, the next number included."""
        return self.text[self.match.end() : min(self.end, self.match.end() + 160)]

    @property
    def behind(self) -> str:
        """What stands before, back to the number before."""
        return self.text[max(self.before, self.lead - 90) : self.lead]

    @property
    def in_months(self) -> bool:
        return self.match["unit"].lower().startswith("mo")


def sort_of(years: Around, *, asking: bool, believed: bool) -> Sort:
    """Whose years these are.

    `asking`: the sentence stands where requirements are listed. `believed`: the number is no larger than any
    that is asked of a person.
    """
    named = bool(_IN_ROLE.match(years.ahead)) or any(
        _EXPERIENCE.search(part) for part in (years.ahead, years.behind, years.near)
    )
    if _something_else(years, named):
        return "other"
    if not believed:  # "40+ years of experience" is the firm's, unless it stands where the candidate's would
        own = asking and (_BEGINS.search(years.behind) or _CANDIDATE.search(years.behind))
        return "open" if own else "other"
    if asking:
        return "experience" if named or (not years.in_months and _plausible(years)) else "open"
    if not named and not (_is_demanded(years) and (_ASKED_AFTER.match(years.ahead) or _opens_line(years))):
        return "other"
    return "other" if _of_employer(years) else "experience"


def _something_else(years: Around, named: bool) -> bool:
    """Whether the words around say that this is an age, a length, a residence, or the firm's own years."""
    match, ahead, behind = years.match, years.ahead, years.behind
    if _NEVER_AFTER.match(ahead) or _measures_length(match, ahead):
        return True
    if _OTHER_BEFORE.search(behind) or _RESIDED.search(behind) or _POSSESSED.search(behind):
        return True
    if any(rule.search(behind) for rule in (_OF_COLLEAGUES, _TO_BE_GAINED, _LASTS)):
        return True
    if _SCHOOLING.match(ahead):
        return True
    if _RUNS_BEFORE.search(behind) and not _EXPERIENCE_NEXT.match(ahead):
        return True
    if years.before == years.start and _NAME_HAS.match(years.text[years.start : match.start()][:90]):
        return True
    if named:
        return False
    if match["unit"].lower().startswith("dec"):  # "for a decade" tells a history, unless of experience
        return True
    glued = match["gap"].strip(" \xa0") in ("-", "\u2010", "\u2011") and not match["unit_least"]
    age = (match["low"] or "").lower() in _OF_AGE and not _WORD_AFTER.match(ahead)
    return bool(_AGED.search(behind)) or glued or age or years.in_months


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


def _is_demanded(years: Around) -> bool:
    """ "5+ years in", "at least 5 years in": how requirements are written, without the word experience."""
    match = years.match
    phrase = years.text[years.lead : match.start()]
    if re.match(r"(?:over|more\sthan)\b", phrase, re.IGNORECASE):
        return False
    return bool(match["low_more"] or match["high"] or match["unit_more"] or match["unit_least"] or phrase)


def _opens_line(years: Around) -> bool:
    """ "5+ years full-stack development": a line that begins with the number lists what is asked."""
    opens = years.before == years.start and _BEGINS.search(years.behind)
    return bool(
        opens
        and years.text[: years.start].rstrip(" \t*•-").endswith(("\n", ":"))
        and _WORD_AFTER.match(years.ahead)
    )


def _of_employer(years: Around) -> bool:
    """Whether years have the employer's name or "we" as their owner; only asked outside requirements."""
    behind = years.text[years.start : years.lead]
    near = behind[-90:]
    if _CANDIDATE.search(near) or _AT_LEAST.match(years.text[years.lead : years.match.start()]):
        return False
    if _EMPLOYER_HAS.search(near) or (near.lower().endswith("with ") and _IS_EMPLOYER.search(years.ahead)):
        return True
    if _is_demanded(years):
        return False
    return bool(_EMPLOYER_BEFORE.search(behind if len(behind) < 40 else near))


def _plausible(years: Around) -> bool:
    """Years without the word, in lists of requirements: "3 years in sales", "SQL: 2 years", "5+ years"."""
    match, behind = years.match, years.behind
    if WORKED.match(years.text, years.lead, match.start()):
        return True
    if _WORD_AFTER.match(years.ahead) or _TABLE.search(behind) or match["unit_least"] or match["possessive"]:
        return True
    return bool(LEAST.search(behind) or _BEGINS.search(behind) or match["low_more"] or match["high"])
