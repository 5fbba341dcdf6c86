"""A unit's ledger (台账): its measures, what it reports, what it owes, and what it has said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from reportsite import owed, paths, words
from reportsite.markup import printable
from reportsite.model import Entry, Measure, Register, Unit
from reportsite.period import Period
from reportsite.standing import Standing, due_dates
from reportsite.view.annex import AnnexTable, annex_table
from reportsite.view.entries import of_unit
from reportsite.view.figurefiles import figure_files
from reportsite.view.page import View
from reportsite.view.typeset import NO_COLUMN, About, Marks, marks, root, source_of, title_lines
from reportsite.view.units import measures_of

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

    `pages` is the number it asks for, 0 where it takes what it needs.
    """

    about: About
    marks: Marks
    plan: str
    title: tuple[str, ...]
    full_name: str
    kind: str
    summary: str
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


Debts = Mapping[str, tuple[Debt, ...]]


def ledgers(standing: Standing) -> Iterator[View]:
    """Yield the ledger of every unit and of every member of a group."""
    debts = debts_of(standing)
    for unit in standing.report.register.bodies:
        yield _ledger(unit, debts.get(unit.id, ()), standing)


def _ledger(unit: Unit, debts: tuple[Debt, ...], standing: Standing) -> View:
    report = standing.report
    about = About(
        title=f"{unit.name}工作台账",
        author=report.site.organiser,
        subject=f"{unit.name}承担的措施、报送的指标和进展，截至{words.date(report.site.as_of)}。",
        keywords=",".join((*report.site.keywords, unit.name)),
        date=report.site.as_of,
    )
    return View(
        path=paths.unit_pdf(unit.id),
        template="print/ledger.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_record(unit, about, debts, standing),
        source="data/units.yml",
        attachments=figure_files(standing, owed.reported_by(report, unit)),
    )


def _record(
    unit: Unit, about: About, debts: tuple[Debt, ...], standing: Standing
) -> LedgerDocument:
    report, site = standing.report, standing.report.site
    named, grouped = measures_of(unit, report)
    told = tuple(_told_measures(unit, standing))
    duties = tuple(_duties(unit, named, grouped, standing))
    indicators = owed.reported_by(report, unit)
    reports = (annex_table(indicators, standing),) if indicators else ()
    rows = len(duties) + len(debts) + sum(1 + len(measure.rows) for measure in told)
    return LedgerDocument(
        about=about,
        marks=marks(site),
        plan=report.plan.title,
        title=title_lines(about.title),
        full_name=unit.full_name or "未查到，照原文显示",
        kind=unit.kind,
        summary=_summary(len(named), len(grouped)),
        duties=duties,
        has_stages=any(duty.stage for duty in duties),
        has_told=any(duty.told for duty in duties),
        reports=reports,
        basis=words.BASIS[indicators[0].reporters_basis] if indicators else "",
        debts=debts,
        told=told,
        as_of=words.date(site.as_of),
        organiser=site.organiser,
        source=source_of(report.plan),
        pages=int(not reports and rows <= SHORT),
    )


def _summary(named: int, grouped: int) -> str:
    said = (f"点名{named}项" if named else "", f"经集合承担{grouped}项" if grouped else "")
    return "，".join(part for part in said if part)


def _duties(
    unit: Unit, named: tuple[Measure, ...], grouped: tuple[Measure, ...], standing: Standing
) -> Iterator[Duty]:
    """Yield each measure once, those that name the unit first, then those through a group."""
    for measure in (*named, *(m for m in grouped if m not in named)):
        stage = standing.stage(measure)
        own = [entry for entry in standing.entries(measure) if _is_of(entry, unit)]
        yield Duty(
            numeral=words.count(measure.number),
            title=measure.title,
            how=_how(measure, unit, standing.report.register),
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
        return "点名，按职责分工负责"
    own = {g.unit.id for g in register.groups if unit.id in {member.id for member in g.members}}
    return f"经“{next(named.spelt for named in measure.units if named.unit.id in own)}”"


def debts_of(standing: Standing) -> Debts:
    """Return what every body owes by its id, the oldest period first.

    A first half's figures are no longer asked for once the whole year's are due.
    """
    found: dict[str, list[Debt]] = {}
    for period in _asked(standing):
        for row in owed.owed(standing.report, period, standing.as_of):
            found.setdefault(row.unit.id, []).append(_debt(period, row))
    return {id: tuple(debts) for id, debts in found.items()}


def _asked(standing: Standing) -> Iterator[Period]:
    """Yield the periods that have ended and are still asked for, from the plan's first judged year."""
    rule, as_of = standing.report.site.rule, standing.as_of
    for target in standing.report.indicators[0].targets:
        if not target.listed:
            (half, _), (whole, last_day) = due_dates(rule, target.year)
            if half.end <= as_of <= last_day:
                yield half
            if whole.end <= as_of:
                yield whole


def _debt(period: Period, row: owed.Owed) -> Debt:
    late = "，已过" if row.is_overdue else ""
    due = "没有规定" if isinstance(row.due, owed.NoDueDate) else f"{words.date(row.due)}{late}"
    return Debt(
        period=period.words,
        due=due,
        indicators="、".join(str(indicator.number) for indicator in row.indicators),
        measures="、".join(words.count(measure.number) for measure in row.measures),
    )


def _told_measures(unit: Unit, standing: Standing) -> Iterator[ToldMeasure]:
    address = root(standing.report.site)
    for measure, entries in of_unit(standing, unit.id):
        title = f"（{words.count(measure.number)}）{measure.title}"
        yield ToldMeasure(title, tuple(_told(entry, address) for entry in entries))


def _told(entry: Entry, root: str) -> Told:
    prose = (block for block in entry.prose if isinstance(block, Markup))
    return Told(entry.period.words, entry.kind.value, tuple(printable(p, root) for p in prose))
