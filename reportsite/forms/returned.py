"""Forms in: what one returned workbook says, held against the register; every fault at its cell.

Its hidden key says which form it is.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from reportsite.check.fields import NotAFigureError, figure
from reportsite.forms.layout import (
    BY_CELL,
    FORMAT,
    GUIDE,
    KEY,
    LONGEST,
    LONGEST_NOTE,
    ON_CELL,
    STAGE,
    VALUE,
    Key,
    figures_sheet,
    indicator_and_area,
    words_sheet,
)
from reportsite.forms.rows import FormCell, ReturnedSheet, guide, hold_sheets, page
from reportsite.plan.judge import Unreported
from reportsite.plan.model import Report
from reportsite.plan.period import Period, period
from reportsite.plan.register import Unit
from reportsite.plan.written import EntryKind, StageName
from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.characters import INVISIBLE, named, shortened
from reportsite.source.kinds import day
from reportsite.source.ledger import TEXTS
from reportsite.source.workbook import Book, Cell, CellKind, Grid

NO_FORM = "请用本站发出的填报表（build.py forms）填写。"


def key_of(book: Book, report: Report, path: str, problems: Problems) -> Key | None:
    """Return the key of a form; none where it is no form, or one of another plan, body or period."""
    grid = book.get(KEY)
    facts = {grid.text(row, 1): grid.text(row, 2) for row in grid.rows[:5]} if grid else {}
    version, plan, unit, when = (
        facts.get(name, "") for name in ("format", "plan", "unit", "period")
    )
    key = Key(version, plan, unit, when, tuple(_key_rows(grid)) if grid else ())
    if fault := _fault(key, facts.get("digest", ""), report):
        problems.add(Place(path), *fault)
        return None
    return key


def _key_rows(grid: Grid) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for row in grid.rows[5:]:
        last = max(place for number, place in grid.cells if number == row)
        labels = tuple(grid.text(row, place) for place in range(3, last + 1))
        yield grid.text(row, 1), grid.text(row, 2), labels


def _fault(key: Key, digest: str, report: Report) -> tuple[Code, str, str] | None:
    """Return what is wrong with a form of another plan, a body unknown by now, or another year."""
    when = period(key.period)
    # fmt: off
    if not key.version:
        return Code.E352, "这不是本站发出的填报表（没有隐藏的识别信息）。", NO_FORM
    if key.version != FORMAT:
        return Code.E353, f"填报表的版本是「{shortened(key.version)}」，本程序只认得「{FORMAT}」。", "请重新生成填报表再填。"
    if digest != key.digest:
        return Code.E354, "隐藏的识别信息被改动过，或者由两份表拼成，", "请用原来发出的表重填。"
    if key.plan != report.plan.sha256[: len(key.plan) or None]:
        return Code.E354, "这份表不是按本站的正式文本生成的。", NO_FORM
    if key.unit not in {body.id for body in report.register.bodies}:
        return Code.E355, f"填报单位「{key.unit}」不在 data/units.yml。", "单位登记改过的，请重新生成填报表。"
    if when is None or when.year not in report.plan.years:
        return Code.E355, f"报送时期「{key.period}」不在本方案的年份里。", "请重新生成填报表。"
    # fmt: on
    return None


LONGEST_FIGURE = 30


def is_nothing(cell: Cell) -> bool:
    try:
        return cell.kind is CellKind.TEXT and isinstance(figure(cell.text), Unreported)
    except NotAFigureError:
        return False


def value_of(cell: Cell, spot: FormCell, problems: Problems) -> Decimal | None:
    """Return a cell's figure with its decimals as shown; None where there is none."""
    typed = f"「{shortened(cell.text, LONGEST_FIGURE)}」"
    if not _is_plain(cell, spot, problems):
        return None
    if len(cell.text) > LONGEST_FIGURE:
        spot.tell(problems, Code.E365, f"{typed}太长，不是一个数。")
        return None
    try:
        value = figure(cell.text)
    except NotAFigureError as error:
        spot.tell(problems, Code.E365, f"{typed}{error}。")
        return None
    if isinstance(value, Unreported):
        return None
    if value.is_signed():
        spot.tell(problems, Code.E366, f"是负数 {value}，", "附件的指标没有负数，请核对。")
        return None
    return value


# fmt: off
FAULTS = {
    CellKind.FORMULA: (Code.E363, "是公式", "请选中它，复制，再「选择性粘贴」成数值。"),
    CellKind.BROKEN: (Code.E363, "是出错的值或真假值", "请重新输入。"),
    CellKind.DATE: (Code.E364, "变成了日期", "请把格式改成「常规」，再输入一次；不要写「3-5」这样的范围。"),
    CellKind.PERCENT: (Code.E364, "是百分比格式", "请把格式改成「常规」，按「单位」一列只写数字。"),
    CellKind.DISGUISED: (Code.E364, "显示的数与存的数不同", "请把格式改成「常规」，再输入一次。"),
}
# fmt: on


def _is_plain(cell: Cell, spot: FormCell, problems: Problems) -> bool:
    if cell.kind not in FAULTS:
        return True
    code, what, hint = FAULTS[cell.kind]
    spot.tell(problems, code, f"{what}（{shortened(cell.text, 40)}），", hint)
    return False


def note_of(grid: Grid, spot: FormCell, problems: Problems) -> str:
    """Return what stands in a column of words, on one line."""
    text = text_of(grid, spot, LONGEST_NOTE, problems)
    if text.startswith(("=", "+", "@")):
        message = f"「{shortened(text)}」会被办公软件当成公式，"
        spot.tell(problems, Code.E363, message, "请改成文字。")
    return " ".join(text.split("\n"))


def text_of(grid: Grid, spot: FormCell, longest: int, problems: Problems) -> str:
    """Return a cell's words, or '' and a problem."""
    cell = grid.cells.get((spot.row, spot.column))
    if cell is None or not _is_plain(cell, spot, problems):
        return ""
    if match := INVISIBLE.search(cell.text):
        message = f"里有看不见的字符或乱码（{named(match[0])}），"
        spot.tell(problems, Code.E368, message, "请把它前后的字删掉重新输入。")
    if len(cell.text) > longest:
        spot.tell(problems, Code.E367, f"有{len(cell.text)}字，最多{longest}字。", "请写短些。")
    return cell.text


STAGE_LINE = "阶段："
STAGES = [stage.value for stage in StageName]


@dataclass(frozen=True, slots=True)
class ReturnedFigure:
    """A figure of an indicator or of one of its areas, and its cell."""

    indicator: str
    value: Decimal
    texts: tuple[str, ...]
    spot: FormCell
    area: str = ""

    @property
    def name(self) -> str:
        """Return what the figure is of: `指标06`, `指标06（临河区）`."""
        return f"指标{self.indicator}" + (f"（{self.area}）" if self.area else "")


@dataclass(frozen=True, slots=True)
class ReturnedWords:
    """What was written of a measure as typed, and its cell; 进展 comes with a stage, or '' for none."""

    measure: str
    kind: EntryKind
    stage: str
    text: str
    spot: FormCell

    @property
    def words(self) -> str:
        """The text with the stage on its first line."""
        return f"{STAGE_LINE}{self.stage}\n{self.text}".rstrip("\n") if self.stage else self.text

    @property
    def stage_spot(self) -> FormCell:
        """The cell of the stage, in the same row."""
        return replace(self.spot, column=words_sheet().heads.index(STAGE) + 1)


@dataclass(frozen=True, slots=True)
class Return:
    """A returned form that has no fault: who reports what, for which period, on which day."""

    path: str
    unit: Unit
    period: Period
    on: dt.date
    by: str
    figures: tuple[ReturnedFigure, ...]
    words: tuple[ReturnedWords, ...]


def returned(
    book: Book, path: str, report: Report, on: dt.date | None, problems: Problems
) -> Return | None:
    """Return what a workbook says; none where it is not a form of this plan.

    `on` stands in for the day in the form. Where a problem was added the rest is not to be used.
    """
    key = key_of(book, report, path, problems)
    if key is None:
        return None
    unit = next(body for body in report.register.bodies if body.id == key.unit)
    when = period(key.period)
    assert when
    first = guide(book, key, path, problems)
    if first is None:
        return None
    hold_sheets(book, key, path, problems)
    made_on = on or _on(first, path, problems)
    if made_on and made_on < when.end:
        message = f"{when.words}还没有过完，{made_on} 不可能填报它。"
        day_spot(path).tell(problems, Code.E371, f"：{message}", "请核对填报日期。")
    figures = page(book, figures_sheet(when), key, path, problems)
    words = page(book, words_sheet(), key, path, problems)
    reported = tuple(_figures(figures, problems)) if figures else ()
    said = tuple(_words(words, problems)) if words else ()
    if not problems.errors and not reported and not said:
        problems.add(Place(path), Code.W382, "这份表一格也没有填。")
    if made_on is None:
        return None
    by = shortened(first.text(int(BY_CELL[1:]), 2))
    return Return(path, unit, when, made_on, by, reported, said)


def day_spot(path: str) -> FormCell:
    """Return the cell of a form's day."""
    return FormCell(path, GUIDE, int(ON_CELL[1:]), 2)


def _on(first: Grid, path: str, problems: Problems) -> dt.date | None:
    spot = day_spot(path)
    cell = first.cells.get((spot.row, spot.column))
    if cell is None:
        hint = "请补上，或用 --on 写明，例如 --on 2024-07-20。"
        spot.tell(problems, Code.E371, "（填报日期）没有填。", hint)
        return None
    try:
        return day(cell.text if cell.kind in (CellKind.TEXT, CellKind.DATE) else "")
    except ValueError as error:
        spot.tell(problems, Code.E371, f"（填报日期）是「{shortened(cell.text)}」，{error}。")
        return None


def _figures(page: ReturnedSheet, problems: Problems) -> Iterator[ReturnedFigure]:
    for id in page.rows:
        spot, cell = page.spot(id, VALUE), page.cell(id, VALUE)
        texts = tuple(note_of(page.grid, page.spot(id, own.title), problems) for own in TEXTS)
        value = value_of(cell, spot, problems) if cell else None
        if value is not None:
            for own in TEXTS:
                if not own.empty and page.cell(id, own.title) is None:
                    message = f"：填了数，没有写{own.title}。"
                    hint = f"请写{own.example}。"
                    page.spot(id, own.title).tell(problems, Code.E369, message, hint)
            indicator, area = indicator_and_area(id)
            yield ReturnedFigure(indicator, value, texts, spot, area)
        elif any(texts) and (cell is None or is_nothing(cell)):
            titles, first = [own.title for own in TEXTS], next(filter(None, texts))
            listed = f"{'、'.join(titles[:-1])}和{titles[-1]}"
            message = f"没有数，{listed}（「{shortened(first)}」）没有登记。"
            spot.tell(problems, Code.W380, message)


def _words(page: ReturnedSheet, problems: Problems) -> Iterator[ReturnedWords]:
    for id in page.rows:
        stages = {EntryKind.PROGRESS: _stage(page, id, problems)}
        for kind in EntryKind:
            spot, stage = page.spot(id, kind.value), stages.get(kind, "")
            text = text_of(page.grid, spot, LONGEST, problems)
            if text or stage:
                yield ReturnedWords(id, kind, stage, text, spot)


def _stage(page: ReturnedSheet, id: str, problems: Problems) -> str:
    spot = page.spot(id, STAGE)
    typed = text_of(page.grid, spot, LONGEST_NOTE, problems)
    if typed and typed not in STAGES:
        hint = closest(typed, STAGES) or f"只能是：{'、'.join(STAGES)}。"
        spot.tell(problems, Code.E370, f"「{shortened(typed)}」不是阶段。", hint)
        return ""
    return typed
