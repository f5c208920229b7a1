"""How the values of a posting are laid out in the index, to be counted.

The engine counts a column with one number a document many times as fast as one with any number of them: of a
million postings with seven skills each, twelve columns took 44 ms and one of any number 220. So a posting's
values stand in a few columns of one number each, 0 for none. A posting with more values is *crowded*: they
stand in a column of any number, which is counted in another pass, over the crowded alone.

Every different number of a column costs time when the columns are added up, however few postings have it. So
a value has a few columns of its own, its *seats*, and stands beside other values only where all its seats are
taken: the 1,500 skills of 20,000 postings make 5,000 numbers in twelve columns so, and 8,200 if each takes
the next that is free. Where few postings are counted, these numbers are what costs; for facets with many
columns the column of any number therefore has the values of all postings (5,000 of a million: 3.5 ms, and 7.2
by twelve columns).

In a tree a value stands for those above it too, and a posting counts once for each: so only its lowest values
are written, each with how many levels it adds. Chicago adds three (itself, Illinois, the United States);
Joliet beside it adds one.

A facet with a range has its bucket and the whole part of its number in one column, so that the bars of the
range cost nothing beside the buckets: the engine's own histogram over the numbers took 10 ms for 100,000
postings, counting a column 0.5 ms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from postings.search.documents import SearchDocument
from postings.search.facets import FACETS, Facet

CROWDED = "crowded"  # holds the numbers of the facets that a posting has more values of than columns
NUMBER = {facet.name: number for number, facet in enumerate(FACETS, start=1)}
LEVELS = 8  # in a tree: more than there are levels
STEPS = 32  # in a range: 0 for no number, 1 for one below 1, 2 for one below 2 ...; none is beyond 25
MANY = 4  # columns, from which on the column of any number has the values of all postings
SEATS = 3  # columns that a value may stand in
SPREAD = 2_654_435_761  # Knuth's multiplicative hash: neighbouring codes have other seats

Fields = tuple[tuple[str, str, dict[str, Any]], ...]


def single(facet: Facet) -> list[str]:
    """The columns of one number each."""
    return [f"{facet.name}_{number}" for number in range(1, facet.columns + 1)]


def several(facet: Facet) -> str:
    """The column of any number: of crowded postings, and of all where `has_all`."""
    return f"{facet.name}_several"


def has_all(facet: Facet) -> bool:
    return facet.columns >= MANY


def fields() -> Fields:
    """For each facet a field to search by and columns to count by."""
    made: list[tuple[str, str, dict[str, Any]]] = [("unsigned", CROWDED, {"indexed": True})]
    for facet in FACETS:
        made.append(("unsigned", facet.name, {"indexed": True}))
        made += [("unsigned", name, {"fast": True}) for name in (*single(facet), several(facet))]
    return tuple(made)


def laid_out(document: SearchDocument) -> Iterator[tuple[str, int]]:
    """The (field, number) pairs of a document's facet values."""
    for facet in FACETS:
        for code in document.codes[facet.name]:
            yield facet.name, code
        numbers = _numbers(document, facet)
        is_crowded = len(numbers) > facet.columns
        yield from zip(single(facet), seated([] if is_crowded else numbers, facet), strict=True)
        if is_crowded:
            yield CROWDED, NUMBER[facet.name]
        if is_crowded or has_all(facet):
            for number in numbers:
                yield several(facet), number


def _numbers(document: SearchDocument, facet: Facet) -> Sequence[int]:
    """What stands for a document's values in the columns."""
    codes = document.codes[facet.name]
    if facet.kind == "tree":
        return [code * LEVELS + levels for code, levels in document.branches[facet.name]]
    if facet.range is not None:
        number: float | None = getattr(document, facet.range.field)
        step = 0 if number is None else min(int(number) + 1, STEPS - 1)
        return [code * STEPS + step for code in codes]
    return codes


def seated(numbers: Sequence[int], facet: Facet) -> list[int]:
    """The numbers by column, 0 in those that stay free. Of an ordinal facet the first comes first."""
    seats = [0] * facet.columns
    if facet.kind == "ordinal":
        seats[: len(numbers)] = numbers
        return seats
    for number in numbers:
        if not _take_seat(number, seats, set()):
            seats[seats.index(0)] = number
    return seats


def _take_seat(number: int, seats: list[int], asked: set[int]) -> bool:
    """Seat a number in one of its columns; who sits there moves to another of its own, where one is free.

    `asked` are the columns that were tried for this arrival: each is tried once.
    """
    mixed = number * SPREAD >> 8
    apart = 1 + mixed // len(seats) % max(len(seats) - 1, 1)
    for turn in range(SEATS):
        place = (mixed + turn * apart) % len(seats)
        if place not in asked:
            asked.add(place)
            if not seats[place] or _take_seat(seats[place], seats, asked):
                seats[place] = number
                return True
    return False
