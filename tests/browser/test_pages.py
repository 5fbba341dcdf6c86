"""Every kind of page, at every width, light and dark: readable, accessible, on its own."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.axe import violations
from tests.browser.website import BASE, DEMO_KINDS, KINDS, SCHEMES, WIDTHS, Scheme
from tests.checkout import ROOT

EVERY_KIND = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
SHARES = 4  # parts in which the other pages are looked at, side by side
A4: ViewportSize = {
    "width": 680,
    "height": 960,
}  # what a printer leaves of the sheet, at 96 dots per inch

# Elements that hold more than they show sideways: on paper nobody can scroll them.
CUT_OFF = """[...document.querySelectorAll('body *')].filter(element =>
    element.scrollWidth > element.clientWidth + 1
    && getComputedStyle(element).overflowX !== 'visible'
    && !element.matches('.vh, .skip')
).map(element => element.outerHTML.slice(0, 100))"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
STYLED = "getComputedStyle(document.querySelector('h1')).fontFamily"


def test_every_template_of_a_page_is_looked_at() -> None:
    templates = {path.stem for path in (ROOT / "templates" / "pages").glob("*.html")}
    assert templates == KINDS.keys() | DEMO_KINDS.keys()


@EVERY_KIND
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(page: Page, site_address: str, path: str, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(site_address + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], width


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_on_any_other_page(
    page: Page, web: Path, site_address: str, share: int
) -> None:
    root = web / BASE.strip("/")
    paths = {path.relative_to(root).as_posix() for path in root.rglob("*.html")}
    assert len(paths) >= 70
    for path in sorted(paths - set(KINDS.values()))[share::SHARES]:
        page.goto(site_address + path)
        assert violations(page) == [], path


@EVERY_KIND
def test_nothing_makes_the_page_scroll_sideways(page: Page, site_address: str, path: str) -> None:
    page.goto(site_address + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert not page.evaluate(TOO_WIDE), width


@EVERY_KIND
def test_page_fetches_nothing_from_elsewhere_and_complains_of_nothing(
    page: Page, site_address: str, said: list[str], asked: list[str], path: str
) -> None:
    page.goto(site_address + path, wait_until="networkidle")
    assert [address for address in asked if not address.startswith(site_address)] == []
    assert said == []


def test_home_page_is_light(page: Page, site_address: str) -> None:
    """At most 150 kB in at most 12 requests."""
    sizes: list[int] = []
    page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
    page.goto(site_address, wait_until="networkidle")
    assert len(sizes) <= 12
    assert sum(sizes) <= 150_000


@EVERY_KIND
def test_page_looks_the_same_from_a_folder(
    page: Page, web: Path, site_address: str, said: list[str], path: str
) -> None:
    page.goto(site_address + path, wait_until="networkidle")
    over_http = page.evaluate(STYLED)
    page.goto((web / BASE.strip("/") / path).as_uri())
    if path == KINDS["404"]:  # a server's page, whose links start at the site's base
        return
    assert page.evaluate(STYLED) == over_http
    assert "Serif" in over_http
    assert said == []


@EVERY_KIND
def test_nothing_is_cut_off_in_print(page: Page, site_address: str, path: str) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    page.goto(site_address + path)
    assert not page.evaluate(TOO_WIDE)
    assert page.evaluate(CUT_OFF) == []


def test_wrong_address_at_any_depth_shows_the_way_back(page: Page, site_address: str) -> None:
    answer = page.goto(f"{site_address}measures/99/x/y.html")
    assert answer
    assert answer.status == 404
    assert "Serif" in page.evaluate(STYLED)
    page.get_by_role("main").get_by_role("link", name="措施", exact=True).click()
    assert page.url == f"{site_address}measures/index.html"
