"""The yardstick beside the engine: times and counts of the same searches, in the same run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from postings.bench import peers
from postings.bench.measures import answered, opened
from postings.bench.mix import Case
from postings.bench.timing import Figures, figures, timed
from postings.search import View
from postings.search.facets import FACETS
from postings.search.index import TantivyIndex
from postings.search.matching import Ask
from postings.search.names import Names
from postings.search.query import PAGE_SIZE, to_query_string
from postings.search.reader import Opened


@dataclass(frozen=True, slots=True)
class Compared:
    """The yardstick beside the engine, on the same searches.

    `without_text` of them have no words: the yardstick finds their postings by itself. `unlike` are those
    whose total or counts differ.
    """

    peers: Figures | None
    ours: Figures | None
    times_at_p50: float
    times_at_p95: float
    without_text: int
    unlike: Sequence[str]


def compared(cases: Sequence[Case]) -> Compared | None:
    """None without cases."""
    if not cases:
        return None
    found, names = opened()
    theirs, ours, unlike = [], [], []
    for case in cases:
        ours.append(timed(partial(answered, case.query))[0])
        took, alike = _beside(case, found, names)
        theirs.append(took)
        if not alike:
            unlike.append(to_query_string(case.query))
    theirs_of, ours_of = figures(theirs), figures(ours)
    if theirs_of is None or ours_of is None:
        return None
    return Compared(
        theirs_of,
        ours_of,
        round(theirs_of.p50 / ours_of.p50, 1),
        round(theirs_of.p95 / ours_of.p95, 1),
        sum(not case.query.text for case in cases),
        unlike,
    )


def _beside(case: Case, found: Opened, names: dict[str, Names]) -> tuple[float, bool]:
    """How long the yardstick took, and whether it counts what the index counts."""
    asked = View(case.query, found, names, behind=0).ask(PAGE_SIZE)
    counted = found.index.search(asked, names)
    with _given(found.index, asked):
        took, (total, counts) = timed(lambda: peers.answer(asked))
    of_facets = (counts[facet.name] == _without_none(counted.counts[facet.name]) for facet in FACETS)
    return took, total == counted.count and all(of_facets)


@contextmanager
def _given(index: TantivyIndex, asked: Ask) -> Iterator[None]:
    """What the words match, before any filter, as a table for the yardstick."""
    if asked.words.groups:
        with peers.matched(index.ids(replace(asked, narrowings={}))):
            yield
    else:
        yield


def _without_none(counts: Mapping[int, int]) -> dict[int, int]:
    return {code: count for code, count in counts.items() if count}
