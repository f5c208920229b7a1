"""A list that is too long to stand beside the results has a page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from tests import build
from tests.pages.conftest import Get, Visit, text_of, texts_of


@pytest.fixture
def many_teams(db: None) -> None:
    for number in range(60):
        build.posting("Clerk", team=[f"Team {number:02}"], degree="bachelor" if number % 2 else "master")
    build.posting("Clerk", team=["Team 59"], degree="master")


@pytest.mark.usefixtures("many_teams")
def test_the_list_says_how_many_there_are_and_leads_to_them(visit: Visit) -> None:
    page = visit("/?q=hire")
    assert text_of(page, "#facet-team .facet__all") == "Show all 60 of team"
    everything = visit(str(page.select_one("#facet-team .facet__all a")["href"]))  # type: ignore[index]
    assert texts_of(everything, ".choice__label") == [f"Team {number:02}" for number in range(60)]
    chosen = visit(str(everything.select(".choice")[59]["href"]))
    assert len(chosen.select(".card")) == 2
    assert texts_of(chosen, ".constraint") == ["Remove Search: hire", "Remove Team: Team 59"]


@pytest.mark.usefixtures("many_teams")
def test_a_value_is_found_by_a_part_of_its_name_within_the_search(visit: Visit) -> None:
    page = visit("/values/team/?degree=master&find=M+5")
    assert texts_of(page, ".choice__label") == [f"Team {number}" for number in (50, 52, 54, 56, 58, 59)]
    assert {one["name"]: one["value"] for one in page.select("form input")} == {
        "degree": "master",
        "find": "M 5",
    }


def test_a_very_long_list_comes_in_parts(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postings.presentation.values.VALUES_ON_A_PAGE", 2)
    for name in ("Anna", "Berta", "Cäsar"):
        build.posting("Clerk", employer=name)
    page = visit("/values/employer/?find=a&team=")
    assert texts_of(page, ".choice__label") == ["Anna", "Berta"]
    following = visit(str(page.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    assert texts_of(following, ".choice__label") == ["Cäsar"]
    assert visit(str(following.select_one("a[rel=prev]")["href"])).select(".choice")  # type: ignore[index]
    assert texts_of(visit("/values/employer/?part=99"), ".choice__label") == ["Cäsar"]


@pytest.mark.usefixtures("many_teams")
def test_values_come_by_name_or_by_their_postings(visit: Visit) -> None:
    build.posting("Clerk", team=["Team 54"], degree="master")
    page = visit("/values/team/?degree=master&find=5")
    assert text_of(page, ".sorts [aria-current]") == "A to Z"
    by_name = [f"Team {number}" for number in (50, 52, 54, 56, 58, 59)]
    assert texts_of(page, ".choice__label") == by_name
    page = visit(str(page.select(".sorts__link")[1]["href"]))
    assert text_of(page, ".sorts [aria-current]") == "Most postings"
    assert texts_of(page, ".choice")[0] == "Team 54 2 postings"
    assert texts_of(page, ".choice__label")[1:] == [name for name in by_name if name != "Team 54"]
    carried = {one["name"]: one["value"] for one in page.select("form input")}
    assert carried == {"degree": "master", "by": "count", "find": "5"}


@pytest.mark.usefixtures("many_teams")
def test_what_is_chosen_is_listed_though_nothing_has_it(visit: Visit) -> None:
    build.posting("Baker", "We bake.", team=["Ovens"])
    page = visit("/values/team/?team=ovens&team=gone&degree=master&find=e")
    assert "Ovens, chosen" in texts_of(page, ".choice__label")
    assert texts_of(page, ".choice")[-1] == "gone, chosen 0 postings"


def test_a_place_that_is_looked_for_says_what_it_is_in(visit: Visit) -> None:
    build.posting("Clerk", location=["united-states/il/springfield"])
    build.posting("Clerk", location=["united-states/mo/springfield"])
    page = visit("/values/location/?find=spring")
    assert texts_of(page, ".choice__label") == [
        "Springfield, IL, United States",
        "Springfield, MO, United States",
    ]
    assert not page.select(".facet__item--depth-2")


@pytest.mark.usefixtures("many_teams")
def test_the_page_says_which_search_it_is_about(visit: Visit) -> None:
    page = visit("/values/team/?degree=master&team_not=team-02")
    assert texts_of(page, ".constraint") == ["Team: not Team 02", "Degree: Master's"]


def test_a_word_that_begins_so_goes_before_one_that_has_it_inside(visit: Visit) -> None:
    for team in ("Japan", "Japan", "Anna", "New Analysis"):
        build.posting("Clerk", team=[team])
    page = visit("/values/team/?find=an", HX_Request="true")
    assert texts_of(page, ".choice__label") == ["Anna", "New Analysis", "Japan"]


def test_degrees_keep_their_order(visit: Visit) -> None:
    build.posting("Clerk", degree="master")
    build.posting("Clerk", degree="associate", degree_policy="required_or_experience")
    page = visit("/values/degree/")
    assert texts_of(page, ".choice__label") == ["Associate", "accepts experience instead", "Master's"]
    assert not page.select(".sorts")


def test_without_an_index_it_says_so(client: Client, db: None, index_folder: Path) -> None:
    build.posting("Clerk", team=["Sales"])
    assert "The search index is being built." in client.get("/values/team/").content.decode()


def test_places_keep_their_tree(visit: Visit) -> None:
    build.posting("Clerk", location=["united-states/il/chicago"])
    build.posting("Clerk", location=["germany/-/munich"])
    page = visit("/values/location/")
    assert texts_of(page, ".choice__label") == ["Germany", "Munich", "United States", "IL", "Chicago"]


def test_there_is_no_page_for_what_is_no_facet(get: Get) -> None:
    assert get("/values/colour/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        f"/values/team/?part={'9' * 5000}",
        "/values/team/?part=-1&find=%00",
        f"/?page={'9' * 30}&years_min=1e400&q={'%22' * 50}",
        "/?q=%00&team=%00&sort=%FF",
    ],
)
def test_odd_parameters_get_a_page(visit: Visit, address: str) -> None:
    build.posting("Clerk", team=["Sales"])
    assert visit(address).select("h1")


@pytest.mark.parametrize(
    "address",
    [f"/postings/{'9' * 30}/x/", f"/postings/{'9' * 30}/files/1/", f"/postings/1/texts/{'9' * 30}/"],
)
def test_numbers_beyond_all_postings_are_not_found(get: Get, address: str) -> None:
    assert get(address).status_code == 404


def test_a_value_of_the_long_list_can_be_left_out(visit: Visit) -> None:
    build.posting("Seller", team=["Sales"])
    build.posting("Nurse", team=["Care"])
    page = visit("/values/team/")
    (care, _) = page.select(".exclude")
    assert " ".join(care.get_text().split()) == "not Care"
    assert texts_of(visit(str(care["href"])), ".card__title") == ["Seller"]
    assert texts_of(visit("/values/team/?team_not=care"), ".choice--excluded") == ["Care, excluded 1 posting"]


def test_a_chosen_place_without_postings_stands_below_what_it_is_in(visit: Visit) -> None:
    build.posting("Clerk", location=["germany/-/munich"])
    build.posting("Baker", location=["austria/-/graz"])
    page = visit("/values/location/?location=austria%2F-%2Fgraz&q=clerk")
    assert texts_of(page, ".choice__label") == ["Austria", "Graz, chosen", "Germany", "Munich"]
