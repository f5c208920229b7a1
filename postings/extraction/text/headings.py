"""Recognises headings, as lines and in the middle of flattened text, and says what follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from postings.extraction import lexicons
from postings.extraction.records import SectionKind
from postings.extraction.text.heading_phrases import (
    MAX_WORDS,
    Found,
    Phrase,
    deciding_words,
    first_words,
    fold,
    longest,
    phrases,
    title_case,
    words_of,
)

# A word that may begin a heading. What stands before it is asked behind its capital: a pattern that begins
# with a set of characters is searched for four times as fast.
_CAPITAL = re.compile(
    r"[A-Z\u00c0-\u00de](?:(?<![^\W_].)|(?<=[a-z)].))(?:(?<=[A-Z])[a-z]+(?=[A-Z][a-z])|[^\W_]*)"
)
_BEFORE = re.compile(r"([^\W_]+(?:['’`´?][^\W_]+)*|&)\s*\Z")
_AFTER_COLON = re.compile(r"\s?(?:\([^()]{0,90}\)\s?)?(?:[:\uff1a\u2026]|\.\.\.)")
_APOSTROPHES = frozenset("'’`´?")
_DASH = re.compile(r"\s[-\u2013\u2014](?=\s[A-Z\d])")  # "Nice to have - PhD in Botany"
# "What you bring" + " to the team:"
_GOES_ON_TO_COLON = re.compile(r"(?:,? [\w'’&/-]{1,20}){1,6}\s?:(?=\s)")
_BETWEEN_BULLETS = re.compile(r"\s{1,3}(?=[\u2022\u25cf\u25aa])")
_BULLET_BEFORE = re.compile(r"[\u2022\u25cf\u25aa]\s{1,3}\Z")
_SENTENCE_END = '.!?;:)\u2022\u00b7*|\u2026"\u201d'
_YEARS = re.compile(r"\d\s*\+?\s*(?:-\s*\d+\s*)?(?:years?|yrs?)\b", re.IGNORECASE)
# "Pay will be set by experience": a sentence, whose full stop is missing.
_TOLD = re.compile(r"\b(?:will|shall|must)\s(?:not\s)?be\s[a-z]+ed\b")
# A heading does not stand behind these: "the Job Requirements:".
_LEADING = frozenset(
    {"a", "an", "the", "our", "your", "these", "this", "of", "for", "and", "or", "in", "with", "to", "&"}
)
# A heading that ends with one of these is ended by each line below it.
_LEADS_ON = frozenset({"for", "if", "have", "has", "bring", "include", "with", "are"})


@dataclass(frozen=True, slots=True)
class InlineHeading:
    """A heading that stands in running text; the span includes its colon."""

    start: int
    end: int
    kind: SectionKind


def kind_of(text: str) -> SectionKind | None:
    """What follows the heading `text`, None when its words say nothing.

    >>> kind_of("Preferred Qualifications:"), kind_of("What you’ll do"), kind_of("Our Berlin office")
    ('preferred', 'responsibilities', None)
    """
    words = words_of(text[:200])[:MAX_WORDS]
    known = phrases()
    if words in known:
        return known[words].kind
    padded = f" {' '.join(words)} "
    deciding = next((kind for deciding, kind in deciding_words() if deciding in padded), None)
    if deciding == "preferred":  # "Skills that would set you apart"
        return deciding
    for length in range(len(words) - 1, 0, -1):
        entry = known.get(words[:length])
        if entry and entry.open_ended:
            return entry.kind
    if deciding is None:  # "Microsoft Cloud Background Check"
        ends = (known.get(words[index:]) for index in range(1, len(words) - 1))
        return next((entry.kind for entry in ends if entry), None)
    return deciding


def stands_alone(text: str) -> bool:
    """True when a line of its own with these words is a heading for certain: the lexicon has all of it.

    >>> stands_alone("Key Responsibilities"), stands_alone("Requirements gathering with clients")
    (True, False)
    """
    if len(text) > 100 or (not text[:1].isupper() and text[:1] != "¿"):
        return False
    words = words_of(text)
    if words in phrases():
        if text.endswith(".") and len(words) > 3 and title_case(text):  # "Desired Skills And Experience."
            return True
        return not text.rstrip().endswith((".", ",", ";"))
    if len(words) <= 8 and words[-1:] and words[-1] in _LEADS_ON and _opens_preferences(words):
        return True  # "Brownie points for", above a list
    return len(words) <= 8 and text.endswith(("?", ":")) and kind_of(text) is not None


def _opens_preferences(words: Phrase) -> bool:
    entries = (phrases().get(words[:length]) for length in range(2, len(words)))
    return any(entry and entry.open_ended and entry.kind == "preferred" for entry in entries)


def looks_like_one(text: str) -> bool:
    """True when a line that is set apart (bold, say) reads like a heading rather than a statement."""
    words = len(text.split())
    if not words or words > MAX_WORDS or len(text) > 120 or text.endswith((".", ",", ";")):
        return False
    return not _YEARS.search(text) and not _TOLD.search(text) and any(char.isalpha() for char in text)


def opens(text: str) -> bool:
    """True when `text` begins with a heading of the lexicon, whatever stands before it.

    >>> opens("Required Qualifications Bachelor's degree"), opens("Required by law")
    (True, False)
    """
    start = len(text) - len(text.lstrip())
    phrase = longest(text, start, len(text))
    if phrase is None or not text[start].isupper():
        return False
    if _AFTER_COLON.match(text, phrase.end):
        return True
    if phrase.words == 1 and phrase.entry.kind not in ("about", "responsibilities", "qualifications"):
        return False  # "Education Specialist"
    return phrase.entry.inline in ("bare", "sentence") and _starts_anew(text, phrase.end, len(text))


def inline(text: str, start: int, end: int) -> list[InlineHeading]:
    """Headings of the lexicon inside `text[start:end]`, a block that lost its line breaks, in order."""
    found: list[InlineHeading] = []
    firsts = first_words()
    for match in _CAPITAL.finditer(text, start, end):
        if fold(match[0]) not in firsts and text[match.end() : match.end() + 1] not in _APOSTROPHES:
            continue
        if found and match.start() < found[-1].end:
            continue
        phrase = longest(text, match.start(), end)
        if phrase and (heading := _believed(text, start, end, phrase)):
            found.append(heading)
    return found


def _believed(text: str, start: int, end: int, phrase: Found) -> InlineHeading | None:
    """The heading that `phrase` is if what stands around it lets it be one."""
    entry = phrase.entry
    gap = _boundary(text, start, phrase.start)
    colon = _AFTER_COLON.match(text, phrase.end, end)
    if colon is None and entry.kind == "preferred" and phrase.words > 1 and gap in ("start", "sentence"):
        colon = _DASH.match(text, phrase.end, end)
    if colon is None and entry.kind == "preferred" and _BETWEEN_BULLETS.match(text, phrase.end, end):
        colon = _is_behind_bullet(text, start, phrase.start)
    if colon is None and entry.open_ended and phrase.words >= 3:
        colon = _GOES_ON_TO_COLON.match(text, phrase.end, end)
    if entry.inline == "no" or gap is None or (gap == "joined" and not (colon and phrase.words > 1)):
        return None
    if colon:
        first = _capital_run(text, start, phrase.start) if gap == "capital" else phrase.start
        return InlineHeading(first, max(colon.end(), phrase.end), entry.kind)
    if entry.inline == "colon" or not _starts_anew(text, phrase.end, end):
        return None
    if gap == "capital" and not (entry.inline == "bare" and _is_sure(phrase)):
        return None
    if gap == "lost" and not (entry.inline == "bare" and _is_plain_heading(text, phrase)):
        return None
    return InlineHeading(phrase.start, phrase.end, entry.kind)


def _is_plain_heading(text: str, phrase: Found) -> bool:
    """Whether no sentence would hold the phrase: it is written as a title, or "What makes you stand out"."""
    return _is_sure(phrase) or title_case(text[phrase.start : phrase.end])


def _is_sure(phrase: Found) -> bool:
    """ "English Additional or preferred qualifications": so many words of preference are a heading, even
    behind a name."""
    return phrase.entry.kind == "preferred" and phrase.words >= 3


def _is_behind_bullet(text: str, start: int, position: int) -> re.Match[str] | None:
    """The bullet in front of a phrase that another bullet follows: "• Assets • MBA"."""
    return _BULLET_BEFORE.search(text, max(start, position - 4), position)


def _boundary(text: str, start: int, position: int) -> str | None:
    """What stands before a word: "start", "sentence", "glued", "lost" (a line break), "capital",
    "joined" (a word that needs another behind it), or None."""
    before = text[max(start, position - 4) : position]
    stripped = before.rstrip()
    if "\n" in before[len(stripped) :] or not stripped:
        return "start" if position - start <= 4 or "\n" in before else None
    if stripped[-1] in _SENTENCE_END or (stripped[-1] in "-\u2013\u2014" and len(before) > len(stripped)):
        return "sentence"
    if len(stripped) == len(before):
        return "glued" if before[-1].islower() or before[-1].isdigit() else None
    word = _word_before(text, start, position)
    if stripped[-1] in ",(&/" or word is None or word.lower() in _LEADING:
        return None
    if word.lower() in lexicons.joining_words():
        return "joined"
    return "capital" if word[0].isupper() else "lost"


def _word_before(text: str, start: int, position: int) -> str | None:
    match = _BEFORE.search(text, max(start, position - 40), position)
    return match[1] if match else None


def _capital_run(text: str, start: int, position: int) -> int:
    """Where the capitalised words that lead up to a heading begin: "Visa Requirements:".

    They belong to the text before when they are many, or joined to it ("fluent in English Requirements:").
    """
    first = position
    for _ in range(4):
        match = _BEFORE.search(text, max(start, first - 40), first)
        if (
            match is None
            or not match[1][0].isupper()
            or text[match.end(1) : first] != " "
            or _is_code(match[1])
        ):
            joined = (
                match and match[1].lower() in lexicons.joining_words() and text[match.end(1) : first] == " "
            )
            return position if joined else first
        first = match.start(1)
        if (fold(match[1]),) in phrases():
            return position  # "Logistics Minimum education:"
    return position


def _is_code(word: str) -> bool:
    """A state or a country behind a city: "Austin, TX Position Type:"."""
    return word.isupper() and 1 < len(word) <= 3


def _starts_anew(text: str, stop: int, end: int) -> bool:
    """True when what follows begins like a new line: a capital, a digit, a bullet, or nothing follows."""
    rest = text[stop : min(end, stop + 4)]
    stripped = rest.lstrip()
    if not stripped:
        return True
    if len(stripped) == len(rest):
        return text[stop - 1].islower() and rest[0].isupper() and rest[1:2].islower()  # glued
    return stripped[0].isupper() or stripped[0].isdigit() or stripped[0] in "\u2022\u00b7*-\u2013?\u201c\"('"
