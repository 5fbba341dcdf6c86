"""Words and numbers as readers see them: one function per kind (standards D3-D11)."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reportsite.model import Accumulation, Basis
from reportsite.official import chinese

ACCUMULATION = {
    Accumulation.RATE: "比率（年末）",
    Accumulation.STOCK: "年末存量",
    Accumulation.CUMULATIVE: "累计数",
    Accumulation.FLOW: "当年数",
    Accumulation.UNSTATED: "未说明",
}
BASIS = {Basis.EXPLICIT: "原文写明", Basis.INFERRED: "编者推定，待确认"}


def date(value: dt.date | str) -> str:
    """Return `2023年7月3日`; a gap stays as it is."""
    if isinstance(value, str):
        return value
    return f"{value.year}年{value.month}月{value.day}日"


def month(value: str) -> str:
    """Return `2023年7月` for `2023-07`."""
    year, number = value.split("-")
    return f"{year}年{int(number)}月"


def month_day(value: tuple[int, int]) -> str:
    """Return `1月31日` for (1, 31)."""
    return f"{value[0]}月{value[1]}日"


def amount(value: Decimal | int | str, unit: str) -> str:
    """Return a figure with its unit as the source has it: `0.70件`."""
    return f"{value}{unit}"


def measure(number: int) -> str:
    """Return `措施七`."""
    return f"措施{chinese(number)}"


def count(number: int) -> str:
    """Return a small count in Chinese up to 二十: `十七`."""
    return "二十" if number == 20 else chinese(number) if 0 < number < 20 else str(number)


def decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal with digits to spare."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def rounded(value: Decimal, places: str = "0.1") -> Decimal:
    """Round half up, as offices do: 92.75 is 92.8."""
    return value.quantize(Decimal(places), rounding=ROUND_HALF_UP)


def percent(value: Decimal) -> str:
    """Return `92.7%`; whole numbers without a decimal."""
    shown = rounded(value)
    return f"{shown:f}".removesuffix(".0") + "%"


def points(value: Decimal) -> str:
    """Return how far ahead or behind: `低6.2个百分点`, `高3个百分点`, `持平`."""
    shown = rounded(abs(value))
    if not shown:
        return "持平"
    return f"{'高' if value > 0 else '低'}{f'{shown:f}'.removesuffix('.0')}个百分点"
