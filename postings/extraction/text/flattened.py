"""Rebuilds lines from a text whose line breaks were lost: headings, bullets, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction import lexicons
from postings.extraction.text import boilerplate, clauses, headings
from postings.extraction.text.markup import Line

# Each begins with its sign, so that only that is searched for; what stands before is asked behind it.
_MARK = re.compile(
    r"[\u2022\u25cf\u25aa\u25e6\u2023\u2219\u25a0\u00b7\u27a2](?:(?<=\u2022)|(?<![^\s.;:,!)].))\s*"
)
_SIGN = re.compile(r"[\u2022\u25cf\u25aa\u25e6\u2023\u2219\u25a0\u00b7\u27a2]")
_LOST_MARK = re.compile(r"\?(?<!\S\?)\s+(?=[A-Z0-9\"\u201c])")
_STAR = re.compile(r"\*(?<!\S\*)\s*(?=[A-Z])")
_HYPHEN = re.compile(r"-(?:(?<![^\s.;:,)]-)|(?<=[a-z]{3}-))(?=[A-Z][a-z])")  # " -Must", "preferred-Must"
_FRENCH = re.compile(r"\b(?:les|des|vous|votre|est|une|dans|pour|nous)\b", re.IGNORECASE)
_NEW_LINE = re.compile(r"(?<=[\w).])\s+(?=[A-Z])")
_PARAGRAPH = 420  # characters after which a paragraph may end
_HEADING_WORDS = 8


def lines(text: str) -> list[Line]:
    """The lines that `text` (one run of prose) had before it was flattened, as far as they can be told.

    >>> for line in lines("We plan. Requirements: • Five years in tax. People skills • Patience"):
    ...     print(*line, sep=" = ")
    paragraph = We plan.
    heading = Requirements:
    bullet = Five years in tax.
    heading = People skills
    bullet = Patience
    """
    marks = [pattern for pattern in (_MARK, _LOST_MARK, _STAR, _HYPHEN) if _marks_bullets(pattern, text)]
    found: list[Line] = []
    position = 0
    for heading in [*headings.inline(text, 0, len(text)), None]:
        stop = heading.start if heading else len(text)
        found += _stretch(text[position:stop], marks)
        if heading:
            found.append(("heading", text[heading.start : heading.end]))
            position = heading.end
    return found


def _marks_bullets(pattern: re.Pattern[str], text: str) -> bool:
    """True when a sign stands for a bullet in this text: it comes again and again where lines can begin."""
    if pattern is _MARK:
        return bool(_SIGN.search(text))
    sign = {_LOST_MARK: "?", _STAR: "*", _HYPHEN: "-"}[pattern]
    if text.count(sign) < 2:
        return False
    if pattern is _LOST_MARK:
        return len(_LOST_MARK.findall(text)) >= 2 and len(_FRENCH.findall(text)) * 25 < len(text.split())
    found = list(pattern.finditer(text))
    if pattern is _HYPHEN:
        found = [match for match in found if clauses.begins_lines(text, match.end())]
    return len(found) >= 3


def _stretch(text: str, marks: list[re.Pattern[str]]) -> Iterator[Line]:
    """The lines between two headings: prose, then bullets, each perhaps followed by a small heading."""
    cuts = sorted(
        match.span()
        for pattern in marks
        for match in pattern.finditer(text)
        if pattern is not _HYPHEN
        or text[match.start() - 1 : match.start()].isspace()
        or clauses.begins_lines(text, match.end())
    )
    position = 0
    bullet = False
    for start, stop in cuts:
        body, last = _trailing_line(text[position:start].strip())
        yield from _bullet(body) if bullet else _prose(body)
        if last:
            yield last
        bullet = True
        position = stop
    rest = text[position:].strip()
    yield from _last_bullet(rest) if bullet else _prose(rest)


def _bullet(text: str) -> Iterator[Line]:
    if text:
        yield ("bullet", text)


def _last_bullet(text: str) -> Iterator[Line]:
    """The last bullet of a list, and the prose that follows it where a new subject clearly begins."""
    spans = clauses.sentences(text)
    for index, (start, end) in enumerate(spans):
        if index and (boilerplate.spans(text, start, end) or not _ends_line(text[slice(*spans[index - 1])])):
            yield ("bullet", text[:start].strip())
            yield from _prose(text[start:])
            return
    yield from _bullet(text)


def _trailing_line(text: str) -> tuple[str, Line | None]:
    """A line of its own at the end of what stands before a bullet: "... network. People leadership •"."""
    if not text:
        return text, None
    start = _last_line(text)
    tail = text[start:]
    words = len(tail.split())
    if not tail[:1].isupper() or tail.endswith((".", "!", "?", ";", ",")):
        return text, None
    alone = start and words > 1 and (_ends_line(text[:start].rstrip()) or tail.istitle())
    if words <= _HEADING_WORDS and (tail.endswith(":") or alone):
        return text[:start].strip(), ("heading", tail)
    if start and words <= 2 * _HEADING_WORDS and _ends_line(text[:start].rstrip()):
        return text[:start].strip(), ("paragraph", tail)
    return text, None


def _last_line(text: str) -> int:
    """Where the last line of `text` begins: after a sentence, or at a capital behind a word that can end one.

    Of several capitals the first wins whose run up to the end is short: "engagement Drive Pipeline hygiene:".
    """
    start = clauses.sentences(text)[-1][0]
    limit = max(start, len(text) - 70)
    for match in _NEW_LINE.finditer(text, limit):
        before = text[: match.start()].rsplit(None, 1)[-1]
        if before[0].isupper() or before.lower() in lexicons.joining_words() or before.endswith("."):
            continue
        if text.endswith(":") or len(text[match.end() :].split()) <= 4:
            return match.end()
    return start


def _ends_line(text: str) -> bool:
    return text.rstrip("\"'\u201d\u2019)").endswith((".", "!", "?", ":", ";", "\u2026"))


def _prose(text: str) -> Iterator[Line]:
    """Sentences gathered into paragraphs; lines without a full stop, three or more together, as bullets."""
    spans = clauses.sentences(text)
    broken = [not _ends_line(text[start:end]) for start, end in spans]
    listed = sum(broken[:-1]) >= 3
    repeated = boilerplate.marks(text, spans)
    first = 0  # the sentence with which the paragraph begins
    for index, (start, _) in enumerate(spans):
        if not index:
            continue
        length = spans[index - 1][1] - spans[first][0]
        changes = broken[index - 1] or repeated[index] != repeated[index - 1] or (listed and broken[index])
        if changes or length > _PARAGRAPH:
            yield _paragraph(
                text[spans[first][0] : start], listed and (broken[index - 1] or _after(broken, first))
            )
            first = index
    if spans:
        yield _paragraph(text[spans[first][0] :], listed and (broken[-1] or _after(broken, first)))


def _after(broken: list[bool], index: int) -> bool:
    return index > 0 and broken[index - 1]


def _paragraph(text: str, listed: bool) -> Line:
    return ("bullet" if listed else "paragraph"), text.strip()
