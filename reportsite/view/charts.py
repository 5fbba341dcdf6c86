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
    """A chart of yearly targets: size, baseline, half width of a bar, and the sentence it says.

    `line` is the SVG path of the targets: a staircase, broken where a year has none.
    """

    width: int
    height: int
    base: float
    half: float
    steps: tuple[Step, ...]
    line: str
    sentence: str


def spark(indicator: Indicator) -> Chart:
    """Return the small chart of a table cell."""
    return _chart(indicator, width=150, height=40, top=5, bottom=4)


def figure(indicator: Indicator) -> Chart:
    """Return the large chart of an indicator's own page, with room for labels."""
    return _chart(indicator, width=440, height=230, top=40, bottom=52)


def _chart(indicator: Indicator, *, width: int, height: int, top: int, bottom: int) -> Chart:
    base = height - bottom
    highest = max((t.value for t in indicator.targets if isinstance(t, Target)), default=Decimal(1))
    pitch = width / len(indicator.targets)
    scale = (base - top) / float(highest or 1)
    steps = tuple(
        _step(target, x=round((i + 0.5) * pitch, 1), base=base, scale=scale)
        for i, target in enumerate(indicator.targets)
    )
    line = _staircase(steps, pitch / 2)
    return Chart(width, height, base, round(pitch * 0.3, 1), steps, line, sentence(indicator))


def _staircase(steps: tuple[Step, ...], half: float) -> str:
    """Return the path that runs level through each year and rises between years."""
    path, drawing = "", False
    for step in steps:
        if step.kind != "none":
            start = f"V{step.y}" if drawing else f"M{step.x - half:.1f} {step.y}"
            path += f"{start}H{step.x + half:.1f}"
        drawing = step.kind != "none"
    return path


def _step(target: Target | NoTarget, *, x: float, base: float, scale: float) -> Step:
    if isinstance(target, NoTarget):
        return Step(target.year, x, base, target.printed, "none")
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
