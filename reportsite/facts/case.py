"""A verdict as readers see it: its case, and why, with the rule and its inputs beside it; the method."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportsite.facts.page import Fact
from reportsite.plan import words
from reportsite.plan.case import Case, Ground
from reportsite.plan.deadline import DueCase
from reportsite.plan.judge import (
    Actual,
    Goalpost,
    NoLine,
    Rule,
    Rules,
    Unreported,
    Unset,
    completion,
    increment,
    lag,
    nearer,
    shortfall,
)
from reportsite.plan.model import Indicator
from reportsite.plan.snapshot import Snapshot, Verdict
from reportsite.plan.target import Direction, NoTarget, Span, Target, Wording

NOTHING, UNREPORTED = "—", "未报送"


@dataclass(frozen=True, slots=True)
class Status:
    """An indicator's year as readers see it, as known on a day: every figure and rate in words.

    What does not exist is '—' or 未报送, never a number; `period` and `part` are '' where nothing
    was reported, `part` also for a whole year; `limits` are the rule of the day.
    """

    verdict: Verdict
    limits: Rule

    @property
    def indicator(self) -> Indicator:
        return self.verdict.indicator

    @property
    def goalpost(self) -> Goalpost:
        return self.verdict.judgement.goalpost

    @property
    def actual(self) -> Actual | Unreported:
        return self.verdict.judgement.actual

    @property
    def case(self) -> Case:
        return self.verdict.case

    @property
    def year(self) -> str:
        return f"{self.verdict.year}年"

    @property
    def target(self) -> str:
        """Return the target as printed."""
        return self._target.printed

    @property
    def target_amount(self) -> str:
        """Return the target with its unit."""
        return self._target.amount(self.indicator.unit)

    @property
    def has_target(self) -> bool:
        return isinstance(self._target, Target)

    @property
    def _target(self) -> Target | NoTarget:
        return self.indicator.target_of(self.verdict.year)

    @property
    def period(self) -> str:
        return self.actual.period.words if isinstance(self.actual, Actual) else ""

    @property
    def part(self) -> str:
        """Return which part of the year the figure is of: `上半年`."""
        return self.actual.period.part if isinstance(self.actual, Actual) else ""

    @property
    def value(self) -> str:
        """Return the newest figure, '' where nothing was reported."""
        return str(self.actual.value) if isinstance(self.actual, Actual) else ""

    @property
    def figure(self) -> str:
        """Return the newest figure; 未报送, or — where no figure is awaited."""
        return self.value or (NOTHING if self.case.meaning.ground is Ground.NOTHING else UNREPORTED)

    @property
    def spoken(self) -> str:
        """Return the newest figure with its period: `2024年上半年6.31件`, '' where there is none."""
        return spoken(self.actual, self.indicator)

    @property
    def completion(self) -> str:
        """Return 完成率, also of a part of the year; it means nothing where less is better."""
        if isinstance(self.actual, Unreported) or self.goalpost.direction is not Direction.UP:
            return NOTHING
        return _percent(completion(self.goalpost.target, self.actual.value))

    @property
    def year_completion(self) -> str:
        """Return 完成率 of a whole year; a part of one is held against the line instead."""
        is_year = isinstance(self.actual, Actual) and self.actual.period.is_year
        return self.completion if is_year else NOTHING

    @property
    def increment(self) -> str:
        """Return 增量完成率, where more is better."""
        if isinstance(self.actual, Unreported) or self.goalpost.direction is not Direction.UP:
            return NOTHING
        goalpost = self.goalpost
        return _percent(increment(goalpost.base, goalpost.target, self.actual.value))

    @property
    def pace(self) -> str:
        """Return how far a part of the year is ahead of 序时进度 or behind it, if judged by it."""
        judgement, actual = self.verdict.judgement, self.actual
        if judgement.case.meaning.ground is not Ground.PART or isinstance(actual, Unreported):
            return NOTHING
        behind = lag(self.goalpost, actual)
        return NOTHING if isinstance(behind, NoLine) else words.points(words.decimal(-behind))

    @property
    def source(self) -> str:
        """Say where the figure comes from; '' where there is none."""
        if isinstance(self.actual, Unreported):
            return ""
        on = words.date(self.actual.reported_on)
        return f"{self.actual.source}，{self.actual.unit}{on}报送"

    @property
    def rule(self) -> str:
        """Return the sentence of the rule that led to the case, whatever was decided by hand."""
        judgement = self.verdict.judgement
        if judgement.case is Case.UNDECIDABLE and isinstance(self.goalpost.target, Wording):
            return "目标是文字，由人工评定；评定之前没有结论。"
        return rule_of(judgement.case, self.limits)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the inputs of the judgement."""
        return tuple(_facts(self))

    @property
    def by_hand(self) -> str:
        """Say who overrode the rule, why and until when; '' where nobody did."""
        return _by_hand(self.verdict)


def status(indicator: Indicator, snapshot: Snapshot) -> Status:
    """Return an indicator's status in the year that is reported on."""
    return Status(snapshot.verdict(indicator.id), snapshot.rule)


def statuses(indicator: Indicator, snapshot: Snapshot) -> tuple[Status, ...]:
    """Return an indicator's status in every year of the annex."""
    return tuple(Status(verdict, snapshot.rule) for verdict in snapshot.verdicts[indicator.id])


def spoken(actual: Actual | Unreported, indicator: Indicator) -> str:
    """Return a figure with its period and unit: `2024年上半年6.31件`, '' where there is none."""
    if isinstance(actual, Unreported):
        return ""
    return f"{actual.period.words}{words.amount(actual.value, indicator.unit)}"


def _percent(value: Decimal | Unset) -> str:
    return NOTHING if isinstance(value, Unset) else words.percent(value)


def rule_of(case: Case, rule: Rule) -> str:
    """Return the sentence of a case with the limits as they are set."""
    return case.meaning.rule.format(near=rule.near_percent, behind=rule.behind_points)


def limits(rule: Rule, *, dated: bool) -> tuple[Fact, ...]:
    """Return every limit of a rule in words, that of tasks where dates judge any.

    Two rules are the same where these are.
    """
    soon = Fact(DueCase.SOON.value, f"离完成时限不超过{rule.soon_days}天（含），还没有登记完成")
    return (
        Fact(Case.NEAR.value, f"没有达到目标值，相差不超过目标值的{rule.near_percent}%（含）"),
        Fact(Case.BEHIND.value, f"低于序时进度不超过{rule.behind_points}个百分点（含）"),
        Fact("全年数报送截止", f"次年{words.month_day(rule.annual_due)}（含）"),
        Fact("上半年数报送截止", f"当年{words.month_day(rule.half_year_due)}（含）"),
        *([soon] if dated else []),
    )


def _facts(status: Status) -> Iterator[Fact]:
    judgement, actual, unit = status.verdict.judgement, status.actual, status.indicator.unit
    if judgement.reason:
        yield Fact("原因", judgement.reason)
    if status.has_target:
        label = "附件列值" if status.goalpost.listed else f"{status.year}目标值"
        yield Fact(label, status.target_amount)
    if judgement.case.meaning.ground is Ground.AWAITED:
        yield Fact("报送截止", words.date(judgement.due))
    if isinstance(actual, Unreported):
        return
    yield Fact(f"{status.period}实际值", words.amount(status.value, unit))
    if judgement.case.is_judged:
        yield from _rates(status, actual)
    yield Fact("来源", f"{actual.unit}，{words.date(actual.reported_on)}报送，{actual.source}")
    yield Fact("数据行", f"actuals.csv第{actual.line}行")
    if actual.note:
        yield Fact("备注", actual.note)


def _rates(status: Status, actual: Actual) -> Iterator[Fact]:
    """Yield what the rule computes from the figure, and what it computes it with."""
    goalpost = status.goalpost
    if isinstance(span := goalpost.target, Span) and shortfall(Direction.KEEP, span, actual.value):
        end = nearer(span, actual.value)
        side = "低于下限" if actual.value < end else "高于上限"
        yield Fact(
            "离目标范围", f"{side}{words.amount(abs(actual.value - end), status.indicator.unit)}"
        )
    if status.year_completion != NOTHING:
        yield Fact("完成率", f"{status.year_completion}（实际值÷目标值）")
    if isinstance(lag(goalpost, actual), NoLine):
        return
    grown = increment(goalpost.base, goalpost.target, actual.value)
    assert isinstance(goalpost.base, Decimal)
    before = f"{goalpost.year - 1}年{'基期值' if goalpost.from_baseline else '目标值'}"
    start = "起点（当年数从零算起）" if goalpost.flow else before
    yield Fact(start, words.amount(goalpost.base, status.indicator.unit))
    yield Fact("增量完成率", f"{_percent(grown)}（已有的增量÷应有的增量）")
    if not actual.period.is_year:
        months, share = actual.period.months, words.decimal(actual.period.share * 100)
        yield Fact("序时进度", f"{words.percent(share)}（{months}÷12）")
        yield Fact("比序时进度", status.pace)


def _by_hand(verdict: Verdict) -> str:
    override = verdict.override
    if override is None:
        return ""
    return (
        f"人工评定：{override.reason}。{override.signer}{words.date(override.signed_on)}签字，"
        f"{words.date(override.expires)}到期。按规则的结论是“{verdict.judgement.case.value}”。"
    )


def best_first(snapshot: Snapshot) -> tuple[Verdict, ...]:
    """Return the indicators as they are counted in the year reported on: none is left out."""
    order = list(Case)
    verdicts = (snapshot.verdict(indicator.id) for indicator in snapshot.report.indicators)
    return tuple(sorted(verdicts, key=lambda verdict: order.index(verdict.case)))


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which limits were or will be in force, and those limits."""

    days: str
    limits: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """Every case with its rule, the limits, and what is held against 序时进度.

    `targets` say how those are judged that are no plain number, where the plan has any; `history` is
    empty where the limits were never changed; `rest` counts what is not `smooth`.
    `tasks` are the cases of tasks, empty where no date judges any; `soon` is their limit in days.
    """

    cases: tuple[tuple[Case, str], ...]
    limits: tuple[Fact, ...]
    targets: tuple[Fact, ...]
    history: tuple[InForce, ...]
    smooth: tuple[Indicator, ...]
    rest: int
    tasks: tuple[tuple[DueCase, str], ...]
    soon: int


def method(at: Snapshot) -> Method:
    """Return the rule of the day."""
    smooth = tuple(indicator for indicator in at.report.indicators if indicator.smooth)
    soon, has_dates = int(at.rule.soon_days), not at.report.is_plain
    return Method(
        cases=tuple((case, rule_of(case, at.rule)) for case in Case),
        limits=limits(at.rule, dated=has_dates),
        targets=tuple(_kinds_of_target(at.report.indicators)),
        history=tuple(_history(at.report.site.rules, dated=has_dates)),
        smooth=smooth,
        rest=len(at.report.indicators) - len(smooth),
        tasks=tuple((case, case.rule(soon)) for case in DueCase) if has_dates else (),
        soon=soon,
    )


def _kinds_of_target(indicators: tuple[Indicator, ...]) -> Iterator[Fact]:
    """Say how limits, ranges and words are judged, and where a line begins before the first year."""
    every = [t for i in indicators for t in i.targets if isinstance(t, Target)]
    if any(target.direction for target in every):
        yield Fact(
            "有界限的目标", "写明“≥”“≤”“以上”“不超过”等的，照写明的方向评定，正好等于界限算达标"
        )
    if any(isinstance(target.value, Span) for target in every):
        said = "在两端之间（含两端）算达标；不在的，看离近的一端多远；年内不与序时进度比"
        yield Fact("是范围的目标", said)
    if any(isinstance(target.value, Wording) for target in every):
        yield Fact("是文字的目标", "不能按数比较，由人工评定；评定之前没有结论")
    if any(indicator.baseline for indicator in indicators):
        yield Fact("基期", "第一个年份的上一年有基期的，第一个年份的序时进度从基期算起")


def _history(rules: Rules, *, dated: bool) -> Iterator[InForce]:
    """Yield every rule that there was, the oldest first; nothing where there was only one."""
    since = ""
    for until, rule in rules.earlier:
        yield InForce(f"{since}到{words.date(until)}", limits(rule, dated=dated))
        since = f"从{words.date(until + dt.timedelta(1))}"
    if rules.earlier:
        yield InForce(f"{since}起", limits(rules.latest, dated=dated))


def by_hand(at: Snapshot) -> tuple[Verdict, ...]:
    """Return the verdicts over which an override stands on the day."""
    every = (verdict for verdicts in at.verdicts.values() for verdict in verdicts)
    return tuple(verdict for verdict in every if verdict.override)
