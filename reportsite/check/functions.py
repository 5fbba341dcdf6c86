"""The named functions of prose, bound to one document: figures and tables as known on its day.

What an editor types is always text; a parameter's Chinese name is what the editor writes before
`=`. A figure that does not exist is never invented: in a sentence it is a problem (E508) that names
what is missing, in a table it is 未报送. The handbook's table is held against NAMED.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from reportsite.plan import words
from reportsite.plan.case import Case
from reportsite.plan.judge import Actual, Goalpost, Unset, completion, increment, shares
from reportsite.plan.model import Accumulation, Indicator
from reportsite.plan.period import Period, late, period, spoken
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.plan.target import Direction, NoTarget
from reportsite.problems import Code, closest
from reportsite.source.calls import Function, Insert, MisuseError


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document's figures are read from: the plan on its day.

    `previous` is the issue before it in words, and the day that is as of; None where there is none.
    """

    snapshot: Snapshot
    previous: tuple[str, str] | None = None


def actual(at: Setting, /, 指标: str, 时期: str) -> str:
    """一项指标一个时期的实际值，带计量单位"""
    indicator = _indicator(at, 指标)
    row = _reported(at, indicator, _period(at, 时期))
    return words.amount(row.value, indicator.unit)


def target(at: Setting, /, 指标: str, 年份: str) -> str:
    """一项指标一年的目标值，带计量单位，照附件的写法"""
    indicator = _indicator(at, 指标)
    cell = indicator.target_of(_year(at, 年份))
    if isinstance(cell, NoTarget):
        message = f"附件没有给{_named(indicator)}定{cell.year}年的目标，"
        raise MisuseError(Code.E508, message, "请删去。")
    return cell.amount(indicator.unit)


def done(at: Setting, /, 指标: str, 时期: str) -> str:
    """完成率：实际值除以当年目标值"""
    indicator, goalpost = _goalpost(at, 指标, 时期[:4])
    row = _reported(at, indicator, _period(at, 时期))
    rate = completion(goalpost.target, row.value)
    reason = "当年没有目标值，或者是0"
    return _rate(rate, indicator, goalpost.direction, row, reason)


def grown(at: Setting, /, 指标: str, 时期: str) -> str:
    """增量完成率：比上年目标的增量除以当年应有的增量"""
    indicator, goalpost = _goalpost(at, 指标, 时期[:4])
    row = _reported(at, indicator, _period(at, 时期))
    rate = increment(goalpost.base, goalpost.target, row.value)
    reason = "当年目标与上年相同，或者有一年没有目标"
    return _rate(rate, indicator, goalpost.direction, row, reason)


def change(at: Setting, /, 指标: str, 时期: str) -> str:
    """比上年末增加或减少多少，比率用个百分点"""
    indicator = _indicator(at, 指标)
    if indicator.nature.accumulation is Accumulation.FLOW:
        raise MisuseError(Code.E508, f"{_named(indicator)}是当年数，不能与上年末相比，", "请删去。")
    now = _reported(at, indicator, _period(at, 时期))
    before = _reported(at, indicator, _period(at, str(now.period.year - 1)))
    return words.change(now.value - before.value, indicator.unit)


def case(at: Setting, /, 指标: str, 年份: str) -> str:
    """一项指标一年的状态，例如“达标”“应报未报”"""
    return _verdict(at, _indicator(at, 指标), 年份).case.value


def met_count(at: Setting, /, 年份: str) -> str:
    """这一年达标的指标有几项"""
    return case_count(at, 年份, Case.MET.value)


def case_count(at: Setting, /, 年份: str, 状态: str) -> str:
    """这一年某种状态的指标有几项"""
    return f"{dict(_tally(at, 年份)).get(_case(状态), 0)}项"


def summary(at: Setting, /, 年份: str) -> str:
    """这一年全部指标各是什么状态、各有几项，一项不漏"""
    return words.sentence(tally(_verdicts(at, 年份)))


def case_shares(at: Setting, /, 年份: str) -> str:
    """这一年每种状态的指标占全部的百分之几，合起来正好100%"""
    cases, counts = zip(*_tally(at, 年份), strict=True)
    return "、".join(f"{case}{n}%" for case, n in zip(cases, shares(counts), strict=True))


def as_of(at: Setting, /) -> str:
    """这一期（这一页）的数据截至哪一天"""
    return words.date(at.snapshot.as_of)


def goals(at: Setting, /) -> Insert:
    """表：方案写明的目标"""
    _hold(at.snapshot.report.plan.goals, "目标")
    return Insert("goals")


def measures(at: Setting, /) -> Insert:
    """表：各项措施和责任单位"""
    _hold(at.snapshot.report.measures, "措施")
    return Insert("measures")


def targets(at: Setting, /) -> Insert:
    """表：各项指标逐年目标"""
    _indicators(at)
    return Insert("targets")


def indicators(at: Setting, /, 年份: str = "", 状态: str = "") -> Insert:
    """表：指标的目标值、实际值、完成率和状态；可以只列一种状态，不写年份就是正在报的一年"""
    _indicators(at)
    year = _year(at, 年份) if 年份 else at.snapshot.year
    return Insert("indicators", (str(year), _case(状态).value if 状态 else ""))


def progress(at: Setting, /, 时期: str) -> Insert:
    """表：各项措施一个时期的进展、存在问题和下一步"""
    _hold(at.snapshot.report.measures, "措施")
    return Insert("progress", (str(_period(at, 时期)),))


def owed(at: Setting, /, 时期: str) -> Insert:
    """表：一个时期还有哪些单位没有报数字或进展；截止日没有到的，表题写“待报”"""
    return Insert("owed", (str(_period(at, 时期)),))


def corrections(at: Setting, /) -> Insert:
    """表：改过的数字，改前改后"""
    _indicators(at)
    return Insert("corrections")


def changes(at: Setting, /) -> Insert:
    """表：与上一期相比，哪些数字、状态、进展变了"""
    if at.previous is None:
        raise MisuseError(Code.E509, "这里没有上一期可比，", "「与上期比」只在第二期起的简报里用。")
    return Insert("changes", at.previous)


NAMED: Mapping[str, tuple[Callable[..., str | Insert], str]] = {
    "实际值": (actual, '{{ 实际值("06", "2024") }}'),
    "目标值": (target, '{{ 目标值("06", 2025) }}'),
    "完成率": (done, '{{ 完成率("06", "2024") }}'),
    "增量完成率": (grown, '{{ 增量完成率("06", "2024-H1") }}'),
    "比上年末": (change, '{{ 比上年末("06", "2024") }}'),
    "状态": (case, '{{ 状态("06", 2024) }}'),
    "达标项数": (met_count, "{{ 达标项数(2024) }}"),
    "项数": (case_count, '{{ 项数(2024, 状态="未达标") }}'),
    "各状态项数": (summary, "{{ 各状态项数(2024) }}"),
    "各状态占比": (case_shares, "{{ 各状态占比(2024) }}"),
    "数据截至": (as_of, "{{ 数据截至() }}"),
    "各项目标": (goals, "{{ 各项目标() }}"),
    "措施与责任分工": (measures, "{{ 措施与责任分工() }}"),
    "指标目标表": (targets, "{{ 指标目标表() }}"),
    "指标表": (indicators, '{{ 指标表(2024, 状态="未达标") }}'),
    "措施进展": (progress, '{{ 措施进展("2024-H1") }}'),
    "应报未报": (owed, '{{ 应报未报("2024-H1") }}'),
    "更正": (corrections, "{{ 更正() }}"),
    "与上期比": (changes, "{{ 与上期比() }}"),
}


def bound(at: Setting | None) -> Mapping[str, Function]:
    """Return the functions as a document calls them; where data has faults, for calls' form only."""
    return {
        name: Function(partial(function, at), example, live=at is not None)
        for name, (function, example) in NAMED.items()
    }


def _hold(found: Sequence[object], what: str) -> None:
    """Refuse to write of what the plan does not have."""
    if not found:
        raise MisuseError(Code.E508, f"方案没有{what}，", "请删去。")


def _indicators(at: Setting) -> tuple[Indicator, ...]:
    found = at.snapshot.report.indicators
    _hold(found, "指标")
    return found


def _indicator(at: Setting, typed: str) -> Indicator:
    """Return the indicator an editor means by its number or its name."""
    known = {indicator.id: indicator for indicator in _indicators(at)}
    by_name = {indicator.name: indicator for indicator in known.values()}
    found = known.get(typed.zfill(2)) or by_name.get(typed)
    if found is None:
        hint = closest(typed, by_name) or f"编号是 {min(known)} 到 {max(known)}。"
        raise MisuseError(Code.E507, f"附件里没有指标「{typed}」，", hint)
    return found


def _period(at: Setting, typed: str) -> Period:
    found, meant = period(typed), spoken(typed) or late(typed)
    if found is None:
        hint = '应写成 "2024"、"2024-H1"、"2024-Q3" 或 "2024-06"；全年写 "2024"。'
        if meant:
            hint = f'请写 "{meant}"。'
        raise MisuseError(Code.E507, f"「{typed}」不是时期，", hint)
    _year(at, str(found.year))
    return found


def _year(at: Setting, typed: str) -> int:
    report = at.snapshot.report
    years = list(map(str, report.plan.years or report.judged_years))
    if typed not in years:
        where = "附件" if report.indicators else "方案"
        raise MisuseError(
            Code.E507, f"{where}没有「{typed}」这一年，", f"可以写 {'、'.join(years)}。"
        )
    return int(typed)


def _case(typed: str) -> Case:
    known = [case.value for case in Case]
    if typed not in known:
        hint = f"可以写：{'、'.join(known)}。"  # the nearest word to 不达标 is 达标: all are named
        raise MisuseError(Code.E507, f"没有「{typed}」这种状态，", hint)
    return Case(typed)


def _verdict(at: Setting, indicator: Indicator, typed: str) -> Verdict:
    return at.snapshot.verdict(indicator.id, _year(at, typed))


def _verdicts(at: Setting, typed: str) -> tuple[Verdict, ...]:
    return tuple(_verdict(at, indicator, typed) for indicator in _indicators(at))


def _tally(at: Setting, typed: str) -> tuple[tuple[Case, int], ...]:
    return tally(_verdicts(at, typed)).counts


def _goalpost(at: Setting, typed: str, year: str) -> tuple[Indicator, Goalpost]:
    indicator = _indicator(at, typed)
    return indicator, _verdict(at, indicator, year).judgement.goalpost


def _reported(at: Setting, indicator: Indicator, wanted: Period) -> Actual:
    """Return the newest figure; a sentence with a figure that nobody reported cannot be written."""
    rows = [r for r in at.snapshot.actuals(indicator.id) if r.period.year == wanted.year]
    for row in rows:
        if row.period.months == wanted.months:
            return row
    day = words.date(at.snapshot.as_of)
    message = f"截至{day}没有收到{_named(indicator)}{wanted.words}的数，这句话写不出来，"
    hint = "请改写这句话，或者用「{{ 指标表() }}」，表里会写“未报送”。"
    there = "、".join(f'"{row.period}"' for row in rows)
    raise MisuseError(Code.E508, message, hint + (f"这一年收到的有：{there}。" if rows else ""))


def _rate(
    rate: Decimal | Unset, indicator: Indicator, direction: Direction, row: Actual, reason: str
) -> str:
    if direction is not Direction.UP:
        message = f"{_named(indicator)}不是越高越好，没有完成率，"
        raise MisuseError(Code.E508, message, "请改写“达到”或“没有达到”。")
    if isinstance(rate, Unset):
        message = f"{_named(indicator)}{row.period.words}算不出来：{reason}，"
        raise MisuseError(Code.E508, message, "请删去。")
    return words.percent(rate)


def _named(indicator: Indicator) -> str:
    return f"指标{indicator.id}「{indicator.name}」"
