"""Turns the lines of a text file into headings, bullets and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from postings.extraction import lexicons
from postings.extraction.text import chrome, flattened, headings
from postings.extraction.text.markup import Line, LineKind, marked_bullet

_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s+\S")
_RULE = re.compile(r"[-=_*~#\s]{3,}\Z")  # "-----", "* * *"
_RULED_TITLE = re.compile(
    r"[=*#-]{2,}\s*(?P<words>[^=*#-].*?[^=*#-])\s*[=*#-]{2,}\Z"
)  # "=== JOB DETAILS ==="
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?P<words>\S.*?)\s*#*\Z")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<words>[^*_]+)(?:\*\*|__)\s*:?\Z")
_EMPHASIS = re.compile(r"\*\*(?=\S)|(?<=\S)\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_RESIDUE = frozenset({"]]>", "<![CDATA[", "|", "\u2022", "-", "*", "\u00b7", "&nbsp;"})
_FLAT = 350  # characters from which a line may be a flattened text


def lines(text: str) -> list[Line]:
    """The lines of `text` (a plain or markdown file) with their kinds; hard-wrapped lines are joined."""
    found: list[Line] = []
    for paragraph in _paragraphs(text):
        wrapped = _is_wrapped(paragraph)
        alone = len(paragraph) == 1
        for line in paragraph:
            _add(found, line, wrapped=wrapped, alone=alone)
            alone = False
    return [line for number, line in enumerate(_unflattened(_settled(found))) if line[1] or not number]


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Runs of lines between blank lines, buttons left out."""
    paragraph: list[str] = []
    for line in text.split("\n"):
        line = " ".join(line.split())
        if chrome.is_button(line) or line in _RESIDUE:
            continue
        if line:
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _is_wrapped(paragraph: Sequence[str]) -> bool:
    """True when an editor broke the lines of a paragraph at a margin: all but the last are of like length."""
    body = [len(line) for line in paragraph[:-1]]
    if len(body) < 2:
        return False
    widest = max(body)
    return 50 <= widest <= 120 and sum(length > widest * 0.75 for length in body) * 5 >= len(body) * 4


def _add(found: list[Line], line: str, *, wrapped: bool, alone: bool) -> None:
    """Append a line, or join it to the one before where it only goes on."""
    if _RULE.match(line):
        if (
            found
            and found[-1][0] == "paragraph"
            and headings.looks_like_one(found[-1][1])
            and line[0] in "=-"
        ):
            found[-1] = ("heading", found[-1][1])
        return
    kind, words = _kind(line, alone=alone)
    if kind == "paragraph" and found and _goes_on(found[-1], words, wrapped=wrapped, alone=alone):
        found[-1] = (found[-1][0], f"{found[-1][1]} {words}")
    else:
        found.append((kind, words))


def _kind(line: str, *, alone: bool) -> Line:
    for pattern in (_RULED_TITLE, _MARKDOWN_HEADING, _BOLD_LINE) if line[0] in "=*#_-" else ():
        match = pattern.match(line)
        if match and headings.looks_like_one(match["words"]):
            return "heading", match["words"]
    bullet = marked_bullet(line)
    if bullet is not None:
        return "bullet", _plain(bullet)
    line = _plain(line)
    if _NUMBERED.match(line):
        return "bullet", line
    kind: LineKind = "heading" if _is_heading(line) else "paragraph"
    return kind, line


def _plain(line: str) -> str:
    """A line without the marks of bold and underlined words."""
    return _EMPHASIS.sub("", line) if "**" in line or "__" in line else line


def _is_heading(line: str) -> bool:
    if headings.stands_alone(line):
        return True
    words = line.split()
    if len(words) > 8 or not line[0].isupper() or not headings.looks_like_one(line):
        return False
    if line.endswith(":"):
        return True
    return line.isupper() and len(line) >= 6 and sum(char.isalpha() for char in line) * 2 > len(line)


def _goes_on(before: Line, line: str, *, wrapped: bool, alone: bool) -> bool:
    """True when `line` continues the line before it, which a margin or a lost inline tag cut off."""
    kind, words = before
    if kind == "heading" or alone:
        return False
    last = words.rsplit(None, 1)[-1]
    if last.lower() in lexicons.joining_words() or last.endswith(","):
        return True
    if line[0].islower() and last[-1] not in ".!?:;":
        return len(words) > 30
    return wrapped and last[-1] not in ":"


def _settled(found: Sequence[Line]) -> Iterator[Line]:
    """Short lines of their own right before longer text or a list become headings."""
    for index, (kind, words) in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if kind == "paragraph" and following and _heads(words, following):
            yield "heading", words
        else:
            yield kind, words


def _heads(words: str, following: Line) -> bool:
    if len(words) > 70 or len(words.split()) > 8 or not words[0].isupper() or words[-1] in ".,;":
        return False
    kind, text = following
    if kind == "bullet":
        return headings.looks_like_one(words)
    return kind == "paragraph" and len(text) > 120 and len(text) > 3 * len(words) and _title_like(words)


def _title_like(words: str) -> bool:
    """Known as a heading, or most words capitalised: "Our Berlin Office", "Who you are"."""
    if headings.kind_of(words):
        return headings.looks_like_one(words)
    plain = [word for word in words.split() if word.lower() not in lexicons.joining_words()]
    return len(plain) >= 2 and all(word[0].isupper() for word in plain) and headings.looks_like_one(words)


def _unflattened(found: Iterator[Line]) -> Iterator[Line]:
    for kind, words in found:
        if kind != "heading" and _is_flat(words):
            yield from _reflowed(kind, words)
        else:
            yield kind, words


def _is_flat(words: str) -> bool:
    return len(words) > _FLAT or (len(words) > _FLAT / 3 and len(headings.inline(words, 0, len(words))) > 1)


def _reflowed(kind: LineKind, words: str) -> Iterator[Line]:
    """A long line taken apart; a bullet keeps its first part as the bullet."""
    parts = flattened.lines(words)
    for index, (part_kind, part) in enumerate(parts):
        yield (
            (kind, part)
            if kind == "bullet" and index == 0 and part_kind == "paragraph"
            else (part_kind, part)
        )
