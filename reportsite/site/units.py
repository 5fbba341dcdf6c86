"""The register of units, a ledger for each, and who answers for what as a matrix."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reportsite.facts.case import Status, status
from reportsite.facts.page import HOME, Fact, View
from reportsite.facts.unit import Ledger, Matrix, MatrixChapter, ledgers, matrix
from reportsite.plan import paths, words
from reportsite.plan.model import Indicator, Report
from reportsite.plan.owed import asked_for
from reportsite.plan.register import Group, Register, Unit, UnitName
from reportsite.plan.responsibility import duties_of, groups_of
from reportsite.plan.snapshot import Snapshot
from reportsite.render.charts import Squares, squares
from reportsite.site import filters
from reportsite.site.frame import article, column, page, section_link


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit's page; `numbers` sum it up, `awaited` names the periods that are asked for.

    `collective` is the group whose page it is, `groups` those it is a member of; `linked` are the
    indicators of its measures.
    """

    ledger: Ledger
    summary: str
    numbers: tuple[Fact, ...]
    year: str
    awaited: str
    reports: tuple[Status, ...]
    collective: Group | None
    groups: tuple[Group, ...]
    linked: tuple[Indicator, ...]
    facts: tuple[Fact, ...]
    names: tuple[Fact, ...]


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the register, and the page of every unit, collective and member."""
    register = snapshot.report.register
    yield page("units", _list(snapshot.report), snapshot.report)
    for ledger in ledgers((*register.responsible, *register.members), snapshot):
        yield _page(ledger, snapshot)


def _page(ledger: Ledger, snapshot: Snapshot) -> View:
    report, unit, record = snapshot.report, ledger.unit, _record(ledger, snapshot)
    return View(
        path=paths.unit(unit.id),
        template="site/unit.html",
        title=unit.name,
        description=f"{'：'.join(filter(None, (unit.name, record.summary)))}。",
        column=column("units", report),
        record=record,
        crumbs=(HOME, section_link("units", report)),
        article=article(report),
        source="data/units.yml",
        facets=filters.of_unit(unit, ledger.measures),
    )


def _record(ledger: Ledger, snapshot: Snapshot) -> UnitPage:
    report, unit = snapshot.report, ledger.unit
    own = next((group for group in report.register.groups if group.id == unit.id), None)
    linked = {link.indicator.id for measure in ledger.measures for link in measure.indicators}
    return UnitPage(
        ledger=ledger,
        summary=_summary(ledger, is_group=own is not None, has_measures=bool(report.measures)),
        numbers=tuple(_numbers(ledger)),
        year=f"{snapshot.year}年",
        awaited="、".join(period.words for period in asked_for(snapshot)),
        reports=tuple(status(indicator, snapshot) for indicator in ledger.indicators),
        collective=own,
        groups=groups_of(report.register, unit),
        linked=tuple(indicator for indicator in report.indicators if indicator.id in linked),
        facts=(*ledger.facts, *_facts(unit)),
        names=tuple(map(_name, unit.names)),
    )


def _summary(ledger: Ledger, *, is_group: bool, has_measures: bool) -> str:
    named, grouped, reported = map(len, (ledger.named, ledger.grouped, ledger.indicators))
    named_in = f"{named}项措施写到这个集合" if is_group else f"在{named}项措施里被点名"
    said = [named_in] if named else []
    said += [f"经集合承担{grouped}项措施"] if grouped else []
    said += [f"报送{reported}项指标"] if reported and not said else []
    return "，".join(said) or "没有承担措施" * has_measures


def _numbers(ledger: Ledger) -> Iterator[Fact]:
    if ledger.named:
        yield Fact("点名的措施", str(len(ledger.named)))
    if ledger.grouped:
        yield Fact("经集合承担的措施", str(len(ledger.grouped)))
    if ledger.indicators:
        yield Fact("报送的指标", str(len(ledger.indicators)))
    if ledger.overdue:
        yield Fact("逾期的任务", str(len(ledger.overdue)))
    yield Fact("应报未报", str(sum(debt.count for debt in ledger.debts if debt.is_overdue)))
    if coming := sum(debt.count for debt in ledger.debts if not debt.is_overdue):
        yield Fact("待报", str(coming))


def _facts(unit: Unit) -> Iterator[Fact]:
    if unit.aliases:
        yield Fact("原文的其他写法", "、".join(unit.aliases))
    yield Fact("全称核实程度", unit.verified)
    if unit.source:
        yield Fact("核实依据", unit.source)
    if unit.note:
        yield Fact("说明", unit.note)


def _name(name: UnitName) -> Fact:
    since = f"{words.month(name.since)}起" if name.since else ""
    until = f"至{words.month(name.until)}" if name.until else ""
    remark = f"；{name.note}" if name.note else ""
    return Fact(since + until or "印发时", f"{name.full_name}（{name.verified}{remark}）")


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """A part of the register page: units, each with its number of measures, which `counted` heads.

    `counted` is '' where the plan has no measures.
    """

    title: str
    anchor: str
    counted: str
    remark: str
    rows: tuple[tuple[Unit, int], ...]


@dataclass(frozen=True, slots=True)
class UnitList:
    """The register page; recipients have no task and no page of their own."""

    parts: tuple[UnitGroup, ...]
    recipients: tuple[Unit, ...]


def _list(report: Report) -> UnitList:
    register = report.register
    # Units with as many measures keep the order in which the plan names them.
    units = sorted(_counted(register.units, report), key=lambda row: -row[1])
    groups = _counted(register.groups, report)
    unnamed = "原文没有逐个点名；成员单位名单未公布的照实写明。"
    parts = (
        UnitGroup(
            "点名的单位" if report.has_duties else "单位", "named", "点名的措施", "", tuple(units)
        ),
        UnitGroup("原文写的集合", "groups", "写到的措施", unnamed, groups),
        *(_members(group, report) for group in register.groups),
    )
    if not report.measures:
        parts = tuple(replace(part, counted="", remark="") for part in parts)
    return UnitList(tuple(part for part in parts if part.rows), register.recipients)


def _members(group: Group, report: Report) -> UnitGroup:
    at, through = anchor(group, report.register), f"经“{group.name}”这一集合承担措施。"
    return UnitGroup(group.called, at, "经集合的措施", through, _counted(group.members, report))


def anchor(group: Group, register: Register) -> str:
    """Return where a group's members stand on the register page."""
    first = next(own for own in register.groups if own.members or own is group)
    return "members" if group is first else f"members-{group.id}"


def _counted(units: Iterable[Unit], report: Report) -> tuple[tuple[Unit, int], ...]:
    return tuple((unit, len(duties_of(report, unit))) for unit in units)


ChapterSquares = tuple[MatrixChapter, Squares]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The page: the matrix, and its chapters with as many squares as they have units.

    `collectives` names the groups through which members have a measure, '' where there are none.
    """

    matrix: Matrix
    duties: tuple[ChapterSquares, ...]
    collectives: str


def matrix_views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page of the matrix."""
    report = snapshot.report
    grouped = (f"“{group.name}”" for group in report.register.groups if group.members)
    record = MatrixPage(matrix(report), duties(report), "、".join(grouped))
    issued = article(report, report.plan.issuer)
    yield page("matrix", record, report, article=issued, source="data/units.yml")


def duties(report: Report) -> tuple[ChapterSquares, ...]:
    """Return the chapters with their responsibilities counted, as squares; none without chapters."""
    chapters = [own for own in matrix(report).chapters if own.chapter.title]
    most = max((own.units + own.groups for own in chapters), default=0)
    return tuple(
        (own, squares(own.units, own.groups, room=most, sentence=own.sentence)) for own in chapters
    )
