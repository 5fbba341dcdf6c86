"""What a form is, shared by the writer and the reader: sheets, columns, limits and the hidden key.

Nothing here knows a spreadsheet library. A row is found by its number in the first column, so a
sorted sheet is still read; every printed label is kept in the key and held against the sheet.
"""

import hashlib
import json
from dataclasses import dataclass

from reportsite.plan.period import Period
from reportsite.plan.written import EntryKind
from reportsite.source.ledger import TEXTS

FORMAT = "1"
KEY = "_key"
GUIDE, FIGURES, WORDS = "填报说明", "指标", "措施"
HEADER = 4  # the row of the column heads; the rows of indicators and measures follow
HEAD = "表头"
BY_CELL, ON_CELL, UNIT_CELL, PERIOD_CELL = "B7", "B8", "B4", "B5"
LONGEST = 2000  # characters in one cell of words
LONGEST_NOTE = 200  # characters in 来源 and 备注
STAGE = "所处阶段"
VALUE = "本期数"

Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of rows: its labels' heads from column A on, then the heads of what is filled in."""

    name: str
    noun: str
    labels: Labels
    inputs: Labels

    @property
    def heads(self) -> Labels:
        return (*self.labels, *self.inputs)

    def row_name(self, id: str) -> str:
        """Return the first column's text, which no program takes for a number: `指标06`."""
        return f"{self.noun}{id}"


AREA_MARK = "·"


def area_row(indicator: str, area: str) -> str:
    """Return the id of the row of an indicator's area: `06·临河区`."""
    return f"{indicator}{AREA_MARK}{area}"


def indicator_and_area(id: str) -> tuple[str, str]:
    """Return what a row of figures is of: an indicator, and an area or '' for the whole."""
    indicator, _, area = id.partition(AREA_MARK)
    return indicator, area


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row to be filled in: an indicator or a measure, and its labels after the first column.

    No label is empty: a program that saves a form drops empty cells. `decimals` and `most` are the usual decimals of a figure and what it cannot be above; both 0
    for words.
    """

    id: str
    labels: Labels
    decimals: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """One body's form for one period: its title, and in `guide` the text of its first sheet."""

    title: str
    unit: str
    unit_name: str
    period: Period
    plan: str
    guide: Labels
    figures: tuple[FormRow, ...]
    words: tuple[FormRow, ...]

    @property
    def sheets(self) -> tuple[tuple[Sheet, tuple[FormRow, ...]], ...]:
        """The sheets that have rows: most bodies report no indicator."""
        both = ((words_sheet(), self.words), (figures_sheet(self.period), self.figures))
        return tuple((sheet, rows) for sheet, rows in both if rows)

    @property
    def file_name(self) -> str:
        return f"{self.unit_name}-{self.period.words}填报表.xlsx"


def words_sheet() -> Sheet:
    kinds = tuple(kind.value for kind in EntryKind)
    return Sheet(WORDS, "措施", ("编号", "措施", "正式文本和责任分工"), (STAGE, *kinds))


def figures_sheet(period: Period) -> Sheet:
    target = f"{period.year}年目标"
    labels = ("编号", "指标", "单位", "上次报送", target, "序时应达", "说明")
    return Sheet(FIGURES, "指标", labels, (VALUE, *(column.title for column in TEXTS)))


@dataclass(frozen=True, slots=True)
class Key:
    """What the hidden sheet says of the form: which it is, and every label as it was issued."""

    version: str
    plan: str
    unit: str
    period: str
    rows: tuple[tuple[str, str, Labels], ...]

    @property
    def digest(self) -> str:
        """A sum over the whole key: a form put together from two is noticed."""
        whole = [self.version, self.plan, self.unit, self.period, self.rows]
        return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()

    def rows_of(self, sheet: str) -> dict[str, Labels]:
        """Return a sheet's rows by id with all their labels, the heads under HEAD."""
        return {id: labels for name, id, labels in self.rows if name == sheet}


def key(form: Form) -> Key:
    """Return the key of a form."""
    rows: list[tuple[str, str, Labels]] = [
        (GUIDE, UNIT_CELL, (form.unit_name,)),
        (GUIDE, PERIOD_CELL, (form.period.words,)),
    ]
    for sheet, issued in form.sheets:
        rows.append((sheet.name, HEAD, sheet.heads))
        rows += [(sheet.name, row.id, (sheet.row_name(row.id), *row.labels)) for row in issued]
    return Key(FORMAT, form.plan, form.unit, str(form.period), tuple(rows))


def column(number: int) -> str:
    """Return the letter of a column counted from 1; forms have no more than 26."""
    return chr(ord("A") + number - 1)
