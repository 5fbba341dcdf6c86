"""How a figure becomes a judgement: pure arithmetic, exactly one named case for every question.

The question is always the same: where does this indicator stand in this year, as known on a day?
The rule is configuration (`Rule`), printed beside every judgement together with its inputs.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reportsite.plan.case import Case
from reportsite.plan.deadline import SOON
from reportsite.plan.period import Period
from reportsite.plan.target import Direction, Span, Wording
from reportsite.source.kinds import Closed, MonthDay, WholeDecimal
from reportsite.source.ledger import KEYS


@dataclass(frozen=True, slots=True)
class Rule(Closed):
    """The limits of the judgement; every boundary belongs to the better side.

    Whole numbers: what is printed with one decimal can then never hide on which side it lies.

    `near_percent`: 接近 reaches this far below the target, in per cent of it; `behind_points`: how
    far 略低于序时 reaches, in percentage points; due dates are (month, day), the annual one in the
    following year; `soon_days`: how near the limit of a task is to be close.
    """

    near_percent: WholeDecimal
    behind_points: WholeDecimal
    annual_due: MonthDay
    half_year_due: MonthDay
    soon_days: WholeDecimal = Decimal(SOON)

    def due(self, period: Period) -> dt.date:
        """Return the last day on which a year's or a first half's figure is in time."""
        month, day = self.annual_due if period.is_year else self.half_year_due
        return dt.date(period.year + period.is_year, month, day)

    def expected(self, year: int, months: int, as_of: dt.date) -> Period:
        """Return the period whose figure is awaited when `months` of a year are reported.

        The longest that is overdue, else the next: a first quarter's figure answers for no half.
        """
        half, whole = Period(year, 6), Period(year, 12)
        awaited = [period for period in (half, whole) if months < period.months]
        overdue = [period for period in awaited if as_of > self.due(period)]
        if overdue:
            return overdue[-1]
        return awaited[0] if awaited else whole


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule in force, and those before it, each with the last day it was; the oldest first.

    What is judged as known on a day is judged by the rule of that day: a printed issue keeps its own.
    """

    latest: Rule
    earlier: tuple[tuple[dt.date, Rule], ...] = ()

    def on(self, day: dt.date) -> Rule:
        """Return the rule that was in force on a day; there is one for every day."""
        return next((rule for until, rule in self.earlier if day <= until), self.latest)


@dataclass(frozen=True, slots=True)
class Actual:
    """A reported figure: one row of data/actuals.csv, with its line there.

    `texts` are its columns of words, as the ledger declares them; `area` is the part of the whole
    that it is of, '' for the whole.
    """

    indicator: str
    period: Period
    value: Decimal
    reported_on: dt.date
    unit: str
    texts: tuple[str, ...]
    line: int
    area: str = ""

    def text(self, key: str) -> str:
        """Return what stands in a column of words, by its key."""
        return self.texts[KEYS.index(key)]

    @property
    def source(self) -> str:
        return self.text("source")

    @property
    def note(self) -> str:
        return self.text("note")


@dataclass(frozen=True, slots=True)
class Unreported:
    """Nobody reported a figure."""


@dataclass(frozen=True, slots=True)
class Unset:
    """The plan sets no target."""


Aim = Decimal | Span | Wording | Unset


@dataclass(frozen=True, slots=True)
class NoLine:
    """No straight line leads to the target, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Goalpost:
    """What an indicator's year is held against.

    `base` is last year's target, 0 for a flow, which counts from January; `listed`: the year was
    past when the plan was issued; `smooth`: it grows evenly, so that a part of the year can be held
    against a line; `from_baseline`: the base is the 基期; `obstacle` says in words why the indicator cannot be judged, '' where it can;
    `is_limit`: the target says itself that it is one (≤0), and 0 is one as well.
    """

    year: int
    target: Aim
    base: Aim
    direction: Direction = Direction.UP
    listed: bool = False
    smooth: bool = False
    flow: bool = False
    obstacle: str = ""
    is_limit: bool = False
    from_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The case of a year as known on a day, and what it rests on.

    `actual` is the year's figure, or that of its longest part; `reason` says in words what is owed
    or stands in the way; `due` is the last day for the figure that is awaited.
    """

    case: Case
    goalpost: Goalpost
    as_of: dt.date
    actual: Actual | Unreported
    due: dt.date
    reason: str = ""


def known(rows: Iterable[Actual], as_of: dt.date) -> tuple[Actual, ...]:
    """Return the newest row of each indicator's periods as known on a day, by area and period."""
    newest = {_key(row): row for row in _in_order(rows, as_of)}
    return tuple(newest[key] for key in sorted(newest))


def _in_order(rows: Iterable[Actual], as_of: dt.date) -> list[Actual]:
    """Return what was known on a day as it was reported; of one day, as the file has it."""
    reported = (row for row in rows if row.reported_on <= as_of)
    return sorted(reported, key=lambda row: (row.reported_on, row.line))


def _key(row: Actual) -> tuple[str, str, Period]:
    return row.indicator, row.area, row.period


def revisions(rows: Iterable[Actual], as_of: dt.date) -> tuple[tuple[Actual, Actual], ...]:
    """Return each figure that a later row replaced by another, with that row, as known on a day."""
    last: dict[tuple[str, str, Period], Actual] = {}
    found: list[tuple[Actual, Actual]] = []
    for row in _in_order(rows, as_of):
        before = last.get(_key(row), row)
        if before.value != row.value:
            found.append((before, row))
        last[_key(row)] = row
    return tuple(found)


def judge(goalpost: Goalpost, rows: Iterable[Actual], rule: Rule, as_of: dt.date) -> Judgement:
    """Return the one case that holds for a year of one indicator; never raises.

    `rows` are all rows of the indicator; those of other years and later than `as_of` are ignored.
    """
    own = [row for row in known(rows, as_of) if row.period.year == goalpost.year]
    actual: Actual | Unreported = own[-1] if own else Unreported()
    months = actual.period.months if isinstance(actual, Actual) else 0
    awaited = rule.expected(goalpost.year, months, as_of)
    if isinstance(goalpost.target, Wording):
        awaited = Period(goalpost.year, 12)  # no figure answers for words
    due = rule.due(awaited)
    is_owed = months < awaited.months and as_of > due
    case, reason = _case(goalpost, actual, rule, is_owed=is_owed)
    if case is Case.OWED:
        reason = f"{awaited.words}的数最迟应在{due.year}年{due.month}月{due.day}日报送"
    return Judgement(case, goalpost, as_of, actual, due, reason)


def _case(
    goalpost: Goalpost, actual: Actual | Unreported, rule: Rule, *, is_owed: bool
) -> tuple[Case, str]:
    """Return the first case that holds, in the order in which they are asked for."""
    target = goalpost.target
    if isinstance(target, Unset):
        return Case.NO_TARGET, ""
    if goalpost.listed:
        return Case.LISTED, ""
    if isinstance(target, Wording):
        return _in_words(target, actual, is_over=is_owed)
    if is_owed:
        return Case.OWED, ""
    if isinstance(actual, Unreported):
        return Case.NOT_DUE, ""
    if goalpost.obstacle:
        return Case.UNDECIDABLE, goalpost.obstacle
    if target == 0 and not goalpost.is_limit:
        return Case.UNDECIDABLE, "目标值是0，算不出完成率"
    if actual.period.is_year:
        return _at_year_end(goalpost.direction, target, actual.value, rule), ""
    return _within_year(goalpost, target, actual, rule)


def _in_words(target: Wording, actual: Actual | Unreported, *, is_over: bool) -> tuple[Case, str]:
    """Leave a target in words to a person, from the end of its year on."""
    if is_over or (isinstance(actual, Actual) and actual.period.is_year):
        return Case.UNDECIDABLE, f"目标是“{target.text}”，不能按数比较，由人工评定"
    return Case.NOT_DUE, ""


def _at_year_end(direction: Direction, target: Decimal | Span, actual: Decimal, rule: Rule) -> Case:
    missing = shortfall(direction, target, actual)
    if not missing:
        return Case.MET
    is_near = missing * 100 <= abs(Fraction(nearer(target, actual))) * Fraction(rule.near_percent)
    return Case.NEAR if is_near else Case.MISSED


def nearer(target: Decimal | Span, actual: Decimal) -> Decimal:
    """Return the number an actual is held against: of a range, the end on its side."""
    if isinstance(target, Span):
        return target.low if actual < target.low else target.high
    return target


def shortfall(direction: Direction, target: Decimal | Span, actual: Decimal) -> Fraction:
    """Return by how much an actual misses its target, exactly; 0 when it is met."""
    if isinstance(target, Span):
        low, high = Fraction(target.low), Fraction(target.high)
        return max(low - Fraction(actual), Fraction(actual) - high, Fraction(0))
    missing = Fraction(target) - Fraction(actual)
    if direction is Direction.KEEP:
        return abs(missing)
    return max(missing if direction is Direction.UP else -missing, Fraction(0))


def _within_year(
    goalpost: Goalpost, target: Decimal | Span, actual: Actual, rule: Rule
) -> tuple[Case, str]:
    """Hold a part of the year against the straight line from base to target (序时进度)."""
    if reason := _open_till_year_end(goalpost):
        return Case.NOT_DUE, reason
    behind = lag(goalpost, actual)
    if isinstance(behind, NoLine):
        if not shortfall(goalpost.direction, target, actual.value):
            return Case.EARLY, ""
        return (Case.UNDECIDABLE if goalpost.smooth else Case.NOT_DUE), behind.reason
    if behind <= 0:
        return Case.ON_PACE, ""
    return (Case.BEHIND if behind <= Fraction(rule.behind_points) else Case.FAR_BEHIND), ""


def _open_till_year_end(goalpost: Goalpost) -> str:
    """Say why a part of the year settles nothing, even where it meets the target; '' elsewhere."""
    if isinstance(goalpost.target, Span):
        return "这项指标的目标是一个范围，没有序时进度，按全年数评定"
    if goalpost.direction is Direction.KEEP:
        return "这项指标要求保持到年末，按全年数评定"
    if goalpost.direction is Direction.DOWN and goalpost.flow:
        return "这项指标要求全年不超过目标，年内只会增加，按全年数评定"
    return ""


def lag(goalpost: Goalpost, actual: Actual) -> Fraction | NoLine:
    """Return by how many percentage points growth is behind the share of the year that has passed.

    Exact, so that a boundary is a boundary: Q3 of 4.0→5.5 expects 5.125. Ahead is negative.
    """
    base, target = goalpost.base, goalpost.target
    if not goalpost.smooth:
        return NoLine("这项指标不是逐月增长，按全年数评定")
    if isinstance(target, Unset) or isinstance(base, Unset):
        return NoLine("上年没有目标，画不出序时线")
    if not (isinstance(target, Decimal) and isinstance(base, Decimal)):
        return NoLine("有一年的目标不是一个数，画不出序时线")
    if base == target:
        return NoLine("目标与上年相同，没有序时进度")
    if (target > base) is not (goalpost.direction is Direction.UP):
        return NoLine("目标与上年相比的变化，和这项指标的方向相反，没有序时进度")
    done = (Fraction(actual.value) - Fraction(base)) / (Fraction(target) - Fraction(base))
    return (actual.period.share - done) * 100


def completion(target: Aim, actual: Decimal) -> Decimal | Unset:
    """Return 完成率 = actual ÷ target in per cent; Unset where there is none (no number, or 0)."""
    if not isinstance(target, Decimal) or target == 0:
        return Unset()
    return actual / target * 100


def increment(base: Aim, target: Aim, actual: Decimal) -> Decimal | Unset:
    """Return 增量完成率 = (actual − last year's) ÷ (target − last year's) in per cent.

    Unset where the target stands still, or either end is unknown.
    """
    if not (isinstance(base, Decimal) and isinstance(target, Decimal)) or base == target:
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
