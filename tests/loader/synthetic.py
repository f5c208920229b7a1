"""Synthetic postings in the database, as the command adds them."""

from __future__ import annotations

import datetime as dt

from postings.loader import bulk

UNTIL = dt.date(2026, 6, 30)


def made(count: int, seed: int = 1) -> None:
    list(bulk.add(seed, count, UNTIL, jobs=1))
