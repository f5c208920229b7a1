"""What the API answers. The keys are promises: one is never renamed, only added to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, cast

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from postings.api.rows import Line, Whole
from postings.models import Requirement, SourceFile
from postings.models.posting import (
    DegreeLevel,
    DegreePolicy,
    ExperienceState,
    PayPeriod,
    Strength,
    slug_of,
)
from postings.presentation.words import number
from postings.search.candidates import Fit as FoundFit
from postings.search.candidates import fit
from postings.search.query import Candidate
from postings.search.results import BEHIND_LIMIT

Thing = TypeVar("Thing")


class Read(serializers.Serializer[Thing]):
    """A shape that is only read. How each field is read is looked up once, not for every object again, which
    takes two thirds of the time; the fields' own ways to print a value, and methods, are REST framework's."""

    def to_representation(self, instance: Thing) -> dict[str, Any]:
        return {name: read(instance) for name, read in self._readers}

    @cached_property
    def _readers(self) -> list[tuple[str, Callable[[Thing], Any]]]:
        return [(name, _reader(self, field)) for name, field in self.fields.items()]


def _reader(shape: Any, field: Any) -> Callable[[Any], Any]:
    """How a field is read from an object; absent is None."""
    if isinstance(field, serializers.SerializerMethodField):
        return cast("Callable[[Any], Any]", getattr(shape, str(field.method_name)))
    if field.source == "*":
        return cast("Callable[[Any], Any]", field.to_representation)
    value_of, printed = attrgetter(field.source), field.to_representation

    def read(one: Any) -> Any:
        value = value_of(one)
        return None if value is None else printed(value)

    return read


class Degree(Read[Line]):
    """What is said of a degree (`policy`), the lowest that is demanded and the highest that is preferred."""

    policy = serializers.ChoiceField(DegreePolicy.choices, source="degree_policy")
    floor = serializers.ChoiceField(DegreeLevel.choices, source="degree_floor", allow_null=True)
    preferred = serializers.ChoiceField(DegreeLevel.choices, source="degree_preferred", allow_null=True)


class Experience(Read[Line]):
    """What is said about experience (`state`), and the years; months are fractions."""

    state = serializers.ChoiceField(ExperienceState.choices, source="experience_state")
    min_years = serializers.FloatField(allow_null=True)
    max_years = serializers.FloatField(allow_null=True)


class Path(serializers.Serializer[Any]):
    """One way to qualify: a degree with a number of years; null where none is demanded."""

    degree = serializers.ChoiceField(DegreeLevel.choices, allow_null=True)
    years = serializers.FloatField(allow_null=True)


class Fit(Read[FoundFit]):
    """Why the candidate qualifies.

    By a path (its degree and years; null and 0 where nothing is demanded), or with experience in place of the
    degree. `not_stated`: the posting leaves its degree, its years or, where the candidate has a field of
    study, its field open, which keeps nobody out.
    """

    way = serializers.ChoiceField(["path", "in_place"])
    degree = serializers.ChoiceField(DegreeLevel.choices, source="level", allow_null=True)
    years = serializers.FloatField()
    not_stated = serializers.BooleanField()


class Pay(Read[Line]):
    """What is paid a period; an amount is null where the range is open, the period where none is stated."""

    minimum = serializers.FloatField(source="pay_minimum", allow_null=True)
    maximum = serializers.FloatField(source="pay_maximum", allow_null=True)
    currency = serializers.CharField(source="pay_currency", help_text="ISO 4217: USD, EUR ...")
    period = serializers.ChoiceField(PayPeriod.choices, source="pay_period", allow_null=True)


class PostingLine(Read[Line]):
    """A posting in a list of results."""

    id = serializers.IntegerField()
    url = serializers.SerializerMethodField(help_text="The posting's page.")
    title = serializers.CharField()
    employer = serializers.CharField(allow_null=True)
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

    def get_url(self, posting: Line) -> str:
        before, after = self._address
        return f"{before}{posting.id}/{slug_of(posting.title)}{after}"

    @cached_property
    def _address(self) -> tuple[str, str]:
        """What stands around a posting's number and title: to reverse and complete each address takes longer
        than all the rest of a line."""
        path = reverse("postings:posting", kwargs={"pk": 0, "slug": "-"})
        before, _, after = self.context["request"].build_absolute_uri(path).rpartition("0/-")
        return before, after

    def get_team(self, posting: Line) -> list[str]:
        return posting.teams

    def get_role_family(self, posting: Line) -> list[str]:
        return posting.families

    def get_location(self, posting: Line) -> list[str]:
        return posting.places

    def get_field_of_study(self, posting: Line) -> list[str]:
        return _names(posting, "field_of_study")

    def get_skill(self, posting: Line) -> list[str]:
        return _names(posting, "skill")

    def get_certification(self, posting: Line) -> list[str]:
        return _names(posting, "certification")

    def get_language(self, posting: Line) -> list[str]:
        return _names(posting, "language")

    def get_employment_type(self, posting: Line) -> list[str]:
        return _slugs(posting, "employment_type")

    def get_workplace(self, posting: Line) -> list[str]:
        return _slugs(posting, "workplace")

    @extend_schema_field(Pay(allow_null=True))
    def get_pay(self, posting: Line) -> dict[str, Any] | None:
        return PAY.to_representation(posting) if posting.pay_currency else None

    @extend_schema_field(Path(many=True))
    def get_paths(self, posting: Line) -> list[dict[str, Any]]:
        return [{"degree": degree, "years": years} for degree, years in posting.paths]


PAY = Pay()
"""One for all lines: to make its fields anew takes longer than to read them."""


def _names(posting: Line, kind: str) -> list[str]:
    """The names of a posting's terms of one kind, each once, in the order of its text."""
    return list(dict.fromkeys(posting.terms.get(kind, {}).values()))


def _slugs(posting: Line, kind: str) -> list[str]:
    return list(posting.terms.get(kind, {}))


class FoundLine(PostingLine):
    """A posting in a list of results; with `fit` where the search has a candidate."""

    fit = serializers.SerializerMethodField(
        required=False, help_text="Only where a candidate is asked about."
    )

    @extend_schema_field(Fit(allow_null=True, required=False))
    def get_fit(self, posting: Line) -> dict[str, Any] | None:
        candidate: Candidate | None = self.context["candidate"]
        found = fit(posting, candidate, _slugs(posting, "field_of_study")) if candidate else None
        return Fit(found).data if found else None

    def to_representation(self, instance: Line) -> dict[str, Any]:
        line = super().to_representation(instance)
        if self.context["candidate"] is None:
            del line["fit"]
        return line


class Statement(Read[Requirement]):
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


class Source(Read[SourceFile]):
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
    text = serializers.CharField()
    source = serializers.SerializerMethodField()  # type: ignore[assignment] # a field, not DRF's own

    @extend_schema_field(Source(allow_null=True))
    def get_source(self, posting: Whole) -> dict[str, Any] | None:
        file = next(iter(posting.files), None)
        return Source(file, context=self.context).data if file else None


class Item(serializers.Serializer[Any]):
    """A value to filter by. `count`: what you would get if it were your only choice in this facet, where you
    exclude nothing."""

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
