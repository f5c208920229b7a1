"""A question to the engine, and how it is put: words and facet values into the engine's own queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tantivy import FieldType, Occur, Query, Schema

from postings.search import tokens
from postings.search.facets import FACET
from postings.search.query import Sort
from postings.search.words import Excluded, Node, Prefix, Search, Words

TITLE_BOOST = 2.0
STEMMED: dict[str | None, str] = {None: "text", "title": "title"}
NAMES: dict[str | None, str] = {"employer": "employer_name", "team": "team_name"}
PLAIN = {None: "text_plain", "title": "title_plain"} | NAMES


UNFIELDED = "unfielded"  # 1 where the posting names no field of study


def qualifying_field(held: str) -> str:
    """Where the index has the fewest years with which the holder of this degree qualifies."""
    return f"years_of_{held}"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked of one facet.

    Any of the codes, or a number in the range with both ends, where anything is `chosen`; and none of the
    codes in `without`.
    """

    codes: frozenset[int] = frozenset()
    low: float | None = None
    high: float | None = None
    without: frozenset[int] = frozenset()
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Holder:
    """A candidate: what they hold (one of HELD), their years, and the codes of their fields of study, None
    where these do not matter."""

    degree: str
    years: float
    fields: frozenset[int] | None = None


@dataclass(frozen=True)
class Ask:
    """A question to the index: what must hold, and which hits in which order."""

    words: Search = field(default_factory=Search)
    narrowings: Mapping[str, Narrowing] = field(default_factory=dict)
    holder: Holder | None = None
    order: Sort = "newest"
    offset: int = 0
    limit: int = 20


class Matcher:
    """Makes the engine's queries for one index. All that it makes can be combined by `every`."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def everything(self, ask: Ask, but: str | None = None) -> Query:
        """What matches the whole question; `but` names a facet that is left out (its own counts)."""
        clauses = self.words(ask.words)
        if ask.holder is not None:
            clauses.append((Occur.Must, self.qualified(ask.holder)))
        for facet, narrowing in ask.narrowings.items():
            if facet != but:
                clauses.append((Occur.Must, self.narrowing(facet, narrowing)))
        return every(clauses)

    def narrowing(self, facet: str, narrowing: Narrowing) -> Query:
        """Any of the chosen and none of the excluded, without a part in the score; nothing when no chosen
        value exists."""
        clauses: list[tuple[Occur, Query]] = []
        if narrowing.chosen:
            clauses.append((Occur.Must, self.any_chosen(facet, narrowing)))
        if narrowing.without:
            excluded = Query.term_set_query(self.schema, facet, sorted(narrowing.without))
            clauses.append((Occur.MustNot, excluded))
        return Query.const_score_query(every(clauses), 0.0)

    def any_chosen(self, facet: str, narrowing: Narrowing) -> Query:
        choices: list[Query] = []
        if narrowing.codes:
            choices.append(Query.term_set_query(self.schema, facet, sorted(narrowing.codes)))
        years = FACET[facet].range
        if years is not None and (narrowing.low, narrowing.high) != (None, None):
            choices.append(
                Query.range_query(self.schema, years.field, FieldType.Float, narrowing.low, narrowing.high)
            )
        return any_of(choices)

    def qualified(self, holder: Holder) -> Query:
        """Those that this candidate qualifies for (semantics: who qualifies), without a part in the score."""
        name = qualifying_field(holder.degree)
        enough = Query.range_query(self.schema, name, FieldType.Float, None, holder.years)
        clauses = [(Occur.Must, enough)]
        if holder.fields is not None:
            choices = [Query.term_query(self.schema, UNFIELDED, 1)]
            if holder.fields:
                choices.append(Query.term_set_query(self.schema, "field_of_study", sorted(holder.fields)))
            clauses.append((Occur.Must, any_of(choices)))
        return Query.const_score_query(every(clauses), 0.0)

    def words(self, search: Search) -> list[tuple[Occur, Query]]:
        """A clause for each group of words; groups without any letter or digit ask for nothing."""
        clauses: list[tuple[Occur, Query]] = []
        for group in search.groups:
            if len(group) == 1 and isinstance(group[0], Excluded):
                inner = self.node(group[0].node)
                if inner is not None:
                    clauses.append((Occur.MustNot, inner))
                continue
            choices = [query for node in group if (query := self.node(node)) is not None]
            if choices:
                clauses.append((Occur.Must, any_of(choices)))
        return clauses

    def node(self, node: Node) -> Query | None:
        if isinstance(node, Excluded):
            inner = self.node(node.node)
            return None if inner is None else every([(Occur.MustNot, inner)])
        if isinstance(node, Prefix):
            return self.prefix(node)
        if node.field in NAMES:
            return self.together(NAMES[node.field], tokens.terms(node.text, stemmed=False))
        terms = tokens.terms(node.text)
        found = self.together(STEMMED[node.field], terms)
        in_title = self.together("title", terms)
        if found is None or in_title is None or node.field == "title":
            return found
        boosted = Query.boost_query(in_title, TITLE_BOOST)
        return Query.boolean_query([(Occur.Must, found), (Occur.Should, boosted)])

    def together(self, name: str, terms: list[str]) -> Query | None:
        """The terms as a phrase. (The engine panics at a phrase of one.)"""
        if len(terms) < 2:
            return Query.term_query(self.schema, name, terms[0]) if terms else None
        return Query.phrase_query(self.schema, name, list(terms))

    def prefix(self, node: Prefix) -> Query | None:
        """Words that begin so; where punctuation divides them ("front-en*"), the last begins so."""
        *before, last = tokens.terms(node.text, stemmed=False) or [""]
        if not last:
            return None
        begins = Query.regex_query(self.schema, PLAIN[node.field], f"{last}.*")
        whole = [self.node(Words(term, node.field)) for term in before]
        return every([(Occur.Must, query) for query in [*whole, begins] if query is not None])


def every(clauses: list[tuple[Occur, Query]]) -> Query:
    """All clauses hold. Exclusions alone match nothing in the engine: they are taken from everything."""
    if all(occur == Occur.MustNot for occur, _ in clauses):
        clauses = [(Occur.Must, Query.const_score_query(Query.all_query(), 0.0)), *clauses]
    return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)


def any_of(choices: Iterable[Query]) -> Query:
    queries = list(choices)
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])
