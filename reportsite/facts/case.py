"""A verdict as readers see it: shape, word, and why, with the rule and its inputs beside it.

In the bar of cases every indicator is one field, so that each stays in the denominator and in sight.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.plan import paths, words
from reportsite.plan.judge import (
    Actual,
    Case,
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
from reportsite.plan.snapshot import ORDER, ByRule, Snapshot, Tally, Verdict

MARKS = {
    Case.MET: "√",
    Case.EARLY: "√",
    Case.ON_PACE: "●",
    Case.NEAR: "▲",
    Case.BEHIND: "▲",
    Case.MISSED: "×",
    Case.FAR_BEHIND: "×",
}
TONES = {"√": "ok", "●": "ok", "▲": "near", "×": "miss", "○": "none"}


@dataclass(frozen=True, slots=True)
class Fact:
    """An input of a judgement, in words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """A case with its mark (never colour alone) and tone, the rule that led to it and its inputs.

    `value` is the newest figure, '' where nothing was reported, and `part` the part of the year it
    is of (`上半年`), '' for the whole; `by_hand` says who overrode the rule, why and until when, ''
    where nobody did.
    """

    mark: str
    word: str
    tone: str
    year: str
    part: str
    value: str
    rule: str
    facts: tuple[Fact, ...]
    by_hand: str

    @property
    def rank(self) -> int:
        """Return where the status sorts: what is worst first, what was not judged last."""
        return ("miss", "near", "ok", "none").index(self.tone)

    @property
    def figure(self) -> str:
        """Return the figure in one word: `上半年6.31`; — where nothing was reported."""
        return f"{self.part}{self.value}" if self.value else "—"


@dataclass(frozen=True, slots=True)
class Count:
    """A case, how many indicators are in it, and its look."""

    mark: str
    word: str
    tone: str
    count: int


def mark(case: Case) -> str:
    """Return the shape of a case: √ ● ▲ × or ○."""
    return MARKS.get(case, "○")


def status(verdict: Verdict, rule: Rule) -> Status:
    """Return what is shown of a verdict."""
    judgement, shape = verdict.judgement, mark(verdict.case)
    actual = judgement.actual
    return Status(
        mark=shape,
        word=verdict.case.value,
        tone=TONES[shape],
        year=f"{verdict.year}年",
        part=actual.period.part if isinstance(actual, Actual) else "",
        value=str(actual.value) if isinstance(actual, Actual) else "",
        rule=rule_of(judgement.case, rule),
        facts=tuple(_facts(judgement, verdict.indicator)),
        by_hand=_by_hand(verdict),
    )


def counts(tally: Tally) -> tuple[Count, ...]:
    """Return the counts of a tally as they are shown."""
    return tuple(
        Count(mark(case), case.value, TONES[mark(case)], count) for case, count in tally.counts
    )


RULES = {
    Case.NO_TARGET: "附件没有给这一年定目标，不评定。",
    Case.LISTED: "这一年在文件印发时已经过去，附件所列的数不作为实际值，不评定。",
    Case.NOT_DUE: "还没有到报送截止日，或者要等全年数才能评定。",
    Case.OWED: "报送截止日已过，应报的数没有收到。没有数字不等于没有完成。",
    Case.MET: "全年实际值达到目标值。",
    Case.NEAR: "全年实际值没有达到目标值，相差不超过目标值的{near}%（含）。",
    Case.MISSED: "全年实际值没有达到目标值，相差超过目标值的{near}%。",
    Case.ON_PACE: "年内完成的增量不低于序时进度（从上年目标到当年目标按月均分）。",
    Case.BEHIND: "年内完成的增量低于序时进度，相差不超过{behind}个百分点（含）。",
    Case.FAR_BEHIND: "年内完成的增量低于序时进度，相差超过{behind}个百分点。",
    Case.EARLY: "全年数还没有报送，年内的数已经达到全年目标值。",
    Case.UNDECIDABLE: "有数字，但按规则算不出结论，原因另外写明。",
}
WAITING = (Case.NOT_DUE, Case.OWED)


def rule_of(case: Case, rule: Rule) -> str:
    """Return the sentence of a case with the limits as they are set."""
    return RULES[case].format(near=rule.near_percent, behind=rule.behind_points)


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
    if judgement.case in WAITING:
        yield Fact("报送截止", words.date(judgement.due))
    if not isinstance(actual, Actual):
        return
    yield Fact(f"{actual.period.words}实际值", words.amount(actual.value, indicator.unit))
    if judgement.case in MARKS:
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


@dataclass(frozen=True, slots=True)
class CaseCell:
    """An indicator as one field: number, name and page, and the look of its case."""

    number: int
    name: str
    path: str
    mark: str
    word: str
    tone: str


def case_cells(snapshot: Snapshot) -> tuple[CaseCell, ...]:
    """Return the indicators as their cases are counted in the year reported on, best first."""
    verdicts = (snapshot.verdict(indicator.id) for indicator in snapshot.report.indicators)
    best_first = sorted(verdicts, key=lambda verdict: ORDER.index(verdict.case))
    return tuple(map(_cell, best_first))


def _cell(verdict: Verdict) -> CaseCell:
    indicator, shape = verdict.indicator, mark(verdict.case)
    path, word = paths.indicator(indicator.id), verdict.case.value
    return CaseCell(indicator.number, indicator.name, path, shape, word, TONES[shape])
