"""Where the plan stands as known on a day, overrides included, and what moved between two days.

The site stands at its `as_of`; every bulletin stands at its own, whatever was reported later.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportsite.plan.case import WORST_FIRST, Case
from reportsite.plan.deadline import Due, DueCase, judge_due
from reportsite.plan.judge import (
    Actual,
    Aim,
    Goalpost,
    Judgement,
    Rule,
    Unreported,
    Unset,
    judge,
    known,
    revisions,
)
from reportsite.plan.model import Accumulation, Indicator, Measure, Report, Task
from reportsite.plan.period import Period
from reportsite.plan.target import NoTarget, Wording
from reportsite.plan.written import Entry, EntryKind, Evidence, Milestone, Override, Stage


@dataclass(frozen=True, slots=True)
class Verdict:
    """An indicator in a year: the rule's judgement, and the override that stands, if any."""

    indicator: Indicator
    judgement: Judgement
    override: Override | None = None

    @property
    def year(self) -> int:
        return self.judgement.goalpost.year

    @property
    def case(self) -> Case:
        return self.override.case if self.override else self.judgement.case


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts per case, best first, of a number of indicators; nothing is left out of `total`."""

    counts: tuple[tuple[Case, int], ...]
    total: int

    @property
    def worst(self) -> Case | None:
        """The worst case that a reported figure led to; None where there is none."""
        found = {case for case, _ in self.counts}
        return next((case for case in WORST_FIRST if case in found), None)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure that was replaced by another of the same period."""

    indicator: Indicator
    before: Actual
    after: Actual

    @property
    def period(self) -> str:
        """Return the period in words, with the area the figure is of: `2024年（临河区）`."""
        return self.after.period.words + (f"（{self.after.area}）" if self.after.area else "")


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone and where it stands."""

    milestone: Milestone
    case: DueCase

    @property
    def done(self) -> dt.date | None:
        """Return the day it was reached, None where that was not known."""
        return self.milestone.done if self.case.is_done else None

    @property
    def proofs(self) -> tuple[Evidence, ...]:
        """Return what shows it: of a step that was reached later, nothing was there yet."""
        return () if self.milestone.done and not self.done else self.milestone.evidence


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task as known on a day; `number` counts those of a measure from 1, 0 where it is one task."""

    measure: Measure
    task: Task
    number: int
    stage: Stage | None
    case: DueCase
    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        """Return how data and anchors call it: `07-2`, `07` where a measure is one task."""
        return f"{self.measure.id}-{self.number}" if self.number else self.measure.id

    @property
    def title(self) -> str:
        return self.task.title or self.measure.title

    @property
    def stage_name(self) -> str:
        return self.stage.name.value if self.stage else ""

    @property
    def end(self) -> dt.date:
        """Return the last day of its limit, the end of time where there is none."""
        return (self.task.due and self.task.due.end) or dt.date.max

    @property
    def overdue_steps(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.case is DueCase.OVERDUE)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The plan as known on a day, judged by the `rule` of that day.

    `year` is the year that is being reported on then.
    """

    report: Report
    as_of: dt.date
    rule: Rule
    year: int
    verdicts: Mapping[str, tuple[Verdict, ...]]

    def verdict(self, id: str, year: int | None = None) -> Verdict:
        """Return an indicator's verdict of a year, of the reporting year unless one is named."""
        wanted = year or self.year
        return next(v for v in self.verdicts[id] if v.year == wanted)

    @property
    def is_reported(self) -> bool:
        """Say whether any figure had come in."""
        return any(row.reported_on <= self.as_of for row in self.report.actuals)

    def actuals(self, id: str) -> tuple[Actual, ...]:
        """Return the newest figure of each of an indicator's periods, by period."""
        return known((row for row in self.report.actuals if row.indicator == id), self.as_of)

    def area_actuals(self, id: str) -> tuple[Actual, ...]:
        """Return the newest figure of each period of an indicator's areas, by area and period."""
        return known((row for row in self.report.area_actuals if row.indicator == id), self.as_of)

    def entries(self, measure: Measure) -> tuple[Entry, ...]:
        """Return what had been said of a measure: the newest period first, of each progress first."""
        order = list(EntryKind)
        known = (entry for entry in measure.entries if entry.is_known(self.as_of))
        by_kind = sorted(known, key=lambda entry: order.index(entry.kind))
        return tuple(sorted(by_kind, key=lambda entry: entry.period, reverse=True))

    def stage(self, of: Measure | Task) -> Stage | None:
        """Return the stage a measure or a task was in, where one had been set."""
        known = [stage for stage in of.stages if stage.since <= self.as_of]
        return known[-1] if known else None

    def tasks(self, measure: Measure) -> tuple[TaskState, ...]:
        """Return where a measure's tasks stood, in the text's order."""
        numbers = enumerate(measure.tasks, 1)
        return tuple(self._task(measure, t, n if measure.has_parts else 0) for n, t in numbers)

    def _task(self, measure: Measure, task: Task, number: int) -> TaskState:
        stage = self.stage(task)
        case = self._case(task.due, stage.finished if stage else None)
        steps = (Step(step, self._case(step.due, step.done)) for step in task.milestones)
        return TaskState(measure, task, number, stage, case, tuple(steps))

    def _case(self, limit: Due | None, done: dt.date | None) -> DueCase:
        known = done if done and done <= self.as_of else None
        return judge_due(limit, known, self.as_of, int(self.rule.soon_days))

    @property
    def overdue(self) -> tuple[TaskState, ...]:
        """Return all tasks whose limit has passed, in the text's order."""
        states = (state for measure in self.report.measures for state in self.tasks(measure))
        return tuple(state for state in states if state.case is DueCase.OVERDUE)

    def corrections(self) -> tuple[Corrected, ...]:
        """Return each corrected figure, the newest first."""
        known = {indicator.id: indicator for indicator in self.report.indicators}
        pairs = reversed(revisions(self.report.ledger, self.as_of))
        return tuple(Corrected(known[old.indicator], old, new) for old, new in pairs)


def snapshot(report: Report, as_of: dt.date) -> Snapshot:
    """Return where the plan stands as known on a day."""
    verdicts = {
        row.id: tuple(_verdict(row, at, report, as_of) for at in range(len(row.targets)))
        for row in report.indicators
    }
    rule = report.site.rules.on(as_of)
    return Snapshot(report, as_of, rule, reporting_year(report, as_of), verdicts)


def reporting_year(report: Report, as_of: dt.date) -> int:
    """Return the newest year of which a figure has fallen due, within the plan's own years.

    From the day after the first half's due date it is the year of `as_of`, until then the year
    before; never a year that was past when the plan was issued, where there is another.
    """
    judged = report.judged_years or tuple(target.year for target in report.years) or (as_of.year,)
    half = Period(as_of.year, 6)
    year = as_of.year if as_of > report.site.rules.on(as_of).due(half) else as_of.year - 1
    return min(max(year, judged[0]), judged[-1])


def _verdict(indicator: Indicator, at: int, report: Report, as_of: dt.date) -> Verdict:
    goalpost = _goalpost(indicator, at)
    rows = (row for row in report.actuals if row.indicator == indicator.id)
    judgement = judge(goalpost, rows, report.site.rules.on(as_of), as_of)
    return Verdict(indicator, judgement, _override(judgement, indicator, report, as_of))


def _goalpost(indicator: Indicator, at: int) -> Goalpost:
    target = indicator.targets[at]
    is_flow = indicator.nature.accumulation is Accumulation.FLOW
    own = None if isinstance(target, NoTarget) else target.direction
    base = _base(indicator, at)
    return Goalpost(
        year=target.year,
        target=Unset() if isinstance(target, NoTarget) else target.value,
        base=Decimal(0) if is_flow else base,
        from_baseline=not (at or is_flow) and not isinstance(base, Unset),
        direction=own or indicator.direction,
        listed=target.listed,
        smooth=indicator.smooth,
        flow=is_flow,
        obstacle="" if indicator.unit else "附件没有写计量单位，待责任单位确认",
        is_limit=own is not None,
    )


def _base(indicator: Indicator, at: int) -> Aim:
    """Return what the year before aimed at; before the first year, what the 基期 was, if that is it."""
    if at:
        before = indicator.targets[at - 1]
        return Unset() if isinstance(before, NoTarget) else before.value
    baseline, first = indicator.baseline, indicator.targets[at].year
    return baseline.value if baseline and baseline.year == first - 1 else Unset()


def _override(
    judgement: Judgement, indicator: Indicator, report: Report, as_of: dt.date
) -> Override | None:
    """Return the override that stands over the year's figure; a corrected figure is judged anew.

    A target in words needs no figure.
    """
    actual, goalpost = judgement.actual, judgement.goalpost
    if isinstance(actual, Actual) and actual.period.is_year:
        since = actual.reported_on
    elif isinstance(goalpost.target, Wording):
        since = dt.date.min
    else:
        return None
    for override in report.overrides:
        is_of = (override.indicator, override.year) == (indicator.id, goalpost.year)
        if is_of and since <= override.signed_on and override.stands(as_of):
            return override
    return None


def tally(verdicts: Iterable[Verdict]) -> Tally:
    """Count the cases; the order is the same everywhere, best first, then what is not judged."""
    counted = Counter(verdict.case for verdict in verdicts)
    counts = tuple((case, counted[case]) for case in Case if counted[case])
    return Tally(counts, sum(counted.values()))


def due_dates(rule: Rule, year: int) -> tuple[tuple[Period, dt.date], ...]:
    """Return the periods a year is reported for and the last day for each."""
    half, whole = Period(year, 6), Period(year, 12)
    return (half, rule.due(half)), (whole, rule.due(whole))


@dataclass(frozen=True, slots=True)
class Newest:
    """An indicator's newest figure, and its case in the year that was reported on."""

    actual: Actual | Unreported
    year: int
    case: Case


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator whose newest figure or case is another."""

    indicator: Indicator
    before: Newest
    after: Newest


@dataclass(frozen=True, slots=True)
class Said:
    """An entry of progress that is new."""

    measure: Measure
    entry: Entry


@dataclass(frozen=True, slots=True)
class Staged:
    """A task whose stage is another; None where none had been set."""

    measure: Measure
    task: Task
    before: Stage | None
    after: Stage


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A task or a step of it that was done or became overdue."""

    state: TaskState
    title: str
    before: DueCase
    after: DueCase


@dataclass(frozen=True, slots=True)
class Changes:
    """All that moved from one day to a later one, and the rules of both days.

    `dated`: dates judge tasks of the plan.
    """

    before: dt.date
    after: dt.date
    rules: tuple[Rule, Rule]
    moved: tuple[Moved, ...]
    corrected: tuple[Corrected, ...]
    said: tuple[Said, ...]
    staged: tuple[Staged, ...]
    lapsed: tuple[Lapsed, ...]
    dated: bool


def changes(before: Snapshot, after: Snapshot) -> Changes:
    """Return what moved between two standings of one report."""
    corrected = (c for c in after.corrections() if c.after.reported_on > before.as_of)
    return Changes(
        before=before.as_of,
        after=after.as_of,
        rules=(before.rule, after.rule),
        moved=tuple(_moved(before, after)),
        corrected=tuple(corrected),
        said=tuple(_said(before, after)),
        staged=tuple(_staged(before, after)),
        lapsed=tuple(_lapsed(before, after)),
        dated=after.report.has_deadlines,
    )


def _moved(before: Snapshot, after: Snapshot) -> Iterator[Moved]:
    for indicator in after.report.indicators:
        one, other = _newest(before, indicator), _newest(after, indicator)
        if one != other:
            yield Moved(indicator, one, other)


def _newest(snapshot: Snapshot, indicator: Indicator) -> Newest:
    rows = snapshot.actuals(indicator.id)
    case = snapshot.verdict(indicator.id).case
    return Newest(rows[-1] if rows else Unreported(), snapshot.year, case)


def _said(before: Snapshot, after: Snapshot) -> Iterator[Said]:
    for measure in after.report.measures:
        known = before.entries(measure)
        yield from (Said(measure, e) for e in after.entries(measure) if e not in known)


def _staged(before: Snapshot, after: Snapshot) -> Iterator[Staged]:
    for measure in after.report.measures:
        for task in measure.tasks:
            stage = after.stage(task)
            if stage and stage != before.stage(task):
                yield Staged(measure, task, before.stage(task), stage)


def _lapsed(before: Snapshot, after: Snapshot) -> Iterator[Lapsed]:
    for measure in after.report.measures:
        for one, other in zip(before.tasks(measure), after.tasks(measure), strict=True):
            if other.task.due:
                yield from _crossed(Lapsed(other, other.title, one.case, other.case))
            for was, step in zip(one.steps, other.steps, strict=True):
                title = f"{other.title}：{step.milestone.title}"
                yield from _crossed(Lapsed(other, title, was.case, step.case))


def _crossed(lapsed: Lapsed) -> Iterator[Lapsed]:
    """Yield what was done or became overdue; that a limit comes near is no news."""
    is_news = lapsed.after.is_done or lapsed.after is DueCase.OVERDUE
    if is_news and lapsed.before is not lapsed.after:
        yield lapsed
