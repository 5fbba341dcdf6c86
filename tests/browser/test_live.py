"""`make serve` as an editor sees it: save, and look at the open page.

The page may reload at any moment, so all is asked in ways that ask again until it is so.
"""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.checkout import checkout, edit
from tests.support.preview import Served, kept, serving

MEASURE = "content/measures/09-market-operation.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout(tmp_path_factory.mktemp("live") / "copy")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder) as served:
        yield served


@pytest.fixture
def address(page: Page, folder: Path, served: Served) -> Iterator[str]:
    """Return the preview's address; what a test edits is as before when it is over.

    The page is left before that: a browser asked to close one that is reloading never answers.
    """
    with kept(folder, served):
        yield served.address
        page.goto("about:blank")


def summarise(folder: Path, summary: str) -> None:
    """Save the measure with another summary."""
    file = folder / MEASURE
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("(?m)^summary: .*", f"summary: {summary}", text), encoding="utf-8")


def test_saved_change_shows_in_the_open_page(page: Page, folder: Path, address: str) -> None:
    page.goto(f"{address}/measures/09/")
    for summary in ("扩大质押贷款规模。", "推动质押融资。"):
        summarise(folder, summary)
        expect(page.locator("main")).to_contain_text(summary)


def test_broken_save_shows_its_message_and_line_and_mending_heals(
    page: Page, folder: Path, address: str
) -> None:
    page.goto(f"{address}/measures/09/")
    edit(folder / MEASURE, "  - 市金融办", "  - 市金融辦")
    expect(page.get_by_role("heading", level=1)).to_have_text("有1个问题，网站没有更新")
    expect(page.locator("main")).to_contain_text("content/measures/09-market-operation.md:8:5")
    expect(page.locator("main")).to_contain_text("责任单位「市金融辦」不在 data/units.yml。")
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    edit(folder / MEASURE, "  - 市金融辦", "  - 市金融办")
    expect(page.get_by_role("heading", level=1)).to_have_text("推进知识产权市场化运营")


def test_last_of_five_saves_shows_each_made_while_the_page_reloads(
    page: Page, folder: Path, address: str, served: Served
) -> None:
    page.goto(f"{address}/measures/09/")
    for number in range(1, 6):
        summarise(folder, f"第{number}稿。")
        served.line_with("更新")
    expect(page.locator("main")).to_contain_text("第5稿。")
    expect(page.locator("main")).not_to_contain_text("第4稿。")


def test_changed_style_sheet_shows(page: Page, folder: Path, address: str) -> None:
    page.goto(f"{address}/")
    style = folder / "templates" / "site" / "assets" / "site.css"
    with style.open("a", encoding="utf-8") as file:
        file.write("body { background: rgb(1, 2, 3) !important }\n")
    expect(page.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")


def test_reload_works_under_the_sites_security_policy_and_in_silence(
    page: Page, folder: Path, address: str, said: list[str], asked: list[str]
) -> None:
    page.goto(f"{address}/measures/09/", wait_until="networkidle")
    policy = page.locator("meta[http-equiv='Content-Security-Policy']")
    expect(policy).to_have_attribute("content", re.compile("default-src 'none'"))
    summarise(folder, "扩大质押贷款规模。")
    expect(page.locator("main")).to_contain_text("扩大质押贷款规模。")
    page.wait_for_load_state("networkidle")
    assert said == []
    assert [url for url in asked if not url.startswith((address, "ws"))] == []


def test_reader_stays_where_they_were_on_the_page(page: Page, folder: Path, address: str) -> None:
    page.goto(f"{address}/plan/")
    page.wait_for_function("(scrollTo(0, 2000), scrollY === 2000)")
    edit(folder / "templates" / "site" / "parts" / "base.html", "跳到正文", "跳到这一页的正文")
    expect(page.locator(".skip")).to_have_text("跳到这一页的正文")
    page.wait_for_function("scrollY === 2000")


def test_page_left_open_over_a_restart_catches_up(page: Page, tmp_path: Path) -> None:
    folder = checkout(tmp_path / "copy")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with serving(folder, "--port", port) as served:
        page.goto(f"{served.address}/measures/09/")
    summarise(folder, "停机时改的。")
    with serving(folder, "--port", port):
        expect(page.locator("main")).to_contain_text("停机时改的。")


def test_preview_below_a_sub_path_reloads_too(page: Page, tmp_path: Path) -> None:
    folder = checkout(tmp_path / "copy")
    edit(folder / "content" / "site.yml", "base_path: / ", "base_path: /zt/zscq/ ")
    with serving(folder) as served:
        page.goto(f"{served.address}/zt/zscq/measures/09/")
        summarise(folder, "扩大质押贷款规模。")
        expect(page.locator("main")).to_contain_text("扩大质押贷款规模。")
