"""Tables as JSON, one row a line, numbers with the digits they came with; and their JSON Schema."""

import json
from collections.abc import Mapping
from decimal import Decimal

from reportsite.datatable import Cell, Column, Dataset, DataTable, Kind
from reportsite.model import GAP

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def table(data: DataTable) -> bytes:
    """Return a table as an array of objects."""
    return f"{_rows(data)}\n".encode()


def plan(dataset: Dataset) -> bytes:
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


def schema(dataset: Dataset) -> bytes:
    """Return the JSON Schema of the whole file, made from the columns."""
    facts = {key: {"type": ["string", "null"]} for key in _facts(dataset)}
    tables = {data.name: _schema(data) for data in dataset.tables}
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


def _schema(data: DataTable) -> Mapping[str, object]:
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
