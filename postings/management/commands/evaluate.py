"""`manage.py evaluate LABELS.jsonl`: how well postings are read, against labels."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from postings import evaluation
from postings.evaluation import Evaluation, Figures, Miss, percent
from postings.reading import usable_cores


class Command(BaseCommand):
    help = "Compare what is read in labelled postings with their labels. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "labels", nargs="+", type=Path, metavar="LABELS.jsonl", help="one JSON object a line"
        )
        parser.add_argument(
            "--corpora",
            type=Path,
            metavar="FOLDER",
            help="texts of the labels without one, as CORPUS.jsonl.xz (../shared/corpora where there)",
        )
        parser.add_argument(
            "--holdout", action="store_true", help="only the postings held out from the rules"
        )
        parser.add_argument("--misses", action="store_true", help="list every value that is not as labelled")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--compare", type=Path, metavar="OLD.json", help="what changed since that --json")
        parser.add_argument("--jobs", type=int, default=usable_cores(), help="processes (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            labels = [label for path in options["labels"] for label in evaluation.load(path)]
            old = earlier(options["compare"]) if options["compare"] else None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.", returncode=2) from error
        except evaluation.BadLabels as error:
            raise CommandError(str(error), returncode=2) from error
        if options["holdout"]:
            labels = [label for label in labels if label.get("holdout")]
        result, absent = measure(labels, corpora_folder(options["corpora"]), max(1, options["jobs"]))
        if options["json"]:
            self.stdout.write(json.dumps({**result.as_dict(), "absent": absent}, ensure_ascii=False))
            return
        self._print(figures_of(result, absent))
        if options["misses"]:
            self._print(f"{miss_line(miss)}\n    ... {miss.context or ''} ..." for miss in result.misses)
        if old is not None:
            self._print(comparison(old, result))

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)


def earlier(path: Path) -> dict[str, Any]:
    """What an earlier `--json` printed; BadLabels when the file holds something else."""
    old = evaluation.parse(path.read_bytes(), str(path))
    misses = old.get("misses") if isinstance(old, dict) else None
    needed = {"id", "field", "expected", "found"}
    if (
        not isinstance(misses, list)
        or not isinstance(old.get("ids"), list)
        or not all(isinstance(miss, dict) and needed <= miss.keys() for miss in misses)
    ):
        raise evaluation.BadLabels(f"{path}: not what `evaluate --json` prints")
    return dict(old)


def corpora_folder(given: Path | None) -> Path | None:
    """The folder named, which must be one; else the one beside the project, where there is one."""
    if given is not None and not given.is_dir():
        raise CommandError(f"{given} is no folder.", returncode=2)
    beside = Path(settings.BASE_DIR).parent / "shared" / "corpora"
    return given or (beside if beside.is_dir() else None)


def measure(labels: list[dict[str, Any]], corpora: Path | None, jobs: int) -> tuple[Evaluation, Counter[str]]:
    """The figures of all labels whose texts are at hand, and how many are not, by corpus."""
    with ProcessPoolExecutor(jobs) as pool:
        joined, absent = evaluation.join(labels, corpora, pool.map)
        reads = pool.map(evaluation.read, joined, chunksize=8)
        return evaluation.evaluate(reads), absent


def figures_of(result: Evaluation, absent: Counter[str]) -> Iterable[str]:
    yield f"{result.all.postings} postings" if result.all.postings else "0 postings to measure"
    if absent:
        sources = ", ".join(f"{source} {count}" for source, count in sorted(absent.items()))
        yield f"{absent.total()} skipped, their texts are not at hand: {sources}"
    if not result.all.postings:
        return
    for name, tally in result.all.fields.items():
        yield f"  {name:<18} {percent(tally)}"
    yield f"  {'paths invented':<18} {percent(result.all.paths_invented)}"
    yield f"  {'promoted':<18} {percent(result.all.promoted)} preferred values read as required"
    yield f"  {'':<18} {percent(result.all.promoted_of_preferred)} of those only preferred"
    for kind, members in result.groups.items():
        for member, figures in sorted(members.items()):
            yield from _group(f"{kind} {member}", figures)
    for name, counts in result.confusion.items():
        yield from _confusion(name, counts)


def _group(name: str, figures: Figures) -> Iterable[str]:
    yield f"{name}, {figures.postings} postings"
    for field, tally in figures.fields.items():
        if tally.of:
            yield f"  {field:<18} {percent(tally)}"
    if figures.promoted_of_preferred.of:
        yield f"  {'promoted':<18} {percent(figures.promoted_of_preferred)} of those only preferred"
    if figures.paths_invented.right:
        yield f"  {'paths invented':<18} {percent(figures.paths_invented)}"


def _confusion(name: str, counts: Counter[tuple[str, str]]) -> Iterable[str]:
    """A table with a row for each value labelled and a column for each read."""
    values = sorted({value for pair in counts for value in pair})
    yield f"{name}, labelled (rows) and read (columns)"
    yield " ".join([f"{'':<22}", *values])
    for expected in values:
        cells = (f"{counts[expected, found] or '.':>{len(found)}}" for found in values)
        yield " ".join([f"{expected:<22}", *cells])


def miss_line(miss: Miss) -> str:
    return (
        f"{miss.id} {miss.field}: expected {miss.expected!r}, found {miss.found!r} "
        f"by {miss.rule or 'no rule'}: {miss.quote or ''}"
    )


def comparison(old: dict[str, Any], result: Evaluation) -> Iterable[str]:
    lost, won = evaluation.compare(old, result)
    yield f"Lost {len(lost)}:"
    yield from (miss_line(miss) for miss in lost)
    yield f"Won {len(won)}:"
    for gone in won:
        yield f"{gone['id']} {gone['field']}: is {gone['expected']!r}, was {gone['found']!r}"
