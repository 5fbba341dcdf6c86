"""Editors' Markdown becomes safe HTML, Chinese stays Chinese, and links lead somewhere."""

import re
from collections.abc import Iterator

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from reportsite.problems import Place, Problems
from reportsite.source.calls import Function, Insert
from reportsite.source.markdown import Context, prose, slugify

PATH = "content/pages/about.md"
PAGES = {
    "content/measures/07-creation.md": "measures/07/index.html",
    "content/pages/about.md": "about/index.html",
    "/measures/": "measures/index.html",
    "/measures/07/": "measures/07/index.html",
    "/": "index.html",
}
FUNCTIONS = {"表": Function(lambda: Insert("table")), "数": Function(lambda: "0.70")}
CONTEXT = Context(PAGES, FUNCTIONS, ("/units/",))


def html(text: str) -> str:
    """Return the HTML of one block of right Markdown."""
    problems = Problems()
    blocks = prose(text, Place(PATH), CONTEXT, problems)
    assert problems.found == []
    (block,) = blocks
    assert isinstance(block, Markup)
    return str(block)


def told(text: str) -> list[str]:
    problems = Problems()
    prose(text, Place(PATH, 10), CONTEXT, problems)
    return [str(problem).removeprefix(f"{PATH}:") for problem in problems.sorted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("汉字\n汉字", "<p>汉字汉字</p>"),
        ("汉字，\n汉字 \n（汉字）", "<p>汉字，汉字（汉字）</p>"),
        ("到\n2025年", "<p>到2025年</p>"),
        ("0.70\n件", "<p>0.70件</p>"),
        ("汉字**粗**\n汉字", "<p>汉字<strong>粗</strong>汉字</p>"),
        ("汉字\n**粗**", "<p>汉字<strong>粗</strong></p>"),
        ("see\nthe plan", "<p>see\nthe plan</p>"),
        ("汉字  \n汉字", "<p>汉字<br>\n汉字</p>"),
        ("　　汉字\n　　汉字", "<p>汉字汉字</p>"),
    ],
)
def test_a_line_break_between_chinese_words_leaves_no_space(text: str, expected: str) -> None:
    problems = Problems()
    assert prose(text, Place(PATH), CONTEXT, problems) == (Markup(expected),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 进展\n", '<h2 id="进展">进展</h2>'),
        ("## 一、印发情况", '<h2 id="一-印发情况">一、印发情况</h2>'),
        ("## 2023年", '<h2 id="2023年">2023年</h2>'),
        ("## Natures", '<h2 id="s-natures">Natures</h2>'),
        ("## ——", '<h2 id="s-">——</h2>'),
    ],
)
def test_a_heading_has_an_id_that_reads_and_meets_no_template_s(text: str, expected: str) -> None:
    assert html(text) == expected


def test_equal_headings_have_different_ids() -> None:
    ids = re.findall('id="([^"]+)"', html("## 进展\n\n## 进展\n\n## 进展"))
    assert len(set(ids)) == 3


@given(st.text())
def test_a_slug_is_one_word_and_never_a_template_s_id(heading: str) -> None:
    slug = slugify(heading)
    assert re.fullmatch(r"[\w-]+", slug)
    assert slug.startswith("s-") or not slug.isascii()


def test_a_page_s_own_heading_level_is_not_given_away() -> None:
    problems = Problems()
    (block,) = prose("# 标题", Place(PATH), CONTEXT, problems)
    assert block == Markup('<h2 id="标题">标题</h2>')
    assert [problem.code.name for problem in problems.found] == ["W512"]


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("/measures/07/", "site:measures/07/index.html"),
        ("/measures/07/#进展", "site:measures/07/index.html#进展"),
        ("../measures/07-creation.md", "site:measures/07/index.html"),
        ("about.md", "site:about/index.html"),
        ("<../measures/07-creation.md>", "site:measures/07/index.html"),
        ("/", "site:index.html"),
        ("https://www.example.cn/a?b=1&c=2", "https://www.example.cn/a?b=1&amp;c=2"),
        ("mailto:a@example.cn", "mailto:a@example.cn"),
        ("tel:0478-0000000", "tel:0478-0000000"),
        ("#natures", "#natures"),
    ],
)
def test_a_link_leads_to_its_page_or_out(target: str, href: str) -> None:
    assert html(f"见[此处]({target})。") == f'<p>见<a href="{href}">此处</a>。</p>'
    assert html(f'见[此处][1]。\n\n[1]: {target} "说明"') == (
        f'<p>见<a href="{href}" title="说明">此处</a>。</p>'
    )


def test_a_link_to_a_heading_of_the_same_page_is_checked() -> None:
    assert 'href="#地点"' in html("## 地点\n\n见[上](#地点)。")
    assert told("## 地点\n\n见[上](#地址)。") == [
        "12:6: 错误 E501 链接「#地址」指向的小标题本页没有。请照小标题的原文写，标点写成减号。"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("见[一](/measure/)。", ["10:6: 错误 E501 链接「/measure/」指向的页面不存在。是不是「/measures/」？"]),
        ("见[一](/measures/07)", ["10:6: 错误 E501 链接「/measures/07」指向的页面不存在。是不是「/measures/07/」？"]),
        ("见\n[一](08-x.md \"题\")", ["11:5: 错误 E501 链接「08-x.md」指向的页面不存在。"]),
        ("见[一](/x/)，[二](/x/)。", ["10:6: 错误 E501", "10:15: 错误 E501"]),
        ("见[一][1]\n\n[1]: /x/", ["12:6: 错误 E501"]),
        ("见[一](www.example.cn)", ["10:6: 错误 E501 链接「www.example.cn」指向的页面不存在。外部网址要写完整"]),
        ("见[一](javascript:alert(1))", ["10:6: 错误 E501 链接「javascript:alert(1)」指向的页面不存在。"]),
        ("见[一](JaVaScRiPt:x)", ["10:6: 错误 E501"]),
        ("见[一](data:text/html,x)", ["10:6: 错误 E501"]),
        ("见[一](//example.cn)", ["10:6: 错误 E501"]),
        ("见[一](site:measures/07/index.html)", ["10:6: 错误 E501"]),
        ("见[一](/a\\_b/)", ["10:1: 错误 E501 链接「/a_b/」指向的页面不存在。"]),  # not as typed
        ("见[一]()", ["10:6: 错误 E501 链接「」指向的页面不存在。"]),
    ],
)  # fmt: skip
def test_a_link_to_nothing_is_told_where_it_stands(text: str, said: list[str]) -> None:
    found = told(text)
    assert len(found) == len(said)
    assert all(line.startswith(start) for line, start in zip(found, said, strict=True))


def test_a_link_is_not_judged_when_the_file_that_would_tell_is_unreadable() -> None:
    assert told("见[一](/units/sifa/)。") == []


def test_links_in_code_are_text() -> None:
    assert html("写成`[措施](/nowhere/)`。") == "<p>写成<code>[措施](/nowhere/)</code>。</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "甲<b onclick=alert(1)>乙</b>",
        "<style>p{display:none}</style>",
        "<iframe src=https://example.cn></iframe>",
        "![图](https://example.cn/a.png)",
    ],
)
def test_html_and_images_are_refused(text: str) -> None:
    assert {line.split()[2] for line in told(text)} <= {"E505", "E506"}
    assert told(text) != []


def test_a_comment_is_for_editors_only() -> None:
    assert html("甲。\n\n<!-- 待核实：\n数字 -->\n\n乙。") == "<p>甲。</p>\n<p>乙。</p>"


def test_an_insert_parts_the_blocks() -> None:
    problems = Problems()
    blocks = prose("甲\n\n{{ 表() }}\n\n乙", Place(PATH), CONTEXT, problems)
    assert blocks == (Markup("<p>甲</p>"), Insert("table"), Markup("<p>乙</p>"))
    assert problems.found == []


def test_a_value_from_data_stands_in_its_sentence() -> None:
    assert html("到2024年达到{{ 数() }}件。") == "<p>到2024年达到0.70件。</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 项 | 数 |\n|---|---|\n| 甲 | 1 |", "<table>"),
        ("甲[^1]\n\n[^1]: 说明", 'title="回到正文第1处引用"'),
        ('!!! note "注意"\n    内容', '<p class="admonition-title">注意</p>'),
        ("术语\n:   解释", "<dd>解释</dd>"),
        ("1. 甲\n2. 乙", "<ol>"),
        ("3. 甲\n4. 乙", '<ol start="3">'),
        ("*[知产]: 知识产权\n\n知产", '<abbr title="知识产权">知产</abbr>'),
        ("## 甲 {: .x}", '<h2 id="甲">甲</h2>'),
        ("[a](/){: onclick=x target=_blank .b}", '<p><a class="b" href="site:index.html">a</a></p>'),
        ("0.70 -- “引号” 'x' ...", "0.70 -- “引号” 'x' ..."),
    ],
)  # fmt: skip
def test_what_editors_need_of_markdown_works(text: str, expected: str) -> None:
    assert expected in html(text)


def test_nothing_is_nothing() -> None:
    assert prose("\n \n<!-- x -->", Place(PATH), CONTEXT, Problems()) == ()


SIGNS = st.sampled_from(
    [*"#*_-+|`<>[]()（）!:&;\"'=/\\{}^~. \n甲a1", "    ", "\n\n", "{{", "}}", "{: ", "[^1]", "]: ",
     "<script>", "</p>", "onerror=", "javascript:", "data:", "&#106;", "/measures/", "<!--", "-->",
     "!!! x", "\ufdd0", "\ufdd1", "\x02", "\x03", "\x00", "{{ 表() }}", "*[", "](", "http://"],
)  # fmt: skip
SAFE = re.compile(r"(?:site:|https?:|mailto:|tel:|#|$)", re.IGNORECASE)


def _tags(block: Markup) -> Iterator[tuple[str, dict[str, str]]]:
    fragment = html5lib.parseFragment(str(block), treebuilder="etree", namespaceHTMLElements=False)
    for element in fragment.iter():
        yield str(element.tag), dict(element.attrib)


@given(st.text() | st.lists(SIGNS, max_size=40).map("".join))
@example("[x](javascript:alert(1))")
@example("<script>alert(1)</script>\n\n<img src=x onerror=y>")
@example('[x](/ "\\" onclick=\\"y")')
@example("[x]: javascript:y\n\n[x]")
@example("<javascript:alert(1)>")
@example("x{: onclick=y}\n{: style=color:red}")
@example("\ufdd00\ufdd1\n\n{{ 表() }}")
@example("> " * 300 + "x")
@example("- " * 300 + "x")
@example("**" * 300 + "[" * 300)
def test_any_text_becomes_html_that_neither_runs_nor_loads(text: str) -> None:
    problems = Problems()
    for block in prose(text, Place(PATH), CONTEXT, problems):
        if isinstance(block, Insert):
            continue
        assert not set("\ufdd0\ufdd1\x02\x03\x00") & set(block)
        for tag, attributes in _tags(block):
            assert tag not in {"script", "style", "img", "iframe", "object", "form", "base", "h1"}
            assert not any(name.startswith("on") or name == "style" for name in attributes)
            assert "src" not in attributes
            assert SAFE.match(attributes.get("href", ""))
    lines = text.split("\n")
    assert all(1 <= problem.place.line <= len(lines) for problem in problems.found)
