"""Dates judge tasks: one case for every day, the last day in time, and nothing better by waiting."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.plan.deadline import SOON, URGENT_FIRST, Due, DueCase, counted, due, judge_due
from reportsite.plan.model import Report
from reportsite.plan.snapshot import TaskState, snapshot
from reportsite.plan.written import Stage, StageName
from tests.support.bureau import bureau_report

EXPLAINED = """\
√按期完成｜ok｜已完成｜完成的日期不晚于完成时限（含当天）。｜按时做完了。
√已完成｜ok｜已完成｜登记为已完成；没有完成时限，不分按期和逾期。｜做完了。
▲逾期完成｜near｜逾期完成｜已经完成，完成的日期晚于完成时限。｜做完了，比定的日子晚。
○持续推进｜none｜｜写明持续推进，没有完成的日子，不评定。｜要一直做下去。
○未到期｜none｜｜还没有登记完成，离完成时限超过{soon}天。｜还没到期限。
▲临近到期｜near｜｜还没有登记完成，离完成时限不超过{soon}天（含）。｜快到期限了。
×已逾期｜miss｜已逾期｜完成时限已过，还没有登记完成。｜过了期限还没做完。
○未设时限｜none｜｜没有写完成时限，也没有登记完成，不评定。｜没有定期限。"""
LIMIT = Due("2026-06-30", "2026年6月30日", dt.date(2026, 6, 30))
days = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return bureau_report(tmp_path_factory.mktemp("bureau"))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def task(report: Report, id: str, as_of: str) -> TaskState:
    now = snapshot(report, day(as_of))
    states = (state for measure in report.measures for state in now.tasks(measure))
    return next(state for state in states if state.id == id)


def test_every_case_is_explained_once() -> None:
    rows = (
        f"{c.marked}｜{c.tone}｜{c.meaning.counted}｜{c.meaning.rule}｜{c.meaning.plain}"
        for c in DueCase
    )
    assert "\n".join(rows) == EXPLAINED
    assert sorted(URGENT_FIRST) == sorted(DueCase)


@pytest.mark.parametrize(
    ("text", "said", "end"),
    [
        ("2026-12-31", "2026年12月31日", "2026-12-31"),
        ("2026-02", "2026年2月（到2月28日）", "2026-02-28"),
        ("2024-02", "2024年2月（到2月29日）", "2024-02-29"),
        ("2026-H1", "2026年上半年（到6月30日）", "2026-06-30"),
        ("2026-H2", "2026年下半年（到12月31日）", "2026-12-31"),
        ("2026-Q1", "2026年第一季度（到3月31日）", "2026-03-31"),
        ("2026-Q3", "2026年第三季度（到9月30日）", "2026-09-30"),
        ("2026-Q4", "2026年第四季度（到12月31日）", "2026-12-31"),
        ("2026", "2026年（到12月31日）", "2026-12-31"),
    ],
)
def test_a_limit_ends_with_its_last_day(text: str, said: str, end: str) -> None:
    found = due(text)
    assert found
    assert (str(found), found.end) == (said, day(end))


def test_what_goes_on_has_no_last_day() -> None:
    assert due("持续推进") == Due("持续推进", "持续推进", None)
    assert str(due("持续推进")) == "持续推进"


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-02-29", "2026-06-31", "2026-H3", "2026-Q5", "26", "2026-6", "年底"],
)
def test_what_is_no_limit_is_none(text: str) -> None:
    assert due(text) is None


@pytest.mark.parametrize(
    ("as_of", "case"),
    [
        ("2026-05-30", DueCase.NOT_DUE),
        ("2026-05-31", DueCase.SOON),
        ("2026-06-30", DueCase.SOON),
        ("2026-07-01", DueCase.OVERDUE),
    ],
)
def test_the_last_day_is_in_time_and_the_thirtieth_before_is_near(
    as_of: str, case: DueCase
) -> None:
    assert judge_due(LIMIT, None, day(as_of), SOON) is case


@pytest.mark.parametrize(
    ("done", "case"), [("2026-06-30", DueCase.IN_TIME), ("2026-07-01", DueCase.LATE)]
)
def test_what_is_done_on_the_last_day_is_done_in_time(done: str, case: DueCase) -> None:
    assert judge_due(LIMIT, day(done), day("2027-01-01"), SOON) is case


@given(days, days, st.integers(0, 400))
def test_a_day_later_is_never_better(one: dt.date, other: dt.date, soon: int) -> None:
    first, then = sorted((one, other))
    assert _badness(judge_due(LIMIT, None, first, soon)) <= _badness(
        judge_due(LIMIT, None, then, soon)
    )
    assert _badness(judge_due(LIMIT, first, day("2028-01-01"), soon)) <= _badness(
        judge_due(LIMIT, then, day("2028-01-01"), soon)
    )


def _badness(case: DueCase) -> int:
    return list(DueCase).index(case)


@given(days, st.none() | days, st.integers(0, 400))
def test_what_has_no_last_day_is_never_overdue(
    as_of: dt.date, done: dt.date | None, soon: int
) -> None:
    for limit in (None, due("持续推进")):
        found = judge_due(limit, done, as_of, soon)
        assert found in (DueCase.DONE, DueCase.UNSET, DueCase.GOES_ON)
        assert found.is_done is bool(done)


def test_an_old_day_does_not_know_what_was_set_later(bureau: Report) -> None:
    found = [task(bureau, "01-3", at).case for at in ("2025-12-31", "2026-01-09", "2026-01-10")]
    assert found == [DueCase.SOON, DueCase.OVERDUE, DueCase.IN_TIME]


@given(days, days)
def test_a_later_stage_leaves_an_old_day_as_it_was(
    bureau: Report, as_of: dt.date, since: dt.date
) -> None:
    measure = bureau.measures[0]
    first, *rest = measure.tasks
    staged = (*first.stages, Stage(StageName.DONE, as_of + abs(since - as_of) + dt.timedelta(1)))
    later = replace(measure, tasks=(replace(first, stages=staged), *rest))
    changed = replace(bureau, measures=(later, *bureau.measures[1:]))
    one, other = (snapshot(report, as_of).overdue for report in (bureau, changed))
    assert [state.id for state in one] == [state.id for state in other]


def test_steps_are_judged_like_tasks(bureau: Report) -> None:
    steps = [step.case for step in task(bureau, "01-1", "2026-07-15").steps]
    assert steps == [DueCase.IN_TIME, DueCase.OVERDUE]
    before = [step.case for step in task(bureau, "01-1", "2026-03-19").steps]
    assert before == [DueCase.SOON, DueCase.NOT_DUE]


def test_a_measure_of_several_tasks_has_no_stage_of_its_own(bureau: Report) -> None:
    several, one = bureau.measures
    now = snapshot(bureau, bureau.site.as_of)
    assert (several.has_parts, one.has_parts) == (True, False)
    assert now.stage(several) is None
    assert [state.id for state in now.tasks(several)] == ["01-1", "01-2", "01-3", "01-4"]
    assert [state.id for state in now.tasks(one)] == ["02"]
    assert [state.id for state in now.overdue] == ["01-1"]


def test_a_count_leaves_nothing_out(bureau: Report) -> None:
    now = snapshot(bureau, bureau.site.as_of)
    states = now.tasks(bureau.measures[0])
    said = counted((state.case, state.stage_name) for state in states)
    assert said == "4个任务：1个已完成、1个长期推进、1个没有登记阶段、1个已逾期"


def test_the_real_plan_has_nothing_that_dates_judge(report: Report) -> None:
    assert not report.has_deadlines
    assert all(measure.is_plain for measure in report.measures)


def test_how_near_is_near_is_set_in_the_settings(bureau: Report) -> None:
    assert task(bureau, "01-4", "2026-07-15").case is DueCase.SOON
    rule = replace(bureau.site.rules.latest, soon_days=bureau.site.rules.latest.near_percent)
    rules = replace(bureau.site.rules, latest=rule)
    changed = replace(bureau, site=replace(bureau.site, rules=rules))
    assert task(changed, "01-4", "2026-07-15").case is DueCase.NOT_DUE
