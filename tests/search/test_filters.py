"""The URL's parameters as a SearchQuery, and back."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from postings.filters import PostingFilterSet
from postings.search.facets import FACETS
from postings.search.query import to_query_string

READ = [
    ("", ""),
    ("team=b&team=a&team=a&team=", "team=a&team=b"),
    ("page=2&q=+x+&team=a", "team=a&q=x&page=2"),
    ("q=", ""),
    ("sort=newest", ""),
    ("sort=title", "sort=title"),
    ("degree=bachelor&degree=phd", "degree=bachelor&degree=phd"),  # phd is kept: it finds nothing
    ("degree_unstated=1&experience_unstated=0", "degree_unstated=1"),
    ("years_min=3&years_max=4.50", "years_min=3&years_max=4.5"),
    ("unknown=1", ""),  # the page ignores it; the API looks at parameters()
    ("q=a%00b", "q=a+b"),
    ("team_not=b&team_not=a&team=c", "team=c&team_not=a&team_not=b"),
    ("candidate_years=3", "candidate_degree=none&candidate_years=3"),
    (
        "candidate_field=law&candidate_degree=master",
        "candidate_degree=master&candidate_years=0&candidate_field=law",
    ),
    ("verbatim=1", ""),  # without words it means nothing
    ("q=sofware&verbatim=1", "q=sofware&verbatim=1"),
]


@pytest.mark.parametrize(("url", "canonical"), READ, ids=[url or "nothing" for url, _ in READ])
def test_parameters_become_the_canonical_search(url: str, canonical: str) -> None:
    filters = PostingFilterSet(QueryDict(url))
    assert filters.is_valid()
    assert to_query_string(filters.search_query()) == canonical
    again = PostingFilterSet(QueryDict(canonical)).search_query()
    assert again == PostingFilterSet(QueryDict(to_query_string(again))).search_query()


REFUSED = ["years_min=x", "years_min=-1", "years_max=nan", "years_max=inf", "years_max=101", "sort=best"]
REFUSED += ["page=0", "page=x", "page=1.5", "degree_unstated=maybe", "team=a%00b", "team=" + "a" * 500]


@pytest.mark.parametrize("url", REFUSED, ids=[url[:20] for url in REFUSED])
def test_what_cannot_be_read_is_an_error_and_the_rest_is_searched(url: str) -> None:
    filters = PostingFilterSet(QueryDict(f"{url}&q=clerk"))
    assert not filters.is_valid()
    assert list(filters.errors) == [url.partition("=")[0]]
    assert to_query_string(filters.search_query()) == "q=clerk"


def test_no_data_is_the_search_for_everything() -> None:
    assert to_query_string(PostingFilterSet().search_query()) == ""


def test_every_facet_is_a_parameter_with_its_help() -> None:
    names = PostingFilterSet.parameters()
    facets = tuple(facet.name for facet in FACETS)
    assert names[: 2 * len(FACETS)] == (*facets, *(f"{facet}_not" for facet in facets))
    assert set(names[2 * len(FACETS) :]) == {
        "years_min",
        "years_max",
        "degree_unstated",
        "experience_unstated",
        "candidate_degree",
        "candidate_years",
        "candidate_field",
        "q",
        "verbatim",
        "sort",
        "page",
    }
    fields = {name: declared.field for name, declared in PostingFilterSet.base_filters.items()}
    for facet in FACETS:
        assert (fields[facet.name].label, fields[facet.name].help_text) == (facet.label, facet.help)
