"""A unit's ledger (台账): its measures, what it reports, what it owes, and what it has said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from reportsite.facts.case import Fact
from reportsite.facts.document import NO_COLUMN, About, Marks, marks, root, source_of, title_lines
from reportsite.facts.entries import of_unit
from reportsite.facts.indicator import figure_files
from reportsite.facts.page import View
from reportsite.paper.annex import AnnexTable, annex_table
from reportsite.plan import owed, paths, words
from reportsite.plan.model import Measure
from reportsite.plan.period import Period
from reportsite.plan.register import Register, Unit
from reportsite.plan.responsibility import reported_by
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Entry
from reportsite.site.units import Asked, asked_for, measures_of
from reportsite.source.markdown import printable

PARTS = ("承担的措施", "要报什么", "报送的进展", "报送的指标")
SHORT = 16  # rows of tables that may fit one page beside the headings


@dataclass(frozen=True, slots=True)
class Duty:
    """A measure of the unit: named in its bracket, or through a group; `told` is the newest period."""

    numeral: str
    title: str
    how: str
    stage: str
    told: str


@dataclass(frozen=True, slots=True)
class Debt:
    """What the unit has not reported for a period; `''` where nothing is missing."""

    period: str
    due: str
    is_overdue: bool
    indicators: str
    measures: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the unit said of a measure for a period, and what it speaks of: progress, problems …"""

    period: str
    kind: str
    prose: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ToldMeasure:
    """A measure and what the unit said of it, the newest period first."""

    title: str
    rows: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class LedgerDocument:
    """A unit's ledger; `reports` are the indicators it reports, none or a table.

    `facts` sum it up; `headings` number the parts it has: measures, debts, words, indicators.
    `pages` is the number it asks for, 0 where it takes what it needs.
    """

    about: About
    marks: Marks
    plan: str
    title: tuple[str, ...]
    facts: tuple[Fact, ...]
    headings: tuple[str, ...]
    duties: tuple[Duty, ...]
    has_stages: bool
    has_told: bool
    reports: tuple[AnnexTable, ...]
    basis: str
    debts: tuple[Debt, ...]
    told: tuple[ToldMeasure, ...]
    as_of: str
    organiser: str
    source: str
    pages: int


def unit_sheets(snapshot: Snapshot) -> Iterator[View]:
    """Yield the ledger of every unit and of every member of a group."""
    asked = asked_for(snapshot)
    for unit in snapshot.report.register.bodies:
        yield _ledger(unit, tuple(_debts(unit, asked)), snapshot)


def _ledger(unit: Unit, debts: tuple[Debt, ...], snapshot: Snapshot) -> View:
    report = snapshot.report
    about = About(
        title=f"{unit.name}工作台账",
        author=report.site.organiser,
        subject=f"{unit.name}承担的措施、报送的指标和进展，截至{words.date(report.site.as_of)}。",
        keywords=",".join((*report.site.keywords, unit.name)),
        date=report.site.as_of,
    )
    return View(
        path=paths.unit_pdf(unit.id),
        template="paper/unit.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_record(unit, about, debts, snapshot),
        source="data/units.yml",
        attachments=figure_files(snapshot, reported_by(report, unit)),
    )


def _record(
    unit: Unit, about: About, debts: tuple[Debt, ...], snapshot: Snapshot
) -> LedgerDocument:
    report, site = snapshot.report, snapshot.report.site
    named, grouped = measures_of(unit, report)
    told = tuple(_told_measures(unit, snapshot))
    duties = tuple(_duties(unit, named, grouped, snapshot))
    indicators = reported_by(report, unit)
    parts = (bool(duties), bool(debts), bool(told), bool(indicators))
    reports = (annex_table(indicators, snapshot),) if indicators else ()
    rows = len(duties) + len(debts) + sum(1 + len(measure.rows) for measure in told)
    return LedgerDocument(
        about=about,
        marks=marks(site),
        plan=report.plan.title,
        title=title_lines(about.title),
        facts=(
            Fact("全称", unit.full_name or "未查到，照原文显示"),
            Fact("性质", unit.kind),
            Fact("承担措施", _summary(len(named), len(grouped))),
            Fact(
                "报送指标", f"{len(indicators)}项" if indicators else "没有登记由本单位报送的指标"
            ),
            Fact("应报未报", _owing(debts, snapshot)),
            Fact("报送进展", _telling(duties, snapshot)),
        ),
        headings=tuple(_headings(parts)),
        duties=duties,
        has_stages=any(duty.stage for duty in duties),
        has_told=any(duty.told for duty in duties),
        reports=reports,
        basis=words.reporters(indicators) if indicators else "",
        debts=debts,
        told=told,
        as_of=words.date(site.as_of),
        organiser=site.organiser,
        source=source_of(report.plan),
        pages=(1 + len(reports)) * (rows <= SHORT),
    )


def _summary(named: int, grouped: int) -> str:
    said = (f"点名{named}项" if named else "", f"经集合承担{grouped}项" if grouped else "")
    return "，".join(part for part in said if part)


def _owing(debts: tuple[Debt, ...], snapshot: Snapshot) -> str:
    """Say of which periods something is overdue, and of which it is awaited and still in time."""
    overdue = "、".join(debt.period for debt in debts if debt.is_overdue)
    coming = "、".join(debt.period for debt in debts if not debt.is_overdue)
    said = overdue or f"截至{words.date(snapshot.as_of)}没有"
    return f"{said}；待报：{coming}" if coming else said


def _telling(duties: tuple[Duty, ...], snapshot: Snapshot) -> str:
    """Say on how many of its measures the unit has reported in words."""
    told = sum(1 for duty in duties if duty.told)
    if told:
        return f"{len(duties)}项措施中报送过{told}项"
    return f"截至{words.date(snapshot.as_of)}，尚未报送"


def _headings(parts: Iterable[bool]) -> Iterator[str]:
    """Yield the headings of a ledger, numbered over the parts that it has, '' for the others."""
    number = 0
    for name, has in zip(PARTS, parts, strict=True):
        number += has
        yield f"{words.count(number)}、{name}" if has else ""


def _duties(
    unit: Unit, named: tuple[Measure, ...], grouped: tuple[Measure, ...], snapshot: Snapshot
) -> Iterator[Duty]:
    """Yield each measure once, those that name the unit first, then those through a group."""
    for measure in (*named, *(m for m in grouped if m not in named)):
        stage = snapshot.stage(measure)
        own = [entry for entry in snapshot.entries(measure) if _is_of(entry, unit)]
        yield Duty(
            numeral=words.count(measure.number),
            title=measure.title,
            how=_how(measure, unit, snapshot.report.register),
            stage=stage.name.value if stage else "",
            told=own[0].period.words if own else "",
        )


def _is_of(entry: Entry, unit: Unit) -> bool:
    return isinstance(entry.unit, Unit) and entry.unit.id == unit.id


def _how(measure: Measure, unit: Unit, register: Register) -> str:
    """Say how a measure reaches a unit: named alone, named with others, or through its group."""
    if measure.is_sole:
        return "点名，由本单位负责"
    if any(responsible.unit.id == unit.id for responsible in measure.units):
        return "点名"
    own = {g.unit.id for g in register.groups if unit.id in {member.id for member in g.members}}
    return f"经“{next(named.spelt for named in measure.units if named.unit.id in own)}”"


def _debts(unit: Unit, asked: Asked) -> Iterator[Debt]:
    for period, owing in asked.items():
        if unit.id in owing:
            yield _debt(period, owing[unit.id])


def _debt(period: Period, row: owed.Owed) -> Debt:
    due = "没有规定" if isinstance(row.due, owed.NoDueDate) else words.date(row.due)
    return Debt(
        period=period.words,
        due=f"{due}{'，已过' if row.is_overdue else ''}",
        is_overdue=row.is_overdue,
        indicators="、".join(str(indicator.number) for indicator in row.indicators),
        measures="、".join(words.count(measure.number) for measure in row.measures),
    )


def _told_measures(unit: Unit, snapshot: Snapshot) -> Iterator[ToldMeasure]:
    address = root(snapshot.report.site)
    for measure, entries in of_unit(snapshot, unit.id):
        title = f"（{words.count(measure.number)}）{measure.title}"
        yield ToldMeasure(title, tuple(_told(entry, address) for entry in entries))


def _told(entry: Entry, root: str) -> Told:
    prose = (block for block in entry.prose if isinstance(block, Markup))
    return Told(entry.period.words, entry.kind.value, tuple(printable(p, root) for p in prose))
