"""A table is read however an office program saved it, and every cell knows its place."""

import codecs
import csv
import io
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.problems import Place
from reportsite.source.csv_text import CsvTable, Record, columns, decoded, parse

HEADER = ("编号", "数", "备注")
TEXT = "编号,数,备注\n06,4.75,“半年报”\n07,3,\n"
PATH = "data/actuals.csv"


def read(text: str | bytes, header: tuple[str, ...] = HEADER) -> CsvTable:
    return parse(text if isinstance(text, bytes) else text.encode(), PATH, header)


def cells(table: CsvTable) -> list[list[str]]:
    assert table.problems == ()
    return [list(row.cells.values()) for row in table.rows]


def told(table: CsvTable) -> list[str]:
    return [
        f"{p.place.line}:{p.place.column} {p.code.name} {p.message}{p.hint}" for p in table.problems
    ]


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        codecs.BOM_UTF8 + TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.removesuffix("\n").encode(),
        TEXT.encode("gbk"),
        TEXT.replace("\n", "\r\n").encode("gbk"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", ",,\n").encode(),
        f"\n,,\n{TEXT}\n,,\n\n".encode(),
        TEXT.replace("07,3,", "07,3").encode(),
        TEXT.replace("06,4.75,“半年报”", ' 06 ,"4.75",\t"“半年报”" ').encode(),
        "备注,编号,数\n“半年报”,06,4.75\n,07,3\n".encode(),
    ],
    ids=["UTF-8", "mark", "CRLF", "mark and CRLF", "CR", "no last line end", "GBK", "GBK and CRLF",
         "UTF-16", "UTF-16 BE", "trailing commas", "blank lines", "last cell left out",
         "blanks and quotes", "columns in another order"],
)  # fmt: skip
def test_a_table_is_the_same_however_it_was_saved(raw: bytes) -> None:
    found = read(raw)
    assert found.problems == ()
    assert [tuple(row.cells[name] for name in HEADER) for row in found.rows] == [
        ("06", "4.75", "“半年报”"),
        ("07", "3", ""),
    ]


def test_a_quoted_cell_holds_commas_quotes_and_line_ends_and_places_go_on_below() -> None:
    table = read('编号,数,备注\r\n06,"1,234","第一行\r\n第""二""行"\r\n07,5,丙\r\n')
    assert cells(table) == [["06", "1,234", '第一行\n第"二"行'], ["07", "5", "丙"]]
    first, second = table.rows
    assert (first.line, second.line) == (2, 4)
    assert [str(place) for place in first.places.values()] == [
        f"{PATH}:2:1", f"{PATH}:2:4", f"{PATH}:2:12",
    ]  # fmt: skip
    assert second.places["备注"] == Place(PATH, 4, 6)


def test_a_cell_after_a_quoted_line_end_stands_on_the_line_it_stands_on() -> None:
    (row,) = read('编号,数,备注\n"0\n6",5,丙\n').rows
    assert row.line == 2
    assert row.places["数"] == Place(PATH, 3, 4)


def test_a_cell_that_was_left_out_stands_where_its_row_ends() -> None:
    (row,) = read("编号,数,备注\n06,5\n").rows
    assert row.places["备注"] == Place(PATH, 2, 4)


def test_what_a_spreadsheet_turned_stays_as_it_left_it() -> None:
    assert cells(read("编号,数,备注\n6,2024/7/20,3E+05\n")) == [["6", "2024/7/20", "3E+05"]]


SAVE_AS = "请在 WPS 或 Excel 里「另存为」，类型选「CSV UTF-8（逗号分隔）」。"
FIRST = "第一行应是：编号,数,备注。"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", f"1:1 E107 文件是空的，{FIRST}"),
        ("\n , \n", f"1:1 E107 文件是空的，{FIRST}"),
        (b"\x81\xff\xff", f"1:1 E102 文件不是 UTF-8 也不是 GBK 编码，读不出来，{SAVE_AS}"),
        (b"PK\x03\x04\0\0xl/workbook.xml", f"1:1 E102 文件不是 UTF-8 也不是 GBK 编码，读不出来，{SAVE_AS}"),
        (TEXT.encode("utf-16-le"), f"1:1 E102 文件不是 UTF-8 也不是 GBK 编码，读不出来，{SAVE_AS}"),
        (TEXT.encode() + b"\xca\xd0\n", f"1:1 E102 文件不是 UTF-8 也不是 GBK 编码，读不出来，{SAVE_AS}"),
        (TEXT.replace("06", "0\u200b6"), "2:2 E108 这里有一个看不见的字符或乱码（U+200B）。请把它前后的字删掉重新输入。"),
        (TEXT.replace(",", ";"), f"1:1 E130 列之间要用半角逗号分开，{FIRST}{SAVE_AS}"),
        (TEXT.replace(",", "，"), f"1:1 E130 列之间要用半角逗号分开，{FIRST}{SAVE_AS}"),
        (TEXT.replace(",", "\t").encode("utf-16"), f"1:1 E130 列之间要用半角逗号分开，{FIRST}{SAVE_AS}"),
        ("编号,数值,备注\n", "1:1 E130 不认识的列「数值」。是不是「数」？"),
        ("编号,数,备注,电话\n", f"1:1 E130 不认识的列「电话」。{FIRST}"),
        ("编号,,备注\n", f"1:1 E130 不认识的列「（空）」。{FIRST}"),
        ("编号,备注\n", f"1:1 E130 缺少「数」这一列。{FIRST}"),
        ("编号,数,备注,数\n", f"1:1 E130 第一行有重复的列。{FIRST}"),
        ("\n06,4.75,丙\n", f"2:1 E130 不认识的列「06」。{FIRST}"),
        ("编号,数,备注\n06,1,234,丙\n", "2:1 E131 这一行有4格，应有3格。多余的逗号请删去；文字里有逗号的，整格用半角引号括起来，或改用“，”。"),
        ("编号,数,备注\n06,1,234,\n", "2:1 E131 这一行有4格，应有3格。多余的逗号请删去；文字里有逗号的，整格用半角引号括起来，或改用“，”。"),
        ("编号,数,备注\n06\n", "2:1 E131 这一行只有1格，应有3格。格与格之间用半角逗号，空着的格也要留逗号。"),
        ("编号,数,备注\n06，1，丙\n", "2:1 E131 「06，1，丙」里是全角逗号，格与格之间请用半角逗号。"),
        ("编号,数,备注\n06，1,丙\n", "2:1 E131 「06，1」里是全角逗号，格与格之间请用半角逗号。"),
        ('编号,数,备注\n06,5,"丙\n', "2:6 E131 「\"丙」的半角引号没有配对，引号要括住整格；文字里的引号请用“”。"),
        ('编号,数,备注\n06,5,"丙"丁\n', "2:6 E131 「\"丙\"丁」的半角引号没有配对，引号要括住整格；文字里的引号请用“”。"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_once_where_it_is(text: str | bytes, said: str) -> None:
    table = read(text)
    assert told(table) == [said]
    assert table.rows == ()


def test_a_faulty_row_does_not_hide_the_others() -> None:
    table = read('编号,数,备注\n06,5,"丙\n07,6,丁\n08\n09,7,戊\n')
    assert [row.cells["编号"] for row in table.rows] == ["07", "09"]
    assert [problem.place.line for problem in table.problems] == [2, 4]
    assert table.is_whole


def test_the_encoding_is_named_for_those_who_write_the_file_again() -> None:
    assert decoded(TEXT.encode()) == (TEXT, "utf-8-sig")
    assert decoded(TEXT.encode("gbk")) == (TEXT, "gb18030")
    assert decoded(TEXT.encode("utf-16")) == (TEXT, "utf-16")
    assert columns(f"\r\n{TEXT}") == list(HEADER)


CELLS = st.text('",\n 甲乙1.，', max_size=6).map(str.strip)
TABLES = st.lists(
    st.lists(CELLS, min_size=3, max_size=3).filter(any).map(tuple), max_size=5
)  # fmt: skip


@given(
    TABLES,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gbk"]),
)
@example([("甲", "甲\n甲", '"')], "\r\n", csv.QUOTE_MINIMAL, "gbk")
def test_what_the_csv_module_writes_is_read_as_the_csv_module_reads_it(
    rows: list[tuple[str, ...]], end: str, quoting: Literal[0, 1], encoding: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator=end, quoting=quoting)
    writer.writerows([("x", "y", "z"), *rows])
    table = parse(written.getvalue().encode(encoding), PATH, ("x", "y", "z"))
    assert cells(table) == [list(row) for row in rows]
    again = csv.reader(io.StringIO(written.getvalue().replace(end, "\n"), newline=""))
    assert [[cell.strip() for cell in row] for row in again][1:] == cells(table)
    _hold_places(table, written.getvalue().replace(end, "\n").split("\n"))


def _hold_places(table: CsvTable, lines: list[str]) -> None:
    """Hold that a cell's text, or the quote before it, begins where its place says."""
    for row in table.rows:
        assert isinstance(row, Record)
        for name, cell in row.cells.items():
            place = row.places[name]
            rest = lines[place.line - 1][place.column - 1 :].lstrip()
            first = cell.split("\n")[0].replace('"', '""')
            assert rest.startswith((first, f'"{first}'))


@given(st.binary() | st.text('",\n\r;\t 编号数备注\0\ufeff甲1').map(str.encode))
def test_any_bytes_are_a_table_or_told_about_within_the_file(raw: bytes) -> None:
    table = parse(raw, PATH, HEADER)
    assert table.is_whole or table.problems
    assert not (table.rows and not table.is_whole)
    for problem in table.problems:
        assert problem.place.path == PATH
        assert problem.place.line <= raw.count(b"\n") + raw.count(b"\r") + 1
    for row in table.rows:
        assert tuple(sorted(row.cells)) == tuple(sorted(HEADER))
