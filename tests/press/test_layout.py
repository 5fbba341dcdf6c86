"""What the press refuses, reports and leaves out."""

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.support.checkout import ROOT
from tests.support.printing import (
    FONTS,
    STYLES,
    manuscript,
    pages,
    printed,
    printed_html,
    text,
    told,
)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="http://example.com/a.png">',
        '<img src="//example.com/a.svg">',
        '<img src="file:///etc/passwd">',
        '<img src="../assets/site.css">',
        '<img src="data:image/svg+xml,<svg/>">',
        '<img src="nowhere.svg">',
        '<style>@import "http://example.com/a.css";</style>',
        "<style>@font-face{font-family:q;src:url(http://example.com/f.otf)}</style><p>q</p>",
        '<div style="background:url(//example.com/x.png);height:9px"></div>',
        '<object data="http://example.com/x"></object>',
        '<embed src="file:///etc/hosts">',
        '<base href="http://example.com/"><img src="ok.svg">',
        '<a rel="attachment" href="file:///etc/passwd">附件</a>',
        '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
)
def test_only_the_styles_folder_is_read(body: str) -> None:
    found = told(body)
    assert "E705" in {code for code, _ in found}
    assert all(str(ROOT) not in message for _, message in found)


def test_a_link_out_of_the_styles_folder_is_refused(tmp_path: Path) -> None:
    styles = tmp_path / "print"
    shutil.copytree(STYLES, styles)
    (styles / "look.svg").symlink_to("/etc/passwd")
    assert [code for code, _ in told('<img src="look.svg">', styles=styles)] == ["E705"]


def test_a_drawing_of_the_styles_folder_is_printed(tmp_path: Path) -> None:
    styles = tmp_path / "print"
    shutil.copytree(STYLES, styles)
    (styles / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    assert told('<img src="dot.svg" alt="方块">', styles=styles) == []


def test_every_warning_is_a_problem() -> None:
    ((code, message),) = told("<p>字</p>", "<style>p { colour: red }</style>")
    assert code == "E701"
    assert "colour" in message


def test_a_link_to_this_machine_is_a_problem() -> None:
    ((code, message),) = told('<p><a href="measures/07.html">措施七</a></p>')
    assert code == "E705"
    assert "「07.html」" in message
    assert str(ROOT) not in message


def test_a_link_to_a_public_address_stays() -> None:
    data = printed('<p><a href="https://www.gov.cn/zhengce/">国务院文件</a></p>')
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.pages[0].Annots[0].A.URI) == "https://www.gov.cn/zhengce/"


def test_a_watermark_is_drawn_and_never_read() -> None:
    head = '<style>@page { background: url("watermark:草稿") no-repeat center / 150mm }</style>'
    (page,) = pages(printed("<p>正文</p>", head))
    assert len(page.curves) >= 2
    assert page.images == []
    assert "草" not in page.extract_text()


def test_the_outline_has_the_headings_as_they_are_written() -> None:
    body = "<h1>2021—2035年规划</h1><h2>一、总体·要求</h2><p>正文</p><h2>二、目标</h2><p>正文</p>"
    with pikepdf.open(io.BytesIO(printed(body))) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "2021—2035年规划"
        assert [item.title for item in title.children] == ["一、总体·要求", "二、目标"]


def test_no_path_of_this_machine_gets_into_a_document() -> None:
    data = printed('<p class="gap">字</p>')
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    for place in (ROOT, STYLES, FONTS.resolve(), Path.home()):
        assert str(place).encode() not in out.getvalue()


@pytest.mark.parametrize(
    ("asks", "height", "count"),
    [(' data-pages="1"', 100, 1), (' data-pages="1"', 224, 2), ("", 100, 2)],
)
def test_a_document_is_set_tighter_only_to_meet_the_pages_it_asks_for(
    asks: str, height: int, count: int
) -> None:
    """A block that leaves no room for the line below it unless the page is set most tightly."""
    style = f".b{{height:224mm}}.tight .b{{height:223mm}}.tightest .b{{height:{height}mm}}"
    html = manuscript('<div class="b"></div><p>末</p>', f"<style>{style}</style>").html
    assert len(pages(printed_html(html.replace("<body>", f"<body{asks}>")))) == count


def test_text_keeps_its_characters_and_gains_none() -> None:
    written = "试点县/示范县·2021—2035年63%～68%"
    assert text(printed(f"<p>{written}</p>")).startswith(written)
