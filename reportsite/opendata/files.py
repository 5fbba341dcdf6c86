"""The tables as files: CSV, JSON and its schema, the Data Package, the dictionary, the workbook."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from reportsite.facts.datatable import Cell, Column, Dataset, DataTable, Field, Kind, table, text
from reportsite.plan import paths, words
from reportsite.source.cache import Cache, digest
from reportsite.source.kinds import GAP
from reportsite.source.workbook import fit, height, saved

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(table: DataTable) -> bytes:
    """Return the file: a line of keys, then the rows; numbers with the digits they came with."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows(map(plain, row) for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def plain(cell: Cell) -> str:
    """Return a cell as text; text that a spreadsheet would run is led by an apostrophe."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return str(cell)


DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_table(data: DataTable) -> bytes:
    """Return a table as an array of objects."""
    return f"{_rows(data)}\n".encode()


def json_plan(dataset: Dataset) -> bytes:
    """Return everything in one object: what is said of the data, then table by table."""
    head = "".join(f"{_text(key)}: {_text(value)},\n" for key, value in _facts(dataset).items())
    tables = ",\n".join(f"{_text(data.name)}: {_rows(data)}" for data in dataset.tables)
    return f'{{\n{head}"tables": {{\n{tables}\n}}\n}}\n'.encode()


def _facts(dataset: Dataset) -> Mapping[str, str | None]:
    return {
        "$schema": "plan.schema.json",
        "title": dataset.title,
        "description": dataset.description,
        "notice": dataset.stamp or None,
        "publisher": dataset.publisher,
        "as_of": dataset.as_of.isoformat(),
        "licence": None if dataset.licence == GAP else dataset.licence,
        "citation": dataset.citation,
    }


def _rows(data: DataTable) -> str:
    keys = [_text(column.key) for column in data.columns]
    rows = (
        "{" + ", ".join(f"{key}: {_cell(cell)}" for key, cell in zip(keys, row, strict=True)) + "}"
        for row in data.rows
    )
    return "[\n" + ",\n".join(rows) + "\n]" if data.rows else "[]"


def _cell(cell: Cell) -> str:
    if cell == "":
        return "null"
    if isinstance(cell, Decimal):
        return str(cell)
    return _text(cell if isinstance(cell, (str, int)) else cell.isoformat())


def _text(value: str | int | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def json_schema(dataset: Dataset) -> bytes:
    """Return the JSON Schema of the whole file, made from the columns."""
    facts = {key: {"type": ["string", "null"]} for key in _facts(dataset)}
    tables = {data.name: _json_schema(data) for data in dataset.tables}
    found = {"$schema": DIALECT, "title": dataset.title, "description": dataset.description}
    return _json({**found, **_object(facts | {"tables": _object(tables)})})


def _json(found: Mapping[str, object]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _json_schema(data: DataTable) -> Mapping[str, object]:
    properties = {column.key: _property(column) for column in data.columns}
    found = {"title": data.title, "description": data.description}
    return {**found, "type": "array", "items": _object(properties)}


def _object(properties: Mapping[str, object]) -> Mapping[str, object]:
    """Describe an object that has exactly these."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(column: Column) -> Mapping[str, object]:
    kind = "string" if column.kind is Kind.DAY else column.kind.value
    found: dict[str, object] = {"title": column.title, "description": meaning(column)}
    found["type"] = [kind, "null"] if column.empty else kind
    if column.kind is Kind.DAY:
        found["format"] = "date"
    if column.words:
        found["enum"] = [*column.words, *([None] if column.empty else [])]
    return found


def meaning(column: Column) -> str:
    """Return what a column says, in which unit, and what it means when it is empty."""
    unit = f"单位：{column.unit}。" if column.unit else ""
    empty = f"空着：{column.empty}。" if column.empty else ""
    return f"{column.meaning}{unit}{empty}"


def package(dataset: Dataset, files: Mapping[str, bytes]) -> bytes:
    """Return datapackage.json; `files` are the CSV files by path."""
    found: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": dataset.name,
        "title": dataset.title,
        "description": f"{dataset.stamp}。{dataset.description}" if dataset.stamp else dataset.description,
        "version": dataset.as_of.isoformat(),
        "keywords": list(dataset.keywords),
        "contributors": [{"title": dataset.publisher, "role": "publisher"}],
        "citation": dataset.citation,
    }  # fmt: skip
    if dataset.root:
        found["homepage"] = f"{dataset.root}data/"
    if dataset.licence != GAP:
        found["licenses"] = [{"path": "index.html", "title": dataset.licence}]
    found["resources"] = [_resource(data, files) for data in dataset.tables]
    return _json(found)


def _resource(data: DataTable, files: Mapping[str, bytes]) -> Mapping[str, object]:
    path = paths.table_csv(data.name)
    return {
        "profile": "tabular-data-resource",
        "name": data.name,
        "path": path.removeprefix("data/"),
        "title": data.title,
        "description": data.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(files[path]),
        "hash": f"sha256:{hashlib.sha256(files[path]).hexdigest()}",
        "schema": _schema(data),
    }


def _schema(data: DataTable) -> Mapping[str, object]:
    return {
        "fields": [_field(column) for column in data.columns],
        "missingValues": [""],
        "primaryKey": list(data.key),
        "foreignKeys": [_foreign_key(column, data) for column in data.columns if column.refers],
    }


def _field(column: Column) -> Mapping[str, object]:
    words = {"enum": list(column.words)} if column.words else {}
    found = {"name": column.key, "title": column.title, "type": column.kind.value}
    said = {"description": meaning(column), "constraints": {"required": not column.empty, **words}}
    return {**found, **said}


def _foreign_key(column: Column, data: DataTable) -> Mapping[str, object]:
    table, _, key = column.refers.partition(".")
    resource = "" if table == data.name else table
    return {"fields": column.key, "reference": {"resource": resource, "fields": key}}


NEVER_EMPTY = "不会空"

FIELDS: tuple[Field[tuple[DataTable, Column]], ...] = (
    text("table", "文件", "哪个文件（不带扩展名）。", lambda row: row[0].name),
    text("table_title", "表", "表的名称。", lambda row: row[0].title),
    text("column", "列名", "CSV 和 JSON 里的列名。", lambda row: row[1].key),
    text("title", "列的名称", "Excel 里的列名。", lambda row: row[1].title),
    text("kind", "类型", "这一列是什么。", lambda row: row[1].kind.words),
    text("unit", "单位", "数的计量单位。", lambda row: row[1].unit, empty="没有单位"),
    text("meaning", "意思", "这一列说的是什么。", lambda row: row[1].meaning),
    text("words", "可能的值", "只有这几种，用“；”隔开。", lambda row: "；".join(row[1].words), empty="不限"),
    text("empty", "空着的意思", "这一格空着是什么意思。", lambda row: row[1].empty or NEVER_EMPTY),
)  # fmt: skip


def dictionary(dataset: Dataset) -> DataTable:
    """Return one row for every column of every table."""
    columns = ((data, column) for data in dataset.tables for column in data.columns)
    meaning = "每张表每一列的意思。"
    return table(
        "dictionary", "数据字典", meaning, key="table column", fields=FIELDS, records=columns
    )


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
    room = Path(__file__).parent
    own = (
        room.parent / f"{name}.py" for name in ("source/writing", "source/workbook", "plan/words")
    )
    programs = (program.read_bytes() for program in (*sorted(room.glob("*.py")), *own))
    key = digest(*programs, json_plan(dataset), json_schema(dataset))
    return cache.made(f"{key}.xlsx", lambda: workbook(dataset))


def workbook(dataset: Dataset) -> bytes:
    """Return the XLSX file without a clock in it."""
    from openpyxl import Workbook

    book = Workbook()
    _cover(book, dataset)
    for data in (*dataset.tables, dictionary(dataset)):
        _sheet(book, data)
    return saved(book, CORE)


def _cover(book: "Workbook", dataset: Dataset) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.active
    assert sheet is not None
    sheet.title = COVER
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = COVER_WIDTHS
    for row, (label, said) in enumerate(_said(dataset), 1):
        for place, typed in enumerate((label, said), 1):
            cell = _put(sheet, row, place, typed)
            cell.font = Font(name=FONT, size=11, color=RED if dataset.stamp == said != "" else None)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = height([(said, COVER_WIDTHS[1])])
    sheet["A1"].font = Font(name=FONT, size=16, bold=True, color=TEAL)
    sheet["A1"].alignment = Alignment(vertical="center")
    sheet.row_dimensions[1].height = 30
    sheet.merge_cells("A1:B1")
    fit(sheet, "portrait")


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
    for data in dataset.tables:
        yield data.title, f"{data.description}（{len(data.rows)}行）"


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
    fit(sheet, "landscape")


def _put(sheet: "Worksheet", row: int, place: int, value: Cell) -> "SheetCell":
    """Write a cell as what it is: a number with its own digits, a date, text never a formula."""
    from openpyxl.utils import get_column_letter

    cell: SheetCell = sheet[f"{get_column_letter(place)}{row}"]
    if isinstance(value, bool):
        value = "是" if value else "否"
    if value == "":
        return cell
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        places = -int(value.as_tuple().exponent)
        cell.number_format = f"0.{'0' * places}" if places > 0 else "0"
    elif not isinstance(value, int):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _width(column: Column, place: int, table: DataTable) -> int:
    """Return a width that holds the title and most cells; longer ones are wrapped."""
    texts = (column.title + "　", *(str(row[place - 1]) for row in table.rows))
    return min(max(NARROWEST, *map(_breadth, texts)) + 2, WIDEST)


def _breadth(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
