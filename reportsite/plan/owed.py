"""Who has not answered for a period: per body, the figures and the words that are still missing."""

import datetime as dt
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from reportsite.plan.judge import Rule
from reportsite.plan.model import Indicator, Measure, Report
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
from reportsite.plan.responsibility import answering, duties_of, reaching, reported_by
from reportsite.plan.snapshot import Snapshot, TaskState, due_dates, snapshot
from reportsite.plan.target import Target
from reportsite.plan.written import Nobody


@dataclass(frozen=True, slots=True)
class OwedAreas:
    """An indicator's areas whose figures are missing."""

    indicator: Indicator
    areas: tuple[Unit, ...]

    @property
    def names(self) -> str:
        return "、".join(area.name for area in self.areas)


@dataclass(frozen=True, slots=True)
class Owed:
    """What one body has not reported for a period, and the last day for it, if one is named.

    `indicators` are those whose whole is missing, `areas` the parts that are; `tasks` are those it
    is asked for whose limit passed by the end of the period, and are not done.
    """

    unit: Unit
    period: Period
    indicators: tuple[Indicator, ...]
    measures: tuple[Measure, ...]
    due: dt.date | None
    is_overdue: bool
    areas: tuple[OwedAreas, ...] = ()
    tasks: tuple[TaskState, ...] = ()

    @property
    def count(self) -> int:
        return len(self.indicators) + self._area_count + len(self.measures)

    @property
    def _area_count(self) -> int:
        return sum(len(part.areas) for part in self.areas)

    @property
    def counted(self) -> str:
        """Say in numbers what is missing: `2项指标、3个地区数、5项措施`."""
        indicators = f"{len(self.indicators)}项指标" if self.indicators else ""
        areas = f"{self._area_count}个地区数" if self.areas else ""
        measures = f"{len(self.measures)}项措施" if self.measures else ""
        return "、".join(filter(None, (indicators, areas, measures)))

    @property
    def names(self) -> str:
        """Name the missing figures: `市场主体、融资金额（临河区）`, '' where none is."""
        whole = [indicator.name for indicator in self.indicators]
        return "、".join((*whole, *(f"{p.indicator.name}（{p.names}）" for p in self.areas)))

    @property
    def numbers(self) -> str:
        """Name the missing figures by the numbers of their rows: `1、6（临河区）`."""
        whole = [str(indicator.number) for indicator in self.indicators]
        return "、".join((*whole, *(f"{p.indicator.number}（{p.names}）" for p in self.areas)))


def owed(report: Report, period: Period, as_of: dt.date) -> tuple[Owed, ...]:
    """Return the bodies that owe something, in the register's order, as known on a day.

    A group's members owe what the group is named for. An indicator without a target in that year
    is not owed; with several reporters, one answer is enough.
    """
    due = due_date(report.site.rules.on(as_of), period)
    is_overdue = due is not None and as_of > due
    answered = {
        (row.indicator, row.area)
        for row in report.ledger
        if row.period == period and row.reported_on <= as_of
    }
    lapsed = _lapsed(report, period, as_of)
    found: list[Owed] = []
    for body in report.register.bodies:
        asked = [i for i in reported_by(report, body) if _is_judged(i, period.year)]
        figures = tuple(indicator for indicator in asked if (indicator.id, "") not in answered)
        areas = tuple(part for i in asked if (part := _silent(i, answered)).areas)
        measures = (duty.measure for duty in duties_of(report, body))
        words = tuple(m for m in measures if not _told(m, body, period, as_of))
        tasks = tuple(s for s in lapsed if reaching(body, answering(s.task), report.register))
        if figures or areas or words or tasks:
            found.append(Owed(body, period, figures, words, due, is_overdue, areas, tasks))
    return tuple(found)


def _lapsed(report: Report, period: Period, as_of: dt.date) -> tuple[TaskState, ...]:
    if not report.has_deadlines:
        return ()
    return tuple(s for s in snapshot(report, as_of).overdue if s.end <= period.end)


def _silent(indicator: Indicator, answered: Container[tuple[str, str]]) -> OwedAreas:
    areas = (area for area in indicator.areas if (indicator.id, area.name) not in answered)
    return OwedAreas(indicator, tuple(areas))


def asked_for(snapshot: Snapshot) -> tuple[Period, ...]:
    """Return the newest period past its due date, and those that have ended and are still open."""
    today = snapshot.as_of
    ended = [
        (period, due)
        for year in snapshot.report.judged_years
        for period, due in due_dates(snapshot.rule, year)
        if period.end < today
    ]
    overdue = [period for period, due in ended if due < today][-1:]
    return (*overdue, *(period for period, due in ended if due >= today))


def due_date(rule: Rule, period: Period) -> dt.date | None:
    """Return the last day for a year's or a first half's report; other periods have none."""
    return rule.due(period) if period.months in (6, 12) else None


def _is_judged(indicator: Indicator, year: int) -> bool:
    """Say whether a figure is to be held against a target: against words none can be."""
    targets = (target for target in indicator.targets if target.year == year)
    return any(isinstance(t, Target) and t.ends and not t.listed for t in targets)


def _told(measure: Measure, body: Unit, period: Period, as_of: dt.date) -> bool:
    """Say whether a body has spoken; an entry in nobody's name is the sole responsible unit's."""
    return any(
        (measure.is_sole if isinstance(entry.unit, Nobody) else entry.unit.id == body.id)
        for entry in measure.entries
        if entry.period == period and entry.is_known(as_of)
    )


def as_text(rows: Iterable[Owed]) -> str:
    """Write one line per body: what it owes and until when."""
    return "".join(f"{row.unit.name}：{_missing(row)}{_by(row)}\n" for row in rows)


def _missing(row: Owed) -> str:
    parts = ((row.indicators, "项指标"), (row.measures, "项措施"), (row.tasks, "个逾期任务"))
    said = [f"{len(of)}{what}（{'、'.join(one.id for one in of)}）" for of, what in parts if of]
    said += [
        f"指标{part.indicator.id}的{len(part.areas)}个地区（{part.names}）" for part in row.areas
    ]
    return "，".join(said)


def _by(row: Owed) -> str:
    if row.due is None:
        return "；没有规定截止日"
    day = f"{row.due.year}年{row.due.month}月{row.due.day}日"
    return f"；已过截止日（{day}）" if row.is_overdue else f"；{day}前报送"


def as_json(rows: Iterable[Owed]) -> str:
    """Write a JSON array of {unit, name, due, is_overdue, indicators, measures, tasks}.

    Where figures by area are missing it has areas too: {id, name, areas}.
    """
    listed = [
        {
            "unit": row.unit.id,
            "name": row.unit.name,
            "due": row.due and row.due.isoformat(),
            "is_overdue": row.is_overdue,
            "indicators": [{"id": i.id, "name": i.name} for i in row.indicators],
            "measures": [{"id": m.id, "title": m.title} for m in row.measures],
            "tasks": [{"id": t.id, "title": t.title} for t in row.tasks],
            **({"areas": list(map(_areas, row.areas))} if row.areas else {}),
        }
        for row in rows
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _areas(part: OwedAreas) -> Mapping[str, object]:
    names = [area.name for area in part.areas]
    return {"id": part.indicator.id, "name": part.indicator.name, "areas": names}
