"""People's corrections laid over what the machine read: a pure step (semantics.md, section 4).

A correction's value is a mapping in the Summary's own names, ready for JSON, so that what is stored, logged
and shown is what is laid over:

| kind               | value                                                                       |
|--------------------|-----------------------------------------------------------------------------|
| title, employer    | `{"title": "Field Engineer"}`; None: the posting states none                |
| team, role_family  | `{"team": ["Sales", "Azure"]}`                                              |
| location           | `{"location": [{"country": "Finland", "region": None, "city": "Helsinki"}]}` |
| degree             | `{"degree_policy": ..., "degree_floor": ..., "degree_preferred": ...}`      |
| experience         | `{"experience_state": ..., "min_years": ..., "max_years": ...}`             |
| paths              | `{"paths": [{"level": "bachelor", "years": 5}], "common_min_years": None}`  |
| requirement        | some of `value, level, years_min, years_max, strength, or_experience, path` |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from postings.extraction.records import (
    Evidence,
    Extraction,
    Path,
    Place,
    Statement,
    Summary,
)
from postings.extraction.summary import summarise

CorrectionKind = Literal[
    "title",
    "employer",
    "team",
    "role_family",
    "location",
    "degree",
    "experience",
    "paths",
    "requirement",
]
CorrectionAction = Literal["change", "remove", "confirm"]

#: The columns that a correction of each kind decides, together.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "employer": ("employer",),
    "team": ("team",),
    "role_family": ("role_family",),
    "location": ("location",),
    "degree": ("degree_policy", "degree_floor", "degree_preferred"),
    "experience": ("experience_state", "min_years", "max_years"),
    "paths": ("paths", "common_min_years"),
}
#: The fields of a statement that a correction of a requirement may decide.
REQUIREMENT_FIELDS = (
    "value",
    "level",
    "years_min",
    "years_max",
    "strength",
    "or_experience",
    "path",
)
#: The rule that marks a statement which a person changed, added or kept.
CORRECTED = "correction"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a requirement's correction holds: a statement's kind and its text, as `normalise` leaves it."""

    kind: str
    exact: str

    @classmethod
    def of(cls, statement: Statement) -> Anchor:
        return cls(statement.kind, normalise(statement.evidence.exact))


@dataclass(frozen=True, slots=True)
class Correction:
    """One person's decision about one posting.

    `change` and `confirm` hold `value` in force; `remove` ("this is not a requirement") needs an `anchor` and
    no value. `machine` is what the machine said when the person decided, in the same shape (`values_of`,
    `requirement_values`; None where it said nothing): when it says something else later, the correction
    stays and is reported as overtaken. `key` is the caller's own name for it (a primary key), handed back.
    """

    kind: CorrectionKind
    value: Mapping[str, Any]
    action: CorrectionAction = "change"
    anchor: Anchor | None = None
    machine: Mapping[str, Any] | None = None
    key: object = None


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A correction whose ground moved: the machine now says `now`, not what it said when it was made."""

    correction: Correction
    now: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Overlaid:
    """What is in force, and what a person has to look at again.

    `extraction` holds the effective statements and summary, `machine` the summary without any correction.
    `lost` are requirement corrections whose text is gone: they stand by themselves (their statement quotes
    nothing: an empty span). `overtaken` are corrections whose machine value changed.
    """

    extraction: Extraction
    machine: Summary
    lost: tuple[Correction, ...] = ()
    overtaken: tuple[Overtaken, ...] = ()

    @property
    def due_for_review(self) -> bool:
        return bool(self.lost or self.overtaken)


def normalise(exact: str) -> str:
    """Text by which an anchor finds its statement again: case, spacing and the shape of quotes aside.

    >>> normalise("Bachelor\\u2019s   Degree") == normalise("bachelor's degree")
    True
    """
    folded = unicodedata.normalize("NFKC", exact).casefold()
    return " ".join(re.sub(r"[\u2018\u2019`\u00b4]", "'", folded).split())


def overlay(extraction: Extraction, corrections: Iterable[Correction]) -> Overlaid:
    """Lay corrections over an extraction; the last of two about the same thing holds.

    Requirements first, and the summary is chosen again from the changed statements; then the columns.
    A changed (not a confirmed) degree or experience drops the paths unless paths are corrected too.
    The machine's extraction is left as it is, and `Summary.unsure` loses nothing: review is the caller's.
    """
    corrections = tuple(corrections)
    about_text = [c for c in corrections if c.kind == "requirement"]
    about_columns: dict[str, Correction] = {c.kind: c for c in corrections if c.kind != "requirement"}
    machine = summarise(extraction.statements)
    statements, lost, overtaken = _correct_statements(extraction, about_text)
    summary = summarise(statements) if about_text else machine
    overtaken += [
        Overtaken(c, values_of(machine, c.kind)) for c in about_columns.values() if _moved(c, machine)
    ]
    effective = replace(
        extraction,
        statements=statements,
        summary=_correct_columns(summary, about_columns),
    )
    return Overlaid(effective, machine, tuple(lost), tuple(overtaken))


# --- columns -------------------------------------------------------------------------------------------


def values_of(summary: Summary, kind: str) -> dict[str, Any]:
    """A summary's values of one kind, in the shape of `Correction.value`.

    >>> values_of(Summary(min_years=5.0, experience_state="required"), "experience")
    {'experience_state': 'required', 'min_years': 5.0, 'max_years': None}
    """
    return {name: _plain(getattr(summary, name)) for name in COLUMNS[kind]}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Path | Place):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    return value


def _moved(correction: Correction, machine: Summary) -> bool:
    known = correction.machine
    return known is not None and dict(known) != values_of(machine, correction.kind)


def _correct_columns(summary: Summary, corrections: Mapping[str, Correction]) -> Summary:
    changes: dict[str, Any] = {}
    changed = {kind for kind, correction in corrections.items() if correction.action == "change"}
    if changed & {"degree", "experience"} and "paths" not in corrections:
        changes.update(paths=(), common_min_years=None)
    for kind, correction in corrections.items():
        changes.update({name: _column(name, correction.value.get(name)) for name in COLUMNS[kind]})
        changes.update(_side_effects(kind))
    return replace(summary, **changes)


def _side_effects(kind: str) -> dict[str, Any]:
    """What a person's value settles besides its own columns: no machine quote stands behind it any more."""
    if kind == "degree":
        return {"degree_evidence": None, "contradictory": False}
    if kind == "experience":
        return {"experience_evidence": None}
    if kind == "role_family":
        return {"role_family_inferred": False}
    return {}


def _column(name: str, value: Any) -> Any:
    if name == "location":
        return tuple(Place(**part) for part in value or ())
    if name == "paths":
        return tuple(Path(**part) for part in value or ())
    if name in ("team", "role_family"):
        return tuple(value or ())
    return value


# --- requirements --------------------------------------------------------------------------------------


def requirement_values(statement: Statement) -> dict[str, Any]:
    """A statement's values in the shape of `Correction.value`."""
    return {name: getattr(statement, name) for name in REQUIREMENT_FIELDS}


def _correct_statements(
    extraction: Extraction, corrections: Sequence[Correction]
) -> tuple[tuple[Statement, ...], list[Correction], list[Overtaken]]:
    by_anchor = {c.anchor: c for c in corrections if c.anchor is not None}
    lost: list[Correction] = []
    overtaken: list[Overtaken] = []
    kept: list[Statement] = []
    found: set[Anchor] = set()
    for statement in extraction.statements:
        anchor = Anchor.of(statement)
        correction = by_anchor.get(anchor)
        if correction is None:
            kept.append(statement)
            continue
        if anchor not in found and _requirement_moved(correction, statement):
            overtaken.append(Overtaken(correction, requirement_values(statement)))
        found.add(anchor)
        if correction.action != "remove":
            kept.append(_corrected(statement, correction))
    for anchor, correction in by_anchor.items():
        if anchor in found:
            continue
        span = _find(anchor.exact, extraction.document.text)
        if span is None:
            lost.append(correction)
        elif correction.machine is not None:
            overtaken.append(Overtaken(correction, None))
        if correction.action != "remove":
            kept.append(_standing(anchor, correction, span, extraction.document.text))
    return tuple(kept), lost, overtaken


def _requirement_moved(correction: Correction, statement: Statement) -> bool:
    now = requirement_values(statement)
    known = correction.machine
    return known is not None and any(now[name] != known[name] for name in REQUIREMENT_FIELDS if name in known)


def _changes(correction: Correction) -> dict[str, Any]:
    return {name: correction.value[name] for name in REQUIREMENT_FIELDS if name in correction.value}


def _corrected(statement: Statement, correction: Correction) -> Statement:
    evidence = replace(statement.evidence, rule=CORRECTED)
    return replace(statement, evidence=evidence, unsure=None, **_changes(correction))


def _standing(anchor: Anchor, correction: Correction, span: tuple[int, int] | None, text: str) -> Statement:
    """A correction that no machine statement carries, as a statement quoting its text where it still is."""
    start, end = span or (0, 0)
    return Statement(
        anchor.kind,
        Evidence(start, end, text[start:end], CORRECTED),
        **_changes(correction),
    )


def _find(exact: str, text: str) -> tuple[int, int] | None:
    words = [re.escape(word).replace("'", "['\u2018\u2019`\u00b4]") for word in exact.split()]
    if not words:
        return None
    match = re.search(r"\s+".join(words), text, re.IGNORECASE)
    return match.span() if match else None
