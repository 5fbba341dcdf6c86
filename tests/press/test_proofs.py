"""A proofreader's faults are told with the character or the words, and the page."""

import pytest

from tests.support.printing import told

TABLE = '<table><colgroup><col style="width: 30mm"><col style="width: 126mm"></colgroup><tr><td>{}</td><td>1</td></tr></table>'


@pytest.mark.parametrize(
    ("letter", "point"), [("\U0003134a", "U+3134A"), ("\ue000", "U+E000"), ("😀", "U+1F600")]
)
def test_a_character_in_no_font_is_named_with_its_place(letter: str, point: str) -> None:
    found = told(f'<p style="break-after: page">第一页</p><p>姓名：王{letter}，住址</p>')
    assert found == [
        (
            "E702",
            f"pdf/test.pdf缺字：“{letter}”（{point}）在各字体里都没有，第2页“姓名：王{letter}，住址”。",
        )
    ]


def test_a_character_from_an_unplanned_font_is_named_with_the_font() -> None:
    found = told('<p>正文</p><p style="font-family: Noto Sans CJK JP">骨</p>')
    assert found == [
        ("E703", "pdf/test.pdf“骨”（U+9AA8）取自没有安排的字体 Noto Sans CJK JP，第1页“骨”。")
    ]


def test_a_rare_name_in_the_named_fallback_is_no_fault() -> None:
    assert told("<p>王喆、李昇，1200㎡</p>") == []


def test_words_that_leave_their_cell_are_told() -> None:
    ((code, message),) = told(
        TABLE.format('<span style="white-space: nowrap">一二三四五六七八九十</span>')
    )
    assert code == "E704"
    assert message.startswith("pdf/test.pdf第1页“一二三四五六七八九十”超出单元格右边")


def test_a_long_address_in_a_cell_is_broken_and_no_fault() -> None:
    assert told(TABLE.format("https://www.example.gov.cn/very/long/path/index.html")) == []


def test_a_line_that_leaves_the_page_block_is_told_with_its_excess() -> None:
    found = told(f'<p style="white-space: nowrap">{"字" * 40}</p>')
    assert found == [("E704", f"pdf/test.pdf第1页“{'字' * 16}”超出版心右边78.0毫米。")]


def test_a_table_too_wide_is_told() -> None:
    found = told('<table style="width: 200mm"><tr><td>宽</td></tr></table>')
    assert ("E704", "pdf/test.pdf第1页表格超出版心右边44.0毫米。") in found


def test_text_below_the_page_block_is_told() -> None:
    ((code, message),) = told(
        '<div style="position: absolute; top: 222mm; width: 90mm">页脚文字</div>'
    )
    assert code == "E704"
    assert message.startswith("pdf/test.pdf第1页“页脚文字”超出版心下边")


def test_every_fault_of_a_document_is_told_at_once() -> None:
    found = told(
        f'<p>\ue000</p><p style="white-space: nowrap">{"字" * 40}</p>', "<style>p{x:y}</style>"
    )
    assert [code for code, _ in found] == ["E701", "E702", "E704"]
