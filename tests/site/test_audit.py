"""A finished site with a fault is not published."""

import re

import pytest

from reportsite.problems import Problems
from reportsite.site.audit import audit
from reportsite.source.writing import Artifact

META = "".join(
    f'<meta name="{name}" content="文">\n'
    for name in (
        "viewport",
        "description",
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
    )
)
STYLE = Artifact("assets/site.css", b"body { color: black }\n")


def page(body: str = "", head: str = META, lang: str = "zh-CN") -> bytes:
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n{head}</head>\n'
        f"<body>\n<h1>题</h1>\n{body}\n</body>\n</html>\n"
    ).encode()


def faults(*artifacts: Artifact, base_path: str = "/") -> list[str]:
    problems = Problems()
    audit(artifacts, "output/site", base_path, problems)
    return [str(problem) for problem in problems.sorted]


def faults_of(html: bytes) -> list[str]:
    """Return the faults of a page two folders down, in a site with a home page."""
    home = Artifact("index.html", page('<p id="members"></p>'))
    return faults(home, STYLE, Artifact("measures/07/index.html", html))


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../../index.html">首页</a>',
        '<a href="../../index.html#members">旗县区</a>',
        '<p id="here"></p><a href="#here">本页</a>',
        '<a href="https://example.org/">外站</a>',
        '<a href="mailto:a@example.org">信</a>',
        '<img src="data:image/png;base64,aa" alt="">',
        '<a href="../../%69ndex.html">首页</a>',
    ],
)
def test_sound_page_has_no_fault(body: str) -> None:
    assert faults_of(page(body)) == []


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ('<a href="../08/index.html">八</a>', "E801", "「../08/index.html」没有对应的文件"),
        ('<a href="../../">首页</a>', "E801", "「../../」"),
        ('<a href="../../index.html#member">旗县区</a>', "E802", "是不是「members」？"),
        ('<a href="#nowhere">无</a>', "E802", "「#nowhere」"),
        ('<p id="a"></p>\n<p id="a"></p>', "E803", "有2处 id「a」"),
        ("<h1>又一个</h1>", "E805", "一级标题"),
        ('<img src="https://example.org/a.png" alt="">', "E806", "「https://example.org/a.png」"),
        ('<img srcset="//example.org/a.png" alt="">', "E806", "「//example.org/a.png」"),
        ('<form action="https://example.org/"></form>', "E806", "「https://example.org/」"),
        ('<p style="color:red">红</p>', "E807", "<p>"),
        ('<p onclick="x()">点</p>', "E807", "<p>"),
        ("<script>x()</script>", "E807", "<script>"),
        ("<style>p{}</style>", "E807", "<style>"),
    ],
)
def test_faulty_page_is_told_with_its_place(body: str, code: str, said: str) -> None:
    (fault,) = faults_of(page(body))
    assert re.match(rf"output/site/measures/07/index\.html:\d+:1: 错误 {code} ", fault)
    assert said in fault


def test_fault_is_on_its_line() -> None:
    html = page('<p>一</p>\n<a href="nix.html">二</a>')
    line = html.decode().split("\n").index('<a href="nix.html">二</a>') + 1
    assert faults_of(html)[0].startswith(f"output/site/measures/07/index.html:{line}:1: ")


@pytest.mark.parametrize("name", re.findall('name="(.*?)"', META))
def test_page_without_a_prescribed_meta_tag_is_faulty(name: str) -> None:
    (fault,) = faults_of(page(head=re.sub(f'<meta name="{name}".*\n', "", META)))
    assert f"错误 E804 页面缺少标签 meta {name}。" in fault


def test_article_needs_all_three_tags_of_an_article() -> None:
    (first, second) = faults_of(page(head=META + '<meta name="PubDate" content="2023-07-03">\n'))
    assert "meta ArticleTitle" in first
    assert "meta ContentSource" in second


def test_empty_meta_tag_is_faulty() -> None:
    (fault,) = faults_of(
        page(head=META.replace('"SiteName" content="文"', '"SiteName" content=" "'))
    )
    assert "meta SiteName 是空的或重复" in fault


def test_page_without_its_language_is_faulty() -> None:
    (fault,) = faults_of(page(lang="en"))
    assert "错误 E805 页面没有写明语言 zh-CN。" in fault


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("p { background: url(https://example.org/a.png) }", "E806"),
        ('@import "//example.org/a.css";', "E806"),
        ("p { background: url('lost.svg') }", "E801"),
    ],
)
def test_style_sheet_fetches_nothing_from_elsewhere(css: str, code: str) -> None:
    style = Artifact("assets/site.css", f"p {{ color: red }}\n{css}\n".encode())
    (fault,) = faults(style)
    assert fault.startswith(f"output/site/assets/site.css:2:1: 错误 {code} ")


def test_style_sheet_may_use_the_sites_own_files() -> None:
    css = b"p { background: url(a.svg) } q { background: url(data:image/png;base64,aa) }"
    assert faults(Artifact("assets/site.css", css), Artifact("assets/a.svg", b"")) == []


def test_two_pages_at_one_place_are_a_fault() -> None:
    twice = Artifact("measures/index.html", page())
    assert faults(twice, twice) == [
        "output/site/measures/index.html:1:1: 错误 E808 有2个页面要放在这同一个位置。请给其中一个换个文件名。"
    ]


def test_page_for_wrong_addresses_links_from_the_base_path() -> None:
    home = Artifact("index.html", page())
    lost = Artifact("404.html", page('<a href="/zt/zscq/index.html">首页</a>'))
    assert faults(home, lost, base_path="/zt/zscq/") == []
    assert "E801" in faults(home, lost, base_path="/zt/")[0]
