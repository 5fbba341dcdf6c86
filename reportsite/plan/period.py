"""Reporting periods: a year, a half, a quarter or a month, each from January to its last month.

A figure of a period is what stands at its end (stock, cumulative, rate) or since January (flow).
"""

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from reportsite.source.characters import chinese

KEY = re.compile(r"((?:19|20)[0-9]{2})(?:-(?:(H)([12])|(Q)([1-4])|(0[1-9]|1[0-2])))?")
SPOKEN = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:年(?:度|全年|末|底)?|全年|年?(?:"
    r"(?P<half>[上下])半年|(?:第|前)?(?P<quarter>[一二三四1-4])个?季度)|"
    r"年(?:0?1月?[-—–~至到])?(?P<month>0?[1-9]|1[0-2])月(?:份|末|底)?|"
    r"[-/.](?P<number>0?[1-9]|1[0-2]))"
)
QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A part of a year that ends with month `months` (12 = the whole year)."""

    year: int
    months: int
    spelt: str

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
        kind, number = self.spelt[5:6], self.spelt[6:]
        if not kind:
            return f"{self.year}年"
        if kind == "H":
            return f"{self.year}年{'上' if number == '1' else '下'}半年"
        if kind == "Q":
            return f"{self.year}年{chinese(int(number))}季度"
        return f"{self.year}年{self.months}月"

    @property
    def part(self) -> str:
        """Return which part of its year the period is: `上半年`, '' for the whole."""
        return "" if self.is_year else self.words.partition("年")[2]

    def __str__(self) -> str:
        return self.spelt


def period(text: str) -> Period | None:
    """Read a key (`2024`, `2024-H1`, `2024-Q3`, `2024-06`); None when it is not one."""
    match = KEY.fullmatch(text)
    if match is None:
        return None
    year, _, half, _, quarter, month = match.groups()
    months = int(half) * 6 if half else int(quarter) * 3 if quarter else int(month or 12)
    return Period(int(year), months, text)


def spoken(text: str) -> Period | None:
    """Read a period as editors write it and spreadsheets turn it; None when it is not one.

    A key in any width and case, `2024年上半年`, `2024年前三季度`, `2024年1—6月`, `2024/6`.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    match = SPOKEN.fullmatch(plain)
    if match is None:
        return period(plain)
    year, half, quarter, month, number = match.groups()
    if half:
        return period(f"{year}-H{1 if half == '上' else 2}")
    if quarter:
        return period(f"{year}-Q{QUARTERS.find(quarter) + 1 or quarter}")
    if month or number:
        return period(f"{year}-{int(month or number):02}")
    return period(year)
