"""A cell is read as it is shown, or it is said why not."""

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import Workbook

from reportsite.problems import Problems
from reportsite.source.workbook import CellKind, Grid, Range, read


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
    ("value", "shape", "kind"),
    [
        (0.985, "0%", CellKind.PERCENT),
        (0.6, "# ?/?", CellKind.DISGUISED),
        (47500, "0,", CellKind.DISGUISED),
        (47500, '0!.0,"万"', CellKind.DISGUISED),
        (47500, '0"件"', CellKind.DISGUISED),
        (45000, "yyyy-mm-dd", CellKind.DATE),
        (dt.date(2024, 3, 5), None, CellKind.DATE),
        (dt.time(3, 5), None, CellKind.DATE),
        ("=1+1", None, CellKind.FORMULA),
        ("#N/A", None, CellKind.BROKEN),
        (False, None, CellKind.BROKEN),
    ],
)
def test_what_is_shown_as_something_else_is_no_number(
    value: object, shape: str | None, kind: CellKind
) -> None:
    assert grid(A1=(value, shape)).cells[1, 1].kind is kind


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("一\r\n二", "一\n二"),
        ("一_x000D_\n二", "一\n二"),
        ("\u3000\u3000一 \n\u00a0二\t", "一\n二"),
        ("\n\n一\n\n二\n", "一\n\n二"),
        ("1-2", "1-2"),
        ("甲　乙", "甲　乙"),
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
