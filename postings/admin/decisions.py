"""The pages on which a person decides about a posting. Every decision goes through `postings.corrections`."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from postings import corrections, loader
from postings.admin.forms import FORMS, AddedRequirementForm, CorrectionForm, RequirementForm, WhyForm
from postings.admin.history import entries_of
from postings.admin.record import Bound, page_of
from postings.admin.review import comparison_of
from postings.extraction.readers import BadFile
from postings.extraction.records import Extraction, NoPosting
from postings.loader.review import anchor_of
from postings.models import Correction, Employer, Posting, RoleFamily, Team
from postings.models.correction import CorrectionKind
from postings.presentation.record import DOUBTS

#: So many names are offered while typing; any other can be typed too.
NAMES_OFFERED = 300


class Decisions(admin.ModelAdmin):  # type: ignore[type-arg]
    """The change page, the review page, and where their forms go."""

    def get_urls(self) -> list[URLPattern]:
        def at(route: str, view: Any, name: str) -> URLPattern:
            shown: URLPattern = path(route, self.admin_site.admin_view(view), name=f"postings_posting_{name}")
            return shown

        return [
            at("<int:pk>/correct/<str:kind>/", self.correct_view, "correct"),
            at("<int:pk>/decide/<str:what>/", self.decide_view, "decide"),
            at("<int:pk>/review/", self.review_view, "review"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET"])
        posting = self._posting(request, object_id)
        return self._page(request, posting)

    # --- decisions -------------------------------------------------------------------------------------

    def correct_view(self, request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
        """A fact or a requirement: changed, confirmed, dismissed, or its correction taken back."""
        posting = self._changing(request, pk)
        if request.method != "POST":
            return redirect("admin:postings_posting_change", pk)
        anchor = request.POST.get("anchor", "")
        form = self._form(request, posting, kind, anchor)
        if form.is_valid():
            try:
                told = _act(request, posting, kind, form, anchor)
            except ValidationError as error:
                _refuse(form, error)
            else:
                messages.success(request, told)
                return redirect(self._back(request, pk, "" if anchor else f"#row-{kind}"))
        messages.error(request, "Nothing was changed: please look at the message in the form.")
        return self._page(request, posting, Bound(anchor or kind, form))

    def decide_view(self, request: HttpRequest, pk: int, what: str) -> HttpResponseBase:
        """Hide, show, or settle what is due for review."""
        acts = {
            "hide": (corrections.hide, "The posting is hidden."),
            "show": (corrections.unhide, "The posting is shown again."),
            "reviewed": (corrections.reviewed, "The review is settled."),
        }
        posting = self._changing(request, pk)
        form = WhyForm(request.POST)
        if request.method != "POST" or what not in acts:
            raise Http404
        if not form.is_valid():
            messages.error(request, "Nothing was changed: say why.")
            return redirect(self._back(request, pk))
        act, told = acts[what]
        try:
            act(posting, cast(User, request.user), form.cleaned_data["why"])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, told)
        return redirect(self._back(request, pk))

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Old text, new text and the corrections, side by side."""
        posting = self._posting(request, str(pk))
        found = _read_again(posting)
        due = Posting.objects.exclude(review=[]).exclude(pk=pk).order_by("pk")
        context = {
            **self.admin_site.each_context(request),
            "title": "Review",
            "opts": self.opts,
            "posting": posting,
            "comparison": comparison_of(posting, found, request.GET.get("since")),
            "why": WhyForm(auto_id="id_reviewed_%s"),
            "next_due": due.filter(pk__gt=pk).first() or due.first(),
            "can_change": self.has_change_permission(request, posting),
        }
        return TemplateResponse(request, "admin/postings/posting/review.html", context)

    # --- parts -----------------------------------------------------------------------------------------

    def _posting(self, request: HttpRequest, object_id: str) -> Posting:
        if not object_id.isdigit():
            raise Http404
        related = Posting.objects.select_related("employer", "version").prefetch_related(
            "teams", "role_families"
        )
        posting = get_object_or_404(related, pk=object_id)
        if not self.has_view_permission(request, posting):
            raise PermissionDenied
        return posting

    def _changing(self, request: HttpRequest, pk: int) -> Posting:
        posting = self._posting(request, str(pk))
        if not self.has_change_permission(request, posting):
            raise PermissionDenied
        return posting

    def _form(
        self, request: HttpRequest, posting: Posting, kind: str, anchor: str
    ) -> CorrectionForm | WhyForm:
        """The form that was sent, of the kind that its button asks for."""
        do = request.POST.get("do")
        if do == "add" and kind in ("degree", "experience", "field_of_study"):
            text = posting.version.text if posting.version else ""
            return AddedRequirementForm(kind, text, request.POST, auto_id=f"id_add_{kind}_%s")
        if do == "change" and kind in FORMS:
            return FORMS[kind](request.POST, auto_id=f"id_{kind}_%s")
        if do == "change" and kind == CorrectionKind.REQUIREMENT and anchor:
            return RequirementForm(anchor_of(anchor).kind, request.POST, auto_id="id_sent_%s")
        if do in ("confirm", "dismiss", "take_back"):
            return WhyForm(request.POST, auto_id="id_sent_%s")
        raise Http404

    def _back(self, request: HttpRequest, pk: int, fragment: str = "") -> str:
        """To where the form stood; from the review to the next posting that is due, when this one is not."""
        if request.POST.get("from") != "review":
            return reverse("admin:postings_posting_change", args=[pk]) + fragment
        due: QuerySet[Posting] = Posting.objects.exclude(review=[]).order_by("pk")
        here = due.filter(pk=pk).first() or due.filter(pk__gt=pk).first() or due.first()
        if here is None:
            return f"{reverse('admin:postings_posting_changelist')}?{urlencode({'review': 'due'})}"
        return reverse("admin:postings_posting_review", args=[here.pk])

    def _page(self, request: HttpRequest, posting: Posting, bound: Bound | None = None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": posting.title,
            "subtitle": None,
            "opts": self.opts,
            "original": posting,
            "page": page_of(posting, _read_again(posting), bound),
            "files": posting.files.select_related("collection")
            .defer("raw")
            .order_by("superseded", "-loaded", "-pk"),
            "versions": posting.versions.defer("text", "blocks").order_by("-number"),
            "log": entries_of(posting),
            "doubts": [DOUBTS.get(reason, reason.replace("_", " ")) for reason in posting.unsure],
            "hidden": Correction.objects.filter(posting=posting, kind=CorrectionKind.HIDDEN)
            .select_related("by")
            .first(),
            "why": WhyForm(auto_id="id_decide_%s"),
            "names": {
                "employer": Employer.objects.order_by("name")[:NAMES_OFFERED],
                "team": Team.objects.order_by("name")[:NAMES_OFFERED],
                "role_family": RoleFamily.objects.order_by("name")[:NAMES_OFFERED],
            },
            "can_change": self.has_change_permission(request, posting),
        }
        return TemplateResponse(request, "admin/postings/posting/change_form.html", context)


def _act(
    request: HttpRequest, posting: Posting, kind: str, form: CorrectionForm | WhyForm, anchor: str
) -> str:
    """Do what the button says; returns what to tell the person."""
    by, why = cast(User, request.user), form.cleaned_data["why"]
    do = request.POST["do"]
    if isinstance(form, AddedRequirementForm):
        corrections.correct(posting, "requirement", form.value(), by, why, anchor=form.anchor)
        return "The requirement is added."
    if isinstance(form, CorrectionForm):
        made = corrections.correct(posting, kind, form.value(), by, why, anchor=anchor)
        return f"{made.get_kind_display()}: {made.get_action_display().lower()}."
    if do == "confirm":
        made = corrections.confirm(posting, kind, by, why, anchor=anchor)
        return f"{made.get_kind_display()}: confirmed."
    if do == "dismiss":
        corrections.dismiss(posting, anchor, by, why)
        return "This is not a requirement any more."
    standing = get_object_or_404(Correction, posting=posting, kind=kind, anchor=anchor)
    corrections.remove(standing, by, why)
    return f"{standing.get_kind_display()}: the correction is taken back."


def _refuse(form: CorrectionForm | WhyForm, error: ValidationError) -> None:
    if isinstance(form, CorrectionForm):
        form.refuse(error)
    else:
        form.add_error(None, error.messages)


def _read_again(posting: Posting) -> Extraction | None:
    """What the machine reads now; None where the rules of today find nothing in the stored file."""
    try:
        return loader.read_again(posting)
    except (BadFile, NoPosting):
        return None
