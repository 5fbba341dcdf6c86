"""Records behind the tables of figures: an indicator in a year, and each report of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportsite import words
from reportsite.datatable import Cell
from reportsite.model import Indicator, NoTarget, Target
from reportsite.progress import (
    Actual,
    Direction,
    NoLine,
    Unreported,
    Unset,
    completion,
    increment,
    lag,
)
from reportsite.standing import ByRule, Standing, Verdict

TARGET, LISTED, NO_TARGET = "目标值", "附件列值", "未设目标"


@dataclass(frozen=True, slots=True)
class Year:
    """An indicator in a year: its target and where it stands."""

    indicator: Indicator
    target: Target | NoTarget
    verdict: Verdict

    @property
    def actual(self) -> Actual | Unreported:
        return self.verdict.judgement.actual


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported figure, or none, in its year; `turn` counts the reports of one period from 1."""

    year: Year
    actual: Actual | Unreported
    turn: int | str
    is_valid: bool | str


def years(standing: Standing, id: str = "") -> Iterator[Year]:
    """Yield all indicators, or the one that is named, in every year of the annex."""
    for indicator in standing.report.indicators:
        if id in ("", indicator.id):
            verdicts = standing.verdicts[indicator.id]
            for target, verdict in zip(indicator.targets, verdicts, strict=True):
                yield Year(indicator, target, verdict)


def reports(year: Year, standing: Standing) -> Iterator[Reported]:
    """Yield all reports of a year as known on a day, by period, the oldest first."""
    valid = standing.actuals(year.indicator.id)
    turns: dict[int, int] = {}
    for row in sorted(_known(year, standing), key=_order):
        turn = turns[row.period.months] = turns.get(row.period.months, 0) + 1
        yield Reported(year, row, turn, row in valid)


def reports_or_none(year: Year, standing: Standing) -> tuple[Reported, ...]:
    """Return all reports of a year, or the one record that says there are none."""
    return tuple(reports(year, standing)) or (Reported(year, Unreported(), "", ""),)


def _known(year: Year, standing: Standing) -> Iterator[Actual]:
    for row in standing.report.actuals:
        is_own = (row.indicator, row.period.year) == (year.indicator.id, year.target.year)
        if is_own and row.reported_on <= standing.as_of:
            yield row


def _order(row: Actual) -> tuple[Cell, ...]:
    return row.period.months, row.reported_on, row.line


def of_actual(read: Callable[[Actual], Cell]) -> Callable[[Year | Reported], Cell]:
    """Read a cell of a record's figure; missing where none was reported."""
    return lambda row: read(row.actual) if isinstance(row.actual, Actual) else ""


def target(year: Year) -> Decimal | str:
    """Return the target; missing where the annex prints 一."""
    return "" if isinstance(year.target, NoTarget) else year.target.value


def target_kind(year: Year) -> str:
    """Return what the annex gives for the year."""
    if isinstance(year.target, NoTarget):
        return NO_TARGET
    return LISTED if year.target.listed else TARGET


def done(year: Year) -> Decimal | str:
    """Return 完成率 in per cent, as pages print it; it means nothing where less is better."""
    goalpost = year.verdict.judgement.goalpost
    if isinstance(year.actual, Unreported) or goalpost.direction is not Direction.UP:
        return ""
    return _shown(completion(goalpost.target, year.actual.value))


def grown(year: Year) -> Decimal | str:
    """Return 增量完成率 in per cent, as pages print it."""
    goalpost = year.verdict.judgement.goalpost
    if isinstance(year.actual, Unreported) or goalpost.direction is not Direction.UP:
        return ""
    return _shown(increment(goalpost.base, goalpost.target, year.actual.value))


def ahead(year: Year) -> Decimal | str:
    """Return how far a part of a year is ahead of 序时进度, in percentage points."""
    if isinstance(year.actual, Unreported) or year.actual.period.is_year:
        return ""
    behind = lag(year.verdict.judgement.goalpost, year.actual)
    return "" if isinstance(behind, NoLine) else _shown(words.decimal(-behind))


def _shown(value: Decimal | Unset) -> Decimal | str:
    return "" if isinstance(value, Unset) else Decimal(words.percent(value).removesuffix("%"))


def override(year: Year) -> str:
    """Say why a judgement was made by hand, who signed it and until when; '' where none was."""
    made = year.verdict.override
    if isinstance(made, ByRule):
        return ""
    signed, expires = words.date(made.signed_on), words.date(made.expires)
    return f"{made.reason}（{made.signer}{signed}签字，{expires}到期）"
