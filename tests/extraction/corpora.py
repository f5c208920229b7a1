"""Reads every text of the corpora and counts: values, wrong quotes, crashes, refusals, titles, time.

    nice python -m tests.extraction.corpora [--every 10] [--corpus dice] [--refused]

The corpora are not part of the project; they are looked for in `../shared/corpora`. The parse of the
same text by BeautifulSoup alone is timed beside each extraction.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from postings.extraction import extract, readers
from postings.extraction.records import Extraction, NoPosting
from postings.extraction.text.characters import unescape

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
_SLOWEST = 10
_READER = ThreadPoolExecutor(max_workers=1)  # keeps what a text raises, whatever it is


@dataclass
class Count:
    """What came of the texts of one corpus, or of all."""

    texts: int = 0
    values: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    refused_names: list[tuple[str, str]] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    layouts: Counter[str] = field(default_factory=Counter)
    titles: int = 0
    titles_right: int = 0
    seconds: float = 0.0
    parsing: float = 0.0
    slowest: list[tuple[float, str, int]] = field(default_factory=list)

    def add(self, other: Count) -> None:
        """Add what another counted."""
        for name in self.__dataclass_fields__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, Counter):
                mine.update(theirs)
            else:
                setattr(self, name, mine + theirs)
        self.slowest = sorted(self.slowest, reverse=True)[:_SLOWEST]

    def __str__(self) -> str:
        texts = max(1, self.texts)
        return (
            f"{self.texts} texts, {self.values} values, {len(self.defects)} defects, "
            f"{self.refused.total()} refused, titles {self.titles_right} of {self.titles}, "
            f"{1000 * self.seconds / texts:.2f} ms a text (parsing alone {1000 * self.parsing / texts:.2f}); "
            f"{dict(self.layouts)}"
        )


def texts(name: str, every: int = 1) -> Iterator[dict[str, Any]]:
    """Every n-th line of a corpus."""
    with lzma.open(CORPORA / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, islice(lines, 0, None, every))


def count(line: dict[str, Any]) -> Count:
    """Extract one text."""
    text, name = line["text"], line["name"]
    counted = Count(texts=1)
    began = time.process_time()
    BeautifulSoup(text, "lxml")
    parsed = time.process_time()
    counted.parsing = parsed - began
    reading = _READER.submit(_read, text, name)
    error = reading.exception()
    if isinstance(error, NoPosting | readers.BadFile):
        counted.refused[str(error)] += 1
        counted.refused_names.append((name, str(error)))
    elif error is not None:
        counted.defects.append(f"{name}: {error!r}")
    else:
        _look_at(reading.result(), line, counted)
    counted.seconds = time.process_time() - parsed
    counted.slowest = [(counted.seconds, name, len(text))]
    return counted


def _read(text: str, name: str) -> Extraction:
    return extract(readers.decode(text.encode("utf-8", "replace"), name))


def _look_at(extraction: Extraction, line: dict[str, Any], counted: Count) -> None:
    text = extraction.document.text
    counted.layouts[extraction.document.layout] += 1
    counted.values = len(extraction.statements)
    for evidence in (statement.evidence for statement in extraction.statements):
        if text[evidence.start : evidence.end] != evidence.exact or not evidence.exact:
            counted.defects.append(f"{line['name']}: {evidence}")
    stated = (line.get("stated") or {}).get("title")
    if stated and _folded(stated) in _folded(line["text"]):
        counted.titles = 1
        counted.titles_right = int(_folded(stated) == _folded(extraction.summary.title or ""))


def _folded(text: str) -> str:
    return " ".join(unescape(text).casefold().split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", action="append", help="only this one; may be repeated")
    parser.add_argument("--every", type=int, default=1, help="every n-th text")
    parser.add_argument("--refused", action="store_true", help="list the texts that were refused")
    options = parser.parse_args()
    total = Count()
    for path in sorted(CORPORA.glob("*.jsonl.xz")):
        name = path.name.removesuffix(".jsonl.xz")
        if options.corpus and name not in options.corpus:
            continue
        counted = Count()
        for line in texts(name, options.every):
            counted.add(count(line))
        print(
            f"{name}: {counted}",
            *map("  {0[0]} x {0[1]}".format, ((n, why) for why, n in counted.refused.items())),
            sep="\n",
            flush=True,
        )
        total.add(counted)
    print(f"all: {total}", *total.defects[:50], sep="\n")
    for seconds, name, size in total.slowest:
        print(f"{1000 * seconds:8.1f} ms  {size:7} characters  {name}")
    if options.refused:
        print(*map(": ".join, total.refused_names), sep="\n")


if __name__ == "__main__":
    main()
