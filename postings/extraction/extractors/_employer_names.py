"""Which names an employer can have, and the full name that an abbreviation stands for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from postings.extraction import lexicons
from postings.extraction.places import gazetteer

#: The capitalised words that end where something begins.
BEFORE = re.compile(
    r"(?:\A|(?<=[\s(/]))(?P<name>[A-ZÀ-ÖØ-Þ][\w&+’'.-]*"
    r"(?:[ ](?:(?:of|the|and|for|di|de|du|des|la|für|&)[ ]){0,2}"
    r"[A-ZÀ-ÖØ-Þ0-9][\w&+’'.-]*){0,6}),?\s?\Z"
)
_COUNTED = 20_000  # characters in which a full name is looked for
#: Words that lost the gap between them: "About usWe", "OVERVIEWWe".
_GLUED = re.compile(
    r"\A(?:us|nous|uns|ons|US)[A-Z][a-z]|[a-z.](?:You|Your|We)\b|\A(?:Employer|Company)[A-Z]"
    r"|[a-zA-Z0-9](?:We|You|Vous|Nous|Wir|Our|The|Your|Notre|Les|Join|This|What|Who)\Z"
)
_MODES = ("anyhow", "exact", "beside", "listed")


def in_full(text: str, name: str) -> tuple[int, int] | None:
    """Where the text writes out the name that an abbreviation stands for: "Harbour Street Library"."""
    letters = re.sub(r"[^A-Z]", "", name)
    if " " in name or len(letters) < 2 or len(letters) * 2 <= len(name) or len(letters) > 7:
        return None
    for bracket in re.finditer(
        rf"(?:,\s[A-Z]\w+\.?)?\s\((?:[A-Z]{{2,8}}:\s)?\W?{re.escape(name)}\b", text[:_COUNTED]
    ):
        before = BEFORE.search(text, max(0, bracket.start() - 90), bracket.start())
        if (
            before
            and before["name"][0] == letters[0]
            and len(before["name"].split()) > 1
            and before["name"] != name
        ):
            return before.span("name")
    if len(letters) < 3:
        return None
    small = r"(?:(?:of|the|and|for|di|de|du|des|la|für|&)\s){0,2}"
    full = rf"[\s-]{small}".join(rf"{letter}[\w’'.]*(?<!\W)" for letter in letters)
    for match in re.compile(rf"\b{full}\b(?![\s-][A-Z])").finditer(text, 0, _COUNTED):
        if "\n" not in match[0] and any(map(str.islower, match[0])):
            return match.span()
    return None


def spelled(address: str, text: str) -> tuple[int, int] | None:
    """Where a text first writes the name that an address joins: "oakandloom" as "Oak and Loom".

    Most names stand as they are in the address, which is looked for without a pattern: to make one for each
    posting cost a tenth of the whole extraction.
    """
    letters = re.sub(r"[^\w]|_", "", address)[:30].lower()
    lowered, joined = _lowered(text[:_COUNTED])
    if joined.count(letters) > lowered.count(letters):
        return _parted(letters, lowered, joined)
    at = lowered.find(letters)
    while at >= 0 and letters:
        if _is_apart(lowered, at, at + len(letters)):
            return at, at + len(letters)
        at = lowered.find(letters, at + 1)
    return None


def _parted(letters: str, lowered: str, joined: str) -> tuple[int, int] | None:
    """Where `letters` first stand, at most one sign between two: in "oak-loom", not in "oak & loom"."""
    places = [place for place, letter in enumerate(lowered) if letter not in _BETWEEN]
    at = joined.find(letters)
    while at >= 0:
        taken = places[at : at + len(letters)]
        close = all(after - before <= 2 for before, after in pairwise(taken))
        if close and _is_apart(lowered, taken[0], taken[-1] + 1):
            return taken[0], taken[-1] + 1
        at = joined.find(letters, at + 1)
    return None


def _is_apart(lowered: str, start: int, end: int) -> bool:
    """Whether no letter, and no sign of an address, is tied to what stands there."""
    before, after = lowered[start - 1 : start], lowered[end : end + 1]
    return not (before.isalnum() or before in _TIED_BEFORE or after.isalnum() or after in _TIED_AFTER)


_BETWEEN = " .&’'-"  # what may stand between the letters of a name
_TIED_BEFORE = frozenset("_/.@-")
_TIED_AFTER = frozenset("_/@-")


@lru_cache(maxsize=2)
def _lowered(text: str) -> tuple[str, str]:
    """The text in small letters, and that without what may stand between the letters of a name."""
    lowered = text.replace("İ", "I").lower()  # the only letter that grows by becoming small
    joined = lowered
    for mark in _BETWEEN:
        joined = joined.replace(mark, "")
    return lowered, joined


_PART = re.compile(
    r"\A(?:Facult|Fakultät|Department|Departamento|Département|Laborato|Lab\b|Institut\s(?:de|des|d[’']|für|[A-Z])"
    r"|Institute?\sof|School\b|Office\sof\s(?!the\b)|Cent(?:re|er)\s(?:for|of)|Division|Chair)"
    r"|\b(?:Division|Department|Team|Laboratory|Laboratoire|Lab|Unit|Faculty|School|Program|Project|Platform"
    r"|Institute|Centre|Center)\Z"
)
_KIND = re.compile(
    r"\s(?:Group|Gruppe|Groupe|Holdings?|Systems|Technologies|Technology|Solutions|Consulting|Consultants|Bank"
    r"|Agency|Association|Foundation|Partners|Labs|Software|Health|Healthcare|Hospital|College|Council"
    r"|Corporation|Company|Insurance|Networks|Pharmaceuticals|Therapeutics|Industries|International"
    r"|Enterprises|Associates|Capital|Ventures|Studios?|Media|Airlines|Motors|Electronics|Robotics|Analytics|AI"
    r"|Recruitment|Staffing|Resources|Advisors|Brands|Stores|Financial|Society|Academy|Museum|Library"
    r"|Elections|Genetics|Instruments|Digital)\Z|\AGroupe?\s"
)
_JOINING = frozenset(("of", "and", "for", "the", "de", "du", "des", "di", "&"))


_WHOLE = re.compile(r"\bUniversit")
#: Bodies whose laboratories post, often under names that they share with universities.
BODIES = ("CNRS", "CSIC", "CNR", "CEA", "INRAE", "INSERM", "Inserm", "Inria")
BODY = re.compile(rf"\b(?:{'|'.join(BODIES)})\b")
_BARE = frozenset(("university", "université", "universität", "universidad", "healthcare", "democracy"))


@lru_cache(maxsize=65_536)
def kind_of(name: str) -> str | None:
    """ "whole" for bodies that have laboratories and schools, "kind" for "Fernwick Holdings", else None."""
    if _WHOLE.search(name):
        return None if name.casefold() in _BARE else "whole"
    return "kind" if _KIND.search(name) else None


def is_a_place(name: str) -> bool:
    return any(map(_is_a_place, gazetteer.meanings(name)))


def joins(text: str, start: int) -> bool:
    return text[start : start + 4].split(" ")[0] in _JOINING


def in_an_address(name: str) -> re.Pattern[str]:
    """The name in "jobs@fernwick.org", where the text has it nowhere else."""
    return re.compile(rf"(?<=[@.]){re.escape(name)}(?=\.)", re.IGNORECASE)


def is_a_part(name: str) -> bool:
    """True for what a larger body has: "Faculty of Law", "Optics Laboratory"."""
    return bool(_PART.search(name))


def is_a_subject(name: str) -> bool:
    return name.casefold() in subjects()


def other_meanings(name: str, text: str, german: bool) -> dict[str, int]:
    """What else a name may be: a skill, a town, a part of something, a word that the text writes small."""
    folded = name.casefold()
    words = folded.split()
    plain = len(words) == 1 and name.isalpha() and name[1:].islower()
    return {
        "subject": int(folded in subjects()),
        "town": int(any(meaning.city for meaning in gazetteer.meanings(name))),
        "common": int(len(words) == 1 and name.isalpha() and not name.islower() and f" {folded} " in text),
        "piece": int(is_a_part(name)) + int(is_a_part(name) and is_a_place(name.split(" ")[0])),
        "plain": int(plain),
        "multi": int(len(words) > 1),
        "caps": int(len(name) <= 5 and name.isalpha() and name.isupper()),
        "noun": int(german and plain),  # every German noun begins with a capital
    }


def stands_inside(text: str, name: str) -> bool:
    """True where the name has its capital in the middle of a sentence."""
    at = text.find(name, 0, _COUNTED)
    while at >= 0:
        before = text[max(0, at - 2) : at]
        if before[-1:] in " (" and (before[:1].isalnum() or before[:1] in ",;&"):
            return True
        at = text.find(name, at + len(name), _COUNTED)
    return False


def begins_lines(word: str) -> bool:
    """True for the verbs and nouns that sentences, bullets and headings begin with: "Review", "Travel"."""
    return word.casefold() in _line_starts()


def word_start(text: str, start: int) -> int:
    while start and text[start - 1].isalpha():
        start -= 1
    return start


@lru_cache(maxsize=65_536)
def is_a_name(name: str) -> bool:
    words = name.split()
    if (
        not words
        or name.casefold() in _BARE
        or len(name) < 2
        or len(name) > 90
        or not re.search(r"[^\W\d_]{2}|[A-Z]\d\d", name)
    ):
        return False
    folded = [word.casefold().strip(".,'’!") for word in words]
    if (
        _no_names().get(folded[0]) == "start"
        or folded[-1] in _last_words()
        or folded[-1][:-1] in _last_words()
    ):
        return False
    if all(word in _no_names() for word in folded) or _GLUED.search(name):
        return False
    if len(words) > 1 and words[0].isupper() and folded[0] in _no_names() and not words[-1].isupper():
        return False  # "EQUAL OPPORTUNITY Fernwick": a heading and the name behind it
    return len(words) > 3 or not any(map(_is_a_place, gazetteer.meanings(name)))


def _is_a_place(meaning: gazetteer.Meaning) -> bool:
    if meaning.city is None:
        return meaning.region is None or meaning.country in gazetteer.POSTAL
    return meaning.population > 100_000


@cache
def _no_names() -> dict[str, str]:
    """Words that begin sentences and headings, with their kind: "start" or "alone"."""
    return {row["word"]: row["kind"] for row in lexicons.rows("no_employers")}


@cache
def subjects() -> frozenset[str]:
    """Skills and fields of study: "Kafka is a plus" names no employer, "Kafka is an equal employer" does."""
    skills = (phrase for row in lexicons.rows("skills") for mode in _MODES for phrase in row[mode].split("|"))
    fields = (row["name"] for row in lexicons.rows("fields_of_study"))
    return frozenset(name.casefold() for name in (*skills, *fields))


@cache
def _line_starts() -> frozenset[str]:
    words = [row["word"] for row in lexicons.rows("line_starts")]
    words += [row["word"] for row in lexicons.rows("title_words")]
    words += [word for row in lexicons.rows("heading_words") for word in row["words"].split()]
    words += [row["name"] for row in lexicons.rows("languages")]
    words += [row["noun"] for row in lexicons.rows("role_nouns")]
    return frozenset(word.casefold() for word in words)


def is_a_credential(text: str, start: int) -> bool:
    """True for the last word of a demand, "OSCP" or "CPA", that a lost line end joins to a sentence."""
    return text[start : start + 12].split(" ")[0] in _credentials()


@cache
def _credentials() -> frozenset[str]:
    rows = lexicons.rows("certifications")
    words = (word for row in rows for mode in ("exact", "beside") for word in row[mode].split("|"))
    return frozenset(word for word in words if word.isupper())


@cache
def _last_words() -> frozenset[str]:
    """Words that end no employer's name: role nouns, and what begins the next sentence."""
    nouns = (row["noun"].casefold() for row in lexicons.rows("role_nouns"))
    others = (
        "we",
        "our",
        "you",
        "the",
        "team",
        "about",
        "role",
        "job",
        "position",
        "is",
        "who",
        "bay",
        "area",
    )
    return frozenset((*others, *nouns))
