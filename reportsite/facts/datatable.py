"""Open data before it is a file: tables with columns that say what they mean, and plain cells.

A field declares a column once (key, title, kind, meaning) beside how its cell is read from a row;
CSV, JSON, XLSX, schemas, dictionary and page are all made from that. An empty text is a missing
cell of any kind, and the column says what a missing cell means.
"""

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeVar

Row = TypeVar("Row")
Cell = str | int | Decimal | dt.date


class Kind(StrEnum):
    """What a column holds, by the names that Table Schema and JSON Schema share (a date apart)."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    FLAG = "boolean"
    DAY = "date"

    @property
    def words(self) -> str:
        return KINDS[self]


KINDS = {
    Kind.TEXT: "文字",
    Kind.WHOLE: "整数",
    Kind.NUMBER: "数",
    Kind.FLAG: "是或否",
    Kind.DAY: "日期",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ASCII key, Chinese title and meaning; `empty` says what a missing cell means.

    `words` are all that can stand in it, where they are few; `refers` is the table and column whose
    cells these are (`indicators.id`).
    """

    key: str
    title: str
    kind: Kind
    meaning: str
    unit: str = ""
    empty: str = ""
    words: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """A column and how its cell is read from a row's record."""

    column: Column
    read: Callable[[Row], Cell]


def fitted(
    fields: Iterable[Field[Row]],
    *,
    lacking: Container[str] = (),
    said: Mapping[str, str] = MappingProxyType({}),
    unused: Container[str] = (),
) -> Iterator[Field[Row]]:
    """Yield the columns whose keys are not `lacking`, as the plan fills them.

    Of some another meaning is `said`; `unused` words do not occur in any.
    """
    for field in fields:
        column = field.column
        if column.key not in lacking:
            meaning = said.get(column.key, column.meaning)
            words = tuple(word for word in column.words if word not in unused)
            yield Field(replace(column, meaning=meaning, words=words), field.read)


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: `key` are the columns that tell its rows apart; every row has every column."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """All tables and what is said of them together.

    `root` is the site's absolute address, '' while the office has not given it; `licence` may be
    the gap 待填; `stamp` says that all is invented, '' where it is not; `slices` are cuts of a table
    with a file of their own, by its path without extension.
    """

    name: str
    title: str
    description: str
    publisher: str
    keywords: tuple[str, ...]
    root: str
    as_of: dt.date
    licence: str
    citation: str
    stamp: str
    tables: tuple[DataTable, ...]
    slices: tuple[tuple[str, DataTable], ...]


def table(  # noqa: PLR0913 -- a table is what it says
    name: str,
    title: str,
    description: str,
    *,
    key: str,
    fields: tuple[Field[Row], ...],
    records: Iterable[Row],
) -> DataTable:
    """Return a table with one row for every record; `key` names its columns, parted by spaces."""
    columns = tuple(field.column for field in fields)
    rows = tuple(tuple(field.read(record) for field in fields) for record in records)
    return DataTable(name, title, description, tuple(key.split()), columns, rows)


class Declare:
    """Declare a column and how its cell is read: one function for each kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def __call__(  # noqa: PLR0913 -- a column is what it says
        self,
        key: str,
        title: str,
        meaning: str,
        read: Callable[[Row], Cell],
        *,
        unit: str = "",
        empty: str = "",
        words: Iterable[str] = (),
        refers: str = "",
    ) -> Field[Row]:
        column = Column(key, title, self.kind, meaning, unit, empty, tuple(words), refers)
        return Field(column, read)


text = Declare(Kind.TEXT)
whole = Declare(Kind.WHOLE)
number = Declare(Kind.NUMBER)
flag = Declare(Kind.FLAG)
day = Declare(Kind.DAY)
