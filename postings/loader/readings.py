"""What ingest hands to the loader: one file and what was read in it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from postings.extraction.records import Extraction


def digest(text: str) -> bytes:
    """The fingerprint by which two canonical texts are the same."""
    return sha256(text.encode()).digest()


@dataclass(frozen=True)
class Reading:
    """A file whose posting could be read.

    `path` is inside the collection; `shown` is the path as the person gave it, for messages. `raw` holds the
    bytes, compressed with zlib, `size` counts them before that, `sha256` is of the bytes themselves.
    """

    collection_id: int
    path: str
    shown: str
    sha256: bytes
    raw: bytes
    size: int
    encoding: str
    extraction: Extraction

    @cached_property
    def text_sha256(self) -> bytes:
        return digest(self.extraction.document.text)

    @property
    def content(self) -> bytes:
        return zlib.decompress(self.raw)
