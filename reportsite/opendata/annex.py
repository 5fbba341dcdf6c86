"""The tables of goals and the annex: goals, indicators, targets, every report, judgements, and all joined.

What a page prints as a number stands here as the same number.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from operator import attrgetter, methodcaller

from reportsite.facts.case import NOTHING, Status, statuses
from reportsite.facts.datatable import (
    Cell,
    DataTable,
    Field,
    day,
    fitted,
    flag,
    number,
    table,
    text,
    whole,
)
from reportsite.plan import words
from reportsite.plan.case import Case, Ground
from reportsite.plan.judge import Actual, NoLine, Unreported, Unset, lag
from reportsite.plan.model import Basis, BreakdownKind, Goal, Indicator, IndicatorKind, Report
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.target import Direction, NoTarget, Span, Target
from reportsite.source.ledger import AREA, TEXTS

TARGET, LISTED, NO_TARGET = "目标值", "附件列值", "未设目标"


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported figure, or none, in its year; `turn` counts the reports of one period from 1."""

    year: Status
    actual: Actual | Unreported
    turn: int | str = ""
    is_valid: bool | str = ""


def years(snapshot: Snapshot, id: str = "") -> Iterator[Status]:
    """Yield all indicators, or the one that is named, in every year of the annex."""
    for indicator in snapshot.report.indicators:
        if id in ("", indicator.id):
            yield from statuses(indicator, snapshot)


def reports(year: Status, snapshot: Snapshot) -> Iterator[Reported]:
    """Yield all reports of a year as known on a day, by area and period, the oldest first."""
    id = year.indicator.id
    valid = (*snapshot.actuals(id), *snapshot.area_actuals(id))
    own = [
        row
        for row in snapshot.report.ledger
        if (row.indicator, row.period.year) == (year.indicator.id, year.goalpost.year)
        and row.reported_on <= snapshot.as_of
    ]
    own.sort(key=lambda row: (row.area, row.period, row.reported_on, row.line))
    for _, group in groupby(own, key=attrgetter("area", "period")):
        for turn, row in enumerate(group, 1):
            yield Reported(year, row, turn, row in valid)


def of_actual(read: Callable[[Actual], Cell]) -> Callable[[Status | Reported], Cell]:
    """Read a cell of a record's figure; missing where none was reported."""
    return lambda row: read(row.actual) if isinstance(row.actual, Actual) else ""


def target(year: Status) -> Decimal | str:
    """Return the target where it is one number."""
    return year.goalpost.target if isinstance(year.goalpost.target, Decimal) else ""


def low(year: Status) -> Decimal | str:
    """Return what the target itself names as the least: of `≥95` and of a range."""
    return _end(year, Direction.UP)


def high(year: Status) -> Decimal | str:
    """Return what the target itself names as the most: of `≤5` and of a range."""
    return _end(year, Direction.DOWN)


def _end(year: Status, side: Direction) -> Decimal | str:
    aim, is_up = year.goalpost.target, side is Direction.UP
    if isinstance(aim, Span):
        return aim.low if is_up else aim.high
    is_own = year.goalpost.is_limit and year.goalpost.direction is side
    return aim if is_own and isinstance(aim, Decimal) else ""


def target_kind(year: Status) -> str:
    """Return what the annex gives for the year."""
    if isinstance(year.goalpost.target, Unset):
        return NO_TARGET
    return LISTED if year.goalpost.listed else TARGET


def percent(shown: str) -> Decimal | str:
    """Return a rate as pages print it, in per cent."""
    return "" if shown == NOTHING else Decimal(shown.removesuffix("%"))


def ahead(year: Status) -> Decimal | str:
    """Return how far any part of a year is ahead of 序时进度, in percentage points, judged or not."""
    if isinstance(year.actual, Unreported) or year.actual.period.is_year:
        return ""
    behind = lag(year.goalpost, year.actual)
    return "" if isinstance(behind, NoLine) else percent(words.percent(words.decimal(-behind)))


def due(year: Status) -> dt.date | str:
    """Return the last day for a figure that is awaited."""
    judgement = year.verdict.judgement
    return judgement.due if judgement.case.meaning.ground is Ground.AWAITED else ""


def override(year: Status) -> str:
    """Say why a judgement was made by hand, who signed it and until when; '' where none was."""
    made = year.verdict.override
    if made is None:
        return ""
    signed, expires = words.date(made.signed_on), words.date(made.expires)
    return f"{made.reason}（{made.signer}{signed}签字，{expires}到期）"


BASES = tuple(words.BASIS[basis] for basis in Basis)
DIRECTIONS = {
    Direction.UP: "不低于目标值",
    Direction.DOWN: "不高于目标值",
    Direction.KEEP: "保持目标值",
}
BREAKDOWNS = {BreakdownKind.SUM: "加起来是总数", BreakdownKind.LIST: "各自列出，不相加"}
UNIT = "见“计量单位”"
NO_UNIT = "附件没有写计量单位"
UNREPORTED = "没有报送；是未到期还是应报未报，看“状态”"
JOINED = {"indicator", "basis"}  # of a goal, where the plan has indicators
MAY_BE_EMPTY = {column.key for column in (*TEXTS, AREA) if column.empty}
SPELT = "2024（全年）、2024-H1（上半年）、2024-Q3（三季度）或2024-05（月）。"

# fmt: off
GOALS: tuple[Field[Goal], ...] = (
    text("id", "目标编号", "本站的短名。", lambda g: g.id),
    text("name", "目标", "目标的名称。", lambda g: g.name),
    number("value", "目标值", "原文写的数。", lambda g: g.value, unit=UNIT),
    text("unit", "计量单位", "原文写的单位；可能与附件不同，例如件与万件。", lambda g: g.unit),
    whole("due", "期限", "到哪一年。", lambda g: g.due, unit="年"),
    flag("cumulative", "是否累计", "原文写明是累计数。", lambda g: g.cumulative),
    text("indicator", "对应指标", "附件里对应的指标编号。", lambda g: g.indicator.id if g.indicator else "", empty="附件没有列这个目标", refers="indicators.id"),
    text("basis", "对应依据", "目标与指标的对应，是原文写明还是编者推定。", lambda g: words.BASIS[g.basis], words=BASES),
    text("quote", "原文", "首段的原话。", lambda g: g.quote),
)

INDICATORS: tuple[Field[Indicator], ...] = (
    text("id", "指标编号", "两位编号，与附件的行号一致。", lambda i: i.id),
    text("name", "指标名称", "照附件。", lambda i: i.name),
    text("unit", "计量单位", "照附件。", lambda i: i.unit, empty=NO_UNIT),
    text("unit_presumed", "推定单位", "附件没有写单位的，编者推定，待确认。", lambda i: i.unit_presumed, empty="附件写了单位，不用推定"),
    text("nature", "性质", "比率、存量、累计数还是当年数。累计数不跨年相加。", lambda i: words.ACCUMULATION[i.nature.accumulation], words=words.ACCUMULATION.values()),
    text("nature_basis", "性质的依据", "性质是原文写明，还是编者推定。", lambda i: words.BASIS[i.nature.basis], words=BASES),
    text("nature_evidence", "依据的话", "原话，或推定的理由。", lambda i: i.nature.evidence),
    text("direction", "达标条件", "实际值与目标值怎样比。", lambda i: DIRECTIONS[i.direction], words=DIRECTIONS.values()),
    flag("smooth", "逐月增长", "逐月增长的，年内与序时进度比；其余年末评定。", lambda i: i.smooth),
    text("reporters", "报送单位", "由谁报送，几家的用“；”隔开。", lambda i: "；".join(unit.name for unit in i.reporters)),
    text("reporters_basis", "报送单位的依据", "由谁报送，是主办单位登记的还是编者推定的；原文没有写。", lambda i: words.REPORTERS[i.reporters_basis], words=(words.REPORTERS[basis] for basis in Basis)),
    text("parts", "包含", "合在一起的几类。", lambda i: "；".join(i.parts), empty="附件没有分列"),
    text("notes", "附件的注", "附件对这项指标的注。", lambda i: "；".join(note.text for note in i.notes), empty="没有注"),
)

KIND: Field[Indicator] = text("kind", "属性", "约束性还是预期性，照附件。", lambda i: i.kind or "", empty="附件没有写明", words=IndicatorKind)
BASELINE: tuple[Field[Indicator], ...] = (
    whole("baseline_year", "基期年份", "基期是哪一年。", lambda i: i.baseline.year if i.baseline else "", unit="年", empty="没有基期"),
    number("baseline", "基期值", "基期的数，位数照附件印出的写法。", lambda i: i.baseline.value if i.baseline else "", unit=UNIT, empty="没有基期"),
)
BREAKDOWN: tuple[Field[Indicator], ...] = (
    text("areas", "分地区", "分别报送的地区，用“；”隔开。", lambda i: "；".join(area.name for area in i.areas), empty="不分地区"),
    text("areas_kind", "分地区的数", "加起来是总数，还是各自列出。", lambda i: BREAKDOWNS[i.breakdown.kind] if i.breakdown else "", empty="不分地区", words=BREAKDOWNS.values()),
)

OF_INDICATOR: tuple[Field[Status], ...] = (
    text("indicator", "指标编号", "哪一项指标。", lambda y: y.indicator.id, refers="indicators.id"),
    text("name", "指标名称", "照附件。", lambda y: y.indicator.name),
    text("unit", "计量单位", "照附件。", lambda y: y.indicator.unit, empty=NO_UNIT),
    whole("year", "年份", "哪一年。", lambda y: y.goalpost.year, unit="年"),
)
KIND_OF_TARGET: Field[Status] = text("target_kind", "目标的种类", "附件列值：印发时已经过去的年份，附件所列的数，不作为实际值，不评定。", target_kind, words=(TARGET, LISTED, NO_TARGET))
OF_SIGNS: tuple[Field[Status], ...] = (
    text("target_printed", "目标的写法", "照附件印出的样子，有的是范围或文字。", lambda y: y.target if y.has_target else "", empty=NO_TARGET),
    number("target_low", "目标下限", "目标自己写明的下限（≥、不低于、范围的起点）。", low, unit=UNIT, empty="没有写明下限"),
    number("target_high", "目标上限", "目标自己写明的上限（≤、不高于、范围的终点）。", high, unit=UNIT, empty="没有写明上限"),
)

OF_TEXTS: tuple[Field[Reported], ...] = tuple(
    text(own.key, own.title, own.meaning, of_actual(methodcaller("text", own.key)), empty=own.empty or UNREPORTED) for own in TEXTS
)
OF_AREA: Field[Reported] = text(AREA.key, AREA.title, AREA.meaning, of_actual(lambda a: a.area), empty=AREA.empty)
OF_REPORT: tuple[Field[Reported], ...] = (
    text("period", "时期", SPELT, of_actual(lambda a: str(a.period)), empty=UNREPORTED),
    number("value", "实际值", "报送的数，位数照报送时的写法。", of_actual(lambda a: a.value), unit=UNIT, empty=UNREPORTED),
    whole("revision", "第几次报送", "同一时期第几次报送；大于1的是更正。", lambda r: r.turn, empty=UNREPORTED),
    flag("current", "是否有效", "同一时期以最后报送的为准。", lambda r: r.is_valid, empty=UNREPORTED),
    day("reported_on", "报送日期", "哪一天报送。", of_actual(lambda a: a.reported_on), empty=UNREPORTED),
    text("reported_by", "报送者", "哪个单位报送。", of_actual(lambda a: a.unit), empty=UNREPORTED),
    *OF_TEXTS,
)

NEWEST: tuple[Field[Status], ...] = (
    text("period", "时期", f"最新的数是哪个时期：{SPELT}", of_actual(lambda a: str(a.period)), empty=UNREPORTED),
    number("value", "实际值", "这一年最新的数。", of_actual(lambda a: a.value), unit=UNIT, empty=UNREPORTED),
    number("completion", "完成率", "实际值÷目标值，四舍五入到一位小数。", lambda y: percent(y.completion), unit="%", empty="没有实际值或目标值，或者这项指标越少越好"),
    number("growth", "增量完成率", "比上年目标的增量÷应有的增量，四舍五入到一位小数。", lambda y: percent(y.increment), unit="%", empty="没有实际值，或目标与上年相同"),
    number("ahead", "比序时进度", "高于序时进度为正，低于为负，四舍五入到一位小数。", ahead, unit="个百分点", empty="不是年内的数，或不与序时进度比"),
)

CASE: Field[Status] = text("case", "状态", "一年只有一种状态，规则见“规则”一列。", lambda y: y.case.value, words=(case.value for case in Case))

GROUNDS: tuple[Field[Status], ...] = (
    text("rule", "规则", "得出状态的规则。", lambda y: y.rule),
    text("reason", "原因", "评不出或还在等的原因。", lambda y: y.verdict.judgement.reason, empty="没有另外的原因"),
    day("due", "报送截止", "还在等的数最迟哪一天报送。", due, empty="没有在等的数"),
    text("override", "人工评定", "不按规则评定的理由、签字人和有效期。", override, empty="按规则评定"),
    text("rule_case", "按规则的状态", "人工评定的，写明按规则是什么状态。", lambda y: y.verdict.judgement.case.value if y.by_hand else "", empty="按规则评定"),
)
# fmt: on


def marked(report: Report, said: str) -> str:
    """Say how the annex prints that a year has no target, '' where it prints nothing."""
    every = (target for indicator in report.indicators for target in indicator.targets)
    marks = dict.fromkeys(t.mark for t in every if isinstance(t, NoTarget) and t.mark)
    return said.format("、".join(f"“{mark}”" for mark in marks)) if marks else ""


def of_year(report: Report) -> tuple[Field[Status], ...]:
    """Return the columns of a year; its target's sign has some of its own where any is printed."""
    every = [target for indicator in report.indicators for target in indicator.targets]
    empty = "附件没有给这一年定目标" + marked(report, "（印{}），不是0，也不是1")
    signed = any(
        isinstance(t, Target) and not (len(t.ends) == 1 and not t.direction) for t in every
    )
    if signed:
        empty += "；范围和文字看“目标的写法”"
    said = "照附件印出的数和位数。"
    cell: Field[Status] = number("target", "目标值", said, target, unit=UNIT, empty=empty)
    return (*OF_INDICATOR, cell, *(OF_SIGNS if signed else ()), KIND_OF_TARGET)


def of_indicators(report: Report) -> tuple[Field[Indicator], ...]:
    """Return the columns of indicators; some only where any indicator has something there."""
    own, lacking = report.indicators, () if report.plan.notes else ("notes",)
    return (
        *fitted(INDICATORS, lacking=lacking),
        *((KIND,) if any(indicator.kind for indicator in own) else ()),
        *(BASELINE if any(indicator.baseline for indicator in own) else ()),
        *(BREAKDOWN if has_areas(report) else ()),
    )


def has_areas(report: Report) -> bool:
    return any(indicator.breakdown for indicator in report.indicators)


def of_report(report: Report) -> tuple[Field[Reported], ...]:
    """Return the columns of a report, with its area where the plan has any."""
    return (OF_AREA, *OF_REPORT) if has_areas(report) else OF_REPORT


def _of_its_year(field: Field[Status]) -> Field[Reported]:
    """Let a column of a year stand beside a report of it."""
    return Field(field.column, lambda row: field.read(row.year))


def _given(field: Field[Reported]) -> Field[Reported]:
    """Let nothing be missing but what may be left empty in the ledger: each row is a report."""
    if field.column.key in MAY_BE_EMPTY:
        return field
    return Field(replace(field.column, empty=""), field.read)


def tables(snapshot: Snapshot) -> Iterator[DataTable]:
    """Yield the tables of goals and of the annex, where the plan has any, as known on a day."""
    if snapshot.report.plan.goals:
        yield _goals(snapshot.report)
    if snapshot.report.indicators:
        yield from _figures(snapshot)


def _goals(report: Report) -> DataTable:
    said, fields = f"{report.site.plan_name}首段写明的目标，数和单位照原文", GOALS
    if report.indicators:
        said += "；附件有对应指标的，写明是哪一项"
    else:
        fields = tuple(fitted(GOALS, lacking=JOINED, said={"unit": "原文写的单位。"}))
    return table(
        "goals", "首要目标", f"{said}。", key="id", fields=fields, records=report.plan.goals
    )


def _figures(snapshot: Snapshot) -> Iterator[DataTable]:
    report, now = snapshot.report, tuple(years(snapshot))
    of_years = of_year(report)
    given = (*map(_of_its_year, OF_INDICATOR[:3]), *map(_given, of_report(report)))
    area = "area " * has_areas(report)
    every = (row for year in now for row in reports(year, snapshot))
    # fmt: off
    yield table("indicators", "指标", "附件所列的指标：名称、计量单位、性质、由谁报送。", key="id", fields=of_indicators(report), records=report.indicators)
    yield table("targets", "逐年目标", "附件所列的逐年目标值，位数照附件印出的写法" + marked(report, "；附件印{}的年份空着") + "。", key="indicator year", fields=of_years, records=now)
    yield table("actuals", "报送的数", "历次报送的实际值，一次报送一行；更正是新的一行，原来的不删。", key=f"indicator {area}period revision", fields=given, records=every)
    yield table("judgements", "逐年评定", "每项指标每一年的状态，连同得出它的数和规则。", key="indicator year", fields=(*of_years, *NEWEST, CASE, *GROUNDS), records=now)
    yield series(snapshot)
    # fmt: on


def series(snapshot: Snapshot, id: str = "") -> DataTable:
    """Return targets, reports and statuses in one table, of one indicator where it is named."""
    report = snapshot.report
    rows = (row for year in years(snapshot, id) for row in _or_none(year, snapshot))
    return table(
        "series",
        "逐年对照",
        "目标值、历次报送的数和状态放在一张表里；没有报送的年份也有一行。",
        key=f"indicator year {'area ' * has_areas(report)}period revision",
        fields=(*map(_of_its_year, of_year(report)), *of_report(report), _of_its_year(CASE)),
        records=rows,
    )


def _or_none(year: Status, snapshot: Snapshot) -> Iterator[Reported]:
    """Yield the reports of a year; one of nothing where the whole was not reported."""
    rows = tuple(reports(year, snapshot))
    if not any(isinstance(row.actual, Actual) and not row.actual.area for row in rows):
        yield Reported(year, Unreported())
    yield from rows
