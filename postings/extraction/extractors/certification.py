"""Certifications, licences and clearances of our lexicon, each once, where the posting asks for them.

What an employer offers ("tuition for certification") or says in its legal paragraphs is no demand; a title
("Registered Nurse") is one, because the law makes it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from postings.extraction import lexicons
from postings.extraction.records import Document, Evidence, Section, Statement
from postings.extraction.strength.lines import line_strength
from postings.extraction.text.vocabulary import Hit, Vocabulary, words, words_of

NAME = "certification"

_SKIPPED = frozenset(("boilerplate", "benefits", "fields"))
#: "RN" in "the RN staff", "CPA firm", "PMP team": people and businesses, not what is asked for.
_NOT_ASKED_AFTER = re.compile(
    r"\s(?:firms?|staff|teams?|adoption|exam(?:ination)?\s(?:fees|reimbursement)|students?|programs?|manager|managers|supervisor|leaders?|training\sprovided)\b",
    re.IGNORECASE,
)
_NOT_ASKED_BEFORE = re.compile(
    r"\b(?:no|not\srequire(?:d)?|without(?:\sa)?|reports?\sto(?:\sthe|\sa)?|supervised\sby|under\sthe\s(?:\w+\s){1,3}of\s(?:an?|the)|works?\swith|access\sto|percent\sof\s(?:\w+\s){1,4}are|DHS\s?/|agency|providers?\s(?:are|is))\s?(?:\w+\s)?\Z",
    re.IGNORECASE,
)


_CREDENTIAL = re.compile(r"\b(?:certifi|licen[sc]|credential|designation|accredit)", re.IGNORECASE)


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """One statement a certification, `value` its slug."""
    text = document.text
    seen: set[str] = set()
    spans = [(section.start, section.end) for section in sections if section.kind not in _SKIPPED]
    for named in _lexicon().find_within(words_of(text), spans):
        for hit in named:
            if hit.value not in seen and _asked(text, hit) and not _stands_for_other(text, hit):
                seen.add(hit.value)
                strength = line_strength(document, sections, hit.start, hit.end)
                evidence = Evidence(hit.start, hit.end, text[hit.start : hit.end], "certification_lexicon")
                yield Statement(NAME, evidence, value=hit.value, strength=strength)


def _asked(text: str, hit: Hit) -> bool:
    if _NOT_ASKED_AFTER.match(text, hit.end):
        return False
    exact = text[hit.start : hit.end]
    if exact in _ambiguous() and not _CREDENTIAL.search(text, max(0, hit.start - 60), hit.end + 60):
        return False
    return not _NOT_ASKED_BEFORE.search(text, max(0, hit.start - 40), hit.start)


def _stands_for_other(text: str, hit: Hit) -> bool:
    """Whether the posting spells the letters out as something else: "Coastal Pilots Partnership (CPP)"."""
    letters = text[hit.start : hit.end]
    if not (letters.isupper() and letters.isalpha()):
        return False
    bracketed = text.find(f"({letters})")
    if bracketed < 0:
        return False
    spelt = [word for word in text[max(0, bracketed - 90) : bracketed].split() if word[0].isupper()]
    spelt = spelt[-len(letters) :]
    if "".join(word[0] for word in spelt) != letters:
        return False
    return all(found.value != hit.value for found in _lexicon().find(words(" ".join(spelt))))


@cache
def _lexicon() -> Vocabulary:
    rows = lexicons.rows("certifications")
    exact = [(phrase, row["slug"]) for row in rows for phrase in filter(None, row["exact"].split("|"))]
    beside = [(phrase, row["slug"]) for row in rows for phrase in filter(None, row["beside"].split("|"))]
    anyhow = [(phrase, row["slug"]) for row in rows for phrase in filter(None, row["anyhow"].split("|"))]
    return Vocabulary(anyhow, exact + beside)


@cache
def _ambiguous() -> frozenset[str]:
    """Abbreviations that mean other things as well; they count beside a word for a credential."""
    rows = lexicons.rows("certifications")
    return frozenset(phrase for row in rows for phrase in filter(None, row["beside"].split("|")))
