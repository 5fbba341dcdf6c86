"""What is said of a measure, once for page, list, sheet and report."""

import datetime as dt
from dataclasses import replace

import pytest
from markupsafe import Markup

from reportsite.facts.measure import MeasureFacts, by_chapter, measure_facts
from reportsite.plan.model import Report
from reportsite.plan.period import Period
from reportsite.plan.snapshot import snapshot
from reportsite.plan.written import Entry, EntryKind, Nobody

DAY = dt.date(2024, 8, 1)
H1, Q1 = Period(2024, 6), Period(2024, 3)


def entry(kind: EntryKind, period: Period, text: str) -> Entry:
    return Entry(kind, period, Nobody(), None, (Markup(text),), text, 1)


def told(report: Report, *entries: Entry) -> MeasureFacts:
    return measure_facts(replace(report.measures[0], entries=entries), snapshot(report, DAY))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (13, "由一个单位负责"),
        (11, "按职责分工负责"),
        (1, "按职责分工负责；次序照原文，不表示牵头"),
    ],
)
def test_the_order_of_a_bracket_is_explained_where_there_is_one(
    report: Report, number: int, words: str
) -> None:
    facts = measure_facts(report.measures[number - 1], snapshot(report, DAY))
    assert facts.responsibility == words


def test_the_newest_period_comes_first_and_in_it_progress(report: Report) -> None:
    said = (
        entry(EntryKind.NEXT, H1, "丁。"),
        entry(EntryKind.PROGRESS, Q1, "甲。"),
        entry(EntryKind.PROGRESS, H1, "乙。丙。"),
    )
    facts = told(report, *said)
    assert [one.text for one in facts.entries] == ["乙。丙。", "丁。", "甲。"]
    assert facts.progress is said[2]
    assert said[2].opening == "乙。"
    assert facts.of(H1) == (
        (EntryKind.PROGRESS, (said[2],)),
        (EntryKind.PROBLEM, ()),
        (EntryKind.NEXT, (said[0],)),
    )


def test_silence_is_said_with_its_day_and_only_where_nobody_spoke(report: Report) -> None:
    assert told(report).silence == "截至2024年8月1日，尚无单位报送进展。"
    assert told(report).progress is None
    assert told(report, entry(EntryKind.PROBLEM, H1, "甲。")).silence == ""


def test_a_measure_says_that_nothing_is_counted_or_counts_it(report: Report) -> None:
    all_facts = [facts for _, own in by_chapter(snapshot(report, DAY)) for facts in own]
    assert [facts.measure for facts in all_facts] == list(report.measures)
    assert all(bool(facts.no_indicators) != bool(facts.indicators) for facts in all_facts)
    assert {bool(facts.indicators) for facts in all_facts} == {True, False}
