"""The tables as files: CSV, JSON and its schema, the Data Package, the data dictionary."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportsite.facts.datatable import Cell, Column, Dataset, DataTable, Field, Kind, table, text
from reportsite.plan import paths
from reportsite.plan.written import GAP

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
    found = {
        "$schema": DIALECT,
        "title": dataset.title,
        "description": dataset.description,
        "type": "object",
        "properties": facts | {"tables": _object(tables)},
        "required": [*facts, "tables"],
        "additionalProperties": False,
    }
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
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


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
    refers = [column for column in data.columns if column.refers]
    return {
        "fields": [_field(column) for column in data.columns],
        "missingValues": [""],
        "primaryKey": list(data.key),
        "foreignKeys": [_foreign_key(column, data) for column in refers],
    }


def _field(column: Column) -> Mapping[str, object]:
    constraints: dict[str, object] = {"required": not column.empty}
    if column.words:
        constraints["enum"] = list(column.words)
    found = {"name": column.key, "title": column.title, "type": column.kind.value}
    return found | {"description": meaning(column), "constraints": constraints}


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
    text(
        "words",
        "可能的值",
        "只有这几种，用“；”隔开。",
        lambda row: "；".join(row[1].words),
        empty="不限",
    ),
    text("empty", "空着的意思", "这一格空着是什么意思。", lambda row: row[1].empty or NEVER_EMPTY),
)


def dictionary(dataset: Dataset) -> DataTable:
    """Return one row for every column of every table."""
    return table(
        "dictionary",
        "数据字典",
        "每张表每一列的意思。",
        key="table column",
        fields=FIELDS,
        records=_columns(dataset),
    )


def _columns(dataset: Dataset) -> Iterator[tuple[DataTable, Column]]:
    for data in dataset.tables:
        for column in data.columns:
            yield data, column
