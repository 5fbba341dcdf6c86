"""The pages of indicators of any plan: any years, limits, ranges, words, 基期 and areas."""

import re
from functools import cache

import pytest

from tests.support.checkout import Tree
from tests.support.demo import rendered
from tests.support.general import general_report


@cache
def pages_of(years: int) -> Tree:
    return rendered(general_report(tuple(range(2026, 2026 + years))), {"pdf/annex.pdf": b""})


def text(page: bytes) -> str:
    """Return what a page says, white space left out."""
    return re.sub(r"\s+|<title>.*?</title>|<[^>]*>", "", page.decode())


def indicator(id: str, years: int = 3) -> str:
    return text(pages_of(years)[f"indicators/{id}/index.html"])


def test_a_range_is_printed_as_it_is_and_judged() -> None:
    said = indicator("01")
    assert "全年目标值10—15个" in said
    assert "2026年11个（达标），2028年目标15—20个。" in said
    assert "距2028年目标15—20个还差4个。" in said


def test_the_base_is_the_first_line_of_the_years() -> None:
    assert "2025年基期—9—" in indicator("01")
    assert "2025年基期值3.0万件" in indicator("06")
    assert "基期" not in indicator("04")


def test_the_areas_stand_below_the_years() -> None:
    said = indicator("01")
    assert "临河区42026年统计年报" in said
    assert "乌拉特前旗未报送——" in said
    assert "各地区的数" not in indicator("02")


def test_less_is_better_where_the_target_says_so() -> None:
    said = indicator("03")
    assert "比2028年目标≤3‰多2.40‰。" in said
    assert "▲接近" in said


def test_words_have_no_chart_and_say_who_judges_them() -> None:
    page = pages_of(3)["indicators/04/index.html"].decode()
    assert "<figure" in page
    assert 'class="chart figure"' not in page
    assert "目标是“基本覆盖”，不能按数比较，由人工评定" in page
    assert "有数字，但按规则算不出结论" not in page


def test_a_kind_is_told_beside_the_name() -> None:
    assert "（‰）约束性" in text(pages_of(3)["indicators/index.html"])
    assert "属性约束性" in indicator("03")
    assert "属性" not in indicator("06")


def test_no_year_was_past_when_the_plan_was_issued_and_none_is_said_to_have_been() -> None:
    assert not [path for path, page in pages_of(3).items() if path.startswith("indicators/") and "附件列值" in text(page)]  # fmt: skip


def test_how_limits_ranges_and_words_are_judged_is_part_of_the_method() -> None:
    said = text(pages_of(3)["method/index.html"])
    for label in ("有界限的目标", "是范围的目标", "是文字的目标", "基期"):
        assert label in said


@pytest.mark.parametrize("years", [1, 3, 10])
def test_any_number_of_years_has_a_column_each(years: int) -> None:
    page = pages_of(years)["indicators/index.html"].decode()
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert re.findall(r">(20\d\d)</th>", head) == [str(2026 + at) for at in range(years)]
    assert (' many"' in page or " many " in page) is (years > 6)
