"""The URL's parameters, read and checked once for pages, API, exports and saved searches: made from FACETS.

The result is a SearchQuery, not a queryset. Values of facets are not checked against the database: one that
no longer exists stays chosen and finds nothing (semantics 3). What cannot be read at all is an error for the
API; the page goes on without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import QueryDict

from postings.models import Posting
from postings.search.facets import DEGREE_FLOORS, FACETS
from postings.search.query import EXCLUDING, HELD, PAGE_SIZE, PARAMETERS, SORTS, Candidate, SearchQuery

MOST_PAGES = 1_000_000
MOST_YEARS = 100
LONGEST_VALUE = 400
HELD_LABELS = {"none": "No degree"} | {floor.value: floor.label for floor in DEGREE_FLOORS}
SORT_LABELS = {
    "relevance": "Relevance",
    "newest": "Newest",
    "fewest_years": "Fewest years",
    "title": "Title",
}


class ValuesField(forms.Field):
    """A parameter that may be repeated. Empty values are left out; a value counts once."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: object) -> tuple[str, ...]:
        given = value if isinstance(value, list | tuple) else [] if value is None else [value]
        return tuple(dict.fromkeys(str(one) for one in given if one))

    def validate(self, value: tuple[str, ...]) -> None:
        super().validate(value)
        if any(len(one) > LONGEST_VALUE or "\0" in one for one in value):
            raise forms.ValidationError("This is no value of the filter.", code="invalid")


class ValuesFilter(django_filters.Filter):
    field_class = ValuesField


class YearsField(forms.FloatField):
    """A number of years from 0 to 100; nan and infinity are none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_YEARS, **kwargs)


class YearsFilter(django_filters.Filter):
    field_class = YearsField


class SwitchField(forms.Field):
    """On with "1" and off with "0" or nothing, as in the URL."""

    widget = forms.TextInput

    def to_python(self, value: object) -> bool:
        if value in (True, "1"):
            return True
        if value in (False, None, "", "0"):
            return False
        raise forms.ValidationError("Must be 1 or be left out.", code="invalid")


class SwitchFilter(django_filters.Filter):
    field_class = SwitchField


class TextField(forms.CharField):
    """Free text. Characters that no text has (NUL) are dropped: any words get an answer."""

    def to_python(self, value: object) -> str:
        return super().to_python(str(value or "").replace("\0", " ")) or ""


class TextFilter(django_filters.Filter):
    field_class = TextField


class PageFilter(django_filters.Filter):
    field_class = forms.IntegerField


def _filters() -> dict[str, django_filters.Filter]:
    """All parameters, in the canonical order of the URL."""
    made: dict[str, django_filters.Filter] = {}
    for facet in FACETS:
        made[facet.name] = ValuesFilter(label=facet.label, help_text=facet.help)
        made[facet.name + EXCLUDING] = ValuesFilter(
            label=f"{facet.label}: not",
            help_text=f"Leaves out postings that have this value, one of those of {facet.name}.",
        )
        if facet.range is not None:
            joined = f"Joined to what is chosen in {facet.name}: either may hold."
            made[facet.range.low] = YearsFilter(
                label=f"{facet.range.label}: at least",
                help_text=f"Postings that demand at least so many years, or more. {joined}",
            )
            made[facet.range.high] = YearsFilter(
                label=f"{facet.range.label}: at most",
                help_text=f"Postings that demand so many years, or fewer. {joined}",
            )
    for facet in FACETS:
        if facet.switch is not None:
            made[facet.switch.name] = SwitchFilter(
                label=f"{facet.label}: {facet.switch.label}",
                help_text=f"1: Adds {' and '.join(facet.switch.adds)} to what is chosen in {facet.name}.",
            )
    made |= _candidate_filters()
    made["q"] = TextFilter(
        label="Search",
        help_text='Words, "phrases" and -exclusions; the help page has the whole language.',
        strip=True,
    )
    made["verbatim"] = SwitchFilter(
        label="Search for exactly these words", help_text="1: Misspelt words are not corrected."
    )
    made["sort"] = django_filters.ChoiceFilter(
        label="Sort by",
        choices=[(sort, SORT_LABELS[sort]) for sort in SORTS],
        help_text="Without it: by relevance where words are searched, else the newest first.",
    )
    made["page"] = PageFilter(
        label="Page", min_value=1, max_value=MOST_PAGES, help_text=f"Of {PAGE_SIZE} results, from 1 on."
    )
    return {name: made[name] for name in PARAMETERS}


def _candidate_filters() -> dict[str, django_filters.Filter]:
    return {
        "candidate_degree": django_filters.ChoiceFilter(
            label="Candidate: degree",
            choices=[(held, HELD_LABELS[held]) for held in HELD],
            help_text="Only postings that somebody with this highest degree qualifies for. Left out: none.",
        ),
        "candidate_years": YearsFilter(
            label="Candidate: years of experience",
            help_text="Only postings that somebody with these years qualifies for. Left out: none.",
        ),
        "candidate_field": ValuesFilter(
            label="Candidate: field of study",
            help_text="Only postings that name no field, or one of these.",
        ),
    }


class ParameterFilterSet(django_filters.FilterSet):
    """What PostingFilterSet does beside declaring its filters."""

    PARAMETERS: ClassVar[tuple[str, ...]] = tuple(_filters())

    @classmethod
    def parameters(cls) -> tuple[str, ...]:
        """The names of all parameters, in their canonical order."""
        return cls.PARAMETERS

    def __init__(self, data: QueryDict | None = None) -> None:
        """A FilterSet's own copies all filters, to filter with them, and its form all fields: 2 ms a request.
        Here they are read, and only those that the address names.
        """
        self.is_bound = data is not None
        self.data = QueryDict() if data is None else data
        self.filters = self.base_filters

    @cached_property
    def form(self) -> forms.Form:
        made = forms.Form(self.data if self.is_bound else None)
        named = (name for name in self.filters if name in self.data)
        made.fields = {name: deepcopy(self.filters[name].field) for name in named}
        return made

    def search_query(self) -> SearchQuery:
        """The search that the readable parameters ask for."""
        given: Mapping[str, Any] = {}
        if self.is_bound:
            self.form.is_valid()
            given = self.form.cleaned_data
        chosen = {facet.name: given[facet.name] for facet in FACETS if given.get(facet.name)}
        excluded = {
            facet.name: given[facet.name + EXCLUDING] for facet in FACETS if given.get(facet.name + EXCLUDING)
        }
        ranges = [facet.range for facet in FACETS if facet.range is not None]
        others: dict[str, Any] = {name: given.get(name) for span in ranges for name in (span.low, span.high)}
        switches = [facet.switch.name for facet in FACETS if facet.switch is not None]
        others |= {name: bool(given.get(name)) for name in switches}
        return SearchQuery(
            text=given.get("q") or "",
            verbatim=bool(given.get("verbatim")),
            choices=MappingProxyType(chosen),
            exclusions=MappingProxyType(excluded),
            candidate=_candidate(given),
            sort=given.get("sort") or None,
            page=given.get("page") or 1,
            **others,
        )


def _candidate(given: Mapping[str, Any]) -> Candidate | None:
    """None where nothing is said of a candidate; what is not said of one they do not have."""
    degree, years, fields = (given.get(f"candidate_{name}") for name in ("degree", "years", "field"))
    if not degree and years is None and not fields:
        return None
    return Candidate(degree or "none", years or 0.0, fields or ())


PostingFilterSet: type[ParameterFilterSet] = type(
    "PostingFilterSet",
    (ParameterFilterSet,),
    {
        "__doc__": "The parameters of a search for postings.",
        "__module__": __name__,
        **_filters(),
        "Meta": type("Meta", (), {"model": Posting, "fields": []}),
    },
)
