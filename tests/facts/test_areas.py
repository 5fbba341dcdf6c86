"""An indicator by area: in the declared order, 未报送 where nothing came, added up only when whole."""

import datetime as dt
from dataclasses import replace

from reportsite.facts.indicator import area_table
from reportsite.facts.tables import as_text, change_table
from reportsite.plan.judge import Actual
from reportsite.plan.model import Breakdown, BreakdownKind, Report
from reportsite.plan.period import Period
from reportsite.plan.snapshot import changes, snapshot
from tests.support.demo import real_report
from tests.support.general import DAY, by_area, figure, general_report

YEAR = Period(2026, 12)
AREAS = [unit.name for unit in real_report().register.members[:4]]


def table_of(report: Report) -> list[tuple[str, str]]:
    table = area_table(report.indicators[0], snapshot(report, DAY))
    assert table
    return [(row.area.name, row.value) for row in table.rows]


def whole(*more: Actual) -> Report:
    last = figure("01", YEAR, "1.50", AREAS[3], line=20)
    return general_report(figures=(*by_area(real_report()), last, *more))


def test_areas_stand_as_declared_and_a_silent_one_is_not_left_out() -> None:
    assert table_of(general_report()) == list(zip(AREAS, ["4", "3", "2", "未报送"], strict=True))


def test_an_indicator_without_areas_has_no_table() -> None:
    report = general_report()
    assert area_table(report.indicators[1], snapshot(report, DAY)) is None


def test_areas_are_added_up_beside_the_whole_when_all_have_reported_one_period() -> None:
    report = whole(figure("01", YEAR, "11", line=21))
    table = area_table(report.indicators[0], snapshot(report, DAY))
    assert table
    assert (table.period, table.total, table.whole) == ("2026年", "10.50", "11")


def test_no_whole_is_made_of_the_areas() -> None:
    report = whole()
    table = area_table(report.indicators[0], snapshot(report, DAY))
    assert table
    assert (table.total, table.whole) == ("10.50", "未报送")
    assert not snapshot(report, DAY).actuals("01")


def test_areas_of_a_list_or_of_different_periods_are_not_added_up() -> None:
    report = whole()
    listed = Breakdown(report.indicators[0].areas, BreakdownKind.LIST)
    row = replace(report.indicators[0], breakdown=listed)
    table = area_table(row, snapshot(report, DAY))
    assert table
    assert table.total == ""
    later = whole(figure("01", Period(2027, 1), "2", AREAS[0], line=30))
    table = area_table(later.indicators[0], snapshot(later, dt.date(2027, 6, 1)))
    assert table
    assert table.total == ""
    assert [row.period for row in table.rows][:2] == ["2027年1月", "2026年"]


def test_a_corrected_area_is_named_among_what_moved() -> None:
    corrected = replace(
        figure("01", YEAR, "5", AREAS[0], line=30),
        reported_on=dt.date(2027, 2, 9),
        texts=("年报", "漏报一个"),
    )
    report = whole(corrected)
    sides = (snapshot(report, day) for day in (dt.date(2027, 2, 1), DAY))
    said = as_text(change_table(changes(*sides), "2027年第1期"))
    assert f"示范基地数量（2026年{AREAS[0]}）：4个 → 5个（2027年2月9日更正，漏报一个）" in said
    (made,) = snapshot(report, DAY).corrections()
    assert made.period == f"2026年（{AREAS[0]}）"
