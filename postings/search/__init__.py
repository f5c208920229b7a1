"""Finding postings: `search` answers a SearchQuery. It reads index and database, and writes neither."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from postings.models import Posting
from postings.search import answer, chips, likeness, outbox, table
from postings.search.facets import FACETS
from postings.search.index import Found, UnreadableIndexError
from postings.search.likeness import Similar
from postings.search.matching import Ask
from postings.search.names import Names
from postings.search.query import PAGE_SIZE, SearchQuery
from postings.search.reader import Opened, Reader, reader
from postings.search.results import BEHIND_LIMIT, FacetResult, Hit, Relaxation, SearchResults, Segment
from postings.search.snippets import snippets
from postings.search.suggestions import Suggestion
from postings.search.values import FacetValues, Wanted, values_of

__all__ = [
    "FacetValues",
    "SearchQuery",
    "SearchResults",
    "Similar",
    "Suggestion",
    "Wanted",
    "neighbours",
    "search",
    "similar",
    "suggest",
    "tabulate",
    "values",
]

YEARS = "years"  # the field of the range of years
PATIENCE = 0.1  # seconds that a search waits for the index to catch up, or to be there at all


def search(
    query: SearchQuery, page_size: int = PAGE_SIZE, listed: Mapping[str, int] = MappingProxyType({})
) -> SearchResults:
    """The answer to a query, from one generation of the index.

    `listed` says by facet how many values it lists at least, where that is not answer.LISTED.

    It waits a tenth of a second for changes that the index has not read yet, where they are few and somebody
    is reading them; else it answers and says how far behind it is. Without an index it is not `ready`.
    """
    here = reader()
    opened = _opened(here)
    if opened is None:
        return _not_ready(query)
    state = _in_step(here, opened)
    if state is None:
        return _not_ready(query)
    names = here.names(opened.current.index, state.names_stamp)
    try:
        meant = _meant(query, opened)
        asked = answer.ask(meant, names, page_size)
        found = opened.index.search(asked, names)
        results = _results(query, meant, opened, names, asked, found, listed)
        return replace(results, behind=state.pending)
    except UnreadableIndexError:
        _report_damage(here)
        return _not_ready(query)


def tabulate(query: SearchQuery) -> SearchResults:
    """The results of a search as a table of degree against experience, without their hits and facets.

    It does not wait for the index to catch up.
    """
    here = reader()
    opened = _opened(here)
    state = outbox.state(opened.current.index) if opened else None
    if opened is None or state is None:
        return _not_ready(query)
    names = here.names(opened.current.index, state.names_stamp)
    try:
        meant = _meant(query, opened)
        count, counted = opened.index.crossed(
            answer.ask(meant, names, 1), table.ROWS.name, table.COLUMNS.name
        )
    except UnreadableIndexError:
        _report_damage(here)
        return _not_ready(query)
    return SearchResults(
        query=query,
        count=count,
        hits=(),
        facets=(),
        constraints=chips.constraints(query, names),
        behind=state.pending,
        corrected=None if meant is query else meant.text,
        table=table.table_of(query, counted),
    )


def values(query: SearchQuery, facet: str, wanted: Wanted) -> FacetValues | None:
    """A part of the values of one facet, with their counts in a search; None while there is no index.

    It does not wait for the index to catch up.
    """
    here = reader()
    opened = _opened(here)
    state = outbox.state(opened.current.index) if opened else None
    if opened is None or state is None:
        return None
    names = here.names(opened.current.index, state.names_stamp)
    try:
        counts = opened.index.counted(answer.ask(_meant(query, opened), names, 1), names[facet])
    except UnreadableIndexError:
        _report_damage(here)
        return None
    return values_of(query, names[facet], counts, wanted)


def neighbours(query: SearchQuery, position: int) -> tuple[int | None, int | None]:
    """The ids before and after the hit at this position of a search, the first hit being 0."""
    opened = _opened(reader())
    state = outbox.state(opened.current.index) if opened else None
    if opened is None or state is None:
        return None, None
    names = reader().names(opened.current.index, state.names_stamp)
    first = max(position - 1, 0)
    asked = replace(answer.ask(_meant(query, opened), names, 1), offset=first, limit=position + 2 - first)
    ids = opened.index.search(asked, {}).ids
    before, after = position - 1 - first, position + 1 - first
    return (ids[before] if before >= 0 and ids else None, ids[after] if after < len(ids) else None)


def suggest(query: SearchQuery, limit: int = 8, recent: Sequence[str] = ()) -> tuple[Suggestion, ...]:
    """What somebody who has typed the query's text may mean, with counts in the rest of this search.

    Never waits for the index, and has nothing to suggest without one.
    """
    here = reader()
    opened = here.opened()
    state = outbox.state(opened.current.index) if opened else None
    if opened is None or state is None:
        return ()
    names = here.names(opened.current.index, state.names_stamp)
    try:
        return opened.suggester.suggest(query, names, limit, recent)
    except UnreadableIndexError:
        _report_damage(here)
        return ()


def similar(posting: Posting, most: int = 6) -> list[Similar]:
    """Other postings like this one, the most like it first; none without an index. It does not wait."""
    here = reader()
    opened = here.opened()
    if opened is None:
        return []
    try:
        return likeness.similar(opened.index, posting, most)
    except UnreadableIndexError:
        _report_damage(here)
        return []


def _meant(query: SearchQuery, opened: Opened) -> SearchQuery:
    """The query with its misspelt words put right, unless they are to be searched as they are."""
    corrected = None if query.verbatim else opened.index.corrected(query.text)
    return query if corrected is None else replace(query, text=corrected)


def _results(
    query: SearchQuery,
    meant: SearchQuery,
    opened: Opened,
    names: dict[str, Names],
    asked: Ask,
    found: Found,
    listed: Mapping[str, int],
) -> SearchResults:
    facets = tuple(
        answer.facet_result(
            query,
            facet,
            names[facet.name],
            found.counts[facet.name],
            listed.get(facet.name, answer.LISTED),
        )
        for facet in FACETS
    )
    relaxations: tuple[Relaxation, ...] = ()
    if not found.count:
        relaxations = chips.relaxations(
            query,
            names,
            lambda other: opened.index.count(
                answer.ask(replace(other, text=other.text and meant.text), names, 1), found.searcher
            ),
        )
    return SearchResults(
        query=query,
        count=found.count,
        hits=_hits(opened, asked, found),
        facets=facets,
        constraints=chips.constraints(query, names),
        relaxations=relaxations,
        corrected=None if meant is query else meant.text,
        years=found.counts[YEARS],
    )


def _hits(opened: Opened, asked: Ask, found: Found) -> tuple[Hit, ...]:
    if not asked.words.groups:
        return tuple(Hit(posting) for posting in found.ids)
    rows = Posting.objects.filter(pk__in=found.ids).order_by().values_list("pk", "version__text")
    texts = dict(rows)
    ordered = [texts.get(posting) or "" for posting in found.ids]
    cut: list[tuple[Segment, ...]] = snippets(opened.index, found.searcher, asked.words, ordered)
    return tuple(Hit(posting, snippet) for posting, snippet in zip(found.ids, cut, strict=True))


def _opened(here: Reader) -> Opened | None:
    until = time.monotonic() + PATIENCE
    while (opened := here.opened()) is None and time.monotonic() < until:
        if not here.folder.is_drained_by_someone():
            break
        time.sleep(0.01)
    return opened


def _in_step(here: Reader, opened: Opened) -> outbox.State | None:
    state = outbox.state(opened.current.index)
    if state is None or not 0 < state.pending <= outbox.WORTH_WAITING_FOR:
        return state
    if not here.folder.is_drained_by_someone():
        return state
    return outbox.wait(opened.current.index, state, PATIENCE)


def _not_ready(query: SearchQuery) -> SearchResults:
    """Nothing can be searched: chips and facets stay, and all visible postings are still to be read."""
    names = {facet.name: Names(facet) for facet in FACETS}
    for of_facet in names.values():
        if of_facet.facet.kind == "ordinal":
            of_facet.load()
    behind = Posting.objects.filter(hidden=False)[:BEHIND_LIMIT].count()
    facets: tuple[FacetResult, ...] = tuple(
        answer.facet_result(query, facet, names[facet.name], {}) for facet in FACETS
    )
    return SearchResults(query, 0, (), facets, chips.constraints(query, names), behind=behind, ready=False)


def _report_damage(here: Reader) -> None:
    """Let go of the build, and wake the drainer, which looks whether it has to build another."""
    here.let_go()
    outbox.notify(outbox.DAMAGED)
