"""Reporting periods: each runs from January to its last month, however it is spelt.

A figure of a period is what stands at its end (stock, cumulative, rate) or since January (flow).
"""

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

YEAR = r"((?:19|20)[0-9]{2})"
KEY = re.compile(rf"{YEAR}(?:-(?:(H1)|Q([13])|(0[1-9]|1[0-2])))?")
SPOKEN = re.compile(
    rf"{YEAR}(?:年(?:度|全年|末|底)?|全年|年?(?:(上半年)|第?([一三13])个?季度|前([一二三四1-4])个?季度)|"
    r"年(?:0?1月?[-—–~至到])?(0?[1-9]|1[0-2])月(?:份|末|底)?|[-/.](0?[1-9]|1[0-2]))"
)
LATE = re.compile(rf"{YEAR}(?:年?(?:(下半年)|第?([二四24])个?季度)|-(?:(H2)|Q([24])))")
QUARTERS = "一二三四"
NAMED = {3: ("-Q1", "一季度"), 6: ("-H1", "上半年"), 9: ("-Q3", "三季度"), 12: ("", "")}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A part of a year that ends with month `months` (12 = the whole year)."""

    year: int
    months: int

    @property
    def is_year(self) -> bool:
        return self.months == 12

    @property
    def end(self) -> dt.date:
        return dt.date(self.year, self.months, calendar.monthrange(self.year, self.months)[1])

    @property
    def share(self) -> Fraction:
        """Return the share of the year that has passed at the end: Q1 1/4, H1 1/2, Q3 3/4."""
        return Fraction(self.months, 12)

    @property
    def words(self) -> str:
        """Return the period as readers see it: `2024年上半年`."""
        return f"{self.year}年{self.part}"

    @property
    def part(self) -> str:
        """Return which part of its year the period is: `上半年`, '' for the whole."""
        return NAMED[self.months][1] if self.months in NAMED else f"{self.months}月"

    def __str__(self) -> str:
        """Return the key that data, anchors and calls write: `2024`, `2024-H1`, `2024-05`."""
        part = NAMED[self.months][0] if self.months in NAMED else f"-{self.months:02}"
        return f"{self.year}{part}"


def period(text: str) -> Period | None:
    """Read a key (`2024`, `2024-H1`, `2024-Q3`, `2024-06`); None when it is not one."""
    match = KEY.fullmatch(text)
    return _period(*match.groups()) if match else None


def spoken(text: str) -> Period | None:
    """Read a period as editors write it and spreadsheets turn it; None when it is not one.

    A key in any width and case, `2024年上半年`, `2024年前三季度`, `2024年1—6月`, `2024/6`.
    """
    match = SPOKEN.fullmatch(_plain(text))
    if match is None:
        return period(_plain(text))
    year, half, quarter, first_quarters, month, number = match.groups()
    return _period(year, half, quarter or first_quarters, month or number)


def late(text: str) -> Period | None:
    """Read what begins after January (下半年, 二季度, 四季度) as the period that ends with it."""
    match = LATE.fullmatch(_plain(text))
    if match is None:
        return None
    year, half, quarter, half_key, quarter_key = match.groups()
    return Period(int(year), 12) if half or half_key else _period(year, "", quarter or quarter_key)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def _period(year: str, half: str | None, quarter: str | None, month: str | None = None) -> Period:
    if half:
        return Period(int(year), 6)
    if quarter:
        return Period(int(year), 3 * (QUARTERS.find(quarter) + 1 or int(quarter)))
    return Period(int(year), int(month or 12))
