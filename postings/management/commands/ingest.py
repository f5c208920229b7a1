"""`manage.py ingest PATH...`: loads postings from files and folders."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from postings.extraction.readers import SUFFIXES, printable
from postings.ingest import OUTCOMES, Result, catch_up, count_files, ingest, preview
from postings.loader import InTheWayError
from postings.models import IngestRun
from postings.presentation.changes import lines_of
from postings.reading import usable_cores

SECONDS_BETWEEN_LINES = 10


class Command(BaseCommand):
    help = (
        f"Load postings from files and folders ({', '.join(SUFFIXES)}). Loading the same folder again costs "
        "little: only new and changed files are read, and all of them once after an upgrade of the rules."
    )
    epilog = "Ends with 0 when all is well, 1 when some files failed, 2 on wrong usage."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.epilog = self.epilog
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, a line a field; write nothing"
        )
        parser.add_argument("--json", action="store_true", help="print the summary as one JSON object")
        parser.add_argument(
            "--jobs", type=_jobs, default=usable_cores(), help="processes that read files (%(default)s)"
        )
        parser.add_argument(
            "--reread", action="store_true", help="read all files again, whichever rules read them last"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[str] = options["paths"]
        if not any(os.path.lexists(path) for path in paths):
            names = ", ".join(printable(path) for path in paths)
            raise CommandError(f"There is no such file or folder: {names}", returncode=2)
        _refuse_old_tables()
        start = preview if options["dry_run"] else ingest
        began = time.monotonic()
        report = Report(self, as_json=options["json"], dry_run=options["dry_run"])
        run, results = start(paths, options["jobs"], reread=options["reread"], passed=report.passed)
        stopped = False
        try:
            with report.progress(paths) as advance:
                for result in results:
                    report.say(result)
                    advance()
        except KeyboardInterrupt:
            stopped = True
            catch_up(run)
        except InTheWayError as error:
            raise CommandError(str(error)) from None
        if options["verbosity"] or options["json"]:
            report.summarise(run, time.monotonic() - began, stopped)
        if stopped:
            sys.exit(128 + signal.SIGINT)
        if run.failed:
            sys.exit(1)


class Report:
    """What a person or a program reads of a run. With `--json`, standard output holds one object alone."""

    def __init__(self, command: BaseCommand, *, as_json: bool, dry_run: bool) -> None:
        self.as_json, self.dry_run = as_json, dry_run
        self.json_to = command.stdout
        self.to: OutputWrapper | Printer = command.stderr if as_json else command.stdout
        self.errors_to: OutputWrapper | Printer = command.stderr
        self.errors: list[dict[str, str]] = []
        self.passed: Counter[str] = Counter()
        self.first_of: dict[int | None, str] = {}

    @contextmanager
    def progress(self, paths: Sequence[str]) -> Iterator[Callable[[], None]]:
        """A bar where a person watches, else a line now and then; yields what to call for each file."""
        if not sys.stderr.isatty() or self.dry_run:
            yield Milestones(self.errors_to).advance
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Loading", total=count_files(paths))
            self.errors_to = Printer(bar.console)
            yield lambda: bar.advance(task)

    def say(self, result: Result) -> None:
        """A failed file; with `--dry-run` also what the others would change."""
        if result.outcome == "failed":
            self.errors.append({"path": result.path, "reason": result.reason})
            self.errors_to.write(f"failed     {result.path}: {result.reason}")
        elif self.dry_run and result.outcome != "unchanged":
            self.to.write(f"{result.outcome:10} {result.path}{self._of(result)}")
            if result.outcome != "duplicate":
                for line in lines_of(result.changes):
                    self.to.write(f"           {line}")

    def _of(self, result: Result) -> str:
        """Which posting a file is of: by its number, or by the file that would bring it."""
        if result.outcome == "new":
            self.first_of[result.posting_id] = result.path
            return ""
        first = self.first_of.get(result.posting_id)
        return f" (posting {result.posting_id})" if first is None else f" (of {first})"

    def summarise(self, run: IngestRun, seconds: float, stopped: bool) -> None:
        counts = {name: getattr(run, name) for name in OUTCOMES}
        speed = run.files / seconds if seconds else 0.0
        done = "Would load" if self.dry_run else "Loaded"
        told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        self.to.write(f"{done} {run.files:,} files in {seconds:.1f} s ({speed:.0f} files/s): {told}.")
        if self.passed:
            self.to.write(not_read(self.passed))
        if stopped:
            self.to.write("Stopped. What is counted here is whole; run it again to load the rest.")
        if self.as_json:
            summary = {"files": run.files, **counts, "seconds": round(seconds, 3), "errors": self.errors}
            extra = {"files_per_second": round(speed, 1), "dry_run": self.dry_run, "stopped": stopped}
            others = {"not_read": dict(self.passed)}
            self.json_to.write(json.dumps(summary | extra | others, ensure_ascii=False))


def not_read(passed: Counter[str]) -> str:
    """One sentence on the files of other kinds.

    >>> not_read(Counter({".pdf": 2, "": 1}))
    'Not read: 2 .pdf, 1 without an ending; jobsite reads .txt, .html, .htm, .md.'
    """
    most_first = sorted(passed.items(), key=lambda one: (-one[1], one[0]))
    told = ", ".join(f"{n:,} {printable(ending) or 'without an ending'}" for ending, n in most_first)
    return f"Not read: {told}; jobsite reads {', '.join(SUFFIXES)}."


class Printer:
    """Writes lines above a progress bar, exactly as they are."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def write(self, line: str) -> None:
        self.console.print(line, markup=False, highlight=False, soft_wrap=True)


class Milestones:
    """Progress without a terminal: a plain line every SECONDS_BETWEEN_LINES."""

    def __init__(self, to: OutputWrapper | Printer) -> None:
        self.to = to
        self.files = 0
        self.began = self.said = time.monotonic()

    def advance(self) -> None:
        self.files += 1
        now = time.monotonic()
        if now - self.said >= SECONDS_BETWEEN_LINES:
            self.said = now
            self.to.write(f"{self.files:,} files, {self.files / (now - self.began):.0f} files/s")


def _refuse_old_tables() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date: run `manage.py migrate` first.")


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise argparse.ArgumentTypeError(f"a number of processes from 1 to 256, not {text!r}")
    return int(text)
