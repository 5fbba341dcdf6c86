"""One Chromium and the finished sites for all browser tests of a run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.website import DEMO_KINDS, KINDS, chromium, opened, served
from tests.support.websites import DEMO, REAL


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def host(finished: Path) -> Iterator[str]:
    with served(finished) as address:
        yield address


@pytest.fixture(scope="session")
def site_address(host: str) -> str:
    """Return the real site's address with its final slash."""
    return host + REAL.base


@pytest.fixture(scope="session")
def demo_address(host: str) -> str:
    return host + DEMO.base


@pytest.fixture(scope="session")
def kinds(site_address: str, demo_address: str) -> dict[str, str]:
    """Return one address of every kind of page, and of those that figures bring about."""
    real = {kind: site_address + path for kind, path in KINDS.items()}
    return real | {f"demo {kind}": demo_address + path for kind, path in DEMO_KINDS.items()}


@pytest.fixture
def said() -> list[str]:
    """Return all that the page's console has said and all that could not be fetched."""
    return []


@pytest.fixture
def asked() -> list[str]:
    """Return the addresses of all that the page has fetched."""
    return []


@pytest.fixture
def page(browser: Browser, said: list[str], asked: list[str]) -> Iterator[Page]:
    """Return a fresh page that is listened to."""
    with opened(browser) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfailed", lambda request: said.extend(_failure(request)))
        page.on("request", lambda request: asked.append(request.url))
        yield page


def _failure(request: Request) -> Iterator[str]:
    """Yield what could not be fetched; what the next page cut short is no failure."""
    if request.failure != "net::ERR_ABORTED":
        yield f"{request.failure}: {request.url}"
