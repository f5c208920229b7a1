"""The piece of a posting's text that shows why it was found, cut into segments."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from tantivy import Searcher

from postings.search import tokens
from postings.search.marking import Place, Sought, places
from postings.search.results import Segment
from postings.search.words import Search, Words

LENGTH = 260  # characters, about three lines
BREAK = re.compile(r"[.!?]\s+|\n\s*")  # what a piece may begin behind
SPACE = re.compile(r"\s+")
TRAILING = " \t\r\n.,;:–—-("  # what a piece does not end with


def snippets(searcher: Searcher, search: Search, texts: Iterable[str]) -> list[tuple[Segment, ...]]:
    """For each text its best piece, as (text, is_match) segments; empty where it has none of the words."""
    sought = _sought(searcher, search)
    return [_snippet(tokens.composed(text), sought) if sought else () for text in texts]


def _sought(searcher: Searcher, search: Search) -> list[Sought]:
    """All single terms that a match is made of; the rarer one is, the more it says, and a prefix as much as
    the rarest."""
    stems: set[str] = set()
    prefixes: set[str] = set()
    for node in search.found():
        if isinstance(node, Words):
            stems.update(tokens.terms(node.text))
        else:
            prefixes.update(tokens.terms(node.text, stemmed=False)[-1:])
    known = searcher.num_docs
    weights = {term: math.log1p(known / (searcher.doc_freq("text", term) + 1)) for term in stems}
    return [
        *(Sought(term, weights[term]) for term in sorted(stems)),
        *(Sought(begin, math.log1p(known), is_prefix=True) for begin in sorted(prefixes)),
    ]


def _snippet(text: str, sought: list[Sought]) -> tuple[Segment, ...]:
    found = places(text, sought, LENGTH)
    if not found:
        return ()
    best = _best(found, sought)
    start, end = _cut(text, best[0].start, best[-1].end)
    return tuple(_segments(text, start, end, found))


def _best(found: list[Place], sought: list[Sought]) -> list[Place]:
    """The places close together that say the most: by the terms that are among them, then by their number."""
    best: list[Place] = []
    most = (0.0, 0)
    last = 0
    for first, place in enumerate(found):
        before = last
        while last < len(found) and found[last].end <= place.start + LENGTH:
            last += 1
        if last == before:
            continue  # they were all among the ones before
        together = found[first:last]
        says = sum(sought[number].weight for number in {one.sought for one in together}), len(together)
        if says > most:
            best, most = together, says
    return best


def _cut(text: str, first: int, last: int) -> tuple[int, int]:
    """Where a piece begins and ends that holds what is from `first` to `last`: at whole words, with about as
    much before as behind, and where it can at the beginning of a sentence or line."""
    start = first - (LENGTH - (last - first)) // 2
    start = max(min(start, len(text) - LENGTH), 0)
    if start:
        begin = BREAK.search(text, start, first) or SPACE.search(text, start, first)
        start = begin.end() if begin else first
    end = start + LENGTH
    if end < len(text):
        end = max(last, text.rfind(" ", last, end + 1), text.rfind("\n", last, end + 1))
    return start, max(last, start + len(text[start:end].rstrip(TRAILING)))


def _segments(text: str, start: int, end: int, found: list[Place]) -> Iterable[Segment]:
    done = start
    for place in found:
        if place.start >= done and place.end <= end:
            if place.start > done:
                yield text[done : place.start], False
            yield text[place.start : place.end], True
            done = place.end
    if done < end:
        yield text[done:end], False
