"""Every page of the real site, and every kind and third page of the demo, in one look each.

All pages in all looks: `make test-pages`.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.looks import TOO_WIDE, USUAL, WIDTHS, Look, faults, rotated, take
from tests.browser.website import DEMO_KINDS, KINDS, addresses
from tests.support.checkout import ROOT
from tests.support.websites import DEMO, REAL

SHARES = 8  # parts in which the pages are looked at, side by side
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
STYLED = "getComputedStyle(document.querySelector('h1')).fontFamily"


def test_every_template_of_a_page_is_looked_at(finished: Path) -> None:
    templates = {path.stem for path in (ROOT / "templates" / "site").glob("*.html")}
    assert templates == KINDS.keys() | DEMO_KINDS.keys()
    for website, kinds in ((REAL, KINDS), (DEMO, DEMO_KINDS)):
        site = website.below(finished)
        assert [path for path in kinds.values() if not (site / path).is_file()] == []


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_accessible_and_silent_and_shows_where_the_keyboard_is(
    page: Page,
    finished: Path,
    host: str,
    kinds: dict[str, str],
    said: list[str],
    asked: list[str],
    share: int,
) -> None:
    """axe finds nothing, nothing scrolls sideways, nothing is asked of elsewhere, no complaint."""
    pages = {
        *addresses(REAL, finished, host),
        *addresses(DEMO, finished, host)[::3],
        *kinds.values(),
    }
    assert len(pages) >= 110
    mine = list(enumerate(sorted(pages)))[share::SHARES]
    found = [fault for number, url in mine for fault in faults(page, url, (rotated(number),))]
    assert found == []
    assert [address for address in asked if not address.startswith(host)] == []
    assert said == []


def test_a13_no_kind_of_page_scrolls_sideways_at_any_width(
    page: Page, kinds: dict[str, str]
) -> None:
    wide = []
    for kind, address in kinds.items():
        page.goto(address)
        for look in (Look(width, "light", text) for text in (100, 150) for width in WIDTHS):
            take(page, look)
            wide += [f"{kind} ({look})"] if page.evaluate(TOO_WIDE) else []
    assert wide == []


def test_no_kind_of_page_is_cut_off_in_print(page: Page, kinds: dict[str, str]) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    cut = {}
    for kind, address in kinds.items():
        page.goto(address)
        cut[kind] = page.evaluate(CUT_OFF) + ([TOO_WIDE] if page.evaluate(TOO_WIDE) else [])
    assert {kind: found for kind, found in cut.items() if found} == {}


def test_home_page_is_light(page: Page, site_address: str) -> None:
    """At most 150 kB in at most 12 requests."""
    sizes: list[int] = []
    page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
    page.goto(site_address, wait_until="networkidle")
    assert len(sizes) <= 12
    assert sum(sizes) <= 150_000


def test_every_kind_of_page_looks_the_same_from_a_folder(
    page: Page, finished: Path, site_address: str, said: list[str]
) -> None:
    page.goto(site_address)
    over_http = page.evaluate(STYLED)
    assert "Serif" in over_http
    served_only = {"404"}  # a server's page, whose links start at the site's base
    for kind in KINDS.keys() - served_only:
        page.goto((REAL.below(finished) / KINDS[kind]).as_uri())
        assert page.evaluate(STYLED) == over_http, kind
    assert said == []


def test_wrong_address_at_any_depth_shows_the_way_back(page: Page, site_address: str) -> None:
    answer = page.goto(f"{site_address}measures/99/x/y.html")
    assert answer
    assert answer.status == 404
    assert "Serif" in page.evaluate(STYLED)
    page.get_by_role("main").get_by_role("link", name="措施", exact=True).click()
    assert page.url == f"{site_address}measures/index.html"


def test_the_security_policy_is_enforced(page: Page, site_address: str, said: list[str]) -> None:
    page.goto(site_address)
    ran = page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            const style = document.createElement('style');
            style.textContent = 'h1 { display: none }';
            document.head.append(script, style);
            return [window.ran === true, getComputedStyle(document.querySelector('h1')).display];
        }"""
    )
    assert ran == [False, "block"]
    assert len([line for line in said if "Content Security Policy" in line]) == 2


def slip(page: Page, address: str, script: str) -> list[str]:
    """Spoil an open page and return what is found wrong with it."""
    page.route(address, lambda route: route.fulfill(body=route.fetch().text() + script))
    return list(faults(page, address, (USUAL,)))


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        ("<img src='assets/favicon.svg'>", "image-alt"),
        ("<a href='#main' class='demo'><b></b></a>", "link-name"),
        ("<pre>" + "宽" * 200 + "</pre>", "it scrolls sideways"),
        ("<p><a href='#main' tabindex='3'>先</a></p>", "tabindex"),
    ],
)
def test_a_slip_is_found(page: Page, site_address: str, spoilt: str, fault: str) -> None:
    assert fault in "\n".join(slip(page, f"{site_address}about/index.html", spoilt))
