"""Whose a number of years is: the candidate's experience, or the age, length or history of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from postings.extraction.requirements.lengths import is_length

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
# "in a similar role" after a number of months: it is experience, though the word is missing
_IN_ROLE = re.compile(
    r"\s(?:of\swork\s)?(?:in|as)\s(?:an?\s|the\s)?(?:similar|comparable|same|equivalent|related|relevant|like)\b",
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
# "Over 18 years", "at least 21 years": how old, unless a word says of what
_OF_AGE = frozenset({"18", "21", "eighteen"})
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
    if is_length(match, ahead, behind) or _POSSESSED.search(behind) or _OF_COLLEAGUES.search(behind):
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
