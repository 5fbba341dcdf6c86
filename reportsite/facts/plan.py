"""The plan's targets as a table, its goals with where they stand, and its known tensions."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportsite.facts.case import Status, status
from reportsite.facts.page import RunIn, paragraph
from reportsite.plan import paths, words
from reportsite.plan.judge import Actual
from reportsite.plan.model import (
    Goal,
    Indicator,
    Note,
    Report,
    Tension,
    scale,
)
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.target import NoTarget, Target


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is of a plan, in words: `十七项措施`; '' of what it does not have.

    `due` is the year of all goals (`2025年`), '' where they differ; `span` the years of the targets.
    """

    goals: str
    due: str
    indicators: str
    measures: str
    chapters: str
    years: str
    span: str

    @property
    def whole(self) -> str:
        """Say all that is reported on: `十七项措施和二十项指标`."""
        return words.together(self.measures, self.indicators)


def extent(report: Report) -> Extent:
    """Return how much there is of a plan."""
    plan = report.plan
    dues = {goal.due for goal in plan.goals}
    years = plan.years if report.indicators else ()
    chapters = len([chapter for chapter, _ in report.by_chapter if chapter.title])
    return Extent(
        goals=words.many(len(plan.goals), "目标"),
        due=f"{dues.pop()}年" if len(dues) == 1 else "",
        indicators=words.many(len(report.indicators), "指标"),
        measures=words.many(len(report.measures), "措施"),
        chapters=f"{words.count(chapters)}章" if chapters > 1 else "",
        years=f"{words.count(len(years))}年" if years else "",
        span="至".join(f"{year}年" for year in dict.fromkeys((*years[:1], *years[-1:]))),
    )


MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class TargetTable:
    """The annex as a table: its official title, its rows and its own notes.

    `remarks` say in our words what a reader must know: 附件列值, —, and rows without a unit.
    """

    title: str
    indicators: tuple[Indicator, ...]
    notes: tuple[Note, ...]

    @property
    def years(self) -> tuple[Target | NoTarget, ...]:
        """Return the first row's targets: years and which are listed are the same in every row."""
        return self.indicators[0].targets if self.indicators else ()

    @property
    def listed(self) -> str:
        """Name the years that were past at issue, '' where none was."""
        return "、".join(f"{target.year}年" for target in self.years if target.listed)

    @property
    def is_long(self) -> bool:
        """Say whether the years are too many for a column each on a page of text."""
        return len(self.years) > MOST_YEARS

    @property
    def has_baselines(self) -> bool:
        return any(indicator.baseline for indicator in self.indicators)

    @property
    def baseline_year(self) -> str:
        """Return the year of every 基期, '' where there is none or they differ."""
        years = {i.baseline.year for i in self.indicators if i.baseline}
        return f"{years.pop()}年" if len(years) == 1 else ""

    @property
    def remarks(self) -> Iterator[str]:
        if self.listed:
            yield f"{self.listed}在印发时已经过去，所列的数为附件列值，不作为实际完成情况。"
        if any(isinstance(target, NoTarget) for i in self.indicators for target in i.targets):
            yield "“—”表示当年未设目标。"
        bare = "、".join(f"第{i.number}行" for i in self.indicators if not i.unit and i.is_counted)
        if bare:
            yield f"{bare}附件没有写计量单位。"


def target_table(report: Report) -> TargetTable:
    """Return the annex's targets."""
    return TargetTable(report.plan.annex_title, report.indicators, report.plan.notes)


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A numbered part of the plan: its id, its heading, and paragraphs each with its own page."""

    id: str
    heading: str
    paragraphs: tuple[tuple[RunIn, str], ...]


def sections(report: Report) -> Iterator[PlanSection]:
    """Yield the chapters and what is to ensure them; a chapter may have no measure."""
    chapters = report.plan.chapters or tuple(chapter for chapter, _ in report.by_chapter)
    measures = dict(report.by_chapter)
    for chapter in chapters:
        own = [(RunIn("", chapter.text), "")] if chapter.text else []
        for measure in measures.get(chapter, ()):
            path = paths.measure(measure.id)
            own += [(paragraph(text, measure.heading), path) for text in measure.paragraphs]
        yield PlanSection(f"chapter-{chapter.number}", chapter.heading, tuple(own))
    if report.assurance.items:
        items = report.assurance.items
        heading = report.assurance.mark + report.assurance.title
        said = tuple((paragraph(i.paragraph, i.heading), paths.ASSURANCE) for i in items)
        yield PlanSection("assurance", heading, said)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a goal is reached: its words (`96.4%`), and a bar's length of 100 at most."""

    words: str
    length: float


def share(actual: Decimal, goal: Decimal) -> Share:
    """Return the share of a goal above 0; more than the whole fills the bar and is said."""
    per_cent = actual / goal * 100
    length = float(words.rounded(min(max(per_cent, Decimal(0)), Decimal(100))))
    return Share(words.percent(per_cent), length)


@dataclass(frozen=True, slots=True)
class GoalState:
    """A headline goal, what the annex has of it, and where it stands.

    `row` is `第3行` of the annex, on which `basis` ('' where there is none); `path` the page to
    read on. `actual` is the newest figure in the goal's own unit with its
    `period`, '' where none is reported; `status` is that of the annex's row.
    """

    goal: Goal
    row: str
    basis: str
    path: str
    actual: str
    period: str
    share: Share | None
    status: Status | None

    @property
    def is_presumed(self) -> bool:
        """Say whether an editor joined the goal and the row."""
        return bool(self.basis) and self.goal.basis.is_inferred

    @property
    def target(self) -> str:
        """Return what is to be reached: `累计5万件`."""
        amount = words.amount(self.goal.value, self.goal.unit)
        return f"累计{amount}" if self.goal.cumulative else amount


def goals(snapshot: Snapshot) -> tuple[GoalState, ...]:
    """Return the goals."""
    return tuple(_goal(goal, snapshot) for goal in snapshot.report.plan.goals)


def _goal(goal: Goal, snapshot: Snapshot) -> GoalState:
    row = goal.indicator
    if row is None:
        told = goal.id in {tension.id for tension in snapshot.report.tensions}
        where = f"{paths.DEFINITIONS}#{goal.id}" if told else paths.PLAN
        return GoalState(goal, "未列年度目标", "", where, "", "", share=None, status=None)
    newest = snapshot.actuals(row.id)[-1:]
    actual = _in_unit_of(goal, row, newest[0]) if newest else None
    return GoalState(
        goal=goal,
        row=f"第{row.number}行",
        basis=words.BASIS[goal.basis],
        path=paths.indicator(row.id),
        actual="" if actual is None else f"{actual:f}",
        period=newest[0].period.words if newest else "",
        share=None if actual is None else share(actual, goal.value),
        status=status(row, snapshot),
    )


def _in_unit_of(goal: Goal, row: Indicator, actual: Actual) -> Decimal:
    """Return a figure in the goal's unit (1000件 is 0.1万件 in the annex)."""
    own, wanted = scale(row.unit), scale(goal.unit)
    return actual.value if own == wanted else (actual.value * own / wanted).normalize()


def tensions_of(report: Report, *, measure: str = "", indicator: str = "") -> tuple[Tension, ...]:
    """Return the tensions of a measure or an indicator."""
    return tuple(
        tension
        for tension in report.tensions
        if measure in tension.measures or indicator in tension.indicators
    )
