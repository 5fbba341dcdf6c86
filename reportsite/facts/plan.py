"""The plan's goals, measures and targets as tables, and its known tensions beside their subjects."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from reportsite.facts.page import Link
from reportsite.plan import paths, words
from reportsite.plan.model import (
    Chapter,
    Goal,
    Indicator,
    Measure,
    NoRow,
    NoTarget,
    Note,
    Report,
    Statement,
    Target,
    Tension,
)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A headline goal: `value` with its unit, and what the annex says of it.

    `indicator` is the id of the annex row, '' where the annex has none (`annex` says so in words).
    """

    number: int
    name: str
    quote: str
    value: str
    due: str
    annex: str
    indicator: str
    basis: str
    remark: str


@dataclass(frozen=True, slots=True)
class UnitCell:
    """A responsible unit as its bracket spells it, and the id of the body it means."""

    spelt: str
    id: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure and its units in the bracket's order (nobody is lead), and its closing words."""

    id: str
    number: int
    numeral: str
    title: str
    units: tuple[UnitCell, ...]
    is_sole: bool
    responsibility: str


@dataclass(frozen=True, slots=True)
class ChapterRows:
    """A chapter and its measures."""

    number: int
    numeral: str
    title: str
    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class YearHead:
    """The head of a year's column; `listed`: past at issue, so its figures are 附件列值."""

    year: int
    listed: bool


@dataclass(frozen=True, slots=True)
class YearCell:
    """A year's target as printed; `is_set` is false where the annex sets none (printed —)."""

    year: int
    printed: str
    listed: bool
    is_set: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A row of the annex: `unit` is '' where none is printed (row 17)."""

    id: str
    number: int
    name: str
    unit: str
    cells: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True)
class TargetTable:
    """The annex as a table: its official title, heads of the years, rows, the annex's own notes.

    `remarks` say in our words what a reader must know: 附件列值, —, and rows without a unit.
    """

    title: str
    years: tuple[YearHead, ...]
    rows: tuple[TargetRow, ...]
    notes: tuple[Note, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inserts:
    """What `六项目标()`, `措施与责任分工()` and `指标目标表()` stand for (goals, measures, targets)."""

    goals: tuple[GoalRow, ...]
    measures: tuple[ChapterRows, ...]
    targets: TargetTable


def inserts(report: Report) -> Inserts:
    """Return the records of the three tables."""
    return Inserts(
        goals=tuple(goal_row(number, goal) for number, goal in enumerate(report.plan.goals, 1)),
        measures=tuple(_chapters(report.measures)),
        targets=TargetTable(
            title=report.plan.annex_title,
            years=year_heads(report.indicators),
            rows=tuple(target_row(indicator) for indicator in report.indicators),
            notes=report.plan.notes,
            remarks=tuple(_remarks(report.indicators)),
        ),
    )


def _remarks(indicators: tuple[Indicator, ...]) -> Iterator[str]:
    listed = "、".join(f"{head.year}年" for head in year_heads(indicators) if head.listed)
    if listed:
        yield f"{listed}在印发时已经过去，所列的数为附件列值，不作为实际完成情况。"
    yield "“—”表示当年未设目标。"
    bare = "、".join(f"第{i.number}行" for i in indicators if not i.unit)
    if bare:
        yield f"{bare}附件没有写计量单位。"


def goal_row(number: int, goal: Goal) -> GoalRow:
    """Return the row of a headline goal."""
    amount = words.amount(goal.value, goal.unit)
    return GoalRow(
        number=number,
        name=goal.name,
        quote=goal.quote,
        value=f"累计{amount}" if goal.cumulative else amount,
        due=f"{goal.due}年",
        annex=_annex(goal.indicator),
        indicator="" if isinstance(goal.indicator, NoRow) else goal.indicator.id,
        basis=words.BASIS[goal.basis],
        remark=goal.remark,
    )


def _annex(indicator: Indicator | NoRow) -> str:
    if isinstance(indicator, NoRow):
        return "附件未列年度目标"
    return f"附件第{indicator.number}行：{indicator.name}"


def _chapters(measures: tuple[Measure, ...]) -> Iterator[ChapterRows]:
    for chapter, items in groupby(measures, key=lambda measure: measure.chapter):
        yield _chapter(chapter, tuple(measure_row(measure) for measure in items))


def _chapter(chapter: Chapter, rows: tuple[MeasureRow, ...]) -> ChapterRows:
    return ChapterRows(chapter.number, chapter.numeral, chapter.title, rows)


def measure_row(measure: Measure) -> MeasureRow:
    """Return the row of a measure."""
    return MeasureRow(
        id=measure.id,
        number=measure.number,
        numeral=words.count(measure.number),
        title=measure.title,
        units=tuple(UnitCell(unit.spelt, unit.unit.id) for unit in measure.units),
        is_sole=measure.is_sole,
        responsibility="负责" if measure.is_sole else "按职责分工负责",
    )


def year_heads(indicators: tuple[Indicator, ...]) -> tuple[YearHead, ...]:
    """Return the heads of the years, which are the same for every indicator."""
    return tuple(YearHead(target.year, target.listed) for target in indicators[0].targets)


def target_row(indicator: Indicator) -> TargetRow:
    """Return the row of an indicator."""
    return TargetRow(
        id=indicator.id,
        number=indicator.number,
        name=indicator.name,
        unit=indicator.unit,
        cells=tuple(_cell(target) for target in indicator.targets),
    )


def _cell(target: Target | NoTarget) -> YearCell:
    is_set = isinstance(target, Target)
    return YearCell(target.year, target.printed, target.listed, is_set)


@dataclass(frozen=True, slots=True)
class TensionCard:
    """A tension, its place on 口径说明, and links to what it concerns."""

    id: str
    title: str
    statements: tuple[Statement, ...]
    treatment: str
    path: str
    subjects: tuple[Link, ...]


def tension_cards(
    report: Report, *, measure: str = "", indicator: str = ""
) -> tuple[TensionCard, ...]:
    """Return the tensions of a measure or an indicator; all of them when neither is named."""
    return tuple(
        _card(tension, report)
        for tension in report.tensions
        if not (measure or indicator)
        or measure in tension.measures
        or indicator in tension.indicators
    )


def _card(tension: Tension, report: Report) -> TensionCard:
    return TensionCard(
        id=tension.id,
        title=tension.title,
        statements=tension.statements,
        treatment=tension.treatment,
        path=f"{paths.DEFINITIONS}#{tension.id}",
        subjects=_subjects(tension, report),
    )


def _subjects(tension: Tension, report: Report) -> tuple[Link, ...]:
    measures = (
        Link(words.measure(measure.number), paths.measure(measure.id))
        for measure in report.measures
        if measure.id in tension.measures
    )
    indicators = (
        Link(f"指标{indicator.number}", paths.indicator(indicator.id))
        for indicator in report.indicators
        if indicator.id in tension.indicators
    )
    return (*measures, *indicators)
