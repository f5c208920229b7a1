"""`manage.py evaluate GOLD.jsonl`: how well postings are read, against labels."""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from postings import evaluation
from postings.evaluation import CONFUSED, Evaluation, Miss, percent
from postings.reading import usable_cores


class Command(BaseCommand):
    help = "Compare what is read in labelled postings with their labels. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("gold", type=Path, metavar="GOLD.jsonl", help="labels, one JSON object a line")
        parser.add_argument("--misses", action="store_true", help="list every value that is not as labelled")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--compare", type=Path, metavar="OLD.json", help="what changed since that --json")
        parser.add_argument("--jobs", type=int, default=usable_cores(), help="processes (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            labelled = list(evaluation.labels(options["gold"]))
            old = json.loads(options["compare"].read_text("utf-8")) if options["compare"] else None
        except (OSError, json.JSONDecodeError) as error:
            raise CommandError(str(error), returncode=2) from error
        with ProcessPoolExecutor(max(1, options["jobs"])) as pool:
            result = evaluation.evaluate(pool.map(evaluation.read, labelled, chunksize=8))
        if options["json"]:
            self.stdout.write(json.dumps(result.as_dict(), ensure_ascii=False))
            return
        self._print_figures(result)
        if options["misses"]:
            for miss in result.misses:
                self._print_miss(miss)
        if old is not None:
            self._print_comparison(old, result)

    def _print_figures(self, result: Evaluation) -> None:
        self.stdout.write(f"{result.postings} postings\n")
        for name, tally in result.fields.items():
            self.stdout.write(f"  {name:<18} {percent(tally)}")
        self.stdout.write(f"  {'paths invented':<18} {percent(result.paths_invented)}")
        self.stdout.write(f"  {'promoted':<18} {percent(result.promoted)} preferred values read as required")
        self.stdout.write(f"  {'':<18} {percent(result.promoted_of_preferred)} of those only preferred")
        for source in evaluation.sources_in_order(result):
            tallies = result.sources[source]
            shares = ", ".join(f"{name} {t.right}/{t.of}" for name, t in tallies.items() if t.of)
            self.stdout.write(f"  {source}: {shares}")
        for name in CONFUSED:
            self.stdout.write(f"{name}, expected -> found:")
            for (expected, found), count in result.confusion[name].most_common():
                self.stdout.write(f"  {count:>5}  {expected} -> {found}")

    def _print_miss(self, miss: Miss) -> None:
        self.stdout.write(
            f"{miss.id} {miss.field}: expected {miss.expected!r}, found {miss.found!r} "
            f"by {miss.rule or 'no rule'}: {miss.quote or ''}"
        )

    def _print_comparison(self, old: dict[str, Any], result: Evaluation) -> None:
        lost, won = evaluation.compare(old, result)
        self.stdout.write(f"Lost {len(lost)}:")
        for miss in lost:
            self._print_miss(miss)
        self.stdout.write(f"Won {len(won)}:")
        for gone in won:
            self.stdout.write(f"{gone['id']} {gone['field']}: is {gone['expected']!r}, was {gone['found']!r}")
