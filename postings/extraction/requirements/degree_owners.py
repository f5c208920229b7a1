"""Degrees that nobody asks of the candidate: of other people, of benefits, of the job itself."""

from __future__ import annotations

import re

from postings.extraction.requirements.degree_names import DegreeMention

# degrees of other people, or that the employer gives
_NOT_ASKED_AFTER = re.compile(
    r"\s*(?:(?:students?|candidates?|graduates?|theses|thesis|program(?:me)?s?|courses?|interns?|research(?:ers)?|level)\b)",
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
# "work in a lab with PhDs and MSc students"
_AMONG_OTHERS = re.compile(
    r"\b(?:work(?:ing)?|collaborat\w+|interact\w*|cooperat\w+|lab|team|supported)\b[^.;]{0,60}"
    r"\b(?:with|by|of)\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
_PEOPLE_AFTER = re.compile(
    r"[’'´]?s?\s*(?:students?|interns?|researchers?|level\sresearchers?)\b", re.IGNORECASE
)
# "the founders have a PhD", "she holds a BA": a person told of, who is not the candidate
_A_GROUP_BEFORE = re.compile(
    r"(?:\bwe\b[^.;]{0,30}\b(?:group|team|bunch|mix|handful)\sof\b[^.;]{0,50}"
    r"|\b(?:our|the)\s(?:[\w-]+\s){0,2}(?:team|group|staff|crew)\s(?:is|consists|comprises|includes|(?:has\sbeen|was|is)\sbuilt)\b"
    r"[^.;]{0,70}\bwith\s(?:an?\s)?)\Z",
    re.IGNORECASE,
)
_THIRD_PERSON_BEFORE = re.compile(
    r"\b(?:(?i:they|he|she|(?:co-?)?founders?|CEO|CTO|many\sof\s(?:us|them)|some\sof\s(?:us|them)|of\swhom"
    r"|most\sof\s(?:us|them))|(?!(?i:candidates?|applicants?|incumbents?|must|who|has|you|this|it|also|and|or)\s)"
    r"[A-Z][a-z]+(?<![st]s))\s(?:(?:all|both|each|also)\s)?(?:have|has|had|holds?|held|earned|received)\s"
    r"(?:an?\s|the\s)?\Z|\bof\s(?:us|them|whom)\s(?:have|has|hold|holds)\s[^.;]{0,40}\Z"
)
# "you need no PhD to use it", "not hired for their degrees"
_NEGATED_BEFORE = re.compile(
    r"\b(?:without\s(?:requiring|needing|having)|no\sneed\s(?:for|of)|(?:do|does)(?:\snot|n[’']t)\s(?:solely\s)?"
    r"(?:hire|recruit|judge|select)\b[^.;]{0,70}|\b(?:no|not)\b[^.;]{0,25}\bopenings?\sfor|no-degree\sto"
    r"|(?:value|prefer|prioriti[sz]e)\b[^.;]{0,50}\bover|(?:doesn[’']t|does\snot)\smatter\b[^.;]{0,60})\s?(?:an?\s)?"
    r"(?:[\w/]+\s\(?){0,2}\Z",
    re.IGNORECASE,
)
_WELCOMED_AFTER = re.compile(
    r"\s(?:candidates?|graduates?|students?|holders?|applicants?)\b[^.;,]{0,50}\b(?:are|is)\s(?:also\s|all\s)?"
    r"(?:welcomed?|encouraged|invited)\s(?:to\sapply|as\swell)?",
    re.IGNORECASE,
)
# what the employer offers or pays for, close to the degree: a flattened posting is one long sentence
_BENEFIT_BEFORE = re.compile(
    r"\b(?:tuition|reimburs\w*|scholarships?|pay\sfor\syour|earn\s(?:your|an?)|pursue\s(?:your|further|an?\sadvanced)"
    r"|student\sloans?|dependents?|your\schild\w*)\b[^;•]{0,100}\Z",
    re.IGNORECASE,
)
_BENEFIT_AFTER = re.compile(
    r"[^.;•]{0,60}\b(?:tuition|reimburse\w*|(?:education\w*|degree)\sassistance|scholarships?)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?:PhD|Ph\.D\.?|PHD|MBA|Doctorate|M\.D\.|MD)(?:[’']?s\b(?!\s(?:degree|in\b|or\b|level))|-clad\b)"
)
_SOUGHT_BEFORE = re.compile(r"\b(?:candidates|applicants|seek)", re.IGNORECASE)
_NOT_HELD_BEFORE = re.compile(
    r"\b(?:non|post)[-\s]\(?\Z|\b(?:not|never)\s(?:yet\s)?(?:have|hold|possess|held|been\sawarded)\s(?:an?\s)?\Z",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(r"(?<![:.,])\b(?:\d\+?|\d{2,3}\+)\s\Z")
# "partners in PhD programmes", "GRE (Master's programs)": what schools offer, unless one is enrolled there
_OFFERED_AFTER = re.compile(r"\s(?:and\s\w+\s)?program(?:me)?s\b", re.IGNORECASE)
# "only degrees from schools accredited by ...": which degrees are recognised, not that one is asked for
_RECOGNISED_AFTER = re.compile(
    r"\s(?:earned\s|obtained\s|awarded\s)?(?:from|by|at)\s(?:\w+\s){0,3}(?:schools|institutions|colleges|universities)\b",
    re.IGNORECASE,
)
_PROGRAM_AFTER = re.compile(r"\s*(?:degree\s)?program\b", re.IGNORECASE)
_ENROLLED_BEFORE = re.compile(
    r"\b(?:enrol\w*|pursu\w*|student|studying|admitted|accepted|complet\w*|graduat\w*|from|degree)\b[^.;]{0,80}\Z",
    re.IGNORECASE,
)

# "post-secondary education clients": a trade, not what the candidate has
_TRADE_AFTER = re.compile(
    r"\s(?:institutions?|sectors?|clients?|markets?|space|systems?|students?|providers?|communit(?:y|ies)|industry"
    r"|organi[sz]ations?|customers?|administrators?|settings?)\b",
    re.IGNORECASE,
)
_A_YEAR_BEFORE = re.compile(r"\b(?:one|two|[12])\W{1,3}(?:[(]?[12][)]?\s)?years?\s(?:of\s)?\Z", re.IGNORECASE)


def of_others(text: str, mention: DegreeMention, start: int, end: int) -> bool:
    """ "Supervise PhD students", "our team of PhDs": not asked of the candidate."""
    before = text[max(start, mention.start - 100) : mention.start]
    if _WITHOUT_BEFORE.search(before) or _NOT_HELD_BEFORE.search(before):
        return True
    if _COUNTED_BEFORE.search(before) and mention.level != "high_school":  # "40 PhDs", not "5 GCSEs"
        return True
    if (
        _RECOGNISED_AFTER.match(text, mention.end, end)
        and text[mention.start : mention.end].lower() == "degrees"
    ):
        return True
    if _PEOPLE.match(text, mention.start, end) and not _SOUGHT_BEFORE.search(before):
        return True
    if _is_benefit(text, mention, start, end) or _is_the_job(text, mention, end):
        return True
    if _is_no_degree(text, mention, before):
        return True
    if any(told.search(before) for told in (_THIRD_PERSON_BEFORE, _A_GROUP_BEFORE, _NEGATED_BEFORE)):
        return True
    if _WELCOMED_AFTER.match(text, mention.end, end):
        return True
    if _OFFERED_AFTER.match(text, mention.end, end) and not _ENROLLED_BEFORE.search(before):
        return True
    if _PEOPLE_AFTER.match(text, mention.end, end) and _AMONG_OTHERS.search(before):
        return True
    if _PROGRAM_AFTER.match(text, mention.end, end) and _ENROLLED_BEFORE.search(before):
        return False  # "our interns are enrolled in a Bachelor's program"
    return bool(_NOT_ASKED_AFTER.match(text, mention.end, end) and _OTHERS_BEFORE.search(before))


def _is_benefit(text: str, mention: DegreeMention, start: int, end: int) -> bool:
    before = _BENEFIT_BEFORE.search(text, max(start, mention.start - 130), mention.start)
    return bool(before or _BENEFIT_AFTER.match(text, mention.end, end))


def _is_no_degree(text: str, mention: DegreeMention, before: str) -> bool:
    """ "Post-secondary education clients", "a year of college education": schooling without a degree."""
    if not text[mention.start : mention.end].lower().endswith("education"):
        return False
    return bool(_TRADE_AFTER.match(text, mention.end) or _A_YEAR_BEFORE.search(before))


def _is_the_job(text: str, mention: DegreeMention, end: int) -> bool:
    """ "The PhD position"; not "BA degree Project management", two lines of a list."""
    named = text[mention.start : mention.end].lower()
    if mention.level in ("high_school", "certificate"):  # "vocational school"
        return False
    return "degree" not in named and bool(_THE_JOB_AFTER.match(text, mention.end, end))
