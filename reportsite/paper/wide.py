"""The annex and the matrix of responsibilities as documents of their own, on wide pages."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.facts.indicator import BYTE_ORDER_MARK, figure_files, year_table
from reportsite.facts.page import View, about
from reportsite.facts.plan import extent
from reportsite.facts.unit import Matrix, matrix
from reportsite.plan import paths, words
from reportsite.plan.model import Report
from reportsite.plan.snapshot import Snapshot
from reportsite.source.writing import Attachment


def annex(snapshot: Snapshot) -> View:
    """Return the view of the annex as it stands."""
    report, site = snapshot.report, snapshot.report.site
    table = year_table(report.indicators, snapshot)
    return View(
        path=paths.ANNEX_PDF,
        template="paper/annex.html",
        title=report.plan.annex_title + ("目标和完成情况" if table.has_figures else ""),
        description=f"{table.said}，数据截至{words.date(site.as_of)}。",
        record=table,
        source="data/indicators.yml",
        about=about(site, "指标"),
        attachments=figure_files(snapshot, report.indicators),
    )


LINE = 8  # letters of a name that stand below each other
BRACKET = "（"


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """The matrix, and what its marks mean.

    `heads` are its columns' names in lines, each with whether it begins a part of the register.
    """

    matrix: Matrix
    heads: tuple[tuple[tuple[str, ...], bool], ...]
    remarks: tuple[str, ...]


def matrix_sheet(report: Report) -> View:
    """Return the view of the matrix as a document."""
    table, measures = matrix_table(report), extent(report).measures
    parted = "：点名的，和经集合承担的" if report.register.groups else ""
    return View(
        path=paths.MATRIX_PDF,
        template="paper/matrix.html",
        title=f"{measures}责任分工表",
        description=f"{measures}的责任单位{parted}。",
        record=table,
        source="data/units.yml",
        about=about(report.site, "责任单位", date=report.plan.issued),
        attachments=(_file(table.matrix),),
    )


def matrix_table(report: Report) -> MatrixTable:
    """Return the matrix as it is printed."""
    found = matrix(report)
    units = ((unit, not at) for part in found.parts for at, unit in enumerate(part.units))
    heads = tuple((_lines(unit.name), begins) for unit, begins in units)
    return MatrixTable(found, heads, tuple(_remarks(report)))


def _lines(name: str) -> tuple[str, ...]:
    """Return a name in lines of equal length; what stands in brackets has a line of its own."""
    if len(name) > LINE and BRACKET in name:
        at = name.index(BRACKET)
        return name[:at], name[at:]
    size = math.ceil(len(name) / math.ceil(len(name) / LINE))
    return tuple(name[at : at + size] for at in range(0, len(name), size))


def _remarks(report: Report) -> Iterator[str]:
    lines = "；横的粗线分开各章" if extent(report).chapters else ""
    grouped = "，○表示经所在的集合承担" if report.register.groups else ""
    if report.is_led:
        yield f"●表示原文写明牵头，◎表示配合、参与等其他分工{grouped}{lines}。"
    elif grouped:
        yield f"●表示原文点名或者写到的集合{grouped}{lines}。"
    else:
        yield f"●表示原文点名{lines}。"
    yield "单位按登记的次序排列，次序不表示牵头。"
    for group in report.register.groups:
        if not group.members:
            yield f"“{group.name}”的名单没有公布，不作推断。"


def _file(matrix: Matrix) -> Attachment:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("measure", *(unit.name for unit in matrix.units)))
    writer.writerows((row.measure.title, *(sign for sign, _ in row.marks)) for row in matrix.rows)
    data = f"{BYTE_ORDER_MARK}{text.getvalue()}".encode()
    return Attachment("matrix.csv", "责任分工表的数据", "text/csv", data)
