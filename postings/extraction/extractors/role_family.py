"""The kind of work, inferred from the title where the layout states none; the rule says "inferred".

Titles are read part by part ("Manager, Sales - EMEA"): the first part with a word of a family decides, in it
the longest phrase, and of equally long ones the last, because the head noun of a title stands last ("Sales
Engineer" is a phrase of its own). A word that says little ("engineer") counts only where nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from postings.extraction import lexicons
from postings.extraction.records import INFERRED, Document, Evidence, Section, Statement
from postings.extraction.text.vocabulary import Hit, Vocabulary, words

NAME = "role_family"

_PART = re.compile(r"(?:[^,(\[|/\u2013\u2014\n-]++|(?<=\w)[-/](?=\w))+")  # "++" gives nothing back


def extract(document: Document, sections: tuple[Section, ...]) -> Iterable[Statement]:
    """At most one statement, `value` the family's name."""
    if any(fact.kind == NAME for fact in document.stated):
        return
    for block in document.blocks:
        if block.kind == "title":
            hit = infer(document.text, block.start, block.end)
            if hit is not None:
                exact = document.text[hit.start : hit.end]
                evidence = Evidence(hit.start, hit.end, exact, INFERRED)
                yield Statement(NAME, evidence, value=_of_collections(exact, document.text) or hit.value)
            return


_COLLECTIONS = re.compile(
    r"\b(?:museums?|galler(?:y|ies)|artefacts?|artifacts?|objects\sconservation)\b", re.IGNORECASE
)
_NATURE = re.compile(
    r"\b(?:wildlife|habitats?|species|ecolog\w+|forests?|biodiversity|nature)\b", re.IGNORECASE
)


def _of_collections(exact: str, text: str) -> str | None:
    """The museum's family for a "Head of Conservation" whose posting speaks of objects, not of nature."""
    if exact.lower() != "conservation" or not _COLLECTIONS.search(text) or _NATURE.search(text):
        return None
    museum = infer("museum")
    return museum.value if museum else None


def infer(text: str, start: int = 0, end: int | None = None) -> Hit | None:
    """The words of a title that show its family, None when none do.

    >>> [infer(title).value for title in ("Senior Data Engineer II", "Manager, Sales", "Staff Nurse")]
    ['Data & analytics', 'Sales', 'Health care']
    """
    end = len(text) if end is None else end
    weak: Hit | None = None
    for part in _PART.finditer(text, start, end):
        hits = list(_lexicon().find(words(text, part.start(), part.end())))
        strong = [hit for hit in hits if text[hit.start : hit.end].lower() not in _weak()]
        if strong:
            return max(strong, key=_standing)
        weak = weak or max(hits, key=_standing, default=None)
    return weak


def _standing(hit: Hit) -> tuple[int, int]:
    return hit.last - hit.first, hit.start


@cache
def _lexicon() -> Vocabulary:
    """The phrases of all families, also in the plural."""
    return Vocabulary(
        (phrase, row["family"])
        for row in lexicons.rows("role_families")
        for phrase in _with_plurals(f"{row['phrases']}|{row['weak']}")
    )


@cache
def _weak() -> frozenset[str]:
    return frozenset(word for row in lexicons.rows("role_families") for word in _with_plurals(row["weak"]))


def _with_plurals(phrases: str) -> Iterator[str]:
    for phrase in filter(None, phrases.split("|")):
        yield phrase
        if phrase[-1].isalpha() and phrase[-1] != "s":
            yield f"{phrase}s"
