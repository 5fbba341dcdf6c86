"""Search as a reader uses it: what must come first, what is told, and what works without it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.websites import DEMO, REAL

# What is asked for, and the pages that come first. Parts of words, quotes, several words, figures.
FIRST = {
    "地理标志": ["indicators/03", "indicators/17", "indicators/15", "indicators/16"],
    "质押融资": ["indicators/06", "measures/09"],
    "“质押融资”": ["indicators/06", "measures/09"],
    '"质押融资"': ["indicators/06", "measures/09"],
    "融资": ["indicators/06", "measures/09"],
    "知识产权质押贷款": ["measures/09"],
    "五原向日葵": ["measures/10"],
    "“五原向日葵”国家地理标志": ["measures/10"],
    "向日葵": ["measures/12"],
    "市农牧局": ["units/nongmu"],
    "农牧局": ["units/nongmu"],
    "巴彦淖尔市农牧局": ["units/nongmu"],
    "市监局": ["units/shichang-jianguan"],
    "市场监督管理局": ["units/shichang-jianguan"],
    "金融办": ["units/jinrongban", "indicators/06"],
    "乌拉特海关": ["units/wulate-haiguan", "measures/04"],
    "海关": ["units/wulate-haiguan", "measures/04"],
    "法院": ["units/zhongji-fayuan"],
    "临河区": ["units/linhe"],
    "五原县": ["units/wuyuan"],
    "维权 援助": ["indicators/08", "measures/05"],
    "快速维权": ["measures/04", "plan"],
    "商标": ["indicators/02", "indicators/14"],
    "高价值发明专利": ["indicators/01"],
    "0.78": ["indicators/01"],
    "1000件": ["indicators/04"],
    "版权": ["indicators/04", "units/banquan"],
    "信用监管": ["measures/06"],
    "人才": ["measures/15"],
    "国际合作": ["measures/17"],
    "组织保障": ["assurance"],
    "评定方法": ["method"],
    "更正": ["corrections"],
    "序时进度": ["method"],
    "2021—2035年": ["plan"],
    "2024年上半年": ["bulletins/2024-01"],
}


@pytest.fixture
def search(page: Page, demo_address: str) -> Page:
    """Return the search page, ready to be asked."""
    page.goto(f"{demo_address}search/index.html")
    expect(page.locator("#search form")).to_be_visible()
    return page


def ask(page: Page, query: str) -> list[str]:
    """Type a query and return the pages found, in order, once the outcome is told."""
    page.fill("#query", query)
    page.press("#query", "Enter")
    expect(page.locator("#outcome")).to_have_attribute("data-done", query)
    paths: list[str] = page.locator("#results h2 a").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    return [path.removeprefix(DEMO.base).removesuffix("/index.html") for path in paths]


def test_what_must_come_first_comes_first(search: Page, said: list[str], asked: list[str]) -> None:
    """Thirty-six queries in one open page, under the security policy, with nothing from elsewhere."""
    address = search.url.partition("search/")[0]
    wrong = {
        query: found[: len(first)]
        for query, first in FIRST.items()
        if sorted((found := ask(search, query))[: len(first)]) != sorted(first)
        or found[0] != first[0]
    }
    assert wrong == {}
    assert said == []
    assert [url for url in asked if not url.startswith(address)] == []


def test_what_is_told_and_marked_and_kept_in_the_address(search: Page) -> None:
    ask(search, "质押 融资")
    outcome = search.locator("#outcome")
    expect(outcome).to_contain_text("找到")
    expect(outcome).to_have_attribute("role", "status")
    assert set(search.locator("#results mark").all_inner_texts()) == {"质押", "融资"}
    assert "?q=" in search.url
    search.reload()
    expect(search.locator("#query")).to_have_value("质押 融资")
    expect(outcome).to_contain_text("找到")


def test_what_is_not_there_is_said_and_the_list_is_shown(search: Page) -> None:
    assert ask(search, "西红柿炒鸡蛋") == []
    expect(search.locator("#outcome")).to_contain_text("没有找到“西红柿炒鸡蛋”")
    expect(search.locator("#listing")).to_be_visible()


def test_facets_narrow_down_with_their_counts_by_keyboard_alone(search: Page) -> None:
    everything = ask(search, "地理标志")
    kinds = search.locator("#facets details").first
    box = kinds.locator("input[value=指标]")
    count = int(kinds.get_by_text("指标（").inner_text().partition("（")[2].rstrip("）"))
    box.focus()
    search.keyboard.press("Space")
    expect(search.locator("#outcome")).to_have_text(f"找到{count}条")
    expect(search.locator("#results li")).to_have_count(min(count, 10))
    assert count < len(everything) or len(everything) == 10
    assert "%E7%B1%BB%E5%9E%8B=" in search.url  # 类型
    search.keyboard.press("Space")
    expect(search.locator("#outcome")).not_to_have_text(f"找到{count}条")


def test_an_update_is_found_on_its_own_and_opened_at_its_place(search: Page) -> None:
    ask(search, "银行")
    search.locator("#facets input[value=进展]").check()
    expect(search.locator("#outcome")).to_have_text("找到1条")
    found = search.locator("#results li")
    expect(found).to_contain_text("措施九")
    expect(found).to_contain_text("2024年上半年")
    found.locator("a").click()
    place = search.locator("#period-2024-H1-m09")
    expect(place).to_contain_text("银行")
    expect(place).to_be_in_viewport()


def test_more_results_keep_the_keyboards_place(search: Page) -> None:
    ask(search, "知识产权")
    expect(search.locator("#results li")).to_have_count(10)
    search.locator("#more").focus()
    search.keyboard.press("Enter")
    expect(search.locator("#results li").nth(10).locator("a")).to_be_focused()


def test_field_of_any_page_asks_the_search_page(page: Page, demo_address: str) -> None:
    page.goto(f"{demo_address}measures/09/index.html")
    page.fill("#find", "农牧局")
    page.keyboard.press("Enter")
    expect(page.locator("#results li").first).to_contain_text("市农牧局")


def test_search_page_says_why_it_cannot_from_a_folder(page: Page, finished: Path) -> None:
    page.goto((REAL.below(finished) / "search/index.html").as_uri())
    expect(page.locator("#outcome")).to_contain_text("从文件夹里打开")
    expect(page.locator("#listing")).to_be_visible()
