"""Facts that a posting states in lines of its own: "Key: value", a line that is a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from postings.extraction import lexicons
from postings.extraction.places import gazetteer

_KEY_VALUE = re.compile(
    r"""
    (?:[-*•]\s+)? (?:\*\*|__)?
    (?P<key>[^\W\d_][\w\ /()&.'’\#-]{0,38}?)      # "Job ID"
    \s*(?:\*\*|__)?\s*[:\uff1a]+(?:\*\*|__)?      # "**Job ID:**", "Classification::"
    (?P<value>\s.*)?\Z
    """,
    re.VERBOSE,
)
_COUNT_OF_PLACES = re.compile(r"(?:\d+|multiple|various|several) locations?\b", re.IGNORECASE)
_WORKPLACE = re.compile(
    r"(?:fully |100% )?(?:remoto?|hybrid|on-?site|anywhere|worldwide|global|north america|europe|emea|apac|"
    r"latam)\b",
    re.IGNORECASE,
)
_PLACE_PARTS = re.compile(r"\s*[,;|/()\[\]•·]\s*|\s+[-\u2013\u2014]\s+|\s+(?:or|and|&)\s+")
_CODED_PLACE = re.compile(r"[A-Z]{2,3}-(?:[A-Z]{2}-)?(?P<name>[A-Z][\w ]+)\Z")  # "US-MA-Boston"
_MORE_PLACES = re.compile(r"\s*\+ \d+ more(?: locations?)?\Z")
_AROUND_A_NAME = re.compile(
    r"\b\d{4,6}(?:-\d{4})?\b|\A(?:Greater|Downtown|Central|Metro) |(?: Metropolitan)? Area\Z|"
    r" (?:HQ|[Oo]ffice|City Office)\Z"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated line: its label (None where the source has none), its words, and the kind of fact.

    `kind` is one of `Stated.kind`, or None for what is shown only. Several `words` are several values.
    `values` are their canonical forms, None where the words are no value ("Multiple locations").
    """

    kind: str | None
    label: str | None
    words: tuple[str, ...]
    rule: str
    values: tuple[str | None, ...] | None = None

    @property
    def line(self) -> str:
        joined = "; ".join(self.words)
        return f"{self.label}: {joined}" if self.label else joined


def key_value(line: str, rule: str, *, any_key: bool = False) -> Fact | None:
    """The fact of a line "Key: value" whose key is a known one (or `any_key`); None for other lines.

    >>> fact = key_value("**Job ID:** 4711", "header")
    >>> fact.kind, fact.label, fact.words
    ('job_number', 'Job ID', ('4711',))
    """
    match = _KEY_VALUE.match(line.strip()[:400])
    if match is None:
        return None
    label = match["key"].strip()
    value = (match["value"] or "").strip()
    folded = " ".join(re.split(r"[\W_]+", label.casefold())).strip()
    kind = _keys().get(folded)
    if (kind is None and not any_key) or not value or len(value) > 200:
        return None
    return Fact(kind or None, label, (value,), rule)


def reads_as_place(line: str) -> bool:
    """True when a line of its own is a place, some places, or a count of them.

    >>> [reads_as_place(line) for line in ("Austin, TX", "US-MA-Boston", "3 Locations", "Python, Go")]
    [True, True, True, False]
    """
    line = line.strip()
    if not line or len(line) > 160 or line.endswith((".", "!", "?", ":")) or not line[0].isalnum():
        return False
    if _COUNT_OF_PLACES.match(line):
        return True
    if coded := _CODED_PLACE.match(line):
        return _is_place(coded["name"])
    parts = [_AROUND_A_NAME.sub("", part).strip() for part in _PLACE_PARTS.split(_MORE_PLACES.sub("", line))]
    parts = [part for part in parts if part and not part.isdigit()]
    if not parts or len(parts) > 24 or any(len(part.split()) > 6 for part in parts):
        return False
    known = [bool(_WORKPLACE.match(part) or _is_place(part)) for part in parts]
    return sum(known) * 3 >= len(parts) and (known[0] or known[-1])


def counts_places(line: str) -> bool:
    """True for "3 Locations" and "Multiple locations", which name none."""
    return bool(_COUNT_OF_PLACES.fullmatch(line.strip()))


def _is_place(name: str) -> bool:
    if not (name[0].isalpha() and name[0].isupper()):
        return False
    return any(not meaning.loose for meaning in gazetteer.meanings(name))


def with_units(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, where "Organization" beside "Primary Location" is a unit of the employer, not the employer.

    So head the career sites of one widespread recruiting software their lists.
    """
    if not any((fact.label or "").casefold() == "primary location" for fact in facts):
        return list(facts)
    unit = ("organization", "organisation")
    return [replace(f, kind="team") if (f.label or "").casefold() in unit else f for f in facts]


def first(facts: Sequence[Fact], kind: str) -> Fact | None:
    return next((fact for fact in facts if fact.kind == kind), None)


@cache
def _keys() -> dict[str, str]:
    return {row["key"]: row["kind"] for row in lexicons.rows("field_keys")}
