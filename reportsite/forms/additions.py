"""What returned forms add to what is registered: new figures and entries, and every disagreement.

Nothing registered is ever replaced: a correction is a new row, a changed text a new entry.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from reportsite.forms.returned import Return, ReturnedFigure, ReturnedWords, day_spot
from reportsite.forms.words import NewEntry, NewStage, new_entries, new_stages
from reportsite.plan.judge import Actual, Unreported
from reportsite.plan.model import Report
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
from reportsite.problems import Code, Problems
from reportsite.source.ledger import AREA, KEYS

CSV = "data/actuals.csv"


@dataclass(frozen=True, slots=True)
class NewRow:
    """A figure to be added, and the one it corrects."""

    reported: ReturnedFigure
    unit: Unit
    period: Period
    on: dt.date
    before: Actual | Unreported

    @property
    def cells(self) -> dict[str, str]:
        return {
            "indicator": self.reported.indicator,
            "period": str(self.period),
            "value": f"{self.reported.value:f}",
            "reported_on": self.on.isoformat(),
            "unit": self.unit.name,
            **dict(zip(KEYS, self.reported.texts, strict=True)),
            AREA.key: self.reported.area,
        }


def new_rows(
    returns: tuple[Return, ...], report: Report, prefer: tuple[Unit, ...], problems: Problems
) -> tuple[tuple[NewRow, ...], tuple[str, ...]]:
    """Return the rows to add in their order, and in words the figures that give way to others."""
    candidates = [
        NewRow(figure, form.unit, form.period, form.on, Unreported())
        for form in returns
        for figure in form.figures
    ]
    chosen, passed_over = _chosen(candidates, prefer, problems)
    held = [_against_register(row, report, prefer, problems) for row in chosen]
    passed_over += [words for words in held if isinstance(words, str)]
    rows = sorted((r for r in held if isinstance(r, NewRow)), key=lambda r: (r.on, _key(r)))
    _hold_order(rows, report, problems)
    return tuple(rows), tuple(passed_over)


def _key(row: NewRow) -> tuple[str, str, Period]:
    return row.reported.indicator, row.reported.area, row.period


def _chosen(
    candidates: list[NewRow], prefer: tuple[Unit, ...], problems: Problems
) -> tuple[list[NewRow], list[str]]:
    """Return one figure per indicator and period; different ones need a preferred unit."""
    chosen: list[NewRow] = []
    passed_over: list[str] = []
    for _, group in groupby(sorted(candidates, key=_key), key=_key):
        rows = list(group)
        values = {row.reported.value for row in rows}
        wanted = [row for row in rows if row.unit in prefer]
        if len(values) > 1 and len({row.reported.value for row in wanted}) == 1:
            held = wanted[0]
            lost = (row for row in rows if row.reported.value != held.reported.value)
            passed_over += [_passed(row, held.unit.name, held.reported.value) for row in lost]
            chosen.append(wanted[0])
        elif len(values) > 1:
            first = rows[0]
            for row in rows[1:]:
                if row.unit != first.unit:  # two forms of one unit are told by _hold_twins
                    _conflict(row, first.unit.name, first.reported.value, problems)
        else:
            chosen.append(rows[0])
    return chosen, passed_over


def _passed(row: NewRow, instead: str, value: Decimal) -> str:
    return (
        f"{row.reported.name} {row.period.words}：采用{instead}的 {value}，"
        f"{row.unit.name}的 {row.reported.value} 没有登记。"
    )


def _conflict(row: NewRow, whose: str, value: Decimal, problems: Problems) -> None:
    message = (
        f"报的是 {row.reported.value}（{row.unit.name}），与{whose}报的 {value} 不同"
        f"（{row.reported.name}，{row.period.words}）。"
    )
    hint = f"核定以后写明采用谁的，例如 --prefer {row.unit.name}。"
    row.reported.spot.tell(problems, Code.E373, message, hint)


def _against_register(
    row: NewRow, report: Report, prefer: tuple[Unit, ...], problems: Problems
) -> NewRow | str | None:
    """Return a row that says something new, or in words what it gives way to, or nothing."""
    rows = [o for o in report.ledger if (o.indicator, o.area, o.period) == _key(row)]
    if not rows:
        return row
    newest = max(rows, key=lambda old: (old.reported_on, old.line))
    if any(_is_same(row, old) for old in rows) or _says_nothing_new(row, newest):
        return None
    if newest.unit != row.unit.name and row.unit not in prefer:
        if newest.unit in {unit.name for unit in prefer}:
            return _passed(row, newest.unit, newest.value)
        whose = f"{newest.unit}（{CSV} 第{newest.line}行）"
        _conflict(row, whose, newest.value, problems)
    elif newest.reported_on >= row.on:
        message = f"：{newest.reported_on} 已经登记了 {newest.value}（{CSV} 第{newest.line}行），"
        hint = "如果是更正，请用 --on 写更正的日期，要晚于那一天。"
        row.reported.spot.tell(problems, Code.E375, message, hint)
    else:
        return replace(row, before=newest)
    return None


def _is_same(row: NewRow, old: Actual) -> bool:
    said = (row.unit.name, row.reported.value, row.reported.texts, row.on)
    return said == (old.unit, old.value, old.texts, old.reported_on)


def _says_nothing_new(row: NewRow, newest: Actual) -> bool:
    if newest.value != row.reported.value:
        return False
    return newest.unit != row.unit.name or (newest.texts == row.reported.texts)


def _hold_order(rows: Iterable[NewRow], report: Report, problems: Problems) -> None:
    """Report a form older than the last row of the file: rows are only ever added at the end."""
    last = report.ledger[-1].reported_on if report.ledger else dt.date.min
    for path, on in {row.reported.spot.path: row.on for row in rows if row.on < last}.items():
        message = f"（填报日期）是 {on}，早于 {CSV} 最后一行的 {last}，"
        hint = f"这个文件只在末尾追加，请用 --on 写登记的日期，例如 --on {last}。"
        day_spot(path).tell(problems, Code.E376, message, hint)


@dataclass(frozen=True, slots=True)
class Additions:
    """All that is to be added, in the order it will stand; `known` counts what was there already.

    `passed_over` says in words which figures give way to a preferred unit's, and which stages nobody
    has decided on.
    """

    rows: tuple[NewRow, ...]
    entries: tuple[NewEntry, ...]
    stages: tuple[NewStage, ...]
    known: int
    passed_over: tuple[str, ...]


def additions(
    returns: tuple[Return, ...], report: Report, prefer: tuple[Unit, ...], problems: Problems
) -> Additions:
    """Return what the forms add; every disagreement among them or with the register is a problem.

    `prefer` names the units whose figure holds where two units report different ones.
    """
    _hold_twins(returns, problems)
    order = {body.id: place for place, body in enumerate(report.register.bodies)}
    sorted_returns = tuple(sorted(returns, key=lambda r: (r.on, order[r.unit.id], r.path)))
    rows, passed_over = new_rows(sorted_returns, report, prefer, problems)
    entries = tuple(new_entries(sorted_returns, report, problems))
    stages, undecided = new_stages(entries, report, prefer, problems)
    total = sum(len(form.figures) + len(form.words) for form in returns)
    known = total - len(rows) - len(entries) - len(passed_over)
    return Additions(rows, entries, stages, known, (*passed_over, *undecided))


def _hold_twins(returns: tuple[Return, ...], problems: Problems) -> None:
    """Report two forms of one unit and period that do not say the same."""
    seen: dict[tuple[object, ...], tuple[object, str]] = {}
    for form in returns:
        items: tuple[ReturnedFigure | ReturnedWords, ...] = (*form.figures, *form.words)
        for item in items:
            key = (form.unit.id, form.period, *_name(item))
            other, first = seen.setdefault(key, (_content(item), form.path))
            if other != _content(item):
                message = f"与 {first} 里{form.unit.name}同一时期的同一格不同，"
                item.spot.tell(problems, Code.E374, message, "请只交一份，先由填报单位核定。")


def _name(item: ReturnedFigure | ReturnedWords) -> tuple[str, str]:
    if isinstance(item, ReturnedFigure):
        return "指标", f"{item.indicator}{item.area}"
    return item.kind, item.measure


def _content(item: ReturnedFigure | ReturnedWords) -> object:
    return (item.value, item.texts) if isinstance(item, ReturnedFigure) else item.words
