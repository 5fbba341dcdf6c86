"""An indicator's figures: as they came in row by row, in a year's table, and as files to carry."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportsite.facts.case import rule_of
from reportsite.plan import words
from reportsite.plan.case import Case, Ground
from reportsite.plan.judge import (
    Actual,
    Direction,
    Goalpost,
    Judgement,
    NoLine,
    Unreported,
    Unset,
    completion,
    increment,
    lag,
)
from reportsite.plan.model import Indicator
from reportsite.plan.snapshot import Snapshot, Verdict
from reportsite.source.ledger import KEYS
from reportsite.source.writing import Attachment

REPLACED = "已更正"


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported figure; `replaced` when a later row took its place, which `note` then says first."""

    period: str
    value: str
    on: str
    unit: str
    source: str
    note: str
    replaced: bool


def history(indicator: Indicator, snapshot: Snapshot) -> Iterator[Reported]:
    """Yield what was reported by the day of a snapshot, in the order of the register."""
    current = snapshot.actuals(indicator.id)
    for row in snapshot.report.actuals:
        if row.indicator == indicator.id and row.reported_on <= snapshot.as_of:
            replaced = row not in current
            yield Reported(
                period=row.period.words,
                value=str(row.value),
                on=words.date(row.reported_on),
                unit=row.unit,
                source=row.source,
                note="；".join(filter(None, (REPLACED if replaced else "", row.note))),
                replaced=replaced,
            )


NOTHING = "—"
UNREPORTED = "未报送"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in a year; what does not exist is 未报送 or —, never a number.

    `part` is which part of the year the figure is of: `上半年`, '' for the whole.
    """

    id: str
    number: int
    name: str
    unit: str
    target: str
    period: str
    part: str
    actual: str
    completion: str
    increment: str
    pace: str
    case: Case
    by_hand: bool


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """Indicators in a year; `has_pace`: some are held against 序时进度. `notes` are the rules.

    `part` is which part of the year every figure is of, '' where they differ or are of the whole.
    """

    title: str
    as_of: str
    part: str
    rows: tuple[IndicatorRow, ...]
    has_pace: bool
    notes: tuple[str, ...]


def indicator_table(at: Snapshot, year: str, case: str) -> IndicatorTable:
    """Return the indicators of a year, or those in one case (by its name, '' = all)."""
    ids = (indicator.id for indicator in at.report.indicators)
    verdicts = [v for id in ids for v in at.verdicts[id] if v.year == int(year)]
    chosen = [verdict for verdict in verdicts if case in ("", verdict.case)]
    rows = tuple(map(_indicator, chosen))
    parts = {row.part for row in rows if row.period}
    return IndicatorTable(
        title=f"{year}年指标{f'（{case}）' if case else '完成'}情况",
        as_of=words.date(at.as_of),
        part=parts.pop() if len(parts) == 1 else "",
        rows=rows,
        has_pace=any(row.pace != NOTHING for row in rows),
        notes=tuple(_rules(chosen, at)),
    )


def _indicator(verdict: Verdict) -> IndicatorRow:
    indicator, goalpost = verdict.indicator, verdict.judgement.goalpost
    actual, target = verdict.judgement.actual, goalpost.target
    rates = _rates(goalpost, actual)
    return IndicatorRow(
        id=indicator.id,
        number=indicator.number,
        name=indicator.name,
        unit=indicator.unit,
        target=NOTHING if isinstance(target, Unset) else str(target),
        period="" if isinstance(actual, Unreported) else actual.period.words,
        part="" if isinstance(actual, Unreported) else actual.period.part,
        actual=_value(actual, verdict.case),
        completion=rates[0],
        increment=rates[1],
        pace=_pace(verdict.judgement),
        case=verdict.case,
        by_hand=verdict.case is not verdict.judgement.case,
    )


def _value(actual: Actual | Unreported, case: Case) -> str:
    if isinstance(actual, Actual):
        return str(actual.value)
    return NOTHING if case.meaning.ground is Ground.NOTHING else UNREPORTED


def _rates(goalpost: Goalpost, actual: Actual | Unreported) -> tuple[str, str]:
    """Return 完成率 and 增量完成率; neither means anything where less is better."""
    if isinstance(actual, Unreported) or goalpost.direction is not Direction.UP:
        return NOTHING, NOTHING
    done = completion(goalpost.target, actual.value)
    grown = increment(goalpost.base, goalpost.target, actual.value)
    return _percent(done), _percent(grown)


def _percent(value: Decimal | Unset) -> str:
    return NOTHING if isinstance(value, Unset) else words.percent(value)


def _pace(judgement: Judgement) -> str:
    """Return how far a part of the year is ahead of 序时进度 or behind it, where it is judged by it."""
    actual = judgement.actual
    if judgement.case.meaning.ground is not Ground.PART or isinstance(actual, Unreported):
        return NOTHING
    behind = lag(judgement.goalpost, actual)
    return NOTHING if isinstance(behind, NoLine) else words.points(words.decimal(-behind))


def _rules(verdicts: Iterable[Verdict], at: Snapshot) -> Iterator[str]:
    """Yield what the rates are, then the rule of every case in the table once."""
    yield "完成率是实际值除以当年目标值，增量完成率是比上年目标的增量除以当年应有的增量。"
    for case in dict.fromkeys(verdict.judgement.case for verdict in verdicts):
        yield f"{case.marked}：{rule_of(case, at.rule)}"


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
    target = "" if isinstance(goalpost.target, Unset) else str(goalpost.target)
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
