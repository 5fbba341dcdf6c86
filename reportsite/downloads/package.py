"""The Data Package: what the CSV files hold, for programs (Frictionless Data, tabular profile)."""

import hashlib
import json
from collections.abc import Mapping

from reportsite import paths
from reportsite.datatable import Column, Dataset, DataTable
from reportsite.downloads.jsonfile import meaning
from reportsite.model import GAP


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
