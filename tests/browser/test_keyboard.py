"""Without a mouse: the skip link comes first, and one always sees where one is."""

import pytest
from playwright.sync_api import Page

from tests.browser.website import KINDS, SCHEMES

FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        tag: element.tagName,
        href: element.getAttribute('href'),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
        order: [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
            .indexOf(element),
    };
}"""
EVERY_KIND = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


@EVERY_KIND
def test_skip_link_comes_first_and_leads_to_the_text(
    page: Page, site_address: str, path: str
) -> None:
    page.goto(site_address + path)
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert (first["tag"], first["href"]) == ("A", "#main")
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@EVERY_KIND
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_stop_of_the_tab_key_is_seen_and_in_reading_order(
    page: Page, site_address: str, path: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(site_address + path)
    orders: list[int] = []
    while len(orders) < 40:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":  # past the last one
            break
        assert stop["ring"], stop
        assert stop["seen"], stop
        orders.append(stop["order"])
    assert orders == sorted(set(orders))
    assert len(orders) > 8
