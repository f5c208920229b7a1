"""One form a kind of correction. Its fields carry the names of the values, so refusals find their field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from postings.corrections import clean
from postings.extraction.overlay import Anchor, normalise
from postings.loader.review import anchor_text
from postings.models import Term
from postings.models.posting import DegreeLevel, DegreePolicy, ExperienceState, Strength

LEVELS = [("", "–"), *DegreeLevel.choices]
STRENGTHS = [("", "–"), *Strength.choices]
PATHS_OFFERED = 6


class WhyForm(forms.Form):
    """Any decision: why it was made."""

    why = forms.CharField(
        max_length=500, label="Why", widget=forms.TextInput(attrs={"size": 40}), help_text="Kept in the log."
    )


class CorrectionForm(WhyForm):
    """A value and why. `KIND` is the kind of the correction, `value` what `corrections.correct` takes."""

    KIND = ""
    field_order: list[str] | None = None

    def value(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in self.fields if name != "why"}

    def clean(self) -> dict[str, Any] | None:
        """Refuse at once what `corrections.correct` would refuse."""
        super().clean()
        if not self.errors:
            try:
                clean(self.KIND, self.value())
            except ValidationError as error:
                self.refuse(error)
        return self.cleaned_data

    def refuse(self, error: ValidationError) -> None:
        """Show a refusal beside its field, else above the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, messages in error.message_dict.items():
            self.add_error(name if name in self.fields else None, messages)


def lines_of(what: str, help_text: str = "One a line.") -> forms.CharField:
    return forms.CharField(
        required=False, label=what, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


class TitleForm(CorrectionForm):
    KIND = "title"
    title = forms.CharField(widget=forms.TextInput(attrs={"class": "vLargeTextField"}))
    field_order = ["title", "why"]


class EmployerForm(CorrectionForm):
    KIND = "employer"
    employer = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"list": "names-employer"}),
        help_text="Empty: the posting states none.",
    )
    field_order = ["employer", "why"]


class NamesForm(CorrectionForm):
    """Several names, one a line: `lines_of`."""

    def value(self) -> dict[str, Any]:
        return {self.KIND: self.cleaned_data.get(self.KIND, "").splitlines()}


class TeamForm(NamesForm):
    KIND = "team"
    team = lines_of("Teams")
    field_order = ["team", "why"]


class RoleFamilyForm(NamesForm):
    KIND = "role_family"
    role_family = lines_of("Role families")
    field_order = ["role_family", "why"]


class LocationForm(CorrectionForm):
    KIND = "location"
    location = lines_of(
        "Places",
        "One a line: “Chicago, IL, United States”, “Munich, Germany”, “France”; "
        "“-, IL, United States” for a whole region.",
    )
    field_order = ["location", "why"]

    def value(self) -> dict[str, Any]:
        lines = self.cleaned_data.get("location", "").splitlines()
        return {"location": [place_from(line) for line in lines if line.strip()]}


def place_from(line: str) -> dict[str, str | None]:
    """
    >>> place_from("Chicago, IL, United States")
    {'country': 'United States', 'region': 'IL', 'city': 'Chicago'}
    >>> place_from("-, IL, United States")["city"], place_from("Munich, Germany")["region"]
    (None, None)
    """
    parts: list[str | None] = [
        None if part.strip() in ("", "-") else part.strip() for part in line.split(",")
    ]
    if len(parts) > 3:
        raise ValidationError({"location": f"“{line}” has more than city, region and country."})
    country, city = parts[-1], parts[0] if len(parts) > 1 else None
    return {"country": country, "region": parts[1] if len(parts) == 3 else None, "city": city}


def place_line(place: Mapping[str, str | None]) -> str:
    """
    >>> place_line({"country": "United States", "region": "IL", "city": None})
    '-, IL, United States'
    """
    parts = [place["city"] or ("-" if place["region"] else None), place["region"], place["country"]]
    return ", ".join(part for part in parts if part)


class DegreeForm(CorrectionForm):
    KIND = "degree"
    degree_policy = forms.ChoiceField(choices=DegreePolicy.choices, label="The degree is")
    degree_floor = forms.ChoiceField(
        choices=LEVELS, required=False, label="Lowest level", help_text="Only where a degree is required."
    )
    degree_preferred = forms.ChoiceField(
        choices=LEVELS, required=False, label="Preferred", help_text="A level above the lowest one."
    )
    field_order = ["degree_policy", "degree_floor", "degree_preferred", "why"]


class ExperienceForm(CorrectionForm):
    KIND = "experience"
    experience_state = forms.ChoiceField(choices=ExperienceState.choices, label="Experience is")
    min_years = forms.FloatField(required=False, label="Years at least", min_value=0, max_value=25)
    max_years = forms.FloatField(
        required=False, label="at most", min_value=0, max_value=25, help_text="Empty: open. 6 months are 0.5."
    )
    field_order = ["experience_state", "min_years", "max_years", "why"]


class PathsForm(CorrectionForm):
    """Up to PATHS_OFFERED alternatives of a degree and years; empty rows are left out."""

    KIND = "paths"
    common_min_years = forms.FloatField(
        required=False, label="Years in any case", min_value=0, max_value=25, help_text="Binds every path."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, PATHS_OFFERED + 1):
            self.fields[f"level_{number}"] = forms.ChoiceField(
                choices=[("", "no degree"), *DegreeLevel.choices], required=False, label=f"Path {number}"
            )
            self.fields[f"years_{number}"] = forms.FloatField(
                required=False, label="and years", min_value=0, max_value=25
            )
        self.order_fields(
            [*(name for name in self.fields if "_" in name and name[-1].isdigit()), "common_min_years"]
        )
        self.fields["why"] = self.fields.pop("why")

    def value(self) -> dict[str, Any]:
        data = self.cleaned_data
        rows = [(data.get(f"level_{n}"), data.get(f"years_{n}")) for n in range(1, PATHS_OFFERED + 1)]
        paths = [
            {"level": level or None, "years": years} for level, years in rows if level or years is not None
        ]
        return {"paths": paths, "common_min_years": data.get("common_min_years")}


class RequirementForm(CorrectionForm):
    """One statement. Which fields there are depends on the statement's kind."""

    KIND = "requirement"
    strength = forms.ChoiceField(choices=STRENGTHS, required=False)
    path = forms.IntegerField(
        required=False, min_value=1, max_value=99, label="Path", help_text="Same number: they hold together."
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strength, path, why = (self.fields.pop(name) for name in ("strength", "path", "why"))
        self.fields.update(_fields_of(kind))
        self.fields["strength"] = strength
        if kind in ("degree", "experience"):
            self.fields["path"] = path
        self.fields["why"] = why

    def value(self) -> dict[str, Any]:
        given = {name: self.cleaned_data.get(name) for name in self.fields if name != "why"}
        return {name: None if value == "" else value for name, value in given.items()}


class AddedRequirementForm(RequirementForm):
    """A requirement that the machine did not see, named by its words in the text."""

    def __init__(self, kind: str, text: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(kind, *args, **kwargs)
        self.kind, self.text = kind, text
        words = forms.CharField(
            label="Words of the text",
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Copied from the text; they will be marked there.",
        )
        self.fields = {"exact": words, **self.fields}

    def clean_exact(self) -> str:
        words: str = self.cleaned_data["exact"]
        if normalise(words) not in normalise(self.text):
            raise ValidationError("The text does not hold these words.")
        return words

    @property
    def kind_label(self) -> str:
        return self.kind.replace("_", " ")

    @property
    def anchor(self) -> str:
        return anchor_text(Anchor(self.kind, normalise(self.cleaned_data["exact"])))

    def value(self) -> dict[str, Any]:
        value = super().value()
        value.pop("exact")
        return value


def _fields_of(kind: str) -> dict[str, forms.Field]:
    """What can be said of a statement of this kind, beside its strength and its path."""
    if kind == "degree":
        return {
            "level": forms.ChoiceField(choices=LEVELS, required=False),
            "value": forms.ChoiceField(
                choices=[("", "–"), ("not_required", "says that none is needed")], required=False, label="or"
            ),
            "or_experience": forms.BooleanField(required=False, label="Experience may stand in"),
        }
    if kind == "experience":
        said = [
            ("", "a number of years"),
            ("asked_no_number", "asked, without a number"),
            ("explicitly_none", "none is needed"),
            ("instead_of_degree", "years in place of the degree"),
        ]
        return {
            "value": forms.ChoiceField(choices=said, required=False, label="It says"),
            "years_min": forms.FloatField(required=False, label="Years at least", min_value=0, max_value=25),
            "years_max": forms.FloatField(required=False, label="at most", min_value=0, max_value=25),
        }
    terms = Term.objects.filter(kind=kind).values_list("slug", "name")
    return {"value": forms.ChoiceField(choices=list(terms), label=kind.replace("_", " ").capitalize())}


FORMS: dict[str, type[CorrectionForm]] = {
    form.KIND: form
    for form in (
        TitleForm,
        EmployerForm,
        TeamForm,
        RoleFamilyForm,
        LocationForm,
        DegreeForm,
        ExperienceForm,
        PathsForm,
    )
}
CORRECTABLE_STATEMENTS = ("degree", "experience", "field_of_study")


def initial_of(kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """A correction's value as the form of its kind shows it."""
    if kind in ("team", "role_family"):
        return {kind: "\n".join(value[kind])}
    if kind == "location":
        return {"location": "\n".join(place_line(place) for place in value["location"])}
    if kind == "paths":
        rows = {f"level_{n}": path["level"] for n, path in enumerate(value["paths"], 1)}
        years = {f"years_{n}": path["years"] for n, path in enumerate(value["paths"], 1)}
        return rows | years | {"common_min_years": value["common_min_years"]}
    return dict(value)
