"""The yardstick beside the engine: times and counts of the same searches, in the same run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from postings.bench import peers
from postings.bench.clients import WARM
from postings.bench.measures import answered, forget, opened
from postings.bench.mix import Case
from postings.bench.timing import Figures, figures, one_by_one, timed
from postings.search import View
from postings.search.index import TantivyIndex
from postings.search.kept import Counts
from postings.search.matching import Ask
from postings.search.names import Names
from postings.search.query import LISTED, PAGE_SIZE, to_query_string
from postings.search.reader import Opened


@dataclass(frozen=True, slots=True)
class Beside:
    """One search, in milliseconds of the yardstick and of the engine; `alike` if total and all counts are."""

    case: Case
    theirs: float
    ours: float
    alike: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The yardstick beside the engine, on the same searches: those that it has answered, `of` so many.

    `without_text` of them have no words: the yardstick finds their postings by itself. `unlike` are those
    whose total or counts differ.
    """

    of: int
    peers: Figures | None
    ours: Figures | None
    times_at_p50: float | None
    times_at_p95: float | None
    without_text: int
    unlike: Sequence[str]


def beside(cases: Sequence[Case]) -> Iterator[Beside]:
    """One search after the other, first by the engine, then by the yardstick."""
    found, names = opened()
    one_by_one([case.query for case in cases[-WARM:]], answered)
    forget()
    for case in cases:
        ours, _ = timed(partial(answered, case.query))
        theirs, alike = _by_yardstick(case, found, names)
        yield Beside(case, theirs, ours, alike)


def compared(done: Sequence[Beside], of: int) -> Compared:
    theirs, ours = figures([one.theirs for one in done]), figures([one.ours for one in done])
    return Compared(
        of,
        theirs,
        ours,
        round(theirs.p50 / ours.p50, 1) if theirs and ours else None,
        round(theirs.p95 / ours.p95, 1) if theirs and ours else None,
        sum(not one.case.query.text for one in done),
        [to_query_string(one.case.query) for one in done if not one.alike],
    )


def _by_yardstick(case: Case, found: Opened, names: dict[str, Names]) -> tuple[float, bool]:
    """How long the yardstick took, and whether it counts what the index counts."""
    asked = View(case.query, found, names, behind=0).ask(PAGE_SIZE)
    counted = found.index.search(asked, names)
    with _given(found.index, asked):
        took, (total, counts) = timed(lambda: peers.answer(asked))
    of_facets = (
        counts[name] == _without_none(found.index.counted(asked, of_facet))
        and _are_the_first(_without_none(counted.counting.counts(name)), counts[name])
        for name, of_facet in names.items()
    )
    return took, total == counted.count and all(of_facets)


def _are_the_first(some: Counts, every: Counts) -> bool:
    """Whether `some` of the counts are among `every`, and as high as the LISTED highest."""
    highest, of_some = (sorted(counts.values(), reverse=True)[:LISTED] for counts in (every, some))
    return some.items() <= every.items() and highest == of_some


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
