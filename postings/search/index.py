"""The index: tantivy behind a few verbs: `apply`, `search`, `corrected`, `count`, `ids`, `digests`.

Only this module, `matching`, `closeness`, `counting`, `snippets`, `spelling`, `suggestions` and `tokens` know
the engine. Traps of tantivy-py 0.27 that the code steps around: deleting by a term of an *unsigned* field
silently does nothing, so the id is signed; a count by terms is exact over several segments only when
`segment_size` is no less than the number of values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

import tantivy
from tantivy import (
    DocAddress,
    FieldType,
    Index,
    Occur,
    Order,
    Query,
    Schema,
    SchemaBuilder,
    Searcher,
    SearchResult,
)

from postings.search import closeness, columns, counting, documents, skills, spelling, synonyms, tokens
from postings.search.counting import Begun, Counting, Counts, Crossed
from postings.search.documents import LAST_ID, SearchDocument
from postings.search.effort import at_most
from postings.search.facets import FACETS
from postings.search.generations import Generations
from postings.search.matching import (
    NOTED_PHRASES,
    UNFIELDED,
    Ask,
    Matcher,
    noted_phrase,
    qualifying_field,
)
from postings.search.names import Names
from postings.search.query import DEEPEST, HELD

REORDERED = 100  # so many of the best are put in order by score with closeness, date and id
SCORE_STEP = 0.5  # scores that differ by less are equal: the newer posting goes first
WRITER_MEMORY = 60_000_000  # bytes until the writer flushes a segment
BUILD_MEMORY = 240_000_000  # the same while all is read: a quarter of the segments to merge
CORRUPTED = "Data corrupted"  # how the engine's complaint about a damaged file begins
CHUNK = 20_000  # hits at a time when all are walked

SORT_FIELDS: dict[str, tuple[str, Order]] = {
    "newest": ("newest", Order.Desc),
    "fewest_years": ("fewest_years", Order.Asc),
    "title": ("by_title", Order.Asc),
}


class UnreadableIndexError(Exception):
    """The build cannot be used: its files are missing or damaged."""


FIELDS: columns.Fields = (
    ("integer", "id", {"indexed": True, "fast": True}),
    ("integer", "digest", {"fast": True}),
    ("integer", "newest", {"fast": True}),
    ("integer", "fewest_years", {"fast": True}),
    ("text", "by_title", {"fast": True, "tokenizer_name": "raw", "index_option": "basic"}),
    ("float", "years", {"fast": True}),
    *(("float", qualifying_field(held), {"fast": True}) for held in HELD),
    ("unsigned", UNFIELDED, {"indexed": True}),
    ("text", "title", {"tokenizer_name": "stemming"}),
    ("text", "text", {"tokenizer_name": "stemming"}),
    *(("text", name, {"tokenizer_name": "raw", "index_option": "basic"}) for name in NOTED_PHRASES.values()),
    ("text", "title_plain", {"tokenizer_name": "exact", "index_option": "basic"}),
    ("text", "title_head", {"tokenizer_name": "raw", "index_option": "basic"}),
    ("text", "text_plain", {"tokenizer_name": "exact", "index_option": "basic"}),
    ("text", "employer_name", {"tokenizer_name": "exact"}),
    ("text", "team_name", {"tokenizer_name": "exact"}),
    ("text", "skill_name", {"tokenizer_name": "stemming"}),
    ("text", "skill_plain", {"tokenizer_name": "exact", "index_option": "basic"}),
    *columns.fields(),
)


def schema() -> Schema:
    builder = SchemaBuilder()
    for kind, name, options in FIELDS:
        getattr(builder, f"add_{kind}_field")(name, **options)
    return builder.build()


def fingerprint() -> str:
    """Changes when a build made by other code, or another engine, can no longer be read or trusted."""
    facets = [(facet.name, facet.path, dict(facet.only), facet.buckets) for facet in FACETS]
    made_of: tuple[object, ...] = (
        version("tantivy"),
        documents.VERSION,
        tokens.VERSION,
        skills.fingerprint(),
        synonyms.fingerprint(),
    )
    made_of += (FIELDS, facets)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Found:
    """The answer to an Ask, from one generation of the index. What is counted may still be under way."""

    ids: list[int]
    counting: Counting
    total: Callable[[], int]

    @property
    def searcher(self) -> Searcher:
        return self.counting.searcher

    @property
    def counts(self) -> Mapping[str, Counts]:
        """By facet, and by field of a range."""
        return self.counting.counts

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
        self.searcher()
        self.matcher = Matcher(self.index.schema)
        self.generations = Generations(path / "meta.json")

    def searcher(self) -> Searcher:
        """The newest committed state. Costs 0.1 ms when nothing is new."""
        try:
            self.index.reload()
        except ValueError as error:
            raise UnreadableIndexError(str(error)) from error
        return self.index.searcher()

    def search(self, ask: Ask, names: Mapping[str, Names]) -> Found:
        """Count, hits and the counts of the facets whose names are given.

        A facet's own choice does not narrow its counts; those without a choice are counted together.
        """
        under_way = self._counting(names)
        free = [facet for facet in names if facet not in ask.narrowings]
        begun = self._begin(under_way, ask, free)
        for facet in names.keys() - set(free):
            self._begin(under_way, ask, [facet], but=facet)

        def total() -> int:
            counted = counting.postings(begun)
            return self.count(ask, under_way.searcher) if counted is None else counted

        hits = self._hits(under_way.searcher, self.matcher.everything(ask), ask)
        return Found(hits, under_way, total)

    def counted(self, ask: Ask, names: Names) -> Counts:
        """The counts of one facet, without hits and all other counts."""
        facet = names.facet.name
        under_way = self._counting({facet: names})
        self._begin(under_way, ask, [facet], but=facet)
        return under_way.counts[facet]

    def _counting(self, names: Mapping[str, Names]) -> Counting:
        searcher, whole = self.generations.newest(self.searcher)
        return Counting(searcher, self.index.schema, names, whole)

    def _begin(self, under_way: Counting, ask: Ask, facets: list[str], but: str | None = None) -> Begun:
        if ask.is_open(but):
            return under_way.begin_whole(facets)
        query = self.matcher.everything(ask, but=but)
        return under_way.begin(query, facets, at_most(under_way.searcher, ask, but))

    def crossed(self, ask: Ask, rows: str, columns: str) -> tuple[int, Crossed]:
        """Count, and how many are in each pair of buckets of two ordinal facets."""
        searcher = self.searcher()
        query = self.matcher.everything(ask)
        return _count(searcher.search(query, 1)), counting.crossed(searcher, query, rows, columns)

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


class Writing:
    """The one writer of a build. What is applied is seen after `commit`; `close` waits for merges.

    It opens the build for itself, for it is given stems where searches give words (`engine_document`).
    """

    def __init__(self, build: TantivyIndex, memory: int = WRITER_MEMORY) -> None:
        index = Index.open(str(build.path))
        index.register_tokenizer("stemming", tokens.stemmed())
        index.register_tokenizer("exact", tokens.exact())
        self.writer = index.writer(heap_size=memory, num_threads=1)

    def apply(self, read: Iterable[SearchDocument], gone: Iterable[int] = ()) -> None:
        """Put these documents in the place of what the index has of them; take the gone ones out."""
        for posting in gone:
            self.writer.delete_documents_by_term("id", posting)
        for document in read:
            self.writer.delete_documents_by_term("id", document.id)
            self.writer.add_document(engine_document(document))

    def add(self, read: Iterable[SearchDocument]) -> None:
        """Put these documents into an index that has nothing of them yet."""
        for document in read:
            self.writer.add_document(engine_document(document))

    def commit(self) -> None:
        """UnreadableIndexError: deleting met a damaged file; ValueError: a file cannot be written."""
        try:
            self.writer.commit()
        except ValueError as error:
            if str(error).startswith(CORRUPTED):
                raise UnreadableIndexError(str(error)) from error
            raise

    def rollback(self) -> None:
        self.writer.rollback()

    def close(self) -> None:
        self.writer.wait_merging_threads()


def engine_document(document: SearchDocument) -> tantivy.Document:
    """The document as `Writing` takes it.

    Fields of stems get stems, which costs a quarter of letting the engine stem each word of each text; those
    without places get each word once.
    """
    made = tantivy.Document()
    made.add_integer("id", document.id)
    made.add_integer("digest", document.digest)
    made.add_integer("newest", document.newest)
    made.add_integer("fewest_years", document.fewest_years)
    made.add_text("by_title", document.by_title)
    made.add_text("title_head", document.title_head)
    if document.years is not None:
        made.add_float("years", document.years)
    for held, years in zip(HELD, document.qualifying, strict=True):
        if years is not None:
            made.add_float(qualifying_field(held), years)
    if not document.codes["field_of_study"]:
        made.add_unsigned(UNFIELDED, 1)
    _add_texts(made, "title", [document.title])
    _add_texts(made, "text", documents.all_texts(document))
    for skill in document.skill_names:
        stems, plain = _name(skill)
        made.add_text("skill_name", stems)
        made.add_text("skill_plain", plain)
    for name in document.employer_names:
        made.add_text("employer_name", tokens.marked(name))
    for name in document.team_names:
        made.add_text("team_name", tokens.marked(name))
    for field, number in columns.laid_out(document):
        made.add_unsigned(field, number)
    return made


def _add_texts(made: tantivy.Document, name: str, texts: Iterable[str]) -> None:
    """Add texts to a field, to the one of their words, and to the one of the phrases in them."""
    noted: set[synonyms.Key] = set()
    for text in texts:
        words = tokens.words(tokens.marked(text))
        stems = tokens.stems_of(words)
        made.add_text(name, " ".join(stems))
        made.add_text(f"{name}_plain", " ".join(dict.fromkeys(words)))
        noted |= synonyms.phrases_in(stems)
    for phrase in sorted(noted):
        made.add_text(NOTED_PHRASES[name], noted_phrase(phrase))


@lru_cache(maxsize=10_000)
def _name(name: str) -> tuple[str, str]:
    """The stems and the words of a name, or another name, of a skill: there are some thousands."""
    words = tokens.words(tokens.marked(name))
    return " ".join(tokens.stems_of(words)), " ".join(words)


def _ids(searcher: Searcher, addresses: list[DocAddress]) -> list[int]:
    return _values(searcher, "id", addresses)


def _values(searcher: Searcher, name: str, addresses: list[DocAddress]) -> list[int]:
    """The documents' values of a number field that every document has."""
    return [int(value) for value in searcher.fast_field_values(name, addresses) if value is not None]


def _count(result: SearchResult) -> int:
    count: int = result.count  # type: ignore[attr-defined]  # missing in tantivy's stub
    return count
