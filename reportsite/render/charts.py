"""Geometry of charts and of what is counted: records of coordinates that templates only draw.

Coordinates are user units of the viewBox, rounded to 0.1. Columns are years; the target is a level
line (a staircase), an actual a filled bar, a figure listed for a year past at issue a hatched one.
Labels stand above the column or in rows below it and are made to fit it, so that none can meet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportsite.plan.judge import Actual
from reportsite.plan.model import Indicator
from reportsite.plan.snapshot import Verdict
from reportsite.plan.target import NoTarget, Target

WORD = 0.78  # size of a label's word beside its number
HATCH = 6  # distance of the strokes
WIDEST = 0.3  # half a bar, in columns
LONGEST = 5  # characters of a case that stand on one line
SMALLEST, SEE = 9, "见表"  # what cannot be read in its column is to be read in the table


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a year, and its tone: listed, ok, near, miss or none (not judged).

    `hatch` is the SVG path of its strokes, '' but for a listed figure.
    """

    x: float
    y: float
    width: float
    height: float
    tone: str
    hatch: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text centred at x on the baseline y: a small word, then a number or another text."""

    x: float
    y: float
    size: float
    word: str
    text: str
    tone: str

    @property
    def width(self) -> float:
        """Return how wide it is at most, in whatever font draws it."""
        return self.size * (advance(self.text) + WORD * advance(self.word))


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of targets and actuals: size, baseline, bars, labels, and the sentence it says.

    `line` is the SVG path of the targets: a staircase, broken where a year has none.
    """

    width: int
    height: int
    base: float
    bars: tuple[Bar, ...]
    line: str
    labels: tuple[Label, ...]
    sentence: str

    @property
    def is_drawn(self) -> bool:
        """Say whether there is anything but words and years to see."""
        return bool(self.bars or self.line)


@dataclass(frozen=True, slots=True)
class _Size:
    """A size of chart: `top` and `base` are where the highest value and zero stand."""

    width: int
    height: int
    top: int
    base: int
    half: float


@dataclass(frozen=True, slots=True)
class _Column:
    """A year's target and verdict in a chart: the centre of its column, and how wide that is.

    `per_unit` is the height above the baseline that a value of 1 has.
    """

    target: Target | NoTarget
    verdict: Verdict
    x: float
    pitch: float
    size: _Size
    per_unit: float

    @property
    def tone(self) -> str:
        return self.verdict.case.tone

    def y(self, value: Decimal) -> float:
        return round(self.size.base - max(float(value), 0) * self.per_unit, 1)

    def label(self, y: float, size: float, text: str, **said: str) -> Label:
        """Return a label of this column, smaller where the column is too narrow for it."""
        tone, word = said.get("tone", ""), said.get("word", "")
        full = Label(self.x, round(y, 1), size, word, text, tone)
        room = (self.pitch - 4) / full.width
        return full if room >= 1 else Label(self.x, full.y, size * room, word, text, tone)


SPARK = _Size(160, 50, top=5, base=34, half=9.5)
FIGURE = _Size(400, 252, top=40, base=166, half=23)


def spark(indicator: Indicator, verdicts: Sequence[Verdict]) -> Chart:
    """Return the small chart of a table cell: below each judged year its mark."""
    columns = _columns(indicator, verdicts, SPARK)
    labels = (
        column.label(SPARK.height - 3, 11, column.verdict.case.mark, tone=column.tone)
        for column in columns
        if column.verdict.case.is_judged
    )
    return _chart(indicator, columns, tuple(labels))


def figure(indicator: Indicator, verdicts: Sequence[Verdict]) -> Chart:
    """Return the large chart of an indicator's own page, with every number written."""
    columns = _columns(indicator, verdicts, FIGURE)
    return _chart(indicator, columns, tuple(label for own in columns for label in _labels(own)))


def advance(text: str) -> float:
    """Return how wide a text is at most, in its own size: 汉字 and marks are square."""
    return sum(1 if char > "\u2000" or char == "×" else 0.62 for char in text)


def _columns(indicator: Indicator, verdicts: Sequence[Verdict], size: _Size) -> tuple[_Column, ...]:
    values = [end for t in indicator.targets if isinstance(t, Target) for end in t.ends]
    values += [v.judgement.actual.value for v in verdicts if isinstance(v.judgement.actual, Actual)]
    highest = float(max(values, default=Decimal(1)))
    pitch = size.width / len(indicator.targets)
    pairs = zip(indicator.targets, verdicts, strict=True)
    per_unit = (size.base - size.top) / (highest or 1)
    return tuple(
        _Column(*pair, round((i + 0.5) * pitch, 1), pitch, size, per_unit)
        for i, pair in enumerate(pairs)
    )


def _chart(indicator: Indicator, columns: tuple[_Column, ...], labels: tuple[Label, ...]) -> Chart:
    size = columns[0].size
    return Chart(
        width=size.width,
        height=size.height,
        base=size.base,
        bars=tuple(bar for column in columns for bar in _bars(column)),
        line=_staircase(columns),
        labels=labels,
        sentence=sentence(indicator, [column.verdict for column in columns]),
    )


def _bars(column: _Column) -> Iterator[Bar]:
    """Yield the year's bar, if it has one; a reported 0 is still a line one can see."""
    value, tone = _height(column)
    if value is None:
        return
    base, half = column.size.base, min(column.size.half, column.pitch * WIDEST)
    y = min(column.y(value), base - 1)
    x, width, height = round(column.x - half, 1), round(2 * half, 1), round(base - y, 1)
    yield Bar(x, y, width, height, tone, hatch(x, y, width, height) if tone == "listed" else "")


def _height(column: _Column) -> tuple[Decimal | None, str]:
    actual, target = column.verdict.judgement.actual, column.target
    if isinstance(actual, Actual):
        return actual.value, column.tone
    if target.listed and isinstance(target, Target) and target.ends:
        return target.ends[-1], "listed"
    return None, ""


def hatch(x: float, y: float, width: float, height: float) -> str:
    """Return the path of the strokes that rise to the right through a box, none outside it."""
    strokes = []
    for at in range(HATCH // 2, int(width + height), HATCH):
        left, right = max(0, at - height), min(at, width)
        strokes.append(f"M{x + left:g} {y + at - left:g}l{right - left:g} {left - right:g}")
    return "".join(strokes)


def _labels(column: _Column) -> Iterator[Label]:
    """Yield the target above what is drawn, then year, figure and case in rows below it."""
    target, value = column.target, _height(column)[0]
    if isinstance(target, Target):
        tops = [*target.ends, *([value] if value is not None else [])]
        y = min(map(column.y, tops), default=column.size.base) - 9
        word = "列值" if target.listed else "目标"
        typed = column.label(y, 17, target.printed, word=word, tone="value")
        if typed.size < SMALLEST:
            typed = column.label(y, 17, target.printed, tone="value")
        yield typed if typed.size >= SMALLEST else column.label(y, 17, SEE, tone="value")
    yield column.label(column.size.base + 20, 14, str(target.year), tone="year")
    y = column.size.base + 41
    actual = column.verdict.judgement.actual
    if isinstance(actual, Actual):
        yield column.label(
            y, 16, str(actual.value), word=actual.period.part or "实际", tone="actual"
        )
        y += 20
    for line in _case(column):
        yield column.label(y, 13, line, tone=f"below {column.tone}")
        y += 16


def _case(column: _Column) -> tuple[str, ...]:
    """Return the case with its mark, in two lines where one would be too long."""
    shape, word = column.verdict.case.mark, column.verdict.case.value
    if len(word) <= LONGEST:
        return (shape + word,)
    return shape + word[:-2], word[-2:]


def _staircase(columns: Sequence[_Column]) -> str:
    """Return the path that runs level through each year and rises between years.

    A range has two levels, which stand by themselves.
    """
    path, drawing = "", False
    for column in columns:
        ends = column.target.ends if isinstance(column.target, Target) else ()
        for end in ends:
            y, half = column.y(end), column.pitch / 2
            path += f"V{y}" if drawing and len(ends) == 1 else f"M{column.x - half:.1f} {y}"
            path += f"H{column.x + half:.1f}"
        drawing = len(ends) == 1
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
        reported = f"、{actual.period.part}实际{actual.value}{unit}（{verdict.case.value}）"
    if isinstance(target, NoTarget):
        return f"{target.year}年未设目标{reported}"
    kind = "附件列值" if target.listed else "目标"
    return f"{target.year}年{kind}{target.amount(unit)}{reported}"


SIDE = 12
PITCH = 16


@dataclass(frozen=True, slots=True)
class Squares:
    """A row of squares: size of the drawing, side of a square, and the sentence it says.

    `squares` are each its x, and whether it is outlined: it then stands for a collective.
    """

    width: int
    height: int
    side: int
    squares: tuple[tuple[int, bool], ...]
    sentence: str


def squares(filled: int, outlined: int, *, room: int, sentence: str) -> Squares:
    """Return a row of squares, filled ones first, in a drawing with room for so many."""
    marks = ((i * PITCH + 1, i >= filled) for i in range(filled + outlined))
    return Squares(max(room, 1) * PITCH, SIDE + 2, SIDE, tuple(marks), sentence)
