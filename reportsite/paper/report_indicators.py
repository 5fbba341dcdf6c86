"""Part three of the whole report: every indicator with its chart, its years and its judgement."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportsite.facts.case import NOTHING, Fact, Status, status, statuses
from reportsite.facts.indicator import Submission, history
from reportsite.plan import words
from reportsite.plan.model import Indicator
from reportsite.plan.snapshot import Snapshot
from reportsite.render.charts import Chart, figure, hatch

UNFILLED = {"near", "miss", "none"}


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """An indicator: what it is, chart and years, its judgement, and all that was reported of it."""

    indicator: Indicator
    facts: tuple[Fact, ...]
    chart: Chart
    years: tuple[Status, ...]
    status: Status
    history: tuple[Submission, ...]


def indicator_parts(snapshot: Snapshot) -> tuple[IndicatorPart, ...]:
    """Return part three as things stand."""
    return tuple(_part(indicator, snapshot) for indicator in snapshot.report.indicators)


def _part(indicator: Indicator, snapshot: Snapshot) -> IndicatorPart:
    years = statuses(indicator, snapshot)
    return IndicatorPart(
        indicator=indicator,
        facts=tuple(_facts(indicator, years, snapshot)),
        chart=_inked(figure(indicator, snapshot.verdicts[indicator.id])),
        years=years,
        status=status(indicator, snapshot),
        history=history(indicator, snapshot),
    )


def _inked(chart: Chart) -> Chart:
    """Hatch what did not reach its target, for a printer without colour; listed bars are hollow."""
    bars = (
        replace(
            bar,
            hatch=hatch(bar.x, bar.y, bar.width, bar.height) if bar.tone in UNFILLED else "",
        )
        for bar in chart.bars
    )
    return replace(chart, bars=tuple(bars))


def _facts(indicator: Indicator, years: tuple[Status, ...], snapshot: Snapshot) -> Iterator[Fact]:
    nature, reporters = indicator.nature, "、".join(unit.name for unit in indicator.reporters)
    presumed = f"附件没有写，推定为“{indicator.unit_presumed}”，待确认"
    yield Fact("计量单位", indicator.unit or presumed)
    yield Fact("口径", f"{words.ACCUMULATION[nature.accumulation]}，{words.BASIS[nature.basis]}")
    yield Fact("报送单位", f"{reporters}（{words.REPORTERS[indicator.reporters_basis]}）")
    measures = (
        f"（{measure.numeral}）"
        for measure in snapshot.report.measures
        if any(link.indicator.id == indicator.id for link in measure.indicators)
    )
    yield Fact("对应措施", "、".join(measures) or "没有")
    rated = (year for year in years if year.year_completion != NOTHING)
    if rates := "、".join(f"{year.year}{year.year_completion}" for year in rated):
        yield Fact("完成率", rates)
    for note in indicator.notes:
        yield Fact(f"附件注{note.number}", note.text)
