"""Spreadsheets: a returned one as text, and how those we make are measured, printed and saved.

Every cell is read with its kind, from whatever program saved it last. What is not a plain XLSX file
is refused before the library opens it. Knows nothing of forms.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Literal

from reportsite.problems import Code, Place, Problems
from reportsite.source.writing import timeless

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as RawCell
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_PARTS, MOST_BYTES = 500, 8_000_000  # unpacked; a form takes some 100 KB
MOST_ROWS, MOST_COLUMNS = 2000, 200
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CODED = re.compile("_x([0-9A-Fa-f]{4})_")
PLAIN = re.compile(r"[#0,]*(?:\.([0#]*))?(?:E\+0+)?")
AS_IT_IS = ("General", "G/通用格式", "@")
BROKEN = (  # what the library raises on a part it cannot make sense of
    ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
SAVE_AS = "请用 WPS 或 Excel 打开原来的填报表，「另存为」.xlsx 再交。"

CORE_PART = "docProps/core.xml"
LINE = 15.5  # points a line of 10.5 pt type takes
TALLEST = 400  # points; 409 is the most a row can have


class CellKind(Enum):
    """What a cell holds. DISGUISED: a number shown as something else than what is stored."""

    TEXT = "文字"
    NUMBER = "数字"
    DATE = "日期"
    PERCENT = "百分比"
    DISGUISED = "变样的数字"
    FORMULA = "公式"
    BROKEN = "出错的值"


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: a number as shown (0.70 keeps its zero), a date as YYYY-MM-DD."""

    kind: CellKind
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """Merged cells: first and last row and column, counted from 1."""

    rows: tuple[int, int]
    columns: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its filled cells by (row, column), what is merged and what is hidden."""

    name: str
    cells: dict[tuple[int, int], Cell]
    merged: tuple[Range, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    @property
    def rows(self) -> list[int]:
        return sorted({row for row, _ in self.cells})


Book = dict[str, Grid]


def read(data: bytes, path: str, problems: Problems) -> Book | None:
    """Return the sheets of an XLSX file by name; none and a problem where it is not one."""
    if foreign := _foreign(data):
        problems.add(Place(path), Code.E350, *foreign)
        return None
    if fault := _too_big(data):
        problems.add(Place(path), Code.E351, fault, SAVE_AS)
        return None
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it leaves out is nothing a form has
            book = load_workbook(io.BytesIO(data))
            for sheet in book.worksheets:
                if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
                    message = f"「{sheet.title}」表有{sheet.max_row}行、{sheet.max_column}列，"
                    problems.add(Place(path), Code.E351, message, "请删去填报区以外的行和列。")
                    return None
            return {sheet.title: _grid(sheet) for sheet in book.worksheets}
    except BROKEN:
        problems.add(Place(path), Code.E350, "文件损坏了，读不出来。", SAVE_AS)
        return None


def _foreign(data: bytes) -> tuple[str, str] | None:
    """Return in words what a file is when it is no XLSX file."""
    if not data:
        return "文件是空的。", "请让填报单位重新发送。"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if ENCRYPTED in data:
            return "文件加了打开密码，读不出来。", "请去掉密码再交。"
        return "这是旧的 .xls 格式（或 WPS 的 .et），不是 .xlsx。", SAVE_AS
    if not data.startswith(b"PK"):
        return f"这不是 Excel 文件，{_plain(data)}。", SAVE_AS
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if any(part.flag_bits & 1 for part in file.infolist()):
                return "文件是加密的压缩包，读不出来。", "请去掉密码再交。"
            return None if "xl/workbook.xml" in file.namelist() else (_package(file), SAVE_AS)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "文件损坏了，读不出来（可能没有下载完整）。", "请让填报单位重新发送。"


def _plain(data: bytes) -> str:
    if data.lstrip()[:1] == b"<":
        return "像是网页"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "像是 CSV 或文本文件" if text.isprintable() or "\n" in text else "看不出是什么"
    return "看不出是什么"


def _package(file: zipfile.ZipFile) -> str:
    names = file.namelist()
    if "word/document.xml" in names:
        return "这是 Word 文档，不是填报表。"
    if "mimetype" in names:
        return "这是 ODF 格式（.ods），不是 .xlsx。"
    return "这是压缩包，不是填报表；如果表在里面，请先解压。"


def _too_big(data: bytes) -> str:
    """Say that a file unpacks to far more than a form, or hides XML that unfolds."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = file.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            return "文件展开以后太大，不是填报表应有的样子。"
        try:
            declared = any(b"<!DOCTYPE" in file.read(part) for part in parts)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError):
            return ""  # read again and reported as broken
    return "文件里有办公软件不会写的声明（DOCTYPE），不予读取。" if declared else ""


def _grid(sheet: "Worksheet") -> Grid:
    cells = {
        (number, place): found
        for number, row in enumerate(sheet.iter_rows(), 1)
        for place, cell in enumerate(row, 1)
        if (found := _cell(cell))
    }
    merged = tuple(
        Range((area.min_row, area.max_row), (area.min_col, area.max_col))
        for area in sheet.merged_cells.ranges
    )
    rows = frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden)
    return Grid(sheet.title, cells, merged, rows, frozenset(_hidden_columns(sheet)))


def _hidden_columns(sheet: "Worksheet") -> Iterator[int]:
    from openpyxl.utils import column_index_from_string

    for letter, column in sheet.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letter)
            yield from range(first, min(column.max or first, MOST_COLUMNS) + 1)


def _cell(cell: "RawCell | MergedCell") -> Cell | None:
    value = cell.value
    from openpyxl.cell import MergedCell

    if value is None or isinstance(cell, MergedCell):
        return None
    if cell.data_type == "f":
        return Cell(CellKind.FORMULA, str(getattr(value, "text", None) or value))
    if cell.data_type in "eb":
        return Cell(CellKind.BROKEN, str(value).upper())
    if cell.data_type == "d" or cell.is_date:
        return Cell(CellKind.DATE, str(value)[:10])
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    text = _text(str(value))
    return Cell(CellKind.TEXT, text) if text else None


def _text(raw: str) -> str:
    """Return a text as typed: coded characters decoded, line ends made one kind, edges bare."""
    text = CODED.sub(lambda match: chr(int(match[1], 16)), raw)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip(" \t\u00a0\u3000") for line in lines).strip("\n")


def _number(value: float, shape: str) -> Cell:
    """Return a number with the 15 digits a spreadsheet shows, and at least its format's decimals."""
    exact = f"{Decimal(f'{value:.15g}'):f}"
    shown = re.sub(r'_.|\*.|\[[^\]]*\]|"\s*"|\\ ', "", shape.split(";")[0]).strip()
    if "%" in shown:
        return Cell(CellKind.PERCENT, f"{(Decimal(exact) * 100).normalize():f}%")
    plain = PLAIN.fullmatch("" if shown in AS_IT_IS else shown)
    if plain is None or shown.endswith(","):
        return Cell(CellKind.DISGUISED, f"{exact}（格式 {shape}）")
    decimals = plain[1] or ""
    places = len(decimals) - len(decimals.lstrip("0"))
    whole, _, fraction = exact.partition(".")
    fraction = fraction.ljust(places, "0")
    return Cell(CellKind.NUMBER, f"{whole}.{fraction}" if fraction else whole)


def height(cells: list[tuple[str, int]], least: int = 1) -> float:
    """Return the height a row needs in points: a 汉字 takes two of a column's units."""
    lines = max(-(-2 * len(text) // (width - 2)) for text, width in cells)
    return min(max(lines, least) * LINE + 6, TALLEST)


def fit(sheet: "Worksheet", orientation: Literal["portrait", "landscape"]) -> None:
    """Let a sheet be as wide as A4 where it is printed, and as long as it needs."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def saved(book: "Workbook", core: bytes) -> bytes:
    """Return the XLSX file without a clock in it; `core` are its properties."""
    raw = io.BytesIO()
    book.save(raw)
    return timeless(raw.getvalue(), {CORE_PART: core})
