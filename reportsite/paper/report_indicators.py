"""Part three of the whole report: every indicator with its chart, its years and its judgement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reportsite.facts.case import Fact, Status, status
from reportsite.facts.indicator import Reported, history
from reportsite.plan import words
from reportsite.plan.judge import Actual, Unset, completion
from reportsite.plan.model import Indicator, NoTarget
from reportsite.plan.snapshot import Snapshot, Verdict
from reportsite.render.charts import Chart, figure, hatch

UNFILLED = {"near", "miss", "none"}


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year: target, figure and case."""

    year: str
    target: str
    figure: str
    state: str


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """An indicator: chart and table, what it is, its judgement, and all that was reported of it."""

    id: str
    heading: str
    facts: tuple[Fact, ...]
    chart: Chart
    years: tuple[YearRow, ...]
    has_figures: bool
    year: str
    status: Status
    history: tuple[Reported, ...]


def indicator_parts(snapshot: Snapshot) -> tuple[IndicatorPart, ...]:
    """Return part three as things stand."""
    return tuple(_part(indicator, snapshot) for indicator in snapshot.report.indicators)


def _part(indicator: Indicator, snapshot: Snapshot) -> IndicatorPart:
    verdicts = snapshot.verdicts[indicator.id]
    return IndicatorPart(
        id=f"indicator-{indicator.id}",
        heading=f"{indicator.number}.{indicator.name}",
        facts=tuple(_facts(indicator, snapshot)),
        chart=_inked(figure(indicator, verdicts)),
        years=tuple(map(_year, verdicts)),
        has_figures=any(isinstance(v.judgement.actual, Actual) for v in verdicts),
        year=f"{snapshot.year}年",
        status=status(snapshot.verdict(indicator.id), snapshot.rule),
        history=tuple(history(indicator, snapshot)),
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


def _facts(indicator: Indicator, snapshot: Snapshot) -> Iterator[Fact]:
    nature, reporters = indicator.nature, "、".join(unit.name for unit in indicator.reporters)
    presumed = f"附件没有写，推定为“{indicator.unit_presumed}”，待确认"
    yield Fact("计量单位", indicator.unit or presumed)
    yield Fact("口径", f"{words.ACCUMULATION[nature.accumulation]}，{words.BASIS[nature.basis]}")
    yield Fact("报送单位", f"{reporters}（{words.REPORTERS[indicator.reporters_basis]}）")
    measures = (
        f"（{words.count(measure.number)}）"
        for measure in snapshot.report.measures
        if any(link.indicator.id == indicator.id for link in measure.indicators)
    )
    yield Fact("对应措施", "、".join(measures) or "没有")
    if rates := "、".join(_completions(snapshot.verdicts[indicator.id])):
        yield Fact("完成率", rates)
    for note in indicator.notes:
        yield Fact(f"附件注{note.number}", note.text)


def _year(verdict: Verdict) -> YearRow:
    target = next(t for t in verdict.indicator.targets if t.year == verdict.year)
    actual, case = verdict.judgement.actual, verdict.case
    value = f"{actual.period.part}{actual.value}" if isinstance(actual, Actual) else ""
    missing = isinstance(target, NoTarget) or target.listed
    return YearRow(
        year=f"{verdict.year}年",
        target=target.printed,
        figure=value or ("—" if missing else "未报送"),
        state=f"{case.marked}",
    )


def _completions(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield 完成率 of every whole year; a part of one is held against the line instead."""
    for verdict in verdicts:
        actual = verdict.judgement.actual
        if isinstance(actual, Actual) and actual.period.is_year:
            done = completion(verdict.judgement.goalpost.target, actual.value)
            if not isinstance(done, Unset):
                yield f"{verdict.year}年{words.percent(done)}"
