"""`manage.py index`: bring the search index in step, prove it, build it again, or forget one."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize

from postings.models import Posting, SearchIndex
from postings.search import building, drainer, outbox
from postings.search.check import Differences, check
from postings.search.index import UnreadableIndexError

SHOWN = 10  # ids a line
EACH = 10_000  # postings a line of progress


class Command(BaseCommand):
    help = (
        "Bring the search index in step with the database. A running server does so by itself; "
        "then this command waits until it has."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        group = parser.add_mutually_exclusive_group()
        group.add_argument(
            "--rebuild", action="store_true", help="build it again; searches are answered meanwhile"
        )
        group.add_argument(
            "--check",
            action="store_true",
            help="prove that it agrees with the database, posting by posting",
        )
        group.add_argument("--list", action="store_true", help="list the indexes that follow this database")
        group.add_argument(
            "--forget", metavar="ID", type=uuid.UUID, help="stop keeping notes for an index that is gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forget"]:
            self.forget(options["forget"])
        elif options["list"]:
            self.list()
        elif options["check"]:
            self.check_index()
        else:
            self.drain(options["rebuild"])

    def drain(self, rebuild: bool) -> None:
        try:
            drainer.drain(rebuild=rebuild, progress=self.progress, tell=self.stdout.write)
        except (OSError, ValueError, UnreadableIndexError) as error:  # a file that cannot be written
            said = drainer.what_is_wrong(error, drainer.here())
            raise CommandError(f"The index could not be brought in step: {said}") from error
        self.stdout.write(self.style.SUCCESS("The search index is in step."))

    def progress(self, done: int) -> None:
        if done % EACH < building.READ_AT_ONCE:
            self.stdout.write(f"{done:,} of {Posting.objects.filter(hidden=False).count():,} postings")

    def forget(self, index: uuid.UUID) -> None:
        if not outbox.forget(str(index)):
            raise CommandError(f"No index {index} follows this database; `index --list` shows those that do.")
        self.stdout.write(f"Forgot {index}.")

    def list(self) -> None:
        for index in SearchIndex.objects.all():
            drained = f"{index.drained:%Y-%m-%d %H:%M}" if index.drained else "never"
            notes = index.notes.count()
            self.stdout.write(f"{index.pk}  {index.folder}  last in step {drained} UTC, {notes:,} notes wait")

    def check_index(self) -> None:
        try:
            found = check(drainer.here())
        except UnreadableIndexError as error:
            raise CommandError(
                f"The index cannot be read ({error}); `index --rebuild` builds another."
            ) from error
        if found:
            self.report(found)
            raise CommandError("Index and database differ; `index --rebuild` puts it right.")
        count = Posting.objects.filter(hidden=False).count()
        self.stdout.write(
            self.style.SUCCESS(f"Index and database agree: {count:,} posting{pluralize(count)}.")
        )

    def report(self, found: Differences) -> None:
        for label, ids in (
            ("Not in the index", found.missing),
            ("Only in the index", found.extra),
            ("Twice in the index", found.doubled),
            ("Other contents in the index", found.different),
            ("Damaged files", found.damaged_files),
        ):
            if ids:
                more = f" and {len(ids) - SHOWN:,} more" if len(ids) > SHOWN else ""
                self.stdout.write(f"{label}: {', '.join(map(str, ids[:SHOWN]))}{more}")
