"""Without a mouse: the skip link comes first, and one always sees where one is."""

import pytest
from playwright.sync_api import Page

from tests.browser.website import KINDS

STOPS = 30  # past masthead and menu, well into the text
FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        html: element.outerHTML.slice(0, 100),
        order: [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
            .indexOf(element),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    };
}"""


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_the_tab_key_goes_from_the_skip_link_through_the_page_in_reading_order(
    page: Page, site_address: str, path: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(site_address + path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a[href=\"#main\"]')")
    stops = [page.evaluate(FOCUSED)]
    while len(stops) < STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["order"] < 0:  # past the last one
            break
        stops.append(stop)
    assert len(stops) > 8
    assert [stop for stop in stops if not stop["ring"] or not stop["seen"]] == []
    orders = [stop["order"] for stop in stops]
    assert orders == sorted(set(orders))


def test_skip_link_leads_to_the_text(page: Page, site_address: str) -> None:
    page.goto(site_address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_is_seen_in_the_dark_too(page: Page, site_address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site_address)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["ring"]
