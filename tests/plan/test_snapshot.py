"""Where the plan stands on a day: nothing that came later counts, and nothing is left out."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.plan.case import Case
from reportsite.plan.judge import Actual, Unset
from reportsite.plan.model import Accumulation, Report
from reportsite.plan.period import period
from reportsite.plan.snapshot import Snapshot, Tally, due_dates, snapshot, tally
from reportsite.plan.written import Entry, EntryKind, Nobody, Override, Stage, StageName


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def actual(key: str, value: str, on: str, id: str = "06", line: int = 2) -> Actual:
    of = period(key)
    assert of
    return Actual(id, of, Decimal(value), day(on), "甲局", ("报表", ""), line)


def with_(report: Report, *actuals: Actual, overrides: Iterable[Override] = ()) -> Report:
    numbered = tuple(replace(row, line=line) for line, row in enumerate(actuals, 2))
    return replace(report, actuals=numbered, overrides=tuple(overrides))


def override() -> Override:
    signed, expires = day("2025-02-10"), day("2025-06-30")
    return Override("06", 2024, Case.MET, "口径调整", "某某", signed, expires)


def test_the_real_plan_has_no_judgement_without_a_figure(report: Report) -> None:
    for as_of in ("2023-07-03", "2023-08-01", "2024-02-01", "2030-01-01"):
        found = snapshot(report, day(as_of))
        cases = {verdict.case for verdicts in found.verdicts.values() for verdict in verdicts}
        assert cases <= {Case.LISTED, Case.NO_TARGET, Case.NOT_DUE, Case.OWED}
        assert tally(v for year in found.verdicts.values() for v in year).worst is None


def test_every_indicator_stands_in_every_year_once(report: Report) -> None:
    found = snapshot(report, report.site.as_of)
    assert list(found.verdicts) == [indicator.id for indicator in report.indicators]
    for verdicts in found.verdicts.values():
        assert [verdict.year for verdict in verdicts] == [2021, 2022, 2023, 2024, 2025]
    assert found.verdict("06", 2024).year == 2024
    assert found.verdict("06").year == found.year


@pytest.mark.parametrize(
    ("as_of", "year"),
    [
        ("2020-01-01", 2023),
        ("2023-07-03", 2023),
        ("2024-01-01", 2023),
        ("2024-02-01", 2023),
        ("2024-07-31", 2023),
        ("2024-08-01", 2024),
        ("2024-12-31", 2024),
        ("2025-07-31", 2024),
        ("2025-08-01", 2025),
        ("2031-01-01", 2025),
    ],
)
def test_the_year_reported_on_is_the_newest_of_which_a_figure_is_due(
    report: Report, as_of: str, year: int
) -> None:
    assert snapshot(report, day(as_of)).year == year


def test_a_year_is_held_against_the_last_one_s_target(report: Report) -> None:
    found = snapshot(report, report.site.as_of)
    goalposts = [verdict.judgement.goalpost for verdict in found.verdicts["06"]]
    assert [str(post.target) for post in goalposts] == ["1.38", "2.5", "4", "5.5", "7"]
    assert goalposts[0].base == Unset()
    assert [post.base for post in goalposts[1:]] == [post.target for post in goalposts[:-1]]
    assert [post.listed for post in goalposts] == [True, True, False, False, False]
    steps = [verdict.judgement.goalpost for verdict in found.verdicts["09"]]
    assert [post.base for post in steps] == [Unset(), Unset(), Unset(), 1, 1]


def test_a_flow_begins_at_nought_even_where_last_year_had_no_target(report: Report) -> None:
    six = report.indicators[5]
    flow = replace(six, nature=replace(six.nature, accumulation=Accumulation.FLOW))
    found = snapshot(replace(report, indicators=(flow,)), report.site.as_of)
    posts = [verdict.judgement.goalpost for verdict in found.verdicts["06"]]
    assert [post.base for post in posts] == [0] * 5
    assert all(post.flow for post in posts)


def test_the_row_without_a_unit_is_not_judged(report: Report) -> None:
    found = snapshot(with_(report, actual("2024", "4", "2025-01-20", "17")), day("2025-02-01"))
    judgement = found.verdict("17", 2024).judgement
    assert judgement.case is Case.UNDECIDABLE
    assert judgement.reason == "附件没有写计量单位，待责任单位确认"


def test_an_issue_of_then_knows_nothing_that_was_reported_later(report: Report) -> None:
    first, second = actual("2024", "5", "2025-01-20"), actual("2024", "5.5", "2025-03-01")
    then, now = with_(report, first), with_(report, first, second)
    as_of = day("2025-02-28")
    assert snapshot(now, as_of).verdicts == snapshot(then, as_of).verdicts
    assert snapshot(now, as_of).corrections() == ()
    assert snapshot(now, day("2025-03-01")).verdict("06", 2024).case is Case.MET


@pytest.mark.parametrize(
    ("as_of", "stands"),
    [("2025-02-09", False), ("2025-02-10", True), ("2025-06-30", True), ("2025-07-01", False)],
)
def test_an_override_stands_from_its_signature_to_its_last_day(
    report: Report, as_of: str, stands: bool
) -> None:
    told = with_(report, actual("2024", "3", "2025-01-20"), overrides=[override()])
    verdict = snapshot(told, day(as_of)).verdict("06", 2024)
    assert verdict.judgement.case is Case.MISSED
    assert verdict.case is (Case.MET if stands else Case.MISSED)
    assert verdict.override == (override() if stands else None)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [actual("2024-H1", "4.75", "2024-07-20")],
        [actual("2023", "3", "2024-01-20")],
        [actual("2024", "3", "2025-01-20", "02")],
        [actual("2024", "3", "2025-02-11")],
        [actual("2024", "3", "2025-01-20"), actual("2024", "3.1", "2025-02-11")],
    ],
    ids=["nothing", "half", "another year", "another indicator", "later", "corrected since"],
)
def test_an_override_stands_over_no_figure_but_the_year_s_that_was_signed(
    report: Report, rows: list[Actual]
) -> None:
    told = with_(report, *rows, overrides=[override()])
    verdicts = snapshot(told, day("2025-03-01")).verdicts.values()
    assert all(verdict.override is None for all_ in verdicts for verdict in all_)


def entry(key: str, on: str = "", kind: EntryKind = EntryKind.PROGRESS) -> Entry:
    of = period(key)
    assert of
    return Entry(kind, of, Nobody(), day(on) if on else None, (), "甲。", 3)


def test_entries_are_those_made_by_a_day_the_newest_period_first(report: Report) -> None:
    said = (entry("2023"), entry("2024-H1", "2024-07-20"), entry("2024"), entry("2023-H1"))
    measure = replace(report.measures[0], entries=said)

    def known(as_of: str) -> list[str]:
        return [str(e.period) for e in snapshot(report, day(as_of)).entries(measure)]

    assert known("2023-06-29") == []
    assert known("2024-07-19") == ["2023", "2023-H1"]
    assert known("2024-07-20") == ["2024-H1", "2023", "2023-H1"]
    assert known("2024-12-31") == ["2024", "2024-H1", "2023", "2023-H1"]


def test_a_stage_is_the_last_that_had_been_set(report: Report) -> None:
    stages = (
        Stage(StageName.UNDER_WAY, day("2023-09-01")),
        Stage(StageName.DONE, day("2024-05-01")),
    )
    first = report.measures[0]
    measure = replace(first, tasks=(replace(first.tasks[0], stages=stages),))
    found = [
        snapshot(report, day(as_of)).stage(measure)
        for as_of in ("2023-08-31", "2023-09-01", "2024-04-30", "2024-05-01")
    ]
    assert found == [None, stages[0], stages[0], stages[1]]


def test_corrections_come_the_newest_first(report: Report) -> None:
    rows = [
        actual("2024", "5", "2025-01-20"),
        actual("2024", "5.1", "2025-02-01"),
        actual("2024", "5.2", "2025-03-01"),
    ]
    found = snapshot(with_(report, *rows), day("2025-12-31")).corrections()
    assert [(str(made.before.value), str(made.after.value)) for made in found] == [
        ("5.1", "5.2"),
        ("5", "5.1"),
    ]


def test_due_dates_are_the_half_s_and_the_year_s(report: Report) -> None:
    found = [(of.words, str(on)) for of, on in due_dates(report.site.rules.latest, 2024)]
    assert found == [("2024年上半年", "2024-07-31"), ("2024年", "2025-01-31")]


ROWS = st.lists(
    st.builds(
        actual,
        st.sampled_from(["2023", "2023-H1", "2024", "2024-H1", "2024-Q1", "2025-H1", "2022"]),
        st.sampled_from(["0", "1", "2.9", "3", "4.75", "5.5", "27", "1000"]),
        st.sampled_from(["2023-07-20", "2024-01-20", "2024-07-20", "2024-08-01", "2025-01-20"]),
        st.sampled_from(["01", "02", "03", "06", "09", "17", "18"]),
    ),
    max_size=8,
)
DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2026, 12, 31))


@given(ROWS, DAYS)
def test_totals_cross_foot_by_indicator_by_year_and_by_case(
    report: Report, rows: list[Actual], as_of: dt.date
) -> None:
    found = snapshot(with_(report, *rows), as_of)
    all_ = tally(verdict for verdicts in found.verdicts.values() for verdict in verdicts)
    assert all_.total == 100
    by_year = [
        tally(found.verdict(i.id, year) for i in report.indicators) for year in range(2021, 2026)
    ]
    by_indicator = [tally(verdicts) for verdicts in found.verdicts.values()]
    for parts in (by_year, by_indicator):
        assert sum(part.total for part in parts) == all_.total
        for case, count in all_.counts:
            assert sum(dict(part.counts).get(case, 0) for part in parts) == count
    assert all(sum(count for _, count in part.counts) == part.total for part in by_year)


@given(ROWS, ROWS, DAYS)
def test_later_rows_change_nothing_that_stood_on_an_earlier_day(
    report: Report, rows: list[Actual], later: list[Actual], as_of: dt.date
) -> None:
    since = [
        replace(row, reported_on=as_of + dt.timedelta(days=days))
        for days, row in enumerate(later, 1)
    ]
    then, now = (snapshot(with_(report, *told), as_of) for told in (rows, rows + since))
    assert then.verdicts == now.verdicts
    assert then.corrections() == now.corrections()
    assert [then.actuals(i.id) for i in report.indicators] == [
        now.actuals(i.id) for i in report.indicators
    ]


@given(ROWS, DAYS)
def test_what_a_count_calls_the_worst_rests_on_a_figure(
    report: Report, rows: list[Actual], as_of: dt.date
) -> None:
    found: Snapshot = snapshot(with_(report, *rows), as_of)
    for verdicts in found.verdicts.values():
        for verdict in verdicts:
            if tally([verdict]).worst:
                assert isinstance(verdict.judgement.actual, Actual)


def test_the_worst_case_is_the_farthest_behind() -> None:
    def worst(*cases: Case) -> Case | None:
        return Tally(tuple((case, 1) for case in cases), len(cases)).worst

    assert worst(Case.MET, Case.NEAR, Case.MISSED, Case.BEHIND) is Case.MISSED
    assert worst(Case.MISSED, Case.FAR_BEHIND) is Case.FAR_BEHIND
    assert worst(Case.NEAR, Case.BEHIND) is Case.BEHIND
    assert worst(Case.MET, Case.OWED, Case.UNDECIDABLE, Case.NOT_DUE) is None
