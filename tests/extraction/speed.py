"""How long the extraction of a posting takes, beside the parse of the same texts by BeautifulSoup alone.

    nice python -m tests.extraction.speed [--every 100] [--corpus dice] [--shares]

Both are timed in processor time of one core, text by text in turn, after a few texts that load the lexicons.
Only their ratio can be compared between machines and days. `--shares` reads the texts once more, stage by
stage. The corpora are not part of the project; without them nothing is measured.
"""

from __future__ import annotations

import argparse
import gc
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from time import process_time
from typing import Any

from bs4 import BeautifulSoup

from postings.extraction import extract, layouts, readers, sections
from postings.extraction.extractors import EXTRACTORS
from postings.extraction.records import NoPosting, RawFile, Statement
from postings.extraction.summary import summarise
from tests.extraction import corpora

_WARMING = 20  # texts
_TWO_PASSES = "parse by BeautifulSoup", "extraction"


class Stopwatch:
    """Adds up, by name, the seconds of processor time since the lap before."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._began = process_time()

    def start(self) -> None:
        self._began = process_time()

    def lap(self, name: str) -> None:
        self.seconds[name] += process_time() - self._began
        self._began = process_time()


def compare(lines: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The seconds of both for all texts; a text that is refused counts with the time that it took."""
    watch = Stopwatch()
    for line in lines:
        watch.start()
        BeautifulSoup(line["text"], "lxml")
        watch.lap(_TWO_PASSES[0])
        with suppress(NoPosting):
            extract(_decoded(line))
        watch.lap(_TWO_PASSES[1])
    return watch.seconds


def shares(lines: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The seconds of each stage and each extractor for all texts."""
    watch = Stopwatch()
    for line in lines:
        watch.start()
        raw = _decoded(line)
        watch.lap("decode")
        try:
            document = layouts.parse(raw)
        except NoPosting:
            continue
        finally:
            watch.lap("layouts")
        parts = sections.split(document)
        watch.lap("sections")
        statements: list[Statement] = []
        for extractor in EXTRACTORS:
            statements += extractor.extract(document, parts)
            watch.lap(extractor.NAME)
        summarise(tuple(statements))
        watch.lap("summary")
    return watch.seconds


def _decoded(line: dict[str, Any]) -> RawFile:
    return readers.decode(line["text"].encode("utf-8", "replace"), line["name"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", action="append", help="only this one; may be repeated")
    parser.add_argument("--every", type=int, default=100, help="every n-th text")
    parser.add_argument("--shares", action="store_true", help="also the share of each stage")
    options = parser.parse_args()
    names = options.corpus or sorted(path.name.split(".")[0] for path in corpora.CORPORA.glob("*.jsonl.xz"))
    lines = list(chain.from_iterable(corpora.texts(name, options.every) for name in names))
    if not lines:
        print(f"Nothing to measure: no corpora in {corpora.CORPORA}.")
        return
    compare(lines[:_WARMING])
    gc.collect()
    gc.freeze()  # as the processes do that read postings: what stays is not looked through again
    seconds = compare(lines)
    print(f"{len(lines)} texts of {len(names)} corpora, every {options.every}.")
    for name in _TWO_PASSES:
        print(f"{1000 * seconds[name] / len(lines):8.2f} ms a text  {name}")
    print(f"{seconds[_TWO_PASSES[1]] / seconds[_TWO_PASSES[0]]:8.1f}  their ratio")
    if options.shares:
        spent = shares(lines)
        for name in sorted(spent, key=lambda name: -spent[name]):
            print(f"{100 * spent[name] / sum(spent.values()):8.1f} %  {name}")


if __name__ == "__main__":
    main()
