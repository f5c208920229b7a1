"""Writes a posting's canonical text and the file that it would be read from, side by side.

The spaces between blocks are those of `extraction.text.canonical`, so that the file, when it is read, gives
the very same text.
"""

from __future__ import annotations

from collections.abc import Sequence

from postings.extraction.records import BlockKind
from postings.synthetic.demands import Line, Said

#: A statement in its place: where its words begin, and what it says.
Placed = tuple[int, Said]
_LISTED = ("bullet", "field")
_MARKS = {"bullet": "- ", "heading": "## ", "paragraph": "", "field": "", "title": "Title: "}


class Page:
    """Collects blocks in reading order; fields come last, as extraction puts them."""

    def __init__(self) -> None:
        self.blocks: list[tuple[BlockKind, int, int]] = []
        self.said: list[Placed] = []
        self._parts: list[str] = []
        self._length = 0
        self._last: str | None = None

    def add(self, kind: BlockKind, text: str, said: Sequence[Said] = (), at: int = 0) -> None:
        """Append a block whose words state `said`, in this order, from its character `at` on."""
        last = self._last
        if last is None:
            gap = ""
        else:
            gap = "\n" if last == "heading" != kind or (last == kind and kind in _LISTED) else "\n\n"
        start = self._length + len(gap)
        self._length = start + len(text)
        self._parts += (gap, text)
        self.blocks.append((kind, start, self._length))
        self._last = kind
        for one in said:
            found = text.index(one.exact, at)
            self.said.append((start + found, one))
            at = found if one.kind == "degree" else found + len(one.exact)  # a degree's words hold its fields

    def bullets(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self.add("bullet", line.text, line.said, line.start)

    def text(self) -> str:
        return "".join(self._parts)

    def file(self) -> str:
        """The file: title and facts in front, then the body in Markdown."""
        head: list[str] = []
        body: list[str] = []
        for (kind, _, _), text in zip(self.blocks, self._parts[1::2], strict=True):
            part = head if kind in ("title", "field") else body
            part.append(
                f"{_MARKS[kind]}{text}" if kind in _LISTED or kind == "title" else f"\n{_MARKS[kind]}{text}\n"
            )
        return "\n".join([*head, "", *body, ""])
