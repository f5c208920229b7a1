"""The search box suggests: by keyboard, by mouse, to a screen reader, and never an answer of before."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.postings import some_postings

ANYTHING = re.compile("")


@pytest.fixture(autouse=True)
def postings(transactional_db: None, index_folder: Path) -> None:
    some_postings()


def type_in(page: Page, words: str, address: str = "/") -> None:
    """Put the words into the box at once: each key may bring a list of its own, and this one is the last."""
    page.goto(address)
    page.locator("#q").fill(words)
    expect(page.locator("#suggestions")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"q={words.replace(' ', '[+]')}$"))  # it has been searched, too


def expect_active(page: Page, said: str) -> None:
    """What a screen reader says is active in the list."""
    option = page.locator("#suggestions [aria-selected=true]")
    expect(option).to_have_text(said, use_inner_text=True)
    identifier = option.get_attribute("id") or "none"
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", identifier)


def expect_none_active(page: Page) -> None:
    expect(page.locator("#suggestions [aria-selected=true]")).to_have_count(0)
    expect(page.locator("#q")).not_to_have_attribute("aria-activedescendant", ANYTHING)


def test_a_suggestion_is_chosen_with_the_keyboard_alone(page: Page) -> None:
    type_in(page, "sal", "/?degree=preferred_only")
    box = page.get_by_role("combobox", name="Search the postings")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-controls", "suggestions")
    expect(page.locator("#suggestions-said")).to_have_text("1 suggestion, up and down keys to choose")
    expect_none_active(page)
    page.keyboard.press("ArrowDown")
    expect_active(page, "Sales , team , 1 posting")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?team=sales&degree=preferred_only$"))
    expect(page.locator(".card")).to_have_count(1)
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#suggestions")).to_be_hidden()
    page.wait_for_timeout(500)  # longer than typing waits before it searches
    expect(page).to_have_url(re.compile(r"/\?team=sales&degree=preferred_only$"))


def test_the_keys_move_through_the_list_and_out_of_it(page: Page) -> None:
    type_in(page, "te")
    last = page.locator("#suggestions [role=option]").last.get_attribute("id") or "none"
    for key, expected in (
        ("ArrowDown", "suggestion-1"),
        ("ArrowDown", "suggestion-2"),
        ("ArrowUp", "suggestion-1"),
        ("ArrowUp", last),
        ("ArrowDown", "suggestion-1"),
        ("End", last),
        ("Home", "suggestion-1"),
    ):
        page.keyboard.press(key)
        expect(page.locator("#q"), key).to_have_attribute("aria-activedescendant", expected)
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("te")
    expect_none_active(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#suggestions")).to_be_hidden()


def test_enter_without_a_choice_searches_the_words(page: Page) -> None:
    type_in(page, "sell")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=sell$"))
    expect(page.locator("#suggestions")).to_be_hidden()


def test_a_suggestion_is_chosen_with_the_mouse(page: Page) -> None:
    type_in(page, "we chic")
    page.get_by_role("option", name=re.compile("^Chicago")).click()
    expect(page).to_have_url(re.compile(r"location=united-states%2Fil%2Fchicago&q=we$"))
    expect(page.locator("#q")).to_have_value("we")
    expect(page.locator("#count")).to_have_text("1 posting")


def test_an_answer_of_before_never_takes_the_place_of_a_later_one(page: Page) -> None:
    page.goto("/")
    late: list[Route] = []

    def hold(route: Route) -> None:
        if "q=te&" in f"{route.request.url}&":
            late.append(route)
        else:
            route.continue_()

    page.route("**/suggestions/**", hold)
    box = page.locator("#q")
    with page.expect_request(lambda request: "q=te&" in f"{request.url}&" and "suggestions" in request.url):
        box.fill("te")
    box.fill("sal")
    expect(page.get_by_role("option", name=re.compile("^Sales"))).to_be_visible()
    late[0].fulfill(status=200, body='<div role="option" id="suggestion-1">Too late</div>')
    page.wait_for_timeout(200)
    expect(page.get_by_text("Too late")).to_have_count(0)
    expect(page.get_by_role("option", name=re.compile("^Sales"))).to_be_visible()


def test_searches_of_before_are_suggested_and_forgotten(page: Page) -> None:
    page.goto("/")
    box = page.locator("#q")
    box.fill("seller")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"q=seller$"))
    page.goto("/?team=sales")
    box.click()
    expect(page.locator("#suggestions [role=option]")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect_active(page, "seller , searched before , 1 posting")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?team=sales&q=seller$"))
    box.fill("")
    box.click()
    page.get_by_role("option", name="Forget these searches").click()
    expect(page.locator("#suggestions")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('jobsite.searches')") == "[]"


def test_it_still_suggests_after_going_back(page: Page) -> None:
    page.goto("/")
    page.locator("#choice-degree-bachelor").click()
    expect(page.locator("#count")).to_have_text("12 postings")
    page.go_back()
    expect(page.locator("#count")).to_contain_text("14 postings")
    page.locator("#q").press_sequentially("sal")
    expect(page.get_by_role("option", name=re.compile("^Sales"))).to_be_visible()


def test_a_chip_that_is_removed_leaves_the_box_too(page: Page) -> None:
    page.goto("/?q=sell")
    page.get_by_role("link", name="Remove Search: sell").click()
    expect(page.locator("#count")).to_contain_text("14 postings")
    expect(page.locator("#q")).to_have_value("")


def test_without_javascript_the_box_is_a_plain_field(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto("/")
    expect(page.locator("#q")).not_to_have_attribute("role", ANYTHING)
    expect(page.locator("#suggestions")).to_be_attached()
    expect(page.locator("#suggestions")).to_be_hidden()


def test_axe_finds_no_violation_in_the_open_list(open_browser: Callable[..., Page]) -> None:
    for scheme, width in (("light", 1280), ("dark", 390)):
        page = open_browser(viewport={"width": width, "height": 844}, color_scheme=scheme)
        type_in(page, "te")
        page.keyboard.press("ArrowDown")
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
