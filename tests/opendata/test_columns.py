"""Columns of the open data that a plan has only where it has something to put there."""

from reportsite.facts.datatable import DataTable
from reportsite.opendata.annex import tables
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from tests.support.demo import real_report
from tests.support.general import general_report

OWN = {"target_printed", "target_low", "target_high", "kind", "baseline_year", "baseline", "areas", "areas_kind", "area"}  # fmt: skip


def tables_of(report: Report) -> dict[str, DataTable]:
    return {table.name: table for table in tables(snapshot(report, report.site.as_of))}


def cells(table: DataTable, *keys: str) -> list[tuple[str, ...]]:
    at = [[column.key for column in table.columns].index(key) for key in keys]
    return [tuple(str(row[place]) for place in at) for row in table.rows]


def test_a_plan_with_plain_targets_has_none_of_these_columns() -> None:
    found = {c.key for table in tables_of(real_report()).values() for c in table.columns}
    assert not found & OWN
    assert "（印“一”），不是0，也不是1" in str(tables_of(real_report())["targets"].columns)


def test_a_target_s_number_its_limits_and_its_looks_stand_side_by_side() -> None:
    targets = tables_of(general_report())["targets"]
    keys = ("indicator", "year", "target", "target_printed", "target_low", "target_high")
    found = {row[:2]: row[2:] for row in cells(targets, *keys)}
    assert found["01", "2026"] == ("", "10—15", "10", "15")
    assert found["02", "2026"] == ("95", "≥95%", "95", "")
    assert found["03", "2028"] == ("3", "≤3", "", "3")
    assert found["04", "2027"] == ("", "全覆盖", "", "")
    assert found["05", "2026"] == ("", "", "", "")
    assert found["06", "2028"] == ("4.00", "4.00", "", "")


def test_what_the_annex_says_beside_the_targets_is_there() -> None:
    indicators = tables_of(general_report())["indicators"]
    keys = ("id", "kind", "baseline_year", "baseline", "areas_kind")
    found = {row[0]: row[1:] for row in cells(indicators, *keys)}
    assert found["01"] == ("预期性", "2025", "9", "加起来是总数")
    assert found["02"] == ("约束性", "2025", "93.50", "")
    assert found["04"] == ("预期性", "", "", "")


def test_every_report_of_an_area_is_a_row_with_its_area() -> None:
    data = tables_of(general_report())
    own = [row for row in cells(data["actuals"], "indicator", "area", "value") if row[0] == "01"]
    assert [row[2] for row in own] == ["11", "4", "3", "2"]
    assert next(row[1] for row in own) == ""
    assert set(data["actuals"].key) >= {"indicator", "area", "period", "revision"}
    for table in data.values():
        keys = cells(table, *table.key)
        assert len(keys) == len(set(keys))
