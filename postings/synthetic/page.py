"""Writes a posting's canonical text and the file that it would be read from, side by side.

The spaces between blocks are those of `extraction.text.canonical`, so that the file, when it is read, gives
the very same text.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from postings.extraction.records import BlockKind
from postings.synthetic.demands import Line, Said

#: A statement in its place: where its words begin, and what it says.
Placed = tuple[int, Said]
Block = tuple[BlockKind, int, int]
_IN_FRONT = ("title", "field")
_IN_FILE: dict[str, tuple[str, str]] = {
    "title": ("Title: ", ""),
    "field": ("", ""),
    "bullet": ("- ", ""),
    "heading": ("\n## ", "\n"),
    "paragraph": ("\n", "\n"),
}


def _gap(before: str, kind: str) -> str:
    listed = before == kind and kind in ("bullet", "field")
    return "\n" if before == "heading" != kind or listed else "\n\n"


_GAPS = {before: {kind: _gap(before, kind) for kind in _IN_FILE} for before in _IN_FILE}
_GAPS[""] = dict.fromkeys(_IN_FILE, "")


class Piece(NamedTuple):
    """Blocks of one kind; written once, they may stand in many postings.

    `bounds` are where each block begins and ends, one after the other, and `listed` is a template of them in
    JSON. `said` has its places in `text`.
    """

    kind: BlockKind
    text: str
    file: str
    bounds: Sequence[int]
    listed: str
    said: Sequence[Placed] = ()


def piece(kind: BlockKind, texts: Sequence[str]) -> Piece:
    """Blocks that state nothing.

    >>> piece("bullet", ["Sweep", "Mop"])[1:4]
    ('Sweep\\nMop', '- Sweep\\n- Mop', [0, 5, 6, 9])
    """
    gap = _GAPS[kind][kind]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + len(gap))
    bounds = [bound for start, after in pairwise(starts) for bound in (start, after - len(gap))]
    before, after = _IN_FILE[kind]
    file = "\n".join(f"{before}{text}{after}" for text in texts)
    return Piece(kind, gap.join(texts), file, bounds, ",".join([_LISTED[kind]] * len(texts)))


def stating(kind: BlockKind, text: str, said: Sequence[Said] = (), at: int = 0) -> Piece:
    """A block whose words state `said`, in this order, from its character `at` on."""
    before, after = _IN_FILE[kind]
    placed = []
    for one in said:
        found = text.index(one.exact, at)
        placed.append((found, one))
        at = found if one.kind == "degree" else found + len(one.exact)  # a degree's words hold its fields
    return Piece(kind, text, f"{before}{text}{after}", (0, len(text)), _LISTED[kind], placed)


_LISTED = {kind: f'["{kind}",%d,%d]' for kind in _IN_FILE}


class Page:
    """Collects blocks in reading order, fields last, as extraction has them. Read it when all are in."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []

    def add(self, kind: BlockKind, text: str, said: Sequence[Said] = (), at: int = 0) -> None:
        """Append a block that is written for this posting; see `stating`."""
        self.pieces.append(stating(kind, text, said, at))

    def bullets(self, lines: Iterable[Line]) -> None:
        self.pieces += [stating("bullet", *line) for line in lines]

    @cached_property
    def _laid(self) -> tuple[str, list[int], list[Placed]]:
        """The text, where each piece begins in it, and the statements."""
        parts: list[str] = []
        starts: list[int] = []
        stated: list[Placed] = []
        length, last = 0, ""
        for kind, text, _, _, _, said in self.pieces:
            gap = _GAPS[last][kind]
            last = kind
            start = length + len(gap)
            length = start + len(text)
            parts += (gap, text)
            starts.append(start)
            for place, what in said:
                stated.append((start + place, what))
        return "".join(parts), starts, stated

    @property
    def said(self) -> list[Placed]:
        return self._laid[2]

    def text(self) -> str:
        return self._laid[0]

    @property
    def blocks(self) -> list[Block]:
        return [
            (one.kind, start + begin, start + end)
            for start, one in zip(self._laid[1], self.pieces, strict=True)
            for begin, end in zip(one.bounds[::2], one.bounds[1::2], strict=True)
        ]

    def listed_blocks(self) -> str:
        """The blocks as JSON."""
        template = ",".join([piece[4] for piece in self.pieces])
        bounds: list[int] = []
        for start, one in zip(self._laid[1], self.pieces, strict=True):
            bounds += [start + bound for bound in one[3]]
        return f"[{template % tuple(bounds)}]"

    def file(self) -> str:
        """The file: title and facts in front, then the body in Markdown."""
        head = [one[2] for one in self.pieces if one[0] in _IN_FRONT]
        body = [one[2] for one in self.pieces if one[0] not in _IN_FRONT]
        return "\n".join([*head, "", *body, ""])

    def without_bullet(self, number: int) -> tuple[str, list[Block]]:
        """Text and blocks as they were before this bullet, the how-manieth of all, was added."""
        text, blocks = self.text(), self.blocks
        bullets = [block for block in blocks if block[0] == "bullet"]
        cut = bullets[number % len(bullets)]
        length = cut[2] - cut[1] + 1
        later = [(kind, start - length, end - length) for kind, start, end in blocks if start > cut[1]]
        earlier = [block for block in blocks if block[1] < cut[1]]
        return text[: cut[1] - 1] + text[cut[2] :], earlier + later


def packed(content: bytes) -> bytes:
    """Up to 64 KB as `zlib.decompress` takes them, kept as they are (RFC 1951, 3.2.4): to deflate each file
    took a fifth of the time of writing a posting.

    >>> zlib.decompress(packed(b"Beekeeper"))
    b'Beekeeper'
    """
    head = struct.pack("<2sBHH", b"\x78\x01", 1, len(content), len(content) ^ 0xFFFF)
    return b"".join((head, content, zlib.adler32(content).to_bytes(4)))
