"""The list of indicators with all targets, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportsite.facts.case import Status, best_first, status
from reportsite.facts.indicator import Reported, history
from reportsite.facts.page import HOME, Link, View
from reportsite.facts.plan import (
    TargetRow,
    TensionCard,
    YearHead,
    target_row,
    tension_cards,
    year_heads,
)
from reportsite.plan import paths, words
from reportsite.plan.judge import Actual, Unset, completion
from reportsite.plan.model import Goal, Indicator, NoRow, NoTarget, Note, Report
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.render.charts import Chart, figure, spark
from reportsite.site import filters
from reportsite.site.frame import article, column, section_link
from reportsite.site.linked_data import Linked, of_indicator


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in a table: its targets, small chart, status and page."""

    row: TargetRow
    chart: Chart
    status: Status
    path: str


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """The list page; `tally` sums up the year that is reported on."""

    title: str
    year: str
    tally: str
    years: tuple[YearHead, ...]
    rows: tuple[IndicatorRow, ...]
    cells: tuple[Verdict, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of an indicator's own table: target, 完成率, status with its figure, who said so."""

    year: str
    target: str
    is_listed: bool
    completion: str
    status: Status
    source: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class LinkedMeasure:
    """A measure this indicator belongs to, and the words for the basis of the link."""

    link: Link
    basis: str
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator's own page; `unit` says when none is printed, `distance` what is left to do.

    `headline` is what the chart shows, in a sentence; `now` is the line of the year reported on.
    """

    name: str
    unit: str
    nature: str
    basis: str
    evidence: str
    chart: Chart
    headline: str
    now: YearLine
    lines: tuple[YearLine, ...]
    history: tuple[Reported, ...]
    distance: str
    reporters: tuple[Link, ...]
    reporters_basis: str
    parts: tuple[str, ...]
    notes: tuple[Note, ...]
    goals: tuple[str, ...]
    measures: tuple[LinkedMeasure, ...]
    tensions: tuple[TensionCard, ...]
    row: TargetRow
    files: tuple[Link, ...]
    linked: Linked
    previous: Link | None
    next: Link | None


def views(snapshot: Snapshot) -> Iterator[View]:
    report = snapshot.report
    yield View(
        path=paths.INDICATORS,
        template="site/indicators.html",
        title="二十项指标",
        description="附件所列二十项指标2021年至2025年的逐年目标，照附件印出的写法。",
        column=column("indicators"),
        record=IndicatorList(
            report.plan.annex_title,
            f"{snapshot.year}年",
            words.sentence(tally(snapshot.verdict(i.id) for i in report.indicators)),
            year_heads(report.indicators),
            rows(snapshot),
            best_first(snapshot),
            report.plan.notes,
        ),
        crumbs=(HOME,),
    )
    for indicator in report.indicators:
        yield _page(indicator, snapshot)


def rows(snapshot: Snapshot) -> tuple[IndicatorRow, ...]:
    """Return all indicators as table rows."""
    return tuple(_row(indicator, snapshot) for indicator in snapshot.report.indicators)


def _row(indicator: Indicator, snapshot: Snapshot) -> IndicatorRow:
    return IndicatorRow(
        target_row(indicator),
        spark(indicator, snapshot.verdicts[indicator.id]),
        status(snapshot.verdict(indicator.id), snapshot.rule),
        paths.indicator(indicator.id),
    )


def _page(indicator: Indicator, snapshot: Snapshot) -> View:
    report = snapshot.report
    chart = figure(indicator, snapshot.verdicts[indicator.id])
    page = View(
        path=paths.indicator(indicator.id),
        template="site/indicator.html",
        title=indicator.name,
        description=chart.sentence,
        column=column("indicators"),
        record=None,
        crumbs=(HOME, section_link("indicators")),
        article=article(report, report.plan.issuer),
        source="data/indicators.yml",
        facets=filters.of_indicator(indicator, report),
    )
    linked = of_indicator(indicator, page, report)
    return replace(page, record=_record(indicator, chart, linked, snapshot))


def _record(
    indicator: Indicator, chart: Chart, linked: Linked, snapshot: Snapshot
) -> IndicatorPage:
    report = snapshot.report
    at = report.indicators.index(indicator)
    after = report.indicators[at + 1 : at + 2]
    nature = indicator.nature
    lines = tuple(_lines(indicator, snapshot))
    return IndicatorPage(
        name=f"指标{indicator.number}",
        unit=_unit(indicator),
        nature=words.ACCUMULATION[nature.accumulation],
        basis=words.BASIS[nature.basis],
        evidence=nature.evidence,
        chart=chart,
        headline=headline(indicator, snapshot),
        now=next(line for line in lines if line.is_current),
        lines=lines,
        history=tuple(history(indicator, snapshot)),
        distance=_distance(indicator, snapshot),
        reporters=tuple(Link(u.name, paths.unit(u.id)) for u in indicator.reporters),
        reporters_basis=words.REPORTERS[indicator.reporters_basis],
        parts=indicator.parts,
        notes=indicator.notes,
        goals=tuple(_goals(indicator, report)),
        measures=tuple(_measures(indicator, report)),
        tensions=tension_cards(report, indicator=indicator.id),
        row=target_row(indicator),
        files=(
            Link("数据（CSV）", paths.indicator_csv(indicator.id)),
            Link("图（PNG）", paths.chart_png(indicator.id)),
            Link("图（SVG）", paths.chart_svg(indicator.id)),
        ),
        linked=linked,
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


def _lines(indicator: Indicator, snapshot: Snapshot) -> Iterator[YearLine]:
    for target, verdict in zip(indicator.targets, snapshot.verdicts[indicator.id], strict=True):
        yield YearLine(
            year=f"{target.year}年",
            target=target.printed,
            is_listed=target.listed,
            completion=_completion(verdict),
            status=status(verdict, snapshot.rule),
            source=_source(verdict),
            is_current=target.year == snapshot.year,
        )


def _source(verdict: Verdict) -> str:
    """Say where a year's figure comes from; '' where there is none."""
    actual = verdict.judgement.actual
    if not isinstance(actual, Actual):
        return ""
    return f"{actual.source}，{actual.unit}{words.date(actual.reported_on)}报送"


def headline(indicator: Indicator, snapshot: Snapshot) -> str:
    """Say in a sentence what the chart shows: the newest figure, its case, and the last target."""
    figures, last = snapshot.actuals(indicator.id), indicator.last_target
    goal = "" if isinstance(last, NoTarget) else f"{last.year}年目标{last.printed}{indicator.unit}"
    if not figures:
        return f"{goal}，还没有单位报送实际值。" if goal else "还没有单位报送实际值。"
    newest = figures[-1]
    case = snapshot.verdict(indicator.id, newest.period.year).case
    said = f"{newest.period.words}{newest.value}{indicator.unit}（{case}）"
    return f"{said}，{goal}。" if goal else f"{said}。"


def _completion(verdict: Verdict) -> str:
    """Return 完成率 of a whole year; a part of one is held against the line instead."""
    actual = verdict.judgement.actual
    if not isinstance(actual, Actual) or not actual.period.is_year:
        return "—"
    done = completion(verdict.judgement.goalpost.target, actual.value)
    return "—" if isinstance(done, Unset) else words.percent(done)


def _distance(indicator: Indicator, snapshot: Snapshot) -> str:
    """Say how far the newest figure is from the last target; nothing while there is none."""
    figures, last = snapshot.actuals(indicator.id), indicator.last_target
    if not figures or isinstance(last, NoTarget):
        return ""
    left = last.value - figures[-1].value
    goal = f"{last.year}年目标{last.printed}{indicator.unit}"
    if left <= 0:
        return f"最新的数已经达到{goal}。"
    return f"距{goal}还差{left}{indicator.unit}。"


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
