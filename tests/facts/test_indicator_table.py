"""A bulletin's table of indicators says how far a year has come, and only what that day can tell."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from reportsite.facts.indicator import indicator_table
from reportsite.plan.judge import Actual
from reportsite.plan.model import Report
from reportsite.plan.period import Period
from reportsite.plan.snapshot import snapshot

HALF = Actual("06", Period(2024, 6), Decimal("4.6"), dt.date(2024, 7, 20), "甲局", ("报表", ""), 2)


def test_a_half_is_held_against_the_line_until_the_year_is_owed(report: Report) -> None:
    told = replace(report, actuals=(HALF,))
    days = (dt.date(2024, 8, 5), dt.date(2025, 1, 31), dt.date(2025, 2, 1))
    tables = [indicator_table(snapshot(told, day), "2024", "") for day in days]
    assert [(table.rows[5].pace, table.has_pace) for table in tables] == [
        ("低10个百分点", True),
        ("低10个百分点", True),
        ("—", False),
    ]
