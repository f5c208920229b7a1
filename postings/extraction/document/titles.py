"""Weighs where a title ends when nothing divides it from the text that follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from postings.extraction import lexicons
from postings.extraction.text import headings

_LONGEST = 28  # words of a title
_LOOK_AHEAD = 40  # words
_SIGNS = frozenset({"-", "\u2013", "\u2014", "&", "/", "|", "+"})
_CONNECTORS = _SIGNS | {"of", "and", "for", "in", "to", "the", "or", "with", "de"}
_DANGLING = _CONNECTORS | {"a", "an", "at", "on", "by", "as", "our", "senior", "sr.", "junior", "jr."}
_EDGE = "\"'\u201c\u201d\u2018\u2019()[]{},;:.!?\u2022"
_LEVEL = re.compile(r"(?:I{1,3}|IV|V|VI|[1-6]),?")
_REFERENCE = re.compile(r"[*#]|\d{3}|[a-z]{3}[A-Z][a-z]{3}")  # "RDQ427R469", "**Note", "DescriptionThe"
_SEEKING = re.compile(
    r"\b(?:seek(?:ing|s)?|look(?:ing|s) for|hiring|recruiting(?: for)?|search(?:ing)? for|openings? for|"
    r"opportunity for|"
    r"(?:position|role|job|post|vacancy) (?:of|as)|in need of|in search of|vacant|applications for|As|"
    r"[Jj]oin\b[^.\n]{0,80}?\bas)\s+"
    r"(?:(?:an?|the|our(?: next| new)?|one|two|several|multiple)\s+)?"
)
_CAPITAL_RUN = re.compile(
    r"[A-Z][\w./+#'’&()-]*(?:(?:\s+|,\s)(?:of|and|for|&|-|\u2013|[A-Z][\w./+#'’&()-]*|I{1,3}|[1-5]))*"
)
_JOINTS = re.compile(r"[(/\u2013\u2014]")  # "Coordinator\u2014Absentee"
_PROSE = re.compile(r"[a-z][a-z'’]*[,.;:]?\Z")


@dataclass(frozen=True, slots=True)
class Boundary:
    """`title` is text[:end]; `thin` when the evidence hardly prefers it to another boundary."""

    end: int
    thin: bool


@dataclass(frozen=True, slots=True)
class _Scene:
    """The opening of a text: words with their ends, and all of the text folded for looking up repeats."""

    text: str
    words: Sequence[str]
    ends: Sequence[int]
    folded: str
    run: int  # words that could belong to a title: up to the first that is plain prose
    headings: frozenset[int]  # the words of the run that begin a heading


def boundary(text: str) -> Boundary | None:
    """Where the title that `text` begins with ends, None when it seems to begin with none.

    Evidence: role nouns, how a first sentence begins, what the text repeats, words that cannot end a title.

    >>> opening = "Data Analyst II The Data Analyst joins a team that plans routes."
    >>> opening[: boundary(opening).end]
    'Data Analyst II'
    """
    scene = _scene(text)
    scores = sorted(
        ((_score(scene, count), count) for count in range(1, min(scene.run, _LONGEST) + 1)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not scores or scores[0][0] < 2:
        return None
    best, count = scores[0]
    rival = scores[1][0] if len(scores) > 1 else 0.0
    return Boundary(scene.ends[count - 1], thin=best - rival < 2.5 or best < 5 or _opening(scene, count) <= 0)


def guess(text: str) -> Boundary:
    """The boundary to show where `boundary` finds none: the words that could be a title, eight at most."""
    scene = _scene(text)
    return Boundary(scene.ends[min(scene.run, 8, len(scene.ends)) - 1], thin=True)


def mentioned(text: str) -> tuple[int, int] | None:
    """The span of a title that a sentence names: "is seeking a Payroll Clerk II to ...", None when none does.

    >>> text = "Acme County has an opening for a Payroll Clerk II in its office."
    >>> start, end = mentioned(text)
    >>> text[start:end]
    'Payroll Clerk II'
    """
    for match in _SEEKING.finditer(text, 0, 8_000):
        run = _CAPITAL_RUN.search(text, match.end(), min(len(text), match.end() + 120))
        if run is None or re.search(r"[.;:!?\n]", text[match.end() : run.start()]):
            continue
        stop = re.search(r"[.;:]\s|\n", run[0])
        words = list(re.finditer(r"\S+", run[0][: stop.start()] if stop else run[0]))
        last = max((index for index, word in enumerate(words) if _is_role(word[0])), default=None)
        if last is None or run[0][0] in "(&":
            continue
        if last + 1 < len(words) and _LEVEL.fullmatch(words[last + 1][0]):
            last += 1
        elif last + 2 < len(words) and words[last + 1][0] == "of":  # "Head of Sales"
            last = len(words) - 1
        end = run.start() + words[last].end()
        return run.start(), end - len(text[run.start() : end]) + len(text[run.start() : end].rstrip(",.;"))
    return None


def opens_text(text: str) -> bool:
    """True when `text` begins like a first sentence or a heading, not like a title."""
    return headings.opens(text[:200]) or _sorted_words("opener", text.split(None, 1)[0] if text else "")


def names_role(text: str) -> bool:
    """True when a word of `text` is a noun that names a role ("engineer", "nurses")."""
    return any(map(_is_role, _JOINTS.sub(" ", text).split()))


def _scene(text: str) -> _Scene:
    matches = list(re.compile(r"\S+").finditer(text, 0, 1_000))[:_LOOK_AHEAD]
    words = [match[0] for match in matches]
    run = _title_run(words)
    starts = [match.start() for match in matches[: run + 1]]
    return _Scene(
        text=text,
        words=words,
        ends=[match.end() for match in matches],
        folded=" ".join(text[:20_000].casefold().split()),
        run=run,
        headings=frozenset(
            index for index, start in enumerate(starts) if headings.opens(text[start : start + 200])
        ),
    )


def _title_run(words: Sequence[str]) -> int:
    """How many words at the beginning could belong to a title."""
    for index, word in enumerate(words):
        if word.lower() in _CONNECTORS or index == 0:
            continue
        if _PROSE.match(word):
            return index
        if word[-1] in ".!?:" and len(word) > 4 and word.lower() not in ("mgr.", "asst.", "assoc.", "engr."):
            return index + 1
    return len(words)


def _score(scene: _Scene, count: int) -> float:
    title, rest = scene.words[:count], scene.words[count:]
    return (
        _impossible(title, rest)
        - 3.0 * any(index in scene.headings for index in range(1, count))
        + _role(title)
        + _opening(scene, count)
        + _repeats(scene, count)
        + (1.0 if 2 <= count <= 7 else -1.0 if count == 1 else -0.2 * (count - 7))
    )


def _impossible(title: Sequence[str], rest: Sequence[str]) -> float:
    score = 0.0
    if title[-1].lower() in _DANGLING or title[-1][-1] in ",(/&-:":
        score -= 6
    if rest and (
        (rest[0].lower() in _CONNECTORS - {"the"} and not rest[0][0].isupper()) or rest[0][0] in ",)("
    ):
        score -= 6
    if rest and ((_LEVEL.fullmatch(rest[0]) and _is_role(title[-1])) or rest[0][0] in "(["):
        score -= 3  # "Engineer | II"
    if len(rest) > 1 and rest[0][-1] == "," and rest[1][0].isupper():
        score -= 2  # "Worldwide | Strategy, Planning"
    if title[-1][-1] in "!?" or (title[-1][-1] == "." and len(title[-1]) > 5):
        score -= 3
    joined = " ".join(title)
    score -= 2 * sum(bool(_REFERENCE.search(word)) for word in title)
    if joined.count("(") != joined.count(")"):
        score -= 6
    return score


def _role(title: Sequence[str]) -> float:
    """A title holds a role noun; behind it may stand a level, a place, or anything behind a dash or comma."""
    roles = [index for index, word in enumerate(title) if _is_role(word)]
    return max((_tail(title[index], title[index + 1 :]) for index in roles), default=-2.0)


def _tail(role: str, tail: Sequence[str]) -> float:
    while len(tail) > 1 and _LEVEL.fullmatch(tail[0]):
        tail = tail[1:]
    if all(_sorted_words("tail", word) for word in tail):
        return 5.0
    if tail[0] in _SIGNS | {"of", "for", "in", "and"} or tail[0][0] == "(" or role[-1] in ",-:":
        return 5.0 - 0.1 * max(0, len(tail) - 4)
    return 3.0 - 0.4 * len(tail)


def _opening(scene: _Scene, count: int) -> float:
    """How much what follows looks like the beginning of a text."""
    rest = scene.words[count:]
    if not rest:
        return 0.0
    if count in scene.headings:
        return 5.0
    if rest[0][0].islower():
        return -3.0
    prose = next(
        (
            index
            for index, word in enumerate(rest)
            if index and _PROSE.match(word) and word not in _CONNECTORS
        ),
        99,
    )
    if _sorted_words("opener", rest[0]):
        return 4.0 if prose <= 8 else 1.0
    if (prose <= 5 and _sorted_words("verb", rest[prose])) or (
        prose <= 5 and rest[prose - 1].endswith(("'s", "’s"))
    ):
        return 3.0 - 0.5 * (prose - 1)
    if prose == 1:
        return 2.0
    return 0.0


def _repeats(scene: _Scene, count: int) -> float:
    """The body often names its title again; a second title right behind the first is part of the body."""
    score = 0.0
    title = " ".join(scene.words[:count]).casefold().strip(_EDGE)
    position = scene.ends[count - 1]
    if scene.folded.count(" ".join(scene.words[count - 1 : count + 1]).casefold().strip(_EDGE)) >= 2:
        score -= 2.5  # "Scale | AI": the text says both words together elsewhere
    if count >= 2 and title in scene.folded[position - 1 :]:
        score += 3
    if any(map(_is_role, scene.words[:count])):
        phrase = _leading_title(scene, count)
        if phrase and scene.folded.count(phrase) >= 2:
            score += 4
    elif count < scene.run:
        name = " ".join(scene.words[count : min(scene.run, count + 2)]).casefold().strip(_EDGE)
        score += 0.5 if scene.folded.count(name) >= 2 else 0.0
    return score


def _leading_title(scene: _Scene, count: int) -> str | None:
    """Two or more words behind the boundary up to the next role noun, folded; None when there are none."""
    for index in range(count + 1, min(scene.run, count + 10)):
        if _is_role(scene.words[index]):
            return " ".join(scene.words[count : index + 1]).casefold().strip(_EDGE)
    return None


def _is_role(word: str) -> bool:
    word = word.casefold().strip(_EDGE)
    if "-" not in word and "/" not in word:
        return word in _role_nouns()
    return not _role_nouns().isdisjoint(word.replace("/", "-").split("-"))


def _sorted_words(sort: str, word: str) -> bool:
    folded = word.casefold().replace("’", "'").strip('"“”()[]{},;:.!?')
    return (sort, folded) in _title_words() or (
        sort == "tail" and word.startswith("(") and word.endswith(")")
    )


@cache
def _role_nouns() -> frozenset[str]:
    nouns = {row["noun"] for row in lexicons.rows("role_nouns")}
    return frozenset(nouns | {f"{noun}s" for noun in nouns})


@cache
def _title_words() -> frozenset[tuple[str, str]]:
    return frozenset((row["sort"], row["word"]) for row in lexicons.rows("title_words"))
