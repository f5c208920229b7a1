"""Facets, chips, relaxations and snippets as a page gets them."""

from __future__ import annotations

import datetime as dt

import pytest

from postings.search.query import LISTED, SORTS, SearchQuery, to_query_string
from tests import build
from tests.search.conftest import Find, counts, ids, query

pytestmark = pytest.mark.django_db


# Facets


def test_values_stand_by_count_then_label(find: Find) -> None:
    for teams in (["Beta", "alpha"], ["Beta", "Gamma"], ["delta"]):
        build.posting(team=teams)
    assert list(counts(find(), "team").items()) == [("beta", 2), ("alpha", 1), ("delta", 1), ("gamma", 1)]


def test_ordinal_facets_list_every_bucket_in_its_order(find: Find) -> None:
    build.posting(degree="master", degree_policy="required_or_experience")
    [degree] = [facet for facet in find().facets if facet.name == "degree"]
    assert [(item.value, item.depth) for item in degree.items] == [
        ("high_school", 0),
        ("certificate", 0),
        ("associate", 0),
        ("bachelor", 0),
        ("master", 0),
        ("master_or_experience", 1),
        ("doctorate", 0),
        ("preferred_only", 0),
        ("not_required", 0),
        ("not_stated", 0),
    ]


def test_only_the_top_is_listed_and_what_is_chosen_beyond_it(find: Find) -> None:
    for number in range(LISTED + 10):
        build.posting(team=["Every", f"Team {number:02}"])
    [team] = [facet for facet in find(team=["team-59"]).facets if facet.name == "team"]
    values = [item.value for item in team.items]
    assert values == ["every", *(f"team-{number:02}" for number in range(LISTED - 1)), "team-59"]
    assert team.total_items == LISTED + 11


def test_a_chosen_value_without_a_posting_is_listed_with_0(find: Find) -> None:
    build.posting(team=["Sales"])
    build.posting(team=["Finance"], text="Numbers.")
    assert counts(find(text="numbers", team=["sales"]), "team") == {"finance": 1, "sales": 0}


def test_a_parent_counts_a_posting_once_and_places_stand_below_their_country(find: Find) -> None:
    build.posting(location=["united-states/il/chicago", "united-states/il/joliet", "germany/-/munich"])
    build.posting(location=["united-states"])
    build.posting(location=["united-states/wa"])
    [location] = [facet for facet in find().facets if facet.name == "location"]
    assert [(item.value, item.count, item.depth) for item in location.items] == [
        ("united-states", 3, 0),
        ("united-states/il", 1, 1),
        ("united-states/il/chicago", 1, 2),
        ("united-states/il/joliet", 1, 2),
        ("united-states/wa", 1, 1),
        ("germany", 1, 0),
        ("germany/-/munich", 1, 1),
    ]


def test_a_chosen_place_without_postings_counts_among_all_with_what_it_is_in(find: Find) -> None:
    build.posting("Clerk", location=["germany/-/munich"])
    build.posting("Baker", location=["austria/-/graz"])
    [location] = [one for one in find(text="clerk", location=["austria/-/graz"]).facets if one.kind == "tree"]
    assert [item.value for item in location.items] == [
        "germany",
        "germany/-/munich",
        "austria",
        "austria/-/graz",
    ]
    assert location.total_items == 4


def test_what_is_below_a_chosen_place_is_listed_beyond_the_top(find: Find) -> None:
    for number in range(LISTED + 5):
        build.posting(location=[f"country-{number:02}", "united-states"])
    build.posting(location=["zambia/lusaka/lusaka"])
    [location] = [facet for facet in find(location=["zambia"]).facets if facet.name == "location"]
    shown = [(item.value, item.depth) for item in location.items][-2:]
    assert shown == [("zambia", 0), ("zambia/lusaka", 1)]


def test_a_switch_widens_only_what_is_chosen(find: Find) -> None:
    asks, silent = build.posting(degree="bachelor"), build.posting()
    assert find(degree_unstated=True).count == 2
    assert ids(find(degree=["bachelor"])) == [asks.pk]
    both = find(degree=["bachelor"], degree_unstated=True)
    assert sorted(ids(both)) == [asks.pk, silent.pk]
    [degree] = [facet for facet in both.facets if facet.name == "degree"]
    assert degree.unstated is not None
    assert (degree.unstated.count, degree.unstated.selected) == (1, True)
    assert degree.unstated.url == "degree=bachelor"
    assert find(degree=["gone"]).count == 0


def test_both_ends_belong_to_a_range_of_years(find: Find) -> None:
    build.posting(years=2)
    three, five = build.posting(years=3), build.posting(years=5)
    build.posting(years=5.5)
    preferred = build.posting(experience_state="preferred_only", min_years=4)
    assert sorted(ids(find(years_min=3.0, years_max=5.0))) == [three.pk, five.pk]
    assert sorted(ids(find(years_min=3.0, years_max=5.0, experience=["preferred_only"]))) == [
        three.pk,
        five.pk,
        preferred.pk,
    ]


# URLs and chips


def test_an_item_chooses_itself_and_a_chosen_one_takes_itself_back(find: Find) -> None:
    build.posting(team=["Sales"])
    [item] = list(find(text="hire", page=3).facets[0].items)
    assert (item.url, item.selected) == ("team=sales&q=hire", False)
    [item] = list(find(text="hire", team=["sales"]).facets[0].items)
    assert (item.url, item.selected) == ("q=hire", True)


def test_each_thing_that_narrows_has_a_chip(find: Find) -> None:
    build.posting(location=["united-states/il/chicago"])
    found = find(
        text=" clerk ",
        location=["united-states/il/chicago"],
        degree=["bachelor_or_experience"],
        team=["gone"],
        years_min=3.0,
        degree_unstated=True,
    )
    assert [(chip.facet_label, chip.label, chip.missing) for chip in found.constraints] == [
        ("Search", "clerk", False),
        ("Team", "gone", True),
        ("Location", "Chicago, IL, United States", False),
        ("Degree", "Bachelor's, accepts experience instead", False),
        ("Years required", "3 or more", False),
    ]
    for chip in found.constraints:
        assert chip.remove_url != to_query_string(found.query)
    assert found.constraints[-1].remove_url == to_query_string(
        query(
            text="clerk",
            location=["united-states/il/chicago"],
            degree=["bachelor_or_experience"],
            team=["gone"],
            degree_unstated=True,
        )
    )


CANONICAL = [
    (query(), ""),
    (query(text=" c++ & c# "), "q=c%2B%2B+%26+c%23"),
    (query(team=["b", "a", "b"]), "team=a&team=b"),
    (query(location=["united-states/il"]), "location=united-states%2Fil"),
    (
        query(text="x", degree=["master"], employer=["acme"], team=["a"], sort="title", page=2),
        "team=a&employer=acme&degree=master&q=x&sort=title&page=2",
    ),
    (query(years_min=2.5, years_max=10.0), "years_min=2.5&years_max=10"),
    (query(years_min=0.0), "years_min=0"),
    (query(degree_unstated=True, experience_unstated=True), "degree_unstated=1&experience_unstated=1"),
    (query(sort="newest"), ""),
    (query(sort="relevance"), ""),
    (query(text="x", sort="relevance"), "q=x"),
    (query(text="x", sort="newest"), "q=x&sort=newest"),
    (query(sort="fewest_years", page=1), "sort=fewest_years"),
]


@pytest.mark.parametrize(
    ("asked", "expected"), CANONICAL, ids=[expected or "all" for _, expected in CANONICAL]
)
def test_a_search_has_one_query_string(asked: SearchQuery, expected: str) -> None:
    assert to_query_string(asked) == expected


# At zero results


def test_at_zero_results_each_filter_that_is_in_the_way_is_named(find: Find) -> None:
    for number in range(3):
        build.posting(team=["Sales"], degree="master", years=number)
    build.posting(team=["Finance"], degree="bachelor", text="Numbers.")
    found = find(text="hire", team=["finance"], degree=["master", "doctorate"])
    assert found.count == 0
    assert [(offer.constraint.name, offer.constraint.label, offer.count) for offer in found.relaxations] == [
        ("team", "Finance", 3)
    ]
    assert found.relaxations[0].constraint.remove_url == "degree=doctorate&degree=master&q=hire"
    found = find(text="hire", degree=["certificate", "associate"], years_min=2.0)
    assert [(offer.constraint.label, offer.count) for offer in found.relaxations] == [
        ("Certificate or Associate", 1)
    ]


def test_a_value_that_is_gone_is_offered_for_dropping(find: Find) -> None:
    build.posting(team=["Sales"])
    found = find(team=["gone"], text="hire")
    [offer] = found.relaxations
    assert (offer.constraint.missing, offer.count, offer.constraint.remove_url) == (True, 1, "q=hire")


# Order


def test_the_orders(find: Find) -> None:
    day = dt.date(2024, 5, 1)
    old = build.posting("beta", years=5, posted=day)
    new = build.posting("“Alpha”", years=2.5, posted=day + dt.timedelta(days=9))
    none = build.posting("émile", experience_state="explicitly_none", posted=day)
    silent = build.posting("Delta", posted=day - dt.timedelta(days=9))
    assert ids(find(sort="newest")) == [new.pk, none.pk, old.pk, silent.pk]
    assert ids(find(sort="fewest_years")) == [none.pk, new.pk, old.pk, silent.pk]
    assert ids(find(sort="title")) == [new.pk, old.pk, silent.pk, none.pk]


def test_a_posting_without_a_date_counts_from_the_day_it_was_loaded(find: Find) -> None:
    loaded_today = build.posting()
    old = build.posting(posted=dt.date(2001, 1, 1))
    assert ids(find(sort="newest")) == [loaded_today.pk, old.pk]


def test_the_title_counts_for_more_than_the_text(find: Find) -> None:
    for _ in range(5):
        build.posting("Clerk", "We hire people of all kinds for our office.")
    in_text = build.posting("Clerk", "The nurse station needs a clerk who can type well.")
    in_title = build.posting("Nurse", "The station needs a person who can help well today.")
    assert ids(find(text="nurse")) == [in_title.pk, in_text.pk]


def test_equal_scores_are_in_order_of_date_then_id(find: Find) -> None:
    days = [dt.date(2024, 1, day) for day in (3, 9, 3, 5)]
    made = [build.posting("Nurse", "We care.", posted=day).pk for day in days]
    assert ids(find(text="nurse")) == [made[1], made[3], made[2], made[0]]


@pytest.mark.parametrize("sort", SORTS)
def test_far_pages_are_empty_and_no_error(find: Find, sort: str) -> None:
    build.posting()
    for page in (2, 16, 17, 1_000_000):
        found = find(text="hire", sort=sort, page=page)
        assert (ids(found), found.count) == ([], 1)


# Snippets


def test_a_snippet_marks_what_was_searched_for(find: Find) -> None:
    build.posting(
        "Engineer", "É ça — we want C++ and a résumé. " + "More words. " * 60 + "Ends with nursing."
    )
    [hit] = find(text='"c++" resume').hits
    assert [text for text, is_match in hit.snippet if is_match] == ["C++", "résumé"]
    assert "".join(text for text, _ in hit.snippet).startswith("É ça — we want C++")
    [hit] = find(text="nurse").hits
    assert hit.snippet[-1] == ("nursing", True)
    [hit] = find(text="nurs*").hits
    assert hit.snippet[-1] == ("nursing", True)


def test_a_snippet_is_cut_out_of_the_text(find: Find) -> None:
    text = "Été: naïve café, Bachelor?s degree — 5–7 years’ experience; C# or .NET… " * 12
    build.posting("Clerk", text)
    for words in ("café", "bachelors", "experience", "c#", ".net", "years -zebra", "naive OR zebra"):
        [hit] = find(text=words).hits
        assert "".join(piece for piece, _ in hit.snippet) in text
        assert any(is_match for _, is_match in hit.snippet), words


def test_no_snippet_without_words_in_the_text(find: Find) -> None:
    build.posting("Baker", "We hire.")
    for wanted in ({}, {"text": "baker"}, {"text": "-zebra"}):
        [hit] = find(**wanted).hits
        assert hit.snippet == ()
