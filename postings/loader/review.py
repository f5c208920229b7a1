"""Why a person should look at a posting again (semantics.md, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from postings.extraction import overlay
from postings.extraction.records import Statement
from postings.models import Correction
from postings.models.correction import CorrectionKind

#: Beyond this many, the rest of what was not understood is counted, not listed.
MOST_UNREAD = 10
LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Ground:
    """What the reasons are read from: corrections, how they fared over the text, and which text that is."""

    corrections: Sequence[Correction]
    overlaid: overlay.Overlaid
    version_id: int
    taken_number: str | None = None


def reasons(ground: Ground) -> list[str]:
    """One sentence a reason, without those that a person has settled."""
    settled = {
        reason
        for correction in ground.corrections
        if correction.kind == CorrectionKind.REVIEWED
        for reason in correction.value.get("reasons", ())
    }
    found = [*_moved(ground), *open_questions(ground)]
    return [reason for reason in dict.fromkeys(found) if reason not in settled]


def open_questions(ground: Ground) -> list[str]:
    """The reasons that no correction stands behind: a person settles them by having looked."""
    found = list(_unread(ground.overlaid.extraction.statements))
    if ground.taken_number:
        found.append(f"Another posting already has the job number {ground.taken_number}.")
    return found


def _moved(ground: Ground) -> Iterator[str]:
    """Corrections whose ground moved: their words are gone, the machine's value changed, or the text did."""
    lost = {correction.key for correction in ground.overlaid.lost}
    overtaken = {one.correction.key for one in ground.overlaid.overtaken}
    for correction in ground.corrections:
        if correction.kind == CorrectionKind.REVIEWED:
            continue
        name = subject(correction)
        other_text = correction.version_id != ground.version_id
        if correction.pk in lost and other_text:
            yield f"The text no longer holds the corrected {name}."
        elif correction.pk in overtaken:
            yield f"The machine now reads something else for the corrected {name}."
        elif other_text:
            yield f"The text changed under the correction: {name}."


def subject(correction: Correction) -> str:
    """What a correction is about, within a sentence.

    >>> subject(Correction(kind="role_family")), subject(Correction(kind="requirement", anchor="degree: BA"))
    ('role family', 'requirement “BA”')
    """
    if correction.kind == CorrectionKind.REQUIREMENT:
        return f"requirement “{shortened(anchor_of(correction.anchor).exact)}”"
    return CorrectionKind(correction.kind).label.lower()


def _unread(statements: Iterable[Statement]) -> Iterator[str]:
    exact = list(dict.fromkeys(one.evidence.exact for one in statements if one.kind == "unread"))
    for words in exact[:MOST_UNREAD]:
        yield f"Not understood: “{shortened(words)}”"
    if len(exact) > MOST_UNREAD:
        yield f"Not understood: {len(exact) - MOST_UNREAD} more places."


def shortened(words: str) -> str:
    """
    >>> shortened("a  few words"), len(shortened("word " * 99)) <= LONGEST_QUOTE
    ('a few words', True)
    """
    tidy = " ".join(words.split())
    return tidy if len(tidy) <= LONGEST_QUOTE else f"{tidy[: LONGEST_QUOTE - 1]}…"


# --- anchors and the records of the overlay ------------------------------------------------------------


def anchor_of(stored: str) -> overlay.Anchor:
    """The anchor in `Correction.anchor`: `kind: words`.

    >>> anchor_of("degree: a ba or bs: either")
    Anchor(kind='degree', exact='a ba or bs: either')
    """
    kind, _, exact = stored.partition(": ")
    return overlay.Anchor(kind, exact)


def anchor_text(anchor: overlay.Anchor) -> str:
    return f"{anchor.kind}: {anchor.exact}"


def as_overlaid(corrections: Iterable[Correction]) -> list[overlay.Correction]:
    """The corrections that say something about values, as the overlay takes them."""
    return [
        overlay.Correction(
            kind=cast(overlay.CorrectionKind, correction.kind),
            value=correction.value,
            action=cast(overlay.CorrectionAction, correction.action),
            anchor=anchor_of(correction.anchor) if correction.anchor else None,
            machine=correction.machine_value,
            key=correction.pk,
        )
        for correction in corrections
        if correction.kind not in (CorrectionKind.HIDDEN, CorrectionKind.REVIEWED)
    ]
