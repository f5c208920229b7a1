"""What people said against the machine. Ingest never writes here (semantics: corrections)."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class CorrectionKind(models.TextChoices):
    TITLE = "title", "Title"
    EMPLOYER = "employer", "Employer"
    TEAM = "team", "Team"
    ROLE_FAMILY = "role_family", "Role family"
    LOCATION = "location", "Location"
    DEGREE = "degree", "Degree"
    EXPERIENCE = "experience", "Experience"
    PATHS = "paths", "Paths"
    REQUIREMENT = "requirement", "A requirement"
    HIDDEN = "hidden", "Hidden"


class Correction(models.Model):
    """A person's value for one thing of one posting; it outlives every ingest until a person removes it.

    `value` has the shape that `postings.extraction.overlay` documents for the kind. `machine_value` and
    `version` are what the person saw: when either is no longer so, the posting is due for review.
    """

    posting = models.ForeignKey("Posting", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=12, choices=CorrectionKind)
    anchor = models.TextField(
        default="",
        blank=True,
        help_text="For a requirement: its kind and its words, normalised. Empty for all else.",
    )
    value = models.JSONField()
    machine_value = models.JSONField(null=True)
    version = models.ForeignKey("PostingVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    at = models.DateTimeField(auto_now=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["posting", "kind", "anchor"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "kind", "anchor"], name="correction_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.posting}"


class CorrectionLog(models.Model):
    """Who changed which correction, when, from what to what, and why. Rows are only added."""

    posting = models.ForeignKey("Posting", on_delete=models.CASCADE, related_name="correction_log")
    kind = models.CharField(max_length=12, choices=CorrectionKind)
    anchor = models.TextField(default="", blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True, help_text="Empty: the correction was removed.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"
