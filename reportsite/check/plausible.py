"""Figures that are allowed and yet surprise: told as warnings, until a note says why they are so."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from reportsite.model import Accumulation, Indicator, Target
from reportsite.problems import Place, Problems
from reportsite.progress import Actual, known, revisions

SLIP = 10  # a figure ten times its target, or a tenth of it, is rather a slip of the unit
GROWING = {
    Accumulation.CUMULATIVE: "累计数",
    Accumulation.STOCK: "年末存量",
    Accumulation.FLOW: "从1月算起的当年数",
}
Surprise = tuple[Actual, str, str, str, str]  # row, column, code, message, hint


def check(
    rows: tuple[Actual, ...],
    indicators: Mapping[str, Indicator],
    places: Mapping[int, Mapping[str, Place]],
    problems: Problems,
) -> None:
    """Warn of what surprises in sound rows; a row with a note has been thought about."""
    for surprise in (
        *_slips(rows, indicators),
        *_falls(rows, indicators),
        *_foreign(rows, indicators),
        *_unexplained(rows),
    ):
        row, column, code, message, hint = surprise
        if not row.note:
            problems.add(places[row.line][column], code, message, hint)


def _slips(rows: Iterable[Actual], indicators: Mapping[str, Indicator]) -> Iterator[Surprise]:
    for row in rows:
        target = _target(row, indicators[row.indicator])
        if target and row.value and not abs(target) / SLIP <= abs(row.value) <= abs(target) * SLIP:
            message = f"{row.value} 与当年目标值相差十倍以上，"
            hint = "请核对单位（例如件和万件）。属实的，在 note 写明，就不再提醒。"
            yield row, "value", "W338", message, hint


def _target(row: Actual, indicator: Indicator) -> Decimal:
    """Return what a figure is to be near to; 0 where there is nothing to compare it with."""
    targets = (t.value for t in indicator.targets if isinstance(t, Target) and _is_of(row, t))
    target = next(targets, Decimal(0))
    is_flow = indicator.nature.accumulation is Accumulation.FLOW
    return target * row.period.months / 12 if is_flow else target


def _is_of(row: Actual, target: Target) -> bool:
    return target.year == row.period.year


def _falls(rows: Iterable[Actual], indicators: Mapping[str, Indicator]) -> Iterator[Surprise]:
    """Yield figures below those of the period before, as both stand now."""
    for before, row in pairwise(known(rows, dt.date.max)):
        kind = indicators[row.indicator].nature.accumulation
        is_next = before.indicator == row.indicator and (
            kind is not Accumulation.FLOW or before.period.year == row.period.year
        )
        if is_next and kind in GROWING and row.value < before.value:
            message = (
                f"{row.period.words}的 {row.value} 比{before.period.words}的 {before.value} 少，"
            )
            hint = f"{GROWING[kind]}一般不减少。属实的可以不改，在 note 写明原因，就不再提醒。"
            yield row, "value", "W339", message, hint


def _foreign(rows: Iterable[Actual], indicators: Mapping[str, Indicator]) -> Iterator[Surprise]:
    """Yield figures from a body that is not registered to report the indicator."""
    for row in rows:
        names = [unit.name for unit in indicators[row.indicator].reporters]
        if names and row.unit not in names:
            message = f"指标 {row.indicator} 登记由{'、'.join(names)}报送，这一行是{row.unit}，"
            hint = "请核对；改由它报送的，写进 data/indicators.yml 的 reporters，只此一次的，在 note 写明。"
            yield row, "unit", "W341", message, hint


def _unexplained(rows: Iterable[Actual]) -> Iterator[Surprise]:
    for old, new in revisions(rows, dt.date.max):
        message = f"这一行把第{old.line}行的 {old.value} 改成了 {new.value}，没有写原因，"
        hint = "请在 note 写明；两个单位报的数不同的，写明按哪一个。"
        yield new, "note", "W342", message, hint
