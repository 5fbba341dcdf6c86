"""A unit's ledger on paper: its measures, what it owes, and what it has said, each once."""

import datetime as dt
import re

import pytest

from reportsite.plan import owed, words
from reportsite.plan.model import Report
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
from reportsite.plan.responsibility import Mode, duties_of, reported_by
from reportsite.plan.snapshot import snapshot
from reportsite.plan.written import Nobody
from reportsite.source.characters import chinese
from tests.support.demo import demo_report, real_report
from tests.support.printing import copied, demo_set, real_set

BODIES = [unit.id for unit in real_report().register.bodies]


def unit_of(id: str, report: Report) -> Unit:
    return next(unit for unit in report.register.bodies if unit.id == id)


def ledger(id: str, printed: dict[str, bytes]) -> str:
    return "".join(copied(printed[f"pdf/units/{id}.pdf"]))


@pytest.mark.parametrize("id", BODIES)
def test_a_ledger_names_each_measure_of_its_unit_once_and_no_other(id: str) -> None:
    report, said = real_report(), ledger(id, real_set())
    own = [duty.measure for duty in duties_of(report, unit_of(id, report))]
    for measure in report.measures:
        row = f"（{chinese(measure.number)}）{measure.title}"
        assert said.count(row) == (measure in own), row


@pytest.mark.parametrize("id", BODIES)
def test_a_ledger_says_which_measures_reach_its_unit_through_which_group(id: str) -> None:
    report, said = real_report(), ledger(id, real_set())
    unit = unit_of(id, report)
    modes = [duty.mode for duty in duties_of(report, unit)]
    own = [group.name for group in report.register.groups if unit in group.members]
    assert said.count("经“") == modes.count(Mode.MEMBER)
    assert set(re.findall("经“(.*?)”", said)) <= set(own)


@pytest.mark.parametrize("id", BODIES)
def test_a_unit_that_has_said_nothing_is_told_so_in_words_on_one_page(id: str) -> None:
    texts = copied(real_set()[f"pdf/units/{id}.pdf"])
    said = "".join(texts)
    assert "报送进展截至2023年7月3日，尚未报送" in said
    reports = reported_by(real_report(), unit_of(id, real_report()))
    assert ("没有登记由本单位报送的指标" in said) is not bool(reports)
    assert len(texts) == (2 if reports else 1)
    assert "一、承担的措施" in said


@pytest.mark.parametrize("id", BODIES)
def test_a_ledger_has_every_entry_of_its_unit_and_every_debt(id: str) -> None:
    report, said = demo_report(), ledger(id, demo_set())
    now = snapshot(report, report.site.as_of)
    for measure in report.measures:
        for entry in now.entries(measure):
            if not isinstance(entry.unit, Nobody) and entry.unit.id == id:
                assert "".join(entry.text.split()) in said
    debts = [row for row in owed.owed(report, _newest(), now.as_of) if row.unit.id == id]
    for row in debts:
        assert "、".join(chinese(measure.number) for measure in row.measures) in said
        assert isinstance(row.due, dt.date)
        assert f"{_newest().words}{words.date(row.due)}" in said


def _newest() -> Period:
    return Period(2025, 12)


@pytest.mark.parametrize("id", BODIES)
def test_what_is_still_in_time_is_awaited_and_never_called_overdue(id: str) -> None:
    report = real_report()
    debts = owed.owed(report, Period(2023, 6), report.site.as_of)
    row = next(row for row in debts if row.unit.id == id)
    assert not row.is_overdue
    said = ledger(id, real_set())
    assert "应报未报截至2023年7月3日没有；待报：2023年上半年" in said
    assert "，已过" not in said
