"""Lines in the head of a posting that name the employer: above the title, below it, or beside a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from postings.extraction import lexicons
from postings.extraction.document import facts, titles
from postings.extraction.document.facts import Fact
from postings.extraction.text import headings

_MOST_WORDS = 6
_LONGEST_NAME = 80  # characters and the mark behind them
_MARK = re.compile(r"\s*[|•·]\s*|\s+[-\u2013\u2014]\s+")
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ\d][\w&+’'.,-]*")
_SMALL = frozenset({
    "&", "+", "and", "of", "the", "for", "de", "du", "des", "di", "del", "la", "der", "für", "und", "et", "y",
    "i", "van", "von",
})  # fmt: skip
_FORM = re.compile(
    r",?\s(?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|Corp|Corporation|PLC|plc|LLP|AG|AB|B\.?V|N\.?V|Oy|SAS|S\.A|SE|KG)\.?\Z"
)
_PUBLIC = re.compile(r"(?:City|Town|Village|County|State|University|Department|Ministry)\s(?:of|for)\s[A-Z]")
_RATING = re.compile(r"\d(?:\.\d)?\s?[★⭐*](?:\s?\(?[\d,.k]{1,8}(?:\s?reviews?)?\)?)?\Z", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:full|part)[- ]?time|\b(?:remote|on-?site|hybrid|contract|permanent|temporary|seasonal|internship"
    r"|salary|pay|posted|apply|ago|today|jobs?|careers?|vacanc(?:y|ies)|positions?|openings?|opportunit(?:y|ies)|hiring"
    r"|employment|postings?|description|announcement|notice|requisition|shift|hours?|department|division|team"
    r"|confidential|grade|level|january|february|march|april|june|july|august|september|october|november"
    r"|december)\b|[$€£%@:!?★]|https?|\d{4}",
    re.IGNORECASE,
)


def below_title(line: str, following: Sequence[str], text: str) -> list[Fact]:
    """The employer in a line under the title, and the place beside it: "Fernwick Mills • Oslo, Norway".

    A name alone needs a place in the next line, a legal form, or the name of a public body. `text` is all of
    the posting: a single word is a name only where it stands again.
    """
    first = _MARK.search(line, 0, _LONGEST_NAME)
    if first is None and len(line) >= _LONGEST_NAME:
        return []
    name, *others = _MARK.split(line)
    if not is_name(name, text):
        return []
    if others and facts.reads_as_place(others[0]):
        shown = [Fact(None, None, (other,), "employer_line") for other in others[1:] if other]
        return [_employer(name), Fact("location", None, (others[0],), "employer_line"), *shown]
    if others:
        return []
    after = next((other for other in map(str.strip, following) if other and not is_rating(other)), "")
    fits = _FORM.search(name) or _PUBLIC.match(name) or _is_place(after)
    return [_employer(name)] if fits else []


def above_title(line: str, text: str) -> list[Fact]:
    """The employer in the line above a title."""
    return [_employer(line)] if is_name(line, text) else []


def is_rating(line: str) -> bool:
    """True for "3.4 ★", which stands behind an employer's name."""
    return bool(_RATING.match(line.strip()))


def is_name(line: str, text: str) -> bool:
    """True for capitalised words that are no role, place, department, kind of contract, date or heading.

    >>> [is_name(line, "") for line in ("Fernwick Mills", "Human Resources", "Oslo, Norway", "Full-time")]
    [True, False, False, False]
    """
    words = line.split()
    if not 0 < len(words) <= _MOST_WORDS or not 2 < len(line) <= 60 or line[-1] in ",;":
        return False
    if words[0] in _SMALL or not all(word in _SMALL or _WORD.fullmatch(word) for word in words):
        return False
    front, comma, _ = line.partition(",")
    if facts.reads_as_place(line) or (comma and facts.reads_as_place(front)):
        return False
    if _FORM.search(line) or _PUBLIC.match(line):
        return True
    if _OTHER.search(line) or titles.names_role(line) or headings.kind_of(line):
        return False
    if len(words) == 1 and text.count(line) < 2:
        return False
    return not (_is_department(words) or _begins_none(words))


def _employer(name: str) -> Fact:
    return Fact("employer", None, (name,), "employer_line")


def _is_place(line: str) -> bool:
    return facts.reads_as_place(line) and not facts.counts_places(line) and not titles.names_role(line)


def _begins_none(words: Sequence[str]) -> bool:
    kinds = [_no_names().get(word.casefold().strip(".,")) for word in words]
    return kinds[0] == "start" or all(kinds)


def _is_department(words: Sequence[str]) -> bool:
    """True where every word is one of a kind of work: "Data Engineering", "Sales & Marketing"."""
    return all(word in _SMALL or word.casefold().strip(",.") in _kinds_of_work() for word in words)


@cache
def _no_names() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in lexicons.rows("no_employers")}


@cache
def _kinds_of_work() -> frozenset[str]:
    rows = lexicons.rows("role_families")
    phrases = [f"{row['family']}|{row['phrases']}|{row['weak']}" for row in rows]
    phrases += [row["name"] for row in lexicons.rows("fields_of_study")]
    return frozenset(word for phrase in phrases for word in re.split(r"[\s|&/,]+", phrase.casefold()) if word)
