"""A cell is read as it is shown, or it is said why not."""

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from reportsite.plan.model import Report
from reportsite.problems import Problems, as_text
from reportsite.source.workbook import Cell, CellKind, Grid, Range, height, read
from tests.support.damages import DAMAGES, told, zipped


def grid(**cells: Any) -> Grid:
    """Return a sheet as read back; a cell is a value, or a value and its format."""
    book = Workbook()
    sheet: Any = book.active
    for place, given in cells.items():
        value, shape = given if isinstance(given, tuple) else (given, None)
        sheet[place].value = value
        sheet[place].number_format = shape or sheet[place].number_format
    return again(book)


def again(book: Workbook) -> Grid:
    out, problems = io.BytesIO(), Problems()
    book.save(out)
    found = read(out.getvalue(), "a.xlsx", problems)
    assert found
    assert problems.found == []
    return found["Sheet"]


@pytest.mark.parametrize(
    ("value", "shape", "shown"),
    [
        (0.7, "General", "0.7"),
        (0.7, "0.00", "0.70"),
        (0.705, "0.00", "0.705"),
        (0.7, "0.00####", "0.70"),
        (7, "0.0####", "7.0"),
        (7, "#,##0", "7"),
        (1234.5, "#,##0.00_);[Red](#,##0.00)", "1234.50"),
        (4.75, "_ * #,##0.00_ ;_ * -#,##0.00_ ", "4.75"),
        (4.75, "@", "4.75"),
        (4.75, "G/通用格式", "4.75"),
        (0.7 + 0.1, "General", "0.8"),
        (0.7000000000000001, "General", "0.7"),
        (0.7000000001, "General", "0.7000000001"),
        (1e-7, "General", "0.0000001"),
        (12345678901234567890, "General", "12345678901234600000"),
        (0, "0.00", "0.00"),
    ],
)
def test_a_number_is_read_with_the_decimals_it_shows(value: float, shape: str, shown: str) -> None:
    cell = grid(A1=(value, shape)).cells[1, 1]
    assert (cell.kind, cell.text) == (CellKind.NUMBER, shown)


@pytest.mark.parametrize(
    ("value", "shape", "kind", "text"),
    [
        (0.985, "0%", CellKind.PERCENT, "98.5%"),
        (0.6, "# ?/?", CellKind.DISGUISED, "0.6（格式 # ?/?）"),
        (47500, "0,", CellKind.DISGUISED, "47500（格式 0,）"),
        (47500, '0!.0,"万"', CellKind.DISGUISED, '47500（格式 0!.0,"万"）'),
        (47500, '0"件"', CellKind.DISGUISED, '47500（格式 0"件"）'),
        (45000, "yyyy-mm-dd", CellKind.DATE, "2023-03-15"),
        (dt.date(2024, 3, 5), None, CellKind.DATE, "2024-03-05"),
        (dt.time(3, 5), None, CellKind.DATE, "03:05:00"),
        ("=1+1", None, CellKind.FORMULA, "=1+1"),
        (ArrayFormula("A1", "=SUM(B1)"), None, CellKind.FORMULA, "=SUM(B1)"),
        ("#N/A", None, CellKind.BROKEN, "#N/A"),
        (False, None, CellKind.BROKEN, "FALSE"),
    ],
)
def test_what_is_shown_as_something_else_is_no_number(
    value: object, shape: str | None, kind: CellKind, text: str
) -> None:
    assert grid(A1=(value, shape)).cells[1, 1] == Cell(kind, text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("一\r\n二", "一\n二"),
        ("一_x000D_\n二", "一\n二"),
        ("\u3000\u3000一 \n\u00a0二\t", "一\n二"),
        ("\n\n一\n\n二\n", "一\n\n二"),
        ("1-2", "1-2"),
        ("甲　乙", "甲　乙"),
        ("_x0041_和_x4e00_，_x41_", "A和一，_x41_"),
    ],
)
def test_words_keep_their_lines_and_lose_their_edges(typed: str, kept: str) -> None:
    assert grid(A1=typed).text(1, 1) == kept


def test_blank_cells_are_not_there() -> None:
    assert grid(A1=" \u3000\n", B2="x").cells.keys() == {(2, 2)}


def test_what_is_merged_and_hidden_is_known() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet["B2"].value = "x"
    sheet.merge_cells("B2:C4")
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions.group("D", "F", hidden=True)
    found = again(book)
    assert found.merged == (Range((2, 4), (2, 3)),)
    assert found.hidden_rows == {7}
    assert found.hidden_columns == {4, 5, 6}
    assert found.cells.keys() == {(2, 2)}


def test_columns_hidden_to_the_edge_are_hidden_as_far_as_one_looks() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet["A1"].value = "x"
    sheet.column_dimensions.group("GQ", "XFD", hidden=True)
    assert again(book).hidden_columns == {199, 200}


# What is no form at all


def refused(data: bytes) -> str:
    problems = Problems()
    assert read(data, "表.xlsx", problems) is None
    return as_text(problems.found)


FOREIGN = (
    "empty file", "CSV renamed", "GBK CSV renamed", "web page renamed", "picture renamed",
    "old xls", "password", "encrypted zip", "Word document", "ods", "zip of forms", "zip bomb",
)  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_of_another_kind_is_called_by_its_kind(report: Report, name: str) -> None:
    assert refused(DAMAGES[name](b"", report)) == told(name)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" \n<html>", "像是网页"),
        ("\ufeff指标".encode(), "像是 CSV 或文本文件"),
        (b"a\x01\nb", "像是 CSV 或文本文件"),
        (b"a\x01b", "看不出是什么"),
        (b"\xff\xff\xff", "看不出是什么"),
    ],
)
def test_what_is_no_archive_is_guessed_at(data: bytes, said: str) -> None:
    assert f" 错误 E350 这不是 Excel 文件，{said}。请用 WPS 或 Excel " in refused(data)


def workbook(rows: int, columns: int) -> bytes:
    out, book = io.BytesIO(), Workbook()
    sheet: Any = book.active
    sheet.title = "指标"
    sheet.cell(rows, columns).value = "x"
    book.save(out)
    return out.getvalue()


def test_a_damaged_or_dangerous_workbook_is_refused(report: Report) -> None:
    data = workbook(1, 1)
    assert refused(data[: len(data) // 2]) == told("cut short")
    assert refused(DAMAGES["entity bomb"](data, report)) == told("entity bomb")
    empty = zipped(**{"xl__workbook.xml": b"x"})
    broken = (
        "错误 E350 文件损坏了，读不出来。请用 WPS 或 Excel 打开原来的填报表，「另存为」.xlsx 再交。"
    )
    assert refused(empty) == f"表.xlsx:1:1: {broken}\n"


def test_a_sheet_is_no_larger_than_a_form_can_be() -> None:
    problems = Problems()
    assert read(workbook(2000, 1), "表.xlsx", problems)
    assert read(workbook(1, 200), "表.xlsx", problems)
    assert problems.found == []
    assert refused(workbook(3000, 10)) == told("a million rows")
    assert "有2001行、1列，" in refused(workbook(2001, 1))
    assert "有1行、201列，" in refused(workbook(1, 201))


@pytest.mark.parametrize(
    ("parts", "size", "is_too_big"),
    [(500, 1, False), (501, 1, True), (1, 8_000_000, False), (1, 8_000_001, True)],
)
def test_an_archive_is_not_unpacked_when_it_holds_too_much(
    parts: int, size: int, is_too_big: bool
) -> None:
    more = {f"p{number}": b"" for number in range(parts - 1)}
    data = zipped(**{"xl__workbook.xml": bytes(size), **more})
    assert ("E351 文件展开以后太大" in refused(data)) == is_too_big


@pytest.mark.parametrize(
    ("cells", "least", "points"),
    [
        ([("", 96)], 1, 21.5),
        ([("字" * 47, 96)], 1, 21.5),
        ([("字" * 48, 96)], 1, 37.0),
        ([("字", 96), ("字" * 48, 96)], 1, 37.0),
        ([("字", 96)], 3, 52.5),
        ([("字" * 9000, 96)], 1, 400),
    ],
)
def test_a_row_is_as_high_as_its_longest_cell(
    cells: list[tuple[str, int]], least: int, points: float
) -> None:
    assert height(cells, least) == points
