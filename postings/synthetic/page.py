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
_MARKS = {"bullet": "- ", "heading": "## ", "paragraph": "", "field": "", "title": "Title: "}


class Page:
    """Collects blocks in reading order; `fields` must come last, as extraction puts them."""

    def __init__(self) -> None:
        self.blocks: list[tuple[BlockKind, int, int]] = []
        self.said: list[Placed] = []
        self._parts: list[str] = []
        self._head: list[str] = []
        self._body: list[str] = []
        self._length = 0
        self._last: str | None = None

    def add(self, kind: BlockKind, text: str, said: Sequence[Said] = (), at: int = 0) -> None:
        """Append a block whose words state `said`, in this order, from its character `at` on."""
        last = self._last
        if last is not None:
            close = (last == kind and kind in ("bullet", "field")) or (
                last == "heading" and kind != "heading"
            )
            self._parts.append("\n" if close else "\n\n")
            self._length += 1 if close else 2
        start = self._length
        self._length = start + len(text)
        self._parts.append(text)
        self.blocks.append((kind, start, self._length))
        self._last = kind
        self._write(kind, text)
        for one in said:
            found = text.index(one.exact, at)
            self.said.append((start + found, one))
            at = found if one.kind == "degree" else found + len(one.exact)  # a degree's words hold its fields

    def bullets(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self.add("bullet", line.text, line.said, line.start)

    def _write(self, kind: BlockKind, text: str) -> None:
        if kind in ("title", "field"):
            self._head.append(f"{_MARKS[kind]}{text}")
        elif kind == "bullet":
            self._body.append(f"- {text}")
        else:
            self._body.append(f"\n{_MARKS[kind]}{text}\n")

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def file(self) -> str:
        """The file: title and facts in front, the body in Markdown."""
        head, body = "\n".join(self._head), "\n".join(self._body)
        return f"{head}\n\n{body}\n"
