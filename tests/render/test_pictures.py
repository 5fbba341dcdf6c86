"""Pictures made at build time: charts to take away, share images, icons; the same bytes each time."""

import struct
from pathlib import Path

import pytest
from lxml import etree, html

from reportsite.problems import Problems
from reportsite.render.pictures import Drawing, draw
from reportsite.source.cache import Cache
from tests.support.checkout import ROOT
from tests.support.websites import DEMO, HOST, REAL, RELEASED, Website

FONTS = ROOT / ".cache" / "fonts"
ICON = (ROOT / "templates" / "site" / "assets" / "favicon.svg").read_text("utf-8")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100" width="400" height="100">'
    '<text x="0" y="60" font-size="40" font-family="serif">知识产权0.70√▲×○●</text></svg>'
)
EACH = pytest.mark.parametrize("website", [REAL, DEMO], ids=["real", "demo"])


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@EACH
def test_every_indicator_has_its_chart_as_svg_and_png(finished: Path, website: Website) -> None:
    for number in range(1, 21):
        chart = website.below(finished) / "charts" / f"{number:02}"
        width, height = size(chart.with_suffix(".png").read_bytes())
        assert width == 1600
        assert 1000 <= height <= 1800
        page = website.below(finished) / "indicators" / chart.name / "index.html"
        links = html.parse(page).xpath("//main//ul[@class='get']//a/@href")
        assert [str(link).rpartition(".")[2] for link in links] == ["csv", "png", "svg"]


@EACH
def test_a_chart_taken_away_says_what_it_is_and_needs_nothing_else(
    finished: Path, website: Website
) -> None:
    """No style and no script, which a strict policy would stop; title, source and day are in it."""
    for file in (website.below(finished) / "charts").glob("*.svg"):
        tree = etree.parse(file)
        assert not tree.xpath("//*[local-name()='style' or local-name()='script' or @style]")
        assert not tree.xpath("//@*[local-name()='href' or starts-with(name(), 'on')]")
        assert tree.xpath("/*/*[local-name()='title']/text()")
        text = "".join(tree.getroot().itertext())
        assert "来源：" in text
        assert "数据截至" in text
        assert ("演示数据" in text) is website.demo


def test_every_page_of_a_released_site_names_an_image_to_share_that_is_there(
    finished: Path,
) -> None:
    web, root = RELEASED.below(finished), HOST + RELEASED.base
    for page in web.rglob("*.html"):
        if page.name != "404.html":
            (image,) = html.parse(page).xpath("//meta[@property='og:image']/@content")
            assert str(image).startswith(root)
            assert size((web / str(image).removeprefix(root)).read_bytes()) == (1200, 630)


def test_no_page_names_an_address_while_the_site_has_none(finished: Path) -> None:
    for page in REAL.below(finished).rglob("*.html"):
        told = html.parse(page).xpath("//meta[@property='og:image' or @property='og:url']")
        assert told == [], page


def test_every_image_to_share_belongs_to_a_page(finished: Path) -> None:
    web = RELEASED.below(finished)
    images = {
        str(image).rpartition("/")[2]
        for page in web.rglob("*.html")
        for image in html.parse(page).xpath("//meta[@property='og:image']/@content")
    }
    assert images == {file.name for file in (web / "share").iterdir()}


def test_the_icon_is_there_for_old_browsers_and_home_screens(finished: Path) -> None:
    web = REAL.below(finished)
    icon = (web / "favicon.ico").read_bytes()
    kind, count = struct.unpack("<HH", icon[2:6])
    assert (kind, count) == (1, 3)
    for number, expected in enumerate((16, 32, 48)):
        length, at = struct.unpack("<II", icon[14 + 16 * number : 22 + 16 * number])
        assert size(icon[at : at + length]) == (expected, expected)
    assert size((web / "assets" / "touch-icon.png").read_bytes()) == (180, 180)


def drawn(cache: Path, fonts: Path = FONTS) -> tuple[dict[str, bytes], list[str]]:
    problems = Problems()
    drawings = [Drawing("charts/a.svg", SVG), Drawing("share/b.png", SVG)]
    made = draw(drawings, icon=ICON, fonts=fonts, cache=Cache(cache), problems=problems)
    return {file.path: file.data for file in made}, [str(p) for p in problems.sorted]


def test_what_was_drawn_before_is_taken_as_it_was(tmp_path: Path) -> None:
    first, _ = drawn(tmp_path)
    kept = {file: file.stat().st_ino for file in tmp_path.iterdir()}
    assert drawn(tmp_path)[0] == first
    assert {file: file.stat().st_ino for file in tmp_path.iterdir()} == kept


def test_a_cold_cache_draws_the_same_bytes(tmp_path: Path) -> None:
    assert drawn(tmp_path / "one") == drawn(tmp_path / "other")


def test_a_chart_is_drawn_for_print_and_an_image_to_share_for_the_screen(tmp_path: Path) -> None:
    made, _ = drawn(tmp_path)
    assert size(made["charts/a.png"]) == (800, 200)
    assert size(made["share/b.png"]) == (400, 100)
    assert "share/b.svg" not in made


def test_without_fonts_nothing_is_drawn_wrong_and_the_editor_is_told(tmp_path: Path) -> None:
    made, told = drawn(tmp_path, fonts=tmp_path / "none")
    assert made == {"charts/a.svg": SVG.encode()}
    (problem,) = told
    assert problem.startswith("Makefile:1:1: 警告 W714 字体不齐，缺NotoSerifCJK-Regular.ttc")
    assert problem.endswith("请运行 make，它会准备好字体。")
