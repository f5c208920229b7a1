"""Reading one posting: notes and words light up together."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from postings.models import Posting
from tests.browser.postings import ASKS, PREFERS, some_postings


@pytest.fixture
def seller(transactional_db: None, index_folder: Path) -> Posting:
    return some_postings()


def test_a_note_leads_to_its_words_and_the_number_there_leads_back(page: Page, seller: Posting) -> None:
    page.goto(seller.get_absolute_url())
    page.locator(".note", has_text="5+ years").locator("a").click()
    words = page.locator(".text__body mark", has_text=ASKS)
    expect(words).to_be_in_viewport()
    expect(words).to_have_css("outline-style", "solid")
    page.locator(".reference a").first.click()
    expect(page.locator(".note:target")).to_contain_text("5+ years of experience")


def test_a_note_and_its_words_light_up_together(page: Page, seller: Posting) -> None:
    page.goto(seller.get_absolute_url())
    words, others = (page.locator(".text__body mark", has_text=exact) for exact in (ASKS, PREFERS))
    page.locator(".note", has_text="5+ years").hover()
    expect(words).to_have_class(re.compile("is-lit"))
    expect(others).not_to_have_class(re.compile("is-lit"))
    others.hover()
    expect(page.locator(".note", has_text="Master's")).to_have_class(re.compile("is-lit"))
    expect(words).not_to_have_class(re.compile("is-lit"))


def test_required_and_preferred_differ_in_more_than_colour(page: Page, seller: Posting) -> None:
    page.goto(seller.get_absolute_url())
    for standing, line in (("required", "solid"), ("preferred", "dashed")):
        marked = page.locator(f".text__body .evidence--{standing}")
        expect(marked).to_have_css("border-bottom-style", line)


def test_a_long_title_wraps_on_a_small_screen(open_browser: Callable[..., Page], seller: Posting) -> None:
    page = open_browser(viewport={"width": 390, "height": 844})
    long = Posting.objects.get(title__startswith="Principal")
    for address in (long.get_absolute_url(), seller.get_absolute_url()):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_api_explains_itself_without_help_from_elsewhere(page: Page, live_server: object) -> None:
    page.goto("/api/docs/")
    page.get_by_text("Search the postings").first.click()
    expect(page.get_by_text("degree_unstated").first).to_be_visible()
