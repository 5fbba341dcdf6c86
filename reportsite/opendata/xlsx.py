"""The workbook: a sheet to begin with, one for every table, and the data dictionary."""

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from unicodedata import east_asian_width

from reportsite.facts.datatable import Cell, Column, Dataset, DataTable
from reportsite.opendata import files
from reportsite.plan import words
from reportsite.plan.written import GAP
from reportsite.source.cache import Cache, digest
from reportsite.source.workbook import A4, height
from reportsite.source.writing import timeless

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

COVER = "说明"
COVER_WIDTHS = (16, 88)
NARROWEST, WIDEST = 8, 56
TEAL, TINT, LINE, RED = "0B4A57", "E7EFF0", "B9C6C9", "B3261E"
FONT = "宋体"
CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)


def kept(dataset: Dataset, cache: Cache) -> bytes:
    """Return the workbook; one of the same data, made by the same program, is taken from `cache`."""
    package = Path(__file__).parent
    own = (
        package.parent / name
        for name in ("source/writing.py", "source/workbook.py", "plan/words.py")
    )
    programs = (*sorted(package.glob("*.py")), *own)
    content = (files.json_plan(dataset), files.json_schema(dataset))
    key = digest(*(program.read_bytes() for program in programs), *content)
    return cache.made(f"{key}.xlsx", lambda: workbook(dataset))


def workbook(dataset: Dataset) -> bytes:
    """Return the XLSX file without a clock in it."""
    from openpyxl import Workbook

    book = Workbook()
    _cover(book, dataset)
    for table in (*dataset.tables, files.dictionary(dataset)):
        _sheet(book, table)
    raw = io.BytesIO()
    book.save(raw)
    return timeless(raw.getvalue(), {"docProps/core.xml": CORE})


def _cover(book: "Workbook", dataset: Dataset) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.active
    assert sheet is not None
    sheet.title = COVER
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = COVER_WIDTHS
    for row, (label, said) in enumerate(_said(dataset), 1):
        for place, text in enumerate((label, said), 1):
            cell = _put(sheet, row, place, text)
            cell.font = Font(
                name=FONT, size=11, color=RED if said and said == dataset.stamp else None
            )
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = height([(said, COVER_WIDTHS[1])])
    sheet["A1"].font = Font(name=FONT, size=16, bold=True, color=TEAL)
    sheet["A1"].alignment = Alignment(vertical="center")
    sheet.row_dimensions[1].height = 30
    sheet.merge_cells("A1:B1")
    _on_paper(sheet, "portrait")


def _said(dataset: Dataset) -> Iterator[tuple[str, str]]:
    yield dataset.title, ""
    if dataset.stamp:
        yield "注意", dataset.stamp
    yield "内容", dataset.description
    yield "数据截至", words.date(dataset.as_of)
    yield "发布单位", dataset.publisher
    yield "使用许可", "主办单位还没有提供" if dataset.licence == GAP else dataset.licence
    yield "引用写法", dataset.citation
    yield "空着的格", "空着不等于0。每一列空着是什么意思，写在“数据字典”里。"
    yield "", ""
    for table in dataset.tables:
        yield table.title, f"{table.description}（{len(table.rows)}行）"


def _sheet(book: "Workbook", table: DataTable) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    sheet = book.create_sheet(table.title)
    line = Border(bottom=Side("thin", LINE))
    widths = [_width(column, place, table) for place, column in enumerate(table.columns, 1)]
    for place, column in enumerate(table.columns, 1):
        head = _put(sheet, 1, place, column.title)
        head.font = Font(name=FONT, size=11, bold=True, color=TEAL)
        head.fill, head.border = PatternFill("solid", TINT), Border(bottom=Side("medium", TEAL))
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[head.column_letter].width = widths[place - 1]
    for number, row in enumerate(table.rows, 2):
        for place, value in enumerate(row, 1):
            cell = _put(sheet, number, place, value)
            cell.font, cell.border = Font(name=FONT, size=11), line
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number].height = height(list(zip(map(str, row), widths, strict=True)))
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _on_paper(sheet, "landscape")


def _on_paper(sheet: "Worksheet", orientation: Literal["portrait", "landscape"]) -> None:
    """Let a sheet be as wide as A4 where it is printed, and as long as it needs."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _put(sheet: "Worksheet", row: int, place: int, value: Cell) -> "SheetCell":
    """Write a cell as what it is: a number with its own digits, a date, text never a formula."""
    cell: SheetCell = sheet[f"{_letter(place)}{row}"]
    if isinstance(value, bool):
        value = "是" if value else "否"
    if value == "":
        return cell
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        cell.number_format = _digits(value)
    elif not isinstance(value, int):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)


def _digits(value: Decimal) -> str:
    places = -int(value.as_tuple().exponent)
    return f"0.{'0' * places}" if places > 0 else "0"


def _width(column: Column, place: int, table: DataTable) -> int:
    """Return a width that holds the title and most cells; longer ones are wrapped."""
    texts = (column.title + "　", *(str(row[place - 1]) for row in table.rows))
    return min(max(NARROWEST, *map(_columns, texts)) + 2, WIDEST)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
