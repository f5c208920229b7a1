"""Cuts a span of text into sentences and clauses, also where punctuation and line breaks were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from postings.extraction import lexicons
from postings.extraction.text import hints

Span = tuple[int, int]

# Where a sentence could end. All begin with one set of characters, which is searched for four times as fast
# as a choice of alternatives; what stands before that character is asked behind it.
_BREAK = re.compile(
    r"""
    [\n\ \t\u00a0.!?\u2026\u2022\u25cf\u25aa\u25e6\u2023\u2219\u25a0A-Z]
    (?:
        (?<=[\w)%+\]][\ \t\u00a0]) (?P<space>[\ \t\u00a0]*) (?=[A-Z])                      # "required Must"
      | (?<=[a-z]{3}[A-Z]) (?P<glued>(?=[a-z]))                                            # "requiredMust"
      | (?<=[.!?\u2026]) (?P<stop>[.!?\u2026]*["'\u201d\u2019)\]]*) (?P<after>\s+)?        # "required. Must"
      | (?<=\n) (?P<line>\n*)
      | (?<=[\u2022\u25cf\u25aa\u25e6\u2023\u2219\u25a0]) (?P<bullet>\s*)                  # "team • Lead"
      | (?<=[\ \t\u00a0]) (?P<sign>[\u00b7*]\s+) (?=[A-Z])                                 # "team * Lead"
    )
    """,
    re.VERBOSE,
)
_TO_LAST_WORD = re.compile(r".*[\s(/,;:]", re.DOTALL)
_LONGEST_WORD = 24
_NEXT_WORD = re.compile(r"[\"'\u201c\u2018(\[]?([^\W_][\w'’?-]{0,24}(?:\.\w)*)")
_LINE_ENDS = frozenset({"line", "bullet", "sign"})  # the groups of _BREAK that end a line
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+\Z|[^\W\d_]\Z")  # before the last dot: "U.S", "B", "Ph.D"
_SHOUTED = re.compile(r"(?!JS|NET|IO|TS|AI)[A-Z]{2,}\s[A-Z]{2,}")  # "degree.NO CALLS", not "express.JS APIS"
_ENUMERATION = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])\Z")
_SHORT_BRACKET = re.compile(r"\([^()]{1,40}\)")

# What an employer says of itself begins anew: "... preferred Contoso is an equal opportunity employer".
_OF_ITSELF = re.compile(
    r"(?:[A-Z][\w&'’.-]{0,30} ){1,4}"
    r"(?:is (?:an? (?:equal|affirmative|eeo|eoe)|proud to|committed to)|does not discriminate|"
    r"values diversity)",
    re.IGNORECASE,
)
# One of these stands in each of its wordings, in the lower-case text.
_OF_ITSELF_HINTS = (
    *("equal", "affirmative", "eeo", "eoe", "proud to", "committed to", "does not discriminate"),
    "values diversity",
)
_SEPARATORS = re.compile(r";|\s[\u2013\u2014]\s|\s-\s")
_STRENGTH = re.compile(
    r"\b(?:required|mandatory|essential|necessary|must|preferred|preferably|preferable|desired|desirable|"
    r"ideally|advantageous|advantage|(?:is|are|be|considered)\s(?:a|an)\s(?:\w+\s)?(?:plus|asset|bonus))\b",
    re.IGNORECASE,
)
_SOFT_SEPARATOR = re.compile(
    r"[,(\u2013\u2014]|\s-\s|\s(?:and|with|but|while|although|though|however)\s", re.IGNORECASE
)


class _Cut(NamedTuple):
    """Where one sentence ends and the next begins; `lost` when no punctuation says so."""

    end: int
    next: int
    sure: bool
    lost: bool


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of `text[start:end]`, in order, without the blanks and bullet marks around them.

    A line break, a bullet and a lost line break end a sentence like a full stop does. Abbreviations,
    degrees ("B.S."), numbers and a `?` in place of a quote do not.

    >>> line = "B.S./B.A. in Finance, e.g. audit required. Must travel Ability to lead"
    >>> [line[a:b] for a, b in sentences(line)]
    ['B.S./B.A. in Finance, e.g. audit required.', 'Must travel', 'Ability to lead']
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    cuts: list[_Cut] = []
    line_start = start
    praised = hints.holds_between(text, _OF_ITSELF_HINTS, start, end)
    for match in _BREAK.finditer(text, start, end):
        if match.lastgroup in _LINE_ENDS:
            spans += _pieces(text, line_start, match.start(), cuts)
            cuts.clear()
            line_start = match.end()
        else:
            cut = _cut(text, match, start, end, praised=praised)
            if cut is not None:
                cuts.append(cut)
    return [*spans, *_pieces(text, line_start, end, cuts)]


def clauses(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences cut again at semicolons and dashes, and between two words of strength.

    >>> line = "Bachelor's degree in business, law or IT required, Master's preferred; MBA a plus"
    >>> [line[a:b] for a, b in clauses(line)]
    ["Bachelor's degree in business, law or IT required", "Master's preferred", 'MBA a plus']
    """
    found: list[Span] = []
    for first, last in sentences(text, start, end):
        position = first
        for match in _SEPARATORS.finditer(text, first, last):
            found += _by_strength(text, position, match.start())
            position = match.end()
        found += _by_strength(text, position, last)
    return found


def begins_lines(text: str, position: int) -> bool:
    """True when the word at `position` is one that begins lines ("Ability", "Manage", "We")."""
    word = _NEXT_WORD.match(text, position)
    return word is not None and _begins_lines(word[1]) is not None


def _pieces(text: str, start: int, end: int, cuts: list[_Cut]) -> Iterator[Span]:
    """Spans between the cuts of one line; a doubtful cut counts only among others like it."""
    flattened = sum(cut.lost for cut in cuts) >= 3
    position = start
    for cut in cuts:
        if cut.sure or flattened:
            yield from _stripped(text, position, cut.end)
            position = cut.next
    yield from _stripped(text, position, end)


def _cut(text: str, match: re.Match[str], start: int, end: int, *, praised: bool) -> _Cut | None:
    if match["stop"] is None:
        return _lost_break(text, match, start, end, praised=praised)
    if match["after"]:
        ends = _stop_ends(text, match, start, end)
        return _Cut(match.end("stop"), match.end(), sure=True, lost=False) if ends else None
    ends = _glued_stop_ends(text, match, start, end)
    return _Cut(match.end(), match.end(), sure=True, lost=False) if ends else None


def _stop_ends(text: str, match: re.Match[str], start: int, end: int) -> bool:
    following = _NEXT_WORD.match(text, match.end(), end)
    if following is None:
        return text[match.end() : match.end() + 1] != "("
    word = following[1]
    if word[0].islower():
        return False
    if text[match.end()] == "(" and _SHORT_BRACKET.match(text, match.end(), end):
        return False
    stop = match.start()
    if text[stop] != ".":
        return text[stop] == "\u2026" or not word[0].isdigit()
    last = _last_word(text, start, stop)
    if not last:
        return True
    before = last.strip("\"'\u201c\u2018([").lower()
    abbreviation = _abbreviations().get(before)
    if abbreviation == "never" or (_ENUMERATION.match(last) and _begins_line(text, stop - len(last), start)):
        return False
    if abbreviation or _INITIALS.fullmatch(before):
        return _begins_lines(word) is not None
    return True


def _glued_stop_ends(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """A stop without a space: "experience.Strong" ends a sentence, "node.js" and "www.Acme.com" do not."""
    following = _NEXT_WORD.match(text, match.end(), end)
    if following is None or not following[1][0].isupper():
        return False
    word, before = following[1], _last_word(text, start, match.start())
    if "@" in before or "//" in before or before.lower().startswith("www") or "." in before:
        return False
    if text[following.end() : following.end() + 1] in ("/", "@"):
        return False
    if len(before) < 3 or not before[-1].islower():
        return False
    shouted = len(before) >= 5 and _SHOUTED.match(text, following.start(1), end)
    return word[1:2].islower() or _begins_lines(word) is not None or bool(shouted)


def _lost_break(text: str, match: re.Match[str], start: int, end: int, *, praised: bool) -> _Cut | None:
    """`praised` says that an employer may speak of itself somewhere in `text[start:end]`."""
    glued = match["glued"] is not None
    begins = match.start() if glued else match.end()
    following = _NEXT_WORD.match(text, begins, end)
    if following is None:
        return None
    entry = _begins_lines(following[1])
    if glued:
        return _Cut(begins, begins, sure=True, lost=True) if entry and entry[1] else None
    if entry is None and not praised:  # most capitals: a name in a sentence
        return None
    last = _last_word(text, start, match.start())
    if not last or last.lower() in lexicons.joining_words():
        return None
    if entry is None:
        anew = last[0].islower() and _OF_ITSELF.match(text, begins, end)
        return _Cut(match.start(), begins, sure=True, lost=True) if anew else None
    if last[0].isupper() and not (entry[0] and _lower_word_follows(text, following.end(), end)):
        return None
    return _Cut(match.start(), begins, sure=entry[0], lost=True)


def _last_word(text: str, start: int, end: int) -> str:
    """The last characters of `text[start:end]` without a blank, bracket, slash or comma, "" for none."""
    near = text[max(start, end - _LONGEST_WORD) : end]
    before = _TO_LAST_WORD.match(near)
    return near[before.end() :] if before else near


def _lower_word_follows(text: str, position: int, end: int) -> bool:
    return position + 1 < end and text[position] == " " and text[position + 1].islower()


def _begins_line(text: str, position: int, start: int) -> bool:
    before = text[max(start, position - 3) : position].rstrip(" ")
    return not before or before[-1] in "\n.!?:;"


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _by_strength(text: str, start: int, end: int) -> Iterator[Span]:
    """A clause cut between two words of strength: "BS required, MS preferred"."""
    words = list(_STRENGTH.finditer(text, start, end))
    position = start
    for word, following in pairwise(words):
        separators = list(_SOFT_SEPARATOR.finditer(text, word.end(), following.start()))
        if separators:
            leads = text[word.end() : word.end() + 1] == ":"  # "Required: BS, preferred: MS"
            separator = separators[-1 if leads else 0]
            yield from _stripped(text, position, separator.start())
            position = separator.end()
    yield from _stripped(text, position, end)


def _begins_lines(word: str) -> tuple[bool, bool] | None:
    """(believed alone?, also when glued?) for a capitalised word that begins lines, else None."""
    return _line_starts().get(word if word.isalpha() else word.replace("’", "'").replace("?", "'"))


@cache
def _line_starts() -> dict[str, tuple[bool, bool]]:
    return {
        row["word"]: (row["alone"] == "yes", row["glued"] == "yes") for row in lexicons.rows("line_starts")
    }


@cache
def _abbreviations() -> dict[str, str]:
    return {row["word"]: row["ends"] for row in lexicons.rows("abbreviations")}
