"""Searching with the mouse, the keyboard, and without JavaScript."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.postings import some_postings

NARROW = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def postings(transactional_db: None, index_folder: Path) -> None:
    some_postings()


def test_choosing_swaps_the_results_and_back_undoes_it(page: Page) -> None:
    page.goto("/")
    page.evaluate("window.stayed = true")
    page.locator("#choice-team-team-03").click()
    expect(page.locator("#count")).to_have_text("1 posting")
    expect(page).to_have_url(re.compile(r"/\?team=team-03$"))
    expect(page).to_have_title("Team 03 · jobsite")
    page.locator("#choice-degree-bachelor").click()
    expect(page.locator(".constraint")).to_have_count(2)
    page.go_back()
    expect(page.locator(".constraint")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/\?team=team-03$"))
    page.go_back()
    expect(page.locator("#count")).to_contain_text("14 postings")
    page.go_forward()
    expect(page.locator("#count")).to_have_text("1 posting")
    assert page.evaluate("window.stayed"), "no page was loaded in between"


def test_typing_searches_and_leaves_one_step_of_history(page: Page) -> None:
    page.goto("/help/")
    page.goto("/")
    page.locator("#q").press_sequentially("seller", delay=20)
    expect(page.locator("#count")).to_have_text("1 posting")
    expect(page).to_have_url(re.compile(r"/\?q=seller$"))
    expect(page.locator("#q")).to_be_focused()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/help/$"))


def test_back_brings_the_words_back_into_the_box(page: Page) -> None:
    page.goto("/?q=sell")
    page.locator("#choice-team-sales").click()
    expect(page.locator(".constraint")).to_have_count(2)
    page.locator("#q").fill("count")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile(r"q=count$"))
    page.go_back()
    expect(page.locator("#q")).to_have_value("sell")


def test_enter_while_the_words_are_still_being_typed_asks_once(page: Page) -> None:
    page.clock.install()
    page.goto("/")
    asked: list[str] = []
    page.on(
        "request",
        lambda request: (
            asked.append(request.url) if "/?q=" in request.url and "suggestions" not in request.url else None
        ),
    )
    page.clock.pause_at(dt.datetime.now() + dt.timedelta(hours=1))  # else a slow machine takes a pause itself
    page.locator("#q").fill("count")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile(r"q=count$"))
    page.clock.run_for(600)  # twice the pause after which typing asks
    page.clock.resume()
    page.wait_for_timeout(600)
    assert len(asked) == 1
    page.locator("#q").fill("sell")
    expect(page).to_have_url(re.compile(r"q=sell$"))
    assert len(asked) == 2


def test_the_focus_stays_on_what_was_chosen_and_the_count_is_announced(page: Page) -> None:
    page.goto("/")
    page.locator("#choice-degree-bachelor").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#announcement")).to_have_text("12 postings")
    expect(page.locator("#choice-degree-bachelor")).to_be_focused()
    expect(page.locator("#choice-degree-bachelor")).to_have_attribute("aria-current", "true")


def test_the_range_of_years_is_sent_with_the_rest(page: Page) -> None:
    page.goto("/?location=united-states")
    page.locator("#years-min").fill("4")
    page.locator("#years-min").press("Enter")
    expect(page).to_have_url(re.compile(r"/\?location=united-states&years_min=4$"))
    expect(page.locator(".card")).to_have_count(1)


def test_a_value_is_found_in_a_long_list(page: Page) -> None:
    page.goto("/")
    box = page.get_by_label("Find in team")
    box.fill("11")
    expect(page.locator("#facet-team .facet__item:visible")).to_have_count(1)
    expect(page.locator("#announcement")).to_have_text("1 found")
    box.fill("")
    expect(page.locator("#facet-team .facet__item:visible")).to_have_count(10)
    box.fill("11")
    page.locator("#choice-found-team-team-11").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("1 posting")
    expect(page.locator("#choice-team-team-11")).to_be_focused()


def test_what_was_folded_stays_folded(page: Page) -> None:
    page.goto("/")
    page.locator("#facet-degree > summary").click()
    page.locator("#choice-team-sales").click()
    expect(page.locator("#count")).to_have_text("1 posting")
    expect(page.locator("#choice-degree-bachelor")).to_be_hidden()


def test_it_works_without_javascript(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto("/")
    page.locator("#choice-degree-bachelor").click()
    expect(page.locator("#count")).to_contain_text("12 postings")
    page.locator("#q").fill("count")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/\?degree=bachelor&q=count$"))
    page.get_by_role("link", name="Show all 12 of team").click()
    page.get_by_label("Find in list").fill("11")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".values > li")).to_have_count(1)
    page.get_by_role("link", name="Team 11 1 posting").click()
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("#count")).to_contain_text("14 postings")
    page.locator("#years-max").fill("7")
    page.get_by_role("button", name="Apply years").click()
    expect(page).to_have_url(re.compile(r"/\?years_max=7$"))
    page.get_by_role("link", name="Remove Years required").click()
    expect(page.locator("#count")).to_contain_text("14 postings")
    page.get_by_role("link", name="Title", exact=True).click()
    page.get_by_role("link", name="Seller").click()
    expect(page.locator("h1")).to_have_text("Seller")
    page.get_by_role("link", name="Results").click()
    expect(page).to_have_url(re.compile(r"/\?sort=title$"))
    expect(page.locator(".card")).to_have_count(14)
    expect(page.locator("#facet-team-find")).to_be_hidden()  # a box that could do nothing


def test_the_filters_are_a_drawer_on_a_small_screen(open_browser: Callable[..., Page]) -> None:
    page = open_browser(**NARROW)
    page.goto("/")
    expect(page.locator("#choice-team-sales")).to_be_hidden()
    page.locator(".drawer__summary").click()
    page.locator("#choice-team-sales").click()
    expect(page.locator("#count")).to_have_text("1 posting")
    expect(page.locator("#choice-team-sales")).to_be_visible()
    page.get_by_role("link", name="Show 1 posting").click()
    expect(page.locator("#choice-team-sales")).to_be_hidden()
    expect(page.locator("#count")).to_be_in_viewport()


def test_nothing_is_wider_than_a_small_screen(open_browser: Callable[..., Page]) -> None:
    page = open_browser(**NARROW)
    unbroken = "Donaudampfschiffahrtselektrizitaetenhauptbetriebswerk"
    searches = ("/?q=nothing-at-all&team=gone", "/?sort=title", f"/?q={unbroken}", f'/?q=-"{unbroken}"')
    for address in ("/", *searches, "/help/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
