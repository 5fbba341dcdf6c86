"""The responsibility matrix as a document: the page's own record, its names written downwards."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.facts.document import (
    NO_COLUMN,
    WIDE_TITLE_WIDTH,
    About,
    Marks,
    marks,
    source_of,
    title_lines,
)
from reportsite.facts.indicator import BYTE_ORDER_MARK
from reportsite.facts.page import View
from reportsite.plan import paths
from reportsite.plan.model import Report
from reportsite.site.matrix import ChapterRows, Head, Matrix, matrix
from reportsite.source.writing import Attachment

LINE = 8  # letters of a name that stand below each other
BRACKET = "（"


@dataclass(frozen=True, slots=True)
class Column:
    """A body at the head of a column: its name in lines, and its number of measures.

    `begins` a part of the register: units, groups, members of groups.
    """

    name: str
    lines: tuple[str, ...]
    begins: bool
    count: int


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """Measures by chapter against all bodies; `remarks` say what the marks mean."""

    columns: tuple[Column, ...]
    chapters: tuple[ChapterRows, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixDocument:
    """The matrix on a sheet of its own."""

    about: About
    marks: Marks
    title: tuple[str, ...]
    matrix: MatrixTable
    source: str
    organiser: str


def matrix_sheet(report: Report) -> View:
    """Return the view of the matrix as a document."""
    site, table = report.site, matrix_table(report)
    about = About(
        title="十七项措施责任分工表",
        author=site.organiser,
        subject="十七项措施的责任单位：点名的，和经集合承担的。",
        keywords=",".join((*site.keywords, "责任单位")),
        date=report.plan.issued,
    )
    return View(
        path=paths.MATRIX_PDF,
        template="paper/matrix.html",
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


def matrix_table(report: Report) -> MatrixTable:
    """Return the matrix as it is printed."""
    record = matrix(report)
    return MatrixTable(tuple(_columns(record)), record.chapters, tuple(_remarks(report)))


def _columns(record: Matrix) -> Iterator[Column]:
    for part in record.parts:
        for head in part.heads:
            yield Column(head.link.text, _lines(head), head is part.heads[0], head.count)


def _lines(head: Head) -> tuple[str, ...]:
    """Return a name in lines of equal length; what stands in brackets has a line of its own."""
    name = head.link.text
    if len(name) > LINE and BRACKET in name:
        at = name.index(BRACKET)
        return name[:at], name[at:]
    size = math.ceil(len(name) / math.ceil(len(name) / LINE))
    return tuple(name[at : at + size] for at in range(0, len(name), size))


def _remarks(report: Report) -> Iterator[str]:
    yield "●表示原文点名或者写到的集合，○表示经所在的集合承担；横的粗线分开各章。"
    yield "单位按登记的次序排列，次序不表示牵头。"
    for group in report.register.groups:
        if not group.members:
            yield f"“{group.unit.name}”的名单没有公布，不作推断。"


def _file(table: MatrixTable) -> Attachment:
    rows = [row for chapter in table.chapters for row in chapter.rows]
    text = io.StringIO()
    csv.writer(text).writerows(
        (
            ("measure", *(column.name for column in table.columns)),
            *((row.measure.text, *(cell.mark for cell in row.cells)) for row in rows),
        )
    )
    data = f"{BYTE_ORDER_MARK}{text.getvalue()}".encode()
    return Attachment("matrix.csv", "责任分工表的数据", "text/csv", data)
