"""Finding postings: `search` answers a SearchQuery. It reads index and database, and writes neither."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from django.db import connection

from postings.models import Posting
from postings.search import answer, chips, likeness, outbox, table
from postings.search.facets import FACET, FACETS, Facet
from postings.search.index import Found, TantivyIndex, UnreadableIndexError
from postings.search.likeness import Similar
from postings.search.matching import Ask
from postings.search.names import Names
from postings.search.query import LISTED, PAGE_SIZE, SearchQuery
from postings.search.reader import Opened, Reader, reader
from postings.search.results import BEHIND_LIMIT, AllIds, FacetResult, Hit, SearchResults, Segment
from postings.search.snippets import snippets
from postings.search.suggestions import Suggestion
from postings.search.values import FacetValues, Wanted, values_of

__all__ = [
    "AllIds",
    "FacetValues",
    "SearchQuery",
    "SearchResults",
    "Similar",
    "Suggestion",
    "Wanted",
    "ids",
    "neighbours",
    "search",
    "similar",
    "suggest",
    "tabulate",
    "values",
]

Answer = TypeVar("Answer")

YEARS = "years"  # the field of the range of years
TRIES = 3  # to look at a build that stays in use meanwhile
PATIENCE = 0.1  # seconds that a search waits for the index to catch up, or to be there at all


def search(
    query: SearchQuery, page_size: int = PAGE_SIZE, listed: Mapping[str, int] = MappingProxyType({})
) -> SearchResults:
    """The answer to a query, from one generation of the index.

    `listed` says by facet how many values it lists, where it is to list fewer than LISTED.

    It waits a tenth of a second for changes that the index has not read yet, where they are few and somebody
    is reading them; else it answers and says how far behind it is. Without an index it is not `ready`.
    """
    found = _looked_up(query, lambda view: _results(query, view, page_size, listed))
    return _not_ready(query) if found is None else found


def tabulate(query: SearchQuery) -> SearchResults:
    """The results of a search as a table of degree against experience, without their hits and facets.

    It waits for the index, and is `ready`, as `search` does and is.
    """
    found = _looked_up(query, lambda view: _tabulated(query, view))
    return _not_ready(query) if found is None else found


def values(query: SearchQuery, facet: str, wanted: Wanted) -> FacetValues | None:
    """A part of the values of one facet, with their counts in a search; None while there is no index."""

    def look(view: View) -> FacetValues:
        counts = view.index.counted(view.ask(1), view.names[facet])
        return values_of(query, FACET[facet], view.names, counts, wanted)

    return _looked_up(query, look)


def ids(query: SearchQuery) -> AllIds | None:
    """The ids of all results of a search, however many, as they were when it was asked; None while there is
    no index."""

    def look(view: View) -> AllIds:
        found = view.index.ids(view.ask(1))
        first = list(itertools.islice(found, 1))  # a damaged index is noticed here, not in the middle
        return AllIds(itertools.chain(first, found), view.behind)

    return _looked_up(query, look)


def neighbours(query: SearchQuery, position: int) -> tuple[int | None, int | None]:
    """The ids before and after the hit at this position of a search, the first hit being 0."""
    first = max(position - 1, 0)
    before, after = position - 1 - first, position + 1 - first

    def look(view: View) -> tuple[int | None, int | None]:
        asked = replace(view.ask(1), offset=first, limit=position + 2 - first)
        ids = view.index.search(asked, {}).ids
        return (ids[before] if before >= 0 and ids else None, ids[after] if after < len(ids) else None)

    return _looked_up(query, look) or (None, None)


def suggest(query: SearchQuery, limit: int = 8, recent: Sequence[str] = ()) -> tuple[Suggestion, ...]:
    """What somebody who has typed the query's text may mean, with counts in the rest of this search.

    Never waits for the index, and has nothing to suggest without one.
    """

    def look(view: View) -> tuple[Suggestion, ...]:
        return view.opened.suggester.suggest(query, view.names, limit, recent)

    return _looked_up(query, look, patient=False) or ()


def similar(posting: Posting, most: int = 6) -> list[Similar]:
    """Other postings like this one, the most like it first; none without an index. It does not wait."""

    def look(view: View) -> list[Similar]:
        return likeness.similar(view.index, posting, most)

    return _looked_up(SearchQuery(), look, patient=False) or []


@dataclass(frozen=True)
class View:
    """What a search looks at: a build, and the names of the facets' values.

    Whoever asks the index asks for what was `meant`, so that all answers are of the same postings.
    """

    query: SearchQuery
    opened: Opened
    names: dict[str, Names]
    behind: int

    @property
    def index(self) -> TantivyIndex:
        return self.opened.index

    @cached_property
    def corrected(self) -> str | None:
        """The words as they were probably meant; None where they are not misspelt, or wanted as they are."""
        if self.query.verbatim or not self.query.text.strip():
            return None
        return self.index.corrected(self.query.text)

    @property
    def meant(self) -> SearchQuery:
        return self.query if self.corrected is None else replace(self.query, text=self.corrected)

    def ask(self, page_size: int) -> Ask:
        return answer.ask(self.meant, self.names, page_size)


def _looked_up(query: SearchQuery, look: Callable[[View], Answer], patient: bool = True) -> Answer | None:
    """What is seen of a query; None while there is no index that can be read.

    With patience it waits a moment for an index, and for one that is being brought in step.
    """
    here = reader()
    for _ in range(TRIES):
        opened = _opened(here) if patient else here.opened()
        if opened is None:
            return None
        state = _in_step(here, opened) if patient else outbox.state(opened.current.index)
        if state is not None:
            names = here.names(opened.current.index, state.names_stamp)
            try:
                return look(View(query, opened, names, state.pending))
            except UnreadableIndexError:
                if here.opened() is opened:
                    _report_damage(here)
                    return None
        elif here.opened() is opened:
            return None
    return None  # another build came into use while we looked, again and again


def _tabulated(query: SearchQuery, view: View) -> SearchResults:
    count, counted = view.index.crossed(view.ask(1), table.ROWS.name, table.COLUMNS.name)
    return SearchResults(
        query=query,
        count=count,
        hits=(),
        facets=(),
        constraints=chips.constraints(query, view.names),
        behind=view.behind,
        corrected=view.corrected,
        table=table.table_of(query, counted),
    )


def _results(query: SearchQuery, view: View, page_size: int, listed: Mapping[str, int]) -> SearchResults:
    asked = view.ask(page_size)
    found = view.index.search(asked, view.names)
    view.opened.suggester.known.prepare(found.searcher, view.names)
    hits = _hits(asked, found)  # while the facets are still being counted

    def lists(facet: Facet) -> FacetResult:
        counting, most = found.counting, listed.get(facet.name, LISTED)
        counts = counting.counts(facet.name)
        return answer.facet_result(
            query, facet, view.names[facet.name], counts, most, counting.is_cut(facet.name)
        )

    def counts(other: SearchQuery) -> int:
        other = replace(other, text=other.text and view.meant.text)
        return view.index.count(answer.ask(other, view.names, 1), found.searcher)

    counted_first = sorted(FACETS, key=lambda facet: not found.counting.is_counted(facet.name))
    facets = {facet.name: lists(facet) for facet in counted_first}  # while the others are being counted
    return SearchResults(
        query=query,
        count=found.count,
        hits=hits,
        facets=tuple(facets[facet.name] for facet in FACETS),
        constraints=chips.constraints(query, view.names),
        relaxations=() if found.count else chips.relaxations(query, view.names, counts),
        behind=view.behind,
        corrected=view.corrected,
        years=found.counting.counts(YEARS),
    )


def _hits(asked: Ask, found: Found) -> tuple[Hit, ...]:
    if not asked.words.groups or not found.ids:
        return tuple(Hit(posting) for posting in found.ids)
    texts = _texts(found.ids)
    ordered = [texts.get(posting) or "" for posting in found.ids]
    cut: list[tuple[Segment, ...]] = snippets(found.searcher, asked.words, ordered)
    return tuple(Hit(posting, snippet) for posting, snippet in zip(found.ids, cut, strict=True))


def _texts(postings: list[int]) -> dict[int, str]:
    """The texts of these postings, asked for in one statement that is always the same: to make and compile
    the query of the model took a third of the time (2.5 instead of 1.6 ms for 20)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT posting.id, version.text
            FROM postings_posting AS posting JOIN postings_postingversion AS version
              ON version.id = posting.version_id
            WHERE posting.id = ANY(%s)
            """,
            [postings],
        )
        return dict(cursor.fetchall())


def _opened(here: Reader) -> Opened | None:
    until = time.monotonic() + PATIENCE
    while (opened := here.opened()) is None and time.monotonic() < until:
        if not here.folder.is_drained_by_someone():
            break
        time.sleep(0.01)
    return opened


def _in_step(here: Reader, opened: Opened) -> outbox.State | None:
    state = outbox.state(opened.current.index, anew=not opened.is_of_this_database)
    if state is None or state.rebuilding or not 0 < state.pending <= outbox.WORTH_WAITING_FOR:
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
    behind = Posting.objects.order_by().filter(hidden=False)[:BEHIND_LIMIT].count()
    facets: tuple[FacetResult, ...] = tuple(
        answer.facet_result(query, facet, names[facet.name], {}) for facet in FACETS
    )
    return SearchResults(query, 0, (), facets, chips.constraints(query, names), behind=behind, ready=False)


def _report_damage(here: Reader) -> None:
    """Let go of the build, and wake the drainer, which looks whether it has to build another."""
    here.let_go()
    outbox.notify(outbox.DAMAGED)
