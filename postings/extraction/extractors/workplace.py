"""Where one works: on site, hybrid or remote, where the posting says it of the job.

"Remote" is also said of teams, sensing and access, and "hybrid" of clouds: they count in the title and
header, behind a label, or with words for the job or for working. "No remote" is a statement for on site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from postings.extraction.extractors._mentions import header_parts, near, outside
from postings.extraction.extractors._workplace_phrases import MIXED, phrases
from postings.extraction.records import Document, Evidence, Section, SectionKind, Statement
from postings.extraction.text import hints
from postings.extraction.text.vocabulary import spellings, words_of

NAME = "workplace"

_WORD = re.compile(
    r"""
    (?<![^\W_])(?<!(?-i:[a-z\d])-)(?<!NON-)(?:  # "US-IL-Remote", "OSLO_ONSITE"
      (?P<on_site>
          (?:no|not)\s(?:a\s)?(?!remote\W{1,3}hybrid)(?:remote|telecommut\w+|work\sfrom\shome)(?:\s(?:work|position|role|option))?
        | remote\s?(?::|=|-)\s?no\b
        | remote\s(?:work\s)?(?:is\s)?not\s(?:possible|available|an\soption|allowed|offered|considered)
        | on[\s-]?site(?:\sonly)? | in[\s-]office | in[\s-]person | vor\sort | sur\ssite | presencial
      )
    | (?P<hybrid>hybrid(?:e)? | hybrides\sarbeiten | partially\sremote | part(?:ly|ial)[\s-]remote)
    | (?P<remote>
          (?:fully|100\s?%|completely|entirely|permanently)\s?remote(?:ly)?
        | remote(?:ly)?(?:[\s-](?:first|only|friendly|ok|okay|possible|optional|based|eligible))?
        | telecommut(?:e|ing) | telework(?:ing)? | work(?:ing)?[\s-]from[\s-](?:home|anywhere) | wfh
        | home[\s-]?based | home[\s-]?office | teletrabajo | télétravail | virtual
      )
    )(?![^\W_]|-)
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Every match of _WORD holds one of these words, or one that begins like the last.
_HINTS = spellings(
    "remote remotely site onsite office homeoffice person vor presencial hybrid hybride hybrides telework"
    " teleworking home homebased anywhere wfh teletrabajo télétravail virtual"
)
_TELECOMMUTING = ("telecommut",)
_LABEL = re.compile(
    r"""\#LI-\Z | (?<![\w-])(?:  # "#LI-Remote", a tag for job boards
        work\s?place(?:\stype)? | work(?:ing)?\s(?:model|mode|arrangements?|location|setup|style|site|type)
      | remote(?:\s(?:status|work|ok|employment))? | (?:job\s)?location(?:\stype)? | office\spolicy
      | workstyle
      | telework\s(?:eligible|eligibility) | standort | modalidad
    )\s?[:\uff1a]\s*[^\n;]{0,60}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_JOB = (
    r"(?:position|role|job|opportunity|opening|employment|vacancy|assignment|work|working|schedule|model|arrangement"
    r"|environment|setup|basis|office|team\smember|candidates?|within|from|in\sthe\s(?:US|UK|EU|U\.S|United)|across"
    r"|anywhere|worldwide)"
)
_OF_THE_JOB_AFTER = re.compile(
    rf"(?:[\s,/-]+(?!sensing|access|team)[\w-]+){{0,1}}?\s{_JOB}s?\b|\s\((?:US|UK|EU)|\s?days?\s(?:a|per)\sweek",
    re.IGNORECASE,
)
_OF_THE_JOB_BEFORE = re.compile(
    r"""\b(?:
        (?:position|role|job|opportunity|this)\s(?:is|are|can\sbe|will\sbe|may\sbe|could\sbe)\s(?:an?\s)?(?:\w+\s){0,2}
        (?:100\s?%\s)?
      | work(?:ing)?\s(?:\w+\s){0,2} | be\s(?:\w+\s)? | open\sto\s(?:both\s)?
      | (?:a|an|our|offer(?:s|ing)?|is)\s(?:flexible\s|100\s?%\s)?
      | location\s?(?:is|:)\s? | employees?\s(?:\w+\s)?work\s | based\s | or\s | option\sto\s
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:position|role|job|opportunity|this|work|working|fully|100|completely|location)", re.IGNORECASE
)
#: What is remote, hybrid or on site but not the job.
_NOT_THE_JOB = re.compile(
    rf"""[\s-]*(?:(?:role|position){MIXED}|working\s(?:allowance|contribution)|,?\s?(?:or|and)\son[\s-]prem\w*
      |(?:and\s(?:global|distributed)|international|global|distributed)\steams?|members?|stipends?|allowance|budget|equipment
      |set-?ups?|perks?|(?:and|or|&|/)\soff-?site|jobs\sassociated
      |roles\sinclude|sens\w+|access|control|desktop|server|monitor\w*|diagnos\w+|teams?|support|locations?|areas?
      |sites?|sta(?:ff|ges)|offices?\b|users?|workers?|employees?|colleagues|login|hands|procedure|code|git
      |repositor\w+|patient|cloud|it\b|app\w*|mobile|vehicles?|electric|learning|meetings?|events?|presentations?
      |interviews?|training|visits?|gym|cafe\w*|parking|fitness|medical|lunch|reality|machines?|private|assistants?
      |environments?\b|infrastructure|architectures?|deploy\w+|solutions?|data|systems?|engines?|model(?:s|ing)
      |network\w*|applications?|worlds?|collaborat\w+|communicat\w+|possib\w+\sof|customers?|clients?|classroom
      |instruction|care|service|testing|installation|work\sexperience|conferenc\w+)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"\b(?:or|and|&)\s\Z")
_GOES_ON = re.compile(
    r"\s(?:in|within|or|and|from|-|model|work(?:ing)?|position|role|option|https?|preferred|considered|welcome)\b"
)
_THEN_A_PLACE = re.compile(
    r"\s(?!Eligib)[A-Z][a-z]+(?:[-,\s]|\Z)"
)  # "ONSITE Oslo", in the header but not in a title
_JOINT = re.compile(r",?\s(?:or|and|&)\s|\s?/\s?")
_DAYS = r"(?:one|two|three|four|\d)(?:\s?(?:-|to|or|\u2013)\s?(?:two|three|four|\d))?\s(?:\w+\s)?days?"
#: "remotely one day a week", "3 days onsite": some days here, some there.
_DAYS_AFTER = re.compile(
    rf"[^.;\n]{{0,40}}?\b{_DAYS}\b(?!\s(?:notice|off|of\s(?:leave|vacation)))", re.IGNORECASE
)
_DAYS_BEFORE = re.compile(
    rf"{_DAYS}(?:\s(?:per|a|each)\sweek|\sweekly|/week)?\s(?:of\s)?(?:work(?:ing)?\s)?\Z|\bpart(?:ly|ially)\s\Z",
    re.IGNORECASE,
)
#: "On site but not all the time".
_NOT_ALWAYS = re.compile(
    r",?\s(?:but\s)?(?:not\sall\s(?:of\s)?the\stime|not\severy\sday|(?:most|part|some)\sof\sthe\s(?:time|week))\b",
    re.IGNORECASE,
)
_ALL_DAYS = re.compile(r"[^.;\n]{0,40}?\b(?:5|five)\sdays?", re.IGNORECASE)
_UNLESS = re.compile(
    r"\b(?:unless|not|cannot|can't|without|no|interviews|(?:the|our)\sinterview|phone\s(?:calls?|screens?))\b[^.;\n]{0,40}\Z",
    re.IGNORECASE,
)
#: What asks it of a person, or speaks of now and then: "able to work remotely", "occasional remote work".
_NO_REMOTE_JOB = re.compile(
    r"""\b(?:(?:ability|able|capable|comfortable|experience|skills?)\b[^.;\n]{0,60}
      |(?:occasional(?:ly)?|sometimes|some|limited|rare(?:ly)?|partial(?:ly)?|possibility)\s(?:[\w-]+\s){0,3})\Z""",
    re.VERBOSE | re.IGNORECASE,
)
#: A country or a state in front of the word that ends a line: "Springfield, IL; USA Remote", "Oslo ONSITE".
_PLACE_THEN = re.compile(r"(?:\A|[\s,;(|])(?:[A-Z]{2,3}|[A-Z][a-z]+|U\.S\.A?\.?)\s\Z")
_EMPLOYMENT = r"(?:(?:full|part)[\s-]?time|permanent|contract(?:or)?|FTE|interns?(?:hip)?)"
#: "ONSITE Full-time", "fulltime onsite": the kind of employment beside it, without a divider.
_EMPLOYMENT_BEFORE = re.compile(rf"(?<![^\W_]){_EMPLOYMENT}\s{{1,2}}\Z", re.IGNORECASE)
_EMPLOYMENT_AFTER = re.compile(rf"\s{_EMPLOYMENT}\b", re.IGNORECASE)
#: "Work from home with your laptop", "Working from home, must have": a sentence that begins with it.
_BEGINS = re.compile(r"(?:[\n.!?\u2022\xa2]|\A)\s?\Z")
_HOME_GOES_ON = re.compile(r"\s?(?:[,!]|\.(?!\w)|with\s(?:your|a)\s|using\s|in\syour\s)", re.IGNORECASE)
_HOME_TITLE = re.compile(r"work(?:ing)?[\s-]from[\s-](?:home|anywhere)\Z", re.IGNORECASE)
_LONGEST_PART = 90
_LONGEST_LINE = 200
_SKIPPED: frozenset[SectionKind] = frozenset({"boilerplate", "benefits"})


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement a workplace; the header, the title and stated facts decide before the running text."""
    found = list(near(document.text, _WORD, _positions(document.text), lead=24))
    for source in (_header, _labelled, _said):
        statements = {s.value: s for s in reversed(list(source(document, sections, found)))}
        if "hybrid" in statements:
            statements = {value: one for value, one in statements.items() if value in _beside_hybrid(found)}
        if source is _header and set(statements) == {"on_site"}:
            days = [_phrase(match) for match in phrases(document.text) if match.lastgroup == "hybrid"]
            statements = {"hybrid": days[0]} if days else statements  # "ONSITE", and some days at home
        if statements:
            return sorted(statements.values(), key=lambda s: s.evidence.start)
    return []


def _positions(text: str) -> list[int]:
    return sorted((*words_of(text).positions(_HINTS), *hints.positions(text, _TELECOMMUTING)))


def _statement(match: re.Match[str], rule: str) -> Statement:
    text, value = match.string, match.lastgroup
    if _some_days(match) and not _ALL_DAYS.match(text, match.end()):
        value = "hybrid"
    return Statement(NAME, Evidence(match.start(), match.end(), match[0], rule), value=value)


def _some_days(match: re.Match[str]) -> bool:
    before = _DAYS_BEFORE.search(match.string, max(0, match.start() - 50), match.start())
    return bool(
        before or _DAYS_AFTER.match(match.string, match.end()) or _NOT_ALWAYS.match(match.string, match.end())
    )


def _header(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    """The title, stated lines, and the parts of a header line between bars."""
    text = document.text
    blocks = [(block.kind, block.start, block.end) for block in document.blocks]
    spans = [(start, end, str(kind)) for kind, start, end in blocks if kind in ("title", "field")]
    spans += [(start, end, "header") for start, end in header_parts(text, blocks, _LONGEST_PART)]
    for start, end, where in spans:
        for match in found:
            if (
                start <= match.start() < end
                and end - start <= _LONGEST_LINE
                and (
                    _set_apart(text, match, start, end)
                    or (where != "title" and _before_a_place(text, match, start, end))
                )
            ):
                yield _statement(match, f"workplace_in_{where}")


def _set_apart(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """At the start or end, in brackets, by a comma or a dash: "Editor (remote)", "Remote - Spain"."""
    if _NOT_THE_JOB.match(text, match.end(), end) or match[0].lower() == "virtual" or _no_remote_job(match):
        return False
    head = _EMPLOYMENT_BEFORE.search(text, start, match.start())
    tail = _EMPLOYMENT_AFTER.match(text, match.end(), end)
    before = text[start : head.start() if head else match.start()].rstrip()[-1:]
    after = text[tail.end() if tail else match.end() : end].lstrip()[:1]
    ends = not after or after in ")]([-\u2013\u2014|,/;&:•·_"
    if ends and (not before or before in "([-\u2013\u2014|,/:;•·_"):
        return True
    if ends and match[0].isupper():
        return True  # "Oslo ONSITE (Old Town)"
    if not after and (_PLACE_THEN.search(text, start, match.start()) or _HOME_TITLE.match(match[0])):
        return True
    if ends and _ALTERNATIVE.search(text, start, match.start()):
        return True
    return bool(_GOES_ON.match(text, match.end(), end)) and (not before or before in "(|,-/")


def _before_a_place(text: str, match: re.Match[str], start: int, end: int) -> bool:
    return (
        match[0].lower() != "virtual"
        and not text[start : match.start()].strip(" |-\u2013\u2014(")
        and not _NOT_THE_JOB.match(text, match.end(), end)
        and bool(_THEN_A_PLACE.match(text, match.end(), end))
    )


def _labelled(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    text = document.text
    for match in found:
        if not _NOT_THE_JOB.match(text, match.end()) and _LABEL.search(
            text, max(0, match.start() - 80), match.start()
        ):
            yield _statement(match, "workplace_label")


def _said(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    """What phrases and the running text say; a denial goes before a "remote" of the running text.

    A benefit of working from home says "hybrid" where nothing else is said.
    """
    said = [match for match in phrases(document.text) if not _no_remote_job(match)]
    of_phrases = [_phrase(match) for match in said if match.lastgroup != "flexible"]
    in_text = list(_in_text(document, sections, found))
    if not of_phrases and not in_text:
        yield from map(_phrase, said)
    if "on_site" in {one.value for one in of_phrases}:
        in_text = [one for one in in_text if one.value != "remote"]
    yield from of_phrases + in_text


def _phrase(match: re.Match[str]) -> Statement:
    value = "hybrid" if match.lastgroup == "flexible" else match.lastgroup
    return Statement(NAME, Evidence(match.start(), match.end(), match[0], "workplace_phrase"), value=value)


def _beside_hybrid(found: Sequence[re.Match[str]]) -> set[str | None]:
    """Hybrid, and what is offered beside it ("hybrid or remote"); what else is said is a part of it."""
    beside: set[str | None] = {"hybrid"}
    for left, right in pairwise(found):
        values = {left.lastgroup, right.lastgroup}
        if "hybrid" in values and _JOINT.fullmatch(left.string, left.end(), right.start()):
            beside |= values
    return beside


def _in_text(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    text = document.text
    last: re.Match[str] | None = None
    for match in outside(found, sections, _SKIPPED):
        if _NOT_THE_JOB.match(text, match.end()):
            continue
        if _said_of_the_job(match):
            if last and _JOINT.fullmatch(text, last.end(), match.start()):
                yield _statement(last, "workplace_in_text")  # "hybrid or remote work"
            yield _statement(match, "workplace_in_text")
        last = match


def _no_remote_job(match: re.Match[str]) -> bool:
    if match.lastgroup != "remote":
        return False
    return _NO_REMOTE_JOB.search(match.string, max(0, match.start() - 90), match.start()) is not None


def _said_of_the_job(match: re.Match[str]) -> bool:
    text = match.string
    if _UNLESS.search(text, max(0, match.start() - 50), match.start()):
        return False
    if _no_remote_job(match):
        return False
    if _DAYS_BEFORE.search(text, max(0, match.start() - 50), match.start()):
        return True  # "two days weekly on-site"
    if (
        _HOME_TITLE.match(match[0])
        and _BEGINS.search(text, max(0, match.start() - 2), match.start())
        and _HOME_GOES_ON.match(text, match.end())
    ):
        return True
    before = _OF_THE_JOB_BEFORE.search(text, max(0, match.start() - 50), match.start())
    after = _OF_THE_JOB_AFTER.match(text, match.end(), match.end() + 50)
    strong = _STRONG.match(match[0]) is not None
    return bool((before and (after or strong or _STRONG.search(before[0]))) or (strong and after))
