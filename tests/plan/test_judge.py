"""Every year of every indicator has one named case, and none is a judgement without a figure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportsite.plan.case import Case
from reportsite.plan.judge import (
    Actual,
    Goalpost,
    NoLine,
    Rule,
    Unreported,
    Unset,
    completion,
    increment,
    judge,
    known,
    lag,
    nearer,
    revisions,
    shares,
    shortfall,
)
from reportsite.plan.period import Period, period
from reportsite.plan.target import Direction, Span, Wording

RULE = Rule(Decimal(10), Decimal(10), annual_due=(1, 31), half_year_due=(7, 31))
JUDGED = {
    Case.MET,
    Case.NEAR,
    Case.MISSED,
    Case.ON_PACE,
    Case.BEHIND,
    Case.FAR_BEHIND,
    Case.EARLY,
}
# 知识产权质押融资金额 in 2024: 4 → 5.5, cumulative, evenly; and 地理标志 in 2024: 26 → 27, in steps.
EVENLY = Goalpost(2024, Decimal("5.5"), Decimal(4), smooth=True)
STEPS = Goalpost(2024, Decimal(27), Decimal(26))
FALLING = Goalpost(2024, Decimal(80), Decimal(100), Direction.DOWN, smooth=True)
KEPT = Goalpost(2024, Decimal(100), Decimal(100), Direction.KEEP)
FLOW = Goalpost(2024, Decimal(120), Decimal(0), smooth=True, flow=True)
CAPPED = replace(FLOW, direction=Direction.DOWN)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def row(key: str, value: str, on: str = "", *, line: int = 2) -> Actual:
    """Return a reported figure; without a day it was reported on the last of its period."""
    of = period(key)
    assert of
    reported_on = day(on) if on else of.end
    return Actual("06", of, Decimal(value), reported_on, "甲局", ("报表", ""), line)


def rows(*typed: str) -> tuple[Actual, ...]:
    """Return the rows written as `2024-H1 4.75 2024-07-20`, each a line of the file."""
    return tuple(row(*text.split(), line=line) for line, text in enumerate(typed, 2))


def case(goalpost: Goalpost, figures: str | Iterable[str], as_of: str, rule: Rule = RULE) -> Case:
    typed = (figures,) if isinstance(figures, str) else figures
    return judge(goalpost, rows(*filter(None, typed)), rule, day(as_of)).case


NO_TARGET = replace(EVENLY, target=Unset())
LISTED = replace(EVENLY, listed=True)
NO_UNIT = replace(STEPS, obstacle="附件没有写计量单位")
RANGE = Goalpost(2024, Span(Decimal(10), Decimal(20)), Decimal(5), smooth=True)
WORDS = Goalpost(2024, Wording("全覆盖"), Unset(), smooth=True)
NONE_AT_ALL = Goalpost(2024, Decimal(0), Decimal(2), Direction.DOWN, smooth=True, is_limit=True)


@pytest.mark.parametrize(
    ("goalpost", "figures", "as_of", "expected"),
    [
        # 未设目标 and 附件列值 hold whatever was reported
        (NO_TARGET, "", "2025-06-01", Case.NO_TARGET),
        (NO_TARGET, "2024 5", "2025-06-01", Case.NO_TARGET),
        (LISTED, "", "2025-06-01", Case.LISTED),
        (LISTED, "2024 9", "2025-06-01", Case.LISTED),
        (replace(LISTED, target=Unset()), "", "2025-06-01", Case.NO_TARGET),
        # 未到期 and 应报未报: on the last day, and on the day after
        (EVENLY, "", "2022-02-28", Case.NOT_DUE),
        (EVENLY, "", "2024-01-01", Case.NOT_DUE),
        (EVENLY, "", "2024-02-29", Case.NOT_DUE),
        (EVENLY, "", "2024-06-30", Case.NOT_DUE),
        (EVENLY, "", "2024-07-31", Case.NOT_DUE),
        (EVENLY, "", "2024-08-01", Case.OWED),
        (EVENLY, "", "2024-12-31", Case.OWED),
        (EVENLY, "", "2025-01-31", Case.OWED),
        (EVENLY, "", "2025-02-01", Case.OWED),
        (EVENLY, "", "2099-12-31", Case.OWED),
        # a figure that came too late for the day is not known on it
        (EVENLY, "2024-H1 4.75 2024-08-02", "2024-08-01", Case.OWED),
        (EVENLY, "2024-H1 4.75 2024-08-02", "2024-08-02", Case.ON_PACE),
        # the first quarter answers for itself until the half is overdue
        (EVENLY, "2024-Q1 4.5", "2024-07-31", Case.ON_PACE),
        (EVENLY, "2024-Q1 4.5", "2024-08-01", Case.OWED),
        (STEPS, "2024-Q1 27", "2024-08-01", Case.OWED),
        # the half answers until the year is overdue, past the year's end as well
        (EVENLY, "2024-H1 4.75", "2024-12-31", Case.ON_PACE),
        (EVENLY, "2024-H1 4.75", "2025-01-01", Case.ON_PACE),
        (EVENLY, "2024-H1 4.75", "2025-01-31", Case.ON_PACE),
        (EVENLY, "2024-H1 4.75", "2025-02-01", Case.OWED),
        (EVENLY, "2024-11 5.5", "2025-02-01", Case.OWED),
        (EVENLY, "2024-H1 9", "2025-02-01", Case.OWED),
        # 达标 / 接近 / 未达标 at the year's end; 10 % of 5.5 is 0.55
        (EVENLY, "2024 5.5", "2025-01-31", Case.MET),
        (EVENLY, "2024 5.50", "2025-03-01", Case.MET),
        (EVENLY, "2024 7", "2025-03-01", Case.MET),
        (EVENLY, "2024 5.499999", "2025-03-01", Case.NEAR),
        (EVENLY, "2024 4.95", "2025-03-01", Case.NEAR),
        (EVENLY, "2024 4.949999", "2025-03-01", Case.MISSED),
        (EVENLY, "2024 0", "2025-03-01", Case.MISSED),
        (EVENLY, "2024 -1", "2025-03-01", Case.MISSED),
        (STEPS, "2024 27", "2025-03-01", Case.MET),
        (STEPS, "2024 26", "2025-03-01", Case.NEAR),
        (STEPS, "2024 24.3", "2025-03-01", Case.NEAR),
        (STEPS, "2024 24.2", "2025-03-01", Case.MISSED),
        # the year's figure counts, whenever the parts were reported
        (EVENLY, ("2024-H1 4.75", "2024 4"), "2025-03-01", Case.MISSED),
        (EVENLY, ("2024 4", "2024-H1 4.75 2025-02-02"), "2025-03-01", Case.MISSED),
        (EVENLY, ("2024-Q1 4", "2024-H1 4.75", "2024-Q3 4"), "2024-12-01", Case.FAR_BEHIND),
        # figures of other years say nothing of this one
        (EVENLY, ("2023 9", "2025-Q1 9"), "2025-04-01", Case.OWED),
        # revisions: what was known on the day
        (EVENLY, ("2024 4 2025-01-20", "2024 5.5 2025-02-10"), "2025-02-09", Case.MISSED),
        (EVENLY, ("2024 4 2025-01-20", "2024 5.5 2025-02-10"), "2025-02-10", Case.MET),
        (EVENLY, ("2024 5.5 2025-02-10", "2024 4 2025-01-20"), "2025-03-01", Case.MET),
        # 序时进度: Q1 4.375, H1 4.75, Q3 5.125, a month 1/12 = 4.125
        (EVENLY, "2024-Q1 4.375", "2024-04-01", Case.ON_PACE),
        (EVENLY, "2024-Q1 4.374", "2024-04-01", Case.BEHIND),
        (EVENLY, "2024-H1 4.75", "2024-07-01", Case.ON_PACE),
        (EVENLY, "2024-06 4.75", "2024-07-01", Case.ON_PACE),
        (EVENLY, "2024-Q3 5.125", "2024-10-01", Case.ON_PACE),
        (EVENLY, "2024-01 4.125", "2024-02-01", Case.ON_PACE),
        (EVENLY, "2024-01 4.124999", "2024-02-01", Case.BEHIND),
        (EVENLY, "2024-11 5.375", "2024-12-01", Case.ON_PACE),
        (EVENLY, "2024-11 5.374999", "2024-12-01", Case.BEHIND),
        (EVENLY, "2024-02 4.25", "2024-02-29", Case.ON_PACE),
        (EVENLY, "2024-H1 5.5", "2024-07-01", Case.ON_PACE),
        # 10 points of an expected growth of 1.5 are 0.15
        (EVENLY, "2024-H1 4.60", "2024-07-01", Case.BEHIND),
        (EVENLY, "2024-H1 4.599999", "2024-07-01", Case.FAR_BEHIND),
        (EVENLY, "2024-H1 3", "2024-07-01", Case.FAR_BEHIND),
        # what does not grow evenly is not held against a line
        (STEPS, "2024-H1 26", "2024-07-01", Case.NOT_DUE),
        (STEPS, "2024-H1 27", "2024-07-01", Case.EARLY),
        (STEPS, "2024-H1 27", "2025-01-31", Case.EARLY),
        # downwards
        (FALLING, "2024 80", "2025-01-31", Case.MET),
        (FALLING, "2024 70", "2025-01-31", Case.MET),
        (FALLING, "2024 88", "2025-01-31", Case.NEAR),
        (FALLING, "2024 88.1", "2025-01-31", Case.MISSED),
        (FALLING, "2024-H1 90", "2024-07-01", Case.ON_PACE),
        (FALLING, "2024-H1 92", "2024-07-01", Case.BEHIND),
        (FALLING, "2024-H1 92.1", "2024-07-01", Case.FAR_BEHIND),
        # kept: neither below nor above, and only the year's end can tell
        (KEPT, "2024 100", "2025-01-31", Case.MET),
        (KEPT, "2024 110", "2025-01-31", Case.NEAR),
        (KEPT, "2024 90", "2025-01-31", Case.NEAR),
        (KEPT, "2024 110.1", "2025-01-31", Case.MISSED),
        (KEPT, "2024 89.9", "2025-01-31", Case.MISSED),
        (KEPT, "2024-H1 100", "2024-07-01", Case.NOT_DUE),
        (replace(KEPT, smooth=True, base=Decimal(50)), "2024-H1 140", "2024-07-01", Case.NOT_DUE),
        # a flow begins at nought every January
        (FLOW, "2024-H1 60", "2024-07-01", Case.ON_PACE),
        (FLOW, "2024-H1 48", "2024-07-01", Case.BEHIND),
        (FLOW, "2024-H1 47.9", "2024-07-01", Case.FAR_BEHIND),
        (CAPPED, "2024-H1 10", "2024-07-01", Case.NOT_DUE),
        (CAPPED, "2024 120", "2025-01-31", Case.MET),
        (CAPPED, "2024 121", "2025-01-31", Case.NEAR),
        # 不可评定, with a figure only
        (NO_UNIT, "", "2024-07-01", Case.NOT_DUE),
        (NO_UNIT, "", "2025-02-01", Case.OWED),
        (NO_UNIT, "2024 27", "2025-02-01", Case.UNDECIDABLE),
        (NO_UNIT, "2024-H1 27", "2024-07-01", Case.UNDECIDABLE),
        (replace(EVENLY, target=Decimal(0)), "2024 0", "2025-01-31", Case.UNDECIDABLE),
        (replace(EVENLY, target=Decimal("0.00")), "2024-H1 1", "2024-07-01", Case.UNDECIDABLE),
        # no line: past the target it does not matter, below it is not judged
        (replace(EVENLY, base=Decimal("5.5")), "2024-H1 5.4", "2024-07-01", Case.UNDECIDABLE),
        (replace(EVENLY, base=Decimal("5.50")), "2024-H1 5.5", "2024-07-01", Case.EARLY),
        (replace(EVENLY, base=Decimal("5.5")), "2024 5.4", "2025-01-31", Case.NEAR),
        (replace(EVENLY, base=Unset()), "2024-H1 5.4", "2024-07-01", Case.UNDECIDABLE),
        (replace(EVENLY, base=Unset()), "2024-H1 5.5", "2024-07-01", Case.EARLY),
        (replace(EVENLY, base=Unset()), "2024 5.5", "2025-01-31", Case.MET),
        (replace(EVENLY, base=Decimal(6)), "2024-H1 3", "2024-07-01", Case.UNDECIDABLE),
        (replace(EVENLY, base=Decimal(6)), "2024-H1 5.6", "2024-07-01", Case.EARLY),
        (replace(FALLING, base=Decimal(70)), "2024-H1 90", "2024-07-01", Case.UNDECIDABLE),
        # a range is met within its ends, near to either, and never within the year
        (RANGE, "2024 10", "2025-01-31", Case.MET),
        (RANGE, "2024 20.0", "2025-01-31", Case.MET),
        (RANGE, "2024 15", "2025-01-31", Case.MET),
        (RANGE, "2024 9", "2025-01-31", Case.NEAR),
        (RANGE, "2024 8.999", "2025-01-31", Case.MISSED),
        (RANGE, "2024 22", "2025-01-31", Case.NEAR),
        (RANGE, "2024 22.001", "2025-01-31", Case.MISSED),
        (RANGE, "2024-H1 15", "2024-07-01", Case.NOT_DUE),
        (RANGE, "", "2024-08-01", Case.OWED),
        (replace(RANGE, obstacle="附件没有写计量单位"), "2024 15", "2025-01-31", Case.UNDECIDABLE),
        # words are left to a person from the year's end on, and nothing is owed before
        (WORDS, "", "2024-08-01", Case.NOT_DUE),
        (WORDS, "2024-H1 50", "2024-08-01", Case.NOT_DUE),
        (WORDS, "", "2025-01-31", Case.NOT_DUE),
        (WORDS, "", "2025-02-01", Case.UNDECIDABLE),
        (WORDS, "2024 100", "2025-01-10", Case.UNDECIDABLE),
        (replace(WORDS, listed=True), "", "2025-02-01", Case.LISTED),
        # ≤0 is a limit like any other; a plain 0 says nothing
        (NONE_AT_ALL, "2024 0", "2025-01-31", Case.MET),
        (NONE_AT_ALL, "2024 1", "2025-01-31", Case.MISSED),
        (NONE_AT_ALL, "2024-H1 1", "2024-07-01", Case.ON_PACE),
        # no line comes from a range or from words
        (replace(EVENLY, base=RANGE.target), "2024-H1 5", "2024-07-01", Case.UNDECIDABLE),
        (replace(EVENLY, base=WORDS.target), "2024-H1 5.5", "2024-07-01", Case.EARLY),
        # a target below nought
        (Goalpost(2024, Decimal(-10), Decimal(-20)), "2024 -11", "2025-01-31", Case.NEAR),
        (Goalpost(2024, Decimal(-10), Decimal(-20)), "2024 -11.1", "2025-01-31", Case.MISSED),
    ],
)  # fmt: skip
def test_the_case_of_a_year_as_known_on_a_day(
    goalpost: Goalpost, figures: str | tuple[str, ...], as_of: str, expected: Case
) -> None:
    assert case(goalpost, figures, as_of) is expected


@pytest.mark.parametrize(
    ("goalpost", "figures", "as_of", "reason"),
    [
        (EVENLY, "", "2024-08-01", "2024年上半年的数最迟应在2024年7月31日报送"),
        (EVENLY, "2024-Q1 5", "2025-01-31", "2024年上半年的数最迟应在2024年7月31日报送"),
        (EVENLY, "", "2025-02-01", "2024年的数最迟应在2025年1月31日报送"),
        (EVENLY, "2024-Q3 5", "2025-02-01", "2024年的数最迟应在2025年1月31日报送"),
        (NO_UNIT, "2024 27", "2025-02-01", "附件没有写计量单位"),
        (replace(STEPS, target=Decimal(0)), "2024 1", "2025-02-01", "目标值是0，算不出完成率"),
        (STEPS, "2024-H1 26", "2024-07-01", "这项指标不是逐月增长，按全年数评定"),
        (KEPT, "2024-H1 99", "2024-07-01", "这项指标要求保持到年末，按全年数评定"),
        (CAPPED, "2024-H1 9", "2024-07-01", "这项指标要求全年不超过目标，年内只会增加，按全年数评定"),
        (replace(EVENLY, base=Decimal("5.5")), "2024-H1 5", "2024-07-01", "目标与上年相同，没有序时进度"),
        (replace(EVENLY, base=Unset()), "2024-H1 5", "2024-07-01", "上年没有目标，画不出序时线"),
        (replace(EVENLY, base=Decimal(6)), "2024-H1 5", "2024-07-01", "目标与上年相比的变化，和这项指标的方向相反，没有序时进度"),
        (RANGE, "2024-H1 15", "2024-07-01", "这项指标的目标是一个范围，没有序时进度，按全年数评定"),
        (WORDS, "", "2025-02-01", "目标是“全覆盖”，不能按数比较，由人工评定"),
        (replace(EVENLY, base=RANGE.target), "2024-H1 5", "2024-07-01", "有一年的目标不是一个数，画不出序时线"),
        (EVENLY, "", "2024-07-31", ""),
        (EVENLY, "2024 5", "2025-02-01", ""),
        (LISTED, "2024 5", "2025-02-01", ""),
        (NO_TARGET, "", "2025-02-01", ""),
    ],
)  # fmt: skip
def test_what_is_owed_or_stands_in_the_way_is_said(
    goalpost: Goalpost, figures: str, as_of: str, reason: str
) -> None:
    assert judge(goalpost, rows(*filter(None, [figures])), RULE, day(as_of)).reason == reason


@pytest.mark.parametrize(
    ("figures", "as_of", "due"),
    [
        ("", "2023-12-31", "2024-07-31"),
        ("", "2024-08-01", "2024-07-31"),
        ("2024-Q1 5", "2024-07-31", "2024-07-31"),
        ("2024-H1 5", "2024-07-01", "2025-01-31"),
        ("2024-Q3 5", "2025-06-01", "2025-01-31"),
        ("", "2025-02-01", "2025-01-31"),
        ("2024 5", "2025-01-05", "2025-01-31"),
    ],
)
def test_the_day_by_which_the_next_or_the_overdue_figure_is_awaited(
    figures: str, as_of: str, due: str
) -> None:
    assert judge(EVENLY, rows(*filter(None, [figures])), RULE, day(as_of)).due == day(due)


@pytest.mark.parametrize(
    ("rule", "figures", "as_of", "before", "after"),
    [
        (replace(RULE, near_percent=Decimal(9)), "2024 4.95", "2025-02-01", Case.NEAR, Case.MISSED),
        (replace(RULE, near_percent=Decimal(0)), "2024 5.49", "2025-02-01", Case.NEAR, Case.MISSED),
        (replace(RULE, behind_points=Decimal(9)), "2024-H1 4.6", "2024-07-01", Case.BEHIND, Case.FAR_BEHIND),
        (replace(RULE, behind_points=Decimal(0)), "2024-H1 4.7", "2024-07-01", Case.BEHIND, Case.FAR_BEHIND),
        (replace(RULE, annual_due=(2, 28)), "", "2025-02-28", Case.OWED, Case.OWED),
        (replace(RULE, annual_due=(2, 28)), "2024-H1 4.75", "2025-02-28", Case.OWED, Case.ON_PACE),
        (replace(RULE, half_year_due=(12, 31)), "", "2024-12-31", Case.OWED, Case.NOT_DUE),
        (replace(RULE, half_year_due=(7, 1)), "", "2024-07-02", Case.NOT_DUE, Case.OWED),
    ],
)  # fmt: skip
def test_every_limit_of_the_rule_moves_its_boundary(
    rule: Rule, figures: str, as_of: str, before: Case, after: Case
) -> None:
    assert case(EVENLY, figures, as_of) is before
    assert case(EVENLY, figures, as_of, rule) is after


def test_a_judgement_carries_what_it_rests_on() -> None:
    (half,) = rows("2024-H1 4.60")
    judgement = judge(EVENLY, [half], RULE, day("2024-07-01"))
    assert (judgement.goalpost, judgement.actual) == (EVENLY, half)
    assert judgement.as_of == day("2024-07-01")
    assert judge(EVENLY, [], RULE, day("2024-07-01")).actual == Unreported()


def test_the_newest_row_of_a_period_counts_and_two_keys_of_one_period_are_one() -> None:
    reported = rows("2024-06 1 2024-07-01", "2024-H1 2 2024-07-02", "2024-Q1 3 2024-07-03")
    assert [str(r.value) for r in known(reported, day("2024-07-01"))] == ["1"]
    assert [str(r.value) for r in known(reported, day("2024-12-31"))] == ["3", "2"]
    other = replace(reported[0], indicator="07")
    assert len(known([*reported, other], day("2024-12-31"))) == 3


def test_a_revision_is_a_later_row_with_another_value() -> None:
    reported = rows(
        "2024-H1 1 2024-07-01",
        "2024-H1 1.0 2024-07-02",
        "2024-H1 2 2024-07-03",
        "2024-Q1 9 2024-07-03",
        "2024-H1 1 2024-07-09",
    )
    found = [(str(old.value), str(new.value)) for old, new in revisions(reported, dt.date.max)]
    assert found == [("1.0", "2"), ("2", "1")]
    assert revisions(reported, day("2024-07-02")) == ()
    assert len(revisions(reported, day("2024-07-08"))) == 1


def test_completion_is_of_the_target_and_increment_of_the_way_to_it() -> None:
    assert completion(Decimal("5.5"), Decimal("4.4")) == 80
    assert completion(Decimal("5.5"), Decimal(11)) == 200
    assert completion(Decimal(0), Decimal(1)) == completion(Unset(), Decimal(1)) == Unset()
    assert increment(Decimal(4), Decimal("5.5"), Decimal("4.75")) == 50
    assert increment(Decimal(4), Decimal(6), Decimal(3)) == -50
    for base, target in (
        (Decimal(4), Decimal("4.0")),
        (Unset(), Decimal(4)),
        (Decimal(4), Unset()),
    ):
        assert increment(base, target, Decimal(4)) == Unset()


def test_akvo_s_and_open_sdg_s_holes_are_closed() -> None:
    """Base 10, targets 28/46/64/82/100: 40 against 46 misses by 13 %, though growth is 87 % of it."""
    post = Goalpost(2022, Decimal(46), Decimal(28))
    assert case(post, "2022 40", "2023-02-01") is Case.MISSED
    assert completion(Decimal(100), Decimal(130)) == 130
    assert case(replace(EVENLY, year=2025), "2024 9", "2024-12-31") is Case.NOT_DUE


YEARS = (2023, 2024)
KEYS = ("", "-H1", "-Q1", "-Q3", "-01", "-02", "-06", "-11")
PERIODS = [of for year in YEARS for key in KEYS if (of := period(f"{year}{key}"))]
ENDS = ((1, 31), (2, 1), (2, 28), (6, 30), (7, 1), (7, 31), (8, 1), (12, 31))
DAYS = [dt.date(year, *end) for year in (2023, 2024, 2025) for end in ENDS]
DAYS += [dt.date(2024, 2, 29), dt.date(2022, 12, 31), dt.date(2026, 3, 1)]
TYPED = "0 -1 3.9 4 4.125 4.6 4.599 4.75 4.95 4.949 5.4 5.5 5.50 6.05 8 1000000000000"
VALUES = [Decimal(text) for text in TYPED.split()]


def history_of(rolled: bytes) -> list[Actual]:
    """Return a row for every four bytes: a single draw makes thousands of histories cheap."""
    return [
        Actual(
            "06",
            PERIODS[rolled[i] % len(PERIODS)],
            VALUES[rolled[i + 1] % len(VALUES)],
            DAYS[rolled[i + 2] % len(DAYS)],
            "甲局",
            ("报表", ""),
            line=2 + rolled[i + 3] % 8,
        )
        for i in range(0, len(rolled) - 3, 4)
    ]


def question_of(rolled: bytes) -> tuple[Goalpost, Rule, dt.date]:
    """Return a year of an indicator, a rule and a day for nine bytes."""
    ends, kind, limits = (rolled[i : i + 2] for i in (0, 2, 4))
    year = YEARS[kind[0] % len(YEARS)]
    target, base = (Unset() if n > 240 else VALUES[n % len(VALUES)] for n in ends)
    goalpost = Goalpost(
        year,
        target,
        base,
        list(Direction)[kind[0] // 4 % 3],
        listed=kind[1] > 240,
        smooth=bool(kind[1] & 1),
        flow=bool(kind[1] & 2),
        obstacle="附件没有写计量单位" if kind[1] // 4 == 7 else "",
    )
    rule = Rule(
        Decimal(limits[0] % 30),
        Decimal(limits[1] % 30),
        annual_due=((1, 1), (1, 31), (2, 28), (12, 31))[rolled[6] % 4],
        half_year_due=((7, 1), (7, 31), (12, 31))[rolled[7] % 3],
    )
    if kind[1] % 16 < 6:  # most that is drawn cannot be judged; this can
        goalpost = replace(EVENLY, year=year)
    return goalpost, rule, DAYS[rolled[8] % len(DAYS)]


HISTORIES = st.binary(max_size=28).map(history_of)
QUESTIONS = st.binary(min_size=9, max_size=9).map(question_of)


def said_again(post: Goalpost, history: list[Actual], rule: Rule, as_of: dt.date) -> Case:
    """Say the table of cases once more, in whole thousandths and turned upwards."""
    own = [r for r in history if r.period.year == post.year and r.reported_on <= as_of]
    months = max((row.period.months for row in own), default=0)
    last = max(
        (row for row in own if row.period.months == months),
        key=lambda row: (row.reported_on, row.line, history.index(row)),
        default=None,
    )
    if post.listed or isinstance(post.target, Unset):
        return Case.NO_TARGET if isinstance(post.target, Unset) else Case.LISTED
    annual, half = dt.date(post.year + 1, *rule.annual_due), dt.date(post.year, *rule.half_year_due)
    if (months < 12 and as_of > annual) or (months < 6 and as_of > half):
        return Case.OWED
    if last is None:
        return Case.NOT_DUE
    if post.obstacle or not post.target:
        return Case.UNDECIDABLE
    assert isinstance(post.target, Decimal)
    sign = -1 if post.direction is Direction.DOWN else 1
    target, value = int(post.target * 1000) * sign, int(last.value * 1000) * sign
    is_kept = post.direction is Direction.KEEP
    is_met = value == target if is_kept else value >= target
    if months == 12:
        is_near = abs(target - value) * 100 <= abs(target) * int(rule.near_percent)
        return Case.MET if is_met else Case.NEAR if is_near else Case.MISSED
    if is_kept or (post.flow and sign < 0):
        return Case.NOT_DUE
    base = int(post.base * 1000) * sign if isinstance(post.base, Decimal) else None
    if not post.smooth or base is None or base >= target:
        return Case.EARLY if is_met else Case.UNDECIDABLE if post.smooth else Case.NOT_DUE
    behind = (target - base) * months - (value - base) * 12  # twelfths of the way
    if behind <= 0:
        return Case.ON_PACE
    is_little = behind * 100 <= int(rule.behind_points) * (target - base) * 12
    return Case.BEHIND if is_little else Case.FAR_BEHIND


@pytest.mark.slow
@settings(max_examples=10_000)
@given(QUESTIONS, HISTORIES)
def test_any_history_has_one_named_case_that_rests_on_what_was_known(
    question: tuple[Goalpost, Rule, dt.date], history: list[Actual]
) -> None:
    goalpost, rule, as_of = question
    judgement = judge(goalpost, history, rule, as_of)
    assert judgement.case is said_again(goalpost, history, rule, as_of)
    assert bool(judgement.reason) >= (judgement.case in {Case.UNDECIDABLE, Case.OWED})
    if judgement.case in {*JUDGED, Case.UNDECIDABLE}:
        assert isinstance(judgement.actual, Actual)
    if isinstance(judgement.actual, Actual):
        assert judgement.actual.reported_on <= as_of
        assert judgement.actual.period.year == goalpost.year
    known_then = [row for row in history if row.reported_on <= as_of]
    assert judge(goalpost, known_then, rule, as_of) == judgement


@given(st.binary(max_size=40).map(history_of), st.sampled_from(DAYS))
def test_revisions_lead_from_the_first_figure_to_the_known_one(
    history: list[Actual], as_of: dt.date
) -> None:
    for current in known(history, as_of):
        same = [
            row
            for row in sorted(history, key=lambda row: (row.reported_on, row.line))
            if row.reported_on <= as_of
            and (row.period.year, row.period.months) == (current.period.year, current.period.months)
        ]
        steps = [pair for pair in revisions(history, as_of) if pair[1] in same]
        walked = [same[0].value, *(new.value for _, new in steps)]
        assert walked[-1] == current.value
        assert all(old.value != new.value for old, new in steps)
        assert [old.value for old, _ in steps] == walked[:-1]


@given(HISTORIES, st.permutations(range(7)), QUESTIONS)
def test_the_order_of_one_day_s_rows_does_not_matter_where_they_agree(
    history: list[Actual], order: list[int], question: tuple[Goalpost, Rule, dt.date]
) -> None:
    goalpost, rule, as_of = question
    agreed = {(r.period.year, r.period.months, r.reported_on): r for r in history}
    numbered = [replace(row, line=line) for line, row in enumerate(agreed.values(), 2)]
    mixed = [replace(numbered[i], line=i + 2) for i in order if i < len(numbered)]
    turned = [replace(row, line=99 - row.line) for row in mixed]
    one, other = (judge(goalpost, rows, rule, as_of) for rows in (numbered, turned))
    assert (one.case, one.reason, one.due) == (other.case, other.reason, other.due)
    values = ([str(r.value) for r in known(rows, as_of)] for rows in (numbered, turned))
    assert next(values) == next(values)


DECIMALS = st.decimals(-(10**12), 10**12, places=3)


@given(DECIMALS, DECIMALS, st.sampled_from(PERIODS))
def test_the_lag_is_nought_on_the_line_and_the_share_of_the_year_at_its_start(
    base: Decimal, target: Decimal, of: Period
) -> None:
    direction = Direction.UP if target > base else Direction.DOWN
    goalpost = Goalpost(of.year, target, base, direction, smooth=True)
    at_start = replace(row("2024", "0"), period=of, value=base)
    if base == target:
        assert isinstance(lag(goalpost, at_start), NoLine)
        return
    assert lag(goalpost, at_start) == of.share * 100
    assert lag(goalpost, replace(at_start, value=target)) == (of.share - 1) * 100


@given(st.sampled_from(Direction), DECIMALS, DECIMALS)
def test_a_shortfall_is_never_negative_and_nought_on_target(
    direction: Direction, target: Decimal, actual: Decimal
) -> None:
    assert shortfall(direction, target, actual) >= 0
    assert shortfall(direction, target, target) == 0


SPANS = st.tuples(DECIMALS, DECIMALS).filter(lambda ends: ends[0] < ends[1])
AIMS = st.one_of(DECIMALS, SPANS.map(lambda ends: Span(*ends)))
WORSE = [Case.MET, Case.NEAR, Case.MISSED]


def year_case(aim: Decimal | Span, direction: Direction, actual: Decimal) -> Case:
    goalpost = Goalpost(2024, aim, Unset(), direction, is_limit=True)
    reported = replace(row("2024", "0"), value=actual)
    return judge(goalpost, [reported], RULE, day("2025-01-31")).case


@given(AIMS, st.sampled_from(Direction), DECIMALS, DECIMALS)
def test_who_comes_nearer_to_a_target_is_never_judged_worse(
    aim: Decimal | Span, direction: Direction, one: Decimal, other: Decimal
) -> None:
    """On one side of a target, that is: both ends of a range are judged by their own size."""
    if nearer(aim, one) != nearer(aim, other):
        return
    better, worse = sorted((one, other), key=lambda value: shortfall(direction, aim, value))
    cases = [year_case(aim, direction, value) for value in (better, worse)]
    assert WORSE.index(cases[0]) <= WORSE.index(cases[1])


@given(SPANS, DECIMALS, st.sampled_from(Direction))
def test_a_range_is_met_from_end_to_end_and_nowhere_else(
    ends: tuple[Decimal, Decimal], actual: Decimal, direction: Direction
) -> None:
    aim = Span(*ends)
    assert {year_case(aim, direction, end) for end in ends} == {Case.MET}
    is_met = year_case(aim, direction, actual) is Case.MET
    assert is_met is (ends[0] <= actual <= ends[1])
    outside = ends[1] + Decimal("0.001")
    assert year_case(aim, direction, outside) is not Case.MET
    sides = shortfall(Direction.UP, ends[0], actual), shortfall(Direction.DOWN, ends[1], actual)
    assert shortfall(direction, aim, actual) == max(sides)


@given(st.lists(st.integers(0, 10**6), max_size=12))
def test_percentages_of_a_whole_sum_to_100_and_stay_within_one_of_the_exact(
    counts: list[int],
) -> None:
    found = shares(counts)
    assert len(found) == len(counts)
    assert sum(found) == (100 if sum(counts) else 0)
    for count, share in zip(counts, found, strict=True):
        assert abs(share - Fraction(count * 100, sum(counts) or 1)) < 1
    in_order = [share for _, share in sorted(zip(counts, found, strict=True))]
    assert in_order == sorted(in_order)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((1, 1, 1), (34, 33, 33)),
        ((6, 1, 0, 13), (30, 5, 0, 65)),
        ((1,) * 7, (15, 15, 14, 14, 14, 14, 14)),
        ((0, 0), (0, 0)),
        ((), ()),
        ((1,), (100,)),
        ((999, 1), (100, 0)),
    ],
)
def test_the_largest_remainders_take_what_is_left_over(
    counts: tuple[int, ...], found: tuple[int, ...]
) -> None:
    assert shares(counts) == found
