"""axe finds nothing to complain about, light on a wide screen and dark on a small one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from postings.models import Posting
from tests.browser.postings import some_postings

LOOKS = (("light", {"width": 1280, "height": 900}), ("dark", {"width": 390, "height": 844}))


@pytest.fixture
def seller(transactional_db: None, index_folder: Path) -> Posting:
    return some_postings()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?team=sales&degree_unstated=1&degree=master&years_min=3&q=sell",
        "/?team=gone&q=nothing-at-all",
        "/?page=9&years_min=abc",
        "/?candidate_degree=bachelor&candidate_years=3&team_not=sales",
        "/table/?team_not=sales",
        "/values/team/?by=count&team_not=sales",
        "posting",
        "/help/",
    ],
)
def test_axe_finds_no_violation(open_browser: Callable[..., Page], seller: Posting, address: str) -> None:
    if address == "posting":
        address = f"{seller.get_absolute_url()}?q=sell"
    for scheme, viewport in LOOKS:
        page = open_browser(viewport=viewport, color_scheme=scheme)
        page.goto(address)
        folded = page.locator("details:not([open]) > summary:visible")
        while folded.count():  # opening one may show another
            folded.first.click()
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme} {viewport['width']}: {found.generate_report()}"
