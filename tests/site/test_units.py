"""A unit's ledger: what it owes is what `build.py owed` says, and nothing is counted twice."""

import datetime as dt
from dataclasses import replace

import pytest

from reportsite.plan import owed as debts
from reportsite.plan.model import Basis, Report
from reportsite.plan.period import period
from reportsite.plan.snapshot import snapshot
from reportsite.site.units import UnitPage, views
from tests.support.demo import demo_report


def pages(report: Report, day: dt.date) -> dict[str, UnitPage]:
    found = {}
    for view in views(snapshot(report, day)):
        if isinstance(view.record, UnitPage):
            found[view.path.split("/")[1]] = view.record
    return found


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("2023-07-03", {"2023-H1": False}),
        ("2024-01-15", {"2023-H1": True, "2023": False}),
        ("2024-07-15", {"2023": True, "2024-H1": False}),
        ("2024-08-01", {"2024-H1": True}),
        ("2026-02-01", {"2025": True}),
    ],
)
def test_the_newest_overdue_period_and_those_still_open_are_asked_for(
    day: str, asked: dict[str, bool]
) -> None:
    report, today = demo_report(), dt.date.fromisoformat(day)
    found = pages(report, today)
    for key, is_overdue in asked.items():
        wanted = period(key)
        assert wanted
        for owing in debts.owed(report, wanted, today):
            assert owing.is_overdue is is_overdue
            assert owing in found[owing.unit.id].ledger.debts
    periods = {period(key) for key in asked}
    assert {debt.period for page in found.values() for debt in page.ledger.debts} <= periods


def test_what_is_not_yet_due_is_not_owed() -> None:
    for page in pages(demo_report(), dt.date(2023, 7, 3)).values():
        numbers = {item.label: item.text for item in page.numbers}
        assert numbers["应报未报"] == "0"


def test_a_collective_owes_nothing_itself() -> None:
    report = demo_report()
    found = pages(report, report.site.as_of)
    assert all(found[group.id].ledger.debts == () for group in report.register.groups)
    assert any(found[m.id].ledger.debts for group in report.register.groups for m in group.members)


def test_measures_by_name_and_through_a_collective_are_apart(report: Report) -> None:
    found = pages(report, report.site.as_of)
    member = report.register.members[0]
    assert found[member.id].ledger.named == ()
    assert len(found[member.id].ledger.grouped) == 10
    assert all(found[unit.id].ledger.grouped == () for unit in report.register.units)


def test_who_reports_is_never_said_to_stand_in_the_plan(report: Report) -> None:
    """The plan names no reporter: one is presumed by the editor, or registered by the office."""
    presumed = report.indicators
    registered = replace(presumed[0], reporters_basis=Basis.EXPLICIT)
    of_nobody = (replace(indicator, reporters=()) for indicator in presumed[1:])
    said = [
        pages(replace(report, indicators=indicators), report.site.as_of)[
            "shichang-jianguan"
        ].ledger.basis
        for indicators in (presumed, (registered, *presumed[1:]), (registered, *of_nobody))
    ]
    assert said == ["编者推定，待确认", "其中19项编者推定，待确认", "主办单位登记"]
