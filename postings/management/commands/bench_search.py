"""`manage.py bench_search`: how fast the search is on the postings that are there."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from postings.bench import measures, report
from postings.bench.mix import EmptyError
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
            "--yardstick",
            type=int,
            default=40,
            metavar="N",
            help="searches that the yardstick answers too, which takes seconds each (%(default)s; 0: none)",
        )
        parser.add_argument(
            "--no-server",
            action="store_true",
            help="draw the pages in this process, instead of asking a server in processes of its own",
        )
        parser.add_argument("--rebuild", action="store_true", help="build the index first, and time that")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures into this file too")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = self.measured(options)
        except measures.NoIndexError:
            raise CommandError("There is no search index to measure; `index` builds one.") from None
        except EmptyError:
            raise CommandError("There are no postings to measure with; `make_postings` makes some.") from None
        except SiteError as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            written = {name: one if isinstance(one, _PLAIN) else asdict(one) for name, one in found.items()}
            options["json"].write_text(json.dumps(written, indent=1) + "\n")
        self.print(found, options["searches"])

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
            "built_seconds": built,
            "index_bytes": measures.size_of_index(),
            "engine": measures.engine(cases, options["clients"]),
            "typeahead": measures.typeahead(typed),
            "deep": measures.deep_pages(cases),
        }
        with _site(inside=options["no_server"]) as site:
            self.say("Asking for pages ...")
            found["pages"] = measures.pages(site, cases, options["clients"])
            self.say("Changing postings ...")
            found["visible_ms"] = {count: self.freshness(count, site) for count in CHANGED}
            found["worker_bytes"] = sorted(site.memory.values()) if isinstance(site, Server) else []
        self.say("Asking the yardstick ...")
        found["yardstick"] = measures.yardstick(cases[: options["yardstick"]])
        return found

    def freshness(self, changed: int, site: Site) -> float | None:
        """Where no server drains, we do."""
        return measures.freshness(changed, drain=None if isinstance(site, Server) else drainer.drain)

    def print(self, found: dict[str, Any], searches: int) -> None:
        lines = [report.HEAD, *report.asked("engine", found["engine"]), *report.asked("page", found["pages"])]
        lines.append(report.row("typeahead in the engine, a letter", found["typeahead"]))
        lines += [*report.deep(found["deep"]), *report.compared(found["yardstick"], searches), ""]
        lines += report.verdict(found["yardstick"])
        figures = ("postings", "index_bytes", "built_seconds", "visible_ms", "worker_bytes")
        lines += report.sentences(*(found[name] for name in figures))
        self.stdout.write("\n".join(lines))

    def say(self, sentence: str) -> None:
        self.stderr.write(sentence)


_PLAIN = (int, float, dict, list, type(None))


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
