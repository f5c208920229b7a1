"""CSV for spreadsheets: a line a posting, under the names that the columns have everywhere.

It begins with a byte order mark, without which Excel takes UTF-8 for another encoding.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from postings.presentation import words

BYTE_ORDER_MARK = "\ufeff"
BETWEEN = "; "
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell instead of showing it."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title",),
    "employer": ("employer",),
    "team": ("team",),
    "location": ("location",),
    "role_family": ("role_family",),
    "role_family_inferred": ("role_family_inferred",),
    "degree_policy": ("degree", "policy"),
    "degree_floor": ("degree", "floor"),
    "degree_preferred": ("degree", "preferred"),
    "experience_state": ("experience", "state"),
    "min_years": ("experience", "min_years"),
    "max_years": ("experience", "max_years"),
    "field_of_study": ("field_of_study",),
    "skill": ("skill",),
    "certification": ("certification",),
    "language": ("language",),
    "employment_type": ("employment_type",),
    "workplace": ("workplace",),
    "pay_minimum": ("pay", "minimum"),
    "pay_maximum": ("pay", "maximum"),
    "pay_currency": ("pay", "currency"),
    "pay_period": ("pay", "period"),
    "posted_on": ("posted_on",),
    "url": ("url",),
}
"""Where each column's value stands in a row; those in words, which put several values together, are below."""
WORDED = ("paths", "fit")


class _Line:
    """Hands the writer's line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The head, then a line a row; lines within a cell stay, in quotation marks."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + _line(writer.writerow([*COLUMNS, *WORDED]))
    for row in rows:
        values = [_value(row, path) for path in COLUMNS.values()]
        yield _line(writer.writerow([cell(value) for value in (*values, paths(row), fit(row))]))


def cell(value: object) -> str:
    """A value as a spreadsheet shows it: nothing where nothing is stated, and never as a formula.

    >>> cell(["Sales", "Retail"]), cell(2.5), cell(5.0), cell(True), cell(None), cell([])
    ('Sales; Retail', '2.5', '5', 'true', '', '')
    >>> cell("=1+1"), cell(["@home", "a"]), cell("A+")
    ("'=1+1", "'@home; a", 'A+')
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case list() | tuple():
            value = BETWEEN.join(map(str, value))
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def paths(row: Mapping[str, Any]) -> str:
    """The alternatives in words, and what binds each of them.

    >>> ways = [{"degree": "bachelor", "years": 2}, {"degree": None, "years": 6}]
    >>> paths({"paths": ways, "common_min_years": 1})
    "Bachelor's degree and 2 years; 6 years, no degree; at least 1 year in any case"
    """
    said = words.paths([(path["degree"], path["years"]) for path in row["paths"]])
    return BETWEEN.join(filter(None, [*said, words.common_years(row["common_min_years"])]))


def fit(row: Mapping[str, Any]) -> str:
    """Why the candidate qualifies, in words; empty where none is asked about."""
    found = row.get("fit")
    if found is None:
        return ""
    said = words.fit(found["way"], found["degree"], found["years"])
    aside = words.left_open(row["degree"]["policy"], row["experience"]["state"])
    return BETWEEN.join(filter(None, [said, aside]))


def _value(row: Mapping[str, Any], path: tuple[str, ...]) -> object:
    value: Any = row
    for name in path:
        value = value[name] if value is not None else None
    return value


def _line(written: object) -> str:
    """`writerow` returns what `_Line.write` does; its type says nothing."""
    return str(written)
