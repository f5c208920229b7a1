"""The posting that is due for review: what changed, and what people had said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postings.corrections.actions import machine_value_in
from postings.extraction.records import Extraction
from postings.loader.review import subject
from postings.models import Correction, Posting, PostingVersion
from postings.models.correction import CorrectionAction, CorrectionKind
from postings.presentation.comparison import Line, compare
from postings.presentation.corrected import told


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction beside the machine's values: what a person said, what the machine read then and reads now.

    `moved`: the ground under it is not what the person saw.
    """

    correction: Correction
    subject: str
    said: str
    then: str
    now: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """`older` is the text that is compared with the one that is shown; None when there is no other."""

    older: PostingVersion | None
    lines: tuple[Line, ...]
    versions: tuple[PostingVersion, ...]
    standing: tuple[Standing, ...]


def comparison_of(posting: Posting, found: Extraction | None, since: str | None) -> Comparison:
    """Against the text numbered `since`, else the oldest that a correction saw, else the one before."""
    corrections = list(
        posting.corrections.exclude(kind=CorrectionKind.REVIEWED).select_related("by", "version")
    )
    versions = list(posting.versions.exclude(shown_by=posting).order_by("-number"))
    older = _older(versions, corrections, since)
    text = posting.version.text if posting.version else ""
    return Comparison(
        older=older,
        lines=tuple(compare(older.text, text)) if older else (),
        versions=tuple(versions),
        standing=tuple(_standing(correction, posting, found) for correction in corrections),
    )


def _older(
    versions: Sequence[PostingVersion], corrections: Sequence[Correction], since: str | None
) -> PostingVersion | None:
    asked = next((one for one in versions if str(one.number) == since), None)
    seen = {correction.version_id for correction in corrections}
    corrected = next((one for one in reversed(versions) if one.pk in seen), None)
    return asked or corrected or next(iter(versions), None)


def _standing(correction: Correction, posting: Posting, found: Extraction | None) -> Standing:
    kind, now = correction.kind, None
    if found is not None:
        now = machine_value_in(found, kind, correction.anchor)
    return Standing(
        correction=correction,
        subject=subject(correction),
        said="Not a requirement"
        if correction.action == CorrectionAction.REMOVE
        else told(kind, correction.value),
        then=_machine(kind, correction.machine_value),
        now=_machine(kind, now),
        moved=correction.version_id != posting.version_id or now != correction.machine_value,
    )


def _machine(kind: str, value: dict[str, object] | None) -> str:
    return "–" if kind == CorrectionKind.HIDDEN else told(kind, value)
