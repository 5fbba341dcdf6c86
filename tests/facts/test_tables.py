"""Tables that editors call for in prose."""

import datetime as dt

import pytest

from reportsite.facts.tables import OwedTable, table
from reportsite.plan.snapshot import snapshot
from reportsite.source.calls import Insert
from tests.support.demo import demo_report


@pytest.mark.parametrize(
    ("period", "day", "title", "due"),
    [
        ("2025", "2026-01-31", "2025年待报情况", "2026年1月31日，还没有到"),
        ("2025", "2026-02-01", "2025年应报未报情况", "2026年1月31日"),
        ("2025-H1", "2025-08-01", "2025年上半年应报未报情况", "2025年7月31日"),
        ("2025-Q3", "2026-02-01", "2025年三季度待报情况", "没有规定"),
    ],
)
def test_only_what_is_past_its_last_day_is_called_overdue(
    period: str, day: str, title: str, due: str
) -> None:
    at = snapshot(demo_report(), dt.date.fromisoformat(day))
    made = table(Insert("owed", (period,)), 1, at).record
    assert isinstance(made, OwedTable)
    assert (made.title, made.due) == (title, due)
