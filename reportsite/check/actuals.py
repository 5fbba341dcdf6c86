"""Reported figures: typed, joined to indicators and units, append-only, plausible."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

from reportsite.csvtext import Row, Table
from reportsite.fields import day
from reportsite.figures import NotAFigureError, figure
from reportsite.model import Indicator, Register, Target, Unit
from reportsite.period import Period, period
from reportsite.problems import Place, Problems, closest
from reportsite.progress import Actual, Unreported

SLIP = 10  # a figure ten times its target, or a tenth of it, is rather a slip of the unit


def check(
    table: Table,
    indicators: tuple[Indicator, ...],
    register: Register | None,
    problems: Problems,
) -> tuple[Actual, ...]:
    """Return the sound rows in the order of the file."""
    known = {indicator.id: indicator for indicator in indicators}
    rows = [actual for row in table.rows if (actual := _actual(row, known, register, problems))]
    _hold_order(table.path, rows, problems)
    _hold_conflicts(table.path, rows, problems)
    for row in rows:
        _hold_plausible(table.path, row, known, problems)
    return tuple(rows)


def _actual(
    row: Row, known: dict[str, Indicator], register: Register | None, problems: Problems
) -> Actual | None:
    before = len(problems.found)
    id = _indicator(row, known, problems)
    reported, value = _period(row, known.get(id), problems), _value(row, problems)
    on = _day(row, problems)
    unit = _unit(row, register, problems)
    if not row.cells["source"]:
        message = "没有写数字的来源（source），"
        problems.add(row.places["source"], "E334", message, "例如报表名称或来文文号。")
    if reported and on and on < reported.end:
        message = f"{reported.words}还没有过完，{on} 不可能报送它的数，"
        problems.add(row.places["reported_on"], "E335", message, "请核对时期和报送日期。")
    if len(problems.found) > before or not (reported and on and value is not None and unit):
        return None
    cells = row.cells
    return Actual(id, reported, value, on, unit.name, cells["source"], cells["note"], row.line)


def _indicator(row: Row, known: dict[str, Indicator], problems: Problems) -> str:
    """Return the id as registered; spreadsheets take the 0 of 06 away, which is no fault."""
    typed = row.cells["indicator"]
    id = typed.zfill(2) if typed.isascii() and typed.isdigit() else typed
    if known and id not in known:
        hint = f"编号是 {min(known)} 到 {max(known)}。"
        problems.add(row.places["indicator"], "E304", f"附件里没有指标 {typed or '（空）'}，", hint)
    return id


def _period(row: Row, indicator: Indicator | None, problems: Problems) -> Period | None:
    typed, place = row.cells["period"], row.places["period"]
    found = period(typed)
    if found is None:
        hint = "应写成 2024、2024-H1、2024-Q3 或 2024-06。"
        problems.add(place, "E331", f"「{typed}」不是时期，", hint)
    elif found.is_year and found.spelt != str(found.year):
        message = f"「{typed}」截至年末，"
        problems.add(place, "E331", message, f"年末的数就是全年数，请写 {found.year}。")
        return None
    elif indicator and found.year not in {target.year for target in indicator.targets}:
        problems.add(place, "E331", f"附件没有{found.year}年这一列，", "请核对年份。")
        return None
    return found


def _value(row: Row, problems: Problems) -> Decimal | None:
    typed, place = row.cells["value"], row.places["value"]
    try:
        value = figure(typed)
    except NotAFigureError as error:
        problems.add(place, "E332", f"「{typed}」{error}。")
        return None
    if isinstance(value, Unreported):
        problems.add(place, "E332", "这一行没有数字，", "没有报送就不要写这一行。")
        return None
    return value


def _day(row: Row, problems: Problems) -> dt.date | None:
    try:
        return day(row.cells["reported_on"])
    except ValueError as error:
        place = row.places["reported_on"]
        problems.add(place, "E205", f"「reported_on」是「{row.cells['reported_on']}」，{error}。")
        return None


def _unit(row: Row, register: Register | None, problems: Problems) -> Unit | None:
    if register is None:
        return None
    bodies = register.by_name
    typed, place = row.cells["unit"], row.places["unit"]
    if typed not in bodies:
        message = f"报送单位「{typed}」不在 data/units.yml。"
        problems.add(place, "E301", message, closest(typed, bodies))
    return bodies.get(typed)


def _hold_order(path: str, rows: list[Actual], problems: Problems) -> None:
    """Report a row older than the one above it: rows are only ever added at the end."""
    for above, row in pairwise(rows):
        if row.reported_on < above.reported_on:
            message = f"报送日期 {row.reported_on} 早于上一行的 {above.reported_on}，"
            hint = "这个文件只在末尾追加；更正也是新的一行，写更正的日期。"
            problems.add(Place(path, row.line), "E336", message, hint)


def _hold_conflicts(path: str, rows: list[Actual], problems: Problems) -> None:
    """Report two figures for one thing on one day: nobody could tell which is newer."""
    seen: dict[tuple[str, int, int, dt.date], Actual] = {}
    for row in rows:
        key = (row.indicator, row.period.year, row.period.months, row.reported_on)
        other = seen.setdefault(key, row)
        if other is not row:
            message = f"与第{other.line}行是同一项指标、同一时期、同一天报送，"
            hint = "请只留一行；两个单位报的不同，先核定再写。"
            problems.add(Place(path, row.line), "E337", message, hint)


def _hold_plausible(
    path: str, row: Actual, known: dict[str, Indicator], problems: Problems
) -> None:
    targets = {t.year: t for t in known[row.indicator].targets if isinstance(t, Target)}
    target = targets.get(row.period.year)
    if target is None or not row.value:
        return
    if not target.value / SLIP <= row.value <= target.value * SLIP:
        message = f"{row.value} 与当年目标值 {target.printed} 相差十倍以上，"
        problems.add(Place(path, row.line), "W338", message, "请核对单位（例如件和万件）。")
