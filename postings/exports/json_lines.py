"""A line of JSON a posting, as the API has it in a list of results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def write(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """
    >>> list(write([{"id": 1, "title": "Café"}]))
    ['{"id": 1, "title": "Café"}\\n']
    """
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"
