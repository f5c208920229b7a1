"""Recognises headings, as lines of their own and in the middle of flattened text, and says what follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from . import lexicons
from .records import SectionKind

Phrase = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['’`´?][^\W_]+)*|&")
_APOSTROPHE = re.compile(r"['’`´?]")
_WITHIN = re.compile(r"[\s,/\u2013-]{1,3}")  # what may stand between two words of one heading
_AFTER_COLON = re.compile(r"\s?(?:\([^()]{0,40}\)\s?)?[:\uff1a]")
_SENTENCE_END = '.!?;:)\u2022\u00b7*|\u2026"\u201d'
_YEARS = re.compile(r"\d\s*\+?\s*(?:-\s*\d+\s*)?(?:years?|yrs?)\b", re.IGNORECASE)
MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of headings.csv."""

    kind: SectionKind
    open_ended: bool  # the heading may go on after the phrase
    inline: str  # bare | sentence | colon | no


@dataclass(frozen=True, slots=True)
class InlineHeading:
    """A heading that stands in running text; the span includes its colon."""

    start: int
    end: int
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    folded: str


def kind_of(text: str) -> SectionKind | None:
    """What follows the heading `text`, None when its words say nothing.

    >>> kind_of("Preferred Qualifications:"), kind_of("What you’ll do"), kind_of("Our Berlin office")
    ('preferred', 'responsibilities', None)
    """
    words = tuple(word.folded for word in _words(text[:200]))[:MAX_WORDS]
    phrases = _phrases()
    for length in range(len(words), 0, -1):
        entry = phrases.get(words[:length])
        if entry and (length == len(words) or entry.open_ended):
            return entry.kind
    padded = f" {' '.join(words)} "
    return next((kind for deciding, kind in _deciding_words() if deciding in padded), None)


def stands_alone(text: str) -> bool:
    """True when a line of its own with these words is a heading for certain: the lexicon has all of it.

    >>> stands_alone("Key Responsibilities"), stands_alone("Requirements gathering with clients")
    (True, False)
    """
    if len(text) > 100 or not text[:1].isupper() and not text[:1] in "¿*#":
        return False
    words = tuple(word.folded for word in _words(text))
    return words in _phrases() and not text.rstrip().endswith((".", ",", ";"))


def looks_like_one(text: str) -> bool:
    """True when a line that is set apart (bold, say) reads like a heading rather than a statement."""
    words = len(text.split())
    if not words or words > MAX_WORDS or len(text) > 120 or text.endswith((".", ",", ";")):
        return False
    return not _YEARS.search(text) and any(char.isalpha() for char in text)


def opens(text: str) -> bool:
    """True when `text` begins with a heading of the lexicon, whatever stands before it.

    >>> opens("Required Qualifications Bachelor's degree"), opens("Required by law")
    (True, False)
    """
    words = list(_words(text[:200]))
    match = _longest(words, 0, text) if words and not text[: words[0].start].strip() else None
    if match is None:
        return False
    entry, last = match
    if _AFTER_COLON.match(text, words[last].end):
        return True
    return entry.inline in ("bare", "sentence") and _starts_anew(text, words[last].end, len(text))


def inline(text: str, start: int, end: int) -> list[InlineHeading]:
    """Headings of the lexicon inside `text[start:end]`, a block that lost its line breaks, in order."""
    words = list(_words(text, start, end))
    found: list[InlineHeading] = []
    index = 0
    while index < len(words):
        match = _longest(words, index, text)
        if match is not None:
            entry, last = match
            heading = _believed(text, start, end, words, index, last, entry)
            if heading and (not found or heading.start >= found[-1].end):
                found.append(heading)
                index = last
        index += 1
    return found


def _believed(
    text: str, start: int, end: int, words: list[_Word], first: int, last: int, entry: Entry
) -> InlineHeading | None:
    """The heading words[first..last] if what stands around it lets it be one."""
    before, after = words[first], words[last]
    colon = _AFTER_COLON.match(text, after.end, end)
    stop = colon.end() if colon else after.end
    gap = _boundary(text, start, words, first)
    if entry.inline == "no" or gap is None:
        return None
    if colon:
        if gap == "capital":
            run = _capital_run(text, words, first)
            return InlineHeading(words[run].start, stop, entry.kind) if run is not None else None
        return InlineHeading(before.start, stop, entry.kind)
    if entry.inline == "colon" or gap == "capital" or not _starts_anew(text, stop, end):
        return None
    if gap == "lost" and (entry.inline != "bare" or not _title_case(words[first : last + 1])):
        return None
    return InlineHeading(before.start, stop, entry.kind)


def _boundary(text: str, start: int, words: list[_Word], first: int) -> str | None:
    """What stands before a word: "start", "sentence", "glued", "lost" (a line break), "capital", or None."""
    position = words[first].start
    before = text[max(start, position - 4) : position]
    stripped = before.rstrip()
    if not stripped and (position - start <= 4 or "\n" in before):
        return "start"
    if "\n" in before[len(stripped) :]:
        return "start"
    if not stripped:
        return None
    if stripped[-1] in _SENTENCE_END or stripped[-1] in "-\u2013\u2014" and len(before) > len(stripped):
        return "sentence"
    if len(stripped) == len(before):
        return "glued" if before[-1].islower() or before[-1].isdigit() else None
    previous = words[first - 1]
    if stripped[-1] in ",(&/" or previous.folded in lexicons.joining_words():
        return None
    return "capital" if previous.text[0].isupper() else "lost"


def _capital_run(text: str, words: list[_Word], first: int) -> int | None:
    """The first word of the capitalised run that leads up to `first`, None when it is long or joined."""
    index = first
    while (
        index
        and words[index - 1].text[0].isupper()
        and text[words[index - 1].end : words[index].start] == " "
    ):
        index -= 1
        if first - index > 3:
            return None
    return None if index and words[index - 1].folded in lexicons.joining_words() else index


def _starts_anew(text: str, stop: int, end: int) -> bool:
    """True when what follows begins like a new line: a capital, a digit, a bullet, or nothing follows."""
    rest = text[stop : min(end, stop + 4)]
    stripped = rest.lstrip()
    if not stripped:
        return True
    if len(stripped) == len(rest):
        return False
    return stripped[0].isupper() or stripped[0].isdigit() or stripped[0] in "\u2022\u00b7*-\u2013?\u201c\"('"


def _title_case(words: list[_Word]) -> bool:
    return all(word.text[0].isupper() or word.folded in lexicons.joining_words() for word in words)


def _longest(words: list[_Word], first: int, text: str) -> tuple[Entry, int] | None:
    """The longest phrase of the lexicon that begins at words[first], and the index of its last word."""
    if not (words[first].text[0].isupper() or words[first].text[0] == "¿"):
        return None
    limit = _first_words().get(words[first].folded, 0)
    best = None
    folded: Phrase = ()
    for index in range(first, min(first + limit, len(words))):
        if index > first and not _near(text, words[index - 1].end, words[index].start):
            break
        folded += (words[index].folded,)
        entry = _phrases().get(folded)
        if entry:
            best = entry, index
    return best


def _near(text: str, start: int, end: int) -> bool:
    return end - start <= 3 and bool(_WITHIN.fullmatch(text, start, end)) and "\n" not in text[start:end]


def _words(text: str, start: int = 0, end: int | None = None) -> Iterator[_Word]:
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match[0]
        folded = "and" if word == "&" else _APOSTROPHE.sub("", word).casefold()
        yield _Word(word, match.start(), match.end(), folded)


@cache
def _phrases() -> dict[Phrase, Entry]:
    return {
        tuple(row["phrase"].split()): Entry(
            cast(SectionKind, row["kind"]), row["match"] == "start", row["inline"]
        )
        for row in lexicons.rows("headings")
    }


@cache
def _first_words() -> dict[str, int]:
    """The first word of each phrase, with the length of the longest phrase that begins so."""
    longest: dict[str, int] = {}
    for phrase in _phrases():
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return longest


@cache
def _deciding_words() -> tuple[tuple[str, SectionKind], ...]:
    return tuple(
        (f" {row['words']} ", cast(SectionKind, row["kind"])) for row in lexicons.rows("heading_words")
    )
