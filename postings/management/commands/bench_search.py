"""`manage.py bench_search`: how fast the search is on the postings that are there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobsite.serve import WORKERS
from postings.bench import growth, measures, report, sides
from postings.bench.clients import ClientsError
from postings.bench.mix import EmptyError
from postings.bench.running import Interrupted, Run, interruptible
from postings.bench.sections import LAST, OF_A_SITE, OF_THE_ENGINE, SECTIONS, Bench, Section
from postings.bench.server import SiteError
from postings.bench.timing import timed
from postings.models import Posting
from postings.search import drainer

NAMES = [section.name for section in SECTIONS]


class Command(BaseCommand):
    help = (
        "Measure the search: a fixed mix of searches with all facets, counts, results and snippets, in the "
        "engine and as whole pages, beside the same by one GROUP BY a facet through the ORM. Figures are "
        "printed as they are measured, and Ctrl-C ends with those. `make_postings` makes postings to measure "
        "with."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--searches", type=_count, default=200, help="how many (%(default)s)")
        parser.add_argument("--seed", type=int, default=1, help="another seed draws others (%(default)s)")
        parser.add_argument("--clients", type=_count, default=8, help="that ask at once (%(default)s)")
        parser.add_argument(
            "--processes",
            type=_count,
            default=WORKERS,
            help="that those who ask the engine at once are spread over (%(default)s, as a server's workers)",
        )
        parser.add_argument(
            "--yardstick",
            type=int,
            default=40,
            metavar="N",
            help="searches that the yardstick answers too, which takes seconds each (%(default)s; 0: none): "
            "the first of the mix, which has each kind in its share wherever it is cut off",
        )
        parser.add_argument(
            "--only",
            choices=NAMES,
            action="append",
            metavar="SECTION",
            help=f"measure nothing else: {', '.join(NAMES)}; may be repeated",
        )
        parser.add_argument(
            "--no-server",
            action="store_true",
            help="draw the pages in this process, instead of asking a server in processes of its own",
        )
        parser.add_argument("--export", action="store_true", help="download all postings, and time that")
        parser.add_argument("--rebuild", action="store_true", help="build the index first, and time that")
        parser.add_argument(
            "--json",
            type=Path,
            metavar="FILE",
            help="keep the figures in this file too, as they are measured; with --only, it keeps those of "
            "other sections that it has of the same searches",
        )
        parser.add_argument(
            "--against",
            type=Path,
            metavar="FILE",
            help="put these figures beside those of the run that wrote this file, with fewer postings say, "
            "and tell how many times as long everything takes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.in_table = False
        try:
            with interruptible():
                self.run(options)
        except measures.NoIndexError:
            raise CommandError("There is no search index to measure; `index` builds one.") from None
        except EmptyError:
            raise CommandError("There are no postings to measure with; `make_postings` makes some.") from None
        except (SiteError, ClientsError, growth.OtherFileError) as error:
            raise CommandError(str(error)) from None

    def run(self, options: dict[str, Any]) -> None:
        then = growth.read(options["against"]) if options["against"] else None
        run, ended = None, None
        try:
            run = self.begun(options)
            self.measure(run, options)
        except Interrupted as signal:
            ended = signal
            self.say("Interrupted: what is told and kept so far stands, nothing is known of the rest.")
        if run is not None and then is not None:
            self.compare(then, run.plain())
        if ended is not None:
            sys.exit(128 + ended.number)

    def begun(self, options: dict[str, Any]) -> Run:
        """What is known before anything is asked."""
        begun: dict[str, Any] = {
            "postings": Posting.objects.filter(hidden=False).count(),
            "run": {name: options[name] for name in growth.ALIKE},
        }
        run = (Run.continued if options["only"] else Run)(begun, options["json"])
        if options["rebuild"]:
            self.say("Building the index ...")
            run.figures["built_seconds"] = timed(lambda: drainer.drain(rebuild=True))[0] / 1000
        self.say("Bringing the index in step ...")
        drainer.drain()
        run.keep({"index_bytes": measures.size_of_index()})
        self.tell([report.held(run.figures)])
        return run

    def measure(self, run: Run, options: dict[str, Any]) -> None:
        self.say("Drawing searches ...")
        drawing = measures.draw(options["seed"])
        cases, typed = drawing.cases(options["searches"]), drawing.typed(options["searches"])
        bench = Bench(cases, typed, options["clients"], options["processes"], options["yardstick"], self.say)
        wanted = _wanted(options)
        self.measure_some(OF_THE_ENGINE, wanted, run, bench)
        if any(section.name in wanted for section in OF_A_SITE):
            with nullcontext() if options["no_server"] else bench.with_server():
                self.measure_some(OF_A_SITE, wanted, run, bench)
        self.measure_some(LAST, wanted, run, bench)

    def measure_some(self, sections: Sequence[Section], wanted: set[str], run: Run, bench: Bench) -> None:
        for section in sections:
            if section.name in wanted:
                self.measure_one(section, run, bench)

    def measure_one(self, section: Section, run: Run, bench: Bench) -> None:
        """Its lines are told when it is measured, or as far as it got."""
        self.say(f"{section.doing} ...")
        some = False
        try:
            for found in section.measure(bench):
                run.keep(found)
                some = True
        finally:
            if some:
                self.tell(section.told(run.figures))

    def compare(self, then: dict[str, Any], now: dict[str, Any]) -> None:
        found = list(growth.growths(then, now))
        other = growth.otherwise(then, now)
        lines = [*sides.table([then, now]), ""]
        lines += report.growth(then["postings"], now["postings"], other, found)
        self.stdout.write("\n".join(["", *lines]))

    def tell(self, lines: Iterable[str]) -> None:
        """At once, also where the output is a file or a pipe."""
        for line in report.laid_out(lines, self.in_table):
            self.in_table = line.startswith("|")
            self.stdout.write(line)
        self.stdout.flush()

    def say(self, sentence: str) -> None:
        self.stderr.write(sentence)


def _wanted(options: dict[str, Any]) -> set[str]:
    if options["only"]:
        return set(options["only"])
    left_out = {"export": not options["export"], "yardstick": not options["yardstick"]}
    return {name for name in NAMES if not left_out.get(name)}


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000):
        raise argparse.ArgumentTypeError(f"a whole number from 1 on, not {text!r}")
    return int(text)
