"""What was loaded, from where, and how each file fared."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Collection(models.Model):
    """A folder (or archive) that was ingested; files are known by their path inside it.

    A file belongs to the collection that was ingested first among those whose root covers its path.
    """

    root = models.TextField(unique=True, help_text="Absolute, without links; odd bytes are written \\xNN.")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["root"]

    def __str__(self) -> str:
        return self.root


class IngestRun(models.Model):
    """One call of `ingest`. Counts are of files; `files = new + changed + unchanged + duplicate + failed`."""

    paths = ArrayField(models.TextField())
    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(
        null=True, blank=True, help_text="Empty while it runs, or when it was cut off."
    )
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    duplicate = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started", "-pk"]

    def __str__(self) -> str:
        return f"{self.started:%Y-%m-%d %H:%M} {', '.join(self.paths)}"

    @property
    def files(self) -> int:
        """All files that the run came to."""
        return self.new + self.changed + self.unchanged + self.duplicate + self.failed


class SourceFile(models.Model):
    """One file's bytes, how they were read, and the posting that they are a sighting of.

    When a file's bytes change, its row is marked superseded and a new row holds the new ones: every text that
    was ever loaded can be read again from the bytes that it came from.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="files")
    path = models.TextField(help_text="Inside its collection; bytes that are not UTF-8 are written \\xNN.")
    sha256 = models.BinaryField(max_length=32)
    raw = models.BinaryField(help_text="The file's bytes, compressed with zlib.")
    size = models.PositiveIntegerField(help_text="Bytes before compression.")
    encoding = models.CharField(max_length=20)
    layout = models.CharField(max_length=40)
    posting = models.ForeignKey("Posting", on_delete=models.CASCADE, related_name="files")
    version = models.ForeignKey("PostingVersion", on_delete=models.CASCADE, related_name="files")
    loaded = models.DateTimeField()
    edition = models.CharField(
        max_length=16,
        default="",
        blank=True,
        help_text="The rules that read it last; empty where they are not known.",
    )
    superseded = models.DateTimeField(
        null=True, blank=True, help_text="When other bytes were loaded from the same path. Empty: it is live."
    )

    class Meta:
        ordering = ["collection", "path", "-loaded", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "path"],
                condition=Q(superseded__isnull=True),
                name="file_path_live_once",
            ),
            models.CheckConstraint(condition=~Q(path=""), name="file_path_not_empty"),
        ]

    def __str__(self) -> str:
        return self.path


class FileOutcome(models.Model):
    """How one file fared in one run; unchanged files leave no row."""

    class Outcome(models.TextChoices):
        NEW = "new", "new"
        CHANGED = "changed", "changed"
        DUPLICATE = "duplicate", "duplicate"
        FAILED = "failed", "failed"

    run = models.ForeignKey(IngestRun, on_delete=models.CASCADE, related_name="outcomes")
    path = models.TextField()
    outcome = models.CharField(max_length=9, choices=Outcome)
    reason = models.TextField(blank=True, help_text="Why it failed, as one sentence.")
    file = models.ForeignKey(
        SourceFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="outcomes"
    )

    class Meta:
        ordering = ["run", "path", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="failed") | ~Q(reason=""), name="outcome_failure_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.path}"
