"""The words that prove a value, with enough of their sentence to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

BEFORE, AFTER = 48, 120
"""Code points of text around a quote, so few before it that the quote itself is seen in a narrow list."""

# A sentence's end, a line's end, a semicolon or a bullet: a quote does not reach over these.
BOUNDARY = re.compile(r"\n|(?<=[.!?;])\s|\s[•·▪*]\s|\s\?\s")
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Quote:
    """`exact` proves the value; `before` and `after` are the rest of its sentence, cut with an ellipsis."""

    before: str
    exact: str
    after: str


def quote(
    window: str, offset: int, length: int, reaches_start: bool = False, reaches_end: bool = False
) -> Quote:
    """The quote at `window[offset:offset + length]`, completed to its sentence as far as the window goes.

    `reaches_start`, `reaches_end`: the text itself begins or ends with the window, so nothing was cut there.

    >>> quote("We sell. Five years in sales required. Apply!", 9, 10, True, True)
    Quote(before='', exact='Five years', after=' in sales required.')
    """
    before, after = window[:offset], window[offset + length :]
    starts = [found.end() for found in BOUNDARY.finditer(before)]
    if starts:
        before = before[starts[-1] :]
    elif not reaches_start:
        before = _from_a_word(before)
    stop = BOUNDARY.search(window, offset + length)
    if stop:
        after = window[offset + length : stop.start()]
    elif not reaches_end:
        after = _to_a_word(after)
    return Quote(
        before=_one_line(before).lstrip(),
        exact=_one_line(window[offset : offset + length]).strip(),
        after=_one_line(after).rstrip().rstrip(";,:"),
    )


def _one_line(text: str) -> str:
    return BLANKS.sub(" ", text)


def _from_a_word(text: str) -> str:
    if not text:
        return ""
    cut = text.find(" ")
    return f"… {text[cut + 1 :]}" if cut >= 0 else "…"


def _to_a_word(text: str) -> str:
    if not text:
        return ""
    cut = text.rfind(" ")
    return f"{text[:cut]} …" if cut >= 0 else "…"
