"""Writes a posting's canonical text and the file that it would be read from, side by side.

The spaces between blocks are those of `extraction.text.canonical`, so that the file, when it is read, gives
the very same text.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
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
    """Blocks of one kind which state nothing: written once, they stand in many postings.

    `packed` are the lines of `file` with the end of the last, deflated so that they can stand among others.
    """

    kind: BlockKind
    text: str
    spans: Sequence[tuple[int, int]]
    file: str
    packed: bytes


def piece(kind: BlockKind, texts: Sequence[str]) -> Piece:
    """
    >>> piece("bullet", ["Sweep", "Mop"])[:4]
    ('bullet', 'Sweep\\nMop', [(0, 5), (6, 9)], '- Sweep\\n- Mop')
    """
    gap = _GAPS[kind][kind]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + len(gap))
    spans = [(start, after - len(gap)) for start, after in pairwise(starts)]
    before, after = _IN_FILE[kind]
    file = "\n".join(f"{before}{text}{after}" for text in texts)
    deflating = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = deflating.compress(f"{file}\n".encode()) + deflating.flush(zlib.Z_FULL_FLUSH)
    return Piece(kind, gap.join(texts), spans, file, packed)


class Page:
    """Collects blocks in reading order; fields come last, as extraction puts them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.said: list[Placed] = []
        self._parts: list[str] = []
        self._head: list[str] = []
        self._body: list[str] = [""]
        self._packed: list[tuple[int, bytes]] = []
        self._length = 0
        self._last = ""

    def add(self, kind: BlockKind, text: str, said: Sequence[Said] = (), at: int = 0) -> None:
        """Append a block whose words state `said`, in this order, from its character `at` on."""
        gap = _GAPS[self._last][kind]
        self._last = kind
        start = self._length + len(gap)
        self._length = start + len(text)
        self._parts += (gap, text)
        self.blocks.append((kind, start, self._length))
        before, after = _IN_FILE[kind]
        (self._head if kind in _IN_FRONT else self._body).append(f"{before}{text}{after}")
        for one in said:
            found = text.index(one.exact, at)
            self.said.append((start + found, one))
            at = found if one.kind == "degree" else found + len(one.exact)  # a degree's words hold its fields

    def put(self, pieces: Iterable[Piece]) -> None:
        """Append blocks that were written before."""
        for kind, text, spans, file, packed in pieces:
            gap = _GAPS[self._last][kind]
            self._last = kind
            start = self._length + len(gap)
            self._length = start + len(text)
            self._parts += (gap, text)
            self.blocks += [(kind, start + begin, start + end) for begin, end in spans]
            self._packed.append((len(self._body), packed))
            self._body.append(file)

    def bullets(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self.add("bullet", line.text, line.said, line.start)

    def text(self) -> str:
        return "".join(self._parts)

    def file(self) -> str:
        """The file: title and facts in front, then the body in Markdown."""
        return "\n".join([*self._head, *self._body, ""])

    def packed_file(self) -> bytes:
        """The file as `zlib.decompress` takes it: pieces as they were deflated once, all else as it is.

        Deflating each file took a fifth of the time of writing a posting.
        """
        stream = [_ZLIB_HEADER, _as_it_is("".join(f"{line}\n" for line in self._head))]
        done = 0
        for place, packed in self._packed:
            stream += (_as_it_is("".join(f"{line}\n" for line in self._body[done:place])), packed)
            done = place + 1
        stream.append(_as_it_is("".join(f"{line}\n" for line in self._body[done:]), last=True))
        return b"".join([*stream, zlib.adler32(self.file().encode()).to_bytes(4)])

    def without_bullet(self, number: int) -> tuple[str, list[Block]]:
        """Text and blocks as they were before this bullet, the how-manieth of all, was added."""
        text = self.text()
        bullets = [block for block in self.blocks if block[0] == "bullet"]
        cut = bullets[number % len(bullets)]
        length = cut[2] - cut[1] + 1
        later = [(kind, start - length, end - length) for kind, start, end in self.blocks if start > cut[1]]
        earlier = [block for block in self.blocks if block[1] < cut[1]]
        return text[: cut[1] - 1] + text[cut[2] :], earlier + later


_ZLIB_HEADER = b"\x78\x01"


def _as_it_is(text: str, last: bool = False) -> bytes:
    """A block of a deflated stream that holds up to 64 KB as they are (RFC 1951, 3.2.4)."""
    content = text.encode()
    return struct.pack("<BHH", last, len(content), len(content) ^ 0xFFFF) + content
