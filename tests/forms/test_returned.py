"""A returned form is held cell by cell against what was issued; told without the file around it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from reportsite.forms.layout import FIGURES, GUIDE, KEY, WORDS
from reportsite.forms.returned import (
    ReturnedFigure,
    ReturnedWords,
    is_nothing,
    key_of,
    note_of,
    returned,
    text_of,
    value_of,
)
from reportsite.forms.rows import FormCell
from reportsite.plan.model import Report
from reportsite.plan.written import EntryKind
from reportsite.problems import Problems, as_text
from reportsite.source.workbook import Book, Cell, CellKind, Grid, Range, read
from tests.support.damages import told
from tests.support.returns import H1, MARKET, filled, form

PATH = "表.xlsx"
Cells = Mapping[str, Cell | str | None]


@pytest.fixture(scope="module")
def sound(report: Report) -> Book:
    """Return the market regulator's form as it was handed in, without a fault."""
    problems = Problems()
    book = read(filled(form(report)), PATH, problems)
    assert book
    assert problems.found == []
    return book


def spoilt(book: Book, sheet: str, cells: Cells, **changes: Any) -> Book:
    """Return a book in which cells of a sheet hold something else, or nothing."""
    grid = book[sheet]
    new = dict(grid.cells)
    for place, value in cells.items():
        new.pop(coordinate_to_tuple(place), None)
        if value is not None:
            cell = Cell(CellKind.TEXT, value) if isinstance(value, str) else value
            new[coordinate_to_tuple(place)] = cell
    return {**book, sheet: replace(grid, cells=new, **changes)}


def said(book: Book, report: Report, on: dt.date | None = None) -> str:
    problems = Problems()
    returned(book, PATH, report, on, problems)
    return as_text(problems.sorted)


FAULTY: dict[str, tuple[str, Cells]] = {
    "unknown version": (KEY, {"B1": "0"}),
    "key altered": (KEY, {"B3": "nongmu"}),
    "period altered in the key": (KEY, {"B4": "2023-H1"}),
    "period altered on the page": (GUIDE, {"B5": "2023年上半年"}),
    "unit altered on the page": (GUIDE, {"B4": "市农牧局"}),
    "inserted row": (FIGURES, {"B25": "新指标"}),
    "row copied": (FIGURES, {"A25": "指标06", "H25": "5"}),
    "row of another unit": (WORDS, {"A5": "措施11"}),
    "altered label": (FIGURES, {"B10": "知识产权质押融资总额"}),
    "altered unit": (FIGURES, {"C10": "万元"}),
    "altered head": (FIGURES, {"H4": "全年数"}),
    "columns changed places": (FIGURES, {"H4": "来源", "I4": "本期数"}),
    "beside the table": (FIGURES, {"L10": "见附件"}),
    "words for a number": (FIGURES, {"H10": "比去年多"}),
    "3万": (FIGURES, {"H10": "3万"}),
    "very long number": (FIGURES, {"H10": "1" * 40}),
    "formula": (FIGURES, {"H10": Cell(CellKind.FORMULA, "=SUM(1,2)")}),
    "error value": (FIGURES, {"H10": Cell(CellKind.BROKEN, "#DIV/0!")}),
    "negative": (FIGURES, {"H10": "-4.75"}),
    "date for a number": (FIGURES, {"H10": Cell(CellKind.DATE, "2024-03-05")}),
    "percent format": (FIGURES, {"H10": Cell(CellKind.PERCENT, "98.5%")}),
    "thousands format": (FIGURES, {"H10": Cell(CellKind.DISGUISED, "47500（格式 0.00,）")}),
    "no source": (FIGURES, {"I10": None}),
    "formula for a source": (FIGURES, {"I10": Cell(CellKind.FORMULA, "=A1")}),
    "would-be formula": (FIGURES, {"J10": "@SUM(1)"}),
    "long source": (FIGURES, {"I10": "长" * 201}),
    "long text": (WORDS, {"E5": "长" * 2001}),
    "control character": (WORDS, {"E5": "完成了\x07办法"}),
    "date for words": (WORDS, {"E5": Cell(CellKind.DATE, "2024-03-05")}),
    "unknown stage": (WORDS, {"D5": "推进"}),
    "no day": (GUIDE, {"B8": None}),
    "no such day": (GUIDE, {"B8": "2024年6月31日"}),
    "number for a day": (GUIDE, {"B8": "45493"}),
    "day before the period's end": (GUIDE, {"B8": "2024-06-20"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_a_wrong_cell_is_told_alone_at_its_place(name: str, sound: Book, report: Report) -> None:
    sheet, cells = FAULTY[name]
    assert said(spoilt(sound, sheet, cells), report) == told(name)


def test_what_is_merged_or_hidden_is_told_where_it_is(sound: Book, report: Report) -> None:
    for name, sheet, changes in (
        ("merged cells", FIGURES, {"merged": (Range((10, 11), (8, 8)),)}),
        ("merged across", WORDS, {"merged": (Range((5, 5), (5, 6)),)}),
        ("hidden row", FIGURES, {"hidden_rows": frozenset({10})}),
        ("hidden column", WORDS, {"hidden_columns": frozenset({5})}),
    ):
        assert said(spoilt(sound, sheet, {}, **changes), report) == told(name)


def test_what_is_merged_or_hidden_beside_the_rows_is_nobody_s_business(
    sound: Book, report: Report
) -> None:
    for changes in (
        {"merged": (Range((1, 1), (1, 10)), Range((4, 4), (8, 9)), Range((25, 26), (1, 2)))},
        {"merged": (Range((10, 11), (11, 12)), Range((10, 10), (10, 14)))},
        {"hidden_rows": frozenset({2, 4, 25}), "hidden_columns": frozenset({11, 12})},
    ):
        assert said(spoilt(sound, FIGURES, {}, **changes), report) == ""


def test_cells_merged_from_the_heads_down_are_told_at_the_first_row(
    sound: Book, report: Report
) -> None:
    merged = (Range((3, 5), (8, 8)),)
    assert said(spoilt(sound, FIGURES, {}, merged=merged), report) == (
        "表.xlsx:5:8: 错误 E361 「指标」表 H5 格与别的格合并了，分不清是谁的内容。请取消合并再填。\n"
    )


def test_every_cell_and_column_of_the_table_is_looked_at(sound: Book, report: Report) -> None:
    last = said(spoilt(sound, FIGURES, {}, merged=(Range((10, 11), (10, 11)),)), report)
    assert last.startswith("表.xlsx:10:10: 错误 E361 「指标」表 J10 格与别的格合并了")
    hidden = said(spoilt(sound, FIGURES, {}, hidden_columns=frozenset({1, 10})), report)
    assert [line.split(" ")[0] for line in hidden.splitlines()] == ["表.xlsx:1:1:", "表.xlsx:1:10:"]


def test_of_a_merged_row_nothing_else_is_told(sound: Book, report: Report) -> None:
    cells, merged = {"B10": "知识产权质押融资总额", "H10": "3万"}, (Range((10, 11), (8, 8)),)
    assert said(spoilt(sound, FIGURES, cells, merged=merged), report) == told("merged cells")


def test_of_another_s_form_nothing_else_is_told(sound: Book, report: Report) -> None:
    book = spoilt(spoilt(sound, FIGURES, {"H10": "3万"}), GUIDE, {"B4": "市农牧局"})
    assert said(book, report) == told("unit altered on the page")


def test_a_label_that_is_gone_is_called_empty(sound: Book, report: Report) -> None:
    assert "B10 格（指标）是「空的」，" in said(spoilt(sound, FIGURES, {"B10": None}), report)


def without(book: Book, name: str) -> Book:
    return {other: grid for other, grid in book.items() if other != name}


def test_a_missing_sheet_or_row_is_told(sound: Book, report: Report) -> None:
    renamed = {**without(sound, FIGURES), "指标表": sound[FIGURES]}
    assert said(renamed, report) == told("renamed sheet")
    assert said(without(sound, GUIDE), report) == told("guide gone")
    assert said(without(sound, KEY), report) == told("key sheet gone")
    assert said(without(sound, WORDS), report) == told("part missing")
    tenth = {f"{letter}10": None for letter in "ABCDEFGHIJ"}
    assert said(spoilt(sound, FIGURES, tenth), report) == told("deleted row")


def test_a_key_without_a_format_is_no_form_s(sound: Book, report: Report) -> None:
    assert said(spoilt(sound, KEY, {"A1": "版本"}), report) == told("key sheet gone")
    assert said(spoilt(sound, KEY, {"B5": None}), report) == told("key altered")


def test_a_form_of_another_plan_is_told_alone(sound: Book, report: Report) -> None:
    key = key_of(sound, report, PATH, Problems())
    assert key
    other = replace(key, plan="0" * 16)
    cells = {"B2": other.plan, "B5": other.digest}
    assert said(spoilt(sound, KEY, cells), report) == told("other plan")


def test_a_form_without_indicators_misses_none(report: Report) -> None:
    problems = Problems()
    book = read(filled(form(report, "nongmu")), PATH, problems)
    assert book
    assert FIGURES not in book
    found = returned(book, PATH, report, None, problems)
    assert found
    assert (found.figures, len(found.words), problems.found) == ((), 3, [])


def test_rows_above_the_heads_are_told_and_nothing_else(sound: Book, report: Report) -> None:
    cells = {(row + (row > 1), place): cell for (row, place), cell in sound[FIGURES].cells.items()}
    moved = {**sound, FIGURES: replace(sound[FIGURES], cells=cells)}
    assert said(moved, report) == told("row above the heads")


def test_a_sheet_of_nobody_s_is_told_where_it_holds_something(sound: Book, report: Report) -> None:
    def with_sheet(name: str, *, is_filled: bool = True) -> str:
        cells = {(1, 1): Cell(CellKind.TEXT, "x")} if is_filled else {}
        grid = Grid(name, cells, (), frozenset(), frozenset())
        return said({**sound, name: grid}, report)

    assert (
        with_sheet("附表")
        == told("nothing filled in, and a foreign sheet")
        .split("\n")[1][3:]
        .replace("表1.xlsx", "表.xlsx")
        + "\n"
    )
    assert with_sheet("附表", is_filled=False) == ""
    assert with_sheet("WpsReserved_CellImgList") == ""


# What is read


def test_a_sound_form_is_read_as_it_was_meant(sound: Book, report: Report) -> None:
    problems = Problems()
    found = returned(sound, PATH, report, None, problems)
    assert problems.found == []
    assert found
    assert (found.path, found.unit.id, found.period, found.by) == (PATH, MARKET, H1, "张三")
    assert found.on == dt.date(2024, 7, 20)
    figures = [FormCell(PATH, FIGURES, row, 8) for row in (5, 10)]
    assert found.figures == (
        ReturnedFigure("01", Decimal("0.70"), ("知识产权统计年报", ""), figures[0]),
        ReturnedFigure("06", Decimal("4.75"), ("质押登记台账", ""), figures[1]),
    )
    words = [FormCell(PATH, WORDS, 5, column) for column in (5, 6, 7)]
    assert found.words == (
        ReturnedWords("01", EntryKind.PROGRESS, "推进中", "完成了办法修订。", words[0]),
        ReturnedWords("01", EntryKind.PROBLEM, "", "人手不足。", words[1]),
        ReturnedWords("01", EntryKind.NEXT, "", "下半年推开。", words[2]),
    )
    assert found.words[0].stage_spot == FormCell(PATH, WORDS, 5, 4)


def test_a_stage_stands_on_the_first_line_of_what_was_written() -> None:
    spot = FormCell(PATH, WORDS, 5, 5)
    both = ReturnedWords("01", EntryKind.PROGRESS, "推进中", "甲。\n乙。", spot)
    assert both.words == "阶段：推进中\n甲。\n乙。"
    assert replace(both, text="").words == "阶段：推进中"
    assert replace(both, stage="").words == "甲。\n乙。"


def test_a_stage_is_a_word_of_the_list(sound: Book, report: Report) -> None:
    formula = spoilt(sound, WORDS, {"D5": Cell(CellKind.FORMULA, "=D6")})
    assert said(formula, report).startswith(
        "表.xlsx:5:4: 错误 E363 「措施」表 D5 格是公式（=D6），"
    )
    far = said(spoilt(sound, WORDS, {"D5": "完全不同的话"}), report)
    assert far.endswith("「完全不同的话」不是阶段。只能是：未启动、推进中、已完成、长期推进。\n")


def test_a_stage_alone_is_said_of_progress(sound: Book, report: Report) -> None:
    book = spoilt(sound, WORDS, {"E5": None, "F5": None, "G5": None})
    found = returned(book, PATH, report, None, Problems())
    assert found
    assert [(one.kind, one.stage, one.text) for one in found.words] == [
        (EntryKind.PROGRESS, "推进中", "")
    ]


def test_a_given_day_goes_before_the_form_s(sound: Book, report: Report) -> None:
    on = dt.date(2024, 7, 25)
    for book in (sound, spoilt(sound, GUIDE, {"B8": None})):
        problems = Problems()
        found = returned(book, PATH, report, on, problems)
        assert found
        assert (found.on, problems.found) == (on, [])


def test_the_last_day_of_the_period_is_late_enough(sound: Book, report: Report) -> None:
    assert said(spoilt(sound, GUIDE, {"B8": "2024-06-30"}), report) == ""
    assert "还没有过完，2024-06-29 " in said(sound, report, dt.date(2024, 6, 29))


def test_a_day_can_be_a_date_and_nothing_else(sound: Book, report: Report) -> None:
    for kind, is_day in (
        (CellKind.DATE, True),
        (CellKind.NUMBER, False),
        (CellKind.FORMULA, False),
    ):
        found = said(spoilt(sound, GUIDE, {"B8": Cell(kind, "2024-07-20")}), report)
        assert (found == "") == is_day
        assert ("是「2024-07-20」，不是日期" in found) != is_day


def test_a_long_name_is_cut(sound: Book, report: Report) -> None:
    book = spoilt(sound, GUIDE, {"B7": "张" * 100})
    found = returned(book, PATH, report, None, Problems())
    assert found
    assert found.by.startswith("张张")
    assert len(found.by) < 50


def test_an_empty_form_is_warned_of_unless_something_is_wrong(sound: Book, report: Report) -> None:
    nothing = {f"{letter}{row}": None for row in range(5, 25) for letter in "HIJ"}
    empty = spoilt(sound, FIGURES, nothing)
    empty = spoilt(empty, WORDS, dict.fromkeys(["D5", "E5", "F5", "G5"]))
    assert said(empty, report) == "表.xlsx:1:1: 警告 W382 这份表一格也没有填。\n"
    assert said(spoilt(empty, GUIDE, {"B8": None}), report) == told("no day")
    assert said(spoilt(empty, FIGURES, {"H10": "4", "I10": "年报"}), report) == ""
    assert said(spoilt(empty, WORDS, {"G5": "推开。"}), report) == ""


# The cells

SPOT = FormCell(PATH, FIGURES, 10, 8)
TEXT = CellKind.TEXT


def of_value(cell: Cell) -> tuple[Decimal | None, str]:
    problems = Problems()
    return value_of(cell, SPOT, problems), "".join(problem.message for problem in problems.found)


def test_a_figure_may_be_as_long_as_figures_are() -> None:
    assert of_value(Cell(TEXT, f"{'１' * 12}.5")) == (Decimal(f"{'1' * 12}.5"), "")
    assert "位数太多" in of_value(Cell(TEXT, "1" * 30))[1]
    assert "太长，不是一个数" in of_value(Cell(TEXT, "1" * 31))[1]
    assert of_value(Cell(TEXT, "—")) == (None, "")
    assert of_value(Cell(CellKind.NUMBER, "0")) == (Decimal(0), "")


def test_a_long_formula_is_quoted_in_part() -> None:
    message = of_value(Cell(CellKind.FORMULA, "=" + "A" * 60))[1]
    assert f"是公式（={'A' * 39}…）" in message


def test_nothing_is_a_text_that_stands_for_nothing() -> None:
    assert [is_nothing(Cell(TEXT, text)) for text in ("—", "无", "0", "约3")] == [
        True,
        True,
        False,
        False,
    ]
    assert not is_nothing(Cell(CellKind.FORMULA, "—"))


def test_a_source_is_written_on_one_line(sound: Book) -> None:
    grid = spoilt(sound, FIGURES, {"I10": "台账\n第3页", "J10": "+1"})[FIGURES]
    problems = Problems()
    assert note_of(grid, replace(SPOT, column=9), problems) == "台账 第3页"
    assert note_of(grid, replace(SPOT, column=11), problems) == ""
    assert problems.found == []
    note_of(grid, replace(SPOT, column=10), problems)
    assert [problem.message for problem in problems.found] == [
        "「指标」表 J10 格「+1」会被办公软件当成公式，"
    ]


def test_the_longest_words_are_taken_whole(sound: Book) -> None:
    grid = spoilt(sound, FIGURES, {"I10": "长" * 200})[FIGURES]
    problems = Problems()
    assert text_of(grid, replace(SPOT, column=9), 200, problems) == "长" * 200
    assert problems.found == []
    text_of(grid, replace(SPOT, column=9), 199, problems)
    assert "有200字，最多199字。" in problems.found[0].message


def test_a_source_without_a_figure_is_told_and_a_figure_in_doubt_is_not_told_twice(
    sound: Book, report: Report
) -> None:
    for cells in ({"H10": None}, {"H10": "—"}):
        assert said(spoilt(sound, FIGURES, cells), report) == (
            "表.xlsx:10:8: 警告 W380 「指标」表 H10 格没有数，来源和备注（「质押登记台账」）没有登记。\n"
        )
    both = spoilt(sound, FIGURES, {"H10": None, "I10": None, "J10": "年底才有"})
    assert "来源和备注（「年底才有」）没有登记" in said(both, report)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"plan": "0" * 16}, told("other plan")),
        ({"plan": ""}, told("other plan")),
        ({"unit": "nobody"}, told("unit unknown by now")),
        ({"period": "2031-H1"}, told("period outside the plan")),
        ({"period": "上半年"}, told("period outside the plan").replace("2031-H1", "上半年")),
        ({}, ""),
    ],
)
def test_a_form_is_ours_by_its_plan_unit_and_period(
    sound: Book, report: Report, changes: dict[str, str], said: str
) -> None:
    key = key_of(sound, report, PATH, Problems())
    assert key
    other = replace(key, plan=changes.get("plan", key.plan), unit=changes.get("unit", key.unit))
    other = replace(other, period=changes.get("period", key.period))
    cells = {"B2": other.plan, "B3": other.unit, "B4": other.period, "B5": other.digest}
    problems = Problems()
    found = key_of(spoilt(sound, KEY, cells), report, PATH, problems)
    assert (found is not None) == (not said)
    assert as_text(problems.found) == said


def test_a_column_beyond_the_alphabet_is_counted() -> None:
    assert str(replace(SPOT, column=26)) == "「指标」表 Z10 格"
    assert str(replace(SPOT, column=27)) == "「指标」表 第27列10 格"
