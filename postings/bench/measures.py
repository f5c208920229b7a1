"""What is measured, one function a subject. Each asks as a visitor does: through `search`, or for a page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from random import Random

from django.urls import reverse

from postings.bench import peers
from postings.bench.mix import Case, Drawing
from postings.bench.server import Site
from postings.bench.timing import Figures, at_once, figures, one_by_one, timed
from postings.loader import bulk
from postings.models import Posting
from postings.search import answer, outbox, search, suggest
from postings.search.facets import FACETS
from postings.search.index import TantivyIndex
from postings.search.matching import Ask
from postings.search.names import Names
from postings.search.query import DEEPEST, PAGE_SIZE, SearchQuery, to_query_string
from postings.search.reader import Opened, reader

WARM = 20  # searches before the first is timed
VISIBLE_WITHIN = 120.0  # seconds


class NoIndexError(Exception):
    """There is no index that can be searched."""


def opened() -> tuple[Opened, dict[str, Names]]:
    """The index that searches use, and the names of its facets."""
    here = reader()
    found = here.opened()
    state = outbox.state(found.current.index) if found else None
    if found is None or state is None:
        raise NoIndexError
    return found, here.names(found.current.index, state.names_stamp)


def draw(seed: int) -> Drawing:
    found, names = opened()
    return Drawing(found.index, names, Random(seed))  # noqa: S311  nothing secret


@dataclass(frozen=True, slots=True)
class Asked:
    """How long the searches of a mix took: `alone`, by kind, and with `clients` at a time."""

    alone: Figures | None
    by_kind: Mapping[str, Figures | None]
    together: Figures | None
    clients: int
    a_second: float


def engine(cases: Sequence[Case], clients: int) -> Asked:
    """Searches in this process: results, all facets and snippets, ready to be drawn."""
    return _asked(cases, clients, lambda case: search(case.query))


def pages(site: Site, cases: Sequence[Case], clients: int) -> Asked:
    """Whole pages of the site."""
    home = reverse("postings:search")
    return _asked(cases, clients, lambda case: site.get(f"{home}?{to_query_string(case.query)}"))


def _asked(cases: Sequence[Case], clients: int, ask: Callable[[Case], object]) -> Asked:
    one_by_one(cases[:WARM], ask)
    times = one_by_one(cases, ask)
    by_kind: dict[str, list[float]] = {}
    for case, took in zip(cases, times, strict=True):
        by_kind.setdefault(case.kind, []).append(took)
    crowded, a_second = at_once(cases, ask, clients)
    kinds = {kind: figures(took) for kind, took in by_kind.items()}
    return Asked(figures(times), kinds, figures(crowded), clients, round(a_second, 1))


# --- the yardstick -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compared:
    """The yardstick beside the engine, on the same searches; `unlike` are those whose counts differ."""

    peers: Figures | None
    ours: Figures | None
    times_at_p50: float
    times_at_p95: float
    unlike: Sequence[str]


def yardstick(cases: Sequence[Case]) -> Compared | None:
    """None without cases."""
    if not cases:
        return None
    found, names = opened()
    theirs, ours, unlike = [], [], []
    for case in cases:
        asked = answer.ask(_meant(found.index, case.query), names, PAGE_SIZE)
        ours.append(timed(lambda query=case.query: search(query))[0])  # type: ignore[misc]
        counted = found.index.search(asked, names)
        with _given(found.index, asked):
            took, (total, counts) = timed(lambda asked=asked: peers.answer(asked))  # type: ignore[misc]
        theirs.append(took)
        if total != counted.count or any(
            counts[facet.name] != _without_none(counted.counts[facet.name]) for facet in FACETS
        ):
            unlike.append(to_query_string(case.query))
    theirs_of, ours_of = figures(theirs), figures(ours)
    if theirs_of is None or ours_of is None:
        return None
    return Compared(
        theirs_of,
        ours_of,
        round(theirs_of.p50 / ours_of.p50, 1),
        round(theirs_of.p95 / ours_of.p95, 1),
        unlike,
    )


def _meant(index: TantivyIndex, query: SearchQuery) -> SearchQuery:
    corrected = index.corrected(query.text)
    return query if corrected is None else replace(query, text=corrected)


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


# --- typing, deep pages, memory, size ------------------------------------------------------------------


def typeahead(typed: Sequence[SearchQuery]) -> Figures | None:
    """What is suggested while somebody types, in this process."""
    one_by_one(typed[:WARM], suggest)
    return figures(one_by_one(typed, suggest))


@dataclass(frozen=True, slots=True)
class Deep:
    """First pages, and the last that can be turned to, of the same searches."""

    first: Figures | None
    last: Figures | None


def deep_pages(cases: Sequence[Case]) -> Deep:
    """Only of searches with so many results."""
    first, last = [], []
    for case in cases:
        took, results = timed(lambda query=case.query: search(query))  # type: ignore[misc]
        if results.count >= DEEPEST:
            first.append(took)
            deepest = replace(case.query, page=DEEPEST // PAGE_SIZE)
            last.append(timed(lambda query=deepest: search(query))[0])  # type: ignore[misc]
    return Deep(figures(first), figures(last))


def size_of_index() -> int:
    """Bytes of the build in use."""
    here = reader().folder
    build = here.builds / opened()[0].current.build
    return sum(file.stat().st_size for file in build.rglob("*") if file.is_file())


# --- from commit to visible ----------------------------------------------------------------------------


def freshness(changed: int, drain: Callable[[], None] | None = None) -> float | None:
    """Milliseconds from the commit of so many changed postings until a search finds it so; None where there
    are not so many synthetic postings.

    They are hidden, and shown again. `drain` reads the changes where no server does.
    """
    found, _ = opened()
    shown = Posting.objects.filter(hidden=False, files__collection__in=bulk.collections())
    ids = list(shown.order_by("pk").values_list("pk", flat=True)[:changed])
    if len(ids) < changed:
        return None
    before = found.index.count(Ask(), found.index.searcher())
    try:
        Posting.objects.filter(pk__in=ids).update(hidden=True)
        return _until(found, before - changed, drain)
    finally:
        Posting.objects.filter(pk__in=ids).update(hidden=False)
        _until(found, before, drain)


def _until(found: Opened, count: int, drain: Callable[[], None] | None) -> float:
    began = time.perf_counter()
    if drain is not None:
        drain()
    while found.index.count(Ask(), found.index.searcher()) != count:
        if time.perf_counter() - began > VISIBLE_WITHIN:
            raise NoIndexError
        time.sleep(0.001)
    return round((time.perf_counter() - began) * 1000, 1)
