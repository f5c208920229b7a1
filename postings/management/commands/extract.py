"""`manage.py extract FILE` and `manage.py extract --jsonl`: what is read in postings. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from postings.evaluation import silence
from postings.extraction import extract, readers, rows
from postings.extraction.records import Extraction, NoPosting, Statement
from postings.reading import usable_cores

_CHUNK = 16


class Command(BaseCommand):
    help = (
        "Print what is read in one file, each value with the words that say it. With --jsonl: read lines of "
        '{"id", "text", "name"} on standard input, write one line each.'
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument("--jsonl", action="store_true", help="lines of JSON in, lines of JSON out")
        parser.add_argument("--jobs", type=int, default=usable_cores(), help="processes (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jsonl"] == (options["file"] is not None):
            raise CommandError("Give a file, or --jsonl.", returncode=2)
        if options["jsonl"]:
            for line in _streamed(sys.stdin, max(1, options["jobs"]), read_lines):
                self.stdout.write(line)
        else:
            self._print_file(options["file"])

    def _print_file(self, path: Path) -> None:
        try:
            raw = readers.decode(path.read_bytes(), path.name)
            extraction = extract(raw)
        except (OSError, readers.BadFile, NoPosting) as error:
            raise CommandError(f"{path}: {error}") from error
        for line in described(extraction):
            self.stdout.write(line)


def described(extraction: Extraction) -> Iterator[str]:
    """The posting's values, then every statement with its quote and rule, in the order of the text."""
    row = rows.row(None, extraction)
    for name, value in row.items():
        if name != "id" and value not in (None, [], False):
            yield f"{name}: {json.dumps(value, ensure_ascii=False)}"
    yield ""
    for statement in extraction.statements:
        quote = " ".join(statement.evidence.exact.split())
        yield f"{statement.kind:<15} {_value(statement):<40} [{statement.evidence.rule}] {quote}"


def _value(statement: Statement) -> str:
    years = [rows.number(n) for n in (statement.years_min, statement.years_max)]
    parts = [
        statement.value,
        statement.level,
        None if years[0] is None else f"{years[0]}-{years[1]} years" if years[1] else f"{years[0]}+ years",
        "or experience" if statement.or_experience else None,
        statement.strength,
        None if statement.path is None else f"path {statement.path}",
    ]
    return ", ".join(part for part in parts if part)


def read_lines(lines: list[str]) -> list[str]:
    """Lines of JSON in, as many lines of JSON out; a line that cannot be read says why under "error"."""
    return [json.dumps(_read_line(line), ensure_ascii=False) for line in lines]


def _read_line(line: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
        key, text = given["id"], given["text"]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        return {"id": None, "error": f"not a line of JSON with id and text: {error}"}
    name = str(given.get("name") or f"{key}.txt")
    try:
        raw = readers.decode(str(text).encode("utf-8", "replace"), name)
        return rows.row(key, extract(raw))
    except (readers.BadFile, NoPosting) as error:
        return {**silence(key), "error": str(error)}


def _streamed(lines: Iterable[str], jobs: int, work: Callable[[list[str]], list[str]]) -> Iterator[str]:
    """`work` over chunks of lines in as many processes, in order, with a bounded number under way."""
    given = (line for line in lines if line.strip())
    with ProcessPoolExecutor(jobs) as pool:
        waiting: deque[Future[list[str]]] = deque()
        while chunk := list(islice(given, _CHUNK)):
            waiting.append(pool.submit(work, chunk))
            if len(waiting) >= 4 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
