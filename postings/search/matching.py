"""A question to the engine, and how it is put: words and facet values into the engine's own queries."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from tantivy import FieldType, Occur, Query, Schema

from postings.search import synonyms, tokens
from postings.search.facets import FACET
from postings.search.query import Sort
from postings.search.words import Every, Excluded, Group, Groups, Node, Prefix, Search, Words

# What a word weighs, as a part of the score; a word in the text weighs 1. Tried on the judged list.
TITLE_BOOST = 2.5
SKILL_BOOST = 0.5
CLOSE_IN_TITLE = 1.5  # two words of the search side by side
CLOSE_IN_TEXT = 0.5
OTHER_WAY = 0.7  # another way to write a word, against the one that was typed
MOST_WAYS = 2  # of writing a word, that are looked at for closeness

STEMMED: dict[str | None, str] = {None: "text", "title": "title", "skill": "skill_name"}
NAMES: dict[str | None, str] = {"employer": "employer_name", "team": "team_name"}
NOTED_PHRASES = {"text": "text_phrases", "title": "title_phrases"}
PLAIN = {None: "text_plain", "title": "title_plain", "skill": "skill_plain"} | NAMES


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

    def is_open(self, but: str | None = None) -> bool:
        """Every posting matches; `but` names a facet that is left out."""
        return not self.words.groups and self.holder is None and not self.narrowings.keys() - {but}

    def wanted(self, but: str | None = None) -> Hashable:
        """What must hold: the same for two questions that match the same postings, whatever hits they want.
        `but` names a facet that is left out."""
        narrowings = frozenset((facet, one) for facet, one in self.narrowings.items() if facet != but)
        return self.words, narrowings, self.holder


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
            clauses.append((Occur.MustNot, self.any_value(facet, narrowing.without)))
        return Query.const_score_query(every(clauses), 0.0)

    def any_chosen(self, facet: str, narrowing: Narrowing) -> Query:
        choices: list[Query] = []
        if narrowing.codes:
            choices.append(self.any_value(facet, narrowing.codes))
        years = FACET[facet].range
        if years is not None and (narrowing.low, narrowing.high) != (None, None):
            choices.append(
                Query.range_query(self.schema, years.field, FieldType.Float, narrowing.low, narrowing.high)
            )
        return any_of(choices)

    def any_value(self, facet: str, codes: Collection[int]) -> Query:
        """Any of these values of a facet. One is asked for as a term, of which the engine can skip blocks:
        85,000 in 545,000 took 2.4 ms so, and 4.5 as a set of one."""
        if len(codes) == 1:
            return Query.term_query(self.schema, facet, next(iter(codes)))
        return Query.term_set_query(self.schema, facet, sorted(codes))

    def qualified(self, holder: Holder) -> Query:
        """Those that this candidate qualifies for (semantics: who qualifies), without a part in the score."""
        name = qualifying_field(holder.degree)
        enough = Query.range_query(self.schema, name, FieldType.Float, None, holder.years)
        clauses = [(Occur.Must, enough)]
        if holder.fields is not None:
            choices = [Query.term_query(self.schema, UNFIELDED, 1)]
            if holder.fields:
                choices.append(self.any_value("field_of_study", holder.fields))
            clauses.append((Occur.Must, any_of(choices)))
        return Query.const_score_query(every(clauses), 0.0)

    def words(self, search: Search) -> list[tuple[Occur, Query]]:
        """A clause for each group of words; groups without any letter or digit ask for nothing."""
        return self.groups(search.groups)

    def groups(self, groups: Groups) -> list[tuple[Occur, Query]]:
        clauses: list[tuple[Occur, Query]] = []
        for group in groups:
            if len(group) == 1 and isinstance(group[0], Excluded):
                inner = self.node(group[0].node)
                if inner is not None:
                    clauses.append((Occur.MustNot, inner))
            elif (choice := self.choice(group)) is not None:
                clauses.append((Occur.Must, choice))
        return clauses

    def choice(self, group: Group) -> Query | None:
        """Any node of a group. Other ways to write one thing add nothing to its score."""
        made = [(node, query) for node in group if (query := self.node(node)) is not None]
        if not made:
            return None
        if not any(_is_other_way(node) for node, _ in made):
            return any_of(query for _, query in made)
        weighed = [
            Query.boost_query(query, OTHER_WAY) if _is_other_way(node) else query for node, query in made
        ]
        return Query.disjunction_max_query(weighed)

    def node(self, node: Node) -> Query | None:
        if isinstance(node, Every):
            clauses = self.groups(node.groups)
            return every(clauses) if clauses else None
        if isinstance(node, Excluded):
            inner = self.node(node.node)
            return None if inner is None else every([(Occur.MustNot, inner)])
        if tokens.is_too_long(node.text):
            return Query.empty_query()
        if isinstance(node, Prefix):
            return self.prefix(node)
        if node.field in NAMES:
            return self.together(NAMES[node.field], tokens.terms(node.text, stemmed=False))
        terms = tokens.terms(node.text)
        found = self.together(STEMMED[node.field], terms)
        if found is None or node.field is not None:
            return found
        boosts = (("title", TITLE_BOOST), (STEMMED["skill"], SKILL_BOOST))
        better = [
            (Occur.Should, Query.boost_query(inner, boost))
            for name, boost in boosts
            if (inner := self.together(name, terms)) is not None
        ]
        return Query.boolean_query([(Occur.Must, found), *better])

    def together(self, name: str, terms: list[str]) -> Query | None:
        """The terms as a phrase. (The engine panics at a phrase of one.)"""
        if len(terms) < 2:
            return Query.term_query(self.schema, name, terms[0]) if terms else None
        if name in NOTED_PHRASES and (*terms,) in synonyms.phrases():
            return Query.term_query(self.schema, NOTED_PHRASES[name], noted_phrase(terms))
        return Query.phrase_query(self.schema, name, list(terms))

    def prefix(self, node: Prefix) -> Query | None:
        """Words that begin so; where punctuation divides them ("front-en*"), the last begins so."""
        *before, last = tokens.terms(node.text, stemmed=False) or [""]
        if not last:
            return None
        begins = Query.regex_query(self.schema, PLAIN[node.field], f"{last}.*")
        whole = [self.node(Words(term, node.field)) for term in before]
        return every([(Occur.Must, query) for query in [*whole, begins] if query is not None])


def _is_other_way(node: Node) -> bool:
    return isinstance(node, Words) and node.also


Edge = tuple[str, ...]


def neighbours(search: Search) -> list[tuple[Edge, Edge]]:
    """The terms that one word of the search may end with, and those that the next may begin with.

    Of each the one that was typed, and another way to write it.
    """
    return list(_neighbours(search.groups))


def _neighbours(groups: Groups) -> Iterator[tuple[Edge, Edge]]:
    edges = [_edges(group) for group in groups]
    for (_, before), (after, _) in pairwise(edges):
        if before and after:
            yield before[:MOST_WAYS], after[:MOST_WAYS]
    for group in groups:
        for node in group:
            if isinstance(node, Every):
                yield from _neighbours(node.groups)


def _edges(group: Group) -> tuple[Edge, Edge]:
    """The terms that the ways of writing a group begin with, and those that they end with."""
    first: dict[str, None] = {}
    last: dict[str, None] = {}
    for node in group:
        if isinstance(node, Every):
            first |= dict.fromkeys(_edges(node.groups[0])[0])
            last |= dict.fromkeys(_edges(node.groups[-1])[1])
        elif isinstance(node, Words) and node.field in (None, "title") and (terms := tokens.terms(node.text)):
            first[terms[0]] = None
            last[terms[-1]] = None
    return tuple(first), tuple(last)


def noted_phrase(stems: Iterable[str]) -> str:
    """The term by which the index notes that a posting has a phrase of the vocabulary of synonyms."""
    return " ".join(stems)


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
