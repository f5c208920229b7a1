"""The search page as a visitor without JavaScript sees it, and what htmx is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from postings.models import Posting
from postings.presentation import listing
from postings.search import counting, index, query, words
from tests import build
from tests.pages.conftest import Get, Visit, text_of, texts_of

HTMX = {"HX_Request": "true"}


def with_degree(title: str = "Analyst", **columns: object) -> Posting:
    """A posting that asks for a Bachelor's degree, with the words that say so."""
    text = "About us.\nA Bachelor's degree in finance, or equivalent experience; calm. Apply soon."
    columns = {"degree_policy": "required_or_experience", "degree_floor": "bachelor"} | columns
    made = build.posting(title, text, **columns)  # type: ignore[arg-type]
    exact = "Bachelor's degree in finance, or equivalent experience"
    start = text.index(exact)
    build.requirement(
        made,
        "degree",
        level="bachelor",
        strength="required",
        or_experience=True,
        start=start,
        end=start + len(exact),
        exact=exact,
    )
    return made


def test_a_card_shows_the_value_beside_the_sentence_that_proves_it(visit: Visit) -> None:
    with_degree(employer="Contoso", team=["Sales"], location=["united-states/il/chicago"])
    page = visit("/")
    assert texts_of(page, ".fact__value") == ["Bachelor's or experience", "Not stated"]
    assert text_of(page, ".fact .quote") == ("A Bachelor's degree in finance, or equivalent experience")
    assert text_of(page, ".fact .quote mark") == "Bachelor's degree in finance, or equivalent experience"
    assert texts_of(page, ".card .whereabouts li") == [
        "Contoso",
        "Chicago, IL, United States",
        "Sales team",
    ]


def test_the_search_box_takes_as_much_as_is_read(visit: Visit) -> None:
    assert visit("/").select_one("#q")["maxlength"] == str(words.LONGEST)  # type: ignore[index]


def test_a_quote_is_found_in_the_middle_of_a_long_text(visit: Visit) -> None:
    padding = "Nothing to see. " * 400
    made = build.posting("Clerk", f"{padding}We want 3 years in a shop. {padding}", years=3)
    start = made.version.text.index("3 years")  # type: ignore[union-attr]
    build.requirement(
        made, "experience", years_min=3, strength="required", start=start, end=start + 7, exact="3 years"
    )
    assert text_of(visit("/"), ".fact .quote") == "We want 3 years in a shop."


def test_a_value_that_a_person_set_says_so_and_shows_no_quote(visit: Visit) -> None:
    made = with_degree()
    made.corrections.create(kind="degree", value={})
    page = visit("/")
    assert text_of(page, ".fact__proof") == "Set by a person"


def test_alternatives_are_listed_as_ways_in(visit: Visit) -> None:
    with_degree(paths=[["bachelor", 2], [None, 6]], common_min_years=1)
    page = visit("/")
    assert texts_of(page, ".path") == ["Bachelor's degree and 2 years", "6 years, no degree"]
    assert text_of(page, ".path__common") == "at least 1 year in any case"


def test_choosing_a_value_narrows_the_list_and_leaves_a_chip(visit: Visit) -> None:
    build.posting("Seller", team=["Sales"])
    build.posting("Nurse", team=["Care"])
    page = visit("/")
    choice = page.select_one("#choice-team-sales")
    assert choice is not None
    assert " ".join(choice.get_text().split()) == "Sales 1 posting"
    chosen = visit(f"/{choice['href']}")
    assert texts_of(chosen, ".card__title") == ["Seller"]
    assert text_of(chosen, ".constraint") == "Remove Team: Sales"
    assert chosen.select_one("#choice-team-sales[aria-current=true]")
    removed = visit(f"/{chosen.select_one('.constraint')['href']}")  # type: ignore[index]
    assert len(removed.select(".card")) == 2


def test_a_value_that_no_longer_exists_is_said_and_finds_nothing(visit: Visit) -> None:
    build.posting("Seller", team=["Sales"])
    page = visit("/?team=gone")
    assert text_of(page, ".constraint--missing") == "Remove Team: gone no longer exists"
    assert not page.select(".card")


def test_without_results_it_says_which_filter_to_drop_for_how_many(visit: Visit) -> None:
    build.posting("Seller", team=["Sales"], degree="bachelor")
    build.posting("Seller", team=["Sales"], degree="bachelor")
    build.posting("Nurse", team=["Care"])
    page = visit("/?team=care&degree=bachelor")
    assert texts_of(page, ".relaxation") == [
        "without Team: Care 2 postings",
        "without Degree: Bachelor's 1 posting",
    ]
    (first, _) = page.select(".relaxation")
    assert len(visit(f"/{first['href']}").select(".card")) == 2
    assert page.select("#choice-team-care"), "the facets stay"


def test_nothing_loaded_yet_is_not_called_a_search_without_results(visit: Visit) -> None:
    assert "No postings have been loaded yet." in text_of(visit("/"), ".empty")


def test_a_page_beyond_the_last_leads_back(visit: Visit) -> None:
    build.posting("Clerk")
    page = visit("/?page=7")
    assert "There is no page 7." in text_of(page, ".empty")
    assert page.select(".empty a")[0]["href"] == "?"


def test_pages_end_where_results_can_no_longer_be_turned_to(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (query, listing, index):
        monkeypatch.setattr(module, "DEEPEST", 20)
    for _ in range(21):
        build.posting("Clerk")
    last = visit("/")
    assert "Pages show the first 20 results." in text_of(last, ".results .notice")
    assert text_of(last, ".results__count") == "21 postings"
    assert not last.select(".pager")
    beyond = visit("/?page=2")
    assert not beyond.select(".card")
    assert "Pages show the first 20 results." in text_of(beyond, ".empty")
    files = ["/export/csv/", "/export/jsonl/"]
    assert [link["href"] for link in last.select(".results .notice a")] == files
    assert [link["href"] for link in beyond.select(".empty a")] == [*files, "?"]


def test_an_index_that_is_not_there_yet_is_said(client: Client, db: None, index_folder: Path) -> None:
    build.posting("Clerk")
    answer = client.get("/")
    assert "The search index is being built." in answer.content.decode()


def test_hidden_postings_are_not_listed(visit: Visit) -> None:
    build.posting("Seen")
    build.posting("Hidden", hidden=True)
    assert texts_of(visit("/"), ".card__title") == ["Seen"]


def test_what_strangers_wrote_is_escaped(get: Get) -> None:
    evil = "<script>alert('x')</script>"
    with_degree(f"Clerk {evil}", employer=f"Evil {evil}", team=[f"Team {evil}"])
    build.posting("Other", f"Words {evil} words")
    for address in ("/", "/?q=words", f"/?q={evil}", f"/?team={evil}"):
        assert "<script>alert" not in get(address).content.decode(), address


def test_the_words_that_were_found_are_marked(visit: Visit) -> None:
    build.posting("Clerk", "We look for a calm engineer.")
    page = visit("/?q=engineers")
    assert text_of(page, ".hit") == "engineer"
    assert page.select_one("#q")["value"] == "engineers"  # type: ignore[index]


def test_of_more_than_ten_values_the_others_have_a_page_and_can_be_found(visit: Visit) -> None:
    for number in range(12):
        build.posting("Clerk", team=[f"Team {number:02}"])
    page = visit("/?q=we")
    assert texts_of(page, "#facet-team .choice__label") == [f"Team {number:02}" for number in range(10)]
    assert text_of(page, "#facet-team .facet__all") == "Show all 12 of team"
    box = page.select_one("#facet-team-find")
    assert box is not None
    assert box["hx-get"] == page.select_one("#facet-team .facet__all a")["href"]  # type: ignore[index]
    found = visit(f"{box['hx-get']}&find=11", **HTMX)
    assert texts_of(found, ".choice") == ["Team 11 1 posting"]
    assert found.select_one(".choice")["href"] == "?team=team-11&q=we"  # type: ignore[index]
    assert not visit(f"{box['hx-get']}&find=+", **HTMX).get_text(strip=True)
    assert not page.select("#facet-employer .facet__find")


def test_of_very_many_values_it_is_not_said_how_many_the_others_are(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "FREQUENT", 12)
    monkeypatch.setattr(counting, "LISTED", 10)
    for number in range(25):
        build.posting("Clerk", employer=f"Firm {number % 15:02}")
    page = visit("/?candidate_degree=none&candidate_years=1")
    assert texts_of(page, "#facet-employer .choice__label") == [f"Firm {number:02}" for number in range(10)]
    assert text_of(page, "#facet-employer .facet__all") == "Show all of employer"
    every = visit(page.select_one("#facet-employer .facet__all a")["href"])  # type: ignore[index]
    assert len(every.select(".choice")) == 15


def test_a_chosen_place_without_postings_stands_below_what_it_is_in_and_hides_nothing(visit: Visit) -> None:
    build.posting("Clerk", location=["germany/-/munich"])
    build.posting("Baker", location=["austria/-/graz"])
    page = visit("/?location=austria%2F-%2Fgraz&q=clerk")
    assert texts_of(page, "#facet-location .choice__label")[2:] == ["Austria", "Graz, chosen"]
    assert not page.select("#facet-location .facet__all")


def test_a_chosen_value_is_in_sight_wherever_it_stands(visit: Visit) -> None:
    for number in range(12):
        build.posting("Clerk", team=[f"Team {number:02}"])
    page = visit("/?team=team-11")
    assert texts_of(page, "#facet-team .choice__label")[9:] == ["Team 09", "Team 11, chosen"]
    assert text_of(page, "#facet-team .facet__all") == "Show all 12 of team"


def test_a_listed_place_stands_below_what_it_is_in(visit: Visit) -> None:
    for number in range(9):
        build.posting("Clerk", location=[f"country-{number}"])
        build.posting("Clerk", location=[f"country-{number}"])
    for _ in range(2):
        build.posting("Clerk", location=["zz/yy/aa"])  # the tenth by its name: zz and yy have as many
    page = visit("/")
    listed = page.select("#facet-location .facet__item")
    assert [item["class"][1] for item in listed[8:]] == [
        "facet__item--depth-0",
        "facet__item--depth-0",
        "facet__item--depth-1",
        "facet__item--depth-2",
    ]
    assert texts_of(page, "#facet-location .choice__label")[9:] == ["ZZ", "YY", "AA"]


def test_the_switch_says_how_many_it_would_add(visit: Visit) -> None:
    build.posting("Clerk", degree="bachelor")
    build.posting("Clerk")
    page = visit("/?degree=bachelor")
    assert text_of(page, "#choice-degree-unstated") == "Include those that don't say 1 posting"
    wider = visit(f"/{page.select_one('#choice-degree-unstated')['href']}")  # type: ignore[index]
    assert len(wider.select(".card")) == 2


def test_a_range_of_years_has_two_labelled_fields_in_the_search_form(visit: Visit) -> None:
    build.posting("Clerk", years=4)
    build.posting("Clerk", years=9)
    page = visit("/?years_min=3&years_max=5")
    assert [one["value"] for one in page.select("input[form=search][name^=years]")] == ["3", "5"]
    for field in page.select(".range__input"):
        assert page.select(f"label[for={field['id']}]")
    assert len(page.select(".card")) == 1


def test_the_form_carries_what_it_does_not_show(visit: Visit) -> None:
    build.posting("Clerk", team=["Sales"])
    page = visit("/?team=sales&degree_unstated=1&q=clerk&sort=title&page=1&years_min=3")
    carried = {one["name"]: one["value"] for one in page.select("input[type=hidden][form=search]")}
    assert carried == {"team": "sales", "degree_unstated": "1", "sort": "title"}


def test_empty_fields_of_the_form_leave_the_address(get: Get) -> None:
    answer = get("/?q=&years_min=&years_max=&team=sales&nonsense=1")
    assert (answer.status_code, answer["Location"]) == (302, "/?team=sales")
    assert get("/?q=")["Location"] == "/"


def test_what_cannot_be_read_in_the_address_is_said_and_left_out(visit: Visit) -> None:
    build.posting("Clerk")
    page = visit("/?years_min=abc&unheard_of=1")
    assert text_of(page, ".notice--warn") == "Years required: at least: Enter a number."
    assert len(page.select(".card")) == 1


def test_orders_are_links_and_relevance_needs_words(visit: Visit) -> None:
    build.posting("Bee")
    build.posting("Ant")
    page = visit("/?sort=title")
    assert texts_of(page, ".sorts__link") == ["Newest", "Fewest years", "Title"]
    assert text_of(page, ".sorts__link[aria-current]") == "Title"
    assert texts_of(page, ".card__title") == ["Ant", "Bee"]
    assert texts_of(visit("/?q=we"), ".sorts__link")[0] == "Relevance"


def test_pages_are_links_that_neither_repeat_nor_skip(visit: Visit) -> None:
    for number in range(45):
        build.posting(f"Clerk {number}")
    titles: list[str] = []
    address = "/?sort=title"
    for expected in (20, 20, 5):
        page = visit(address)
        titles += texts_of(page, ".card__title")
        assert len(page.select(".card")) == expected
        following = page.select_one(".pager__step[rel=next]")
        address = f"/{following['href']}" if following else ""
    assert address == ""
    assert len(set(titles)) == 45
    assert text_of(page, ".results__range") == "41–45"


def test_htmx_gets_the_results_alone_and_the_address_for_the_history(get: Get) -> None:
    build.posting("Clerk", team=["Sales"])
    answer = get("/?team=sales&q=", **HTMX)
    html = answer.content.decode()
    assert "<html" not in html
    assert "<title>Sales · jobsite</title>" in html
    assert answer["HX-Push-Url"] == "/?team=sales"
    assert "HX-Replace-Url" not in answer


def test_typing_replaces_the_address(get: Get) -> None:
    answer = get("/?q=clerk", **HTMX, HX_Trigger_Name="q")
    assert answer["HX-Replace-Url"] == "/?q=clerk"
    assert "HX-Push-Url" not in answer


def test_going_back_gets_the_full_page(get: Get) -> None:
    answer = get("/?q=clerk", **HTMX, HX_History_Restore_Request="true")
    assert "<html" in answer.content.decode()
    assert "HX-Push-Url" not in answer


def test_caches_are_told_that_htmx_gets_another_page(get: Get) -> None:
    assert "HX-Request" in get("/")["Vary"]


@pytest.mark.parametrize("address", ["/", "/?q=degree", "/?team=sales"])
def test_the_number_of_queries_does_not_grow_with_the_postings(
    address: str,
    in_step: Callable[[], None],
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        with_degree(
            f"Clerk {number}",
            employer=f"Employer {number}",
            team=["Sales", f"Team {number}"],
            role_family=[f"Family {number}"],
            location=[f"united-states/il/town-{number}", "germany"],
        )
    in_step()
    client.get(address)  # the names of the facets are now read
    with django_assert_max_num_queries(8):
        client.get(address)


def test_the_list_does_not_fetch_whole_texts(in_step: Callable[[], None], client: Client) -> None:
    """What a card quotes comes as a window of the text."""
    with_degree()
    in_step()
    with CaptureQueriesContext(connection) as queries:
        assert b"equivalent experience" in client.get("/").content
    whole_text = re.compile(r'SELECT[^()]*"postings_postingversion"\."text"[,\s]')
    assert not [query["sql"] for query in queries if whole_text.search(query["sql"])]


def test_misspelt_words_are_searched_as_meant_and_as_typed_where_asked(visit: Visit) -> None:
    build.posting("Warehouse Clerk")
    page = visit("/?q=wharehouse")
    assert texts_of(page, ".results > .notice") == [
        "Showing results for warehouse. Search instead for wharehouse"
    ]
    assert texts_of(page, ".card__title") == ["Warehouse Clerk"]
    meant, typed = (str(link["href"]) for link in page.select(".results > .notice a"))
    assert (meant, typed) == ("?q=warehouse", "?q=wharehouse&verbatim=1")
    page = visit(f"/{typed}")
    assert not page.select(".results > .notice")
    assert not page.select(".card")
    assert not page.select("input[name=verbatim]")  # other words may be misspelt again


def test_a_value_can_be_left_out_and_taken_back(visit: Visit) -> None:
    build.posting("Seller", team=["Sales"])
    build.posting("Nurse", team=["Care"])
    page = visit("/?team=sales")
    control = page.select_one("#exclude-team-sales")
    assert control is not None
    assert " ".join(control.get_text().split()) == "not Sales"
    assert control["href"] == "?team_not=sales"
    page = visit(f"/{control['href']}")
    assert texts_of(page, ".card__title") == ["Nurse"]
    assert text_of(page, ".constraint") == "Remove Team: not Sales"
    assert text_of(page, "#choice-team-sales") == "Sales, excluded 1 posting"
    assert "choice--excluded" in page.select_one("#choice-team-sales")["class"]  # type: ignore[index]
    assert text_of(page, "#facet-team .facet__chosen") == "1 chosen"
    assert page.select_one("#exclude-team-sales[aria-current=true]")["href"] == "?"  # type: ignore[index]
    carried = {one["name"]: one["value"] for one in page.select("input[type=hidden][form=search]")}
    assert carried == {"team_not": "sales"}


def test_an_excluded_value_is_in_sight_wherever_it_stands(visit: Visit) -> None:
    for number in range(12):
        build.posting("Clerk", team=[f"Team {number:02}"])
    assert (
        text_of(visit("/?team_not=team-11"), "#facet-team .choice--excluded") == "Team 11, excluded 1 posting"
    )


def test_what_is_gone_can_be_taken_back_from_the_excluded_only(visit: Visit) -> None:
    build.posting("Clerk", team=["Sales"])
    page = visit("/?team=lost&team_not=gone")
    assert page.select("#exclude-team-gone[aria-current=true]")
    assert not page.select("#exclude-team-lost")
