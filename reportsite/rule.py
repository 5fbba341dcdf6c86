"""The limits by which a figure is judged: configuration, printed beside every judgement."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reportsite.period import Period


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

    def expected(self, year: int, months: int, as_of: dt.date) -> Period:
        """Return the period whose figure is awaited when `months` of a year are reported.

        The longest that is overdue, else the next: a first quarter's figure answers for no half.
        """
        half, whole = Period(year, 6, f"{year}-H1"), Period(year, 12, str(year))
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
