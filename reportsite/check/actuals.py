"""Reported figures: typed, joined, only ever added at the end; plausible; and judged by hand.

Figures that are allowed and yet surprise are told as warnings, until a note says why they are so.
Judgements made by hand stand over a year's figure that is there, signed, one at a time, running out.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain, groupby, pairwise
from operator import attrgetter

from reportsite.check.fields import NotAFigureError, figure, validate
from reportsite.check.register import body_named
from reportsite.check.schema import OverridesFile
from reportsite.plan.judge import Actual, Unreported, known, revisions
from reportsite.plan.model import Accumulation, Indicator
from reportsite.plan.period import Period, late, spoken
from reportsite.plan.register import Register
from reportsite.plan.target import Target
from reportsite.plan.written import Override
from reportsite.problems import Code, Place, Problems, closest
from reportsite.source.characters import shortened
from reportsite.source.csv_text import CsvTable, Record
from reportsite.source.files import Document
from reportsite.source.kinds import day
from reportsite.source.ledger import AREA, KEYS, TEXTS

TURNED = re.compile(r"[A-Za-z]{3}-[0-9]{2}|[0-9]{5}|[0-9]{4}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?")


def check(
    table: CsvTable,
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
    warn_of_surprises(rows, known, places, problems)
    return rows


def _actual(
    row: Record, known: dict[str, Indicator], register: Register | None, problems: Problems
) -> Actual | None:
    before = len(problems.found)
    id = _indicator(row, known, problems)
    reported, value = _period(row, known.get(id), problems), _value(row, problems)
    on, area = _day(row, problems), _area(row, known.get(id), register, problems)
    unit = body_named(row.cells["unit"], register, "报送单位", row.places["unit"], problems)
    for column in TEXTS:
        if not (column.empty or row.cells[column.key]):
            message = f"没有写数字的{column.title}（{column.key}），"
            problems.add(row.places[column.key], Code.E334, message, f"例如{column.example}。")
    if reported and on and on < reported.end:
        message = f"{on} 的时候，{reported.words}还没有过完，"
        problems.add(row.places["reported_on"], Code.E335, message, "请核对时期和报送日期。")
    if len(problems.found) > before or id not in known:
        return None
    if reported is None or value is None or on is None or unit is None:
        return None
    texts = tuple(row.cells[key] for key in KEYS)
    return Actual(id, reported, value, on, unit.name, texts, row.line, area)


def _indicator(row: Record, known: dict[str, Indicator], problems: Problems) -> str:
    """Return the id as registered; spreadsheets take the 0 of 06 away, which is no fault."""
    typed = unicodedata.normalize("NFKC", row.cells["indicator"])
    id = typed.zfill(2) if typed.isascii() and typed.isdigit() else typed
    if known and id not in known:
        hint = f"编号是 {min(known)} 到 {max(known)}。"
        message = f"附件里没有指标 {shortened(typed) or '（空）'}，"
        problems.add(row.places["indicator"], Code.E304, message, hint)
    return id


def _period(row: Record, indicator: Indicator | None, problems: Problems) -> Period | None:
    typed, place = row.cells["period"], row.places["period"]
    found, meant = spoken(typed), late(typed)
    if meant:
        message = f"「{typed}」不从1月算起，"
        problems.add(place, Code.E331, message, f"{meant.words}的数请写 {meant}。")
    elif found is None:
        hint = "应写成 2024、2024-H1、2024-Q3 或 2024-06。"
        if TURNED.fullmatch(typed):
            hint = "像是电子表格改成了日期；请把这一列设为「文本」格式，再写成 2024-06 这样。"
        problems.add(place, Code.E331, f"「{shortened(typed) or '（空）'}」不是时期，", hint)
    elif indicator and found.year not in {target.year for target in indicator.targets}:
        problems.add(place, Code.E331, f"附件没有{found.year}年这一列，", "请核对年份。")
    else:
        return found
    return None


def _area(
    row: Record, indicator: Indicator | None, register: Register | None, problems: Problems
) -> str:
    """Return the area's name as registered, '' for the whole; report one that does not report."""
    typed, place = row.cells[AREA.key], row.places[AREA.key]
    if not (typed and indicator and register):
        return ""
    names = [area.name for area in indicator.areas]
    meant = register.by_name.get(typed)
    if meant and meant.name in names:
        return meant.name
    if not names:
        message = f"指标 {indicator.id} 没有分地区（breakdown），却写了「{shortened(typed)}」，"
        problems.add(place, Code.E347, message, "请核对指标；全部地区合起来的数，这一格空着。")
    else:
        message = f"「{shortened(typed)}」不是指标 {indicator.id} 的地区，"
        hint = closest(typed, names) or f"可以写：{'、'.join(names)}。"
        problems.add(place, Code.E347, message, hint)
    return ""


def _value(row: Record, problems: Problems) -> Decimal | None:
    typed, place = row.cells["value"], row.places["value"]
    try:
        value = figure(typed)
    except NotAFigureError as error:
        problems.add(place, Code.E332, f"「{shortened(typed)}」{error}。")
        return None
    if isinstance(value, Unreported):
        problems.add(place, Code.E332, "这一行没有数字，", "没有报送就不要写这一行。")
        return None
    return value


def _day(row: Record, problems: Problems) -> dt.date | None:
    typed, place = row.cells["reported_on"], row.places["reported_on"]
    try:
        return day(typed)
    except ValueError as error:
        shown = f"「{shortened(typed)}」" if typed else "空的"
        problems.add(place, Code.E205, f"「reported_on」是{shown}，{error}。")
        return None


def _hold_order(sound: list[tuple[Record, Actual]], problems: Problems) -> None:
    """Report a row older than the one above it: rows are only ever added at the end."""
    for (_, above), (row, actual) in pairwise(sound):
        if actual.reported_on < above.reported_on:
            before = f"上面第{above.line}行的 {above.reported_on}，"
            message = f"报送日期 {actual.reported_on} 早于{before}"
            hint = "这个文件只在末尾追加；更正也是新的一行，写更正的日期。"
            problems.add(row.places["reported_on"], Code.E336, message, hint)


def _hold_conflicts(sound: list[tuple[Record, Actual]], problems: Problems) -> None:
    """Report two figures for one thing on one day: nobody could tell which is newer."""
    seen: dict[tuple[str, str, Period, dt.date], Actual] = {}
    for row, actual in sound:
        key = (actual.indicator, actual.area, actual.period, actual.reported_on)
        other = seen.setdefault(key, actual)
        if other is not actual:
            message = f"与第{other.line}行是同一项指标、同一时期、同一天报送，"
            hint = "请只留一行；两个单位报的数不同，先核定再写。"
            problems.add(row.places["value"], Code.E337, message, hint)


SLIP = 10  # a figure ten times its target, or a tenth of it, is rather a slip of the unit
GROWING = {
    Accumulation.CUMULATIVE: "累计数",
    Accumulation.STOCK: "年末存量",
    Accumulation.FLOW: "从1月算起的当年数",
}
Surprise = tuple[Actual, str, Code, str, str]  # row, column, code, message, hint


def warn_of_surprises(
    rows: tuple[Actual, ...],
    indicators: Mapping[str, Indicator],
    places: Mapping[int, Mapping[str, Place]],
    problems: Problems,
) -> None:
    """Warn of what surprises in sound rows; a row with a note has been thought about."""
    found = (_slips(rows, indicators), _falls(rows, indicators), _foreign(rows, indicators))
    sums = _sums(rows, indicators)
    for row, column, code, message, hint in chain(*found, _unexplained(rows), sums):
        if not row.note:
            problems.add(places[row.line][column], code, message, hint)


def _slips(rows: Iterable[Actual], indicators: Mapping[str, Indicator]) -> Iterator[Surprise]:
    for row in (row for row in rows if not row.area):
        low, high = _near(row, indicators[row.indicator])
        if low and row.value and not low / SLIP <= abs(row.value) <= high * SLIP:
            message = f"{row.value} 与当年目标值相差十倍以上，"
            hint = "请核对单位（例如件和万件）。属实的，在 note 写明，就不再提醒。"
            yield row, "value", Code.W338, message, hint


def _near(row: Actual, indicator: Indicator) -> tuple[Decimal, Decimal]:
    """Return the sizes a figure is to be near to; 0 where there is nothing to compare it with."""
    target = indicator.target_of(row.period.year)
    sizes = sorted(map(abs, target.ends if isinstance(target, Target) else ())) or [Decimal(0)]
    is_flow = indicator.nature.accumulation is Accumulation.FLOW
    low, high = (
        size * row.period.months / 12 if is_flow else size for size in (sizes[0], sizes[-1])
    )
    return low, high


def _falls(rows: Iterable[Actual], indicators: Mapping[str, Indicator]) -> Iterator[Surprise]:
    """Yield figures below those of the period before, as both stand now."""
    for before, row in pairwise(known(rows, dt.date.max)):
        kind = indicators[row.indicator].nature.accumulation
        is_next = (before.indicator, before.area) == (row.indicator, row.area) and (
            kind is not Accumulation.FLOW or before.period.year == row.period.year
        )
        if is_next and kind in GROWING and row.value < before.value:
            less = f"比{before.period.words}的 {before.value} 少，"
            message = f"{row.period.words}的 {row.value} {less}"
            hint = f"{GROWING[kind]}一般不减少。属实的可以不改，在 note 写明原因，就不再提醒。"
            yield row, "value", Code.W339, message, hint


def _foreign(rows: Iterable[Actual], indicators: Mapping[str, Indicator]) -> Iterator[Surprise]:
    """Yield figures from a body that is not registered to report the indicator."""
    for row in rows:
        names = [unit.name for unit in indicators[row.indicator].reporters]
        if names and row.unit not in (*names, row.area):
            message = f"指标 {row.indicator} 登记由{'、'.join(names)}报送，这一行是{row.unit}，"
            hint = "请核对；改由它报送的，写进 data/indicators.yml 的 reporters，只此一次的，在 note 写明。"
            yield row, "unit", Code.W341, message, hint


def _unexplained(rows: Iterable[Actual]) -> Iterator[Surprise]:
    for old, new in revisions(rows, dt.date.max):
        message = f"这一行把第{old.line}行的 {old.value} 改成了 {new.value}，没有写原因，"
        hint = "请在 note 写明；两个单位报的数不同的，写明按哪一个。"
        yield new, "note", Code.W342, message, hint


def _sums(rows: Iterable[Actual], indicators: Mapping[str, Indicator]) -> Iterator[Surprise]:
    """Yield where the figures of all areas do not add up to that of the whole, as both stand now."""
    of_period = attrgetter("indicator", "period")
    for (id, _), group in groupby(sorted(known(rows, dt.date.max), key=of_period), key=of_period):
        whole, *areas = sorted(group, key=lambda row: row.area)
        breakdown, total = indicators[id].breakdown, sum(row.value for row in areas)
        is_whole = breakdown and breakdown.is_sum and len(areas) == len(breakdown.areas)
        if is_whole and not whole.area and total != whole.value:
            last = max((whole, *areas), key=lambda row: row.line)
            where = "这一行" if last is whole else f"第{whole.line}行"
            message = f"指标 {id} {whole.period.words}各地合计 {total}，与{where}的总数 {whole.value} 不等，"
            hint = "请核对。属实的（例如有重复计算），在 note 写明，就不再提醒。"
            yield last, "value", Code.W348, message, hint


Fault = tuple[str, Code, str, str]  # key, code, message, hint


def check_overrides(
    document: Document,
    indicators: tuple[Indicator, ...],
    reported: tuple[Actual, ...] | None,
    problems: Problems,
) -> tuple[Override, ...]:
    """Return the overrides in the file's order; `reported` is None where rows may be missing."""
    file = validate(OverridesFile, document, problems)
    if file is None:
        return ()
    lines = [document.place("overrides", i, "indicator").line for i, _ in enumerate(file.overrides)]
    for i, override in enumerate(file.overrides):
        before = zip(lines[:i], file.overrides, strict=False)
        faults = [*_unjoined(override, indicators)]
        if not faults and not _is_of_words(override, indicators):
            faults += _unfounded(override, reported)
        for key, code, message, hint in (*faults, *_ill_timed(override, before)):
            problems.add(document.place("overrides", i, key), code, message, hint)
    return file.overrides


def _unjoined(override: Override, indicators: tuple[Indicator, ...]) -> Iterator[Fault]:
    targets = ((i.id, t) for i in indicators for t in i.targets)
    judged = {(id, t.year) for id, t in targets if isinstance(t, Target) and not t.listed}
    if indicators and (override.indicator, override.year) not in judged:
        message = f"指标 {override.indicator} 在{override.year}年没有要评定的目标，"
        yield "indicator", Code.E340, message, "请核对编号和年份。"


def _is_of_words(override: Override, indicators: tuple[Indicator, ...]) -> bool:
    """Say whether the year's target is in words: it is judged without a figure."""
    own = (i.target_of(override.year) for i in indicators if i.id == override.indicator)
    return any(isinstance(target, Target) and not target.ends for target in own)


def _unfounded(override: Override, reported: tuple[Actual, ...] | None) -> Iterator[Fault]:
    """Yield an override of a year whose figure nobody had reported when it was signed."""
    whole = (override.indicator, "", Period(override.year, 12))
    is_there = reported is None or any(
        (row.indicator, row.area, row.period) == whole and row.reported_on <= override.signed_on
        for row in reported
    )
    if not is_there:
        missing = f"指标 {override.indicator} 还没有报送{override.year}年的全年数，"
        hint = "没有数字不能评定；请核对年份和日期，或者删去这一条。"
        yield "signed_on", Code.E345, f"到 {override.signed_on} 签字时，{missing}", hint


def _ill_timed(override: Override, before: Iterable[tuple[int, Override]]) -> Iterator[Fault]:
    if override.expires < override.signed_on:
        message = f"到期日 {override.expires} 早于签字日 {override.signed_on}，"
        yield "expires", Code.E322, message, "请核对这两个日期。"
    for line, other in before:
        is_same = (other.indicator, other.year) == (override.indicator, override.year)
        if is_same and override.signed_on <= other.expires and other.signed_on <= override.expires:
            message = (
                f"与第{line}行的人工评定是同一项指标、同一年，那一条到 {other.expires} 才到期，"
            )
            yield "signed_on", Code.E344, message, "同一时间只能有一条，请改日期或删去一条。"
