"""`manage.py make_postings N`: synthetic postings, for measurements; `--remove` takes them away again."""

from __future__ import annotations

import argparse
import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from postings.loader import bulk, removal
from postings.models import Posting, SearchIndex
from postings.reading import usable_cores
from postings.search import outbox

MOST = 9_999_999
SECONDS_BETWEEN_LINES = 5
#: Notes from which on reading everything anew costs an index no more than reading what is noted.
WORTH_A_REBUILD = 50_000


class Command(BaseCommand):
    help = (
        "Make synthetic postings to measure with, the same ones for the same seed. Each says in its text, "
        "its employer's name and its file's name that it is synthetic. Run again with a larger N, it goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "count", nargs="?", metavar="N", type=_count, help="how many of this seed there are to be"
        )
        parser.add_argument("--seed", type=_seed, help="another seed makes other postings (1)")
        parser.add_argument(
            "--until",
            type=date.fromisoformat,
            metavar="DAY",
            help="the last day on which one was posted (today)",
        )
        parser.add_argument(
            "--jobs", type=_jobs, default=usable_cores(), help="processes that write texts (%(default)s)"
        )
        parser.add_argument(
            "--remove",
            action="store_true",
            help="remove them all, or those of --seed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"] == (options["count"] is not None):
            raise CommandError("Give either the number of postings that there are to be, or --remove.")
        if options["remove"]:
            self.remove(options["seed"])
        else:
            seed = 1 if options["seed"] is None else options["seed"]
            self.add(seed, options["count"], options["until"] or timezone.localdate(), options["jobs"])
        self.order_rebuilds()

    def add(self, seed: int, count: int, until: date, jobs: int) -> None:
        start = bulk.made_already(seed)
        if start >= count:
            self.stdout.write(f"There are {start:,} postings of seed {seed} already; nothing to add.")
            return
        if start:
            self.stdout.write(f"There are {start:,} of seed {seed} already; going on from there.")
        pace = Pace(start)
        for there in bulk.add(seed, count, until, jobs):
            if pace.is_due():
                self.stdout.write(f"{there:,} of {count:,} postings, {pace.speed(there):,.0f} a second")
        done = f"Made {count - start:,} synthetic postings of seed {seed}, {pace.speed(count):,.0f} a second."
        self.stdout.write(self.style.SUCCESS(done))

    def remove(self, seed: int | None) -> None:
        pace, gone = Pace(0), 0
        for collection in bulk.collections(seed):
            removed = 0
            for removed in removal.remove(collection):
                if pace.is_due():
                    self.stdout.write(f"{gone + removed:,} postings removed")
            gone += removed
        self.stdout.write(self.style.SUCCESS(f"Removed {gone:,} synthetic postings."))

    def order_rebuilds(self) -> None:
        """An index that has more to read anew than not builds itself again, which costs it less."""
        for index in SearchIndex.objects.all():
            notes = index.notes.count()
            if notes > WORTH_A_REBUILD and notes > Posting.objects.count() / 2:
                outbox.order_rebuild(str(index.pk))
                self.stdout.write(f"The search index {index.folder} will be built again.")
            elif notes:
                self.stdout.write(f"The search index {index.folder} has {notes:,} notes to read.")


class Pace:
    """How fast it goes, and when to say so."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.began = self.said = time.monotonic()

    def speed(self, there: int) -> float:
        return (there - self.start) / (time.monotonic() - self.began)

    def is_due(self) -> bool:
        now = time.monotonic()
        due = now - self.said >= SECONDS_BETWEEN_LINES
        self.said = now if due else self.said
        return due


def _count(text: str) -> int:
    return _whole(text, 1, MOST)


def _seed(text: str) -> int:
    return _whole(text, 0, 9999)


def _jobs(text: str) -> int:
    return _whole(text, 1, 256)


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise argparse.ArgumentTypeError(f"a whole number from {least:,} to {most:,}, not {text!r}")
    return int(text)
