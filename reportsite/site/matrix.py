"""Who answers for what: measures against units, and the same counted by chapter."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from reportsite.facts.page import HOME, Link, View
from reportsite.plan import paths, words
from reportsite.plan.model import Measure, Report
from reportsite.plan.register import Group, Unit
from reportsite.render.charts import Squares, squares
from reportsite.site.frame import article, column


@dataclass(frozen=True, slots=True)
class Head:
    """A unit at the head of a column, and in how many measures it has a mark."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that belong together: units named one by one, collectives, members of one."""

    title: str
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A measure's mark for a unit: ● and 点名, ○ and 经集合; '' and '' where it has no task."""

    unit: str
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """A measure; `total` says who answers for it, in numbers."""

    numeral: str
    measure: Link
    cells: tuple[Cell, ...]
    total: str


@dataclass(frozen=True, slots=True)
class ChapterRows:
    """A chapter's measures."""

    anchor: str
    numeral: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A chapter's responsibilities counted: measures, distinct units and collectives, as squares."""

    numeral: str
    chapter: Link
    measures: int
    units: int
    groups: int
    chart: Squares


@dataclass(frozen=True, slots=True)
class Matrix:
    """The page 责任矩阵."""

    parts: tuple[Part, ...]
    chapters: tuple[ChapterRows, ...]
    duties: tuple[Duty, ...]


NAMED = ("●", "点名")
GROUPED = ("○", "经集合")
NO_TASK = ("", "")


def view(report: Report) -> View:
    """Return the page of the matrix."""
    return View(
        path=paths.MATRIX,
        template="site/matrix.html",
        title="责任矩阵",
        description="十七项措施各由哪些单位负责，点名的和经集合承担的分开标。",
        column=column("matrix"),
        record=matrix(report),
        crumbs=(HOME,),
        article=article(report, report.plan.issuer),
        source="data/units.yml",
    )


def matrix(report: Report) -> Matrix:
    """Return who answers for what, for the page and for print."""
    return Matrix(tuple(_parts(report)), tuple(_chapters(report)), duties(report))


def _parts(report: Report) -> Iterator[Part]:
    register = report.register
    yield _part("点名的单位", register.units, report)
    yield _part("集合", tuple(group.unit for group in register.groups), report)
    for group in register.groups:
        if group.members:
            yield _part(f"{group.unit.name}的成员", group.members, report)


def _part(title: str, units: tuple[Unit, ...], report: Report) -> Part:
    return Part(title, tuple(_head(unit, report) for unit in units))


def _head(unit: Unit, report: Report) -> Head:
    count = sum(_mark(measure, unit, report) != NO_TASK for measure in report.measures)
    return Head(Link(unit.name, paths.unit(unit.id)), count)


def _chapters(report: Report) -> Iterator[ChapterRows]:
    for chapter, measures in groupby(report.measures, key=lambda measure: measure.chapter):
        rows = tuple(_row(measure, report) for measure in measures)
        yield ChapterRows(f"chapter-{chapter.number}", chapter.numeral, chapter.title, rows)


def _row(measure: Measure, report: Report) -> Row:
    return Row(
        numeral=words.count(measure.number),
        measure=Link(measure.title, paths.measure(measure.id)),
        cells=tuple(
            Cell(unit.name, *_mark(measure, unit, report))
            for unit in (*report.register.responsible, *report.register.members)
        ),
        total=_counted(*_distinct((measure,))),
    )


def _mark(measure: Measure, unit: Unit, report: Report) -> tuple[str, str]:
    meant = {responsible.unit.id for responsible in measure.units}
    if unit.id in meant:
        return NAMED
    through = any(group.unit.id in meant for group in _groups_of(unit, report))
    return GROUPED if through else NO_TASK


def _groups_of(unit: Unit, report: Report) -> Iterator[Group]:
    return (g for g in report.register.groups if unit.id in {m.id for m in g.members})


def _distinct(measures: tuple[Measure, ...]) -> tuple[int, int]:
    """Return how many units are named, and how many collectives, each counted once."""
    meant = {(r.unit.id, r.is_group) for measure in measures for r in measure.units}
    groups = sum(is_group for _, is_group in meant)
    return len(meant) - groups, groups


def _counted(units: int, groups: int) -> str:
    said = [f"{units}个单位"] if units else []
    said += [f"{groups}个集合"] if groups else []
    return "、".join(said)


def duties(report: Report) -> tuple[Duty, ...]:
    """Return the chapters with their responsibilities counted."""
    grouped = groupby(report.measures, key=lambda measure: measure.chapter)
    chapters = tuple((chapter, tuple(measures)) for chapter, measures in grouped)
    most = max(sum(_distinct(measures)) for _, measures in chapters)
    found = []
    for chapter, measures in chapters:
        units, groups = _distinct(measures)
        said = f"{chapter.title}：{len(measures)}项措施，{_counted(units, groups)}。"
        found.append(
            Duty(
                numeral=chapter.numeral,
                chapter=Link(chapter.title, f"{paths.MATRIX}#chapter-{chapter.number}"),
                measures=len(measures),
                units=units,
                groups=groups,
                chart=squares(units, groups, room=most, sentence=said),
            )
        )
    return tuple(found)
