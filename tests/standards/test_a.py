"""Rules of the web page, A1 to A16, that can be read off the files; others are in tests/browser."""

import colorsys
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from tests.standards.pages import Page
from tests.support.checkout import ROOT
from tests.support.websites import FILLED

SITE = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN = SITE | {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = COLUMN | {"ArticleTitle", "PubDate", "ContentSource"}
MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d"
COLUMN_TYPES = {"首页", "概况信息", "工作动态", "政策文件", "数据发布", "数据开放", "政策解读"}
FOOTER = (
    *("党政机关网站标识", "我为政府网站找错", "网站标识码", "主办单位", "联系电话", "联系地址"),
    *("ICP备案号", "公安机关备案号", "网站地图"),
)
HEAVIEST, MOST_REQUESTS = 500_000, 25
HEAVIEST_PACKED = {".css": 12_000, ".js": 10_000}


def test_a01_every_page_names_the_site(pages: list[Page]) -> None:
    assert {str(page): lacking for page in pages if (lacking := SITE - page.metas().keys())} == {}


def test_a01_no_name_is_empty_or_said_twice(pages: list[Page]) -> None:
    said = [(page, name, values) for page in pages for name, values in page.metas().items()]
    wrong = [one for one in said if len(one[2]) > 1 or one[2][0] in {"", "null", "undefined"}]
    assert [f"{page}: {name} {values}" for page, name, values in wrong] == []


def test_a02_every_page_names_its_column(pages: list[Page]) -> None:
    assert {str(page): lacking for page in pages if (lacking := COLUMN - page.metas().keys())} == {}
    kinds = {kind for page in pages for kind in page.metas()["ColumnType"]}
    assert kinds <= COLUMN_TYPES


def test_a03_every_article_says_its_title_its_time_and_its_source(released: list[Page]) -> None:
    articles = [page for page in released if not page.is_list]
    assert len(articles) >= 70
    for page in articles:
        metas = page.metas()
        assert metas.keys() >= ARTICLE, page
        assert metas["ArticleTitle"] == page.text("//h1"), page
        assert re.fullmatch(MOMENT, metas["PubDate"][0]), page
        assert metas["Url"] == page.tree.xpath("//link[@rel='canonical']/@href"), page


def test_a03_no_list_passes_for_an_article(released: list[Page]) -> None:
    assert [str(page) for page in released if page.is_list and "PubDate" in page.metas()] == []


def test_a04_the_style_sheet_has_three_hues_and_neutrals(site: Path) -> None:
    tokens = re.findall(
        r"--[\w-]+:\s*(#[0-9a-fA-F]{3,6})\b", (site / "assets/site.css").read_text()
    )
    hues = sorted(hue for token in tokens for hue in _hue(token))
    apart = [b - a for a, b in zip(hues, [*hues[1:], hues[0] + 360], strict=True)]
    assert sum(gap > 25 for gap in apart) <= 3


def _hue(token: str) -> Iterator[float]:
    """Yield a colour's hue in degrees, none for what the eye takes for grey, black or paper."""
    digits = token[1:] if len(token) == 7 else "".join(2 * digit for digit in token[1:])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation > 0.35 and 0.1 < lightness < 0.9:
        yield hue * 360


def test_a05_every_article_shows_its_time_and_its_source(released: list[Page]) -> None:
    for page in released:
        if not page.is_list:
            shown = " ".join(page.text("//main//*[contains(@class, 'stamp')]"))
            metas = page.metas()
            assert f"发布时间：{metas['PubDate'][0]}" in shown, page
            assert f"来源：{metas['ContentSource'][0]}" in shown, page


@pytest.mark.parametrize("part", ["//body/header", "//body/footer"])
def test_a06_head_and_foot_are_the_same_on_every_page(released: list[Page], part: str) -> None:
    first, *rest = released
    assert {str(page) for page in rest if _frame(page, part) != _frame(first, part)} == set()


def _frame(page: Page, part: str) -> list[tuple[str, str, str]]:
    """Return the elements of a part with their words and where they lead, not which is current."""
    (top,) = page.tree.xpath(part)
    elements = (element for element in top.iter() if isinstance(element.tag, str))
    return [(e.tag, (e.text or "").strip(), _target(page, e)) for e in elements]


def _target(page: Page, element: html.HtmlElement) -> str:
    target = element.get("href") or element.get("src") or element.get("action") or ""
    return (page.resolved(target) or target) if target else ""


def test_a06_every_page_has_a_head_a_middle_and_a_foot(pages: list[Page]) -> None:
    assert [
        str(page)
        for page in pages
        if [len(page.tree.xpath(f"//{tag}")) for tag in ("body/header", "main", "body/footer")]
        != [1, 1, 1]
    ] == []


def test_a07_the_foot_tells_who_runs_the_site(released: list[Page]) -> None:
    (foot,) = released[0].text("//body/footer")
    assert [name for name in FOOTER if name not in foot] == []
    values = [FILLED[name] for name in ("site_id_code", "icp", "police", "phone", "address")]
    assert [value for value in values if value not in foot] == []


def test_a07_the_badge_and_the_report_of_errors_are_links(released: list[Page]) -> None:
    linked = {link.get("href") for link, _ in released[0].links()}
    assert {FILLED["conac_url"], FILLED["report_error_url"]} <= linked
    assert "#" not in linked


def test_a08_every_page_but_the_first_says_where_it_stands(pages: list[Page]) -> None:
    placed = "//nav[@aria-label='当前位置']"
    here = [page for page in pages if page.path not in {"index.html", "404.html"}]
    assert [str(page) for page in here if not page.tree.xpath(placed)] == []


def test_a08_every_page_is_within_three_clicks(pages: list[Page]) -> None:
    """So none is an orphan either."""
    for base in {page.website.base for page in pages}:
        leads = {
            page.path: {path for _, path in page.links()}
            | {page.resolved(form) for form in page.tree.xpath("//form/@action")}
            for page in pages
            if page.website.base == base
        }
        reached = {"index.html"}
        for _ in range(3):
            reached |= {path for page in reached & leads.keys() for path in leads[page]}
        assert leads.keys() - reached - {"404.html"} == set(), base


def test_a09_no_address_leaves_the_base_path(pages: list[Page]) -> None:
    for page in pages:
        for target in page.tree.xpath("//@href | //@src | //@action | //@data | //@poster"):
            page.resolved(target)  # asserts it


def test_a10_no_list_is_empty_and_nothing_is_under_construction(pages: list[Page]) -> None:
    lists = [page for page in pages if page.is_list]
    assert [str(page) for page in lists if not page.tree.xpath("//main//a[@href]")] == []
    assert [str(page) for page in pages if "建设中" in page.tree.text_content()] == []


def test_a11_no_page_is_heavy(site: Path, pages: list[Page]) -> None:
    for page in pages:
        asked = {
            page.resolved(target)
            for target in page.tree.xpath("//link[@rel!='canonical']/@href | //@src")
        } - {""}
        loaded = [path for path in asked if not path.endswith(".xml")]
        size = sum((site / path).stat().st_size for path in loaded if (site / path).exists())
        assert len(html.tostring(page.tree)) + size <= HEAVIEST, page
        assert len(loaded) + 1 <= MOST_REQUESTS, page


def test_a11_the_sites_own_sheet_and_scripts_are_light(site: Path) -> None:
    """As a host sends them; the search's index comes with scripts of its own."""
    for ending, most in HEAVIEST_PACKED.items():
        files = sorted((site / "assets").glob(f"*{ending}"))
        packed = {file.name: len(gzip.compress(file.read_bytes())) for file in files}
        assert 0 < sum(packed.values()) <= most, packed


def test_a12_links_out_of_the_site_are_told(pages: list[Page]) -> None:
    for page in pages:
        for link, path in page.links():
            parts = urlsplit(link.get("href"))
            if not path and parts.scheme in {"http", "https"}:
                assert "noopener" in link.get("rel", ""), f"{page}: {link.get('href')}"
                if not parts.netloc.endswith(".gov.cn"):
                    assert "external" in link.get("rel", ""), f"{page}: {link.get('href')}"


def test_a14_nothing_pops_up_floats_or_plays(site: Path, pages: list[Page]) -> None:
    """Only who leaves for a site that is not the government's is asked (A12)."""
    moving = "//iframe | //*[@autoplay] | //marquee | //blink | //dialog[@open] | //audio | //video"
    assert [str(page) for page in pages if page.tree.xpath(moving)] == []
    scripts = "".join(path.read_text() for path in site.rglob("assets/*.js"))
    assert re.findall(r"\b(?:window\.open|alert|prompt)\(", scripts) == []


def test_a15_links_within_the_site_open_in_place(pages: list[Page]) -> None:
    for page in pages:
        for link, path in page.links():
            if link.get("target"):
                is_page = path.endswith(".html")
                assert not is_page, f"{page}: {link.get('href')}"
                told = link.text_content() + link.get("title", "")
                assert re.search("新窗口|外部网站|PDF", told), f"{page}: {link.get('href')}"


TOOLS = ("打印", "字号", "分享")


def test_a16_articles_have_their_tools(released: list[Page]) -> None:
    lacking = {
        str(page): [tool for tool in TOOLS if tool not in page.tree.text_content()]
        for page in released
        if not page.is_list
    }
    assert {page: tools for page, tools in lacking.items() if tools} == {}


def test_settings_of_the_release_are_those_of_the_office() -> None:
    """A setting that is a gap and that no value here fills would let a rule be held to nothing."""
    settings = (ROOT / "content" / "site.yml").read_text("utf-8")
    assert set(re.findall(r"(?m)^(\w+): 待填", settings)) == FILLED.keys() | {"base_url"}
