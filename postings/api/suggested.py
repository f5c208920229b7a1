"""What the API answers beside search results: suggestions, and postings like one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from postings.api.shapes import PostingLine
from postings.models import RoleFamily, Term
from postings.search import Similar as FoundSimilar
from postings.search import Suggestion as FoundSuggestion
from postings.search.suggestions import KINDS


class Suggestion(serializers.Serializer[FoundSuggestion]):
    """Something that was perhaps meant; `value` is that of the facet, or the title."""

    kind = serializers.ChoiceField([kind for kind in KINDS if kind != "recent"])
    label = serializers.CharField()  # type: ignore[assignment] # a field, not DRF's own
    value = serializers.CharField()
    count = serializers.IntegerField(
        allow_null=True, help_text="What it finds; null where counting would take too long."
    )
    url = serializers.SerializerMethodField(help_text="The search with it chosen.")

    def get_url(self, suggestion: FoundSuggestion) -> str:
        address: str = self.context["address"](suggestion.url)
        return address


class Suggested(serializers.Serializer[Any]):
    """Suggestions by kind, of each kind the best first."""

    suggestions = Suggestion(many=True)


class Shared(serializers.Serializer[FoundSimilar]):
    """What two postings share."""

    title = serializers.BooleanField(source="same_title")
    skill = serializers.SerializerMethodField(help_text="The rarest first.")
    role_family = serializers.SerializerMethodField()
    degree = serializers.BooleanField(source="same_degree", help_text="Both demand the same degree.")
    experience = serializers.BooleanField(
        source="same_years", help_text="The years that they demand are in the same bucket."
    )

    def get_skill(self, found: FoundSimilar) -> list[str]:
        names = self.context["skills"]
        return [names[skill] for skill in found.skills if skill in names]

    def get_role_family(self, found: FoundSimilar) -> list[str]:
        names = self.context["families"]
        return [names[family] for family in found.families if family in names]


class SimilarPosting(serializers.Serializer[Any]):
    """A posting like another, and what both have."""

    posting = PostingLine()
    shared = Shared()


class SimilarPostings(serializers.Serializer[Any]):
    """The most similar posting first."""

    results = SimilarPosting(many=True)


def names_shared(found: Sequence[FoundSimilar]) -> dict[str, dict[int, str]]:
    """The names of all skills and families that `Shared` prints."""
    skills = {skill for one in found for skill in one.skills}
    families = {family for one in found for family in one.families}
    return {
        "skills": dict(Term.objects.filter(pk__in=skills).order_by().values_list("pk", "name")),
        "families": dict(RoleFamily.objects.filter(pk__in=families).order_by().values_list("pk", "name")),
    }
