"""Forms in: what one returned workbook says, held against the register; every fault at its cell."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from reportsite.characters import shortened
from reportsite.collect.cells import is_nothing, note_of, text_of, value_of
from reportsite.collect.key import is_ours, key_of
from reportsite.collect.rows import Page, Spot, guide, hold_sheets, page
from reportsite.fields import day
from reportsite.forms.layout import (
    BY_CELL,
    FIGURES,
    GUIDE,
    LONGEST,
    LONGEST_NOTE,
    ON_CELL,
    STAGE,
    WORDS,
    Key,
    figures_sheet,
    words_sheet,
)
from reportsite.model import EntryKind, Report, StageName, Unit
from reportsite.period import Period, period
from reportsite.problems import Place, Problems, closest
from reportsite.workbook import Book, Grid, Kind

STAGE_LINE = "阶段："
STAGES = [stage.value for stage in StageName]


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure of an indicator, and its cell."""

    indicator: str
    value: Decimal
    source: str
    note: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Said:
    """What was written of a measure as typed, and its cell; 进展 comes with a stage, or '' for none."""

    measure: str
    kind: EntryKind
    stage: str
    text: str
    spot: Spot

    @property
    def words(self) -> str:
        """The text with the stage on its first line."""
        return f"{STAGE_LINE}{self.stage}\n{self.text}".rstrip("\n") if self.stage else self.text

    @property
    def stage_spot(self) -> Spot:
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
    figures: tuple[Reported, ...]
    words: tuple[Said, ...]


def returned(
    book: Book, path: str, report: Report, on: dt.date | None, problems: Problems
) -> Return | None:
    """Return what a workbook says; none where it is not a form of this plan.

    `on` stands in for the day in the form. Where a problem was added the rest is not to be used.
    """
    key = key_of(book, path, problems)
    if key is None or not is_ours(key, report, path, problems):
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
        day_spot(path).tell(problems, "E371", f"：{message}", "请核对填报日期。")
    figures = page(book, figures_sheet(when), key, path, problems) if _has(key, FIGURES) else None
    words = page(book, words_sheet(), key, path, problems) if _has(key, WORDS) else None
    reported = tuple(_figures(figures, problems)) if figures else ()
    said = tuple(_words(words, problems)) if words else ()
    if not problems.errors and not reported and not said:
        problems.add(Place(path), "W382", "这份表一格也没有填。")
    if made_on is None:
        return None
    return Return(path, unit, when, made_on, _by(first), reported, said)


def _has(key: Key, sheet: str) -> bool:
    return bool(key.rows_of(sheet))


def day_spot(path: str) -> Spot:
    """Return the cell of a form's day."""
    return Spot(path, GUIDE, int(ON_CELL[1:]), 2)


def _on(first: Grid, path: str, problems: Problems) -> dt.date | None:
    spot = day_spot(path)
    cell = first.cells.get((spot.row, spot.column))
    if cell is None:
        spot.tell(
            problems,
            "E371",
            "（填报日期）没有填。",
            "请补上，或用 --on 写明，例如 --on 2024-07-20。",
        )
        return None
    try:
        return day(cell.text if cell.kind in (Kind.TEXT, Kind.DATE) else "")
    except ValueError as error:
        spot.tell(problems, "E371", f"（填报日期）是「{shortened(cell.text)}」，{error}。")
        return None


def _by(first: Grid) -> str:
    return shortened(first.text(int(BY_CELL[1:]), 2))


def _figures(page: Page, problems: Problems) -> Iterator[Reported]:
    for id in page.rows:
        spot = page.spot(id, "本期数")
        cell = page.grid.cells.get((spot.row, spot.column))
        source = note_of(page.grid, page.spot(id, "来源"), problems)
        note = note_of(page.grid, page.spot(id, "备注"), problems)
        value = value_of(cell, spot, problems) if cell else None
        if value is not None:
            if not _is_filled(page, id, "来源"):
                hint = "请写报表名称或来文文号。"
                page.spot(id, "来源").tell(problems, "E369", "：填了数，没有写来源。", hint)
            yield Reported(id, value, source, note, spot)
        elif (source or note) and (cell is None or is_nothing(cell)):
            message = f"没有数，来源和备注（「{shortened(source or note)}」）没有登记。"
            spot.tell(problems, "W380", message)


def _is_filled(page: Page, id: str, head: str) -> bool:
    spot = page.spot(id, head)
    return (spot.row, spot.column) in page.grid.cells


def _words(page: Page, problems: Problems) -> Iterator[Said]:
    for id in page.rows:
        stages = {EntryKind.PROGRESS: _stage(page, id, problems)}
        for kind in EntryKind:
            spot, stage = page.spot(id, kind.value), stages.get(kind, "")
            text = text_of(page.grid, spot, LONGEST, problems)
            if text or stage:
                yield Said(id, kind, stage, text, spot)


def _stage(page: Page, id: str, problems: Problems) -> str:
    spot = page.spot(id, STAGE)
    typed = text_of(page.grid, spot, LONGEST_NOTE, problems)
    if typed and typed not in STAGES:
        hint = closest(typed, STAGES) or f"只能是：{'、'.join(STAGES)}。"
        spot.tell(problems, "E370", f"「{shortened(typed)}」不是阶段。", hint)
        return ""
    return typed
