"""Writes a posting's canonical text and the file that it would be read from, side by side.

The spaces between blocks are those of `extraction.text.canonical`, so that the file, when it is read, gives
the very same text.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from postings.extraction.records import BlockKind
from postings.synthetic.demands import Line, Said

#: A statement in its place: where its words begin, and what it says.
Placed = tuple[int, Said]
Block = tuple[BlockKind, int, int]
_IN_FILE: dict[str, tuple[str, str]] = {
    "title": ("Title: ", ""),
    "field": ("", ""),
    "bullet": ("- ", ""),
    "heading": ("\n## ", "\n"),
    "paragraph": ("\n", "\n"),
}


def _gap(before: str, kind: str) -> bytes:
    listed = before == kind and kind in ("bullet", "field")
    return b"\n" if before == "heading" != kind or listed else b"\n\n"


_GAPS = {before: {kind: _gap(before, kind) for kind in _IN_FILE} for before in _IN_FILE}
#: The numbers that places are, each once: read from near instead of from all over the memory.
pooled = list(range(1 << 14)).__getitem__
_NO_GAP = dict.fromkeys(_IN_FILE, b"")
_LISTED = {kind: f'["{kind}",%d,%d]'.encode() for kind in _IN_FILE}  # bytes: `%` takes half the time


class Piece:
    """One block or several, as they stand in a text and in its file; written once, it may stand in many
    postings, and is `lasting` if it does.

    Places count characters from the beginning of the piece, of which there are `length`. `bounds` are where
    each block begins and ends, one after the other, and `listed` is a template of them in JSON.
    """

    __slots__ = ("bounds", "file", "first", "gaps", "lasting", "length", "listed", "said", "text")

    def __init__(
        self, kind: BlockKind, text: str, file: str, said: Sequence[Placed] = (), lasting: bool = False
    ) -> None:
        self.first = kind
        self.gaps: Mapping[str, bytes] = _GAPS[kind]
        self.text = text.encode()
        self.file = file.encode()
        self.length = len(text)
        self.bounds: tuple[int, ...] = (0, self.length)
        self.listed = _LISTED[kind]
        self.said = said
        self.lasting = lasting


def joined(pieces: Sequence[Piece]) -> Piece:
    """These pieces as one that lasts.

    >>> both = joined([stating("heading", "Duties"), stating("bullet", "Sweep"), stating("bullet", "Mop")])
    >>> both.text, both.bounds
    (b'Duties\\nSweep\\nMop', (0, 6, 7, 12, 13, 16))
    """
    laid = lay(pieces)
    whole = Piece(pieces[0].first, "", "", laid.said(), lasting=True)
    whole.gaps = pieces[-1].gaps
    whole.text = laid.text
    whole.file = b"\n".join([one.file for one in pieces])
    whole.length = len(laid.text.decode())
    whole.bounds = tuple(map(pooled, laid.bounds()))
    whole.listed = b",".join([one.listed for one in pieces])
    return whole


def blocks(kind: BlockKind, texts: Sequence[str]) -> Piece:
    """Blocks of one kind that state nothing.

    >>> two = blocks("paragraph", ["One.", "Two more."])
    >>> two.text, two.file, two.bounds
    (b'One.\\n\\nTwo more.', b'\\nOne.\\n\\n\\nTwo more.\\n', (0, 4, 6, 15))
    """
    before, after = _IN_FILE[kind]
    gap = _gap(kind, kind).decode()
    file = "\n".join([f"{before}{text}{after}" for text in texts])
    whole = Piece(kind, gap.join(texts), file, lasting=True)
    whole.listed = b",".join([_LISTED[kind]] * len(texts))
    bounds: list[int] = []
    start = 0
    for text in texts:
        bounds += (start, start + len(text))
        start += len(text) + len(gap)
    whole.bounds = tuple(map(pooled, bounds))
    return whole


def stating(
    kind: BlockKind, text: str, said: Sequence[Said] = (), at: int = 0, lasting: bool = False
) -> Piece:
    """A block whose words state `said`, in this order, from its character `at` on."""
    before, after = _IN_FILE[kind]
    placed = []
    for one in said:
        found = text.index(one.exact, at)
        placed.append((found, one))
        at = found if one.kind == "degree" else found + len(one.exact)  # a degree's words hold its fields
    return Piece(kind, text, f"{before}{text}{after}", placed, lasting)


def listing(lines: Iterable[Line]) -> list[Piece]:
    """A bullet for each line."""
    return [stating("bullet", *line) for line in lines]


class Laid(NamedTuple):
    """Pieces one after the other: their text, and where each begins in it."""

    pieces: Sequence[Piece]
    text: bytes
    starts: Sequence[int]

    def said(self) -> list[Placed]:
        pairs = zip(self.starts, self.pieces, strict=True)
        return [(start + place, said) for start, one in pairs for place, said in one.said]

    def bounds(self) -> list[int]:
        pairs = zip(self.starts, self.pieces, strict=True)
        return [start + bound for start, one in pairs for bound in one.bounds]


def lay(pieces: Sequence[Piece]) -> Laid:
    parts: list[bytes] = []
    starts: list[int] = []
    length = 0
    gaps: Mapping[str, bytes] = _NO_GAP
    for one in pieces:
        gap = gaps[one.first]
        length += len(gap)
        starts.append(length)
        length += one.length
        parts += (gap, one.text)
        gaps = one.gaps
    return Laid(pieces, b"".join(parts), starts)


class Page:
    """A posting's title, body and facts, in this order as extraction has them. Read it when all are in."""

    def __init__(self, title: Piece) -> None:
        self.title = title
        self.body: list[Piece] = []
        self.facts: list[Piece] = []

    @cached_property
    def laid(self) -> Laid:
        return lay([self.title, *self.body, *self.facts])

    @property
    def said(self) -> list[Placed]:
        return self.laid.said()

    def text(self) -> str:
        return self.laid.text.decode()

    @property
    def blocks(self) -> list[Block]:
        bounds = self.laid.bounds()
        kinds = [kind for one in self.laid.pieces for kind in one.listed.decode().split('"')[1::2]]
        return list(zip(kinds, bounds[::2], bounds[1::2], strict=True))  # type: ignore[arg-type]

    def listed_blocks(self) -> bytes:
        """The blocks as JSON."""
        template = b"[%b]" % b",".join([one.listed for one in self.laid.pieces])
        return template % tuple(self.laid.bounds())

    def file(self) -> bytes:
        """The file: title and facts in front, then the body in Markdown."""
        head, body = [one.file for one in self.facts], [one.file for one in self.body]
        return b"\n".join([self.title.file, *head, b"", *body, b""])

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
