"""Rules of text, D1 to D9: what a reader sees is written as official documents are.

What is quoted from the official text stands as it was issued and is passed.
"""

import re

import pytest

from tests.standards.pages import Page, page, slips
from tests.support.websites import REAL

HAN = r"[\u3400-\u9fff]"


def test_d01_titles_in_titles_have_single_brackets(pages: list[Page]) -> None:
    assert slips(pages, r"《[^》]*《") == []
    assert slips(pages, r"[<>]") == []


def test_d02_no_mark_between_quoted_items(pages: list[Page]) -> None:
    assert slips(pages, r"[”》]、[“《]") == []


def test_d03_document_numbers_have_hexagonal_brackets(pages: list[Page]) -> None:
    assert slips(pages, r"[\[(（【]20\d\d[])）】]第?\d+号") == []
    assert slips(pages, r"〔\d{4}〕(?:第|0)") == []


def test_d04_dates_are_whole_and_without_zeros(pages: list[Page]) -> None:
    assert slips(pages, r"\d年0\d?月|月0\d日|[〇○]二|二[〇○]") == []
    assert slips(pages, r"(?<![\d.])\d{4}[./]\d{1,2}[./]\d{1,2}(?![\d.])") == []
    assert slips(pages, r"(?<![\d第])\d\d年(?!以|内|级|间)") == []


def test_d04_dates_with_hyphens_stand_in_stamps_alone(pages: list[Page]) -> None:
    stamped = re.compile(r"发布时间：[\d-]{10} \d\d:\d\d")
    lines = ((one, line) for one in pages for line in one.lines)
    dated = [(one, line) for one, line in lines if re.search(r"\d{4}-\d\d-\d\d", line)]
    assert [f"{one}: {line}" for one, line in dated if not stamped.search(line)] == []


def test_d05_ranges_have_a_wave_or_a_dash_and_units_on_both_ends(pages: list[Page]) -> None:
    assert slips(pages, rf"(?<![\d-])\d{{1,4}}[-–]\d{{1,4}}(?:{HAN}|%)") == []
    assert slips(pages, r"\d[～—]\d+(?:\.\d+)?(?:%|[万亿])") == []


def test_d06_a_rate_changes_by_points(pages: list[Page]) -> None:
    change = r"(?:率|比重|占比)[^，。；、]{0,8}(?:提高|上升|下降|降低|增加|减少)了?\d+(?:\.\d+)?%"
    assert slips(pages, change) == []


def test_d07_numbers_of_paragraphs_are_in_order_of_rank(pages: list[Page]) -> None:
    assert slips(pages, r"^（[一二三四五六七八九十]+）、|^\d+、") == []


def test_d08_no_space_between_han_and_letters_or_digits(pages: list[Page]) -> None:
    assert slips(pages, rf"{HAN}[ \u00a0]+[0-9A-Za-z]|[0-9A-Za-z%][ \u00a0]+{HAN}") == []


def test_d08_punctuation_is_full_width_and_digits_half(pages: list[Page]) -> None:
    assert slips(pages, rf"{HAN}[,;:!?()]|[,;:!?()]{HAN}") == []
    assert slips(pages, r"[０-９Ａ-Ｚａ-ｚ％．]") == []


def test_d09_quotation_marks_dots_and_dashes_are_chinese(pages: list[Page]) -> None:
    assert slips(pages, rf"{HAN}[\"']|[\"']{HAN}|\.\.\.|--|(?<!…)…(?!…)|{HAN}—{HAN}|[・•]") == []


SLIPS = {
    r"《a《b》》": test_d01_titles_in_titles_have_single_brackets,
    "“甲”、“乙”": test_d02_no_mark_between_quoted_items,
    "国办发[2017]47号": test_d03_document_numbers_have_hexagonal_brackets,
    "2023年07月3日": test_d04_dates_are_whole_and_without_zeros,
    "到2023-07-03止": test_d04_dates_with_hyphens_stand_in_stamps_alone,
    "4-5家": test_d05_ranges_have_a_wave_or_a_dash_and_units_on_both_ends,
    "完成率提高3.2%": test_d06_a_rate_changes_by_points,
    "（一）、甲": test_d07_numbers_of_paragraphs_are_in_order_of_rank,
    "到 2025年": test_d08_no_space_between_han_and_letters_or_digits,
    "甲,乙": test_d08_punctuation_is_full_width_and_digits_half,
    '"甲"': test_d09_quotation_marks_dots_and_dashes_are_chinese,
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_found(slip: str) -> None:
    spoilt = page(REAL, "x.html", f"<main><p>{slip}</p></main>")
    with pytest.raises(AssertionError):
        SLIPS[slip]([spoilt])
