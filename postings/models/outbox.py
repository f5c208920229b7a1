"""Which search indexes live on this database, and what each has still to read.

The notes are written by database triggers (migration 0002), never by Python: no writer can forget.
"""

from __future__ import annotations

import uuid

from django.db import models


class SearchIndex(models.Model):
    """One index folder somewhere that follows this database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folder = models.TextField(help_text="Where it is, for people: host and path.")
    created = models.DateTimeField(auto_now_add=True)
    drained = models.DateTimeField(null=True, blank=True, help_text="When it last caught up.")

    class Meta:
        ordering = ["created", "pk"]
        verbose_name_plural = "search indexes"

    def __str__(self) -> str:
        return self.folder


class SearchNote(models.Model):
    """A posting whose document may have changed, for one index. `posting_id` empty orders a rebuild."""

    index = models.ForeignKey(SearchIndex, on_delete=models.CASCADE, related_name="notes")
    posting_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.posting_id or 'everything'}"
