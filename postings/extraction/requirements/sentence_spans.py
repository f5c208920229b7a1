"""Where a sentence about requirements begins and ends: broken lines joined, endless ones cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LONGEST_SENTENCE = 1_500

Span = tuple[int, int]

_DEGREE_FIRST = re.compile(r"degrees?\b")

_LEVEL_LAST = re.compile(r"(?:bachelor|master|associate|doctorate?)\W{0,2}s?\Z", re.IGNORECASE)

# "Minimum years of experience" / "5": the cell below has the number
BARE_CELL = re.compile(r"\W{0,3}\d{1,2}(?:\.\d)?\s?\+?(?:\s?(?:-|–|to)\s?\d{1,2}\+?)?\W{0,3}")

_YEARS_LAST = re.compile(
    r"\b(?:(?:years?|yrs)(?:\sof)?(?:\s\w+)?\s(?:experience|exp)(?:\s(?:required|needed))?|experience\s\(?(?:in\s)?(?:years|yrs)\)?)"
    r"\W{0,3}\Z",
    re.IGNORECASE,
)

_NUMBER_LAST = re.compile(r"\d\s?\+?\s?\Z")

_PLUS_FIRST = re.compile(r"\+\s?\d")

_YEARS_FIRST = re.compile(r"\+?\s?(?:years?|yrs?)\b", re.IGNORECASE)

# "With a Bachelor's degree:" / "5 years of baking"
_DEGREE_LABEL = re.compile(
    r"(?:(?:with|if|for|having|holding)\s[^.;:\n]{2,40}|[^.;:\n]{0,24}(?:degree|diploma)):", re.IGNORECASE
)

_NUMBER_FIRST = re.compile(r"(?:at\sleast\s|(?:a\s)?minimum\s(?:of\s)?)?\d{1,2}\s?\+?[\s-]", re.IGNORECASE)


def _continues(text: str, before: Span, start: int, end: int) -> bool:
    return bool(
        (_DEGREE_FIRST.match(text, start) and _LEVEL_LAST.search(text, *before))
        or (_PLUS_FIRST.match(text, start) and text[before[1] - 1] == ".")
        or (_YEARS_FIRST.match(text, start) and _NUMBER_LAST.search(text, *before))
        or (BARE_CELL.fullmatch(text, start, end) and _YEARS_LAST.search(text, *before))
        or (_NUMBER_FIRST.match(text, start) and _DEGREE_LABEL.fullmatch(text, *before))
    )


def unwrapped(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Sentences, joined where a line broke inside "Bachelor's / degree", "0-5 / years", "Ph.D. / + 4"."""
    held: Span | None = None
    for start, end in spans:
        if held and start - held[1] < 3 and _continues(text, held, start, end):
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def shortened(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Sentences, the endless ones cut: what is tied together stands close together."""
    for start, end in spans:
        while end - start > _LONGEST_SENTENCE:
            cut = max(
                text.rfind(mark, start + 400, start + _LONGEST_SENTENCE) for mark in (". ", "; ", ", ", " ")
            )
            cut = cut + 1 if cut > 0 else start + _LONGEST_SENTENCE
            yield start, cut
            start = cut
        yield start, end
