"""Teams, role families and employers: renamed, given aliases, and merged. Postings follow at once."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from postings import corrections
from postings.admin.forms import WhyForm
from postings.loader import VOCABULARIES
from postings.models import (
    Employer,
    EmployerAlias,
    Posting,
    RoleFamily,
    RoleFamilyAlias,
    Team,
    TeamAlias,
)
from postings.models.vocabulary import Alias, NamedValue


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name, and why it or its aliases are changed."""

    why = forms.CharField(
        max_length=500, required=False, help_text="Kept in the log, with whatever is changed on this page."
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        return corrections.check_name(self.instance, name, but_own_alias=True)


class AliasForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new spelling. Those that exist are taken back, not edited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name" in self.fields:  # a row that is only read has no field
            self.fields["name"].widget.attrs["aria-label"] = "Alias"

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        vocabulary = next(one for one in VOCABULARIES.values() if isinstance(self.instance, one.aliases))
        return corrections.check_name(getattr(self.instance, vocabulary.owner), name)


class AliasInline(admin.TabularInline):  # type: ignore[type-arg]
    fields = ("name",)
    form = AliasForm
    extra = 1
    verbose_name = "alias"
    verbose_name_plural = "aliases: other spellings that are read as this"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and request.user.has_perm(f"postings.change_{obj._meta.model_name}")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)


class TeamAliases(AliasInline):
    model = TeamAlias


class RoleFamilyAliases(AliasInline):
    model = RoleFamilyAlias


class EmployerAliases(AliasInline):
    model = EmployerAlias


class VocabularyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Values come from postings: none is added or deleted here, two are merged."""

    form = NameForm
    fields = ("name", "slug", "why")
    readonly_fields = ("slug",)
    list_display = ("name", "posting_count", "spellings")
    search_fields = ("name", "aliases__name")
    actions = ("merge_selected",)
    list_per_page = 100
    posting_link: ClassVar[str]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        postings = Posting.objects.filter(**{self.posting_link: OuterRef("pk")}).order_by()
        count = postings.values(self.posting_link).annotate(count=Count("pk")).values("count")
        rows = super().get_queryset(request).prefetch_related("aliases")
        counted: QuerySet[Any] = rows.annotate(count=Coalesce(Subquery(count), 0))
        return counted

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="postings", ordering="count")
    def posting_count(self, value: Any) -> int:
        count: int = value.count
        return count

    @admin.display(description="also spelled")
    def spellings(self, value: Any) -> str:
        return ", ".join(alias.name for alias in value.aliases.all())

    # --- writing: always through the person's decisions ------------------------------------------------

    def save_model(self, request: HttpRequest, obj: NamedValue, form: Any, change: bool) -> None:
        held = type(obj)._default_manager.get(pk=obj.pk)
        corrections.rename(held, form.cleaned_data["name"], _by(request), form.cleaned_data["why"])

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        added: list[Alias] = formset.save(commit=False)
        why = form.cleaned_data["why"]
        for alias in formset.deleted_objects:
            corrections.remove_alias(alias, _by(request), why)
        for alias in added:
            corrections.add_alias(form.instance, alias.name, _by(request), why)

    @admin.action(description="Merge the selected into one", permissions=["change"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Asks which of them stays, and why, on a page of its own."""
        values = list(queryset.order_by("-count", "name"))
        if len(values) < 2:
            messages.error(request, "Select two or more to merge them.")
            return None
        form = MergeForm(values, request.POST if "why" in request.POST else None)
        if form.is_valid():
            target = next(value for value in values if str(value.pk) == form.cleaned_data["target"])
            self._merge(
                request, [value for value in values if value != target], target, form.cleaned_data["why"]
            )
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "form": form,
            "chosen": values,
            "action": "merge_selected",
            "button": "Merge",
            "explanation": "Postings of the others move to the one that stays, now and at every ingest; "
            "the other names become its aliases.",
        }
        return TemplateResponse(request, "admin/postings/ask.html", context)

    def _merge(self, request: HttpRequest, sources: list[Any], target: Any, why: str) -> None:
        try:
            with transaction.atomic():
                for source in sources:
                    corrections.merge(source, target, _by(request), why)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{', '.join(source.name for source in sources)}: now {target.name}.")


class MergeForm(WhyForm):
    """Which of the chosen values stays."""

    def __init__(self, values: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(value.pk), f"{value.name} (postings: {value.count})") for value in values]
        target = forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, label="This one stays", initial=choices[0][0]
        )
        self.fields = {"target": target, **self.fields}


@admin.register(Team)
class TeamAdmin(VocabularyAdmin):
    inlines = (TeamAliases,)
    posting_link = "teams"


@admin.register(RoleFamily)
class RoleFamilyAdmin(VocabularyAdmin):
    inlines = (RoleFamilyAliases,)
    posting_link = "role_families"


@admin.register(Employer)
class EmployerAdmin(VocabularyAdmin):
    inlines = (EmployerAliases,)
    posting_link = "employer"


def _by(request: HttpRequest) -> User:
    return cast(User, request.user)
