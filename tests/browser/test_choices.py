"""What a reader changes (sizes, elder mode, colours, filters, order), with scripts and without."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import TOO_WIDE
from tests.browser.website import opened
from tests.support.websites import REAL, RELEASED

SIZE = "parseFloat(getComputedStyle(document.body).fontSize)"
LEADING = "parseFloat(getComputedStyle(document.body).lineHeight)"
PAPER = "getComputedStyle(document.body).backgroundColor"
# What the pointer or a finger is meant to hit, links inside sentences apart, that is smaller.
SMALL = """least => [...document.querySelectorAll(
    'button, select, summary, input:not([type=checkbox], [type=radio]), label, .top li a, .brand'
)].filter(target => target.checkVisibility() && !target.matches('.vh')
    && target.getBoundingClientRect().height < least - 0.5
).map(target => target.outerHTML.slice(0, 80))"""


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Return a page whose scripts do not run."""
    with opened(browser, scripts=False) as page:
        yield page


def test_sizes_and_elder_mode_are_remembered_from_page_to_page(
    page: Page, site_address: str
) -> None:
    """Standards B1, B2: 100, 125 and 150 %; in elder mode at least 24 px with 1.8 lines."""
    page.goto(site_address)
    usual = page.evaluate(SIZE)
    for name, factor in (("大字", 1.25), ("特大", 1.5)):
        page.get_by_label(name).check()
        assert page.evaluate(SIZE) == pytest.approx(usual * factor)
    page.goto(f"{site_address}measures/09/index.html")
    assert page.evaluate(SIZE) == pytest.approx(usual * 1.5)
    expect(page.get_by_label("特大")).to_be_checked()
    page.get_by_label("标准", exact=True).check()
    page.get_by_label("长者模式").check()
    page.goto(f"{site_address}indicators/06/index.html")
    assert page.evaluate(SIZE) >= 24
    assert page.evaluate(LEADING) >= 1.8 * page.evaluate(SIZE)
    assert "pointer.svg" in page.evaluate("getComputedStyle(document.body).cursor")


def test_sizes_and_elder_mode_work_on_the_page_without_a_script(
    plain: Page, site_address: str
) -> None:
    plain.goto(f"{site_address}measures/09/index.html")
    text = plain.locator("main p").first
    usual = text.bounding_box()
    plain.get_by_label("特大").check()
    large = text.bounding_box()
    plain.get_by_label("长者模式").check()
    assert usual
    assert large
    assert large["height"] > usual["height"]
    expect(plain.locator("html")).to_have_css("font-size", "27px")


def test_targets_are_large_and_larger_in_elder_mode(page: Page, site_address: str) -> None:
    """Standard B9: 44 px, and 60 px for what elders use most."""
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{site_address}measures/index.html")
        assert page.evaluate(SMALL, 44) == []
        page.get_by_label("长者模式").check()
        assert page.evaluate(SMALL, 60) == []
        assert not page.evaluate(TOO_WIDE)
        page.get_by_label("长者模式").uncheck()


def test_dark_and_light_can_be_chosen_against_the_system(page: Page, site_address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site_address)
    light = page.evaluate(PAPER)
    page.get_by_label("深色").check()
    dark = page.evaluate(PAPER)
    assert dark != light
    page.goto(f"{site_address}plan/index.html")
    assert page.evaluate(PAPER) == dark
    page.get_by_label("自动").check()
    assert page.evaluate(PAPER) == light


def test_filters_narrow_the_measures_down_without_a_script(plain: Page, demo_address: str) -> None:
    plain.goto(f"{demo_address}measures/index.html")
    measures = plain.locator("[data-is]:visible")
    expect(measures).to_have_count(17)
    option = plain.locator("#by-unit option", has_text="市农牧局")
    count = int((option.text_content() or "").partition("（")[2].rstrip("）"))
    plain.select_option("#by-unit", "unit-nongmu")
    expect(measures).to_have_count(count)
    plain.select_option("#by-unit", "unit-wulate-haiguan")
    plain.select_option("#by-chapter", "chapter-3")
    expect(measures).to_have_count(0)
    plain.get_by_role("button", name="清除条件").click()
    expect(measures).to_have_count(17)


def test_filters_tell_how_much_is_left(page: Page, demo_address: str) -> None:
    page.goto(f"{demo_address}measures/index.html")
    page.select_option("#by-unit", "unit-wulate-haiguan")
    expect(page.locator("#told")).to_have_text("现在列出1项")
    page.select_option("#by-chapter", "chapter-3")
    expect(page.locator("#told")).to_have_text("没有符合条件的")


def test_indicators_are_sorted_by_keyboard_and_say_so(page: Page, demo_address: str) -> None:
    page.goto(f"{demo_address}indicators/index.html")
    head = page.locator("table.sortable th", has_text=re.compile("^2025$"))
    button = head.get_by_role("button")
    for order, direction in ((False, "ascending"), (True, "descending")):
        button.focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", direction)
        texts = page.locator("table.sortable td[data-label='2025']").all_inner_texts()
        figures = [float(text) for text in texts if text != "—"]
        assert len(figures) > 10
        assert figures == sorted(figures, reverse=order)


def test_address_of_a_released_article_is_a_square_for_the_phone(page: Page, host: str) -> None:
    page.goto(f"{host}{RELEASED.base}measures/09/index.html")
    page.get_by_text("分享", exact=True).click()
    expect(page.locator(".qr title")).to_have_text("本页网址的二维码")
    expect(page.locator(".qr")).to_be_visible()


def test_everything_is_readable_without_a_script(plain: Page, site_address: str) -> None:
    plain.goto(f"{site_address}search/index.html")
    expect(plain.locator("#listing")).to_contain_text("推进知识产权市场化运营")
    expect(plain.locator("#outcome")).to_contain_text("搜索要用到脚本")
    expect(plain.locator("button[data-do]:visible")).to_have_count(0)


def test_choices_hold_in_a_folder_too(page: Page, finished: Path, said: list[str]) -> None:
    page.goto((REAL.below(finished) / "measures/09/index.html").as_uri())
    usual = page.evaluate(SIZE)
    page.get_by_label("大字").check()
    assert page.evaluate(SIZE) == pytest.approx(usual * 1.25)
    assert said == []
