"""Every page of the real site and the demo, light, dark and large, at every width: `make test-pages`."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.looks import EVERY, faults
from tests.browser.website import addresses
from tests.support.websites import DEMO, REAL

SHARES = 48


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_in_every_look(
    page: Page, finished: Path, host: str, said: list[str], asked: list[str], share: int
) -> None:
    pages = [*addresses(REAL, finished, host), *addresses(DEMO, finished, host)][share::SHARES]
    assert [fault for address in pages for fault in faults(page, address, EVERY)] == []
    assert [address for address in asked if not address.startswith(host)] == []
    assert said == []
