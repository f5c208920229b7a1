"""A real Chromium for the tests of this folder.

They carry the mark `browser`, and are skipped where there is no Chromium; with
REQUIRE_BROWSER=1 (as in CI) they fail there instead.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # it cannot be had as root
]
HERE = Path(__file__).parent
PATIENCE = 60_000  # ms for what a page must come to; nothing here is about how fast this machine is


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is in this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this folder."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        reason = f"no Chromium on this machine (looked for {', '.join(NAMES)})"
        pytest.fail(reason) if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip(reason)
    # Playwright keeps an event loop running in this thread; Django then refuses the database unless told that
    # nobody is confused. Both end with this folder's tests, before any other test runs.
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        expect.set_options(timeout=PATIENCE)
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_browser(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Opens a fresh browser on the site: `open_browser(java_script_enabled=False).goto("/")`.

    After the test, anything that a page complained about on its console fails it: a refused style or script
    (Content-Security-Policy), a missing file, an error in JavaScript.
    """
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.text} ({message.location.get('url')})")

    with ExitStack() as contexts:

        def opened(**options: object) -> Page:
            context = browser.new_context(base_url=live_server.url, **options)  # type: ignore[arg-type]
            contexts.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("console", listen)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            return page

        yield opened
    assert complaints == []


@pytest.fixture
def page(open_browser: Callable[..., Page]) -> Page:
    """A page of a desktop's size with JavaScript."""
    return open_browser(viewport={"width": 1280, "height": 900})
