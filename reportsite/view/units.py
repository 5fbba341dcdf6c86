"""The register of units, and a ledger for each: measures by name and through a group apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import paths, words
from reportsite.model import Group, Measure, Report, Unit, UnitName
from reportsite.progress import Case
from reportsite.standing import Standing
from reportsite.view.entries import MeasureEntries, of_unit, periods
from reportsite.view.frame import Item, article, column, section_link
from reportsite.view.indicators import link as indicator_link
from reportsite.view.measures import MeasureCard, card, link
from reportsite.view.page import HOME, Link, View
from reportsite.view.status import Status, status


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


@dataclass(frozen=True, slots=True)
class ReportedIndicator:
    """An indicator this unit reports, where it stands, and what is owed ('' where nothing is)."""

    link: Link
    basis: str
    status: Status
    owed: str


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit's ledger; `summary` counts its measures."""

    kind: str
    summary: str
    facts: tuple[Item, ...]
    names: tuple[Item, ...]
    named: tuple[MeasureCard, ...]
    grouped: tuple[MeasureCard, ...]
    group: Link | None
    members: tuple[Link, ...]
    is_group: bool
    indicators: tuple[Link, ...]
    reports: tuple[ReportedIndicator, ...]
    entries: tuple[MeasureEntries, ...]


def views(standing: Standing) -> Iterator[View]:
    report = standing.report
    yield View(
        path=paths.UNITS,
        template="pages/units.html",
        title="责任单位",
        description="各责任单位在多少项措施里点名，多少项经集合承担。",
        column=column("units"),
        record=_list(report),
        crumbs=(HOME,),
    )
    for unit in (*report.register.responsible, *report.register.members):
        yield _page(unit, standing)


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


def measures_of(unit: Unit, report: Report) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """Return the measures that name the unit, and those that reach it through a group."""
    groups = {group.unit.id for group in _groups_of(unit, report)}
    named = tuple(m for m in report.measures if any(u.unit.id == unit.id for u in m.units))
    grouped = tuple(m for m in report.measures if any(u.unit.id in groups for u in m.units))
    return named, grouped


def _groups_of(unit: Unit, report: Report) -> tuple[Group, ...]:
    return tuple(g for g in report.register.groups if any(m.id == unit.id for m in g.members))


def _page(unit: Unit, standing: Standing) -> View:
    report = standing.report
    record = _record(unit, standing)
    return View(
        path=paths.unit(unit.id),
        template="pages/unit.html",
        title=unit.name,
        description=f"{unit.name}：{record.summary}。",
        column=column("units"),
        record=record,
        crumbs=(HOME, section_link("units")),
        article=article(report),
        source="data/units.yml",
    )


def _record(unit: Unit, standing: Standing) -> UnitPage:
    report = standing.report
    named, grouped = measures_of(unit, report)
    groups = _groups_of(unit, report)
    own = next((g for g in report.register.groups if g.unit.id == unit.id), None)
    return UnitPage(
        kind=unit.kind,
        summary=_summary(len(named), len(grouped), is_group=own is not None),
        facts=tuple(_facts(unit)),
        names=tuple(map(_name, unit.names)),
        named=tuple(map(card, named)),
        grouped=tuple(map(card, grouped)),
        group=Link(groups[0].unit.name, paths.unit(groups[0].unit.id)) if groups else None,
        members=tuple(Link(m.name, paths.unit(m.id)) for m in own.members) if own else (),
        is_group=own is not None,
        indicators=tuple(_indicators((*named, *grouped), report)),
        reports=tuple(_reports(unit, standing)),
        entries=tuple(
            MeasureEntries(link(measure), periods(said))
            for measure, said in of_unit(standing, unit.id)
        ),
    )


def _reports(unit: Unit, standing: Standing) -> Iterator[ReportedIndicator]:
    for indicator in standing.report.indicators:
        if unit not in indicator.reporters:
            continue
        verdict = standing.verdict(indicator.id)
        yield ReportedIndicator(
            indicator_link(indicator),
            words.BASIS[indicator.reporters_basis],
            status(verdict, standing.rule),
            verdict.judgement.reason if verdict.case is Case.OWED else "",
        )


def _summary(named: int, grouped: int, *, is_group: bool) -> str:
    verb = "写到这个集合" if is_group else "点名"
    said = [f"{named}项措施{verb}"] if named else []
    said += [f"经集合承担{grouped}项措施"] if grouped else []
    return "，".join(said)


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


def _indicators(measures: tuple[Measure, ...], report: Report) -> Iterator[Link]:
    ids = {link.indicator.id for measure in measures for link in measure.indicators}
    for indicator in report.indicators:
        if indicator.id in ids:
            text = f"指标{indicator.number}　{indicator.name}"
            yield Link(text, paths.indicator(indicator.id))
