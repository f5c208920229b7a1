"""What is measured, one function a subject. Each asks as a visitor does: through `search`, or for a page."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from django.urls import reverse

from postings.bench.clients import WARM, search_at_once
from postings.bench.mix import Case, Drawing
from postings.bench.server import Site
from postings.bench.timing import Crowd, Figures, at_once, figures, one_by_one, timed
from postings.loader import bulk
from postings.models import Posting
from postings.presentation.listing import LISTED
from postings.search import SearchResults, outbox, search, suggest
from postings.search.matching import Ask
from postings.search.names import Names
from postings.search.query import DEEPEST, PAGE_SIZE, SearchQuery, to_query_string
from postings.search.reader import Opened, reader

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


def forget() -> None:
    """What was counted lately is counted anew by the next search."""
    opened()[0].index.generations.newest().kept.forget()


def draw(seed: int) -> Drawing:
    found, names = opened()
    return Drawing(found.index, names, Random(seed))  # noqa: S311  nothing secret


def answered(query: SearchQuery) -> SearchResults:
    """The answer of the index, with the lists that a page shows: that there is none is not what is timed."""
    found = search(query, listed=LISTED)
    if not found.ready:
        raise NoIndexError
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """How long the searches of a mix took: `alone`, by kind, and with `clients` at a time."""

    alone: Figures | None
    by_kind: Mapping[str, Figures | None]
    together: Figures | None
    clients: int
    a_second: float


def engine(cases: Sequence[Case], clients: int, processes: int) -> Asked:
    """Searches in this process: results, all facets and snippets, ready to be drawn. Several clients ask in
    processes of their own."""
    queries = [case.query for case in cases]
    return _asked(cases, clients, answered, lambda: search_at_once(queries, clients, processes))


def pages(site: Site, cases: Sequence[Case], clients: int) -> Asked:
    """Whole pages of the site."""
    home = reverse("postings:search")

    def ask(query: SearchQuery) -> bytes:
        return site.get(f"{home}?{to_query_string(query)}")

    return _asked(cases, clients, ask, lambda: at_once([case.query for case in cases], ask, clients))


def _asked(
    cases: Sequence[Case], clients: int, ask: Callable[[SearchQuery], object], crowded: Callable[[], Crowd]
) -> Asked:
    queries = [case.query for case in cases]
    one_by_one(queries[-WARM:], ask)
    times = one_by_one(queries, ask)
    by_kind: dict[str, list[float]] = {}
    for case, took in zip(cases, times, strict=True):
        by_kind.setdefault(case.kind, []).append(took)
    crowd = crowded()
    kinds = {kind: figures(took) for kind, took in by_kind.items()}
    return Asked(figures(times), kinds, figures(crowd.times), clients, round(crowd.a_second, 1))


# --- typing, deep pages, exports, size -----------------------------------------------------------------


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
        took, results = timed(partial(answered, case.query))
        if results.count >= DEEPEST:
            first.append(took)
            deepest = replace(case.query, page=DEEPEST // PAGE_SIZE)
            forget()  # else the last page would find the counts of the first
            last.append(timed(partial(answered, deepest))[0])
    return Deep(figures(first), figures(last))


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of all postings: how many, and how soon it began and ended."""

    rows: int
    first_byte_ms: float
    seconds: float
    a_second: float


def export(site: Site) -> Exported:
    """All postings as lines of JSON."""
    began = time.perf_counter()
    first, rows = None, 0
    for part in site.download(reverse("postings:export", args=["jsonl"])):
        first = first or time.perf_counter()
        rows += part.count(b"\n")
    ended = time.perf_counter()
    took = ended - began
    return Exported(rows, round(((first or ended) - began) * 1000, 1), round(took, 1), round(rows / took, 1))


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
