"""The filters beside the list of postings. Links are asked with Exists, so no posting is listed twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest

from postings.models import Correction, Posting, Team

TEAMS_LISTED = 25


class ReviewFilter(admin.SimpleListFilter):
    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [("due", "Due for review"), ("settled", "Nothing to review")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        match self.value():
            case "due":
                return queryset.exclude(review=[])
            case "settled":
                return queryset.filter(review=[])
        return queryset


class UnsureFilter(admin.SimpleListFilter):
    title = "the machine's doubts"
    parameter_name = "unsure"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [("yes", "Unsure"), ("contradictory", "Contradictory"), ("no", "Sure")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        match self.value():
            case "yes":
                return queryset.exclude(unsure=[])
            case "contradictory":
                return queryset.filter(contradictory=True)
            case "no":
                return queryset.filter(unsure=[], contradictory=False)
        return queryset


class CorrectedFilter(admin.SimpleListFilter):
    title = "corrections"
    parameter_name = "corrected"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [("yes", "Corrected by a person"), ("no", "As the machine reads it")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        corrected = Exists(Correction.objects.filter(posting=OuterRef("pk")))
        match self.value():
            case "yes":
                return queryset.filter(corrected)
            case "no":
                return queryset.filter(~corrected)
        return queryset


class TeamFilter(admin.SimpleListFilter):
    """The largest teams, and the chosen one however small it is."""

    title = "team"
    parameter_name = "team"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        largest = Team.objects.annotate(size=Count("postings")).order_by("-size", "name")[:TEAMS_LISTED]
        listed = {team.slug: team.name for team in largest}
        chosen = Team.objects.filter(slug=request.GET.get(self.parameter_name, "")).first()
        if chosen is not None:
            listed.setdefault(chosen.slug, chosen.name)
        return listed.items()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Posting]) -> QuerySet[Posting]:
        if not self.value():
            return queryset
        through = Posting.teams.through.objects.filter(posting=OuterRef("pk"), team__slug=self.value())
        return queryset.filter(Exists(through))
