"""The list of indicators with all targets, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import paths
from reportsite.model import Goal, Indicator, NoRow, NoTarget, Note, Report, Target
from reportsite.view import words
from reportsite.view.charts import Chart, figure, spark
from reportsite.view.frame import article, column, section_link
from reportsite.view.inserts import TargetRow, YearHead, target_row, year_heads
from reportsite.view.page import HOME, Link, View
from reportsite.view.tensions import TensionCard, tension_cards


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in a table: its targets, small chart and page."""

    row: TargetRow
    chart: Chart
    path: str


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """The list page."""

    title: str
    years: tuple[YearHead, ...]
    rows: tuple[IndicatorRow, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A year of an indicator's own table: value as printed, what kind it is, change on last year."""

    year: str
    printed: str
    kind: str
    change: str


@dataclass(frozen=True, slots=True)
class LinkedMeasure:
    """A measure this indicator belongs to, and the words for the basis of the link."""

    link: Link
    basis: str
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator's own page; `unit` says when none is printed."""

    name: str
    unit: str
    nature: str
    basis: str
    evidence: str
    chart: Chart
    lines: tuple[TargetLine, ...]
    parts: tuple[str, ...]
    notes: tuple[Note, ...]
    goals: tuple[str, ...]
    measures: tuple[LinkedMeasure, ...]
    tensions: tuple[TensionCard, ...]
    row: TargetRow
    previous: Link | None
    next: Link | None


def views(report: Report) -> Iterator[View]:
    yield View(
        path=paths.INDICATORS,
        template="pages/indicators.html",
        title="二十项指标",
        description="附件所列二十项指标2021年至2025年的逐年目标，照附件印出的写法。",
        column=column("indicators"),
        record=IndicatorList(
            report.plan.annex_title,
            year_heads(report.indicators),
            rows(report),
            report.plan.notes,
        ),
        crumbs=(HOME,),
    )
    for indicator in report.indicators:
        yield _page(indicator, report)


def rows(report: Report) -> tuple[IndicatorRow, ...]:
    """Return all indicators as table rows."""
    return tuple(
        IndicatorRow(target_row(indicator), spark(indicator), paths.indicator(indicator.id))
        for indicator in report.indicators
    )


def _page(indicator: Indicator, report: Report) -> View:
    chart = figure(indicator)
    return View(
        path=paths.indicator(indicator.id),
        template="pages/indicator.html",
        title=indicator.name,
        description=chart.sentence,
        column=column("indicators"),
        record=_record(indicator, chart, report),
        crumbs=(HOME, section_link("indicators")),
        article=article(report, report.plan.issuer),
        source="data/indicators.yml",
    )


def _record(indicator: Indicator, chart: Chart, report: Report) -> IndicatorPage:
    at = report.indicators.index(indicator)
    after = report.indicators[at + 1 : at + 2]
    nature = indicator.nature
    return IndicatorPage(
        name=f"指标{indicator.number}",
        unit=_unit(indicator),
        nature=words.ACCUMULATION[nature.accumulation],
        basis=words.BASIS[nature.basis],
        evidence=nature.evidence,
        chart=chart,
        lines=tuple(_lines(indicator)),
        parts=indicator.parts,
        notes=indicator.notes,
        goals=tuple(_goals(indicator, report)),
        measures=tuple(_measures(indicator, report)),
        tensions=tension_cards(report, indicator=indicator.id),
        row=target_row(indicator),
        previous=link(report.indicators[at - 1]) if at else None,
        next=link(after[0]) if after else None,
    )


def link(indicator: Indicator) -> Link:
    """Return the link to an indicator with its number."""
    return Link(f"指标{indicator.number}　{indicator.name}", paths.indicator(indicator.id))


def _unit(indicator: Indicator) -> str:
    if indicator.unit:
        return indicator.unit
    return f"附件未写单位（推定“{indicator.unit_presumed}”，待确认）"


def _lines(indicator: Indicator) -> Iterator[TargetLine]:
    before: Target | NoTarget | None = None
    for target in indicator.targets:
        kind = "未设目标" if isinstance(target, NoTarget) else "目标值"
        if target.listed and isinstance(target, Target):
            kind = "附件列值"
        yield TargetLine(f"{target.year}年", target.printed, kind, _change(before, target))
        before = target


def _change(before: Target | NoTarget | None, target: Target | NoTarget) -> str:
    """Say how the printed figure moves on the year before: 增加0.08, 持平, or —."""
    if not isinstance(before, Target) or not isinstance(target, Target):
        return "—"
    difference = target.value - before.value
    if difference == 0:
        return "持平"
    return f"{'增加' if difference > 0 else '减少'}{abs(difference)}"


def _goals(indicator: Indicator, report: Report) -> Iterator[str]:
    for goal in report.plan.goals:
        if not isinstance(goal.indicator, NoRow) and goal.indicator.id == indicator.id:
            yield _goal(goal)


def _goal(goal: Goal) -> str:
    presumed = f"（{words.BASIS[goal.basis]}）" if goal.basis == "inferred" else ""
    return f"到{goal.due}年，{goal.quote}{presumed}"


def _measures(indicator: Indicator, report: Report) -> Iterator[LinkedMeasure]:
    for measure in report.measures:
        for linked in measure.indicators:
            if linked.indicator.id == indicator.id:
                text = f"{words.measure(measure.number)}　{measure.title}"
                yield LinkedMeasure(
                    Link(text, paths.measure(measure.id)),
                    words.BASIS[linked.basis],
                    linked.basis == "inferred",
                )
