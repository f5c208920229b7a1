"""What was loaded and who decided what: to read, not to change."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from postings.extraction.readers import BadFile, decode
from postings.loader.review import anchor_of
from postings.models import (
    Correction,
    CorrectionLog,
    FileOutcome,
    IngestRun,
    Location,
    Posting,
    SourceFile,
    VocabularyLog,
)
from postings.presentation.corrected import told

CHARACTERS_SHOWN = 50_000
ENTRIES_SHOWN = 100


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnly):
    list_display = ("started", "places", "state", "new", "changed", "unchanged", "duplicate", "failed")
    fields = (
        "started",
        "finished",
        "places",
        "state",
        "new",
        "changed",
        "unchanged",
        "duplicate",
        "failed",
        "files_of",
    )
    readonly_fields = ("places", "state", "files_of")
    date_hierarchy = "started"

    @admin.display(description="paths")
    def places(self, run: IngestRun) -> str:
        return ", ".join(run.paths)

    @admin.display(description="state")
    def state(self, run: IngestRun) -> str:
        if run.finished is None:
            return "running, or cut off"
        return f"finished after {(run.finished - run.started).total_seconds():.1f} s"

    @admin.display(description="files")
    def files_of(self, run: IngestRun) -> SafeString:
        """Links to the outcomes: a run can have very many."""
        url = reverse("admin:postings_fileoutcome_changelist")
        return format_html(
            '<a href="{}?run__id__exact={}">All that were not unchanged</a> · '
            '<a href="{}?run__id__exact={}&outcome__exact=failed">Those that failed</a>',
            url,
            run.pk,
            url,
            run.pk,
        )


@admin.register(FileOutcome)
class FileOutcomeAdmin(ReadOnly):
    list_display = ("path", "outcome", "reason", "run", "posting")
    list_filter = ("outcome", ("run", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("run", "file__posting")
    search_fields = ("path",)
    fields = ("path", "outcome", "reason", "run", "posting")
    readonly_fields = ("posting",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[FileOutcome]:
        return super().get_queryset(request).defer("file__raw")

    @admin.display(description="posting")
    def posting(self, outcome: FileOutcome) -> str:
        return _link(outcome.file.posting) if outcome.file else ""


@admin.register(SourceFile)
class SourceFileAdmin(ReadOnly):
    list_display = ("path", "collection", "layout", "encoding", "size", "loaded", "live", "posting_link")
    list_filter = ("layout", "encoding", ("superseded", admin.EmptyFieldListFilter), "collection")
    list_select_related = ("collection", "posting")
    search_fields = ("path",)
    fields = (
        "path",
        "collection",
        "posting_link",
        "layout",
        "encoding",
        "size",
        "fingerprint",
        "loaded",
        "superseded",
        "content",
    )
    readonly_fields = ("posting_link", "fingerprint", "content")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceFile]:
        return super().get_queryset(request).defer("raw")

    @admin.display(description="live", boolean=True)
    def live(self, file: SourceFile) -> bool:
        return file.superseded is None

    @admin.display(description="posting")
    def posting_link(self, file: SourceFile) -> str:
        return _link(file.posting)

    @admin.display(description="sha256")
    def fingerprint(self, file: SourceFile) -> str:
        return bytes(file.sha256).hex()

    @admin.display(description="as it was loaded")
    def content(self, file: SourceFile) -> SafeString:
        try:
            text = decode(zlib.decompress(file.raw), file.path).text
        except BadFile as error:
            return format_html("{}", error.reason)
        more = (
            f"\n… and {len(text) - CHARACTERS_SHOWN:,} more characters"
            if len(text) > CHARACTERS_SHOWN
            else ""
        )
        return format_html('<pre class="source">{}{}</pre>', text[:CHARACTERS_SHOWN], more)

    class Media:
        css = {"all": ["postings/admin/admin.css"]}


@admin.register(Correction)
class CorrectionAdmin(ReadOnly):
    list_display = ("posting_link", "kind", "action", "value_told", "by", "at", "why")
    list_filter = ("kind", "action", ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("posting", "by")
    search_fields = ("posting__title", "why")
    ordering = ("-at", "-pk")
    fields = ("posting_link", "kind", "anchor", "action", "value_told", "machine_told", "by", "at", "why")
    readonly_fields = ("posting_link", "value_told", "machine_told")

    @admin.display(description="posting")
    def posting_link(self, correction: Correction) -> str:
        return _link(correction.posting)

    @admin.display(description="value")
    def value_told(self, correction: Correction) -> str:
        return told(correction.kind, correction.value)

    @admin.display(description="the machine read")
    def machine_told(self, correction: Correction) -> str:
        return told(correction.kind, correction.machine_value) if correction.machine_value else "nothing"


@admin.register(CorrectionLog)
class CorrectionLogAdmin(ReadOnly):
    list_display = ("at", "by", "posting_link", "kind", "before_told", "after_told", "why")
    list_filter = ("kind", ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("posting", "by")
    search_fields = ("posting__title", "why")
    date_hierarchy = "at"
    fields = ("at", "by", "posting_link", "kind", "anchor", "before_told", "after_told", "why")
    readonly_fields = ("posting_link", "before_told", "after_told")

    @admin.display(description="posting")
    def posting_link(self, entry: CorrectionLog) -> str:
        return _link(entry.posting)

    @admin.display(description="before")
    def before_told(self, entry: CorrectionLog) -> str:
        return logged(entry.kind, entry.before)

    @admin.display(description="after")
    def after_told(self, entry: CorrectionLog) -> str:
        return logged(entry.kind, entry.after)


@admin.register(VocabularyLog)
class VocabularyLogAdmin(ReadOnly):
    list_display = ("at", "by", "vocabulary", "action", "before", "after", "why")
    list_filter = ("vocabulary", "action", ("by", admin.RelatedOnlyFieldListFilter))
    search_fields = ("before", "after", "why")


@admin.register(Location)
class LocationAdmin(ReadOnly):
    list_display = ("__str__", "kind", "slug")
    list_filter = ("kind",)
    list_select_related = ("parent__parent",)
    search_fields = ("name", "slug")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a posting's log, in words."""

    at: datetime
    by: str
    what: str
    before: str
    after: str
    why: str


def entries_of(posting: Posting) -> list[Entry]:
    """The newest decisions about a posting."""
    return [
        Entry(
            at=entry.at,
            by=str(entry.by or "somebody"),
            what=f"{entry.get_kind_display()} “{anchor_of(entry.anchor).exact}”"
            if entry.anchor
            else entry.get_kind_display(),
            before=logged(entry.kind, entry.before),
            after=logged(entry.kind, entry.after),
            why=entry.why,
        )
        for entry in posting.correction_log.select_related("by")[:ENTRIES_SHOWN]
    ]


def logged(kind: str, entry: dict[str, Any] | None) -> str:
    """What a log entry says was in force: a value, a dismissal, or the machine's own."""
    if entry is None:
        return "as the machine reads it"
    if entry["action"] == "remove":
        return "not a requirement"
    value = told(kind, entry["value"])
    return f"{value} (confirmed)" if entry["action"] == "confirm" and kind != "reviewed" else value


def _link(posting: Posting) -> SafeString:
    return format_html(
        '<a href="{}">{}</a>', reverse("admin:postings_posting_change", args=[posting.pk]), posting
    )
