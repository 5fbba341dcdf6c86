"""A unit's ledger (台账): what it answers for, reports and owes, and what it has said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportsite.facts.case import Fact
from reportsite.plan import words
from reportsite.plan.model import Indicator, Measure
from reportsite.plan.owed import Owed, asked_for, owed
from reportsite.plan.register import Unit
from reportsite.plan.responsibility import Duty, Mode, duties_of, reported_by
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Entry


@dataclass(frozen=True, slots=True)
class Task:
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
    named: tuple[Task, ...]
    grouped: tuple[Task, ...]
    indicators: tuple[Indicator, ...]
    debts: tuple[Owed, ...]
    told: tuple[tuple[Measure, tuple[Entry, ...]], ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
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


def _task(duty: Duty, newest: Mapping[str, str], snapshot: Snapshot) -> Task:
    stage = snapshot.stage(duty.measure)
    return Task(duty, stage.name.value if stage else "", newest.get(duty.measure.id, ""))


def _told(unit: Unit, snapshot: Snapshot) -> Iterator[tuple[Measure, tuple[Entry, ...]]]:
    for measure in snapshot.report.measures:
        own = tuple(entry for entry in snapshot.entries(measure) if entry.unit.id == unit.id)
        if own:
            yield measure, own
