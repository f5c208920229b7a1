"""The postings that shapes are made of, read with all that a shape prints."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject

from postings.models import Location, Posting, Requirement, RoleFamily, SourceFile, Team

TERM_KINDS = ("field_of_study", "skill", "certification", "language", "employment_type", "workplace")


def lines() -> QuerySet[Posting]:
    """Postings with everything that a line prints.

    Names come as arrays in the posting's own row: to make an object of each of its dozen terms takes longer
    than all the rest of a line.
    """
    its_own = {"postings": OuterRef("pk")}
    named = Requirement.objects.filter(posting=OuterRef("pk"), kind__in=TERM_KINDS, term__isnull=False)
    said = JSONObject(kind="kind", slug="term__slug", name="term__name")
    return (
        Posting.objects.select_related("employer")
        .annotate(
            team_names=ArraySubquery(Team.objects.filter(**its_own).values("name")),
            family_names=ArraySubquery(RoleFamily.objects.filter(**its_own).values("name")),
            terms=ArraySubquery(named.order_by("start", "pk").values(said=said)),
        )
        .prefetch_related(Prefetch("locations", Location.objects.select_related("parent__parent")))
    )


def wholes() -> QuerySet[Posting]:
    """Visible postings with everything that the API says of them."""
    live = SourceFile.objects.filter(superseded__isnull=True).defer("raw").order_by("-loaded", "-pk")
    statements = Requirement.objects.select_related("term").order_by("start", "pk")
    return (
        lines()
        .filter(hidden=False)
        .select_related("version")
        .prefetch_related(
            Prefetch("requirements", statements, to_attr="statements"),
            Prefetch("files", live, to_attr="live_files"),
        )
    )
