"""Which posting a file is a sighting of (semantics.md, section 5).

In this order: the same job number within its site or employer; the same text; the same path in the
collection, when neither text has a job number. Different job numbers are never the same posting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from postings.extraction.edition import edition
from postings.loader.readings import Reading
from postings.models import Posting, PostingVersion, SourceFile

LONGEST_NUMBER = 80


@dataclass(frozen=True, slots=True)
class JobNumber:
    """The source's own number of a job, and the site or employer within which it is unique.

    `scope` is None where neither is known: such a number tells postings apart, but cannot find one.
    """

    number: str
    scope: str | None

    @classmethod
    def of(cls, reading: Reading, employer: str | None) -> JobNumber | None:
        """The number that the text states, None where it states none (or more than a number)."""
        number = reading.extraction.summary.job_number
        if not number or len(number) > LONGEST_NUMBER:
            return None
        return cls(number, scope_of(reading.extraction.document.site, employer))


def scope_of(site: str | None, employer: str | None) -> str | None:
    """
    >>> scope_of("careers.example.org", "Acme"), scope_of(None, "ACME"), scope_of(None, None)
    ('site careers.example.org', 'employer acme', None)
    """
    if site:
        return f"site {site.casefold()}"
    return f"employer {employer.casefold()}" if employer else None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A live file as the database (or this batch) knows it; `edition`: the rules that read it last."""

    file_id: int
    posting_id: int
    version_id: int
    sha256: bytes
    edition: str

    @property
    def aged(self) -> bool:
        """Other rules than those of today read it last."""
        return self.edition != edition()


@dataclass
class Known:
    """What is known around a batch of readings: live files, job numbers and texts, and whose they are."""

    files: dict[tuple[int, str], Sighting] = field(default_factory=dict)
    numbers: dict[JobNumber, int] = field(default_factory=dict)
    texts: dict[bytes, list[int]] = field(default_factory=lambda: defaultdict(list))
    number_of: dict[int, JobNumber | None] = field(default_factory=dict)

    @classmethod
    def around(cls, readings: Iterable[Reading], numbers: Iterable[JobNumber | None]) -> Known:
        """Three queries, however many readings."""
        known = cls()
        readings = list(readings)
        if readings:
            known._find_files(readings)
            known._find_texts({reading.text_sha256 for reading in readings})
        known._find_numbers({number for number in numbers if number and number.scope})
        return known

    def find(self, reading: Reading, number: JobNumber | None) -> int | None:
        """The posting that the reading is a sighting of, None when it is a new one."""
        file = self.files.get((reading.collection_id, reading.path))
        if file and file.sha256 == reading.sha256:
            return file.posting_id
        if number in self.numbers:
            return self.numbers[number]
        for posting_id in self.texts.get(reading.text_sha256, ()):
            if not _differ(number, self.number_of.get(posting_id)):
                return posting_id
        if file and _same_by_path(number, self.number_of.get(file.posting_id)):
            return file.posting_id
        return None

    def note(self, reading: Reading, number: JobNumber | None, posting_id: int) -> None:
        """Remember a reading that was just placed, for the readings after it."""
        holders = self.texts[reading.text_sha256]
        if posting_id not in holders:
            holders.append(posting_id)
        self.number(posting_id, number)

    def taken(self, number: JobNumber | None, posting_id: int) -> bool:
        """Another posting has this job number."""
        return number is not None and self.numbers.get(number, posting_id) != posting_id

    def number(self, posting_id: int, number: JobNumber | None) -> None:
        """Remember a posting's number; a number that another posting has stays with that one."""
        if number is None:
            self.number_of.setdefault(posting_id, None)
            return
        if number.scope and self.numbers.setdefault(number, posting_id) != posting_id:
            return
        self.number_of[posting_id] = number

    def _find_files(self, readings: list[Reading]) -> None:
        paths = defaultdict(list)
        for reading in readings:
            paths[reading.collection_id].append(reading.path)
        here = reduce(or_, (Q(collection=one, path__in=names) for one, names in paths.items()))
        rows = SourceFile.objects.filter(here, superseded__isnull=True).values_list(
            "collection_id",
            "path",
            "pk",
            "posting_id",
            "version_id",
            "sha256",
            "edition",
            "posting__job_number",
            "posting__number_scope",
        )
        for collection_id, path, pk, posting_id, version_id, sha256, read_by, number, scope in rows:
            self.files[collection_id, path] = Sighting(pk, posting_id, version_id, bytes(sha256), read_by)
            self.number_of[posting_id] = JobNumber(number, scope) if number else None

    def _find_texts(self, texts: set[bytes]) -> None:
        rows = PostingVersion.objects.filter(text_sha256__in=texts).order_by("posting_id")
        for sha256, posting_id, number, scope in rows.values_list(
            "text_sha256", "posting_id", "posting__job_number", "posting__number_scope"
        ):
            self.texts[bytes(sha256)].append(posting_id)
            self.number_of[posting_id] = JobNumber(number, scope) if number else None

    def _find_numbers(self, numbers: set[JobNumber]) -> None:
        rows = Posting.objects.filter(
            job_number__in={one.number for one in numbers}, number_scope__in={one.scope for one in numbers}
        )
        for pk, number, scope in rows.values_list("pk", "job_number", "number_scope"):
            self.numbers[JobNumber(number or "", scope)] = pk
            self.number_of[pk] = JobNumber(number or "", scope)


def _differ(one: JobNumber | None, other: JobNumber | None) -> bool:
    return one is not None and other is not None and one.number != other.number


def _same_by_path(one: JobNumber | None, other: JobNumber | None) -> bool:
    """Neither has a number; or both have the same, and of one it is unknown where it counts."""
    if one is None or other is None:
        return one is other
    return one.number == other.number and (one.scope is None or other.scope is None)
