"""Geometry of the charts: records of coordinates that templates/charts/ only draw.

Coordinates are user units of the viewBox, rounded to 0.1. Columns are years; the target is a level
line (a staircase), an actual a filled bar, a figure listed for a year past at issue a hatched one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportsite.model import Indicator, NoTarget, Target
from reportsite.progress import Actual
from reportsite.standing import Verdict
from reportsite.view.status import TONES, mark

LABEL_GAP = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a year: its top, and its tone: listed, ok, near, miss or none (not judged)."""

    y: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Step:
    """One year's column: centre, level of the target, its label, and what is said below the year.

    The label stands at `label_y`, clear of a bar that reaches above the target.
    """

    year: int
    x: float
    y: float
    label: str
    label_y: float
    below: str
    tone: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of targets and actuals: size, baseline, half width of a bar, the sentence it says.

    `line` is the SVG path of the targets: a staircase, broken where a year has none.
    """

    width: int
    height: int
    base: float
    half: float
    steps: tuple[Step, ...]
    line: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to heights above the baseline."""

    base: float
    per_unit: float

    def y(self, value: Decimal) -> float:
        return round(self.base - max(float(value), 0) * self.per_unit, 1)


def spark(indicator: Indicator, verdicts: Sequence[Verdict]) -> Chart:
    """Return the small chart of a table cell."""
    return _chart(indicator, verdicts, width=150, height=40, top=5, bottom=4)


def figure(indicator: Indicator, verdicts: Sequence[Verdict]) -> Chart:
    """Return the large chart of an indicator's own page, with room for labels."""
    return _chart(indicator, verdicts, width=440, height=230, top=40, bottom=52)


def _chart(  # noqa: PLR0913 -- a size is four numbers
    indicator: Indicator,
    verdicts: Sequence[Verdict],
    *,
    width: int,
    height: int,
    top: int,
    bottom: int,
) -> Chart:
    base = height - bottom
    values = [t.value for t in indicator.targets if isinstance(t, Target)]
    values += [v.judgement.actual.value for v in verdicts if isinstance(v.judgement.actual, Actual)]
    scale = _Scale(base, (base - top) / (float(max(values, default=Decimal(1))) or 1))
    pitch = width / len(indicator.targets)
    steps = tuple(
        _step(target, verdict, round((i + 0.5) * pitch, 1), scale)
        for i, (target, verdict) in enumerate(zip(indicator.targets, verdicts, strict=True))
    )
    said = sentence(indicator, verdicts)
    return Chart(width, height, base, round(pitch * 0.3, 1), steps, _staircase(steps, pitch), said)


def _step(target: Target | NoTarget, verdict: Verdict, x: float, scale: _Scale) -> Step:
    tone, below = TONES[mark(verdict.case)], ""
    bars: list[Bar] = []
    actual = verdict.judgement.actual
    if isinstance(actual, Actual):
        bars.append(_bar(actual.value, tone, scale))
        below = f"{mark(verdict.case)}{actual.value}"
    elif target.listed and isinstance(target, Target):
        bars.append(_bar(target.value, "listed", scale))
        below = "附件列值"
    elif isinstance(target, NoTarget):
        below = "未设目标"
    else:
        below = verdict.case.value
    y = scale.base if isinstance(target, NoTarget) else scale.y(target.value)
    label_y = min([y, *(bar.y for bar in bars)]) - LABEL_GAP
    return Step(target.year, x, y, target.printed, label_y, below, tone, tuple(bars))


def _bar(value: Decimal, tone: str, scale: _Scale) -> Bar:
    """Return a bar; a reported 0 is still a line one can see."""
    y = min(scale.y(value), scale.base - 1)
    return Bar(y, round(scale.base - y, 1), tone)


def _staircase(steps: tuple[Step, ...], pitch: float) -> str:
    """Return the path that runs level through each year and rises between years."""
    path, drawing = "", False
    for step in steps:
        has_target = step.label != "—"
        if has_target:
            start = f"V{step.y}" if drawing else f"M{step.x - pitch / 2:.1f} {step.y}"
            path += f"{start}H{step.x + pitch / 2:.1f}"
        drawing = has_target
    return path


def sentence(indicator: Indicator, verdicts: Sequence[Verdict]) -> str:
    """Say the chart in one sentence: every year with its target and its actual."""
    pairs = zip(indicator.targets, verdicts, strict=True)
    said = "，".join(_said(target, verdict, indicator.unit) for target, verdict in pairs)
    return f"{indicator.name}：{said}。"


def _said(target: Target | NoTarget, verdict: Verdict, unit: str) -> str:
    actual = verdict.judgement.actual
    reported = ""
    if isinstance(actual, Actual):
        part = "" if actual.period.is_year else actual.period.words.partition("年")[2]
        reported = f"、{part}实际{actual.value}{unit}（{verdict.case.value}）"
    if isinstance(target, NoTarget):
        return f"{target.year}年未设目标{reported}"
    kind = "附件列值" if target.listed else "目标"
    return f"{target.year}年{kind}{target.printed}{unit}{reported}"
