"""What the API answers. The keys are promises: one is never renamed, only added to."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from postings.models import Posting, Requirement, SourceFile
from postings.models.posting import DegreeLevel, DegreePolicy, ExperienceState, PayPeriod, Strength
from postings.presentation.words import number
from postings.search.candidates import Fit as FoundFit
from postings.search.candidates import fit
from postings.search.query import Candidate
from postings.search.results import BEHIND_LIMIT


class Degree(serializers.Serializer[Posting]):
    """What is said of a degree (`policy`), the lowest that is demanded and the highest that is preferred."""

    policy = serializers.ChoiceField(DegreePolicy.choices, source="degree_policy")
    floor = serializers.ChoiceField(DegreeLevel.choices, source="degree_floor", allow_null=True)
    preferred = serializers.ChoiceField(DegreeLevel.choices, source="degree_preferred", allow_null=True)


class Experience(serializers.Serializer[Posting]):
    """What is said about experience (`state`), and the years; months are fractions."""

    state = serializers.ChoiceField(ExperienceState.choices, source="experience_state")
    min_years = serializers.FloatField(allow_null=True)
    max_years = serializers.FloatField(allow_null=True)


class Path(serializers.Serializer[Any]):
    """One way to qualify: a degree with a number of years; null where none is demanded."""

    degree = serializers.ChoiceField(DegreeLevel.choices, allow_null=True)
    years = serializers.FloatField(allow_null=True)


class Fit(serializers.Serializer[FoundFit]):
    """Why the candidate qualifies.

    By a path (its degree and years; null and 0 where nothing is demanded), or with experience in place of the
    degree. `not_stated`: the posting leaves its degree, its years or, where the candidate has a field of
    study, its field open, which keeps nobody out.
    """

    way = serializers.ChoiceField(["path", "in_place"])
    degree = serializers.ChoiceField(DegreeLevel.choices, source="level", allow_null=True)
    years = serializers.FloatField()
    not_stated = serializers.BooleanField()


class Pay(serializers.Serializer[Posting]):
    """What is paid a period; an amount is null where the range is open, the period where none is stated."""

    minimum = serializers.FloatField(source="pay_minimum", allow_null=True)
    maximum = serializers.FloatField(source="pay_maximum", allow_null=True)
    currency = serializers.CharField(source="pay_currency", help_text="ISO 4217: USD, EUR ...")
    period = serializers.ChoiceField(PayPeriod.choices, source="pay_period", allow_null=True)


PAY = Pay()
"""One for all lines: to make its fields anew takes longer than to read them."""


class PostingLine(serializers.Serializer[Posting]):
    """A posting in a list of results."""

    id = serializers.IntegerField()
    url = serializers.SerializerMethodField(help_text="The posting's page.")
    title = serializers.CharField()
    employer = serializers.CharField(source="employer.name", default=None, allow_null=True)
    team = serializers.SerializerMethodField()
    role_family = serializers.SerializerMethodField()
    role_family_inferred = serializers.BooleanField(
        help_text="No family is stated; the one given was inferred from the title."
    )
    location = serializers.SerializerMethodField()
    field_of_study = serializers.SerializerMethodField()
    skill = serializers.SerializerMethodField()
    certification = serializers.SerializerMethodField()
    language = serializers.SerializerMethodField()
    employment_type = serializers.SerializerMethodField(help_text="As schema.org's employmentType.")
    workplace = serializers.SerializerMethodField(help_text="on_site, hybrid or remote.")
    pay = serializers.SerializerMethodField()
    posted_on = serializers.DateField(allow_null=True)
    degree = Degree(source="*")
    experience = Experience(source="*")
    paths = serializers.SerializerMethodField()
    common_min_years = serializers.FloatField(
        allow_null=True, help_text="A minimum stated outside the paths; it binds each of them."
    )

    def get_url(self, posting: Posting) -> str:
        address: str = self.context["request"].build_absolute_uri(posting.get_absolute_url())
        return address

    def get_team(self, posting: Posting) -> list[str]:
        return list(posting.team_names)  # type: ignore[attr-defined]

    def get_role_family(self, posting: Posting) -> list[str]:
        return list(posting.family_names)  # type: ignore[attr-defined]

    def get_location(self, posting: Posting) -> list[str]:
        return [str(place) for place in posting.locations.all()]

    def get_field_of_study(self, posting: Posting) -> list[str]:
        return _terms(posting, "field_of_study", "name")

    def get_skill(self, posting: Posting) -> list[str]:
        return _terms(posting, "skill", "name")

    def get_certification(self, posting: Posting) -> list[str]:
        return _terms(posting, "certification", "name")

    def get_language(self, posting: Posting) -> list[str]:
        return _terms(posting, "language", "name")

    def get_employment_type(self, posting: Posting) -> list[str]:
        return _terms(posting, "employment_type", "slug")

    def get_workplace(self, posting: Posting) -> list[str]:
        return _terms(posting, "workplace", "slug")

    @extend_schema_field(Pay(allow_null=True))
    def get_pay(self, posting: Posting) -> dict[str, Any] | None:
        return PAY.to_representation(posting) if posting.pay_currency else None

    @extend_schema_field(Path(many=True))
    def get_paths(self, posting: Posting) -> list[dict[str, Any]]:
        return [{"degree": degree, "years": years} for degree, years in posting.paths]


class FoundLine(PostingLine):
    """A posting in a list of results; with `fit` where the search has a candidate."""

    fit = serializers.SerializerMethodField(
        required=False, help_text="Only where a candidate is asked about."
    )

    @extend_schema_field(Fit(allow_null=True, required=False))
    def get_fit(self, posting: Posting) -> dict[str, Any] | None:
        candidate: Candidate | None = self.context["candidate"]
        found = fit(posting, candidate, _terms(posting, "field_of_study", "slug")) if candidate else None
        return Fit(found).data if found else None

    def to_representation(self, instance: Posting) -> dict[str, Any]:
        line: dict[str, Any] = super().to_representation(instance)
        if self.context["candidate"] is None:
            del line["fit"]
        return line


class Statement(serializers.Serializer[Requirement]):
    """One thing that the posting says: `text[start:end] == exact`, in code points; `rule` read it.

    `value` is a degree's level, the years of an experience ("5-7", "8+", "0.5+") or its state, else the name.
    """

    kind = serializers.CharField()
    value = serializers.SerializerMethodField(method_name="said")
    strength = serializers.ChoiceField(Strength.choices, allow_null=True)
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    exact = serializers.CharField()
    rule = serializers.CharField()

    def said(self, requirement: Requirement) -> str | None:
        if requirement.term is not None:
            return requirement.term.name
        if requirement.value is not None:
            return requirement.value
        if requirement.years_min is not None:
            low, high = requirement.years_min, requirement.years_max
            return f"{number(low)}+" if high is None else f"{number(low)}-{number(high)}"
        return requirement.level


class Source(serializers.Serializer[SourceFile]):
    """The file that the text was read from; `file` is its path inside the folder that was loaded."""

    file = serializers.CharField(source="path")
    layout = serializers.CharField()
    encoding = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    loaded = serializers.DateTimeField()
    url = serializers.SerializerMethodField(help_text="The file as plain text.")

    def get_url(self, file: SourceFile) -> str:
        path = reverse("postings:source", kwargs={"pk": file.posting_id, "file": file.pk})
        address: str = self.context["request"].build_absolute_uri(path)
        return address


class PostingWhole(PostingLine):
    """A posting with all that it says and the words that prove it."""

    requirements = Statement(many=True, source="statements")
    text = serializers.CharField(source="version.text", default="")
    source = serializers.SerializerMethodField()  # type: ignore[assignment] # a field, not DRF's own

    @extend_schema_field(Source(allow_null=True))
    def get_source(self, posting: Posting) -> dict[str, Any] | None:
        file = next(iter(posting.live_files), None)  # type: ignore[attr-defined]
        return Source(file, context=self.context).data if file else None


class Item(serializers.Serializer[Any]):
    """A value to filter by. `count`: what you would get if it were your only choice in this facet."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # a field, not DRF's own
    count = serializers.IntegerField()
    selected = serializers.BooleanField()
    url = serializers.SerializerMethodField(help_text="This search with the value chosen, or taken back.")
    excluded = serializers.BooleanField()
    exclude_url = serializers.SerializerMethodField(
        help_text="This search with the value excluded, or taken back."
    )

    def get_url(self, item: Any) -> str:
        address: str = self.context["address"](item.url)
        return address

    def get_exclude_url(self, item: Any) -> str:
        address: str = self.context["address"](item.exclude_url)
        return address


class Facet(serializers.Serializer[Any]):
    """A list of values to filter by; `name` is the parameter."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # a field, not DRF's own
    items = serializers.SerializerMethodField()

    @extend_schema_field(Item(many=True))
    def get_items(self, facet: Any) -> Any:
        return Item(facet.items, many=True, context=self.context).data


class Results(serializers.Serializer[Any]):
    """A page of results."""

    count = serializers.IntegerField()
    corrected = serializers.CharField(
        allow_null=True, help_text="The words that were searched in place of misspelt ones; see `verbatim`."
    )
    behind = serializers.IntegerField(
        help_text="Changes of postings that the search index has not read yet, or all postings while it is "
        f"built again; results and counts may lag. 0 when in step, {BEHIND_LIMIT:,} for so many or more."
    )
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = FoundLine(many=True)
    facets = Facet(many=True)


def _terms(posting: Posting, kind: str, called: str) -> list[str]:
    """The slugs or names of a posting's terms of one kind, in the order of its text; see `rows.lines`."""
    terms = posting.terms  # type: ignore[attr-defined]
    return list(dict.fromkeys(term[called] for term in terms if term["kind"] == kind))
