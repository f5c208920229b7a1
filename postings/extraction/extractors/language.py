"""Languages that the posting asks for: "fluent in German", "English (C1)", "French-speaking".

A name alone is a nationality, a market or a cuisine; it counts beside words for knowing a language, or in a
list with one that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from postings.extraction import lexicons
from postings.extraction.records import Document, Evidence, Section, Statement
from postings.extraction.strength.lines import line_strength
from postings.extraction.text.vocabulary import Hit, Vocabulary, words_of

NAME = "language"

_ASKED_BEFORE = re.compile(
    r"""(?:
        (?:fluen\w+|speak(?:s|ing|er)?|spoken|written|write|read(?:ing)?|proficien\w+|bilingual|trilingual|multilingual
          |conversational|native(?:[-\s]level)?|command\sof|mastery\sof|knowledge\sof|languages?|communicat\w+
          |skills\sin|level\s(?:of|in)|comfortable\sin|understand(?:ing|s)?|business|professional|working|good
          |excellent|strong|advanced|intermediate|basic|verbal|oral|sprichst|flie(?:ß|ss)end\w*|sehr\sgutes?|gutes?
          |verhandlungssicher\w*|kenntnisse\s(?:in|der)|parl(?:ez|er|é)|ma[iî]trisez?|courant|bilingue|niveau
          |pratique|dominio|nivel|fluente|vloeiend\w*|beheersing|goda\skunskaper\si)
        \s?(?:in|of|with|level|de|d[’']|l[’'](?=\w)|du|der|van|:|\()?\s?
        (?:both\s|either\s|the\s|spoken\s|written\s|business\s|language\s|and/or\s|and\s|or\s|in\s|professional\s
          |het\s|le\s|un\s|bon\s){0,3}
      )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_ASKED_AFTER = re.compile(
    r"""(?:[-\s](?:speak(?:ing|er|ers)|native)|\s?kenntnisse|\s?sprach\w*
        |\s(?:language(?:\s(?:skills?|proficiency|fluency|is|and))?|skills?|proficiency|fluency|fluently|speaker
          |mother\stongue|natives?|is\s(?:a\s(?:must|plus|requirement)|required|mandatory|essential|preferred
            |an\s(?:asset|advantage))
          |required|preferred|fluent|courant|fließend|(?:at|to)\s(?:\w+\s){0,2}level|level\b|knowledge|in\swriting
          |\(?[ABC][12]\b)
        |\s?[:(\u2013-]\s?(?:level\s)?(?:[ABC][12]\b|fluent|native|mother|business|professional|advanced
          |intermediate|conversational|basic|required|mandatory|written|spoken|excellent|good|full|proficien))""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_LANGUAGE_AFTER = re.compile(
    r"""\)?\s(?:language\s(?:learning|models?|schools?|teaching|arts)|(?:is\s)?supported|as\sa\ssecond|literature|degree|teachers?|department|major|class(?:es)?|market|compan|team|customers?
      |clients?|food|cuisine|law|government|embassy|test|exam|courses?|lessons?|version)""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[\s,/&+()]*(?:(?:and|or|and/or|und|oder|et|ou|y|e|en|och|og|plus)[\s(]*)?"
    r"(?:(?:in|fluent|spoken|written)\s)?"
)
_SKIPPED = frozenset(("boilerplate", "benefits", "title"))


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement a language, `value` its ISO code."""
    seen: set[str] = set()
    spans = [(section.start, section.end) for section in sections if section.kind not in _SKIPPED]
    for named in _lexicon().find_within(words_of(document.text), spans):
        for hit in _asked(document.text, named):
            if hit.value not in seen:
                seen.add(hit.value)
                strength = line_strength(document, sections, hit.start, hit.end)
                evidence = Evidence(hit.start, hit.end, document.text[hit.start : hit.end], "language_asked")
                yield Statement(NAME, evidence, value=hit.value, strength=strength)


def _asked(text: str, found: Sequence[Hit]) -> list[Hit]:
    """The names that stand beside words for knowing a language, and those in one list with them."""
    asked = [_has_cue(text, hit) for hit in found]
    order = [*range(1, len(found)), *reversed(range(len(found) - 1))]
    for index in order:
        for other in (index - 1, index + 1):
            if (
                0 <= other < len(found)
                and asked[other]
                and not _NO_LANGUAGE_AFTER.match(text, found[index].end)
                and not _NOT_NEEDED.search(text, max(0, found[index].start - 50), found[index].start)
            ):
                first, second = sorted((index, other))
                gap = found[first].end, found[second].start
                asked[index] = asked[index] or bool(_BETWEEN.fullmatch(text, *gap))
    return [hit for hit, is_asked in zip(found, asked, strict=True) if is_asked]


_NOT_NEEDED = re.compile(
    r"\b(?:no\sneed|not\s(?:need|have|necessary|required))\s(?:to|for|of)\s(?:\w+\s){0,3}\Z", re.IGNORECASE
)


def _has_cue(text: str, hit: Hit) -> bool:
    if _NOT_NEEDED.search(text, max(0, hit.start - 50), hit.start):
        return False
    if _NO_LANGUAGE_AFTER.match(text, hit.end) or text[max(0, hit.start - 4) : hit.start].lower() == "non-":
        return False
    if _ASKED_AFTER.match(text, hit.end) or text[hit.end - 10 : hit.end].casefold() in (
        "kenntnisse",
        "kenntnissen",
    ):
        return True
    return bool(_ASKED_BEFORE.search(text, max(0, hit.start - 60), hit.start))


@cache
def _lexicon() -> Vocabulary:
    """The names of languages, and as German joins them to its word for knowing ("Englischkenntnisse")."""
    names = [
        (name.lower(), row["slug"])
        for row in lexicons.rows("languages")
        for name in (row["name"], *filter(None, row["names"].split("|")))
    ]
    joined = [(f"{name}{ending}", slug) for name, slug in names for ending in ("kenntnisse", "kenntnissen")]
    return Vocabulary(names + joined)
