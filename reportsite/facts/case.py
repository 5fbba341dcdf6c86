"""A verdict as readers see it: its case, and why, with the rule and its inputs beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.plan import words
from reportsite.plan.case import Case, Ground
from reportsite.plan.judge import (
    Actual,
    Direction,
    Goalpost,
    Judgement,
    NoLine,
    Rule,
    Unset,
    completion,
    increment,
    lag,
)
from reportsite.plan.model import Indicator
from reportsite.plan.snapshot import ByRule, Snapshot, Verdict


@dataclass(frozen=True, slots=True)
class Fact:
    """An input of a judgement, in words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """A case, the rule that led to it and its inputs.

    `value` is the newest figure, '' where nothing was reported, and `part` the part of the year it
    is of (`上半年`), '' for the whole; `by_hand` says who overrode the rule, why and until when, ''
    where nobody did.
    """

    case: Case
    year: str
    part: str
    value: str
    rule: str
    facts: tuple[Fact, ...]
    by_hand: str

    @property
    def figure(self) -> str:
        """Return the figure in one word: `上半年6.31`; — where nothing was reported."""
        return f"{self.part}{self.value}" if self.value else "—"


def status(verdict: Verdict, rule: Rule) -> Status:
    """Return what is shown of a verdict."""
    judgement, actual = verdict.judgement, verdict.judgement.actual
    return Status(
        case=verdict.case,
        year=f"{verdict.year}年",
        part=actual.period.part if isinstance(actual, Actual) else "",
        value=str(actual.value) if isinstance(actual, Actual) else "",
        rule=rule_of(judgement.case, rule),
        facts=tuple(_facts(judgement, verdict.indicator)),
        by_hand=_by_hand(verdict),
    )


def rule_of(case: Case, rule: Rule) -> str:
    """Return the sentence of a case with the limits as they are set."""
    return case.meaning.rule.format(near=rule.near_percent, behind=rule.behind_points)


def limits(rule: Rule) -> tuple[Fact, ...]:
    """Return every limit of a rule in words; two rules are the same where these are."""
    return (
        Fact(Case.NEAR.value, f"没有达到目标值，相差不超过目标值的{rule.near_percent}%（含）"),
        Fact(Case.BEHIND.value, f"低于序时进度不超过{rule.behind_points}个百分点（含）"),
        Fact("全年数报送截止", f"次年{words.month_day(rule.annual_due)}（含）"),
        Fact("上半年数报送截止", f"当年{words.month_day(rule.half_year_due)}（含）"),
    )


def _facts(judgement: Judgement, indicator: Indicator) -> Iterator[Fact]:
    goalpost, actual = judgement.goalpost, judgement.actual
    if judgement.reason:
        yield Fact("原因", judgement.reason)
    if not isinstance(goalpost.target, Unset):
        label = "附件列值" if goalpost.listed else f"{goalpost.year}年目标值"
        yield Fact(label, words.amount(goalpost.target, indicator.unit))
    if judgement.case.meaning.ground is Ground.AWAITED:
        yield Fact("报送截止", words.date(judgement.due))
    if not isinstance(actual, Actual):
        return
    yield Fact(f"{actual.period.words}实际值", words.amount(actual.value, indicator.unit))
    if judgement.case.is_judged:
        yield from _rates(goalpost, actual, indicator.unit)
    yield Fact("来源", f"{actual.unit}，{words.date(actual.reported_on)}报送，{actual.source}")
    yield Fact("数据行", f"actuals.csv第{actual.line}行")
    if actual.note:
        yield Fact("备注", actual.note)


def _rates(goalpost: Goalpost, actual: Actual, unit: str) -> Iterator[Fact]:
    """Yield what the rule computes from the figure, and what it computes it with."""
    done = completion(goalpost.target, actual.value)
    is_up = goalpost.direction is Direction.UP
    if is_up and actual.period.is_year and not isinstance(done, Unset):
        yield Fact("完成率", f"{words.percent(done)}（实际值÷目标值）")
    behind = lag(goalpost, actual)
    if isinstance(behind, NoLine):
        return
    grown = increment(goalpost.base, goalpost.target, actual.value)
    assert not isinstance(goalpost.base, Unset)
    assert not isinstance(grown, Unset)
    start = "起点（当年数从零算起）" if goalpost.flow else f"{goalpost.year - 1}年目标值"
    yield Fact(start, words.amount(goalpost.base, unit))
    yield Fact("增量完成率", f"{words.percent(grown)}（已有的增量÷应有的增量）")
    if not actual.period.is_year:
        months, share = actual.period.months, words.decimal(actual.period.share * 100)
        yield Fact("序时进度", f"{words.percent(share)}（{months}÷12）")
        yield Fact("比序时进度", words.points(words.decimal(-behind)))


def _by_hand(verdict: Verdict) -> str:
    override = verdict.override
    if isinstance(override, ByRule):
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
