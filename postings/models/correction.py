"""What people said against the machine. Ingest never writes here (semantics: corrections)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


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
    REVIEWED = "reviewed", "Looked at"


class CorrectionAction(models.TextChoices):
    CHANGE = "change", "Changed"
    CONFIRM = "confirm", "Confirmed as it is"
    REMOVE = "remove", "Removed"


class Correction(models.Model):
    """A person's value for one thing of one posting; it outlives every ingest until a person removes it.

    `value` has the shape that `postings.extraction.overlay` documents for the kind; that of `hidden` is
    empty, that of `reviewed` is `{"reasons": [...]}`, the reasons for review that a person has settled.
    `machine_value` and `version` are what the person saw: when either is no longer so, the posting is due for
    review. `machine_value` is empty where the machine said nothing.
    """

    posting = models.ForeignKey("Posting", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=12, choices=CorrectionKind)
    anchor = models.TextField(
        default="",
        blank=True,
        help_text="For a requirement: its kind and its words, normalised. Empty for all else.",
    )
    action = models.CharField(max_length=7, choices=CorrectionAction, default=CorrectionAction.CHANGE)
    value = models.JSONField(default=dict, blank=True)
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
            models.CheckConstraint(
                condition=Q(kind="requirement") ^ Q(anchor=""), name="correction_anchor_goes_with_requirement"
            ),
            models.CheckConstraint(
                condition=Q(kind="requirement") | ~Q(action="remove"),
                name="correction_removes_only_requirements",
            ),
            models.CheckConstraint(
                condition=Q(action__in=CorrectionAction.values), name="correction_action_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=CorrectionKind.values), name="correction_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.posting}"


class CorrectionLog(models.Model):
    """Who changed which correction, when, from what to what, and why. Rows are only added.

    `before` and `after` are `{"action": ..., "value": ...}`, empty where there was or is no correction.
    """

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
        verbose_name_plural = "correction log"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"


class VocabularyLog(models.Model):
    """Who merged, renamed or re-spelled a value that postings share, when and why. Rows are only added."""

    class Action(models.TextChoices):
        MERGE = "merge", "Merged"
        RENAME = "rename", "Renamed"
        ALIAS = "alias", "Alias added"
        UNALIAS = "unalias", "Alias removed"

    vocabulary = models.CharField(max_length=40, help_text="team, role_family or employer.")
    action = models.CharField(max_length=7, choices=Action)
    before = models.TextField(blank=True, help_text="The name that was sent elsewhere.")
    after = models.TextField(blank=True, help_text="The name that is read instead.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "vocabulary log"

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.before} → {self.after}"
