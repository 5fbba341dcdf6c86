"""A unit's ledger, and who answers for what: measures against units, the same counted by chapter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportsite.facts.measure import TaskFacts
from reportsite.facts.page import Fact
from reportsite.plan import words
from reportsite.plan.deadline import DueCase
from reportsite.plan.model import Chapter, Indicator, Measure, Report
from reportsite.plan.owed import Owed, asked_for, owed
from reportsite.plan.register import Register, Role, Unit
from reportsite.plan.responsibility import Duty, Mode, duties, duties_of, reaching, reported_by
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Entry

IN_PARTS = "见任务"  # a measure of several tasks has no stage of its own


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit's duty, its measure's stage, and the newest period the unit spoke of; '' = none."""

    duty: Duty
    stage: str
    told: str


@dataclass(frozen=True, slots=True)
class UnitTask(TaskFacts):
    """A task and what a unit is asked in it."""

    parts: tuple[Role, ...]

    @property
    def role(self) -> str:
        return "、".join(self.parts)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is on record of a unit or a collective; of `told` the newest period comes first.

    `named` are the measures in whose brackets it stands, `grouped` those it has through a group;
    `dated` its tasks that have limits or are parts of a measure, what is overdue first.
    """

    unit: Unit
    named: tuple[Assignment, ...]
    grouped: tuple[Assignment, ...]
    dated: tuple[UnitTask, ...]
    indicators: tuple[Indicator, ...]
    debts: tuple[Owed, ...]
    told: tuple[tuple[Measure, tuple[Entry, ...]], ...]

    @property
    def tasks(self) -> tuple[Assignment, ...]:
        return (*self.named, *self.grouped)

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(task.duty.measure for task in self.tasks)

    @property
    def overdue(self) -> tuple[UnitTask, ...]:
        return tuple(own for own in self.dated if own.state.case is DueCase.OVERDUE)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for _, entries in self.told for entry in entries)

    @property
    def basis(self) -> str:
        """Say who decided that it reports these indicators, '' where it reports none."""
        return words.reporters(self.indicators) if self.indicators else ""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return what it is: its full name and its nature."""
        full_name = self.unit.full_name or "未查到，照原文显示"
        return Fact("全称", full_name), Fact("性质", self.unit.kind)


def ledgers(units: Iterable[Unit], snapshot: Snapshot) -> Iterator[Ledger]:
    """Yield a ledger for each unit, with its debts of every period that is asked for."""
    report, today = snapshot.report, snapshot.as_of
    owing = [row for period in asked_for(snapshot) for row in owed(report, period, today)]
    for unit in units:
        yield _ledger(unit, tuple(r for r in owing if r.unit.id == unit.id and r.count), snapshot)


def _ledger(unit: Unit, debts: tuple[Owed, ...], snapshot: Snapshot) -> Ledger:
    told = tuple(_told(unit, snapshot))
    newest = {measure.id: entries[0].period.words for measure, entries in told}
    tasks = [_task(duty, newest, snapshot) for duty in duties_of(snapshot.report, unit)]
    return Ledger(
        unit=unit,
        named=tuple(task for task in tasks if task.duty.mode is not Mode.MEMBER),
        grouped=tuple(task for task in tasks if task.duty.mode is Mode.MEMBER),
        indicators=reported_by(snapshot.report, unit),
        dated=tuple(_dated(unit, snapshot)),
        debts=debts,
        told=told,
    )


def _dated(unit: Unit, snapshot: Snapshot) -> Iterator[UnitTask]:
    """Yield a unit's tasks, what is overdue first, then by limit; none of a plan without limits."""
    report = snapshot.report
    states = [
        s for measure in report.measures for s in snapshot.tasks(measure) if not measure.is_plain
    ]
    for state in sorted(states, key=lambda s: (s.case.urgency, s.end)):
        if parts := reaching(unit, state.task.units, report.register):
            roles = tuple(dict.fromkeys(part.role for part in parts))
            yield UnitTask(state, int(snapshot.rule.soon_days), roles)


def _task(duty: Duty, newest: Mapping[str, str], snapshot: Snapshot) -> Assignment:
    stage = snapshot.stage(duty.measure)
    said = IN_PARTS if duty.measure.has_parts else stage.name.value if stage else ""
    return Assignment(duty, said, newest.get(duty.measure.id, ""))


def _told(unit: Unit, snapshot: Snapshot) -> Iterator[tuple[Measure, tuple[Entry, ...]]]:
    for measure in snapshot.report.measures:
        own = tuple(entry for entry in snapshot.entries(measure) if entry.unit.id == unit.id)
        if own:
            yield measure, own


NAMED, GROUPED, NO_TASK = ("●", "点名"), ("○", "经集合"), ("", "")
LEADING, HELPING = "●", "◎"  # where the text names leads


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that belong together: units named one by one, collectives, members of one."""

    title: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A measure with its mark for every unit and the mark's word; `total` says them in numbers."""

    measure: Measure
    marks: tuple[tuple[str, str], ...]
    total: str


@dataclass(frozen=True, slots=True)
class MatrixChapter:
    """A chapter's measures, and how many units and collectives they name, each counted once."""

    chapter: Chapter
    rows: tuple[MatrixRow, ...]
    units: int
    groups: int

    @property
    def sentence(self) -> str:
        said = _counted(self.units, self.groups)
        return f"{self.chapter.title}：{len(self.rows)}项措施，{said}。"


@dataclass(frozen=True, slots=True)
class Matrix:
    """All measures against all units; `counts` are the measures of each.

    `is_led`: the text names leads, and a mark says who leads and who helps.
    """

    parts: tuple[Part, ...]
    chapters: tuple[MatrixChapter, ...]
    is_led: bool

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(unit for part in self.parts for unit in part.units)

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        return tuple(row for chapter in self.chapters for row in chapter.rows)

    @property
    def counts(self) -> tuple[int, ...]:
        columns = zip(*(row.marks for row in self.rows), strict=True)
        return tuple(sum(mark != NO_TASK for mark in marks) for marks in columns)


def matrix(report: Report) -> Matrix:
    """Return who answers for what."""
    is_led = report.is_led
    marks = {(duty.measure.id, duty.unit.id): _mark(duty, is_led) for duty in duties(report)}
    parts = tuple(_parts(report.register))
    units = [unit.id for part in parts for unit in part.units]
    chapters = []
    for chapter, measures in report.by_chapter:
        rows = (
            _row(measure, [marks.get((measure.id, id), NO_TASK) for id in units])
            for measure in measures
        )
        chapters.append(MatrixChapter(chapter, tuple(rows), *_distinct(measures)))
    return Matrix(parts, tuple(chapters), is_led)


def _parts(register: Register) -> Iterator[Part]:
    if register.units:
        yield Part("点名的单位", register.units)
    if register.groups:
        yield Part("集合", register.groups)
    for group in register.groups:
        if group.members:
            yield Part(f"{group.name}的成员", group.members)


def _row(measure: Measure, marks: list[tuple[str, str]]) -> MatrixRow:
    return MatrixRow(measure, tuple(marks), _counted(*_distinct((measure,))))


def _mark(duty: Duty, is_led: bool) -> tuple[str, str]:
    if duty.mode is Mode.MEMBER:
        return GROUPED
    if not is_led:
        return NAMED
    return LEADING if Role.LEAD in duty.roles else HELPING, "、".join(duty.roles)


def _distinct(measures: tuple[Measure, ...]) -> tuple[int, int]:
    """Return how many units are named, and how many collectives, each counted once."""
    meant = {(r.unit.id, r.is_group) for measure in measures for r in measure.units}
    groups = sum(is_group for _, is_group in meant)
    return len(meant) - groups, groups


def _counted(units: int, groups: int) -> str:
    said = [f"{units}个单位"] if units else []
    said += [f"{groups}个集合"] if groups else []
    return "、".join(said)
