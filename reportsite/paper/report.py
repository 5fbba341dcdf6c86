"""The whole report (总报告): where the plan stands, measure by measure, indicator by indicator."""

from collections.abc import Iterator, Mapping
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
from reportsite.facts.indicator import (
    AreaTable,
    Submission,
    YearTable,
    area_table,
    figure_files,
    history,
    year_table,
)
from reportsite.facts.measure import ChapterFacts, TaskFacts, by_chapter
from reportsite.facts.page import Fact, View, about, cited
from reportsite.facts.plan import GoalState, PlanSection, extent, goals, sections
from reportsite.facts.tables import Table, table
from reportsite.facts.unit import Ledger, ledgers
from reportsite.paper.unit import numbered
from reportsite.paper.wide import MatrixTable, matrix_table
from reportsite.plan import paths, words
from reportsite.plan.case import WORST_FIRST, Case
from reportsite.plan.model import Indicator, Report
from reportsite.plan.owed import asked_for
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.render.charts import Chart, figure, hatch
from reportsite.source.calls import Insert
from reportsite.source.characters import chinese

SHORT = 5  # letters of a target
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
    areas: AreaTable | None

    @property
    def is_short(self) -> bool:
        """Say whether every target stands on a line of a narrow column."""
        return all(len(target.printed) <= SHORT for target in self.indicator.targets)


def _part(indicator: Indicator, snapshot: Snapshot) -> IndicatorPart:
    years = statuses(indicator, snapshot)
    return IndicatorPart(
        indicator=indicator,
        facts=tuple(_facts(indicator, years, snapshot)),
        chart=_inked(figure(indicator, snapshot.verdicts[indicator.id])),
        years=years,
        status=status(indicator, snapshot),
        history=history(indicator, snapshot),
        areas=area_table(indicator, snapshot),
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
    guess = indicator.unit_presumed
    presumed = f"附件没有写，推定为“{guess}”，待确认" if guess else "附件没有写"
    yield Fact("计量单位", indicator.unit or presumed)
    if indicator.kind:
        yield Fact("属性", indicator.kind)
    if base := indicator.baseline:
        yield Fact("基期", f"{base.year}年{words.amount(base.value, indicator.unit)}")
    yield Fact("口径", f"{words.ACCUMULATION[nature.accumulation]}，{words.BASIS[nature.basis]}")
    yield Fact("报送单位", f"{reporters}（{words.REPORTERS[indicator.reporters_basis]}）")
    measures = (
        f"（{measure.numeral}）"
        for measure in snapshot.report.measures
        if any(link.indicator.id == indicator.id for link in measure.indicators)
    )
    if snapshot.report.measures:
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
COLUMNS = (
    ("点名措施", "named"),
    ("经集合措施", "grouped"),
    ("报送指标", "indicators"),
    ("报送进展", "entries"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: its depth from 1, where it leads, and the heading's own words.

    `number` is that of a part or an annex, by which its tables are numbered.
    """

    depth: int
    id: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Volume:
    """The whole report: parts and annexes, of each the heading by name where the plan has it.

    `under` are the headings within the first part and within that of reporting. `is_reported` is
    false while no figure has come in. `cases` are those that occur, each with its rule and its
    indicators; `concerns` the indicators that are behind or could not be judged; `overdue` the tasks
    whose limit has passed; `counts` the measures reported on, and all. `owed` has a table for each period asked for.
    """

    contents: tuple[Line, ...]
    parts: Mapping[str, Line]
    annexes: Mapping[str, Line]
    under: Mapping[str, str]
    year: str
    sentence: str
    is_reported: bool
    cells: tuple[Verdict, ...]
    cases: tuple[OfCase, ...]
    goals: tuple[GoalState, ...]
    concerns: tuple[Status, ...]
    overdue: tuple[TaskFacts, ...]
    counts: tuple[int, int]
    chapters: tuple[ChapterFacts, ...]
    indicators: tuple[IndicatorPart, ...]
    owed: tuple[Table, ...]
    corrections: Table
    by_hand: tuple[Verdict, ...]
    method: Method
    annex: tuple[YearTable, ...]
    matrix: MatrixTable
    units: tuple[Ledger, ...]
    sections: tuple[PlanSection, ...]
    name: str = NAME

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Return what is counted of every unit: the column's head, and the ledger's own name for it."""
        found = {key for _, key in COLUMNS if any(getattr(own, key) for own in self.units)}
        found |= {"entries"} if self.chapters else set()
        return tuple(column for column in COLUMNS if column[1] in found)

    @property
    def counted_in(self) -> str:
        """Say in what the columns are counted."""
        items = "、".join(head for head, key in self.columns if key != "entries")
        said = (f"{items}的单位是项" * bool(items), "报送进展的单位是条" * bool(self.chapters))
        return "，".join(filter(None, said)) + "。" * any(said)


def volume(snapshot: Snapshot) -> View:
    """Return the view of the whole report as things stand."""
    report, site = snapshot.report, snapshot.report.site
    return View(
        path=paths.REPORT_PDF,
        template="paper/report.html",
        title=f"{cited(report.plan.title)}{NAME}",
        description=f"{extent(report).whole or report.site.plan_name}的全部情况，数据截至{words.date(site.as_of)}。",
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
    parts = {
        name: Line(1, f"part-{at}", f"第{chinese(at)}部分　{title}", at)
        for at, (name, title) in enumerate(_parts(report), 1)
    }
    annexes = {
        name: Line(1, f"annex-{at}", f"附件{at}　{title}", at)
        for at, (name, title) in enumerate(_annexes(report), 1)
    }
    return Volume(
        contents=tuple(_contents(parts, annexes, chapters, indicators)),
        parts=parts,
        annexes=annexes,
        under=dict(_under(report)),
        year=f"{snapshot.year}年",
        sentence=words.sentence(tally(row.verdict for row in rows)),
        is_reported=snapshot.is_reported,
        cells=best_first(snapshot),
        cases=tuple(_cases(rows, snapshot)),
        goals=goals(snapshot),
        concerns=tuple(sorted(concerns, key=lambda row: CONCERNS.index(row.case))),
        overdue=tuple(task for _, own in chapters for facts in own for task in facts.overdue),
        counts=(sum(bool(snapshot.entries(m)) for m in report.measures), len(report.measures)),
        chapters=chapters,
        indicators=indicators,
        owed=owed,
        corrections=table(Insert("corrections"), len(owed) + 1, snapshot),
        by_hand=by_hand(snapshot),
        method=method(snapshot),
        annex=(year_table(report.indicators, snapshot),) if report.indicators else (),
        matrix=matrix_table(report),
        units=tuple(ledgers(report.register.bodies, snapshot)),
        sections=tuple(sections(report)),
    )


def _parts(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the parts that the plan has anything for: their names and titles."""
    of, goals = extent(report), report.plan.goals or report.plan.aim
    if of.whole or goals:
        yield "state", "总体情况"
    if of.measures:
        yield "measures", of.measures
    if of.indicators:
        yield "indicators", of.indicators
    if of.whole:
        yield "reporting", "报送和更正" if of.indicators else "报送情况"
    if of.indicators or not report.is_plain:
        yield "method", "评定方法"


def _annexes(report: Report) -> Iterator[tuple[str, str]]:
    of = extent(report)
    if of.indicators:
        yield "indicators", f"{of.indicators}的目标和完成情况"
    if report.has_duties:
        yield "matrix", "措施责任分工表"
    if report.register.responsible:
        yield "units", "责任单位台账一览"
    yield "plan", "印发的全文"


def _under(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the headings within parts, numbered over those that the plan has anything for."""
    of, has = extent(report), bool(report.indicators)
    state = {
        "said": (bool(of.whole), "评定结果" if has else "进展情况"),
        "goals": (bool(report.plan.goals or report.plan.aim), of.goals or "长远目标"),
        "concerns": (has, "需要关注的指标"),
        "overdue": (report.has_deadlines, "逾期的任务"),
    }
    reporting = {
        "owed": (True, "应报未报和待报"),
        "corrections": (has, "更正记录"),
        "by_hand": (has, "人工评定"),
    }
    for headings in (state, reporting):
        yield from zip(headings, numbered(headings.values()), strict=True)


def _contents(
    parts: Mapping[str, Line],
    annexes: Mapping[str, Line],
    chapters: tuple[ChapterFacts, ...],
    indicators: tuple[IndicatorPart, ...],
) -> Iterator[Line]:
    for name, part in parts.items():
        yield part
        if name == "measures":
            yield from _measures(chapters)
        elif name == "indicators":
            yield from (_line(part.indicator) for part in indicators)
    yield from annexes.values()


def _measures(chapters: tuple[ChapterFacts, ...]) -> Iterator[Line]:
    for chapter, measures in chapters:
        if chapter.heading:
            yield Line(2, f"chapter-{chapter.number}", chapter.heading)
        depth = 3 if chapter.heading else 2
        yield from (Line(depth, f"measure-{m.measure.id}", m.heading) for m in measures)


def _line(indicator: Indicator) -> Line:
    return Line(2, f"indicator-{indicator.id}", f"{indicator.number}.{indicator.name}")
