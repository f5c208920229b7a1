"""Vocabulary as data: one CSV a lexicon, with its source and licence in the comment lines on top."""

from __future__ import annotations

import csv
from pathlib import Path


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `<name>.csv` as dicts; lines that begin with `#` are comments."""
    source = Path(__file__).with_name(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in source.splitlines() if not line.startswith("#")))
