"""The list of postings, and its way to the pages where people decide."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from postings import corrections
from postings.admin.decisions import Decisions
from postings.admin.filters import CorrectedFilter, ReviewFilter, TeamFilter, UnsureFilter
from postings.admin.forms import WhyForm
from postings.models import Posting
from postings.presentation import words


@admin.register(Posting)
class PostingAdmin(Decisions):
    list_display = ("title", "employer", "team_names", "degree", "experience", "state", "loaded_on")
    list_filter = (
        ReviewFilter,
        UnsureFilter,
        CorrectedFilter,
        "hidden",
        "degree_policy",
        "experience_state",
        TeamFilter,
    )
    list_select_related = ("employer",)
    list_per_page = 50
    empty_value_display = ""
    show_full_result_count = False
    search_fields = ("title", "employer__name", "=job_number", "=id")
    search_help_text = "Title, employer, job number or id"
    actions = ("hide_selected",)
    change_list_template = "admin/postings/posting/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Posting]:
        return super().get_queryset(request).prefetch_related("teams").order_by("-loaded", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A posting comes from a file."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Posting | None = None) -> bool:
        """The file would bring it back: a posting is hidden instead."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        due = Posting.objects.exclude(review=[]).order_by("pk")
        context = {
            "title": "Postings",
            "due_count": due.count(),
            "first_due": due.first(),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    # --- columns ---------------------------------------------------------------------------------------

    @admin.display(description="teams")
    def team_names(self, posting: Posting) -> str:
        return ", ".join(team.name for team in posting.teams.all())

    @admin.display(description="degree", ordering="degree_floor")
    def degree(self, posting: Posting) -> str:
        return words.degree(posting.degree_policy, posting.degree_floor, posting.degree_preferred)

    @admin.display(description="experience", ordering="min_years")
    def experience(self, posting: Posting) -> str:
        return words.experience(posting.experience_state, posting.min_years, posting.max_years)

    @admin.display(description="loaded", ordering="loaded")
    def loaded_on(self, posting: Posting) -> str:
        return f"{posting.loaded:%Y-%m-%d}"

    @admin.display(description="state")
    def state(self, posting: Posting) -> str:
        marks = {
            "due for review": bool(posting.review),
            "hidden": posting.hidden,
            "contradictory": posting.contradictory,
            "unsure": bool(posting.unsure),
        }
        return ", ".join(mark for mark, holds in marks.items() if holds)

    # --- actions ---------------------------------------------------------------------------------------

    @admin.action(description="Hide the selected postings", permissions=["change"])
    def hide_selected(self, request: HttpRequest, queryset: QuerySet[Posting]) -> HttpResponse | None:
        """Asks why on a page of its own, then hides them one by one."""
        form = WhyForm(request.POST if "why" in request.POST else None)
        if form.is_valid():
            for posting in queryset:
                corrections.hide(posting, cast(User, request.user), form.cleaned_data["why"])
            messages.success(request, f"{len(queryset)} postings are hidden.")
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Hide postings",
            "opts": self.opts,
            "form": form,
            "chosen": queryset,
            "action": "hide_selected",
            "button": "Hide them",
            "explanation": "They leave every search, for everybody, and stay hidden at every ingest.",
        }
        return TemplateResponse(request, "admin/postings/ask.html", context)
