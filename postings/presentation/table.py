"""The table of degree against experience as a heat map: what is printed, and how warm each cell is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.urls import reverse

from postings.presentation.listing import Correction, correction_of
from postings.search import SearchResults
from postings.search.query import to_query_string
from postings.search.results import Constraint, Header, Row

WARMEST = 5


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`heat` is from 0, for none, to WARMEST; `name` says the two buckets."""

    count: int
    heat: int
    url: str
    name: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    label: str
    total: int
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """All that `table.html` and `_table.html` print; rows and columns without a posting are left out.

    `is_cut`: some cells lead nowhere (see `Cell`).
    """

    count: int
    columns: tuple[Header, ...]
    rows: tuple[HeatRow, ...]
    is_cut: bool
    constraints: tuple[Constraint, ...]
    back_url: str
    ready: bool
    behind: int
    corrected: Correction | None


def heat_map(results: SearchResults) -> HeatMap:
    """The heat map of results that have a table, or that are not ready."""
    table = results.table
    columns = table.columns if table else ()
    rows = [row for row in table.rows if row.header.total] if table else []
    most = max((cell.count for row in rows for cell in row.cells), default=0)
    return HeatMap(
        count=results.count,
        columns=tuple(column for column in columns if column.total),
        rows=tuple(_heat_row(row, columns, most) for row in rows),
        is_cut=any(cell.count and not cell.url for row in rows for cell in row.cells),
        constraints=results.constraints,
        back_url=f"{reverse('postings:search')}?{to_query_string(results.query)}",
        ready=results.ready,
        behind=results.behind,
        corrected=correction_of(results),
    )


def _heat_row(row: Row, columns: tuple[Header, ...], most: int) -> HeatRow:
    return HeatRow(
        row.header.label,
        row.header.total,
        tuple(
            HeatCell(cell.count, heat(cell.count, most), cell.url, f"{row.header.label}, {column.label}")
            for cell, column in zip(row.cells, columns, strict=True)
            if column.total
        ),
    )


def heat(count: int, most: int) -> int:
    """How warm a cell is beside the warmest; by the square root, for counts differ by orders of magnitude.

    >>> [heat(count, 1000) for count in (0, 1, 50, 400, 1000)]
    [0, 1, 2, 4, 5]
    """
    return math.ceil(WARMEST * math.sqrt(count / most)) if count else 0
