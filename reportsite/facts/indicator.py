"""An indicator's figures: as they came in row by row, in a year's table, and as files to carry."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportsite.facts.case import NOTHING, UNREPORTED, Status, rule_of, spoken, status, statuses
from reportsite.facts.plan import target_table
from reportsite.plan import words
from reportsite.plan.case import Case
from reportsite.plan.judge import Actual, Unreported, nearer, shortfall
from reportsite.plan.model import Breakdown, Indicator
from reportsite.plan.register import Unit
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.plan.target import NoTarget, Target, Wording
from reportsite.source.ledger import KEYS
from reportsite.source.writing import Attachment

REPLACED = "已更正"
RATES = "完成率是实际值除以当年目标值，增量完成率是比上年目标的增量除以当年应有的增量。"


@dataclass(frozen=True, slots=True)
class Submission:
    """A reported figure; `replaced` when a later row took its place, which `note` then says first."""

    actual: Actual
    replaced: bool

    @property
    def note(self) -> str:
        return "；".join(filter(None, (REPLACED if self.replaced else "", self.actual.note)))


def history(indicator: Indicator, snapshot: Snapshot) -> tuple[Submission, ...]:
    """Return what was reported by the day of a snapshot, in the order of the register."""
    current = snapshot.actuals(indicator.id)
    return tuple(
        Submission(row, row not in current)
        for row in snapshot.report.actuals
        if row.indicator == indicator.id and row.reported_on <= snapshot.as_of
    )


def newest(indicator: Indicator, snapshot: Snapshot) -> str:
    """Return an indicator's newest figure with its period: `2024年上半年6.31件`, '' without any."""
    rows = snapshot.actuals(indicator.id)
    return spoken(rows[-1], indicator) if rows else ""


def headline(indicator: Indicator, snapshot: Snapshot) -> str:
    """Say in a sentence what a chart shows: the newest figure, its case, and the last target."""
    figures, goal = snapshot.actuals(indicator.id), _last_goal(indicator)
    if not figures:
        return "，".join(filter(None, (goal, "还没有单位报送实际值。")))
    case = snapshot.verdict(indicator.id, figures[-1].period.year).case
    return "，".join(filter(None, (f"{spoken(figures[-1], indicator)}（{case}）", goal))) + "。"


def distance(indicator: Indicator, snapshot: Snapshot) -> str:
    """Say how far the newest figure is from the last target; nothing while there is none."""
    figures, last = snapshot.actuals(indicator.id), indicator.last_target
    if not figures or isinstance(last, NoTarget) or isinstance(last.value, Wording):
        return ""
    newest, goal = figures[-1].value, _last_goal(indicator)
    if not shortfall(last.direction or indicator.direction, last.value, newest):
        return f"最新的数已经达到{goal}。"
    left = nearer(last.value, newest) - newest
    if left < 0:
        return f"比{goal}多{-left}{indicator.unit}。"
    return f"距{goal}还差{left}{indicator.unit}。"


def _last_goal(indicator: Indicator) -> str:
    last = indicator.last_target
    return "" if isinstance(last, NoTarget) else f"{last.year}年目标{last.amount(indicator.unit)}"


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area and its newest figure, as known on a day."""

    area: Unit
    actual: Actual | Unreported

    @property
    def value(self) -> str:
        return str(self.actual.value) if isinstance(self.actual, Actual) else UNREPORTED

    @property
    def period(self) -> str:
        return self.actual.period.words if isinstance(self.actual, Actual) else NOTHING

    @property
    def source(self) -> str:
        """Say where the figure comes from; '—' where there is none."""
        if isinstance(self.actual, Unreported):
            return NOTHING
        on = words.date(self.actual.reported_on)
        return f"{self.actual.source}，{self.actual.unit}{on}报送"


@dataclass(frozen=True, slots=True)
class AreaTable:
    """An indicator by area, as the plan declares them.

    `total` is what all areas add up to where all have reported `period`, else ''; it is never the
    whole, which `whole` is: the figure reported for that period.
    """

    rows: tuple[AreaRow, ...]
    period: str
    total: str
    whole: str


def area_table(indicator: Indicator, snapshot: Snapshot) -> AreaTable | None:
    """Return the newest figures of an indicator's areas; None where it has none."""
    if indicator.breakdown is None:
        return None
    newest = {row.area: row for row in snapshot.area_actuals(indicator.id)}
    rows = tuple(AreaRow(a, newest.get(a.name, Unreported())) for a in indicator.areas)
    figures = [row.actual for row in rows if isinstance(row.actual, Actual)]
    if not _add_up(indicator.breakdown, figures):
        return AreaTable(rows, "", "", "")
    period = figures[0].period
    whole = (row for row in snapshot.actuals(indicator.id) if row.period == period)
    return AreaTable(
        rows,
        period=period.words,
        total=str(sum((figure.value for figure in figures), Decimal(0))),
        whole=next((str(row.value) for row in whole), UNREPORTED),
    )


def _add_up(breakdown: Breakdown, figures: list[Actual]) -> bool:
    """Say whether all areas of a sum have a figure, of one period."""
    is_whole = len(figures) == len(breakdown.areas)
    return breakdown.is_sum and is_whole and len({figure.period for figure in figures}) == 1


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """Indicators in a year; `has_pace`: some are held against 序时进度. `notes` are the rules.

    `part` is which part of the year every figure is of, '' where they differ or are of the whole.
    """

    title: str
    as_of: str
    part: str
    rows: tuple[Status, ...]
    has_pace: bool
    notes: tuple[str, ...]


def indicator_table(at: Snapshot, year: str, case: str) -> IndicatorTable:
    """Return the indicators of a year, or those in one case (by its name, '' = all)."""
    all_rows = (Status(at.verdict(i.id, int(year)), at.rule) for i in at.report.indicators)
    rows = tuple(row for row in all_rows if case in ("", row.case))
    parts = {row.part for row in rows if row.period}
    return IndicatorTable(
        title=f"{year}年指标{f'（{case}）' if case else '完成'}情况",
        as_of=words.date(at.as_of),
        part=parts.pop() if len(parts) == 1 else "",
        rows=rows,
        has_pace=any(row.pace != NOTHING for row in rows),
        notes=(RATES, *rules((row.verdict.judgement.case for row in rows), at)),
    )


def rules(cases: Iterable[Case], at: Snapshot) -> Iterator[str]:
    """Yield the rule of every case once."""
    for case in dict.fromkeys(cases):
        yield f"{case.marked}：{rule_of(case, at.rule)}"


ROOM = 10.8  # columns of targets that a wide page has room for beside the names


@dataclass(frozen=True, slots=True)
class YearColumns:
    """A year's columns: its targets, and figures where any was reported for it, or for a part of it."""

    target: Target | NoTarget
    has_figures: bool
    has_parts: bool

    @property
    def width(self) -> float:
        """Return how wide the figures' column is, in columns of a target."""
        return (2 if self.has_parts else 1.2) if self.has_figures else 0


@dataclass(frozen=True, slots=True)
class YearTable:
    """Indicators through all years, each with its status in the year that is reported on.

    `said` sums that year up in a sentence; `remarks` explain the table's signs, `rules` its cases.
    """

    columns: tuple[YearColumns, ...]
    baseline_head: str
    rows: tuple[tuple[tuple[Status, ...], Status], ...]
    year: str
    said: str
    remarks: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def has_figures(self) -> bool:
        return any(column.has_figures for column in self.columns)

    @property
    def is_stacked(self) -> bool:
        """Say whether all columns side by side would leave no room for the names."""
        return len(self.columns) + sum(column.width for column in self.columns) > ROOM


def year_table(indicators: Iterable[Indicator], at: Snapshot) -> YearTable:
    """Return the table of some indicators: all of them, or those one unit reports."""
    own = tuple(indicators)
    rows = tuple((statuses(indicator, at), status(indicator, at)) for indicator in own)
    current = [now.verdict for _, now in rows]
    columns = zip(own[0].targets, zip(*(years for years, _ in rows), strict=True), strict=True)
    shown = [year.case for years, _ in rows for year in years if year.value]
    cases = (*shown, *(verdict.case for verdict in current))
    annex = target_table(at.report)
    remarks = tuple(annex.remarks)
    return YearTable(
        columns=tuple(_columns(target, years) for target, years in columns),
        baseline_head=f"{annex.baseline_year}基期" if annex.has_baselines else "",
        rows=rows,
        year=f"{at.year}年",
        said=f"{at.year}年{words.sentence(tally(current))}",
        remarks=remarks if shown else (*remarks, "各年的实际值都没有报送，因此不列。"),
        rules=tuple(rules(cases, at)),
    )


def _columns(target: Target | NoTarget, years: tuple[Status, ...]) -> YearColumns:
    return YearColumns(target, any(year.value for year in years), any(year.part for year in years))


BYTE_ORDER_MARK = "\ufeff"  # Excel and WPS take a CSV without it for GBK
FIELDS = (
    "indicator",
    "name",
    "unit",
    "year",
    "target",
    "is_listed",
    "period",
    "actual",
    "status",
    "reported_on",
    "reported_by",
    *KEYS,
)

Row = tuple[str, ...]


def figure_files(snapshot: Snapshot, indicators: Iterable[Indicator]) -> tuple[Attachment, ...]:
    """Return a CSV and a JSON of the indicators' targets, figures and cases; none without any.

    Figures are as printed (0.70 stays 0.70); what does not exist is ''.
    """
    rows = [_row(verdict) for i in indicators for verdict in snapshot.verdicts[i.id]]
    if not rows:
        return ()
    said = f"本文件印出的指标数据（截至{snapshot.as_of}）"
    return (
        Attachment("figures.csv", said, "text/csv", "".join(_csv(rows)).encode()),
        Attachment("figures.json", said, "application/json", _json(rows).encode()),
    )


def _row(verdict: Verdict) -> Row:
    indicator, goalpost = verdict.indicator, verdict.judgement.goalpost
    cell = indicator.target_of(goalpost.year)
    target = "" if isinstance(cell, NoTarget) else cell.printed
    own = (indicator.id, indicator.name, indicator.unit, str(goalpost.year), target)
    return (*own, str(goalpost.listed).lower(), *_reported(verdict))


def _reported(verdict: Verdict) -> Row:
    actual, case = verdict.judgement.actual, verdict.case.value
    if not isinstance(actual, Actual):
        return ("", "", case, "", "", *("" for _ in KEYS))
    on = actual.reported_on.isoformat()
    return (str(actual.period), str(actual.value), case, on, actual.unit, *actual.texts)


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    text = io.StringIO()
    csv.writer(text).writerows((FIELDS, *rows))
    yield text.getvalue()


def _json(rows: Iterable[Row]) -> str:
    found = [dict(zip(FIELDS, row, strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
