"""What the demo says, read from its built files as a stranger would read them: facts with values.

`pages` reads HTML and charts, `papers` PDFs, `tables` what is there to download or to fill in.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from reportsite.plan.case import Case
from reportsite.plan.model import scale
from reportsite.plan.snapshot import Snapshot, snapshot
from tests.support.demo import demo_report

MARK = "[√●▲×○]"
NOTHING = {"—", "未报送", ""}
COUNTED = re.compile(r"20项中((?:\d+项[^\d、。，；]+、?)+)")
MOVED = re.compile(rf"(?:(\d{{4}}年\D*?)([\d.]+)[^\d，]*|未报送)，(\d{{4}}年)({MARK}\D+)")


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said: `kind` of an indicator (or of all), of a period, as known on a day."""

    kind: str
    of: str
    period: str
    as_of: dt.date


Said = Iterator[tuple[Fact, str]]


@cache
def on(day: dt.date) -> Snapshot:
    """Return where the demo stands as known on a day."""
    return snapshot(demo_report(), day)


def ids() -> dict[str, str]:
    """Return the number of every indicator by its name."""
    return {indicator.name: indicator.id for indicator in demo_report().indicators}


def marked(case: Case) -> str:
    """Return a case with its mark, as pages and prints show it."""
    return f"{case.marked}"


def mark(case: Case) -> str:
    return {"达标": "√", "已提前达标": "√", "达到序时": "●", "接近": "▲", "略低于序时": "▲"}.get(
        case, "×" if case in (Case.MISSED, Case.FAR_BEHIND) else "○"
    )


def row(id: str, year: str, spoken: str, said: list[str], day: dt.date) -> Said:
    """Yield what a row of figures says: target, actual (of a period), 完成率, status."""
    target, actual, rate, status = said
    yield Fact("目标值", id, f"{year}年", day), target
    yield Fact("状态", id, f"{year}年", day), status
    if actual not in NOTHING:
        yield Fact("实际值", id, spoken, day), actual
        yield Fact("完成率", id, spoken, day), rate


def figure(id: str, year: str, text: str, day: dt.date) -> Said:
    """Yield the figure in `上半年4.75` or `4.75` of a year; nothing where there is none."""
    if match := re.fullmatch(r"(\D*?)(-?[\d.]+)\D*", text):
        yield Fact("实际值", id, year + match[1], day), match[2]


def correction(id: str, cells: list[str], day: dt.date) -> Said:
    yield Fact("更正前", id, cells[0], day), cells[1]
    yield Fact("实际值", id, cells[0], day), cells[2]


def moved(id: str, text: str, day: dt.date) -> Said:
    """Yield what `2025年上半年6.31亿元，2025年●达到序时` says."""
    if match := MOVED.fullmatch(text):
        yield Fact("状态", id, match[3], day), match[4]
        if match[2]:
            yield Fact("实际值", id, match[1], day), match[2]


def goal(id: str, target: str, actual: tuple[str, str, str], rate: str, day: dt.date) -> Said:
    """Yield what is said of a headline goal; `actual` is a figure, its unit and its period."""
    value, unit, period = actual
    yield Fact("实际值", id, period, day), _rescaled(value, unit, id)
    if period.startswith("2025年"):
        yield Fact("目标值", id, "2025年", day), _rescaled(target, unit, id)
        yield Fact("完成率", id, period, day), rate


def _rescaled(value: str, unit: str, id: str) -> str:
    """Return a goal's figure in the unit of its indicator: 880件 is 0.088万件."""
    own = next(indicator.unit for indicator in demo_report().indicators if indicator.id == id)
    if scale(unit) == scale(own):
        return value
    return f"{(Decimal(value) * scale(unit) / scale(own)).normalize():f}"


def counts(text: str, day: dt.date) -> Said:
    """Yield the counts per case of all twenty in the year reported on; a measure counts fewer."""
    year = f"{on(day).year}年"
    for listed in COUNTED.findall(re.sub(r"\s", "", text)):
        for count, case in re.findall(r"(\d+)项([^\d、。，；]+)", listed):
            yield Fact("项数", case, year, day), count
