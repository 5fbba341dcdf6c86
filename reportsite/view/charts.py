"""Geometry of the charts: records of coordinates that templates/charts/ only draw.

Coordinates are user units of the viewBox, rounded to 0.1. Columns are years; a level is a short
horizontal stroke at the target; a bar is a value of the annex for a year past at issue.
"""

from dataclasses import dataclass
from decimal import Decimal

from reportsite.model import Indicator, NoTarget, Target


@dataclass(frozen=True, slots=True)
class Step:
    """One year's column: centre, top of the value, label; `kind` is target, listed or none."""

    year: int
    x: float
    y: float
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of yearly targets: size, baseline, half width of a column, and the sentence it says."""

    width: int
    height: int
    base: float
    half: float
    steps: tuple[Step, ...]
    sentence: str


def spark(indicator: Indicator) -> Chart:
    """Return the small chart of a table cell."""
    return _chart(indicator, width=148, height=40, top=6, bottom=6)


def figure(indicator: Indicator) -> Chart:
    """Return the large chart of an indicator's own page, with room for labels."""
    return _chart(indicator, width=640, height=280, top=44, bottom=40)


def _chart(indicator: Indicator, *, width: int, height: int, top: int, bottom: int) -> Chart:
    base = height - bottom
    highest = max((t.value for t in indicator.targets if isinstance(t, Target)), default=Decimal(1))
    pitch = width / len(indicator.targets)
    steps = (
        _step(target, x=(i + 0.5) * pitch, base=base, scale=(base - top) / float(highest or 1))
        for i, target in enumerate(indicator.targets)
    )
    return Chart(width, height, base, round(pitch * 0.36, 1), tuple(steps), sentence(indicator))


def _step(target: Target | NoTarget, *, x: float, base: float, scale: float) -> Step:
    if isinstance(target, NoTarget):
        return Step(target.year, round(x, 1), base, target.printed, "none")
    y = round(base - float(target.value) * scale, 1)
    return Step(
        target.year, round(x, 1), y, target.printed, "listed" if target.listed else "target"
    )


def sentence(indicator: Indicator) -> str:
    """Say the chart in one sentence: every year with its value as printed."""
    said = "，".join(_said(target, indicator.unit) for target in indicator.targets)
    return f"{indicator.name}：{said}。"


def _said(target: Target | NoTarget, unit: str) -> str:
    if isinstance(target, NoTarget):
        return f"{target.year}年未设目标"
    kind = "附件列值" if target.listed else "目标"
    return f"{target.year}年{kind}{target.printed}{unit}"
