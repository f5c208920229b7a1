"""The posting's text as blocks of marked segments, with its notes beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postings.presentation.notes import Note, Standing
from postings.presentation.segments import Segment, cut


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text that is marked alike. `look` is None where no note points at it.

    `keys` names the notes that do, for lighting them up together; `targets` are the ids that lead here and
    `references` the numbered notes whose words end here.
    """

    text: str
    look: Standing | None
    keys: str
    targets: tuple[str, ...]
    references: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, heading, bullet, the title or a line of facts, as `kind` says (`records.BlockKind`)."""

    kind: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Blocks that are printed together: consecutive bullets are one list, all else stands alone."""

    is_list: bool
    blocks: tuple[TextBlock, ...]


def text_blocks(text: str, blocks: Sequence[Sequence[str | int]], notes: Sequence[Note]) -> list[TextGroup]:
    """The text, block by block. A text without blocks is cut at its blank lines.

    Nothing of the text is lost: what stands between two blocks (white space, as the layouts promise; anything
    else would be a defect of a layout) is printed as a paragraph of its own when it holds a word.
    """
    spans = [(str(kind), int(start), int(end)) for kind, start, end in blocks] or _paragraphs(text)
    marked = [note for note in notes if note.in_text]
    printed: list[TextBlock] = []
    position = 0
    for kind, start, end in [*spans, ("paragraph", len(text), len(text))]:
        if text[position:start].strip():
            printed.append(_block("paragraph", text, position, start, marked))
        if end > start:
            printed.append(_block(kind, text, start, end, marked))
        position = max(position, end)
    return _grouped(printed)


def _block(kind: str, text: str, start: int, end: int, notes: Sequence[Note]) -> TextBlock:
    return TextBlock(kind, tuple(_run(segment) for segment in cut(text, start, end, notes)))


def _run(segment: Segment[Note]) -> Run:
    """Requirements before stated facts: where both cover the words, the requirement decides the look."""
    covering = sorted(segment.covering, key=lambda note: note.standing == "stated")
    return Run(
        text=segment.text,
        look=covering[0].standing if covering else None,
        keys=" ".join(str(note.key) for note in covering),
        targets=tuple(note.text_anchor for note in segment.begins),
        references=tuple(note for note in segment.ends if note.number),
    )


def _paragraphs(text: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    position = 0
    for part in text.split("\n\n"):
        if part.strip():
            found.append(("paragraph", position, position + len(part)))
        position += len(part) + 2
    return found


def _grouped(blocks: Sequence[TextBlock]) -> list[TextGroup]:
    groups: list[TextGroup] = []
    for block in blocks:
        bullet = block.kind == "bullet"
        if bullet and groups and groups[-1].is_list:
            groups[-1] = TextGroup(True, (*groups[-1].blocks, block))
        else:
            groups.append(TextGroup(bullet, (block,)))
    return groups
