"""A ledger is the same wherever it is shown: tasks, words and debts of one unit, each once."""

from reportsite.facts.unit import Ledger, ledgers
from reportsite.plan.owed import asked_for, owed
from reportsite.plan.snapshot import Snapshot, snapshot
from reportsite.plan.written import Nobody
from tests.support.demo import demo_report


def now() -> Snapshot:
    report = demo_report()
    return snapshot(report, report.site.as_of)


def of_all(at: Snapshot) -> tuple[Ledger, ...]:
    return tuple(ledgers(at.report.register.bodies, at))


def test_every_word_that_a_unit_said_stands_in_its_ledger_and_in_no_other() -> None:
    at = now()
    said = [e for m in at.report.measures for e in at.entries(m) if not isinstance(e.unit, Nobody)]
    found = [(ledger.unit.id, entry) for ledger in of_all(at) for entry in ledger.entries]
    assert len(found) == len(said) > 0
    assert all(not isinstance(e.unit, Nobody) and e.unit.id == id for id, e in found)


def test_a_task_says_the_newest_period_its_unit_spoke_of() -> None:
    for ledger in of_all(now()):
        newest = {measure.id: entries[0].period for measure, entries in ledger.told}
        for task in ledger.tasks:
            period = newest.get(task.duty.measure.id)
            assert task.told == (period.words if period else "")


def test_debts_are_those_of_every_period_asked_for() -> None:
    at = now()
    owing = [row for when in asked_for(at) for row in owed(at.report, when, at.as_of)]
    found = [debt for ledger in of_all(at) for debt in ledger.debts]
    assert sorted(found, key=owing.index) == owing
    assert all(debt.counted for debt in found)
