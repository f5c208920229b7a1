"""Which search indexes live on this database, and what each has still to read.

The notes are written by database triggers (migrations 0002 and 0004), never by Python: no writer can forget.
"""

from __future__ import annotations

import uuid

from django.db import models


class SearchIndex(models.Model):
    """One index folder somewhere that follows this database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.TextField(help_text="Where it is, for people: host and path.")
    created = models.DateTimeField(auto_now_add=True)
    drained = models.DateTimeField(null=True, blank=True, help_text="When it last read its notes.")
    names_stamp = models.PositiveBigIntegerField(
        default=0,
        help_text="Grows when a team, place or other name was changed: cached names are read again.",
    )
    reached = models.CharField(
        max_length=80,
        blank=True,
        help_text="The build, and the state of it, in which the notes that it took are.",
    )

    class Meta:
        ordering = ["created", "pk"]
        verbose_name_plural = "search indexes"

    def __str__(self) -> str:
        return self.folder


class SearchNote(models.Model):
    """What one index has still to read: a posting, those that share a name, or everything (a rebuild)."""

    class About(models.TextChoices):
        POSTING = "posting", "a posting"
        TEAM = "team", "a team"
        ROLE_FAMILY = "role_family", "a role family"
        EMPLOYER = "employer", "an employer"
        LOCATION = "location", "a place"
        TERM = "term", "a term"
        EVERYTHING = "everything", "everything"

    # Without a constraint, for whoever writes while an index is forgotten leaves notes behind.
    index = models.ForeignKey(
        SearchIndex,
        on_delete=models.DO_NOTHING,
        related_name="notes",
        db_index=False,
        db_constraint=False,
    )
    about = models.CharField(max_length=11, choices=About)
    posting_id = models.BigIntegerField(null=True, help_text="Only of a note about a posting.")
    name_id = models.BigIntegerField(null=True, help_text="Only of a note about a team, a place ...")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["index", "id"], name="note_of_index")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(about="posting", posting_id__isnull=False, name_id__isnull=True)
                | models.Q(about="everything", posting_id__isnull=True, name_id__isnull=True)
                | models.Q(
                    about__in=["team", "role_family", "employer", "location", "term"],
                    posting_id__isnull=True,
                    name_id__isnull=False,
                ),
                name="note_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"posting {self.posting_id}" if self.posting_id else self.get_about_display()
