"""How the values of a posting are laid out for counting, and how they are counted.

The engine counts a column with one number a document many times as fast as one with any number of them: two
such columns took 1.8 ms for 200,000 postings of up to two teams, one with any number 12.7 ms. So a posting's
values stand in a few columns of one number each, 0 for none. A posting with more values is *crowded*: they
stand in a column of any number, which is counted in another pass, over the crowded alone. A value stands in
its own column of these, or in the next that is free: so a column has few different ones, of which each costs
time again when the columns are added up (of 1,130 skills 13,590 in twelve columns, when they stood in them in
the order of their codes).

In a tree a value stands for those above it too, and a posting counts once for each: so only its lowest values
are written, each with how many levels it adds. Chicago adds three (itself, Illinois, the United States);
Joliet beside it adds one.

A facet with a range has its bucket and the whole part of its number in one column, so that the bars of the
range cost nothing beside the buckets: the engine's own histogram over the numbers took 10 ms for 100,000
postings, counting a column 0.5 ms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tantivy import Occur, Query, Schema, Searcher

from postings.search.documents import SearchDocument
from postings.search.facets import FACET, FACETS, Facet
from postings.search.names import Names

CROWDED = "crowded"  # holds the numbers of the facets that a posting has more values of than columns
NUMBER = {facet.name: number for number, facet in enumerate(FACETS, start=1)}
LEVELS = 8  # in a tree: more than there are levels
STEPS = 32  # in a range: 0 for no number, 1 for one below 1, 2 for one below 2 ...; none is beyond 25
MOST_VALUES = 65_000  # the engine refuses more buckets

Fields = tuple[tuple[str, str, dict[str, Any]], ...]
Counts = dict[int, int]
Crossed = dict[tuple[int, int], int]


def _columns(facet: Facet) -> list[str]:
    return [f"{facet.name}_{number}" for number in range(1, facet.columns + 1)]


def _crowded_column(facet: Facet) -> str:
    return f"{facet.name}_of_crowded"


def fields() -> Fields:
    """For each facet a field to search by and columns to count by."""
    made: list[tuple[str, str, dict[str, Any]]] = [("unsigned", CROWDED, {"indexed": True})]
    for facet in FACETS:
        made.append(("unsigned", facet.name, {"indexed": True}))
        made += [("unsigned", name, {"fast": True}) for name in (*_columns(facet), _crowded_column(facet))]
    return tuple(made)


def laid_out(document: SearchDocument) -> Iterator[tuple[str, int]]:
    """The (field, number) pairs of a document's facet values."""
    for facet in FACETS:
        codes = document.codes[facet.name]
        counted = _counted(document, facet)
        is_crowded = len(counted) > facet.columns
        yield from zip(_columns(facet), _seated([] if is_crowded else counted, facet), strict=True)
        for code in codes:
            yield facet.name, code
            if is_crowded:
                yield _crowded_column(facet), code
        if is_crowded:
            yield CROWDED, NUMBER[facet.name]


def _counted(document: SearchDocument, facet: Facet) -> Sequence[int]:
    """The numbers that stand for a document's values in the columns."""
    codes = document.codes[facet.name]
    if facet.kind == "tree":
        return [code * LEVELS + levels for code, levels in document.branches[facet.name]]
    if facet.range is not None:
        number: float | None = getattr(document, facet.range.field)
        step = 0 if number is None else min(int(number) + 1, STEPS - 1)
        return [code * STEPS + step for code in codes]
    return codes


def _seated(numbers: Sequence[int], facet: Facet) -> list[int]:
    """The numbers by column, 0 in those that stay free. Of an ordinal facet the first comes first."""
    seats = [0] * facet.columns
    for number in numbers:
        place = 0 if facet.kind == "ordinal" else number % facet.columns
        while seats[place]:
            place = (place + 1) % facet.columns
        seats[place] = number
    return seats


def counts(searcher: Searcher, schema: Schema, query: Query, names: Mapping[str, Names]) -> dict[str, Counts]:
    """Of each of these facets: value -> how many of the postings have it.

    Of its range too, by the name of the range's field: whole number -> how many are from it to the next.
    """
    made: dict[str, Counts] = {name: {} for name in names}
    for name, counted in _aggregate(searcher, query, {name: _columns(FACET[name]) for name in names}, names):
        if (span := FACET[name].range) is not None:
            made[name], made[span.field] = taken_apart(counted)
        else:
            made[name] = rolled_up(names[name], counted) if FACET[name].kind == "tree" else counted
    for name in names:
        if searcher.doc_freq(CROWDED, NUMBER[name]):
            crowded = Query.const_score_query(Query.term_query(schema, CROWDED, NUMBER[name]), 0.0)
            both = Query.boolean_query([(Occur.Must, query), (Occur.Must, crowded)])
            for _, counted in _aggregate(searcher, both, {name: [_crowded_column(FACET[name])]}, names):
                for code, count in counted.items():
                    made[name][code] = made[name].get(code, 0) + count
    return made


def crossed(searcher: Searcher, query: Query, rows: str, columns: str) -> Crossed:
    """Of two ordinal facets: (bucket, bucket) -> how many of the postings are in both; sub-choices apart.

    A posting's one bucket stands in the first of its columns, so that one pass counts all cells.
    """
    inner = {"of": {"terms": _buckets(columns)}}
    answered = searcher.aggregate(query, {"of": {"terms": _buckets(rows), "aggs": inner}})
    made: Crossed = {}
    for row in answered["of"]["buckets"]:
        for cell in row["of"]["buckets"]:
            pair = _code(rows, int(row["key"])), _code(columns, int(cell["key"]))
            made[pair] = made.get(pair, 0) + cell["doc_count"]
    return made


def _buckets(facet: str) -> dict[str, Any]:
    size = (len(FACET[facet].buckets) + 1) * _numbers_of_a_value(FACET[facet])
    return {"field": _columns(FACET[facet])[0], "size": size, "segment_size": size}


def _code(facet: str, number: int) -> int:
    return number if FACET[facet].range is None else number // STEPS


def _aggregate(
    searcher: Searcher, query: Query, columns: Mapping[str, Sequence[str]], names: Mapping[str, Names]
) -> Iterator[tuple[str, Counts]]:
    """(facet, postings by number) for the columns of each facet, in one pass over the postings.

    Some values may have been added since the names were read; hence the thousand more.
    """
    asked = {}
    for name, of_facet in columns.items():
        values = len(names[name]) + 1000
        size = min(values * _numbers_of_a_value(FACET[name]), MOST_VALUES)
        for column in of_facet:
            asked[column] = {"terms": {"field": column, "size": size, "segment_size": size}}
    answered = searcher.aggregate(query, asked) if asked else {}
    for name, of_facet in columns.items():
        counted: Counts = {}
        for column in of_facet:
            for one in answered[column]["buckets"]:
                number = one["key"]
                counted[number] = counted.get(number, 0) + one["doc_count"]
        counted.pop(0, None)
        yield name, counted


def _numbers_of_a_value(facet: Facet) -> int:
    """How many numbers one value has in a column, as a rule."""
    if facet.range is not None:
        return STEPS
    return 3 if facet.kind == "tree" else 1


def rolled_up(names: Names, branches: Counts) -> Counts:
    """From the lowest values of a tree, with their levels, to all values."""
    chains = names.chains
    if new := branches.keys() - chains.keys():
        names.of_codes(branch // LEVELS for branch in new)
        chains.update((branch, chain) for branch in new if (chain := _chain(names, branch)))
    totals: Counts = {}
    for branch, count in branches.items():
        for code in chains.get(branch, ()):
            totals[code] = totals.get(code, 0) + count
    return totals


def _chain(names: Names, branch: int) -> tuple[int, ...]:
    """The values that a branch adds, from below; none where its row is gone."""
    code, levels = divmod(branch, LEVELS)
    chain: list[int] = []
    name = names.by_code.get(code)
    while len(chain) < levels and name is not None:
        chain.append(name.code)
        name = names.by_code.get(name.above) if name.above is not None else None
    return tuple(chain)


def taken_apart(counted: Counts) -> tuple[Counts, Counts]:
    """From the numbers of a facet with a range: how many are in each bucket, and from each whole number on.

    >>> taken_apart({4 * STEPS + 3: 7, 4 * STEPS + 4: 2, 11 * STEPS: 5})
    ({4: 9, 11: 5}, {2: 7, 3: 2})
    """
    buckets: Counts = {}
    steps: Counts = {}
    for number, count in counted.items():
        code, step = divmod(number, STEPS)
        buckets[code] = buckets.get(code, 0) + count
        if step:
            steps[step - 1] = steps.get(step - 1, 0) + count
    return buckets, steps
