"""One pass of the engine over what matches: the columns it counts, and what their numbers say of a facet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tantivy import Query, Searcher

from postings.search.columns import LEVELS, STEPS, single
from postings.search.facets import FACET, Facet
from postings.search.kept import Counts, Pass
from postings.search.names import Names

MOST_VALUES = 65_000  # the engine refuses more buckets

Crossed = dict[tuple[int, int], int]


def counted(
    searcher: Searcher,
    query: Query,
    columns: Mapping[str, Sequence[str]],
    sizes: Mapping[str, int],
    most: Mapping[str, int],
) -> Pass:
    """One pass over what matches, with the columns of each facet: `sizes` is how many numbers they have at
    most, `most` how many of them are wanted, the most frequent."""
    asked = {
        column: _terms(column, sizes[name], most[name])
        for name, of_facet in columns.items()
        for column in of_facet
    }
    answered = _answered(searcher, query, asked)
    numbers = {name: _added_up([answered[one] for one in of_facet]) for name, of_facet in columns.items()}
    cut = {name for name, (one, *_) in columns.items() if most[name] < MOST_VALUES and _is_cut(answered[one])}
    whole = [answered[single(FACET[name])[0]] for name in columns if single(FACET[name])[0] in answered]
    shortest = min(whole, key=lambda column: len(column["buckets"]), default=None)
    return Pass(numbers, None if shortest is None else _postings(shortest), frozenset(cut))


def _answered(searcher: Searcher, query: Query, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """All columns in one go; one by one where they have more different numbers than the engine allows."""
    try:
        return searcher.aggregate(query, dict(asked))
    except ValueError:
        if len(asked) == 1:
            raise
        return {name: searcher.aggregate(query, {name: one})[name] for name, one in asked.items()}


def _added_up(answered: Sequence[Mapping[str, Any]]) -> Counts:
    """The numbers of all columns of a facet."""
    first, *others = answered
    numbers: Counts = {one["key"]: one["doc_count"] for one in first["buckets"]}
    for column in others:
        for one in column["buckets"]:
            number = one["key"]
            numbers[number] = numbers.get(number, 0) + one["doc_count"]
    numbers.pop(0, None)
    return numbers


def _postings(column: Mapping[str, Any]) -> int:
    """How many postings a column of one number was counted over: each has one, be it 0."""
    others: int = column["sum_other_doc_count"]
    return others + sum(int(one["doc_count"]) for one in column["buckets"])


def _is_cut(column: Mapping[str, Any]) -> bool:
    return int(column["sum_other_doc_count"]) > 0


def _terms(column: str, size: int, most: int = MOST_VALUES) -> dict[str, Any]:
    """The `most` frequent of the numbers in a column, which has at most `size`."""
    return {"terms": {"field": column, "size": min(size, most), "segment_size": size}}


def most_numbers(names: Names) -> int:
    """Different numbers in a column, at most. Some values may have been added since the names were read;
    hence the thousand more."""
    return min((len(names) + 1000) * _numbers_of_a_value(names.facet), MOST_VALUES)


def _numbers_of_a_value(facet: Facet) -> int:
    """How many numbers one value has in a column, as a rule."""
    if facet.range is not None:
        return STEPS
    return 3 if facet.kind == "tree" else 1


def crossed(searcher: Searcher, query: Query, rows: str, columns: str) -> Crossed:
    """Of two ordinal facets: (bucket, bucket) -> how many of the postings are in both; sub-choices apart.

    A posting's one bucket stands in the first of its columns, so that one pass counts all cells.
    """
    inner = {"of": _first_column(columns)}
    answered = searcher.aggregate(query, {"of": _first_column(rows) | {"aggs": inner}})
    made: Crossed = {}
    for row in answered["of"]["buckets"]:
        for cell in row["of"]["buckets"]:
            pair = _code(rows, int(row["key"])), _code(columns, int(cell["key"]))
            made[pair] = made.get(pair, 0) + cell["doc_count"]
    return made


def _first_column(facet: str) -> dict[str, Any]:
    return _terms(
        single(FACET[facet])[0], (len(FACET[facet].buckets) + 1) * _numbers_of_a_value(FACET[facet])
    )


def _code(facet: str, number: int) -> int:
    return number if FACET[facet].range is None else number // STEPS


def rolled_up(names: Names, branches: Counts) -> Counts:
    """From the lowest values of a tree, with their levels, to all values."""
    chains = names.chains
    if new := set(branches).difference(chains):  # looks each up; keys() - keys() walks through all chains
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
