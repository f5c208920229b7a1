"""The table of degree against experience: how many of the results are in each pair of buckets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from postings.search.facets import FACET, YEARS_WITHIN, Bucket, Facet
from postings.search.passes import Crossed
from postings.search.query import SearchQuery, to_query_string
from postings.search.results import Cell, Header, Row, Table

ROWS, COLUMNS = FACET["degree"], FACET["experience"]


def table_of(query: SearchQuery, counted: Crossed) -> Table:
    """The table of a search's results, all its buckets in their order. Its totals are sums of its cells.

    A cell leads to the same search with its two buckets as the only choices, which finds as many postings as
    it counts; nowhere where a range of years cuts through the bucket.
    """
    rows, columns = _buckets(ROWS), _buckets(COLUMNS)
    return Table(
        columns=tuple(
            Header(column.value, column.label, sum(counted.get((row.code, column.code), 0) for row in rows))
            for column in columns
        ),
        rows=tuple(_row(query, row, columns, counted) for row in rows),
    )


def _row(query: SearchQuery, row: Bucket, columns: list[Bucket], counted: Crossed) -> Row:
    here = _choosing(query, ROWS, row)
    cells = tuple(
        Cell(
            counted.get((row.code, column.code), 0),
            "" if _is_cut(query, column) else to_query_string(_choosing(here, COLUMNS, column)),
        )
        for column in columns
    )
    return Row(Header(row.value, row.label, sum(cell.count for cell in cells)), cells)


def _is_cut(query: SearchQuery, bucket: Bucket) -> bool:
    """Whether only a part of the bucket is among the results: what the range of years takes of it.

    >>> [_is_cut(SearchQuery(years_min=2.0), COLUMNS.bucket(value)) for value in ("1_2", "3_4", "not_stated")]
    [True, False, False]
    """
    low, high = query.years_min, query.years_max
    if bucket.value not in YEARS_WITHIN or bucket.value in query.chosen(COLUMNS.name):
        return False
    start, end = YEARS_WITHIN[bucket.value]
    return (low is not None and low > start) or (high is not None and high < end)


def _choosing(query: SearchQuery, facet: Facet, bucket: Bucket) -> SearchQuery:
    """The search with this bucket alone; with its sub-choices where only those were chosen.

    Without the range and the switch, which would widen it again.
    """
    chosen = query.chosen(facet.name)
    below = [one.value for one in facet.buckets if one.parent == bucket.value and one.value in chosen]
    values = below if below and bucket.value not in chosen else [bucket.value]
    widening: dict[str, Any] = {}
    if facet.switch is not None:
        widening[facet.switch.name] = False
    if facet.range is not None:
        widening |= {facet.range.low: None, facet.range.high: None}
    return replace(query.choosing(facet.name, *values), **widening)


def _buckets(facet: Facet) -> list[Bucket]:
    return [bucket for bucket in facet.buckets if bucket.parent is None]
