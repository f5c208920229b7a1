"""Full-time, part-time, contract ...: in schema.org's words, where the posting says it of the job.

"Full-time" is also said of experience, students and employees with benefits: it counts as a stated fact,
behind a label, in the title or header, or with a word for the job. The first that says something decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from postings.extraction.extractors._mentions import header_parts, near, outside
from postings.extraction.records import Document, Evidence, Section, SectionKind, Statement
from postings.extraction.text.vocabulary import spellings, words_of

NAME = "employment_type"

#: Every match of _TYPE holds one of these words.
_HINTS = spellings(
    "full fulltime plein tiempo vollzeit voltijd voltijds part parttime partiel teilzeit deeltijd deeltijds"
    " intern interns internship internships praktikum praktikant praktikantin stage stagiaire werkstudent op"
    " coop apprentice apprenticeship trainee traineeship contract contractor contractors freelance freelancer"
    " freelancers 1099 c2c corp temporary temp temps seasonal fixed month months cover befristet cdd intérim"
    " limited volunteer diem prn casual zero"
)
_TYPE = re.compile(
    r"""
    (?<![\w-])(?:
      (?P<FULL_TIME>full[\s_-]{0,2}time|temps\splein|tiempo\scompleto|vollzeit|voltijds?)
    | (?P<PART_TIME>part[\s_-]{0,2}time|temps\spartiel|teilzeit|deeltijds?)
    | (?P<INTERN>intern(?:ship)?s?|praktik(?:um|ant|antin)|stage|stagiaire|werkstudent|co-?op
        |apprentice(?:ship)?|trainee(?:ship)?)
    | (?P<CONTRACTOR>independent\scontractors?|contractors?|contract(?:[\s-]to[\s-](?:hire|perm(?:anent)?))?
        |freelance(?:r|rs)?|1099|c2c|corp[\s-]to[\s-]corp)
    | (?P<TEMPORARY>(?!temporary\s\w+\s(?:leave\s)?cover)temporary
        |temp(?:[\s-]to[\s-](?:hire|perm(?:anent)?))?|seasonal
        |(?:\d{1,2}[\s-]months?\s)?fixed[\s-]term(?:\scontract)?(?:\s(?:of|for)\s\d{1,2}\smonths)?
        |(?:temporary\s)?(?:maternity|paternity|parental|sick(?:ness)?)\s(?:leave\s)?cover
        |befristet|cdd|intérim|interim|(?:limited|time)[\s-](?:term|limited))
    | (?P<VOLUNTEER>volunteer)
    | (?P<PER_DIEM>per[\s_-]diem|prn|casual|zero[\s-]hours?(?:\scontract)?)
    )(?![\w-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"""(?<![\w-])(?:
        (?:job|employment|position|contract|appointment|work|role|schedule|engagement|vacancy)\s?
        (?:type|status|time|basis|category|schedule|class(?:ification)?)
      | employment | contract | term | type\sof\s(?:contract|employment|position|job) | schedule | hours
      | type\s(?:d[’']emploi|de\scontrat) | vertragsart | anstellungsart | tipo\sde\s(?:contrato|empleo)
      | dienstverband | time\stype | full[\s/-]+(?:or\s)?part[\s-]time | status | type | shift
    )\s?[:\uff1a|]\s*[^\n;:]{0,40}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_JOB = (
    r"(?:position|role|job|opportunity|opening|employment|vacancy|assignment|engagement|basis|work|hours|hire|offer"
    r"|stelle|contract|post|appointment)"
)
_OF_A_JOB = re.compile(rf"(?:[,/\s]+(?!experience)[\w-]+){{0,3}}?\s{_JOB}s?\b(?!\sexperience)", re.IGNORECASE)
_NAMES_A_JOB = re.compile(r"\b(?:term|hours?)\scontract\b|\scover\Z", re.IGNORECASE)
_IS_A = re.compile(
    rf"""(?:\b(?:this\sis|we\sare|is|offer(?:s|ing)?|seeking|hiring|looking\sfor|for|as|on)\s(?:currently\s)?
          (?:an?|our|the)\s(?:[\w-]+,?\s){{0,2}}
        | {_JOB}\s(?:type\s)?(?:is|will\sbe)\s(?:an?\s)? | [,(]\s?)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_OF_THE_JOB = re.compile(
    r"""[\s,]*(?:\w+\s)?(?:experience|employees?|students?|staff|team\smembers?|associates?|faculty|workers?|degree
      |stud(?:y|ies)|equivalent|benefits|eligib|management|negotiat|administration|law|terms|years?|development
      |manager|manufactur|research\sorgani|documents?|requirements?|with\s(?:vendors|clients|customers)
      |program(?:me)?s?\s(?:and|to|for)|(?:work\s)?(?:environment|dress|atmosphere|culture)|house|review|award|compliance)""",
    re.VERBOSE | re.IGNORECASE,
)
#: "This is not a full-time role", "with potential for a full-time opportunity".
_NOT_YET = re.compile(
    r"\b(?:not|no|never|potential\s(?:for|to)|possibility\sof|conver(?:t|sion)\s(?:to|into)|become|lead\sto"
    r"|transition\sto)\s(?:an?\s|be\s)?\Z",
    re.IGNORECASE,
)
#: Words that name other things more often than a type of employment.
_LOOSE = frozenset(("INTERN", "CONTRACTOR", "TEMPORARY", "VOLUNTEER", "PER_DIEM"))
_INTERN_TITLE = re.compile(r"intern|co-?op|prakti|stagiaire|trainee|apprentice|werkstudent", re.IGNORECASE)
_LONGEST_LINE = 160
_LONGEST_PART = 60
_FEW_WORDS = 3
_SKIPPED: frozenset[SectionKind] = frozenset({"boilerplate", "benefits"})


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement a type, from the source that is nearest to a stated fact."""
    found = list(near(document.text, _TYPE, words_of(document.text).positions(_HINTS), lead=14))
    for source in (_stated, _labelled, _header, _alone, _in_text):
        statements = {s.value: s for s in reversed(list(source(document, sections, found)))}
        if statements:
            return sorted(statements.values(), key=lambda s: s.evidence.start)
    return []


def _statement(match: re.Match[str], rule: str) -> Statement:
    return Statement(NAME, Evidence(match.start(), match.end(), match[0], rule), value=match.lastgroup)


def _stated(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    spans = [(f.evidence.start, f.evidence.end) for f in document.stated if f.kind == NAME]
    return (_statement(m, "stated_type") for m in found if any(a <= m.start() < b for a, b in spans))


def _labelled(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    text = document.text
    return (
        _statement(m, "type_label") for m in found if _LABEL.search(text, max(0, m.start() - 60), m.start())
    )


def _header(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    """The title, and short lines under it that say little else."""
    text = document.text
    for block in document.blocks:
        if block.kind == "title":
            for match in found:
                if block.start <= match.start() < block.end and _of_the_title(text, match):
                    yield _statement(match, "type_in_title")
    blocks = [(block.kind, block.start, block.end) for block in document.blocks]
    for start, end in header_parts(text, blocks, _LONGEST_LINE):
        if end - start > _LONGEST_PART or text[start:end].rstrip().endswith("."):
            continue
        others = len(re.findall(r"[^\W\d_]{3,}", _TYPE.sub(" ", text[start:end])))
        for match in found:
            few = others == 0 if match.lastgroup in _LOOSE else others <= _FEW_WORDS
            if few and start <= match.start() < end and not _NOT_OF_THE_JOB.match(text, match.end()):
                yield _statement(match, "type_in_header")


def _alone(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    """A line of nothing else, wherever it stands: "FULL TIME", "Full-time" under "Work schedule"."""
    for match in found:
        start = document.text.rfind("\n", 0, match.start()) + 1
        line = document.text[start : match.end() + _LONGEST_PART].partition("\n")[0]
        if (
            match.lastgroup not in _LOOSE
            and len(line) < _LONGEST_PART
            and not _LETTERS.search(_TYPE.sub(" ", line))
        ):
            yield _statement(match, "type_alone")


_LETTERS = re.compile(r"\w")


def _of_the_title(text: str, match: re.Match[str]) -> bool:
    if match.lastgroup not in _LOOSE or (match.lastgroup == "INTERN" and _INTERN_TITLE.match(match[0])):
        return True
    before = text[max(0, match.start() - 4) : match.start()].rstrip()[-1:]
    after = text[match.end() : match.end() + 2].lstrip(" ")[:1]
    return before != "" and before in "([-\u2013\u2014|,/" and (not after or after in ")]\n-\u2013|,/")


def _in_text(
    document: Document, sections: tuple[Section, ...], found: Sequence[re.Match[str]]
) -> Iterator[Statement]:
    text = document.text
    for match in outside(found, sections, _SKIPPED):
        if _NOT_OF_THE_JOB.match(text, match.end()):
            continue
        if _NOT_YET.search(text, max(0, match.start() - 40), match.start()):
            continue
        of_a_job = _NAMES_A_JOB.search(match[0]) or _OF_A_JOB.match(text, match.end(), match.end() + 60)
        introduced = _IS_A.search(text, max(0, match.start() - 50), match.start())
        if (of_a_job and introduced) or (match.lastgroup not in _LOOSE and (of_a_job or introduced)):
            yield _statement(match, "type_in_text")
