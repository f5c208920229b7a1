"""A posting on its way into the database: what is held of it, and what its newest reading makes of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch

from postings import extraction
from postings.extraction import readers
from postings.extraction.records import Extraction
from postings.loader.identity import JobNumber
from postings.loader.readings import Reading
from postings.loader.values import Change, Values
from postings.models import IngestRun, Location, Posting, PostingVersion, SourceFile


@dataclass
class Draft:
    """One posting during a load. `held` is None for a new one; `extraction` None when nothing was shown.

    `versions` are all its texts by fingerprint; those in `new_versions` have no row yet. `taken_number` is a
    job number that it states but another posting has.
    """

    posting: Posting
    held: Values | None
    versions: dict[bytes, PostingVersion]
    version: PostingVersion | None
    new_versions: list[PostingVersion] = field(default_factory=list)
    extraction: Extraction | None = None
    values: Values | None = None
    number: JobNumber | None = None
    taken_number: str | None = None

    @classmethod
    def new(cls, posting_id: int) -> Draft:
        return cls(Posting(pk=posting_id), None, {}, None)

    @classmethod
    def held_by(cls, posting: Posting) -> Draft:
        versions = {bytes(version.text_sha256): version for version in posting.versions.all()}
        shown = next((one for one in versions.values() if one.pk == posting.version_id), None)
        number = JobNumber(posting.job_number, posting.number_scope) if posting.job_number else None
        return cls(posting, Values.held(posting), versions, shown, number=number)

    def version_of(self, reading: Reading, run: IngestRun | None, now: datetime) -> PostingVersion:
        """The posting's text of this reading; a text that it never had is added."""
        known = self.versions.get(reading.text_sha256)
        if known is not None:
            return known
        version = PostingVersion(
            posting=self.posting,
            number=max((one.number for one in self.versions.values()), default=0) + 1,
            text=reading.extraction.document.text,
            text_sha256=reading.text_sha256,
            blocks=blocks_of(reading.extraction),
            run=run,
            created=now,
        )
        self.versions[reading.text_sha256] = version
        self.new_versions.append(version)
        return version

    def show(self, version: PostingVersion, found: Extraction, now: datetime) -> None:
        """Make this text the one that the posting shows."""
        if self.version is not version:
            self.posting.loaded = now
        self.version, self.extraction = version, found

    def adopt(self, number: JobNumber | None, taken: bool, again: bool) -> None:
        """Take over the job number that a text states.

        A known number stays unless the same bytes were read again: only then were the old ones read wrongly.
        """
        self.taken_number = number.number if number and taken else None
        if taken or (self.number and self.number.scope and not again):
            return
        if number or again:
            self.number = number

    def changes(self) -> list[Change]:
        """What the load changes of this posting, for people."""
        found = self.values.changes(self.held) if self.values else []
        if self.held is not None and self.version is not None and self.version.pk != self.posting.version_id:
            found.append(Change("text", None, self.version.number))
        return found


def blocks_of(found: Extraction) -> list[list[object]]:
    return [[block.kind, block.start, block.end] for block in found.document.blocks]


def drafts_of(posting_ids: Iterable[int]) -> dict[int, Draft]:
    """Drafts of postings that exist, with all that is compared; seven queries, however many."""
    rows = Posting.objects.filter(pk__in=list(posting_ids)).select_related("employer")
    rows = rows.prefetch_related(
        "teams",
        "role_families",
        "requirements",
        Prefetch("locations", Location.objects.select_related("parent__parent")),
        Prefetch("versions", PostingVersion.objects.defer("text")),
    )
    return {posting.pk: Draft.held_by(posting) for posting in rows}


def read_again(posting: Posting) -> Extraction:
    """What the machine reads in the bytes of the posting's shown text, without corrections.

    Raises `NoPosting` or `readers.BadFile` where the rules of today find nothing in them.
    """
    return reading_of(file_of(posting)).extraction


def file_of(posting: Posting) -> SourceFile:
    """The file that the shown text is read from: of several the newest, a live one before a superseded."""
    files = SourceFile.objects.filter(version__shown_by=posting.pk).select_related("collection")
    return files.order_by("superseded", "-loaded", "-pk").first() or _missing(posting)


def _missing(posting: Posting) -> SourceFile:
    raise SourceFile.DoesNotExist(f"No file holds the text of posting {posting.pk}.")


def reading_of(file: SourceFile) -> Reading:
    """The file's stored bytes, read by the rules of today."""
    raw = readers.decode(zlib.decompress(file.raw), file.path)
    return Reading(
        collection_id=file.collection_id,
        path=file.path,
        shown=file.path,
        sha256=bytes(file.sha256),
        raw=bytes(file.raw),
        size=file.size,
        encoding=raw.encoding,
        extraction=extraction.extract(raw),
    )
