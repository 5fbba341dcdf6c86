"""Any plan's indicators on paper: as many years as it has, and what it prints beside them."""

from dataclasses import replace

import pytest

from reportsite.source.calls import Insert
from tests.support.demo import real_report
from tests.support.general import DAY, general_report
from tests.support.printing import copied, pages, printed_set

ANNEX, REPORT = "pdf/annex.pdf", "pdf/report.pdf"
NAMES = ["示范基地数量预期性", "投诉办结率约束性", "侵权投诉率约束性", "公共服务网点覆盖预期性"]


def rows(data: bytes) -> list[list[str]]:
    """Return the rows of the annex below its head."""
    (table,) = (table for page in pages(data) for table in page.extract_tables())
    return [[(cell or "").replace("\n", "") for cell in row] for row in table][1:]


@pytest.mark.parametrize("years", [1, 3, 10])
def test_the_annex_has_every_target_as_printed_on_one_page(years: int) -> None:
    report = general_report(tuple(range(2026, 2026 + years)))
    (data,) = printed_set(report, ANNEX).values()
    assert len(pages(data)) == 1
    found = rows(data)
    assert [row[1] for row in found][:4] == NAMES
    assert [row[3] for row in found] == ["9", "93.50", "6.2", "—", "7", "3.0"]
    for row, indicator in zip(found, report.indicators, strict=True):
        said = "".join(row)
        assert all(target.printed in said for target in indicator.targets)


def test_where_years_are_many_a_figure_stands_below_its_target() -> None:
    data = printed_set(general_report(tuple(range(2026, 2036))), ANNEX)[ANNEX]
    assert [row[4] for row in rows(data)] == [
        "10—15√11",
        "≥95%√96.10",
        "≤5▲5.40",
        "基本覆盖未报送",
        "——",
        "3.3√3.31",
    ]


@pytest.mark.parametrize("years", [10])
def test_the_whole_report_says_the_base_the_kind_and_the_areas(years: int) -> None:
    data = printed_set(general_report(tuple(range(2026, 2026 + years))), REPORT)[REPORT]
    said = "".join(copied(data))
    for words in ("基期：2025年9个", "属性：约束性", "乌拉特前旗未报送", "2025年基期值：6.2‰"):
        assert words in said


def test_ten_years_of_targets_stand_in_an_issue() -> None:
    issue = real_report().bulletins[0]
    issue = replace(issue, prose=(Insert("targets"),), as_of=DAY)
    for years in (3, 10):
        report = general_report(tuple(range(2026, 2026 + years)))
        (data,) = printed_set(replace(report, bulletins=(issue,)), "pdf/bulletins/*").values()
        said = "".join(copied(data))
        assert ("2034年15—20" in said) is (years == 10)
        assert "10—15" in said
        assert "预期性" in said


def test_ten_years_of_targets_stand_on_a_measure_s_sheet() -> None:
    data = printed_set(general_report(tuple(range(2026, 2036))), "pdf/measures/07.pdf")
    assert len(pages(data["pdf/measures/07.pdf"])) == 1
