"""Builds a posting's canonical text: blocks with spans, whitespace collapsed, newlines between blocks."""

from __future__ import annotations

from postings.extraction.records import Block, BlockKind, Document, Evidence, Stated

Span = tuple[int, int]
_LISTED: frozenset[BlockKind] = frozenset({"bullet", "field"})


class CanonicalText:
    """Collects blocks in reading order; `document` gives the finished record."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(self, kind: BlockKind, text: str) -> Span | None:
        """Append a block and return its span; None (and nothing appended) when `text` is blank."""
        text = _spaced(text)
        if not text:
            return None
        if self._blocks:
            previous = self._blocks[-1].kind
            close = (previous == kind and kind in _LISTED) or (previous == "heading" and kind != "heading")
            self._append("\n" if close else "\n\n")
        start = self._length
        self._append(text)
        self._blocks.append(Block(kind, start, self._length))
        return start, self._length

    def state(
        self,
        kind: str,
        block: Span,
        exact: str,
        rule: str,
        *,
        value: str | None = None,
        unsure: str | None = None,
    ) -> Stated:
        """A fact whose words stand in `block`; `value` when the canonical form differs from `exact`.

        ValueError when `exact` does not stand there: a value without evidence is a defect of the layout.
        """
        exact = " ".join(exact.split())
        start = self.text.index(exact, *block)
        return Stated(kind, value or exact, Evidence(start, start + len(exact), exact, rule), unsure)

    @property
    def text(self) -> str:
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    def document(self, layout: str, stated: list[Stated], site: str | None = None) -> Document:
        return Document(layout, self.text, tuple(self._blocks), tuple(stated), site)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _spaced(text: str) -> str:
    """`text` with single spaces for all whitespace, and none at its ends.

    >>> _spaced(" plain "), _spaced("two\\u00a0 spaces\\n")
    ('plain', 'two spaces')
    """
    if text.isprintable() and "  " not in text:  # no whitespace but the space is printable
        return text.strip(" ")
    return " ".join(text.split())
