"""`manage.py extract FILE` and `manage.py extract --jsonl`: what is read in postings. Needs no database."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from queue import Queue
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from postings.evaluation import silence
from postings.extraction import extract, readers, rows
from postings.extraction.records import Extraction, NoPosting, Statement
from postings.reading import begin, load_lexicons, usable_cores

#: Lines that wait for each process, so that none is idle and little is kept in memory.
_AHEAD = 16


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
        try:
            if options["jsonl"]:
                self._print_rows(max(1, options["jobs"]))
            else:
                self._print_file(options["file"])
            self.stdout.flush()
        except BrokenPipeError:  # `| head`: end as every program does whose reader has left
            _end_by(signal.SIGPIPE)
        except KeyboardInterrupt:
            _end_by(signal.SIGINT)

    def _print_rows(self, jobs: int) -> None:
        """A row as soon as its line was read: who writes the lines may wait for the answer."""
        lines = ((n, line) for n, line in enumerate(sys.stdin.buffer, 1) if line.strip())
        if jobs == 1:
            load_lexicons()
        for row in map(read_line, lines) if jobs == 1 else _read_ahead(lines, jobs):
            self.stdout.write(row)
            self.stdout.flush()

    def _print_file(self, path: Path) -> None:
        if not path.exists():
            raise CommandError(f"{path}: There is no such file.")
        if path.is_dir():
            raise CommandError(
                f"{path} is a folder; name one file in it, or load it with `manage.py ingest`."
            )
        try:
            content = readers.read(readers.Found(path, path.parent, path.name))
            extraction = extract(readers.decode(content, path.name))
        except (readers.BadFile, NoPosting) as error:
            raise CommandError(f"{path}: {error}") from error
        for line in described(extraction):
            self.stdout.write(line)


def _end_by(number: signal.Signals) -> None:
    """End without a word, and without waiting for the thread that waits for lines."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


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


class BadLine(ValueError):
    """A line that holds no posting to read; the message says what is wrong with it."""


def read_line(numbered: tuple[int, bytes]) -> str:
    """One line of JSON for one; where it cannot be read, "error" says why and "line" which one it is."""
    number, line = numbered
    try:
        row = _row(_given(line), number)
    except BadLine as error:
        row = {"id": None, "line": number, "error": f"line {number}: {error}"}
    # A half of a surrogate pair cannot be written; JSON spells it as Python does.
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def _row(given: dict[str, Any], number: int) -> dict[str, Any]:
    key = given["id"]
    name = str(given.get("name") or f"{key}.txt")
    try:
        return rows.row(key, extract(readers.decode(given["text"].encode("utf-8", "replace"), name)))
    except (readers.BadFile, NoPosting) as error:
        return {**silence(key), "line": number, "error": f"line {number}: {error}"}


def _given(line: bytes) -> dict[str, Any]:
    """The object of a line: `text` is text, `id` text or a number."""
    try:
        given = json.loads(line.decode("utf-8-sig").rstrip())
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 text (byte {error.start + 1})") from error
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON ({error.msg.lower()}, character {error.pos + 1})") from error
    except RecursionError as error:
        raise BadLine("JSON that is nested too deeply") from error
    except ValueError as error:  # Python reads no whole number of more than 4,300 digits
        raise BadLine("JSON with a number of too many digits") from error
    if not isinstance(given, dict):
        raise BadLine('not an object with "id" and "text"')
    for name, kinds, what in (("id", str | int | float, "text or a number"), ("text", str, "text")):
        if name not in given:
            raise BadLine(f'without "{name}"')
        if not isinstance(given[name], kinds):
            raise BadLine(f'"{name}" is not {what}')
    return given


def _read_ahead(lines: Iterable[tuple[int, bytes]], jobs: int) -> Iterator[str]:
    """`read_line` of each line in several processes: in order, each as soon as it is done.

    A thread waits for the lines, so that what is done need not wait for the next one.
    """
    under_way: Queue[Future[str] | None] = Queue(_AHEAD * jobs)
    spawn = multiprocessing.get_context("spawn")
    left = threading.Event()
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=begin) as pool:

        def submit() -> None:
            try:
                for line in lines:
                    under_way.put(pool.submit(read_line, line))
            except RuntimeError:  # the pool takes no more, for whoever read the results has left
                if not left.is_set():
                    raise
            finally:
                under_way.put(None)

        threading.Thread(target=submit, daemon=True).start()
        try:
            while pending := under_way.get():
                yield pending.result()
        finally:
            left.set()
