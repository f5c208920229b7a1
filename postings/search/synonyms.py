"""Other ways to write what people type: Sr for senior, ML for machine learning, "front end" for frontend.

The vocabulary is `synonyms.csv`. Only words without quotation marks are widened, and each by itself: what
`x` finds and what `-x` finds are still all postings together.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from postings.search import tokens
from postings.search.words import Every, Excluded, Field, Group, Groups, Node, Search, Words

Key = tuple[str, ...]
NOT_IN = ("employer",)  # British Airways is no business analyst


def widened(search: Search) -> Search:
    """The same search that also finds the other ways to write its words.

    >>> from postings.search.words import parse
    >>> [[node.text for node in group] for group in widened(parse("qa lead")).groups]
    [['qa', 'quality assurance'], ['lead']]
    >>> [[type(node).__name__ for node in group] for group in widened(parse("machine learning")).groups]
    [['Every', 'Words']]
    """
    return Search(_widened(search.groups))


def knows(terms: list[str]) -> bool:
    """Whether these stems are in the vocabulary, which makes them no spelling error."""
    return tuple(terms) in _ways()


@cache
def phrases() -> frozenset[Key]:
    """The stems of all entries of several words: the index notes for each posting which of them it has.

    To look for phrases of common words took 80 ms for PM (project manager ...) in 60,000 postings.
    """
    keys = {(*tokens.terms(way.text),) for ways in _ways().values() for way in ways}
    return frozenset(key for key in keys | _ways().keys() if len(key) > 1)


def phrases_in(stems: list[str]) -> set[Key]:
    """Those that stand in these stems.

    >>> sorted(phrases_in(tokens.terms("Project managers, ML and Machine Learning")))
    [('machin', 'learn'), ('project', 'manag')]
    """
    have = set(stems)
    beginning = _phrases_by_beginning()
    begun = have & _beginnings()
    possible = [phrase for stem in begun for phrase in beginning[stem] if have.issuperset(phrase)]
    if not possible:
        return set()
    if tokens.TOO_LONG in have:
        stems = [stem for stem in stems if stem != tokens.TOO_LONG]
    text = f" {' '.join(stems)} "
    return {phrase for phrase in possible if f" {' '.join(phrase)} " in text}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(_phrases_by_beginning())


@cache
def _phrases_by_beginning() -> Mapping[str, list[Key]]:
    made: dict[str, list[Key]] = {}
    for phrase in phrases():
        made.setdefault(phrase[0], []).append(phrase)
    return made


@cache
def fingerprint() -> str:
    """Changes with the vocabulary: the index notes its phrases."""
    return hashlib.sha256(repr(sorted(phrases())).encode()).hexdigest()[:12]


def _widened(groups: Groups) -> Groups:
    made: list[Group] = []
    start = 0
    while start < len(groups):
        end, others = _longest(groups, start)
        if end - start > 1:
            inner = tuple(one for group in groups[start:end] for one in _alone(group))
            made.append((Every(inner), *others))
        else:
            made += _alone(groups[start])
        start = end
    return tuple(made)


def _longest(groups: Groups, start: int) -> tuple[int, tuple[Words, ...]]:
    """Where the longest run of words with other ways to write it ends, and those ways."""
    first = _plain(groups[start])
    found: tuple[int, tuple[Words, ...]] = (start + 1, ())
    if first is None:
        return found
    key: Key = ()
    for end in range(start, len(groups)):
        word = _plain(groups[end])
        if word is None or word.field != first.field:
            break
        key += tuple(tokens.terms(word.text))
        if len(key) > _longest_key():
            break
        if others := _others(key, first.field):
            found = (end + 1, others)
    return found


def _plain(group: Group) -> Words | None:
    """The one word that a group asks for, where it may be widened."""
    [*others, node] = group
    if others or not isinstance(node, Words) or node.quoted or node.field in NOT_IN:
        return None
    return node


def _alone(group: Group) -> Iterator[Group]:
    """A group with each of its words widened by itself. Of what is excluded, all ways are."""
    if len(group) == 1 and isinstance(group[0], Excluded):
        yield from ((one,) for one in _exclusions(group[0]))
        return
    made: list[Node] = []
    for node in group:
        if isinstance(node, Excluded):
            every = tuple((one,) for one in _exclusions(node))
            made.append(node if len(every) == 1 else Every(every))
        else:
            made.append(node)
            made += _ways_to_write(node)
    yield tuple(made)


def _exclusions(excluded: Excluded) -> Iterator[Excluded]:
    yield excluded
    yield from (Excluded(way) for way in _ways_to_write(excluded.node))


def _ways_to_write(node: Node) -> tuple[Words, ...]:
    if not isinstance(node, Words) or node.quoted or node.field in NOT_IN:
        return ()
    return _others(tuple(tokens.terms(node.text)), node.field)


def _others(key: Key, field: Field | None) -> tuple[Words, ...]:
    """The other ways to write these stems in this field; those of titles only where titles are meant."""
    ways = _ways().get(key, ())
    if field is None:
        return ways
    return tuple(replace(way, field=field) for way in ways if way.field in (None, field))


@cache
def _longest_key() -> int:
    return max(map(len, _ways()))


@cache
def _ways() -> Mapping[Key, tuple[Words, ...]]:
    """For the stems of each entry the other ways to write it, as phrases."""
    ways: dict[Key, dict[Key, Words]] = {}
    for searched, found in _pairs():
        stems, other = tuple(tokens.terms(searched)), _read(found)
        known = (*tokens.terms(other.text), other.field or "")
        if stems != known[:-1] or other.field:
            ways.setdefault(stems, {}).setdefault(known, other)
    return {key: tuple(others.values()) for key, others in ways.items()}


def _read(entry: str) -> Words:
    title = entry.removeprefix("title:")
    return Words(title, "title" if title != entry else None, also=True)


def _pairs() -> Iterator[tuple[str, str]]:
    """(words, what they find too) of the vocabulary."""
    for row in rows():
        given, also = row["words"].split("|"), [one for one in row["also"].split("|") if one]
        for searched in given:
            if not searched.startswith("title:"):
                others = [*given, *also] if row["way"] == "both" else also
                yield from ((searched, other) for other in others if other != searched)


def rows() -> list[dict[str, str]]:
    """The rows of the vocabulary: `way`, `words` and `also`."""
    source = Path(__file__).with_name("synonyms.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in source.splitlines() if not line.startswith("#")))
