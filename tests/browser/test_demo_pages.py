"""Pages that only reported figures and words bring about, looked at in the demo."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from reportsite.pipeline import Options, build
from reportsite.problems import Problems
from tests.browser.axe import violations
from tests.browser.website import BASE, DEMO_KINDS, SCHEMES, Scheme, served
from tests.checkout import ROOT


@pytest.fixture(scope="module")
def demo_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    web = tmp_path_factory.mktemp("demo")
    build(Options(ROOT, web / BASE.strip("/"), pdfs=False, demo=True), Problems())
    with served(web) as address:
        yield address


@pytest.mark.parametrize("path", DEMO_KINDS.values(), ids=DEMO_KINDS.keys())
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_with_figures_is_accessible_and_never_scrolls_sideways(
    page: Page, said: list[str], demo_address: str, path: str, scheme: Scheme
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(demo_address + path)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], width
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), width
    assert said == []
