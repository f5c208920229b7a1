"""A person's decisions about one posting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from postings import loader
from postings.corrections.values import Value, clean
from postings.extraction.overlay import Anchor, requirement_values, values_of
from postings.extraction.readers import BadFile
from postings.extraction.records import Extraction, NoPosting, Statement
from postings.loader.review import anchor_of
from postings.models import Correction, CorrectionLog, Posting
from postings.models.correction import CorrectionAction, CorrectionKind

P = ParamSpec("P")
R = TypeVar("R")
By = User | None


def one_decision(act: Callable[P, R]) -> Callable[P, R]:
    """All of it or nothing, while nobody else loads postings."""

    @wraps(act)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                loader.only_writer()
                return act(*args, **kwargs)
        except (BadFile, NoPosting) as error:
            raise ValidationError(f"The stored file cannot be read by the rules of today: {error}") from error

    return whole


@one_decision
def correct(
    posting: Posting, kind: str, value: Mapping[str, Any], by: By, why: str, anchor: str = ""
) -> Correction:
    """Put a person's value in force; the machine's own value becomes a confirmation.

    A requirement is named by its `anchor` (`loader.review.anchor_text`): its kind and its words.
    """
    cleaned = clean(kind, value)
    machine = machine_value(posting, kind, anchor)
    same = machine is not None and all(machine[name] == wanted for name, wanted in cleaned.items())
    action = CorrectionAction.CONFIRM if same else CorrectionAction.CHANGE
    return _decide(posting, kind, anchor, action, cleaned, machine, by, why)


@one_decision
def confirm(posting: Posting, kind: str, by: By, why: str, anchor: str = "") -> Correction:
    """Keep the value as it is: the correction in force, else what the machine reads now."""
    machine = machine_value(posting, kind, anchor)
    standing = Correction.objects.filter(posting=posting, kind=kind, anchor=anchor).first()
    if standing is not None:
        return _decide(posting, kind, anchor, standing.action, standing.value, machine, by, why)
    if machine is None:
        raise ValidationError("The text no longer says this, so there is nothing to confirm.")
    return _decide(posting, kind, anchor, CorrectionAction.CONFIRM, machine, machine, by, why)


@one_decision
def dismiss(posting: Posting, anchor: str, by: By, why: str) -> Correction:
    """Say that these words are not a requirement."""
    kind = CorrectionKind.REQUIREMENT
    machine = machine_value(posting, kind, anchor)
    return _decide(posting, kind, anchor, CorrectionAction.REMOVE, {}, machine, by, why)


@one_decision
def remove(correction: Correction, by: By, why: str) -> None:
    """Take a correction back: the machine's value is in force again."""
    posting = correction.posting
    _log(posting, correction.kind, correction.anchor, correction, None, by, why)
    correction.delete()
    loader.reload([posting])


@one_decision
def hide(posting: Posting, by: By, why: str) -> Correction:
    """Leave the posting out of every search, for everybody, also after the next ingest."""
    return _decide(posting, CorrectionKind.HIDDEN, "", CorrectionAction.CHANGE, {}, None, by, why)


@one_decision
def unhide(posting: Posting, by: By, why: str) -> None:
    """Show a hidden posting again; one that is not hidden stays as it is."""
    for correction in Correction.objects.filter(posting=posting, kind=CorrectionKind.HIDDEN):
        remove(correction, by, why)


@one_decision
def reviewed(posting: Posting, by: By, why: str) -> None:
    """Settle every reason for review: corrections stay as they are, now against what there is to see now."""
    found = loader.read_again(posting)
    posting.refresh_from_db()
    reasons = list(posting.review)
    kept = Correction.objects.filter(posting=posting).exclude(kind=CorrectionKind.REVIEWED)
    for correction in kept:
        correction.machine_value = machine_value_in(found, correction.kind, correction.anchor)
        correction.version_id = posting.version_id
        correction.save(update_fields=["machine_value", "version"])
    loader.reload([posting])
    posting.refresh_from_db()
    if posting.review or reasons:
        _settle(posting, reasons, by, why)


def _settle(posting: Posting, reasons: list[str], by: By, why: str) -> None:
    """Remember that a person has seen the reasons that no correction stands behind."""
    before = Correction.objects.filter(posting=posting, kind=CorrectionKind.REVIEWED).first()
    settled = before.value["reasons"] if before else []
    if posting.review:
        Correction.objects.update_or_create(
            posting=posting,
            kind=CorrectionKind.REVIEWED,
            defaults={
                "value": {"reasons": [*settled, *posting.review]},
                "version_id": posting.version_id,
                "by": by,
                "why": why,
            },
        )
        loader.reload([posting])
    CorrectionLog.objects.create(
        posting=posting,
        kind=CorrectionKind.REVIEWED,
        after={"action": CorrectionAction.CONFIRM, "value": {"reasons": reasons}},
        by=by,
        why=why,
    )


def machine_value(posting: Posting, kind: str, anchor: str = "") -> Value | None:
    """What the machine reads now, in the shape of a correction's value; None where it says nothing."""
    return machine_value_in(loader.read_again(posting), kind, anchor)


def machine_value_in(found: Extraction, kind: str, anchor: str) -> Value | None:
    if kind == CorrectionKind.REQUIREMENT:
        statement = _anchored(found, anchor_of(anchor))
        return requirement_values(statement) if statement else None
    if kind in (CorrectionKind.HIDDEN, CorrectionKind.REVIEWED):
        return None
    return values_of(found.summary, kind)


def _anchored(found: Extraction, anchor: Anchor) -> Statement | None:
    return next((one for one in found.statements if Anchor.of(one) == anchor), None)


def _decide(
    posting: Posting,
    kind: str,
    anchor: str,
    action: str,
    value: Value,
    machine: Value | None,
    by: By,
    why: str,
) -> Correction:
    before = Correction.objects.filter(posting=posting, kind=kind, anchor=anchor).first()
    version_id = Posting.objects.values_list("version_id", flat=True).get(pk=posting.pk)
    after, _ = Correction.objects.update_or_create(
        posting=posting,
        kind=kind,
        anchor=anchor,
        defaults={
            "action": action,
            "value": value,
            "machine_value": machine,
            "version_id": version_id,
            "by": by,
            "why": why,
        },
    )
    _log(posting, kind, anchor, before, after, by, why)
    loader.reload([posting])
    return after


def _log(
    posting: Posting,
    kind: str,
    anchor: str,
    before: Correction | None,
    after: Correction | None,
    by: By,
    why: str,
) -> None:
    CorrectionLog.objects.create(
        posting=posting, kind=kind, anchor=anchor, before=_told(before), after=_told(after), by=by, why=why
    )


def _told(correction: Correction | None) -> Value | None:
    return {"action": correction.action, "value": correction.value} if correction else None
