"""What the tables of prose show: every insert of a document becomes a record as of its own day."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from reportsite.facts.changes import ChangeTable, change_table
from reportsite.facts.indicator import indicator_table
from reportsite.facts.measure import MeasureFacts, measure_facts
from reportsite.facts.plan import goals, target_table
from reportsite.plan import owed as debts
from reportsite.plan import words
from reportsite.plan.diff import changes
from reportsite.plan.model import Measure
from reportsite.plan.period import Period, period
from reportsite.plan.snapshot import Corrected, Snapshot, snapshot
from reportsite.source.calls import Insert
from reportsite.source.markdown import Block


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text: its templates' name, its number in the document, what it shows."""

    name: str
    number: int
    record: object


@dataclass(frozen=True, slots=True)
class ProgressTable:
    """What was said of the measures for a period; `silent` are those of which nothing was."""

    period: Period
    rows: tuple[MeasureFacts, ...]
    silent: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A unit and what it has not reported."""

    id: str
    name: str
    indicators: str
    measures: str


@dataclass(frozen=True, slots=True)
class OwedTable:
    """Who owes what for a period, and by when; no order but the register's."""

    title: str
    due: str
    rows: tuple[OwedRow, ...]


@dataclass(frozen=True, slots=True)
class CorrectionTable:
    """All corrected figures, the newest first."""

    as_of: dt.date
    rows: tuple[Corrected, ...]


def blocks(prose: Iterable[Block], snapshot: Snapshot) -> tuple[Markup | Table, ...]:
    """Return a document's text with every insert as the table it stands for, numbered from 1."""
    found: list[Markup | Table] = []
    number = 0
    for block in prose:
        if isinstance(block, Insert):
            number += 1
            found.append(table(block, number, snapshot))
        else:
            found.append(block)
    return tuple(found)


def table(insert: Insert, number: int, snapshot: Snapshot) -> Table:
    """Return the table of an insert as things stood on the document's day."""
    return Table(insert.name, number, RECORDS[insert.name](snapshot, *insert.arguments))


def _progress(at: Snapshot, key: str) -> ProgressTable:
    wanted = _period(key)
    facts = [measure_facts(measure, at) for measure in at.report.measures]
    told = {one.measure.id for one in facts if any(e.period == wanted for e in one.entries)}
    return ProgressTable(
        period=wanted,
        rows=tuple(one for one in facts if one.measure.id in told),
        silent=tuple(measure for measure in at.report.measures if measure.id not in told),
    )


def _owed(at: Snapshot, key: str) -> OwedTable:
    wanted = _period(key)
    rows = debts.owed(at.report, wanted, at.as_of)
    due = debts.due_date(at.rule, wanted)
    is_overdue = isinstance(due, dt.date) and at.as_of > due
    return OwedTable(
        title=f"{wanted.words}{'应报未报' if is_overdue else '待报'}情况",
        due=_last_day(due, is_overdue=is_overdue),
        rows=tuple(
            OwedRow(
                row.unit.id,
                row.unit.name,
                "、".join(indicator.name for indicator in row.indicators),
                "、".join(words.count(m.number) for m in row.measures),
            )
            for row in rows
        ),
    )


def _last_day(due: dt.date | debts.NoDueDate, *, is_overdue: bool) -> str:
    if not isinstance(due, dt.date):
        return "没有规定"
    return words.date(due) if is_overdue else f"{words.date(due)}，还没有到"


def _changes(at: Snapshot, since: str, before: str) -> ChangeTable:
    earlier = snapshot(at.report, dt.date.fromisoformat(before))
    return change_table(changes(earlier, at), since)


def _period(key: str) -> Period:
    found = period(key)
    assert found
    return found


RECORDS: Mapping[str, Callable[..., object]] = {
    "goals": goals,
    "measures": lambda at: at.report.by_chapter,
    "targets": lambda at: target_table(at.report),
    "indicators": indicator_table,
    "progress": _progress,
    "owed": _owed,
    "corrections": lambda at: CorrectionTable(at.as_of, at.corrections()),
    "changes": _changes,
}
