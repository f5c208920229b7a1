"""A posting's statements as notes in the margin: what each says, how binding it is, which words prove it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from postings.extraction.overlay import normalise
from postings.models import Requirement
from postings.presentation import words

Standing = Literal["required", "in_place", "preferred", "none", "unread", "stated"]

STANDINGS: dict[Standing, str] = {
    "required": "Required",
    "in_place": "In place of the degree",
    "preferred": "Preferred",
    "none": "Not needed",
    "unread": "Seen, but not understood",
    "stated": "Also stated",
}
NOT_NEEDED = ("not_required", "explicitly_none")
STATED_KINDS: dict[str, str] = {
    "title": "Title",
    "employer": "Employer",
    "location": "Location",
    "team": "Team",
    "role_family": "Role family",
    "job_number": "Job number",
    "posted": "Posted",
    "seniority": "Seniority",
    "employment_type": "Employment type",
    "workplace": "Workplace",
    "pay": "Pay",
}
TERM_KINDS: dict[str, str] = {
    "field_of_study": "Fields of study",
    "skill": "Skills",
    "certification": "Certifications and licences",
    "language": "Languages",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One statement. `number` is its place among the notes in the order of the text; stated facts have none.

    `start` and `end` are 0 where a person's note has no words in the text.
    """

    key: int
    standing: Standing
    kind: str
    label: str
    exact: str
    start: int
    end: int
    number: int | None = None
    path: int | None = None
    unsure: bool = False
    by_person: bool = False

    @property
    def in_text(self) -> bool:
        return self.end > self.start

    @property
    def anchor(self) -> str:
        """The id of the note in the margin; the mark in the text is `text_anchor`."""
        return f"note-{self.key}"

    @property
    def text_anchor(self) -> str:
        return f"text-{self.key}"

    @property
    def other_words(self) -> str:
        """The text's own words where they are not the label: "CPA" for Certified Public Accountant."""
        same = normalise(self.exact) == normalise(self.label)
        return "" if same else " ".join(self.exact.split())

    @property
    def standing_label(self) -> str:
        return STANDINGS[self.standing]


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """The notes of one standing, in the order of the text; those that are mere names are `terms`, by kind."""

    standing: Standing
    label: str
    notes: tuple[Note, ...]
    terms: tuple[TermList, ...]


@dataclass(frozen=True, slots=True)
class TermList:
    """Notes of one kind whose words say no more than their label: fields of study."""

    label: str
    notes: tuple[Note, ...]


def notes_of(requirements: Sequence[Requirement]) -> list[Note]:
    """The notes of one posting in the order of its text, numbered where they are requirements."""
    degree_paths = {one.path for one in requirements if one.kind == "degree" and one.path is not None}
    notes: list[Note] = []
    numbered = 0
    for one in sorted(requirements, key=lambda r: (r.start is None, r.start or 0, r.pk)):
        standing = _standing(one, degree_paths)
        if standing != "stated":
            numbered += 1
        notes.append(_note(one, standing, numbered if standing != "stated" else None))
    return notes


def grouped(notes: Iterable[Note]) -> tuple[NoteGroup, ...]:
    """The notes by standing: what binds comes first, standings without notes are left out."""
    by_standing: dict[Standing, list[Note]] = {standing: [] for standing in STANDINGS}
    for note in notes:
        by_standing[note.standing].append(note)
    return tuple(_group(standing, found) for standing, found in by_standing.items() if found)


def _group(standing: Standing, notes: Sequence[Note]) -> NoteGroup:
    of_kind = ((label, [note for note in notes if note.kind == kind]) for kind, label in TERM_KINDS.items())
    return NoteGroup(
        standing=standing,
        label=STANDINGS[standing],
        notes=tuple(note for note in notes if note.kind not in TERM_KINDS),
        terms=tuple(TermList(label, tuple(found)) for label, found in of_kind if found),
    )


def _note(one: Requirement, standing: Standing, number: int | None) -> Note:
    return Note(
        key=one.pk,
        standing=standing,
        kind=one.kind,
        label=label_of(one),
        exact=one.exact,
        start=one.start or 0,
        end=one.end or 0,
        number=number,
        path=one.path,
        unsure=one.unsure is not None,
        by_person=one.corrected,
    )


def _standing(one: Requirement, degree_paths: set[int]) -> Standing:
    """How binding the statement is. Years on a path that has no degree stand in place of the degree."""
    if one.kind == "unread":
        return "unread"
    if one.kind in STATED_KINDS:
        return "stated"
    if one.value in NOT_NEEDED:
        return "none"
    if one.strength == "preferred":
        return "preferred"
    if one.kind == "experience":
        without_degree = bool(degree_paths) and one.path is not None and one.path not in degree_paths
        if one.value == "instead_of_degree" or without_degree:
            return "in_place"
    return "required"


def label_of(one: Requirement) -> str:
    """What the statement says, in a few words."""
    if one.kind == "degree":
        return _degree_label(one)
    if one.kind == "experience":
        return _experience_label(one)
    if one.kind == "unread":
        return "A person should read this"
    return one.term.name if one.term is not None else one.value or STATED_KINDS.get(one.kind, one.kind)


def _degree_label(one: Requirement) -> str:
    if one.value == "not_required":
        return "No degree needed"
    noun = words.DEGREE_NOUNS[one.level] if one.level else "Degree"
    return f"{noun}, or experience" if one.or_experience else noun


def _experience_label(one: Requirement) -> str:
    span = words.years(one.years_min, one.years_max) if one.years_min is not None else ""
    match one.value:
        case "explicitly_none":
            return "No experience needed"
        case "asked_no_number":
            return "Experience, without a number"
        case "instead_of_degree":
            return f"{span} in place of the degree" if span else "Experience in place of the degree"
    return f"{span} of experience" if span else "Experience"
