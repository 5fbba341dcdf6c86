"""One Chromium and one built site for all browser tests of a run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.website import CHROMIUM, built, served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a web root with the real site below its base path."""
    return built(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="session")
def site_address(web: Path) -> Iterator[str]:
    with served(web) as address:
        yield address


@pytest.fixture
def said() -> list[str]:
    """Return all that the page's console has said and all that could not be fetched."""
    return []


@pytest.fixture
def asked() -> list[str]:
    """Return the addresses of all that the page has fetched."""
    return []


@pytest.fixture
def page(chromium: Browser, said: list[str], asked: list[str]) -> Iterator[Page]:
    """Return a fresh page that is listened to."""
    context = chromium.new_context()
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"{request.failure}: {request.url}"))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
