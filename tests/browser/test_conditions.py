"""What every browser test relies on."""

import os
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect


def test_it_draws_a_page_with_its_styles_and_without_complaints(page: Page) -> None:
    page.goto("/admin/login/")

    header = page.locator("#header")
    expect(page).to_have_title("Log in | jobsite")
    expect(header).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_it_shows_what_the_test_has_stored(page: Page) -> None:
    User.objects.create_superuser("anna", password="a long enough secret")

    page.goto("/admin/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("a long enough secret")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("link", name="Postings", exact=True).first).to_be_visible()


def test_it_can_do_without_javascript(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)

    page.set_content("<noscript>plain</noscript>")

    expect(page.locator("body")).to_have_text("plain")


@pytest.mark.usefixtures("browser")
def test_only_this_folder_may_use_the_database_beside_an_event_loop() -> None:
    assert os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] == "1"
