"""A unit's ledger, and who answers for what: measures against units, the same counted by chapter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportsite.facts.page import Fact
from reportsite.plan import words
from reportsite.plan.model import Chapter, Indicator, Measure, Report
from reportsite.plan.owed import Owed, asked_for, owed
from reportsite.plan.register import Register, Unit
from reportsite.plan.responsibility import Duty, Mode, duties, duties_of, reported_by
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Entry


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit's duty, its measure's stage, and the newest period the unit spoke of; '' = none."""

    duty: Duty
    stage: str
    told: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is on record of a unit or a collective; of `told` the newest period comes first.

    `named` are the tasks in whose brackets it stands, `grouped` those it has through a group.
    """

    unit: Unit
    named: tuple[Assignment, ...]
    grouped: tuple[Assignment, ...]
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
        yield _ledger(unit, tuple(row for row in owing if row.unit.id == unit.id), snapshot)


def _ledger(unit: Unit, debts: tuple[Owed, ...], snapshot: Snapshot) -> Ledger:
    told = tuple(_told(unit, snapshot))
    newest = {measure.id: entries[0].period.words for measure, entries in told}
    tasks = [_task(duty, newest, snapshot) for duty in duties_of(snapshot.report, unit)]
    return Ledger(
        unit=unit,
        named=tuple(task for task in tasks if task.duty.mode is not Mode.MEMBER),
        grouped=tuple(task for task in tasks if task.duty.mode is Mode.MEMBER),
        indicators=reported_by(snapshot.report, unit),
        debts=debts,
        told=told,
    )


def _task(duty: Duty, newest: Mapping[str, str], snapshot: Snapshot) -> Assignment:
    stage = snapshot.stage(duty.measure)
    return Assignment(duty, stage.name.value if stage else "", newest.get(duty.measure.id, ""))


def _told(unit: Unit, snapshot: Snapshot) -> Iterator[tuple[Measure, tuple[Entry, ...]]]:
    for measure in snapshot.report.measures:
        own = tuple(entry for entry in snapshot.entries(measure) if entry.unit.id == unit.id)
        if own:
            yield measure, own


NAMED, GROUPED, NO_TASK = ("●", "点名"), ("○", "经集合"), ("", "")


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
    """All measures against all units; `counts` are the measures of each."""

    parts: tuple[Part, ...]
    chapters: tuple[MatrixChapter, ...]

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
    modes = {(duty.measure.id, duty.unit.id): duty.mode for duty in duties(report)}
    parts = tuple(_parts(report.register))
    units = [unit.id for part in parts for unit in part.units]
    chapters = []
    for chapter, measures in report.by_chapter:
        rows = (
            _row(measure, [modes.get((measure.id, id)) for id in units]) for measure in measures
        )
        chapters.append(MatrixChapter(chapter, tuple(rows), *_distinct(measures)))
    return Matrix(parts, tuple(chapters))


def _parts(register: Register) -> Iterator[Part]:
    if register.units:
        yield Part("点名的单位", register.units)
    if register.groups:
        yield Part("集合", register.groups)
    for group in register.groups:
        if group.members:
            yield Part(f"{group.name}的成员", group.members)


def _row(measure: Measure, modes: list[Mode | None]) -> MatrixRow:
    return MatrixRow(measure, tuple(map(_mark, modes)), _counted(*_distinct((measure,))))


def _mark(mode: Mode | None) -> tuple[str, str]:
    if mode is None:
        return NO_TASK
    return GROUPED if mode is Mode.MEMBER else NAMED


def _distinct(measures: tuple[Measure, ...]) -> tuple[int, int]:
    """Return how many units are named, and how many collectives, each counted once."""
    meant = {(r.unit.id, r.is_group) for measure in measures for r in measure.units}
    groups = sum(is_group for _, is_group in meant)
    return len(meant) - groups, groups


def _counted(units: int, groups: int) -> str:
    said = [f"{units}个单位"] if units else []
    said += [f"{groups}个集合"] if groups else []
    return "、".join(said)
