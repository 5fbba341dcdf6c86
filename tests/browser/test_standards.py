"""Rules of docs/standards.md that only a browser can read off a page, each by its name."""

import pytest
from playwright.sync_api import Page

from tests.browser.looks import TOO_WIDE, Look, take
from tests.browser.website import KINDS

LEAST_TARGET = 44
# What stands by itself to be pressed and is not high enough; a link within a text is as high as it.
LOW = """least => [...document.querySelectorAll('a[href], button, summary, input, select, label')]
    .filter(one => one.checkVisibility() && !one.matches('.vh, .skip') && !one.closest('label:not(:scope) label'))
    .filter(one => !(one.matches('input') && one.closest('label')))
    .filter(one => getComputedStyle(one).display !== 'inline')
    .filter(one => one.getBoundingClientRect().height < least - .5)
    .map(one => one.outerHTML.slice(0, 100))"""
HIDDEN = """[...document.querySelectorAll('main a[href], header a[href], footer a[href]')]
    .filter(one => !one.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && !one.closest('details, [hidden]'))
    .map(one => one.outerHTML.slice(0, 100))"""
SIZES = """() => Object.fromEntries(['h1', 'h2', 'h3', 'main p:not([class])', 'main table'].flatMap(of => {
    const one = document.querySelector(of);
    if (!one) return [];
    const style = getComputedStyle(one);
    return [[of, [style.fontFamily, style.fontSize, style.lineHeight].join(' ')]];
}))"""
OF_A_KIND = {
    "measure": [f"measures/{number:02}/index.html" for number in (1, 9, 17)],
    "indicator": [f"indicators/{number:02}/index.html" for number in (1, 6, 17)],
    "unit": [f"units/{unit}/index.html" for unit in ("keji", "nongmu", "lianxi-huiyi")],
}


@pytest.mark.parametrize("kind", OF_A_KIND)
def test_a04_pages_of_a_kind_have_the_same_sizes(page: Page, demo_address: str, kind: str) -> None:
    found: dict[str, set[str]] = {}
    for path in OF_A_KIND[kind]:
        page.goto(demo_address + path)
        for of, size in page.evaluate(SIZES).items():
            found.setdefault(of, set()).add(size)
    assert {of: sizes for of, sizes in found.items() if len(sizes) > 1} == {}


def test_a12_no_link_is_hidden(page: Page, kinds: dict[str, str]) -> None:
    hidden = {}
    for kind, address in kinds.items():
        page.goto(address)
        hidden[kind] = page.evaluate(HIDDEN)
    assert {kind: links for kind, links in hidden.items() if links} == {}


def test_b01_twice_the_size_loses_nothing(page: Page, kinds: dict[str, str]) -> None:
    """At 200 % a window of 1280 px has 640 px to lay a page out in."""
    for kind, address in kinds.items():
        page.goto(address)
        take(page, Look(640, "light", 100))
        assert not page.evaluate(TOO_WIDE), kind


def test_b01_the_reader_has_three_sizes_and_they_are_remembered(
    page: Page, site_address: str
) -> None:
    page.goto(site_address + KINDS["measure"])
    sizes = []
    for name in ("标准", "大字", "特大"):
        page.get_by_label(name, exact=True).check()
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    assert [round(size / sizes[0], 2) for size in sizes] == [1, 1.25, 1.5]
    page.goto(site_address + KINDS["plan"])
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == sizes[2]


def test_b02_the_mode_for_the_elderly_is_large_and_wide(page: Page, site_address: str) -> None:
    """At least 24 px, lines 1.8 times as high, paragraphs 1.3 lines apart; buttons of 60 px."""
    page.goto(site_address + KINDS["plan"])
    page.get_by_label("长者模式", exact=True).check()
    size, line, gap = page.evaluate(
        """() => {
            const style = getComputedStyle(document.querySelector('main section > p:not([class])'));
            return ['fontSize', 'lineHeight', 'marginBottom'].map(name => parseFloat(style[name]));
        }"""
    )
    assert size >= 24
    assert round(line / size, 2) >= 1.8
    assert round(gap / line, 2) >= 1.3
    assert (
        page.evaluate(
            LOW.replace(
                "'a[href], button, summary, input, select, label'", "'button, header nav a'"
            ),
            60,
        )
        == []
    )


def test_b09_what_is_pressed_is_high_enough(page: Page, kinds: dict[str, str]) -> None:
    low = {}
    page.set_viewport_size({"width": 375, "height": 800})
    for kind, address in kinds.items():
        page.goto(address)
        low[kind] = page.evaluate(LOW, LEAST_TARGET)
    assert {kind: targets for kind, targets in low.items() if targets} == {}


def test_b04_what_is_come_to_by_keyboard_is_not_under_what_sticks(
    page: Page, demo_address: str
) -> None:
    """The banner of the demo stays at the top of the window."""
    page.goto(demo_address + KINDS["method"])
    page.keyboard.press("Tab")
    covered = page.evaluate(
        """() => {
            const banner = document.querySelector('aside.demo').getBoundingClientRect();
            return [...document.querySelectorAll('main a[href]')].reverse().filter(link => {
                link.focus();
                return link.getBoundingClientRect().top < banner.bottom - 1;
            }).map(link => link.outerHTML.slice(0, 100));
        }"""
    )
    assert covered == []
