"""The proof that index and database agree: the same ids, with the same contents, in files that are whole."""

from __future__ import annotations

import heapq
import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from postings.search import documents
from postings.search.building import all_ids
from postings.search.drainer import drain
from postings.search.folder import Folder
from postings.search.index import TantivyIndex, UnreadableIndexError

FOOTER = struct.Struct(
    "<II"
)  # at the end of each file of the engine: the length of its footer, a magic number
MAGIC = 1337
READ_BYTES = 1 << 20
REMEMBERED = 10_000  # differences; an index with more is not looked at any further


@dataclass(frozen=True, slots=True)
class Differences:
    """What is wrong with the index: ids that it lacks, has in vain, has twice, or with other contents."""

    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()
    different: tuple[int, ...] = ()
    damaged_files: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.doubled or self.different or self.damaged_files)

    @property
    def ids(self) -> set[int]:
        return {*self.missing, *self.extra, *self.doubled, *self.different}


def check(folder: Folder) -> Differences:
    """Compare every document, once the index is in step; what changes meanwhile is looked at again."""
    drain(folder)
    current = folder.current()
    if current is None:
        raise UnreadableIndexError(f"{folder.path} holds no index.")
    build = folder.builds / current.build
    index = TantivyIndex(build)
    found = _compare(index.digests(), _digests_of_rows())
    if found.ids and len(found.ids) < REMEMBERED:
        drain(folder)
        wanted = sorted(found.ids)
        found = _compare(index.digests(wanted), _digests_of_rows(wanted))
    return Differences(
        found.missing, found.extra, found.doubled, found.different, tuple(_damaged_files(build))
    )


def _digests_of_rows(ids: list[int] | None = None) -> Iterator[tuple[int, int]]:
    for batch in [ids] if ids is not None else all_ids():
        for document in documents.read(batch):
            yield document.id, document.digest


def _compare(indexed: Iterator[tuple[int, int]], rows: Iterator[tuple[int, int]]) -> Differences:
    """Walk both, which are ordered by id, until there are too many differences to tell."""
    missing: list[int] = []
    extra: list[int] = []
    doubled: list[int] = []
    different: list[int] = []
    here = ((posting, True, digest) for posting, digest in indexed)
    there = ((posting, False, digest) for posting, digest in rows)
    for posting, entries in groupby(heapq.merge(here, there), key=lambda entry: entry[0]):
        sides = [(in_index, digest) for _, in_index, digest in entries]
        in_index = [digest for side, digest in sides if side]
        in_rows = [digest for side, digest in sides if not side]
        if not in_index:
            missing.append(posting)
        elif not in_rows:
            extra.append(posting)
        elif len(in_index) > 1:
            doubled.append(posting)
        elif in_index != in_rows:
            different.append(posting)
        if len(missing) + len(extra) + len(doubled) + len(different) >= REMEMBERED:
            break
    return Differences(tuple(missing), tuple(extra), tuple(doubled), tuple(different))


def _damaged_files(build: Path) -> Iterator[str]:
    """The files of the committed segments whose content is not what was written."""
    meta = json.loads((build / "meta.json").read_text())
    segments = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    for path in sorted(build.iterdir()):
        if path.name.partition(".")[0] in segments and not _is_whole(path):
            yield path.name


def _is_whole(path: Path) -> bool:
    """Whether a file's checksum fits. One that a merge has just removed is not asked for any more."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - FOOTER.size))
            length, magic = FOOTER.unpack(file.read(FOOTER.size))
            if magic != MAGIC or length + FOOTER.size > size:
                return False
            file.seek(size - FOOTER.size - length)
            written: int = json.loads(file.read(length))["crc"]
            file.seek(0)
            left, crc = size - FOOTER.size - length, 0
            while left:
                piece = file.read(min(READ_BYTES, left))
                crc, left = zlib.crc32(piece, crc), left - len(piece)
            return crc == written
    except FileNotFoundError:
        return True
    except (struct.error, ValueError, KeyError):
        return False
