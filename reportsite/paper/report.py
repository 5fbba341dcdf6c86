"""The whole report (总报告): where the plan stands, measure by measure, indicator by indicator."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportsite.facts.case import (
    NOTHING,
    Method,
    Status,
    best_first,
    by_hand,
    method,
    rule_of,
    status,
    statuses,
)
from reportsite.facts.indicator import Submission, YearTable, figure_files, history, year_table
from reportsite.facts.measure import ChapterFacts, by_chapter
from reportsite.facts.page import Fact, View, about, cited
from reportsite.facts.plan import GoalState, PlanSection, goals, sections
from reportsite.facts.tables import Table, table
from reportsite.facts.unit import Ledger, ledgers
from reportsite.paper.wide import MatrixTable, matrix_table
from reportsite.plan import paths, words
from reportsite.plan.case import WORST_FIRST, Case
from reportsite.plan.model import Indicator
from reportsite.plan.owed import asked_for
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.render.charts import Chart, figure, hatch
from reportsite.source.calls import Insert

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


OfCase = tuple[Case, str, tuple[Verdict, ...]]
CONCERNS = (*WORST_FIRST, Case.UNDECIDABLE, Case.OWED)


def _cases(rows: list[Status], snapshot: Snapshot) -> Iterator[OfCase]:
    for case in Case:
        own = tuple(row.verdict for row in rows if row.case is case)
        if own:
            yield case, rule_of(case, snapshot.rule), own


def _owed(snapshot: Snapshot) -> Iterator[Table]:
    """Yield a table for each period that is asked for, numbered from 1."""
    for number, period in enumerate(asked_for(snapshot), 1):
        yield table(Insert("owed", (str(period),)), number, snapshot)


NAME = "进展总报告"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: its depth from 1, where it leads, and the heading's own words."""

    depth: int
    id: str
    text: str


PARTS = ("总体情况", "十七项措施", "二十项指标", "报送和更正", "评定方法")
ANNEXES = ("二十项指标的目标和完成情况", "措施责任分工表", "责任单位台账一览", "印发的全文")
PART_LINES = tuple(
    Line(1, f"part-{at}", f"第{words.count(at)}部分　{title}") for at, title in enumerate(PARTS, 1)
)
ANNEX_LINES = tuple(
    Line(1, f"annex-{at}", f"附件{at}　{title}") for at, title in enumerate(ANNEXES, 1)
)


@dataclass(frozen=True, slots=True)
class Volume:
    """The whole report: five parts and four annexes; `parts` and `annexes` are their headings.

    `is_reported` is false while no figure has come in. `cases` are those that occur, each with its
    rule and its indicators; `concerns` the indicators that are behind or could not be judged;
    `counts` the measures reported on, and all. `owed` has a table for each period asked for.
    """

    contents: tuple[Line, ...]
    year: str
    sentence: str
    is_reported: bool
    cells: tuple[Verdict, ...]
    cases: tuple[OfCase, ...]
    goals: tuple[GoalState, ...]
    concerns: tuple[Status, ...]
    counts: tuple[int, int]
    chapters: tuple[ChapterFacts, ...]
    indicators: tuple[IndicatorPart, ...]
    owed: tuple[Table, ...]
    corrections: Table
    by_hand: tuple[Verdict, ...]
    method: Method
    annex: YearTable
    matrix: MatrixTable
    units: tuple[Ledger, ...]
    sections: tuple[PlanSection, ...]
    name: str = NAME
    parts: tuple[Line, ...] = PART_LINES
    annexes: tuple[Line, ...] = ANNEX_LINES


def volume(snapshot: Snapshot) -> View:
    """Return the view of the whole report as things stand."""
    report, site = snapshot.report, snapshot.report.site
    return View(
        path=paths.REPORT_PDF,
        template="paper/report.html",
        title=f"{cited(report.plan.title)}{NAME}",
        description=f"十七项措施和二十项指标的全部情况，数据截至{words.date(site.as_of)}。",
        record=_volume(snapshot),
        about=about(site, "总报告"),
        attachments=figure_files(snapshot, report.indicators),
    )


def _volume(snapshot: Snapshot) -> Volume:
    report = snapshot.report
    chapters = by_chapter(snapshot)
    indicators = tuple(_part(indicator, snapshot) for indicator in report.indicators)
    rows = [part.status for part in indicators]
    concerns = (row for row in rows if row.case in CONCERNS)
    owed = tuple(_owed(snapshot))
    return Volume(
        contents=tuple(_contents(chapters, indicators)),
        year=f"{snapshot.year}年",
        sentence=words.sentence(tally(row.verdict for row in rows)),
        is_reported=snapshot.is_reported,
        cells=best_first(snapshot),
        cases=tuple(_cases(rows, snapshot)),
        goals=goals(snapshot),
        concerns=tuple(sorted(concerns, key=lambda row: CONCERNS.index(row.case))),
        counts=(sum(bool(snapshot.entries(m)) for m in report.measures), len(report.measures)),
        chapters=chapters,
        indicators=indicators,
        owed=owed,
        corrections=table(Insert("corrections"), len(owed) + 1, snapshot),
        by_hand=by_hand(snapshot),
        method=method(snapshot),
        annex=year_table(report.indicators, snapshot),
        matrix=matrix_table(report),
        units=tuple(ledgers(report.register.bodies, snapshot)),
        sections=tuple(sections(report)),
    )


def _contents(
    chapters: tuple[ChapterFacts, ...], indicators: tuple[IndicatorPart, ...]
) -> Iterator[Line]:
    for at, part in enumerate(PART_LINES):
        yield part
        if at == 1:
            for chapter, measures in chapters:
                yield Line(2, f"chapter-{chapter.number}", chapter.heading)
                yield from (Line(3, f"measure-{m.measure.id}", m.heading) for m in measures)
        elif at == 2:
            yield from (_line(part.indicator) for part in indicators)
    yield from ANNEX_LINES


def _line(indicator: Indicator) -> Line:
    return Line(2, f"indicator-{indicator.id}", f"{indicator.number}.{indicator.name}")
