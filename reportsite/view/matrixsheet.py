"""The responsibility matrix: measures by bodies, who is named and who is reached through a group."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import paths, words
from reportsite.artifact import Attachment
from reportsite.model import Measure, Report, Unit
from reportsite.view.figurefiles import BYTE_ORDER_MARK
from reportsite.view.page import View
from reportsite.view.typeset import (
    NO_COLUMN,
    WIDE_TITLE_WIDTH,
    About,
    Marks,
    marks,
    source_of,
    title_lines,
)

NAMED, THROUGH_GROUP = "●", "○"
LINE = 10  # letters of a name that stand below each other
BRACKET = "（"


@dataclass(frozen=True, slots=True)
class Body:
    """A column: a body by its register name, as the lines it is written downwards in.

    `begins` a part of the register: units, groups, members of groups.
    """

    id: str
    name: str
    lines: tuple[str, ...]
    begins: bool
    count: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A measure, its mark for each body (● ○ or ''), and how many bodies its bracket names."""

    id: str
    numeral: str
    title: str
    marks: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Measures by chapter against all bodies, in the orders of the plan and of the register."""

    bodies: tuple[Body, ...]
    chapters: tuple[tuple[MatrixRow, ...], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixDocument:
    """The matrix on a sheet of its own."""

    about: About
    marks: Marks
    title: tuple[str, ...]
    matrix: Matrix
    source: str
    organiser: str


def matrix(report: Report) -> View:
    """Return the view of the matrix as a document."""
    site, table = report.site, matrix_of(report)
    about = About(
        title="十七项措施责任分工表",
        author=site.organiser,
        subject="十七项措施的责任单位：点名的，和经集合承担的。",
        keywords=",".join((*site.keywords, "责任单位")),
        date=report.plan.issued,
    )
    return View(
        path=paths.MATRIX_PDF,
        template="print/matrix.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=MatrixDocument(
            about=about,
            marks=marks(site),
            title=title_lines(about.title, WIDE_TITLE_WIDTH),
            matrix=table,
            source=source_of(report.plan),
            organiser=site.organiser,
        ),
        source="data/units.yml",
        attachments=(_file(table),),
    )


def matrix_of(report: Report) -> Matrix:
    """Return who answers for what: every measure's bracket, and the members of its groups."""
    register = report.register
    parts = (register.units, tuple(group.unit for group in register.groups), register.members)
    bodies = tuple(_body(unit, unit is part[0], report) for part in parts for unit in part)
    units = tuple(unit for part in parts for unit in part)
    chapters = tuple(
        tuple(_row(m, units, report) for m in report.measures if m.chapter.number == c.number)
        for c in report.plan.chapters
    )
    return Matrix(bodies, chapters, tuple(_remarks(report)))


def _body(unit: Unit, begins: bool, report: Report) -> Body:  # noqa: FBT001 -- of the record
    count = sum(1 for measure in report.measures if mark_of(measure, unit, report))
    return Body(unit.id, unit.name, _lines(unit.name), begins, count)


def _lines(name: str) -> tuple[str, ...]:
    """Return a name in lines of equal length; what stands in brackets has a line of its own."""
    if len(name) > LINE and BRACKET in name:
        at = name.index(BRACKET)
        return name[:at], name[at:]
    size = math.ceil(len(name) / math.ceil(len(name) / LINE))
    return tuple(name[at : at + size] for at in range(0, len(name), size))


def _row(measure: Measure, units: tuple[Unit, ...], report: Report) -> MatrixRow:
    return MatrixRow(
        id=measure.id,
        numeral=words.count(measure.number),
        title=measure.title,
        marks=tuple(mark_of(measure, unit, report) for unit in units),
        count=len(measure.units),
    )


def mark_of(measure: Measure, unit: Unit, report: Report) -> str:
    """Return ● where a measure's bracket names a body, ○ where it names a group it belongs to."""
    named = {responsible.unit.id for responsible in measure.units}
    if unit.id in named:
        return NAMED
    groups = (group for group in report.register.groups if group.unit.id in named)
    members = {member.id for group in groups for member in group.members}
    return THROUGH_GROUP if unit.id in members else ""


def _remarks(report: Report) -> Iterator[str]:
    yield f"{NAMED}表示原文点名（或写到的集合），{THROUGH_GROUP}表示经所在的集合承担；粗线分开各章。"
    yield "单位按登记的次序排列，次序不表示牵头。"
    for group in report.register.groups:
        if not group.members:
            yield f"“{group.unit.name}”的名单没有公布，不作推断。"


def _file(matrix: Matrix) -> Attachment:
    text = io.StringIO()
    rows = [row for chapter in matrix.chapters for row in chapter]
    csv.writer(text).writerows(
        (
            ("measure", "title", *(body.name for body in matrix.bodies)),
            *((row.id, row.title, *row.marks) for row in rows),
        )
    )
    data = f"{BYTE_ORDER_MARK}{text.getvalue()}".encode()
    return Attachment("matrix.csv", "责任分工表的数据", "text/csv", data)
