"""One load: where each reading belongs, what it makes of its posting, and the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import DeadlockDetected

from postings.extraction.edition import edition
from postings.extraction.overlay import Overlaid, overlay
from postings.extraction.records import Extraction
from postings.loader.drafts import Draft, drafts_of, file_of, reading_of
from postings.loader.identity import JobNumber, Known, Sighting
from postings.loader.lock import only_writer
from postings.loader.readings import Reading
from postings.loader.review import Ground, as_overlaid, reasons
from postings.loader.terms import term_ids
from postings.loader.values import Change, effective, stated_names
from postings.loader.vocabulary import EMPLOYER, VOCABULARIES
from postings.loader.write import PostingGoneError, next_ids, number_versions, write
from postings.models import Correction, FileOutcome, IngestRun, Posting, PostingVersion, SourceFile
from postings.models.correction import CorrectionKind

Outcome = FileOutcome.Outcome
#: A file that was read again and changed nothing; it has no row among the outcomes of its run.
UNCHANGED = "unchanged"
RELOADED_AT_ONCE = 50
TRIES = 5  # of a batch that meets other writers' deletions or locks


@dataclass(frozen=True, slots=True)
class Loaded:
    """How one reading fared. `reason` says why it failed; then nothing of it is in the database."""

    reading: Reading
    outcome: str
    posting_id: int | None = None
    file_id: int | None = None
    changes: Sequence[Change] = ()
    reason: str = ""


@dataclass
class Placed:
    """A reading, the posting it belongs to, and how it fares.

    `sighting` is the live file at its path until now. `taken`: another posting has its job number.
    """

    reading: Reading
    number: JobNumber | None
    draft: Draft
    sighting: Sighting | None
    taken: bool
    outcome: str = UNCHANGED
    version: PostingVersion | None = None
    file_id: int | None = None

    @property
    def again(self) -> bool:
        """The very bytes that are loaded already, read by the rules of today."""
        return self.sighting is not None and self.sighting.sha256 == self.reading.sha256


def load(readings: Sequence[Reading], run: IngestRun | None, *, alone: bool = True) -> list[Loaded]:
    """Load a batch in one transaction, in its order. A reading that the database refuses fails by itself.

    `alone=False` does without the lock that keeps other writers waiting: for a load that is rolled back.
    """
    if not readings:
        return []
    try:
        return _load_whole(readings, run, alone)
    except (IntegrityError, DataError, UnicodeEncodeError, PostingGoneError) as error:
        if len(readings) == 1:
            return [Loaded(readings[0], Outcome.FAILED, reason=_reason(error))]
        return [loaded for reading in readings for loaded in load([reading], run, alone=alone)]


def _load_whole(readings: Sequence[Reading], run: IngestRun | None, alone: bool) -> list[Loaded]:
    """All or none of them. Who is stopped by what others do at the same moment begins again, a few times."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                if alone:
                    only_writer()
                return _write_all(_placed(readings), run)
        except PostingGoneError:
            if not left:
                raise
        except OperationalError as error:  # a statement past the loader, or a preview, holds what we need
            if not (left and alone and isinstance(error.__cause__, DeadlockDetected)):
                raise
    raise AssertionError("unreachable")


def _reason(error: Exception) -> str:
    if isinstance(error, PostingGoneError):
        return "Its posting is deleted each time that it is found; load it again later."
    return f"The database refuses it: {str(error).splitlines()[0]}"


def reload(postings: Iterable[Posting]) -> None:
    """Read postings again from the bytes of the text that they show, and write what differs.

    Raises what `read_again` raises; then nothing is written.
    """
    pending = [posting.pk for posting in postings]
    with transaction.atomic():
        only_writer()
        for start in range(0, len(pending), RELOADED_AT_ONCE):
            few = Posting.objects.filter(pk__in=pending[start : start + RELOADED_AT_ONCE])
            _write_all(_placed_again(few), None)


def _write_all(placed: Sequence[Placed], run: IngestRun | None) -> list[Loaded]:
    now = timezone.now()
    for one in placed:
        _sight(one, run, now)
    drafts = list({id(one.draft): one.draft for one in placed}.values())
    number_versions(drafts)
    _settle([draft for draft in drafts if draft.extraction is not None])
    changes = {id(draft): draft.changes() for draft in drafts}
    write(drafts)
    _write_files(placed, now)
    _check_references()
    return [_loaded(one, changes[id(one.draft)]) for one in placed]


def _check_references() -> None:
    """Check now what PostgreSQL would check at the commit: rows that point at each other."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


# --- where a reading belongs ---------------------------------------------------------------------------


def _placed(readings: Sequence[Reading]) -> list[Placed]:
    """The posting of each reading: one of the database, or a new one with its key.

    PostingGoneError: somebody has deleted a posting since it was found, with its files: look again.
    """
    numbers = _job_numbers(readings)
    known = Known.around(readings, numbers)
    homes: list[int] = []
    taken: list[bool] = []
    for reading, number in zip(readings, numbers, strict=True):
        home = known.find(reading, number)
        if home is None:
            home = -len(homes) - 1  # the real key comes when all new postings are counted
        taken.append(known.taken(number, home))
        known.note(reading, number, home)
        homes.append(home)
    found = {home for home in homes if home > 0}
    drafts = drafts_of(found)
    if drafts.keys() != found:
        raise PostingGoneError
    new = list(dict.fromkeys(home for home in homes if home < 0))
    for home, pk in zip(new, next_ids(Posting, len(new)), strict=True):
        drafts[home] = Draft.new(pk)
    return [
        Placed(reading, number, drafts[home], known.files.get((reading.collection_id, reading.path)), lost)
        for reading, number, home, lost in zip(readings, numbers, homes, taken, strict=True)
    ]


def _placed_again(postings: Iterable[Posting]) -> list[Placed]:
    """The file of each posting's shown text, in its place; nothing is looked for."""
    files = [file_of(posting) for posting in postings]
    readings = [reading_of(file) for file in files]
    numbers = _job_numbers(readings)
    known = Known.around([], numbers)
    drafts = drafts_of(file.posting_id for file in files)
    return [
        Placed(
            reading,
            number,
            drafts[file.posting_id],
            Sighting(file.pk, file.posting_id, file.version_id, reading.sha256, file.edition),
            known.taken(number, file.posting_id),
        )
        for file, reading, number in zip(files, readings, numbers, strict=True)
    ]


def _job_numbers(readings: Sequence[Reading]) -> list[JobNumber | None]:
    stated = [stated_names(reading.extraction.summary)["employer"] for reading in readings]
    employers = EMPLOYER.named(name for names in stated for name in names)
    return [
        JobNumber.of(reading, employers[names[0]].name if names else None)
        for reading, names in zip(readings, stated, strict=True)
    ]


# --- what it makes of the posting ----------------------------------------------------------------------


def _sight(one: Placed, run: IngestRun | None, now: datetime) -> None:
    """Decide how the reading fares, and whether its text is the one to show."""
    draft, reading, file = one.draft, one.reading, one.sighting
    shown = draft.version
    one.version = version = draft.version_of(reading, run, now)
    if shown is None:
        one.outcome, shows = Outcome.NEW, True
    elif file is not None and one.again:
        shows = file.version_id == draft.posting.version_id and shown.pk in (file.version_id, version.pk)
    elif version is not shown or (file is not None and file.posting_id == draft.posting.pk):
        one.outcome, shows = Outcome.CHANGED, True
    else:
        one.outcome, shows = Outcome.DUPLICATE, one.number is not None and draft.number is None
    if shows:
        draft.adopt(one.number, one.taken, one.again)
        draft.show(version, reading.extraction, now)


def _settle(drafts: Sequence[Draft]) -> None:
    """Lay people's corrections over what was read, and choose the values in force."""
    of_posting = defaultdict(list)
    for correction in Correction.objects.filter(posting__in=[one.posting.pk for one in drafts if one.held]):
        of_posting[correction.posting_id].append(correction)
    laid = [overlay(_read(draft), as_overlaid(of_posting[draft.posting.pk])) for draft in drafts]
    summaries = [overlaid.extraction.summary for overlaid in laid]
    names = {
        kind: vocabulary.named(name for summary in summaries for name in stated_names(summary)[kind])
        for kind, vocabulary in VOCABULARIES.items()
    }
    terms = term_ids(statement for overlaid in laid for statement in overlaid.extraction.statements)

    def spelled(kind: str, stated: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names[kind][name].name for name in stated))

    for draft, overlaid in zip(drafts, laid, strict=True):
        columns = _columns(draft, overlaid, of_posting[draft.posting.pk])
        draft.values = effective(overlaid, columns, spelled, terms)


def _columns(draft: Draft, overlaid: Overlaid, corrections: Sequence[Correction]) -> dict[str, object]:
    """The posting's columns that its text does not decide."""
    if draft.version is None:
        raise ValueError(f"Posting {draft.posting.pk} has no text.")
    return {
        "review": reasons(Ground(corrections, overlaid, draft.version.pk, draft.taken_number)),
        "hidden": any(correction.kind == CorrectionKind.HIDDEN for correction in corrections),
        "job_number": draft.number.number if draft.number else None,
        "number_scope": draft.number.scope if draft.number else None,
    }


def _read(draft: Draft) -> Extraction:
    if draft.extraction is None:
        raise ValueError(f"Posting {draft.posting.pk} was not read.")
    return draft.extraction


# --- files ---------------------------------------------------------------------------------------------


def _write_files(placed: Sequence[Placed], now: datetime) -> None:
    """A row for each new file and new bytes; the row of the bytes before them is marked superseded."""
    superseded = [one.sighting.file_id for one in placed if one.sighting and not one.again]
    if superseded:
        SourceFile.objects.filter(pk__in=superseded).update(superseded=now)
    aged = [one.sighting.file_id for one in placed if one.again and one.sighting and one.sighting.aged]
    if aged:
        SourceFile.objects.filter(pk__in=aged).update(edition=edition())
    rows = []
    for one in placed:
        if one.again and one.sighting:
            one.file_id = one.sighting.file_id
            if one.version and one.sighting.version_id != one.version.pk:
                SourceFile.objects.filter(pk=one.file_id).update(version=one.version)
        else:
            rows.append((one, _file_row(one, now)))
    SourceFile.objects.bulk_create(row for _, row in rows)
    for one, row in rows:
        one.file_id = row.pk


def _file_row(one: Placed, now: datetime) -> SourceFile:
    reading = one.reading
    return SourceFile(
        collection_id=reading.collection_id,
        path=reading.path,
        sha256=reading.sha256,
        raw=reading.raw,
        size=reading.size,
        encoding=reading.encoding,
        layout=reading.extraction.document.layout,
        posting=one.draft.posting,
        version=one.version,
        loaded=now,
        edition=edition(),
    )


def _loaded(one: Placed, changes: Sequence[Change]) -> Loaded:
    outcome = Outcome.CHANGED if one.outcome == UNCHANGED and changes else one.outcome
    return Loaded(one.reading, outcome, one.draft.posting.pk, one.file_id, changes)
