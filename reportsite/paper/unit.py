"""A unit's ledger on paper: its measures, what it reports, what it owes, and what it has said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportsite.facts.indicator import YearTable, figure_files, year_table
from reportsite.facts.page import Fact, View, about
from reportsite.facts.unit import Ledger, ledgers
from reportsite.plan import paths, words
from reportsite.plan.deadline import counted
from reportsite.plan.owed import Owed
from reportsite.plan.snapshot import Snapshot
from reportsite.source.characters import chinese

PARTS = ("承担的措施", "任务和时限", "要报什么", "报送的进展", "报送的指标")
SHORT = 16  # rows of tables that may fit one page beside the headings


@dataclass(frozen=True, slots=True)
class LedgerDocument:
    """A unit's ledger; `reports` is the table of the indicators it reports, where it has any.

    `facts` sum it up; `headings` number the parts it has: measures, limits, debts, words, indicators.
    `pages` is the number it asks for, 0 = what it needs.
    """

    ledger: Ledger
    facts: tuple[Fact, ...]
    headings: tuple[str, ...]
    reports: tuple[YearTable, ...]
    pages: int


def unit_sheets(snapshot: Snapshot) -> Iterator[View]:
    """Yield the ledger of every unit and of every member of a group."""
    for ledger in ledgers(snapshot.report.register.bodies, snapshot):
        yield _sheet(ledger, snapshot)


def _sheet(ledger: Ledger, snapshot: Snapshot) -> View:
    site, unit = snapshot.report.site, ledger.unit
    return View(
        path=paths.unit_pdf(unit.id),
        template="paper/unit.html",
        title=f"{unit.name}工作台账",
        description=f"{unit.name}{_told(snapshot)}，截至{words.date(site.as_of)}。",
        record=_record(ledger, snapshot),
        source="data/units.yml",
        about=about(site, unit.name),
        attachments=figure_files(snapshot, ledger.indicators),
    )


def _record(ledger: Ledger, snapshot: Snapshot) -> LedgerDocument:
    reports = (year_table(ledger.indicators, snapshot),) if ledger.indicators else ()
    parts = (ledger.tasks, ledger.dated, ledger.debts, ledger.told, ledger.indicators)
    rows = sum(map(len, parts[:-1])) + len(ledger.entries)
    return LedgerDocument(
        ledger=ledger,
        facts=(*ledger.facts, *_facts(ledger, snapshot)),
        headings=tuple(numbered(zip(map(bool, parts), PARTS, strict=True))),
        reports=reports,
        pages=(1 + len(reports)) * (rows <= SHORT),
    )


def _told(snapshot: Snapshot) -> str:
    measures, indicators = bool(snapshot.report.measures), bool(snapshot.report.indicators)
    progress = "进展" if indicators else "报送的进展"
    return words.together("承担的措施" * measures, "报送的指标" * indicators, progress * measures)


def _facts(ledger: Ledger, snapshot: Snapshot) -> Iterator[Fact]:
    """Yield how many measures it has, what it reports, what it owes, and of how many it spoke."""
    report, as_of = snapshot.report, words.date(snapshot.as_of)
    named, grouped, indicators = map(len, (ledger.named, ledger.grouped, ledger.indicators))
    said = (f"点名{named}项" if named else "", f"经集合承担{grouped}项" if grouped else "")
    if report.measures:
        yield Fact("承担措施", "，".join(filter(None, said)) or "没有")
    if report.indicators:
        yield Fact("报送指标", f"{indicators}项" if indicators else "没有登记由本单位报送的指标")
    if ledger.dated:
        yield Fact("任务", counted((own.state.case, own.state.stage_name) for own in ledger.dated))
    overdue, coming = (
        _periods(ledger.debts, is_overdue=True),
        _periods(ledger.debts, is_overdue=False),
    )
    owing = overdue or f"截至{as_of}没有"
    yield Fact("应报未报", f"{owing}；待报：{coming}" if coming else owing)
    if not report.measures:
        return
    told = sum(1 for task in ledger.tasks if task.told)
    none = f"截至{as_of}，尚未报送"
    yield Fact("报送进展", f"{len(ledger.tasks)}项措施中报送过{told}项" if told else none)


def _periods(debts: Iterable[Owed], *, is_overdue: bool) -> str:
    return "、".join(debt.period.words for debt in debts if debt.is_overdue is is_overdue)


def numbered(parts: Iterable[tuple[bool, str]]) -> Iterator[str]:
    """Yield the headings of parts, numbered over those that there are, '' for the others."""
    number = 0
    for has, name in parts:
        number += has
        yield f"{chinese(number)}、{name}" if has else ""
