"""Counting: how many of the postings that match have each value of each facet.

What a question needs is a few passes of the engine over the matching postings, which do not depend on one
another: they run beside one another, and beside whatever the caller does until it looks at the counts. The
engine lets go of Python's lock while it counts.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from tantivy import Occur, Query, Schema, Searcher

from postings.search.columns import CROWDED, NUMBER, has_all, several, single
from postings.search.facets import FACET, FACETS, Facet
from postings.search.kept import EVERYTHING, Begun, ByFacet, Counts, Kept, Pass
from postings.search.names import Names
from postings.search.passes import MOST_VALUES, counted, most_numbers, rolled_up, taken_apart
from postings.search.query import LISTED

FREQUENT = 4 * LISTED  # values of a long list, whose counts a search learns
FEW = 60_000  # postings, up to which a column of any number is counted faster than many of one
DEAR = 30_000  # postings, from which on to count takes 20 ms
HANDS = 4  # passes at a time, of all questions to one process
OF_RANGE = {facet.range.field: facet.name for facet in FACETS if facet.range is not None}


@cache
def _hands(process: int) -> ThreadPoolExecutor:
    """The threads that count. A process that was forked has none of its parent's."""
    return ThreadPoolExecutor(HANDS, thread_name_prefix=f"search-counting-{process}")


@dataclass(frozen=True)
class Question:
    """What is counted over: what a query matches, `about` so many postings. Two with one key are the same.

    Of a list of values the FREQUENT ones will do, unless the `whole` of it is asked for: to make numbers of
    Python's of all the engine's took 4 of the 6 ms for the 3,300 employers of 20,000 postings.
    """

    key: Hashable
    query: Query
    about: int
    are_most: bool = False
    whole: bool = False


@dataclass
class Counting:
    """Passes under way over one generation of the index. Whoever looks at what was counted waits for it."""

    searcher: Searcher
    schema: Schema
    names: Mapping[str, Names]
    kept: Kept = field(default_factory=Kept)
    begun: dict[str, tuple[Question, Begun]] = field(default_factory=dict)
    _made: dict[str, Counts] = field(default_factory=dict)

    def begin(self, question: Question, facets: Collection[str]) -> ByFacet:
        """Begin to count these facets, where that was not done lately; the passes of each of them."""
        by_facet = self._begun(question, facets)
        self.begun |= {facet: (question, begun) for facet, begun in by_facet.items()}
        return by_facet

    def everything(self) -> Question:
        return Question(EVERYTHING, Query.all_query(), self.searcher.num_docs, whole=True)

    def _begun(self, question: Question, facets: Collection[str]) -> ByFacet:
        keys = {self._key(question, facet): facet for facet in facets}

        def begin(missing: list[str]) -> ByFacet:
            by_facet = self._begin(question, [keys[key] for key in missing])
            return {key: by_facet[keys[key]] for key in missing}

        begun = self.kept.begun(question.key, keys, begin, dear=question.about > DEAR)
        return {keys[key]: passes for key, passes in begun.items()}

    def _key(self, question: Question, facet: str) -> str:
        """What was counted whole is kept by the facet's own name, also while its list was shorter."""
        return f"most of {facet}" if self._may_be_short_of(question, facet) else facet

    def _may_be_short_of(self, question: Question, facet: str) -> bool:
        """Whether some values of a facet need not be counted."""
        return not (question.whole or question.are_most) and facet in self._long

    @cached_property
    def _long(self) -> frozenset[str]:
        """Facets with long lists. Looked at once, for names are added while we count."""
        of_values = (facet.name for facet in FACETS if facet.kind == "values" and facet.name in self.names)
        return frozenset(name for name in of_values if len(self.names[name]) > FREQUENT)

    def _begin(self, question: Question, facets: list[str]) -> ByFacet:
        """What most postings match is counted by all of them, once a generation, and those that do not."""
        if not question.are_most:
            return dict.fromkeys(facets, self._passes(question, facets))
        everything = self.everything()
        query = Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, question.query)])
        others = Question(None, query, everything.about - question.about, whole=True)
        passes = [(one, -sign) for one, sign in self._passes(others, facets)]
        return {facet: [*begun, *passes] for facet, begun in self._begun(everything, facets).items()}

    def _passes(self, question: Question, facets: Collection[str]) -> Begun:
        made = self._few(question, facets) if question.about <= FEW else self._many(question, facets)
        return [(one, 1) for one in made]

    def _few(self, question: Question, facets: Collection[str]) -> Iterator[Future[Pass]]:
        """The crowded have their numbers in columns that the others have none in."""
        for part in _parts(facets):
            asked: dict[str, list[str]] = {}
            for facet in map(FACET.__getitem__, part):
                by_any = [several(facet)] if has_all(facet) or self._has_crowded(facet) else []
                asked[facet.name] = by_any if has_all(facet) else [*single(facet), *by_any]
            yield self._pass(question, asked)

    def _many(self, question: Question, facets: Collection[str]) -> Iterator[Future[Pass]]:
        """Beside the others a pass over the crowded alone, which are few."""
        for part in _parts(facets):
            yield self._pass(question, {name: single(FACET[name]) for name in part})
        for together in self._crowded(facets):
            crowded = Query.term_set_query(self.schema, CROWDED, [NUMBER[name] for name in together])
            both = [(Occur.Must, question.query), (Occur.Must, Query.const_score_query(crowded, 0.0))]
            of_them = replace(question, query=Query.boolean_query(both), whole=True)
            yield self._pass(of_them, {name: [several(FACET[name])] for name in together})

    def _has_crowded(self, facet: Facet) -> bool:
        return self.searcher.doc_freq(CROWDED, NUMBER[facet.name]) > 0

    def _crowded(self, facets: Collection[str]) -> Iterator[list[str]]:
        """Those of the facets that have crowded postings, by pass: where the column of any number has the
        values of the crowded alone, one pass will do."""
        have = [name for name in facets if self._has_crowded(FACET[name])]
        if together := [name for name in have if not has_all(FACET[name])]:
            yield together
        yield from ([name] for name in have if has_all(FACET[name]))

    def _pass(self, question: Question, columns: Mapping[str, Sequence[str]]) -> Future[Pass]:
        most = {
            name: FREQUENT if self._may_be_cut(question, name, of_facet) else MOST_VALUES
            for name, of_facet in columns.items()
        }
        sizes = {name: most_numbers(self.names[name]) for name in columns}
        return _hands(os.getpid()).submit(counted, self.searcher, question.query, columns, sizes, most)

    def _may_be_cut(self, question: Question, name: str, columns: Sequence[str]) -> bool:
        """Where one column has all values of a long list."""
        facet = FACET[name]
        has_all_values = columns == [several(facet)] or (len(columns) == 1 and not self._has_crowded(facet))
        return has_all_values and self._may_be_short_of(question, name)

    def is_counted(self, name: str) -> bool:
        """Whether nobody has to wait for the counts of this facet."""
        return all(one.done() for one, _ in self.begun[name][1])

    def counts(self, name: str) -> Counts:
        """Of a facet: value -> how many of the postings have it.

        Of its range too, by the name of the range's field: whole number -> how many are from it to the next.
        """
        if name not in self._made:
            self._made |= self._make(OF_RANGE.get(name, name))
        return self._made[name]

    def _make(self, name: str) -> dict[str, Counts]:
        by_number = self._by_number(name)
        if (span := FACET[name].range) is not None:
            buckets, steps = taken_apart(by_number)
            return {name: buckets, span.field: steps}
        return {name: rolled_up(self.names[name], by_number) if FACET[name].kind == "tree" else by_number}

    def is_cut(self, name: str) -> bool:
        """Whether some values of this facet are not among its counts."""
        return any(name in one.result().cut for one, _ in self.begun[name][1])

    def _by_number(self, name: str) -> Counts:
        """All values are counted where it were left open which are among the LISTED ones."""
        question, begun = self.begun[name]
        by_number = _added(name, begun)
        if self.is_cut(name) and _nth(by_number, LISTED) == min(by_number.values()):
            begun = self._begun(replace(question, whole=True), [name])[name]
            self.begun[name] = question, begun
            by_number = _added(name, begun)
        return by_number


def _added(name: str, begun: Begun) -> Counts:
    by_number: Counts = {}
    for one, sign in begun:
        if (numbers := one.result().numbers.get(name)) is not None:
            by_number = _sum(by_number, numbers, sign)
    return by_number


def _nth(counts: Counts, place: int) -> int:
    """The count of the value at this place, the most frequent being the first."""
    return sorted(counts.values(), reverse=True)[place - 1]


def postings(by_facet: ByFacet) -> int | None:
    """How many postings facets of one question were counted over; None where the passes of none can tell."""
    return next((total for begun in by_facet.values() if (total := _postings_of(begun)) is not None), None)


def _postings_of(begun: Begun) -> int | None:
    """The passes of one facet: of another one some may have been made before, and in another way.

    Passes over all and over others stand side by side: of each, one that can tell is needed.
    """
    found: dict[int, int] = {}
    for one, sign in begun:
        if sign not in found and (number := one.result().postings) is not None:
            found[sign] = sign * number
    return sum(found.values()) if found.keys() == {sign for _, sign in begun} else None


def _parts(facets: Collection[str]) -> Iterator[list[str]]:
    """Facets for two passes of about as many columns."""
    much = [name for name in facets if has_all(FACET[name])]
    little = [name for name in facets if name not in much]
    yield from (part for part in (little, much) if part)


def _sum(some: Counts, others: Counts, sign: int) -> Counts:
    """Without those that are none. Neither is changed: those of all postings are kept."""
    if not some and sign == 1:
        return others
    summed = some | {number: some.get(number, 0) + sign * count for number, count in others.items()}
    return summed if sign == 1 else {number: count for number, count in summed.items() if count}
