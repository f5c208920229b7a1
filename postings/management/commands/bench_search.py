"""`manage.py bench_search`: how fast the search is on the postings that are there."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobsite.serve import WORKERS
from postings.bench import comparing, growth, measures, report, sides
from postings.bench.clients import ClientsError
from postings.bench.mix import Case, EmptyError
from postings.bench.server import Inside, Server, Site, SiteError, served
from postings.bench.timing import timed
from postings.models import Posting
from postings.search import drainer

CHANGED = (1, 1000)


class Command(BaseCommand):
    help = (
        "Measure the search: a fixed mix of searches with all facets, counts, results and snippets, in the "
        "engine and as whole pages, beside the same by one GROUP BY a facet through the ORM. `make_postings` "
        "makes postings to measure with."
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
            help="searches that the yardstick answers too, which takes seconds each (%(default)s, which has "
            "each kind in its share, as multiples of 20 do; 0: none)",
        )
        parser.add_argument(
            "--no-server",
            action="store_true",
            help="draw the pages in this process, instead of asking a server in processes of its own",
        )
        parser.add_argument("--export", action="store_true", help="download all postings, and time that")
        parser.add_argument("--rebuild", action="store_true", help="build the index first, and time that")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures into this file too")
        parser.add_argument(
            "--against",
            type=Path,
            metavar="FILE",
            help="put these figures beside those of the run that wrote this file, with fewer postings say, "
            "and tell how many times as long everything takes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            then = growth.read(options["against"]) if options["against"] else None
            found = self.measured(options)
        except measures.NoIndexError:
            raise CommandError("There is no search index to measure; `index` builds one.") from None
        except EmptyError:
            raise CommandError("There are no postings to measure with; `make_postings` makes some.") from None
        except (SiteError, ClientsError, growth.OtherFileError) as error:
            raise CommandError(str(error)) from None
        written = json.dumps(found, indent=1, default=asdict)
        if options["json"]:
            options["json"].write_text(written + "\n")
        self.print(found, options["searches"])
        if then is not None:
            self.compare(then, json.loads(written))

    def measured(self, options: dict[str, Any]) -> dict[str, Any]:
        built = timed(lambda: drainer.drain(rebuild=True))[0] / 1000 if options["rebuild"] else None
        self.say("Bringing the index in step ...")
        drainer.drain()
        drawing = measures.draw(options["seed"])
        self.say("Drawing searches ...")
        cases, typed = drawing.cases(options["searches"]), drawing.typed(options["searches"])
        self.say("Asking the engine ...")
        found: dict[str, Any] = {
            "postings": Posting.objects.filter(hidden=False).count(),
            "run": {name: options[name] for name in growth.ALIKE},
            "built_seconds": built,
            "index_bytes": measures.size_of_index(),
            "engine": measures.engine(cases, options["clients"], options["processes"]),
            "typeahead": measures.typeahead(typed),
            "deep": measures.deep_pages(cases),
        }
        with _site(inside=options["no_server"]) as site:
            found |= self.measured_of(site, cases, options)
        self.say("Asking the yardstick ...")
        found["yardstick"] = comparing.compared(cases[: options["yardstick"]])
        return found

    def measured_of(self, site: Site, cases: Sequence[Case], options: dict[str, Any]) -> dict[str, Any]:
        """What is measured of a site rather than of the engine."""
        memory = {"at first": _memory(site)}
        self.say("Asking for pages ...")
        found: dict[str, Any] = {"pages": measures.pages(site, cases, options["clients"])}
        memory["after the pages"] = _memory(site)
        self.say("Changing postings ...")
        found["visible_ms"] = {count: self.freshness(count, site) for count in CHANGED}
        memory["after changed postings"] = _memory(site)
        if options["export"]:
            self.say("Downloading all postings ...")
            found["export"] = measures.export(site)
            memory["after a download"] = _memory(site)
        memory["at most"] = sorted(site.most.values()) if isinstance(site, Server) else []
        return {"export": None, **found, "worker_bytes": memory}

    def freshness(self, changed: int, site: Site) -> float | None:
        """Where no server drains, we do."""
        return measures.freshness(changed, drain=None if isinstance(site, Server) else drainer.drain)

    def print(self, found: dict[str, Any], searches: int) -> None:
        lines = [report.HEAD, *report.asked("engine", found["engine"]), *report.asked("page", found["pages"])]
        lines.append(report.row("typeahead in the engine, a letter", found["typeahead"]))
        lines += [*report.deep(found["deep"]), *report.compared(found["yardstick"], searches), ""]
        lines += [*report.verdict(found["yardstick"]), *report.times_deeper(found["deep"])]
        self.stdout.write("\n".join([*lines, *report.sentences(found)]))

    def compare(self, then: dict[str, Any], now: dict[str, Any]) -> None:
        found = list(growth.growths(then, now))
        other = growth.otherwise(then, now)
        lines = [*sides.table([then, now]), ""]
        lines += report.growth(then["postings"], now["postings"], other, found)
        self.stdout.write("\n".join(["", *lines]))

    def say(self, sentence: str) -> None:
        self.stderr.write(sentence)


def _memory(site: Site) -> list[int]:
    return site.memory() if isinstance(site, Server) else []


@contextmanager
def _site(inside: bool) -> Iterator[Site]:
    if inside:
        yield Inside()
    else:
        with served() as server:
            yield server


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000):
        raise argparse.ArgumentTypeError(f"a whole number from 1 on, not {text!r}")
    return int(text)
