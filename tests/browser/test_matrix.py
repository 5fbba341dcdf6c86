"""The matrix in a browser: whole with its heads in sight where there is room, a list where not."""

import pytest
from playwright.sync_api import Page

from reportsite.plan.model import Report

MARKED = """row => [...row.querySelectorAll('td')].filter(cell => cell.checkVisibility())
    .map(cell => getComputedStyle(cell, '::after').content.replaceAll('"', ''))"""


@pytest.mark.parametrize("width", [320, 768])
def test_a_narrow_screen_names_the_units_below_each_measure(
    page: Page, site_address: str, report: Report, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_address}matrix/index.html")
    rows = page.locator(".matrix tbody tr:not(.chapter)")
    for number, measure in enumerate(report.measures):
        named = [responsible.unit.name for responsible in measure.units]
        listed = rows.nth(number).evaluate(MARKED)
        assert [name for name in listed if name in named] == sorted(named, key=listed.index)


def test_the_heads_stay_in_sight_over_the_last_measure(page: Page, site_address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site_address}matrix/index.html")
    last = page.locator(".matrix tbody tr").last
    last.scroll_into_view_if_needed()
    head, row = page.locator(".matrix .unit-head").first.bounding_box(), last.bounding_box()
    assert head
    assert row
    assert head["y"] >= 0
    assert head["y"] + head["height"] <= row["y"]
