"""What the page of one posting shows: each fact with its proof, its correction, and a form to change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from postings.admin.forms import (
    CORRECTABLE_STATEMENTS,
    FORMS,
    AddedRequirementForm,
    CorrectionForm,
    RequirementForm,
    WhyForm,
    initial_of,
)
from postings.corrections.actions import machine_value_in
from postings.extraction.overlay import COLUMNS, Anchor, normalise
from postings.extraction.records import Extraction
from postings.loader.review import anchor_of, anchor_text
from postings.loader.vocabulary import place_of
from postings.models import Correction, Posting, Requirement
from postings.models.correction import CorrectionAction, CorrectionKind
from postings.presentation.corrected import told
from postings.presentation.notes import STATED_KINDS, Note, notes_of
from postings.presentation.reading import TextGroup, text_blocks
from postings.presentation.stated import INFERRED


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a person can decide: a fact, or a requirement.

    `key` is the fact's kind or the requirement's anchor; `machine` is what the machine reads, where a person
    spoke. `form` is None where there is nothing to change, only to dismiss.
    """

    key: str
    kind: str
    label: str
    told: str
    note: Note | None
    correction: Correction | None
    machine: str | None
    form: CorrectionForm | None
    why: WhyForm
    open: bool = False
    dismissed: bool = False
    exact: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    posting: Posting
    facts: tuple[Row, ...]
    requirements: tuple[Row, ...]
    body: tuple[TextGroup, ...]
    adding: tuple[AddedRequirementForm, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A form that was sent and refused, to be shown again where it stood."""

    key: str
    form: CorrectionForm | WhyForm


def value_in_force(posting: Posting, kind: str) -> dict[str, Any]:
    """A posting's value of one kind, in the shape of a correction's."""
    match kind:
        case "employer":
            return {"employer": posting.employer.name if posting.employer else None}
        case "team":
            return {"team": [team.name for team in posting.teams.all()]}
        case "role_family":
            return {"role_family": [family.name for family in posting.role_families.all()]}
        case "location":
            places = [place_of(row) for row in posting.locations.select_related("parent__parent")]
            return {
                "location": [
                    {"country": place.country, "region": place.region, "city": place.city} for place in places
                ]
            }
        case "paths":
            return {
                "paths": [{"level": level, "years": years} for level, years in posting.paths],
                "common_min_years": posting.common_min_years,
            }
    return {name: getattr(posting, name) for name in COLUMNS[kind]}


def page_of(posting: Posting, found: Extraction | None, bound: Bound | None = None) -> Page:
    """`found` is what the machine reads now; None where the stored file can no longer be read."""
    requirements = list(posting.requirements.select_related("term").order_by("start", "pk"))
    notes = notes_of(requirements)
    corrections = list(posting.corrections.select_related("by"))
    text = posting.version.text if posting.version else ""
    blocks = posting.version.blocks if posting.version else []
    return Page(
        posting,
        tuple(_facts(posting, notes, corrections, found, bound)),
        tuple(_requirements(requirements, notes, corrections, found, bound)),
        tuple(text_blocks(text, blocks, notes)),
        tuple(_adding(text, bound)),
    )


def _adding(text: str, bound: Bound | None) -> Iterable[AddedRequirementForm]:
    for kind in CORRECTABLE_STATEMENTS:
        if bound and isinstance(bound.form, AddedRequirementForm) and bound.form.kind == kind:
            yield bound.form
        else:
            yield AddedRequirementForm(kind, text, auto_id=f"id_add_{kind}_%s")


def _facts(
    posting: Posting,
    notes: Sequence[Note],
    corrections: Sequence[Correction],
    found: Extraction | None,
    bound: Bound | None,
) -> Iterable[Row]:
    of_kind = {correction.kind: correction for correction in corrections}
    for kind, form_class in FORMS.items():
        value = value_in_force(posting, kind)
        refused = bound.form if bound and bound.key == kind else None
        form = form_class(initial=initial_of(kind, value), auto_id=f"id_{kind}_%s")
        machine = _machine(found, kind, "", of_kind.get(kind))
        if kind == "paths" and found is not None and found.summary.paths and not posting.paths:
            machine = told(kind, machine_value_in(found, kind, ""))  # dropped with a corrected degree
        yield Row(
            key=kind,
            kind=kind,
            label=CorrectionKind(kind).label,
            told=told(kind, value) + _inferred(posting, kind),
            note=next(
                (note for note in notes if note.kind == kind and note.in_text and kind in STATED_KINDS), None
            ),
            correction=of_kind.get(kind),
            machine=machine,
            form=refused if isinstance(refused, CorrectionForm) else form,
            why=refused if isinstance(refused, WhyForm) else form,
            open=refused is not None,
        )


def _inferred(posting: Posting, kind: str) -> str:
    return f" ({INFERRED})" if kind == "role_family" and posting.role_family_inferred else ""


def _requirements(
    requirements: Sequence[Requirement],
    notes: Sequence[Note],
    corrections: Sequence[Correction],
    found: Extraction | None,
    bound: Bound | None,
) -> Iterable[Row]:
    """The statements in the order of the text, then corrections that no statement carries."""
    waiting = {one.anchor: one for one in corrections if one.kind == CorrectionKind.REQUIREMENT}
    of_key = {requirement.pk: requirement for requirement in requirements}
    for note in notes:
        if note.standing == "stated" or not note.in_text:
            continue
        anchor = anchor_text(Anchor(note.kind, normalise(note.exact)))
        yield _requirement(of_key[note.key], note, anchor, waiting.pop(anchor, None), found, bound)
    for anchor, correction in waiting.items():
        parts = anchor_of(anchor)
        form = None
        if parts.kind in CORRECTABLE_STATEMENTS and correction.action != CorrectionAction.REMOVE:
            form = _requirement_form(parts.kind, anchor, correction.value, bound)
        yield Row(
            key=anchor,
            kind=parts.kind,
            label=parts.kind.replace("_", " ").capitalize(),
            told=told("requirement", correction.value) if form else "",
            note=None,
            correction=correction,
            machine=_machine(found, "requirement", anchor, correction),
            form=form,
            why=form or WhyForm(auto_id=f"id_{correction.pk}_%s"),
            dismissed=correction.action == CorrectionAction.REMOVE,
            exact=parts.exact,
        )


def _requirement(
    row: Requirement,
    note: Note,
    anchor: str,
    correction: Correction | None,
    found: Extraction | None,
    bound: Bound | None,
) -> Row:
    form = None
    if row.kind in CORRECTABLE_STATEMENTS:
        form = _requirement_form(
            row.kind, anchor, {name: getattr(row, name) for name in _FIELDS}, bound, row.pk
        )
    refused = bound.form if bound and bound.key == anchor else None
    return Row(
        key=anchor,
        kind=row.kind,
        label=row.kind.replace("_", " ").capitalize(),
        told=note.label,
        standing=note.standing_label + (f", path {note.path}" if note.path is not None else ""),
        note=note,
        correction=correction,
        machine=_machine(found, "requirement", anchor, correction),
        form=form,
        why=refused or form or WhyForm(auto_id=f"id_{row.pk}_%s"),
        open=refused is not None,
        exact=note.exact,
    )


_FIELDS = ("value", "level", "years_min", "years_max", "strength", "or_experience", "path")


def _requirement_form(
    kind: str, anchor: str, value: Mapping[str, Any], bound: Bound | None, pk: int = 0
) -> CorrectionForm:
    if bound and bound.key == anchor and isinstance(bound.form, CorrectionForm):
        return bound.form
    return RequirementForm(kind, initial=dict(value), auto_id=f"id_{pk}_%s")


def _machine(found: Extraction | None, kind: str, anchor: str, correction: Correction | None) -> str | None:
    """What the machine reads, where a correction stands over it."""
    if correction is None or found is None:
        return None
    return told(kind, machine_value_in(found, kind, anchor))
