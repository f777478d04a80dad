"""One served dashboard and one chromium for all; every page is watched for errors and outside requests."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.serving import ROOT, serving

PATIENCE = 20_000  # milliseconds: the machine of the tests may be busy with others
CHROMIUM = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serving(ROOT / "app.py") as server:
        yield server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
        yield chromium
        chromium.close()


@contextmanager
def watched(browser: Browser, base: str, *, quiet: bool = True, **options) -> Iterator[Page]:
    """Yield a page of its own visitor; on leaving, check that it logged no error and nothing left the machine."""
    options = {"viewport": {"width": 1440, "height": 1000}} | options
    context = browser.new_context(base_url=base, **options)
    context.set_default_timeout(PATIENCE)
    page, errors, outside = context.new_page(), [], []
    page.on("console", lambda message: errors.append(message.text) if _is_error(message) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    context.on("request", lambda request: None if _local(request.url) else outside.append(request.url))
    yield page
    context.close()
    assert bool(errors) is not quiet, f"errors in the browser's console: {errors}"
    assert not outside, f"requests that leave the machine: {outside}"


def _is_error(message: ConsoleMessage) -> bool:
    """Tell whether a message is an error of ours.

    Opened at a sub-page, Streamlit's own front end first asks for its server below that page, and is told 404.
    """
    return message.type == "error" and not re.search(r"/\w+/_stcore/[\w-]+$", message.location["url"])


def _local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob") or parts.hostname == "localhost"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with watched(browser, address) as found:
        yield found


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with watched(browser, address, viewport={"width": 390, "height": 844}, has_touch=True) as found:
        yield found
