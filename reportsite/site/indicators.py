"""The list of indicators with all targets, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportsite.facts.case import Status, best_first, status, statuses
from reportsite.facts.indicator import (
    AreaTable,
    Submission,
    area_table,
    distance,
    headline,
    history,
)
from reportsite.facts.page import HOME, Link, View
from reportsite.facts.plan import tensions_of
from reportsite.plan import paths, words
from reportsite.plan.model import Basis, Goal, Indicator, IndicatorLink, Measure, Report, Tension
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.render.charts import Chart, figure, spark
from reportsite.site import filters
from reportsite.site.frame import article, column, page, section_link
from reportsite.site.share import Linked, of_indicator


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in a table: small chart, status, and the basis of its link to a measure, if any."""

    chart: Chart
    status: Status
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """The list page; `tally` sums up the year that is reported on."""

    year: str
    tally: str
    rows: tuple[IndicatorRow, ...]
    cells: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator's own page; `headline` is what the chart shows, `distance` what is left to do.

    `now` is the year reported on; `goals` it answers for; `measures` each with the link to it.
    """

    indicator: Indicator
    chart: Chart
    headline: str
    distance: str
    now: Status
    years: tuple[Status, ...]
    history: tuple[Submission, ...]
    areas: AreaTable | None
    reporters: str
    goals: tuple[Goal, ...]
    measures: tuple[tuple[Measure, IndicatorLink], ...]
    tensions: tuple[Tension, ...]
    linked: Linked
    previous: Link | None
    next: Link | None


def views(snapshot: Snapshot) -> Iterator[View]:
    cells = best_first(snapshot)
    said = words.sentence(tally(cells))
    record = IndicatorList(f"{snapshot.year}年", said, rows(snapshot), cells)
    yield page("indicators", record, snapshot.report)
    for indicator in snapshot.report.indicators:
        yield _page(indicator, snapshot)


def rows(snapshot: Snapshot) -> tuple[IndicatorRow, ...]:
    """Return all indicators as table rows."""
    return tuple(row(indicator, snapshot) for indicator in snapshot.report.indicators)


def row(indicator: Indicator, snapshot: Snapshot, basis: Basis | None = None) -> IndicatorRow:
    """Return an indicator as a table row; `basis` where the table is a measure's."""
    chart = spark(indicator, snapshot.verdicts[indicator.id])
    return IndicatorRow(chart, status(indicator, snapshot), basis)


def _page(indicator: Indicator, snapshot: Snapshot) -> View:
    report = snapshot.report
    chart = figure(indicator, snapshot.verdicts[indicator.id])
    own = View(
        path=paths.indicator(indicator.id),
        template="site/indicator.html",
        title=indicator.name,
        description=chart.sentence,
        column=column("indicators", report),
        record=None,
        crumbs=(HOME, section_link("indicators", report)),
        article=article(report, report.plan.issuer),
        source="data/indicators.yml",
        facets=filters.of_indicator(indicator, report),
    )
    linked = of_indicator(indicator, own, report)
    return replace(own, record=_record(indicator, chart, linked, snapshot))


def _record(
    indicator: Indicator, chart: Chart, linked: Linked, snapshot: Snapshot
) -> IndicatorPage:
    report = snapshot.report
    at = report.indicators.index(indicator)
    after = report.indicators[at + 1 : at + 2]
    return IndicatorPage(
        indicator=indicator,
        chart=chart,
        headline=headline(indicator, snapshot),
        distance=distance(indicator, snapshot),
        now=status(indicator, snapshot),
        years=statuses(indicator, snapshot),
        history=history(indicator, snapshot),
        areas=area_table(indicator, snapshot),
        reporters=words.REPORTERS[indicator.reporters_basis],
        goals=tuple(goal for goal in report.plan.goals if goal.indicator == indicator),
        measures=tuple(_measures(indicator, report)),
        tensions=tensions_of(report, indicator=indicator.id),
        linked=linked,
        previous=link(report.indicators[at - 1]) if at else None,
        next=link(after[0]) if after else None,
    )


def link(indicator: Indicator) -> Link:
    """Return the link to an indicator with its number."""
    return Link(f"指标{indicator.number}　{indicator.name}", paths.indicator(indicator.id))


def _measures(indicator: Indicator, report: Report) -> Iterator[tuple[Measure, IndicatorLink]]:
    for measure in report.measures:
        for linked in measure.indicators:
            if linked.indicator.id == indicator.id:
                yield measure, linked
