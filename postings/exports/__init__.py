"""The formats in which the results of a search can be taken away.

A row is what the API says of a posting in a list of results (`postings.api.shapes.FoundLine`). To add a
format: a module with a `write(rows)` generator, and an entry in EXPORTS; link, address and schema follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from postings.exports import comma_separated, json_lines

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: `name` stands in the address and ends the file's name, `label` is for people.

    `write` makes the parts of the file, one row after another as they come: it must not collect them.
    """

    name: str
    label: str
    content_type: str
    write: Callable[[Iterable[Row]], Iterator[str]]


EXPORTS: tuple[Export, ...] = (
    Export("csv", "CSV", "text/csv; charset=utf-8", comma_separated.write),
    Export("jsonl", "JSON Lines", "application/jsonl; charset=utf-8", json_lines.write),
)
EXPORT = {export.name: export for export in EXPORTS}
