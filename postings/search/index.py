"""The index: tantivy behind a few verbs: `search`, `counted`, `crossed`, `count`, `ids`, `digests` ...

What it holds is declared in `schema`, and written by `writing`. A trap of tantivy-py 0.27: a count by terms
is exact over several segments only when `segment_size` is no less than the number of values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tantivy import (
    DocAddress,
    FieldType,
    Index,
    Occur,
    Order,
    Query,
    Searcher,
    SearchResult,
)

from postings.search import closeness, counting, passes, spelling, tokens
from postings.search.counting import Counting, Question
from postings.search.documents import LAST_ID
from postings.search.effort import Lists, lists
from postings.search.generations import Generations
from postings.search.kept import ByFacet, Counts
from postings.search.matching import Ask, Matcher
from postings.search.names import Names
from postings.search.passes import Crossed
from postings.search.query import DEEPEST
from postings.search.schema import schema

REORDERED = 100  # so many of the best are put in order by score with closeness, date and id
SCORE_STEP = 0.5  # scores that differ by less are equal: the newer posting goes first
CHUNK = 20_000  # hits at a time when all are walked

SORT_FIELDS: dict[str, tuple[str, Order]] = {
    "newest": ("newest", Order.Desc),
    "fewest_years": ("fewest_years", Order.Asc),
    "title": ("by_title", Order.Asc),
}


class UnreadableIndexError(Exception):
    """The build cannot be used: its files are missing or damaged."""


@dataclass(frozen=True)
class Found:
    """The answer to an Ask, from one generation of the index. What is counted may still be under way."""

    ids: list[int]
    counting: Counting
    total: Callable[[], int]

    @property
    def searcher(self) -> Searcher:
        return self.counting.searcher

    @cached_property
    def count(self) -> int:
        return self.total()


class TantivyIndex:
    """One build, open for searching. Threads may share it; it sees what was committed when it is asked."""

    def __init__(self, path: Path, create: bool = False) -> None:
        self.path = path
        try:
            self.index = Index(schema(), path=str(path)) if create else Index.open(str(path))
        except ValueError as error:
            raise UnreadableIndexError(str(error)) from error
        self.index.register_tokenizer("stemming", tokens.stemming())
        self.index.register_tokenizer("exact", tokens.exact())
        self.index.config_reader("manual")
        self.generations = Generations(path / "meta.json", self._reloaded)
        self.searcher()
        self.matcher = Matcher(self.index.schema)

    def searcher(self) -> Searcher:
        """The newest committed state."""
        return self.generations.newest().searcher

    def _reloaded(self) -> Searcher:
        try:
            self.index.reload()
        except ValueError as error:
            raise UnreadableIndexError(str(error)) from error
        return self.index.searcher()

    def search(self, ask: Ask, names: Mapping[str, Names]) -> Found:
        """Count, hits and the counts of the facets whose names are given.

        A facet's own choice does not narrow its counts; those without a choice are counted together. Of long
        lists only the most frequent values are counted.
        """
        under_way = self._counting(names)
        known = lists(under_way.searcher, ask)
        free = [facet for facet in names if facet not in ask.narrowings]
        begun = self._begin(under_way, known, free)
        for facet in names.keys() - set(free):
            self._begin(under_way, known, [facet], but=facet, whole=True)

        def total() -> int:
            counted = counting.postings(begun)
            return self.count(ask, under_way.searcher) if counted is None else counted

        hits = self._hits(under_way.searcher, self.matcher.everything(ask), ask)
        return Found(hits, under_way, total)

    def counted(self, ask: Ask, names: Names) -> Counts:
        """The counts of all values of one facet, without hits and all other counts."""
        facet = names.facet.name
        under_way = self._counting({facet: names})
        self._begin(under_way, lists(under_way.searcher, ask), [facet], but=facet, whole=True)
        return under_way.counts(facet)

    def _counting(self, names: Mapping[str, Names]) -> Counting:
        newest = self.generations.newest()
        return Counting(newest.searcher, self.index.schema, names, newest.kept)

    def _begin(
        self,
        under_way: Counting,
        known: Lists,
        facets: list[str],
        but: str | None = None,
        whole: bool = False,
    ) -> ByFacet:
        if known.ask.is_open(but):
            return under_way.begin(under_way.everything(), facets)
        query = self.matcher.everything(known.ask, but=but)
        question = Question(known.ask.wanted(but), query, known.about(but), known.are_most(but), whole)
        return under_way.begin(question, facets)

    def crossed(self, ask: Ask, rows: str, columns: str) -> tuple[int, Crossed]:
        """Count, and how many are in each pair of buckets of two ordinal facets."""
        searcher = self.searcher()
        query = self.matcher.everything(ask)
        return _count(searcher.search(query, 1)), passes.crossed(searcher, query, rows, columns)

    def corrected(self, text: str) -> str | None:
        """The words of a search as they were probably meant; None where they are not misspelt."""
        return spelling.corrected(text, self.searcher(), self.index.schema)

    def count(self, ask: Ask, searcher: Searcher) -> int:
        """How many match, in the generation of this searcher.

        Counted as an aggregation: a search scores what it counts (15 against 22 ms for 315,000 matches).
        """
        asked = {"all": {"value_count": {"field": "id"}}}
        return int(searcher.aggregate(self.matcher.everything(ask), asked)["all"]["value"])

    def titles(self, most: int) -> list[tuple[str, int]]:
        """The most frequent titles without their tails, with their postings. Walks through all: half a second
        at a million."""
        return self.searcher().terms_with_prefix("title_head", "", limit=most)

    def _hits(self, searcher: Searcher, query: Query, ask: Ask) -> list[int]:
        if ask.offset >= min(searcher.num_docs, DEEPEST):  # it sets memory aside for all that it passes over
            return []
        if ask.order == "relevance":
            return self._by_relevance(searcher, query, ask)
        name, order = SORT_FIELDS[ask.order]
        found = searcher.search(
            query, ask.limit, count=False, offset=ask.offset, order_by_field=name, order=order
        )
        return _ids(searcher, [address for _, address in found.hits])

    def _by_relevance(self, searcher: Searcher, query: Query, ask: Ask) -> list[int]:
        """The best hundred by rounded score, date and id; behind them the engine's own order."""
        ids: list[int] = []
        last = ask.offset + ask.limit
        if ask.offset < REORDERED:
            found = searcher.search(query, REORDERED, count=False)
            addresses = [address for _, address in found.hits]
            newest = _values(searcher, "newest", addresses)
            best = [key & LAST_ID for key in newest]
            close = closeness.earned(searcher, self.index.schema, ask.words, best)
            scores = (
                round((score + close.get(key & LAST_ID, 0.0)) / SCORE_STEP)
                for (score, _), key in zip(found.hits, newest, strict=True)
            )
            ordered = sorted(zip(scores, newest, strict=True), reverse=True)
            ids = [key & LAST_ID for _, key in ordered[ask.offset : last]]
        if last > REORDERED:
            start = max(ask.offset, REORDERED)
            more = searcher.search(query, last - start, count=False, offset=start)
            ids += _ids(searcher, [address for _, address in more.hits])
        return ids

    def ids(self, ask: Ask) -> Iterator[int]:
        """The ids of all that match, in their order, whatever their number."""
        for found, _ in self._walk(self.matcher.everything(ask), "id"):
            yield found

    def digests(self, ids: list[int] | None = None) -> Iterator[tuple[int, int]]:
        """The id and digest of all documents, or of these, by id."""
        schema = self.index.schema
        query = Query.all_query() if ids is None else Query.term_set_query(schema, "id", ids)
        yield from self._walk(query, "digest")

    def _walk(self, query: Query, name: str) -> Iterator[tuple[int, int]]:
        """(id, value of a fast field) of all matches by id; keeps one generation, and a chunk in memory."""
        searcher = self.searcher()
        after = -1
        while True:
            beyond = Query.range_query(self.index.schema, "id", FieldType.Integer, after + 1, LAST_ID)
            both = Query.boolean_query([(Occur.Must, query), (Occur.Must, beyond)])
            found = searcher.search(both, CHUNK, count=False, order_by_field="id", order=Order.Asc)
            addresses = [address for _, address in found.hits]
            ids = _ids(searcher, addresses)
            yield from zip(ids, _values(searcher, name, addresses), strict=True)
            if len(ids) < CHUNK:
                return
            after = ids[-1]


def _ids(searcher: Searcher, addresses: list[DocAddress]) -> list[int]:
    return _values(searcher, "id", addresses)


def _values(searcher: Searcher, name: str, addresses: list[DocAddress]) -> list[int]:
    """The documents' values of a number field that every document has."""
    return [int(value) for value in searcher.fast_field_values(name, addresses) if value is not None]


def _count(result: SearchResult) -> int:
    count: int = result.count  # type: ignore[attr-defined]  # missing in tantivy's stub
    return count
