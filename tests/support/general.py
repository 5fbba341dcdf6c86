"""A report of a plan that is unlike ours: other years, limits, ranges, words, 基期, figures by area."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reportsite.plan.judge import Actual
from reportsite.plan.model import (
    Basis,
    Breakdown,
    BreakdownKind,
    Goal,
    Indicator,
    IndicatorKind,
    IndicatorLink,
    Measure,
    Report,
)
from reportsite.plan.period import Period
from reportsite.plan.target import Baseline, Direction, NoTarget, target
from tests.support.demo import real_report

YEARS = (2026, 2027, 2028)
DAY = dt.date(2027, 2, 10)
DOWN, BINDING, EXPECTED = Direction.DOWN, IndicatorKind.BINDING, IndicatorKind.EXPECTED
# Name, unit, what the years print ("" for no target), kind, 基期, and what else is so.
Row = tuple[str, str, Sequence[str], IndicatorKind | None, str, dict[str, object]]
ROWS: tuple[Row, ...] = (
    ("示范基地数量", "个", ("10—15", "12—18", "15—20"), EXPECTED, "9", {}),
    ("投诉办结率", "%", ("≥95%", "≥96%", "98%以上"), BINDING, "93.50", {}),
    ("侵权投诉率", "‰", ("≤5", "≤4", "≤3"), BINDING, "6.2", {"direction": DOWN, "smooth": True}),
    ("公共服务网点覆盖", "", ("基本覆盖", "全覆盖", "全覆盖并持续提升"), EXPECTED, "", {}),
    ("质押融资金额", "亿元", ("", "", "12.50"), EXPECTED, "7", {"smooth": True}),
    ("专利拥有量", "万件", ("3.3", "3.6", "4.00"), None, "3.0", {"smooth": True}),
)  # fmt: skip


def general_report(years: Sequence[int] = YEARS, figures: Sequence[Actual] = ()) -> Report:
    """Return the report; with other years than three, the targets of the rows are repeated."""
    like = real_report()
    indicators = tuple(_indicator(n, row, years, like) for n, row in enumerate(ROWS, 1))
    rows = figures or (*reported(), *by_area(like))
    return replace(
        like,
        site=replace(like.site, as_of=DAY),
        plan=replace(
            like.plan,
            years=tuple(years),
            issued=dt.date(years[0], 1, 5),
            goals=(_goal(like, indicators[4], years[-1]),),
            notes=(),
        ),
        measures=tuple(_measure(measure, indicators) for measure in like.measures),
        indicators=indicators,
        actuals=tuple(row for row in rows if not row.area),
        area_actuals=tuple(row for row in rows if row.area),
        overrides=(),
        tensions=(),
        bulletins=(),
    )


def _measure(measure: Measure, indicators: tuple[Indicator, ...]) -> Measure:
    """Return a measure with links to this plan's indicators: the seventh has three."""
    own = indicators[:3] if measure.number == 7 else ()
    return replace(measure, indicators=tuple(IndicatorLink(i, Basis.INFERRED) for i in own))


def _goal(like: Report, indicator: Indicator, due: int) -> Goal:
    value = Decimal("12.50")
    return replace(
        like.plan.goals[0],
        name=indicator.name,
        value=value,
        unit=indicator.unit,
        due=due,
        indicator=indicator,
    )


def _indicator(number: int, row: Row, years: Sequence[int], like: Report) -> Indicator:
    name, unit, cells, kind, base, own = row
    typed = (cells[min(at, len(cells) - 1)] for at in range(len(years)))
    targets = tuple(
        (target(year, cell, unit, listed=False) if cell else None) or NoTarget(year, listed=False)
        for year, cell in zip(years, typed, strict=True)
    )
    members = like.register.members[:4]
    indicator = replace(
        like.indicators[0],
        id=f"{number:02}",
        name=name,
        unit=unit,
        unit_presumed="" if unit else "个",
        targets=targets,
        notes=(),
        kind=kind,
        baseline=Baseline(years[0] - 1, Decimal(base)) if base else None,
        breakdown=Breakdown(members, BreakdownKind.SUM) if number == 1 else None,
    )
    return replace(indicator, **own)  # type: ignore[arg-type]


def figure(id: str, period: Period, value: str, area: str = "", *, line: int) -> Actual:
    """Return a row of the ledger, reported three weeks after its period ended."""
    on = period.end + dt.timedelta(21)
    whose = real_report().indicators[0].reporters[0].name
    return Actual(id, period, Decimal(value), on, whose, ("统计年报", ""), line, area)


def reported() -> tuple[Actual, ...]:
    """Return what was reported of the whole for 2026."""
    values = {"01": "11", "02": "96.10", "03": "5.40", "06": "3.31"}
    return tuple(
        figure(id, Period(2026, 12), value, line=line)
        for line, (id, value) in enumerate(values.items(), 2)
    )


def by_area(like: Report) -> tuple[Actual, ...]:
    """Return what three of the four areas reported."""
    values = ("4", "3", "2")
    areas = like.register.members[:3]
    return tuple(
        figure("01", Period(2026, 12), value, area.name, line=line)
        for line, (area, value) in enumerate(zip(areas, values, strict=True), 10)
    )
