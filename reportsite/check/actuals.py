"""Reported figures: typed, joined to indicators and units, and only ever added at the end."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from itertools import pairwise

from reportsite.characters import shortened
from reportsite.check import plausible
from reportsite.check.register import body_named
from reportsite.csvtext import Row, Table
from reportsite.fields import day
from reportsite.figures import NotAFigureError, figure
from reportsite.model import Indicator, Register, Unit
from reportsite.period import Period, spoken
from reportsite.problems import Problems, closest
from reportsite.progress import Actual, Unreported

TURNED = re.compile(r"[A-Za-z]{3}-[0-9]{2}|[0-9]{5}|[0-9]{4}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?")


def check(
    table: Table,
    indicators: tuple[Indicator, ...],
    register: Register | None,
    problems: Problems,
) -> tuple[Actual, ...]:
    """Return the sound rows in the order of the file; none where there is nothing to join them to."""
    known = {indicator.id: indicator for indicator in indicators}
    read = [(row, _actual(row, known, register, problems)) for row in table.rows]
    sound = [(row, actual) for row, actual in read if actual]
    _hold_order(sound, problems)
    _hold_conflicts(sound, problems)
    rows = tuple(actual for _, actual in sound)
    places = {row.line: row.places for row in table.rows}
    plausible.check(rows, known, places, problems)
    return rows


def _actual(
    row: Row, known: dict[str, Indicator], register: Register | None, problems: Problems
) -> Actual | None:
    before = len(problems.found)
    id = _indicator(row, known, problems)
    reported, value = _period(row, known.get(id), problems), _value(row, problems)
    on, unit = _day(row, problems), _unit(row, register, problems)
    if not row.cells["source"]:
        message = "没有写数字的来源（source），"
        problems.add(row.places["source"], "E334", message, "例如报表名称或来文文号。")
    if reported and on and on < reported.end:
        message = f"{on} 的时候，{reported.words}还没有过完，"
        problems.add(row.places["reported_on"], "E335", message, "请核对时期和报送日期。")
    if len(problems.found) > before or id not in known:
        return None
    if reported is None or value is None or on is None or unit is None:
        return None
    cells = row.cells
    return Actual(id, reported, value, on, unit.name, cells["source"], cells["note"], row.line)


def _indicator(row: Row, known: dict[str, Indicator], problems: Problems) -> str:
    """Return the id as registered; spreadsheets take the 0 of 06 away, which is no fault."""
    typed = unicodedata.normalize("NFKC", row.cells["indicator"])
    id = typed.zfill(2) if typed.isascii() and typed.isdigit() else typed
    if known and id not in known:
        hint = f"编号是 {min(known)} 到 {max(known)}。"
        message = f"附件里没有指标 {shortened(typed) or '（空）'}，"
        problems.add(row.places["indicator"], "E304", message, hint)
    return id


def _period(row: Row, indicator: Indicator | None, problems: Problems) -> Period | None:
    """Return the period; one that ends with the year and is not the year is none for a figure."""
    typed, place = row.cells["period"], row.places["period"]
    found = spoken(typed)
    if found is None:
        hint = "应写成 2024、2024-H1、2024-Q3 或 2024-06。"
        if TURNED.fullmatch(typed):
            hint = "像是电子表格改成了日期；请把这一列设为「文本」格式，再写成 2024-06 这样。"
        problems.add(place, "E331", f"「{shortened(typed) or '（空）'}」不是时期，", hint)
    elif found.is_year and found.spelt != str(found.year):
        message = f"「{typed}」截至年末，"
        problems.add(place, "E331", message, f"年末的数就是全年数，请写 {found.year}。")
    elif indicator and found.year not in {target.year for target in indicator.targets}:
        problems.add(place, "E331", f"附件没有{found.year}年这一列，", "请核对年份。")
    else:
        return found
    return None


def _value(row: Row, problems: Problems) -> Decimal | None:
    typed, place = row.cells["value"], row.places["value"]
    try:
        value = figure(typed)
    except NotAFigureError as error:
        problems.add(place, "E332", f"「{shortened(typed)}」{error}。")
        return None
    if isinstance(value, Unreported):
        problems.add(place, "E332", "这一行没有数字，", "没有报送就不要写这一行。")
        return None
    return value


def _day(row: Row, problems: Problems) -> dt.date | None:
    typed, place = row.cells["reported_on"], row.places["reported_on"]
    try:
        return day(typed)
    except ValueError as error:
        shown = f"「{shortened(typed)}」" if typed else "空的"
        problems.add(place, "E205", f"「reported_on」是{shown}，{error}。")
        return None


def _unit(row: Row, register: Register | None, problems: Problems) -> Unit | None:
    typed = row.cells["unit"]
    if register is None:
        return None
    found = body_named(typed, register)
    if found is None:
        message = f"报送单位「{shortened(typed) or '（空）'}」不在 data/units.yml。"
        hint = closest(typed, register.by_name)
        problems.add(row.places["unit"], "E301", message, hint)
    return found


def _hold_order(sound: list[tuple[Row, Actual]], problems: Problems) -> None:
    """Report a row older than the one above it: rows are only ever added at the end."""
    for (_, above), (row, actual) in pairwise(sound):
        if actual.reported_on < above.reported_on:
            message = (
                f"报送日期 {actual.reported_on} 早于上面第{above.line}行的 {above.reported_on}，"
            )
            hint = "这个文件只在末尾追加；更正也是新的一行，写更正的日期。"
            problems.add(row.places["reported_on"], "E336", message, hint)


def _hold_conflicts(sound: list[tuple[Row, Actual]], problems: Problems) -> None:
    """Report two figures for one thing on one day: nobody could tell which is newer."""
    seen: dict[tuple[str, int, int, dt.date], Actual] = {}
    for row, actual in sound:
        period = actual.period
        key = (actual.indicator, period.year, period.months, actual.reported_on)
        other = seen.setdefault(key, actual)
        if other is not actual:
            message = f"与第{other.line}行是同一项指标、同一时期、同一天报送，"
            hint = "请只留一行；两个单位报的数不同，先核定再写。"
            problems.add(row.places["value"], "E337", message, hint)
