"""Finds where experience may stand in for a degree: "or equivalent experience", "in lieu of a degree"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from postings.extraction.requirements.bounds import NUMBER
from postings.extraction.text import hints

_ANY = (
    r"(?:equivalen(?:t|ts|ce|cy)|equal|equally|comparable|commensurate|relevant|related|similar|appropriate|sufficient|suitable"
    r"|work|working|job|jobs?-related|professional|practical|industry|industrial|real[-\s]?world|hands[-\s]on|life|on-the-job|military|career"
    r"|field|direct|directly|applicable|additional|demonstrable|demonstrated|demonstrative|proven|prior|previous|technical|domain"
    r"|business|commercial|engineering|education(?:al)?|acceptable|accepted|training|trainings|knowledge|skills?|background|coursework|combinations?|of|and|and/or|or|in"
    r"|level|amount|number|years|the|an?|any|other|same|this|that|both|substantial|significant|extensive|considerable|lived|qualifying|verifiable"
    r"|progressive(?:ly)?|responsible|certifications?|studies|study|as|through|by|experiential|academic|post-secondary|college|university|self-taught|schooling|&)"
)
_OR_EXPERIENCE = re.compile(
    rf"""
    (?:(?P<and_or>\band\s?/\s?or\b)|(?P<or>\bor\b)
      |(?<!training)(?<!education)(?<!skills)(?<!knowledge)(?P<slash>/)|\((?=\s?equivalen))
    (?P<words>(?:[\s,/(-]{{0,3}}(?<![^\W_]){_ANY}(?![^\W_])){{0,12}}?)
    [\s,/(-]{{0,3}}\b(?:experiences?|work\shistory)(?-i:(?![a-z]))
    (?!\s*(?:level\b|design))
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "or equivalent and relevant experience" demands both; "or equivalent education and experience" does not
_EQUIVALENT_AND = re.compile(
    r"\bequivalen(?:t|ce|cy)[)]?,?\s(?:and|with|plus|as)\s(?!.{0,25}\b(?:education|training)\b)",
    re.IGNORECASE,
)
# "or a related field - Significant work experience": the dash begins the next line of a list
_NEXT_ITEM = re.compile(r"\s[-–—]\s(?=[A-Z])")
_EDUCATION = (
    r"(?:degrees?|educations?|educational|diplomas?|bachelor\w*|master\w*|schooling|college|academic"
    r"|university|formal|qualifications?)"
)
_EXPERIENCE = r"(?:experiences?|years|background|work\shistory|track\srecord)"
_STUDY_YEAR = (
    r"(?:each|every|one|a)\s(?:\(1\)\s)?(?:full\s|additional\s|missing\s)?year\sof\s(?:\w+\s)?"
    r"(?:study|studies|college|university|education|schooling|school)\b"
)
_IN_LIEU = re.compile(
    rf"""
      \b{_EXPERIENCE}\b[^.;]{{0,120}}?\b(?:in\slieu\b|in\splace\sof|instead\sof|as\sa\ssubstitute)[^.;]{{0,40}}?\b{_EDUCATION}\b
    | \b{_EXPERIENCE}\b[^.;]{{0,80}}?\bsubstitut\w*\b[^.;]{{0,25}}?\bfor\b[^.;]{{0,40}}?\b{_EDUCATION}\b
    | \bsubstitut\w*\b[^.;]{{0,60}}?\b{_EXPERIENCE}\b[^.;]{{0,60}}?\bfor\b[^.;]{{0,40}}?\b{_EDUCATION}\b
    | \b(?:in\slieu\sof|in\splace\sof|instead\sof|without)\b[^.;]{{0,40}}?\b{_EDUCATION}\b[^.;]{{0,80}}?
      \b{_EXPERIENCE}\b
    | \b(?:education|degree|diploma)\b[^.;]{{0,60}}?\b(?:can|may|could|will)\sbe\s(?:substituted|replaced
      |waived|offset)\b[^.;]{{0,30}}?\b(?:by|with|for|through)\b[^.;]{{0,40}}?\b{_EXPERIENCE}\b
    | \b(?:equivalent|comparable|relevant)\b[^.;]{{0,40}}?\bexperience\b[^.;]{{0,30}}?\b(?:considered
      |accepted|acceptable|welcome|substituted?)\b
    | \b{_EXPERIENCE}\b[^.;]{{0,60}}?\bsubstitut\w*\b[^.;]{{0,20}}?\bto\s(?:satisfy|meet|fulfil|fulfill)
      \b[^.;]{{0,30}}?\b{_EDUCATION}\b
    | \bsubstitute\s(?:additional\s)?years\sof\b
    # "Any combination of education and experience", "we accept an equivalent combination of ..."
    | (?:\A|(?<=[.:;\n]\s)|(?<=[.:;\n])|\b(?:accept|consider|allow)\s)(?:an?y?\s|the\s)?
      (?:any|(?:any\s)?(?:equivalent|acceptable|suitable|appropriate|comparable))\scombinations?\sof\b
      [^.;]{{0,60}}?\bexperience\b
    # "A combination of education and experience equal to six years"
    | (?P<amount>\bcombinations?\sof\s)[^.;]{{0,40}}?\b(?:education|schooling|training|college)\b
      [^.;]{{0,40}}?\bexperience,?\s(?:that\s(?:is|are)\s)?
      (?:equivalent\sto|equal(?:ling|ing|s)?(?:\sto)?|total(?:l?ing|s)|amount(?:ing|s)\sto)\s
      (?=(?:at\sleast\s|a\s(?:minimum|total)\sof\s)?{NUMBER})
    # "candidates who do not meet the degree requirement need 7 years of experience"
    | \b(?:not|without)\s(?:meet(?:ing)?|having|possess(?:ing)?|hold(?:ing)?)\b[^.;]{{0,30}}?\b{_EDUCATION}\b
      [^.;]{{0,80}}?\b{_EXPERIENCE}\b
    # "the lack of a degree may be compensated by experience", "in the absence of a degree, 7 years"
    | \b(?:lack|absence)\sof\s(?:an?\s)?[^.;]{{0,30}}?\b{_EDUCATION}\b[^.;]{{0,160}}?\b{_EXPERIENCE}\b
    # "a degree, which may be replaced by experience"
    | \b(?:which|this|that|it)\s(?:can|may|could)\sbe\s(?:substituted|replaced)\s(?:by|with|for|through)
      \b[^.;]{{0,40}}?\b{_EXPERIENCE}\b
    # "degree educated or qualified by experience"
    | \bor\s(?:are\s|be\s)?(?:suitably\s)?qualified\s(?:by|through)\s(?:\w+\s)?experience\b | \bQBE\b
    # "4 years of experience can replace the degree"
    | \b{_EXPERIENCE}\b[^.;]{{0,60}}?\b(?:can|may|could|will)\s
      (?:replace|offset|satisfy|fulfill?|compensate\sfor|make\sup\sfor)\b[^.;]{{0,40}}?\b{_EDUCATION}\b
    # "each year of college may be replaced by a year of experience"
    | \b{_STUDY_YEAR}[^.;]{{0,60}}?\b(?:can|may|could|will)\sbe\s(?:substituted|replaced|offset)\b
      [^.;]{{0,30}}?\b(?:by|with|for|through)\b[^.;]{{0,40}}?\b{_EXPERIENCE}\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# the other way round: "a Master's may be substituted for two years of experience"
_FOR_EXPERIENCE = re.compile(
    rf"\b(?:in\slieu\sof|in\splace\sof|instead\sof|substitut\w*\b[^.;]{{0,20}}\bfor)\s"
    rf"(?:an?\s|the\s|some\s|up\sto\s)?(?:(?!{_EDUCATION}\b)[\w()-]+\s){{0,4}}?{_EXPERIENCE}(?![A-Za-z])",
    re.IGNORECASE,
)
_LIEU = re.compile(
    r"\b(?:in\slieu|in\splace|instead|without|substitut\w*|replaced?|waived|offset|lack\sof|absence\sof|not\s(?:meet|having|possess|hold)|compensate\sfor|make\sup)",
    re.IGNORECASE,
)
#: A word that means "equal to the degree"; "or related experience" after years only widens the years.
_STRONG = re.compile(r"equivalen|comparable|commensurate|combination|education|training", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Substitute:
    """Words that let experience stand in for a degree.

    `strong`: it names an equivalence, so it may follow years as well as a degree. `alone`: it speaks of
    degrees in general ("in lieu of a degree") and needs none beside it; `lieu` is then where the words of
    replacement stand (-1: there are none). `and_or`: "degree and/or experience".
    """

    start: int
    end: int
    strong: bool
    alone: bool
    and_or: bool = False
    lieu: int = -1


# where the rules could begin, or a word that each of their wordings needs, in the lower-case text
_BEGINNING = re.compile(r"[ao/(](?:(?<=\ba)nd\s?/\s?or\b|(?<=\bo)r\b|(?<=/)|(?<=\()\s?equivalen)")
_EXPERIENCED = ("experience", "work history")
_REPLACES = (
    *("lieu", "place", "instead", "substitut", "without", "replac", "waive", "offset", "consider", "accept"),
    *("welcome", "satisf", "meet", "fulfil", "lack", "absence", "compensat", "make", "combination", "not"),
    *("qualified", "qbe"),
)


def _or_experience(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """ "Or ... experience", in order: tried only where an "or" stands before the word."""
    lowered = hints.lower(text)
    last = max(lowered.rfind(word, start, end) for word in _EXPERIENCED)
    position = start
    for beginning in _BEGINNING.finditer(lowered, start, max(last, start)):
        if beginning.start() >= position:
            match = _OR_EXPERIENCE.match(text, beginning.start(), end)
            if match:
                yield match
                position = match.end()


def find(text: str, start: int = 0, end: int | None = None) -> list[Substitute]:
    """Substitutes for a degree in `text[start:end]`, one sentence, in order.

    >>> [s.alone for s in find("BS or equivalent experience (experience accepted in lieu of a degree)")]
    [False, True]
    >>> find("BS or equivalent and 3 years of experience")
    []
    """
    end = len(text) if end is None else end
    found = [
        Substitute(m.start(), m.end(), bool(_STRONG.search(m["words"])), False, bool(m["and_or"]))
        for m in _or_experience(text, start, end)
        if not _EQUIVALENT_AND.search(m[0]) and not _NEXT_ITEM.search(m[0])
    ]
    for match in (
        _IN_LIEU.finditer(text, start, end) if hints.holds_between(text, _REPLACES, start, end) else ()
    ):
        if not _FOR_EXPERIENCE.search(text, match.start(), min(end, match.end() + 60)) or _turns(match[0]):
            lieu = _LIEU.search(text, match.start(), match.end())
            place = lieu.start() if lieu else match.start("amount")
            found.append(
                Substitute(_last_way(text, match.start(), place), match.end(), True, True, lieu=place)
            )
    return sorted(found, key=lambda s: s.start)


# "a degree with 4 years, or 8 years in lieu of one": the words of replacement begin after the "or"
_OR_NUMBER = re.compile(rf",?\sor\s(?=(?:at\sleast\s|a\sminimum\sof\s)?(?:{NUMBER})\b)", re.IGNORECASE)


def _last_way(text: str, start: int, lieu: int) -> int:
    """Where the last way before the words of replacement begins."""
    return max((m.end() for m in _OR_NUMBER.finditer(text, start, max(start, lieu))), default=start)


_NO_EDUCATION = r"(?:(?!\bdegree|\beducation)[^.;])"
_COUNTING = ("substitut", "lieu", "place", "count", "credited", "used", "equal", "equate")
_DEGREE_COUNTS = re.compile(
    rf"""
      \b{_EDUCATION}\b [^.;]{{0,160}}?
      (?: \bsubstitut\w*\b {_NO_EDUCATION}{{0,30}}? \bfor\b
        | \b(?:in\slieu|in\splace)\s of\b
        | \b(?:(?:be|is|are)\s(?:counted|credited|used)|counts?|equals|equates?)\b
          {_NO_EDUCATION}{{0,30}}? \b(?:for|of|as|toward\w*|to)\b )
      {_NO_EDUCATION}{{0,40}}? \b(?:years?|experience)(?![a-z]) (?![^.;]{{0,30}}\b(?:degree|education)\b)
    # "candidates may substitute a degree and two years in a shop for the required experience"
    | \bsubstitut\w*\s(?:[\w']+\s){{0,4}}?{_EDUCATION}\b [^.;()]{{0,160}}?
      \bfor\b {_NO_EDUCATION}{{0,60}}? \bexperience\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def counts_as_experience(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the sentence lets a degree count as experience: there it asks for neither.

    >>> line = "BS; a Master's degree may be substituted for two years of the required experience"
    >>> counts_as_experience(line, 0, len(line))
    (6, 54)
    """
    counts = hints.holds_between(text, _COUNTING, start, end)
    match = _DEGREE_COUNTS.search(text, start, end) if counts else None
    if match is None:
        return None
    bracket = _OPENS_WITH_DEGREE.search(text, match.start(), match.end())
    first = bracket.start("degree") if bracket else match.start()
    if re.search(rf"\b{_EXPERIENCE}\b[^.;:(]*\Z", text[start:first], re.IGNORECASE):
        return None
    return first, match.end()


# "a diploma with 6 years of experience (a degree counts as 2 years)": what counts stands in the bracket
_OPENS_WITH_DEGREE = re.compile(
    rf"\b{_EXPERIENCE}\b[^.;()]{{0,60}}\((?:an?\s)?(?:\w+\s)?(?P<degree>{_EDUCATION}\b)", re.IGNORECASE
)


def _turns(phrase: str) -> bool:
    """ "Instead of experience" inside the phrase is the other way round; "experience instead of" is not."""
    return bool(
        re.match(r"(?:in\slieu|in\splace|instead|without)", phrase, re.IGNORECASE)
    ) and not _FOR_EXPERIENCE.match(phrase)


_YEAR_OF = re.compile(r"year[-\s](?:of|for|per|to|by)[-\s]")  # in the lower-case text
_RATE = re.compile(rf"\b{_STUDY_YEAR}|\byear[-\s](?:for|per|to|by)[-\s]year\b", re.IGNORECASE)


def before_rate(text: str, start: int, end: int) -> int:
    """Where the clause begins that gives a rate of exchange, whose numbers of years ask for nothing; `end`
    where the sentence `start:end` gives none.

    >>> line = "BS and 5 years; each year of college may be replaced by two years of experience"
    >>> line[: before_rate(line, 0, len(line))]
    'BS and 5 years;'
    """
    hinted = _YEAR_OF.search(hints.lower(text), start, end)
    rate = _RATE.search(text, start, end) if hinted else None
    return end if rate is None else max(start, text.rfind(";", start, rate.start()) + 1)
