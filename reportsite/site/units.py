"""The register of units, and a ledger for each: its measures, its indicators, what it owes."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportsite.facts.case import Status, status
from reportsite.facts.entries import MeasureEntries, of_unit, periods
from reportsite.facts.page import HOME, Link, View
from reportsite.plan import owed as debts
from reportsite.plan import paths, words
from reportsite.plan.model import Measure, Report
from reportsite.plan.owed import Owed
from reportsite.plan.period import Period
from reportsite.plan.register import Group, Unit, UnitName
from reportsite.plan.responsibility import reported_by
from reportsite.plan.snapshot import Snapshot, due_dates
from reportsite.plan.written import Nobody
from reportsite.site import filters
from reportsite.site.frame import Item, article, column, section_link
from reportsite.site.indicators import link as indicator_link
from reportsite.site.measures import MeasureCard, card, link


@dataclass(frozen=True, slots=True)
class Task:
    """A measure of the unit's, and what the unit said of it last ('' while it has said nothing)."""

    card: MeasureCard
    newest: str


@dataclass(frozen=True, slots=True)
class ReportedIndicator:
    """An indicator this unit reports: its target in the year reported on, and where it stands."""

    link: Link
    unit: str
    target: str
    status: Status


@dataclass(frozen=True, slots=True)
class Debt:
    """What the unit has not reported for a period; `due` says until when, or since when."""

    period: str
    due: str
    is_overdue: bool
    indicators: tuple[Link, ...]
    measures: tuple[Link, ...]

    @property
    def count(self) -> int:
        return len(self.indicators) + len(self.measures)


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit's ledger; `numbers` sum it up, `awaited` names the periods that are asked for.

    `pdf` is the same on paper, '' for a collective, which has none.
    """

    kind: str
    summary: str
    numbers: tuple[Item, ...]
    year: str
    awaited: str
    debts: tuple[Debt, ...]
    reports: tuple[ReportedIndicator, ...]
    basis: str
    named: tuple[Task, ...]
    grouped: tuple[Task, ...]
    group: Link | None
    members: tuple[Link, ...]
    is_group: bool
    indicators: tuple[Link, ...]
    entries: tuple[MeasureEntries, ...]
    facts: tuple[Item, ...]
    names: tuple[Item, ...]
    pdf: str


def ledgers(snapshot: Snapshot) -> Iterator[View]:
    """Yield the ledger of every unit, collective and member."""
    register, asked = snapshot.report.register, asked_for(snapshot)
    for unit in (*register.responsible, *register.members):
        yield _page(unit, snapshot, asked)


Asked = Mapping[Period, Mapping[str, Owed]]


def asked_for(snapshot: Snapshot) -> Asked:
    """Return who owes what for the newest period past its due date, and for those still open."""
    report, today = snapshot.report, snapshot.as_of
    ended = [
        (period, due)
        for year in report.judged_years
        for period, due in due_dates(snapshot.rule, year)
        if period.end < today
    ]
    overdue = [period for period, due in ended if due < today][-1:]
    awaited = (*overdue, *(period for period, due in ended if due >= today))
    return {
        period: {owed.unit.id: owed for owed in debts.owed(report, period, today)}
        for period in awaited
    }


def _page(unit: Unit, snapshot: Snapshot, asked: Asked) -> View:
    record = _record(unit, snapshot, asked)
    named, grouped = measures_of(unit, snapshot.report)
    return View(
        path=paths.unit(unit.id),
        template="site/unit.html",
        title=unit.name,
        description=f"{unit.name}：{record.summary}。",
        column=column("units"),
        record=record,
        crumbs=(HOME, section_link("units")),
        article=article(snapshot.report),
        source="data/units.yml",
        facets=filters.of_unit(unit, (*named, *grouped)),
    )


def _record(unit: Unit, snapshot: Snapshot, asked: Asked) -> UnitPage:
    report = snapshot.report
    named, grouped = measures_of(unit, report)
    groups = _groups_of(unit, report)
    own = next((g for g in report.register.groups if g.unit.id == unit.id), None)
    reports = tuple(_reports(unit, snapshot))
    owing = () if own else tuple(_debts(unit, asked))
    return UnitPage(
        kind=unit.kind,
        summary=_summary(len(named), len(grouped), is_group=own is not None),
        numbers=tuple(_numbers(len(named), len(grouped), len(reports), owing)),
        year=f"{snapshot.year}年",
        awaited="、".join(period.words for period in asked),
        debts=owing,
        reports=reports,
        basis=words.reporters(reported_by(report, unit)) if reports else "",
        named=tuple(_task(measure, unit, snapshot) for measure in named),
        grouped=tuple(_task(measure, unit, snapshot) for measure in grouped),
        group=Link(groups[0].unit.name, paths.unit(groups[0].unit.id)) if groups else None,
        members=tuple(Link(m.name, paths.unit(m.id)) for m in own.members) if own else (),
        is_group=own is not None,
        indicators=tuple(_indicators((*named, *grouped), report)),
        entries=tuple(
            MeasureEntries(link(measure), periods(said))
            for measure, said in of_unit(snapshot, unit.id)
        ),
        facts=tuple(_facts(unit)),
        names=tuple(map(_name, unit.names)),
        pdf="" if own else paths.unit_pdf(unit.id),
    )


def measures_of(unit: Unit, report: Report) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """Return the measures that name the unit, and those that reach it through a group."""
    groups = {group.unit.id for group in _groups_of(unit, report)}
    named = tuple(m for m in report.measures if any(u.unit.id == unit.id for u in m.units))
    grouped = tuple(m for m in report.measures if any(u.unit.id in groups for u in m.units))
    return named, grouped


def _groups_of(unit: Unit, report: Report) -> tuple[Group, ...]:
    return tuple(g for g in report.register.groups if any(m.id == unit.id for m in g.members))


def _summary(named: int, grouped: int, *, is_group: bool) -> str:
    named_in = f"{named}项措施写到这个集合" if is_group else f"在{named}项措施里被点名"
    said = [named_in] if named else []
    said += [f"经集合承担{grouped}项措施"] if grouped else []
    return "，".join(said)


def _numbers(named: int, grouped: int, reports: int, owing: tuple[Debt, ...]) -> Iterator[Item]:
    if named:
        yield Item("点名的措施", str(named))
    if grouped:
        yield Item("经集合承担的措施", str(grouped))
    if reports:
        yield Item("报送的指标", str(reports))
    overdue = sum(debt.count for debt in owing if debt.is_overdue)
    yield Item("应报未报", str(overdue))
    if coming := sum(debt.count for debt in owing if not debt.is_overdue):
        yield Item("待报", str(coming))


def _debts(unit: Unit, asked: Asked) -> Iterator[Debt]:
    for period, owing in asked.items():
        if unit.id in owing:
            yield _debt(period, owing[unit.id])


def _debt(period: Period, owed: Owed) -> Debt:
    day = words.date(owed.due) if isinstance(owed.due, dt.date) else ""
    return Debt(
        period=period.words,
        due=f"{day}已过" if owed.is_overdue else f"{day}前",
        is_overdue=owed.is_overdue,
        indicators=tuple(map(indicator_link, owed.indicators)),
        measures=tuple(map(link, owed.measures)),
    )


def _reports(unit: Unit, snapshot: Snapshot) -> Iterator[ReportedIndicator]:
    for indicator in reported_by(snapshot.report, unit):
        verdict = snapshot.verdict(indicator.id)
        target = next(t for t in indicator.targets if t.year == snapshot.year)
        yield ReportedIndicator(
            indicator_link(indicator),
            indicator.unit,
            target.printed,
            status(verdict, snapshot.rule),
        )


def _task(measure: Measure, unit: Unit, snapshot: Snapshot) -> Task:
    said = (
        entry.period.words
        for entry in snapshot.entries(measure)
        if not isinstance(entry.unit, Nobody) and entry.unit.id == unit.id
    )
    return Task(card(measure, snapshot), next(said, ""))


def _indicators(measures: tuple[Measure, ...], report: Report) -> Iterator[Link]:
    ids = {link.indicator.id for measure in measures for link in measure.indicators}
    return (indicator_link(i) for i in report.indicators if i.id in ids)


def _facts(unit: Unit) -> Iterator[Item]:
    yield Item("全称", unit.full_name or "未查到，照原文显示")
    yield Item("性质", unit.kind)
    if unit.aliases:
        yield Item("原文的其他写法", "、".join(unit.aliases))
    yield Item("全称核实程度", unit.verified)
    if unit.source:
        yield Item("核实依据", unit.source)
    if unit.note:
        yield Item("说明", unit.note)


def _name(name: UnitName) -> Item:
    since = f"{words.month(name.since)}起" if name.since else ""
    until = f"至{words.month(name.until)}" if name.until else ""
    remark = f"；{name.note}" if name.note else ""
    return Item(since + until or "印发时", f"{name.full_name}（{name.verified}{remark}）")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the register and its number of measures."""

    name: str
    full_name: str
    verified: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """A part of the register page; `counted` heads the column of counts."""

    title: str
    anchor: str
    counted: str
    remark: str
    rows: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class UnitList:
    """The register page; recipients have no task and no page of their own."""

    parts: tuple[UnitGroup, ...]
    recipients: tuple[Item, ...]


def views(snapshot: Snapshot) -> Iterator[View]:
    report = snapshot.report
    yield View(
        path=paths.UNITS,
        template="site/units.html",
        title="责任单位",
        description="各责任单位在多少项措施里被点名，多少项经集合承担。",
        column=column("units"),
        record=_list(report),
        crumbs=(HOME,),
    )
    yield from ledgers(snapshot)


def _list(report: Report) -> UnitList:
    register = report.register
    groups = tuple(_row(group.unit, report) for group in register.groups)
    members = tuple(_row(member, report) for member in register.members)
    return UnitList(
        parts=(
            UnitGroup("点名的单位", "named", "点名的措施", "", _most_first(register.units, report)),
            UnitGroup(
                "原文写的集合",
                "groups",
                "写到的措施",
                "原文没有逐个点名；成员单位名单未公布的照实写明。",
                groups,
            ),
            UnitGroup(
                "旗县区", "members", "经集合的措施", "经“各旗县区政府”这一集合承担措施。", members
            ),
        ),
        recipients=tuple(Item(unit.name, unit.note) for unit in register.recipients),
    )


def _most_first(units: tuple[Unit, ...], report: Report) -> tuple[UnitRow, ...]:
    """Sort by number of measures; units with as many keep the order in which the plan names them."""
    return tuple(sorted((_row(unit, report) for unit in units), key=lambda row: -row.count))


def _row(unit: Unit, report: Report) -> UnitRow:
    count = sum(map(len, measures_of(unit, report)))
    return UnitRow(unit.name, unit.full_name, unit.verified, paths.unit(unit.id), count)
