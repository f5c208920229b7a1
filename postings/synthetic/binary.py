"""Rows in the binary format of PostgreSQL's COPY: for long texts and bytes, which it reads in half the time
that it takes to look through them for ends of lines.

Source: the PostgreSQL manual, COPY, "Binary Format". Integers are big-endian; each field follows its length.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterable

HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = b"\xff\xff"
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def table(rows: Iterable[bytes]) -> bytes:
    return b"".join([HEAD, *rows, END])


def moment(iso: str) -> bytes:
    """A timestamp with its zone: microseconds since the year 2000.

    >>> moment("2000-01-01T00:00:01+00:00").hex()
    '00000000000f4240'
    """
    return struct.pack(">q", (dt.datetime.fromisoformat(iso) - _EPOCH) // dt.timedelta(microseconds=1))
