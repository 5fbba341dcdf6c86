"""How a figure becomes a judgement: pure arithmetic, exactly one named case for every question.

The question is always the same: where does this indicator stand in this year, as known on a day?
The rule is configuration (`Rule`), printed beside every judgement together with its inputs.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from reportsite.period import Period


class Direction(StrEnum):
    """Which way an indicator is meant to go."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"


class Case(StrEnum):
    """Where an indicator stands in a year. Exactly one holds."""

    NO_TARGET = "未设目标"
    LISTED = "附件列值"
    NOT_DUE = "未到期"
    OWED = "应报未报"
    MET = "达标"
    NEAR = "接近"
    MISSED = "未达标"
    ON_PACE = "达到序时"
    BEHIND = "略低于序时"
    FAR_BEHIND = "明显低于序时"
    EARLY = "已提前达标"
    UNDECIDABLE = "不可评定"


@dataclass(frozen=True, slots=True)
class Rule:
    """The limits of the judgement; every boundary belongs to the better side.

    `near_percent`: 接近 reaches this far below the target, in per cent of it; `behind_points`: how
    far 略低于序时 reaches, in percentage points; due dates are (month, day), the annual one in the
    following year.
    """

    near_percent: Decimal
    behind_points: Decimal
    annual_due: tuple[int, int]
    half_year_due: tuple[int, int]

    def due(self, period: Period) -> dt.date:
        """Return the last day on which a year's or a first half's figure is in time."""
        month, day = self.annual_due if period.is_year else self.half_year_due
        return dt.date(period.year + period.is_year, month, day)


@dataclass(frozen=True, slots=True)
class Actual:
    """A reported figure: one row of data/actuals.csv, with its line there."""

    indicator: str
    period: Period
    value: Decimal
    reported_on: dt.date
    unit: str
    source: str
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Unreported:
    """Nobody reported a figure."""


@dataclass(frozen=True, slots=True)
class Unset:
    """The plan sets no target."""


@dataclass(frozen=True, slots=True)
class Goalpost:
    """What an indicator's year is held against.

    `base` is last year's target, or 0 for a flow; `listed`: the year was past when the plan was
    issued; `smooth`: it grows evenly, so that a part of the year can be held against a line;
    `obstacle` says in words why the indicator cannot be judged at all, '' where it can.
    """

    year: int
    target: Decimal | Unset
    base: Decimal | Unset
    direction: Direction = Direction.UP
    listed: bool = False
    smooth: bool = False
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The case of a year as known on a day, and what it rests on.

    `reason` names what stands in the way of 不可评定 or what is owed; `due` is the day by which
    the figure was or is expected.
    """

    case: Case
    goalpost: Goalpost
    as_of: dt.date
    actual: Actual | Unreported
    due: dt.date
    reason: str = ""


def known(rows: Iterable[Actual], as_of: dt.date) -> tuple[Actual, ...]:
    """Return the newest row of each period as known on a day, by period."""
    newest: dict[tuple[int, int], Actual] = {}
    for row in sorted(rows, key=lambda row: (row.reported_on, row.line)):
        if row.reported_on <= as_of:
            newest[(row.period.year, row.period.months)] = row
    return tuple(newest[key] for key in sorted(newest))


def revisions(rows: Iterable[Actual], as_of: dt.date) -> tuple[tuple[Actual, Actual], ...]:
    """Return each figure that a later row replaced by another, with that row, as known on a day."""
    last: dict[tuple[str, int, int], Actual] = {}
    found: list[tuple[Actual, Actual]] = []
    for row in sorted(rows, key=lambda row: (row.reported_on, row.line)):
        key = (row.indicator, row.period.year, row.period.months)
        if row.reported_on > as_of:
            break
        if key in last and last[key].value != row.value:
            found.append((last[key], row))
        last[key] = row
    return tuple(found)


def judge(goalpost: Goalpost, rows: Iterable[Actual], rule: Rule, as_of: dt.date) -> Judgement:
    """Return the one case that holds for a year of one indicator; never raises.

    `rows` are all rows of the indicator; those of other years and later than `as_of` are ignored.
    """
    own = [row for row in known(rows, as_of) if row.period.year == goalpost.year]
    latest: Actual | Unreported = own[-1] if own else Unreported()
    year = Period(goalpost.year, 12, str(goalpost.year))
    half = Period(goalpost.year, 6, f"{goalpost.year}-H1")

    def found(case: Case, reason: str = "", due: dt.date | None = None) -> Judgement:
        return Judgement(case, goalpost, as_of, latest, due or rule.due(year), reason)

    if goalpost.listed:
        return found(Case.LISTED)
    if isinstance(goalpost.target, Unset):
        return found(Case.NO_TARGET)
    if isinstance(latest, Unreported) or not latest.period.is_year:
        if as_of > rule.due(year):
            return found(Case.OWED, f"{year.words}的数应在{_day(rule.due(year))}前报送")
        if isinstance(latest, Unreported):
            if as_of > rule.due(half):
                due = rule.due(half)
                return found(Case.OWED, f"{half.words}的数应在{_day(due)}前报送", due)
            return found(Case.NOT_DUE)
    if reason := _obstacle(goalpost, goalpost.target):
        return found(Case.UNDECIDABLE, reason)
    if latest.period.is_year:
        return found(_annual(goalpost, goalpost.target, latest.value, rule))
    return found(*_within_year(goalpost, goalpost.target, latest, rule))


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _obstacle(goalpost: Goalpost, target: Decimal) -> str:
    if goalpost.obstacle:
        return goalpost.obstacle
    return "目标值是0，算不出完成率" if target == 0 else ""


def shortfall(direction: Direction, target: Decimal, actual: Decimal) -> Decimal:
    """Return by how much an actual misses its target; 0 when it is met."""
    if direction is Direction.KEEP:
        return abs(actual - target)
    missing = target - actual if direction is Direction.UP else actual - target
    return max(missing, Decimal(0))


def _annual(goalpost: Goalpost, target: Decimal, actual: Decimal, rule: Rule) -> Case:
    missing = shortfall(goalpost.direction, target, actual)
    if missing == 0:
        return Case.MET
    near = missing * 100 <= abs(target) * rule.near_percent
    return Case.NEAR if near else Case.MISSED


def _within_year(
    goalpost: Goalpost, target: Decimal, actual: Actual, rule: Rule
) -> tuple[Case, str]:
    """Hold a part of the year against the straight line from base to target (序时进度)."""
    reached = shortfall(goalpost.direction, target, actual.value) == 0
    if not goalpost.smooth:
        return (Case.EARLY, "") if reached else (Case.NOT_DUE, "这项指标不是逐月增长，年末才评定")
    if reached:
        return Case.ON_PACE, ""
    base = goalpost.base
    if isinstance(base, Unset):
        return Case.UNDECIDABLE, "上年没有目标，画不出序时线"
    if base == target:
        return Case.UNDECIDABLE, "目标与上年相同，没有序时进度"
    lag = pace_gap(base, target, actual)
    if lag <= 0:
        return Case.ON_PACE, ""
    return (Case.BEHIND if lag <= Fraction(rule.behind_points) else Case.FAR_BEHIND), ""


def pace_gap(base: Decimal, target: Decimal, actual: Actual) -> Fraction:
    """Return how many percentage points the growth is behind the share of the year that passed.

    Exact, so that a boundary is a boundary: Q3 of 4.0→5.5 expects 5.125. Needs base ≠ target.
    """
    done = Fraction(actual.value - base) / Fraction(target - base)
    return (actual.period.share - done) * 100


def completion(target: Decimal | Unset, actual: Decimal) -> Decimal | Unset:
    """Return 完成率 = actual ÷ target in per cent; Unset where there is none (no target, or 0)."""
    if isinstance(target, Unset) or target == 0:
        return Unset()
    return actual / target * 100


def increment(base: Decimal | Unset, target: Decimal | Unset, actual: Decimal) -> Decimal | Unset:
    """Return 增量完成率 = (actual − last year's) ÷ (target − last year's) in per cent.

    Unset where the target stands still, or either end is unknown.
    """
    if isinstance(base, Unset) or isinstance(target, Unset) or base == target:
        return Unset()
    return (actual - base) / (target - base) * 100


def shares(counts: Sequence[int]) -> tuple[int, ...]:
    """Return whole percentages of a total that sum to 100, by largest remainder; 0s of nothing."""
    total = sum(counts)
    if total == 0:
        return tuple(0 for _ in counts)
    exact = [Fraction(count * 100, total) for count in counts]
    floors = [int(value) for value in exact]
    order = sorted(range(len(counts)), key=lambda i: (floors[i] - exact[i], i))
    for i in order[: 100 - sum(floors)]:
        floors[i] += 1
    return tuple(floors)
