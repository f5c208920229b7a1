"""The one writer of a build."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tantivy import Index

from postings.search import writing
from postings.search.index import TantivyIndex
from postings.search.writing import Writing


def test_a_writer_waits_for_one_whose_process_is_ending(tmp_path: Path) -> None:
    build = TantivyIndex(tmp_path, create=True)
    ending = Index.open(str(tmp_path)).writer(heap_size=writing.WRITER_MEMORY, num_threads=1)
    threading.Timer(0.3, ending.wait_merging_threads).start()
    Writing(build).close()


def test_a_writer_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PATIENCE", 0.1)
    build = TantivyIndex(tmp_path, create=True)
    one = Writing(build)
    with pytest.raises(ValueError, match="LockBusy"):
        Writing(build)
    one.close()
