"""Repairs characters that were damaged on the way: wrong decodings, invisible marks, symbol-font bullets.

Only what cannot be meant is changed. Quotes stay as they were typed, and a `?` that was once a quote or a
bullet stays a `?`: which of them are honest cannot be known here (French, URLs).
"""

from __future__ import annotations

import html
import re

import ftfy

# Characters that a wrong decoding of UTF-8 leaves behind; a line without one needs no repair.
_MOJIBAKE_HINT = re.compile(r"[\u00c2\u00c3\u00e2\u00d0\u00ef\u00f0\u0080-\u009f]")
_CHUNK = 4_000  # characters repaired at a time: ftfy needs 9 s for a megabyte of mixed damage in one piece

# U+0080-U+009F are controls that nobody types: they are the bytes of cp1252 taken for Latin-1.
_C1 = {
    code: bytes([code]).decode("sloppy-windows-1252") if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else None
    for code in range(0x80, 0xA0)
}
_INVISIBLE = dict.fromkeys(
    [
        *range(0x00, 0x09),
        *range(0x0E, 0x20),
        0x7F,
        0x00AD,  # soft hyphen
        0x200B,  # zero-width space
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),  # direction marks
        *range(0x2060, 0x2065),  # word joiner, invisible operators
        *range(0x2066, 0x206A),
        0xFEFF,  # byte order mark in mid-text
        0xFFFC,  # object replacement
    ]
)
# Symbol and Wingdings fonts: their glyphs arrive as U+F020-U+F0FF.
_SYMBOL_FONT = dict.fromkeys(range(61472, 61696), "•") | {
    0xF020: " ",
    0xF02D: "-",
    0xF0E0: "\u2192",
    0xF0E8: "\u2192",
}
_LINE_ENDS = {0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n"}
_TABLE = _C1 | _INVISIBLE | _SYMBOL_FONT | _LINE_ENDS
_REPLACED = {chr(code): str(new or "") for code, new in _TABLE.items()}
_DAMAGE = re.compile(
    f"[{re.escape(''.join(_REPLACED))}]"
)  # searched for: str.translate takes ten times as long

# "don€™t", "€¢ Lead": quotes and bullets as in "â€™", whose first byte was eaten.
_EATEN_MARKS = {
    "\u20ac\u2122": "\u2019",
    "\u20ac\u0153": "\u201c",
    "\u20ac\u00a2": "\u2022",
    "\u20ac\u00a6": "\u2026",
}
_EATEN = re.compile("|".join(_EATEN_MARKS))

# Joiners mean something between letters of Arabic or Indic scripts and in emoji, nothing beside ASCII.
_IDLE_JOINER = re.compile(r"(?<=[\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\x7f])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def repair(text: str) -> str:
    """`text` with damage undone; lines end in `\\n` and there are no control characters but tab.

    >>> repair("Microsoftâ€™s team\\u0092s co\\u00adoperation \\uf0b7 R&D")
    'Microsoft’s team’s cooperation • R&D'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and _MOJIBAKE_HINT.search(text):
        text = "".join(map(_undo_wrong_decoding, _chunks(text)))
    text = _DAMAGE.sub(lambda match: _REPLACED[match[0]], text)
    if "\u20ac" in text:
        text = _EATEN.sub(lambda match: _EATEN_MARKS[match[0]], text)
    return _IDLE_JOINER.sub("", text) if "\u200c" in text or "\u200d" in text else text


def unescape(text: str, rounds: int = 3) -> str:
    """`text` with HTML entities read, also those that were escaped two or three times.

    Only entities that end in a semicolon are read, so "AT&T" and "?a=1&copy=2" stay.

    >>> unescape("R&amp;amp;D &amp;#39;lab&amp;#39; AT&T")
    "R&D 'lab' AT&T"
    """
    for _ in range(rounds):
        if "&" not in text:
            return text
        read = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if read == text:
            return text
        text = read
    return text


def _undo_wrong_decoding(chunk: str) -> str:
    return ftfy.fix_encoding(chunk) if _MOJIBAKE_HINT.search(chunk) else chunk


def _chunks(text: str) -> list[str]:
    """`text` cut into lines, and very long lines cut again: one honest `→` must not block all repairs."""
    chunks = []
    for line in text.splitlines(keepends=True):
        start = 0
        while len(line) - start > _CHUNK:
            space = line.rfind(" ", start + 1, start + _CHUNK)
            cut = space if space > start else start + _CHUNK
            chunks.append(line[start:cut])
            start = cut
        chunks.append(line[start:])
    return chunks
