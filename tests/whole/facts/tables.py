"""What is there to download, and what stands in the forms: CSV, JSON and XLSX."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportsite.forms.layout import HEADER
from reportsite.plan import words
from reportsite.plan.case import Case
from reportsite.plan.period import Period, period
from reportsite.problems import Problems
from reportsite.source import workbook
from tests.whole.facts import Fact, Said, marked

Row = dict[str, str]
FORM = Period(2025, 6)
TRUE = ("true", "是")
KEYS = {
    "指标编号": "indicator",
    "年份": "year",
    "时期": "period",
    "目标值": "target",
    "实际值": "value",
    "是否有效": "current",
    "完成率": "completion",
    "状态": "case",
}


def read(path: str, data: bytes, day: dt.date) -> Said:
    """Yield the facts of a file to download."""
    for rows in _tables(path, data):
        yield from _records(rows, day)


def _tables(path: str, data: bytes) -> Iterator[list[Row]]:
    """Yield the tables of a download, each a list of rows by column; every cell is text."""
    if path.endswith(".csv"):
        yield list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    elif path.endswith(".json"):
        yield from _lists(json.loads(data, parse_float=str, parse_int=str))
    else:
        problems = Problems()
        book = workbook.read(data, path, problems)
        assert book, problems.found
        yield from map(_sheet, book.values())


def _lists(found: object) -> Iterator[list[Row]]:
    """Yield all lists of objects in a JSON file, however deep."""
    if isinstance(found, dict):
        for value in found.values():
            yield from _lists(value)
    elif isinstance(found, list) and all(isinstance(row, dict) for row in found):
        yield [{key: _text(value) for key, value in row.items()} for row in found]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _sheet(grid: workbook.Grid) -> list[Row]:
    """Return the rows below the first row that names a table's columns, in words or by keys."""
    for head in grid.rows:
        names = {c: grid.text(head, c) for r, c in grid.cells if r == head}
        if {"指标编号", "indicator"} & set(names.values()):
            keys = {column: KEYS.get(name, name) for column, name in names.items()}
            below = [row for row in grid.rows if row > head]
            return [{key: grid.text(row, c) for c, key in keys.items()} for row in below]
    return []


def _records(rows: Iterable[Row], day: dt.date) -> Said:
    """Yield the facts of a download's rows, of whatever columns are there; the newest row wins."""
    newest: dict[Fact, str] = {}
    for row in rows:
        id, year, spoken = row.get("indicator", ""), row.get("year", ""), row.get("period", "")
        if "target" in row and id and year:
            newest[Fact("目标值", id, f"{year}年", day)] = row["target"] or "—"
        if "case" in row and id and year:
            newest[Fact("状态", id, f"{year}年", day)] = marked(Case(row["case"]))
        found = period(spoken)
        if id and found and row.get("value") and row.get("current", "true").lower() in TRUE:
            newest[Fact("实际值", id, found.words, day)] = row["value"]
            if row.get("completion"):
                rate = words.percent(Decimal(row["completion"]))
                newest[Fact("完成率", id, found.words, day)] = rate
    yield from newest.items()


def read_form(data: bytes, day: dt.date) -> Said:
    """Yield what stands beside the cells of a form: last figure, target, and 序时."""
    book = workbook.read(data, "form", Problems())
    assert book
    grid = book["指标"]
    heads = {grid.text(HEADER, c): c for r, c in grid.cells if r == HEADER}
    target = next(head for head in heads if head.endswith("目标"))
    for row in (row for row in grid.rows if row > HEADER):
        said = {head: grid.text(row, c) for head, c in heads.items()}
        id = said["编号"].removeprefix("指标")
        yield Fact("目标值", id, target.removesuffix("目标"), day), _number(said[target])
        if match := re.fullmatch(r"([\d.]+)[^（]*（(.*)）", said["上次报送"]):
            yield Fact("实际值", id, match[2], day), match[1]
        if said["序时应达"] != "—":
            yield Fact("序时应达", id, FORM.words, day), _number(said["序时应达"])


def _number(text: str) -> str:
    """Return the number that a text begins with; — for none."""
    match = re.match(r"[\d.]+", text)
    return match[0] if match else "—"
