"""Figures by area: each of an area that reports, beside the whole and never instead of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportsite.plan.model import BreakdownKind, IndicatorKind
from reportsite.plan.target import Baseline
from reportsite.source import ledger
from tests.support.areas import TARGETS, declare, register
from tests.support.checkout import edit
from tests.support.demo import report_of

Told = Callable[[], str]
PATH, CSV = "data/indicators.yml", "data/actuals.csv"


@pytest.fixture
def declared(site: Path) -> Path:
    """Return a copy of the real project whose pledges are reported by two areas, too."""
    return declare(site)


def test_a_ledger_without_the_column_is_as_whole_as_one_with_it_empty(site: Path) -> None:
    register(site, "2024-H1 4.75 2024-07-20")
    with_column = report_of(site).actuals
    file = site / CSV
    file.write_text(file.read_text("utf-8").replace(",area\n", "\n").replace(",\n", "\n"), "utf-8")
    assert report_of(site).actuals == with_column
    assert [row.area for row in with_column] == [""]


def test_areas_stand_beside_the_whole_and_are_never_judged(declared: Path) -> None:
    register(
        declared,
        "2024-H1 2 2024-07-20 临河区",
        "2024-H1 2.75 2024-07-20 五原县",
        "2024-H1 4.75 2024-07-20",
    )
    report = report_of(declared)
    assert [str(row.value) for row in report.actuals] == ["4.75"]
    assert [(row.area, str(row.value)) for row in report.area_actuals] == [
        ("临河区", "2"),
        ("五原县", "2.75"),
    ]
    assert [row.line for row in report.ledger] == [2, 3, 4]


def test_one_day_may_have_a_figure_for_each_area_and_one_for_the_whole(
    declared: Path, told: Told
) -> None:
    register(
        declared,
        "2024-H1 2 2024-07-20 临河区",
        "2024-H1 2.1 2024-07-20 临河区",
        "2024-H1 4.1 2024-07-20 五原县",
    )
    found = [line for line in told().splitlines() if " 错误 " in line]
    assert len(found) == 1
    assert found[0].startswith(f"{CSV}:3:12: 错误 E337 与第2行是同一项指标")


def test_an_area_reports_for_itself(declared: Path, told: Told) -> None:
    text = (
        "06,2024-H1,2,2024-07-20,临河区,报表,,临河区\n06,2024-H1,2,2024-07-20,临河区,报表,,五原县\n"
    )
    (declared / CSV).write_text(f"{','.join(ledger.HEADER)},area\n{text}", "utf-8")
    (only,) = told().splitlines()
    assert f"{CSV}:3:25: 警告 W341" in only


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        # all areas, and no whole: nothing is held against anything
        (("2024-H1 2 2024-07-20 临河区", "2024-H1 2 2024-07-20 五原县"), ""),
        # the whole, and one area only
        (("2024-H1 2 2024-07-20 临河区", "2024-H1 9 2024-07-20"), ""),
        # exactly equal, however many decimals
        (("2024-H1 1.10 2024-07-20 临河区", "2024-H1 2.2 2024-07-20 五原县", "2024-H1 3.3 2024-07-20"), ""),
        (("2024-H1 0.1 2024-07-20 临河区", "2024-H1 0.2 2024-07-20 五原县", "2024-H1 0.300001 2024-07-20 - 有小数"), ""),
        (("2024-H1 1 2024-07-20 临河区", "2024-H1 1 2024-07-20 五原县", "2024-H1 2.000001 2024-07-21"),
         f"{CSV}:4:12: 警告 W348 指标 06 2024年上半年各地合计 2，与这一行的总数 2.000001 不等，请核对。属实的（例如有重复计算），在 note 写明，就不再提醒。\n"),
        # an area's correction is held against the whole that stands
        (("2024-H1 1 2024-07-20 临河区", "2024-H1 1 2024-07-20 五原县", "2024-H1 2 2024-07-20", "2024-H1 1.5 2024-07-25 五原县 "),
         f"{CSV}:5:12: 警告 W348 指标 06 2024年上半年各地合计 2.5，与第4行的总数 2 不等，请核对。属实的（例如有重复计算），在 note 写明，就不再提醒。\n"),
    ],
)  # fmt: skip
def test_the_areas_of_a_sum_are_held_against_the_whole(
    declared: Path, told: Told, rows: tuple[str, ...], said: str
) -> None:
    register(declared, *rows)
    found = [line for line in told().splitlines(keepends=True) if " W342 " not in line]
    assert "".join(found) == said


def test_a_list_is_not_added_up(site: Path, told: Told) -> None:
    register(
        declare(site, "list"),
        "2024-H1 2 2024-07-20 临河区",
        "2024-H1 2 2024-07-20 五原县",
        "2024-H1 3 2024-07-20",
    )
    assert told() == ""


def test_an_area_s_alias_is_the_area(site: Path) -> None:
    bodies = report_of(site).register.bodies
    area = next(body for body in bodies if body.aliases)
    lines = f"    breakdown: {{areas: [{area.aliases[0]}], kind: list}}\n"
    edit(site / PATH, TARGETS, TARGETS + lines)
    register(site, f"2024-H1 2 2024-07-20 {area.aliases[0]}")
    report = report_of(site)
    assert report.indicators[5].areas == (area,)
    assert [row.area for row in report.area_actuals] == [area.name]


def test_what_an_annex_says_beside_its_targets_is_kept_as_printed(site: Path) -> None:
    more = "    kind: 约束性\n    baseline: {year: 2020, value: 1.20}\n"
    edit(site / PATH, TARGETS, TARGETS + more)
    indicator = report_of(declare_list(site)).indicators[5]
    assert indicator.kind is IndicatorKind.BINDING
    assert isinstance(indicator.baseline, Baseline)
    assert (indicator.baseline.year, indicator.base) == (2020, "1.20")
    assert indicator.breakdown
    assert indicator.breakdown.kind is BreakdownKind.LIST


def declare_list(site: Path) -> Path:
    edit(
        site / PATH,
        "    kind: 约束性\n",
        "    kind: 约束性\n    breakdown: {areas: [临河区], kind: list}\n",
    )
    return site
