"""The register of units; what each has to do is in its ledger."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import paths
from reportsite.model import Report, Unit
from reportsite.standing import Standing
from reportsite.view import ledgers
from reportsite.view.frame import Item, column
from reportsite.view.page import HOME, View


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


def views(standing: Standing) -> Iterator[View]:
    report = standing.report
    yield View(
        path=paths.UNITS,
        template="pages/units.html",
        title="责任单位",
        description="各责任单位在多少项措施里被点名，多少项经集合承担。",
        column=column("units"),
        record=_list(report),
        crumbs=(HOME,),
    )
    yield from ledgers.views(standing)


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
    count = sum(map(len, ledgers.measures_of(unit, report)))
    return UnitRow(unit.name, unit.full_name, unit.verified, paths.unit(unit.id), count)
