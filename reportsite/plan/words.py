"""Words and numbers as readers see them: one function per kind (standards D3-D11)."""

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from reportsite.plan.model import Accumulation, Basis, Indicator
from reportsite.plan.snapshot import Tally
from reportsite.source.characters import chinese

EXACT = Context(prec=100)  # no figure has as many digits
ACCUMULATION = {
    Accumulation.RATE: "比率（年末）",
    Accumulation.STOCK: "年末存量",
    Accumulation.CUMULATIVE: "累计数",
    Accumulation.FLOW: "当年数",
    Accumulation.UNSTATED: "未说明",
}
BASIS = {Basis.EXPLICIT: "原文写明", Basis.INFERRED: "编者推定，待确认"}
REPORTERS = {**BASIS, Basis.EXPLICIT: "主办单位登记"}  # the plan itself names no reporter


def date(value: dt.date | str) -> str:
    """Return `2023年7月3日`; a gap stays as it is."""
    if isinstance(value, str):
        return value
    return f"{value.year}年{value.month}月{value.day}日"


def filesize(count: int) -> str:
    """Return a file's bytes as its link says them: `236KB`, `1.2MB`; at least 1KB."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))}KB"
    return f"{Decimal(count) / 1_000_000:.1f}MB"


def reporters(indicators: Sequence[Indicator]) -> str:
    """Say who decided that a body reports these indicators, and how many are presumed."""
    presumed = sum(indicator.reporters_basis is Basis.INFERRED for indicator in indicators)
    if 0 < presumed < len(indicators):
        return f"其中{presumed}项{BASIS[Basis.INFERRED]}"
    return REPORTERS[Basis.INFERRED if presumed else Basis.EXPLICIT]


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


def count(number: int) -> str:
    """Return how many, in Chinese up to 九十九: `十七`; before a measure word 2 is 两."""
    return "两" if number == 2 else chinese(number) if 0 < number < 100 else str(number)


def many(number: int, what: str) -> str:
    """Return how many of what: `十七项措施`; '' of nothing."""
    return f"{count(number)}项{what}" if number else ""


def together(*things: str) -> str:
    """Return things as a sentence lists them: `原文、责任单位和对应指标`; '' is no thing."""
    *most, last = [thing for thing in things if thing] or [""]
    return f"{'、'.join(most)}和{last}" if most else last


def decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal with digits to spare."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def rounded(value: Decimal, places: str = "0.1") -> Decimal:
    """Round half up, as offices do: 92.75 is 92.8."""
    return value.quantize(Decimal(places), rounding=ROUND_HALF_UP, context=EXACT)


def _shown(value: Decimal) -> str:
    """Return a size with one decimal; only a whole number is shown as one: 99.96 is not 100.

    Limits are whole numbers, so a value never looks as if it stood on the other side of one.
    """
    places = 1
    while (shown := rounded(value, f"1E-{places}")) % 1 == 0 and shown != value:
        places += 1
    return f"{shown:f}".removesuffix(".0")


def percent(value: Decimal) -> str:
    """Return `92.7%`; whole numbers without a decimal."""
    return f"{'-' if value < 0 else ''}{_shown(abs(value))}%"


def points(value: Decimal) -> str:
    """Return how far ahead or behind: `低6.2个百分点`, `高3个百分点`, `持平`."""
    if not value:
        return "持平"
    return f"{'高' if value > 0 else '低'}{_shown(abs(value))}个百分点"


def change(value: Decimal, unit: str) -> str:
    """Return how much more or less: `增加0.5亿元`; a change of a rate is in 个百分点 (D6)."""
    if not value:
        return "持平"
    size = f"{abs(value):f}"
    if unit == "%":
        return f"{'提高' if value > 0 else '降低'}{size}个百分点"
    return f"{'增加' if value > 0 else '减少'}{size}{unit}"


def sentence(tally: Tally) -> str:
    """Say a tally with everything in it: `20项中6项达标、1项接近、13项应报未报`."""
    said = "、".join(f"{count}项{case.value}" for case, count in tally.counts)
    return f"{tally.total}项中{said}"
