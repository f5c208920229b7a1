"""How much work counting is, known beforehand: the engine walks through the shortest of the lists that an
answer must be in, and looks each of its postings up in the others. Measured at a million: 28 ns a posting.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tantivy import Searcher

from postings.search import tokens
from postings.search.facets import FACETS
from postings.search.matching import STEMMED, Ask, Narrowing
from postings.search.words import Group, Words

EITHER = 5  # of values and a range either may hold: a fifth of all postings is looked at for that


@dataclass(frozen=True)
class Lists:
    """How long the lists are that an answer must be in: of each facet's values, and of each group of words.

    A facet with a range is in none, for how many are in a range is not known.
    """

    ask: Ask
    every: int
    by_facet: Mapping[str, int]
    of_words: Sequence[int]

    def effort(self) -> int:
        """About how many postings are walked through to count this."""
        either = sum(bool(one.codes) and _has_range(one) for one in self.ask.narrowings.values())
        shortest = min([*self.by_facet.values(), *self.of_words], default=self.every)
        return shortest * (1 + len(self.ask.words.groups)) + either * (self.every // EITHER)

    def about(self, but: str | None = None) -> int:
        """How many postings probably match, if what is asked for had nothing to do with each other; `but`
        names a facet that is left out."""
        every = max(self.every, 1)
        lengths = [length for facet, length in self.by_facet.items() if facet != but]
        return round(every * math.prod(min(length / every, 1.0) for length in (*lengths, *self.of_words)))

    def are_most(self, but: str | None = None) -> bool:
        """Whether it is known beforehand that more than half of all postings match, or nearly so."""
        narrowings = self.ask.narrowings.values()
        if self.ask.holder is not None or any(_has_range(one) or one.without for one in narrowings):
            return False
        nodes = [node for group in self.ask.words.groups for node in group]
        if not all(isinstance(node, Words) and len(tokens.terms(node.text)) == 1 for node in nodes):
            return False
        return self.about(but) * 2 > self.every


def lists(searcher: Searcher, ask: Ask) -> Lists:
    """Looks each value and word up in the index, once. A look takes a microsecond, but may have to wait for
    threads that count."""
    by_facet = {
        facet: _of_values(searcher, facet, narrowing)
        for facet, narrowing in ask.narrowings.items()
        if narrowing.chosen and not _has_range(narrowing)
    }
    every = searcher.num_docs
    return Lists(ask, every, by_facet, [min(_of_words(searcher, group), every) for group in ask.words.groups])


def _has_range(narrowing: Narrowing) -> bool:
    return (narrowing.low, narrowing.high) != (None, None)


def alone(searcher: Searcher, ask: Ask) -> int | None:
    """The count, where nothing but one value is asked for and the index has no deleted posting."""
    if ask.words.groups or ask.holder is not None or len(ask.narrowings) != 1:
        return None
    ((facet, narrowing),) = ask.narrowings.items()
    if len(narrowing.codes) != 1 or narrowing.without or _has_range(narrowing):
        return None
    return _of_values(searcher, facet, narrowing) if _is_whole(searcher) else None


def _of_values(searcher: Searcher, facet: str, narrowing: Narrowing) -> int:
    return sum(searcher.doc_freq(facet, code) for code in narrowing.codes)


def _of_words(searcher: Searcher, group: Group) -> int:
    """Any of the group's words; of words that stand together the rarest."""
    reach = 0
    for node in group:
        name = STEMMED.get(node.field) if isinstance(node, Words) else None
        terms = tokens.terms(node.text) if isinstance(node, Words) and name else []
        if not name or not terms:
            return searcher.num_docs
        reach += min(searcher.doc_freq(name, term) for term in terms)
    return reach


def _is_whole(searcher: Searcher) -> bool:
    """No posting is deleted: every posting has one of the buckets of an ordinal facet, which count the
    deleted too until their segment is merged."""
    facet = next(facet for facet in FACETS if facet.kind == "ordinal")
    buckets = [bucket for bucket in facet.buckets if bucket.parent is None]
    return sum(searcher.doc_freq(facet.name, bucket.code) for bucket in buckets) == searcher.num_docs
