"""Who has not answered is never in doubt."""

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reportsite.plan.judge import Actual, Rules
from reportsite.plan.model import Report
from reportsite.plan.owed import Owed, as_json, as_text, owed
from reportsite.plan.period import Period, period
from reportsite.plan.register import Unit
from reportsite.plan.written import Entry, EntryKind, Nobody
from tests.support.bureau import bureau_report
from tests.support.checkout import command, edit
from tests.support.returns import MARKET

Captured = pytest.CaptureFixture[str]
H1 = Period(2024, 6)
LATE = dt.date(2024, 8, 1)


def by_unit(report: Report, when: Period = H1, as_of: dt.date = LATE) -> dict[str, Owed]:
    return {row.unit.id: row for row in owed(report, when, as_of)}


def with_entry(
    report: Report, measure: str, unit: Unit | Nobody, on: dt.date | None = None
) -> Report:
    entry = Entry(EntryKind.PROGRESS, H1, unit, on, (), "完成。", 1)
    told = (replace(m, entries=(entry,)) if m.id == measure else m for m in report.measures)
    return replace(report, measures=tuple(told))


def actual(key: str, on: dt.date) -> Actual:
    when = period(key)
    assert when
    return Actual("06", when, Decimal("4.75"), on, "市市场监管局（知识产权局）", ("台账", ""), 2)


def test_where_nothing_is_reported_everybody_owes(report: Report) -> None:
    rows = by_unit(report)
    assert list(rows) == [body.id for body in report.register.bodies]
    assert len(rows["nongmu"].measures) == 7
    assert len(rows["linhe"].measures) == 10


def test_an_indicator_without_a_target_in_the_year_is_not_owed(report: Report) -> None:
    ids = {indicator.id for indicator in by_unit(report)[MARKET].indicators}
    assert {f"{number:02}" for number in range(1, 21)} - ids == {"18", "19"}


@pytest.mark.parametrize(
    ("key", "on", "is_answered"),
    [
        ("2024-H1", LATE, True),
        ("2024-06", LATE, True),
        ("2024-Q1", LATE, False),
        ("2023-H1", LATE, False),
        ("2024-H1", dt.date(2024, 8, 2), False),
    ],
)
def test_a_figure_answers_for_its_own_period_from_its_day_on(
    report: Report, key: str, on: dt.date, is_answered: bool
) -> None:
    told = replace(report, actuals=(actual(key, on),))
    ids = [indicator.id for indicator in by_unit(told)[MARKET].indicators]
    assert ("06" not in ids) == is_answered


def test_words_answer_for_the_unit_that_said_them(report: Report) -> None:
    nongmu = report.register.by_name["市农牧局"]
    told = with_entry(report, "10", nongmu)
    assert "10" not in [measure.id for measure in by_unit(told)["nongmu"].measures]
    assert "10" in [measure.id for measure in by_unit(told)["shangwu"].measures]


def test_nobodys_words_answer_only_for_a_sole_responsible_unit(report: Report) -> None:
    alone = by_unit(with_entry(report, "13", Nobody()))
    assert "13" not in [measure.id for measure in alone[MARKET].measures]
    joint = by_unit(with_entry(report, "10", Nobody()))
    assert "10" in [measure.id for measure in joint[MARKET].measures]


def test_words_said_later_do_not_answer_yet(report: Report) -> None:
    nongmu = report.register.by_name["市农牧局"]
    told = with_entry(report, "10", nongmu, on=dt.date(2024, 8, 2))
    assert "10" in [measure.id for measure in by_unit(told)["nongmu"].measures]


@pytest.mark.parametrize(
    ("key", "due"),
    [
        ("2024-H1", dt.date(2024, 7, 31)),
        ("2024-06", dt.date(2024, 7, 31)),
        ("2024", dt.date(2025, 1, 31)),
        ("2024-Q3", None),
        ("2024-05", None),
    ],
)
def test_due_dates_are_the_sites_own(report: Report, key: str, due: object) -> None:
    when = period(key)
    assert when
    assert {row.due for row in owed(report, when, LATE)} == {due}


def test_the_due_date_itself_is_in_time(report: Report) -> None:
    assert not by_unit(report, as_of=dt.date(2024, 7, 31))["nongmu"].is_overdue
    assert by_unit(report, as_of=LATE)["nongmu"].is_overdue
    third = Period(2024, 9)
    assert not by_unit(report, third, dt.date(2030, 1, 1))["nongmu"].is_overdue


def ask(site: Path, *arguments: str) -> int:
    return command("owed", "--root", str(site), "--period", "2024-H1", *arguments)


def test_the_command_lists_a_line_a_body(site: Path, capsys: Captured) -> None:
    assert ask(site, "--on", "2024年8月1日") == 0
    out, err = capsys.readouterr()
    assert "市财政局：1项措施（01）；已过截止日（2024年7月31日）\n" in out
    assert len(out.splitlines()) == 32
    assert "2024年上半年：32个单位里32个还没有报齐（截至2024年8月1日）。" in err


def test_the_command_stands_at_the_sites_day_and_speaks_json(site: Path, capsys: Captured) -> None:
    edit(site / "content" / "site.yml", "as_of: 2023-07-03", "as_of: 2024-07-15")
    assert ask(site, "--format", "json") == 0
    out, err = capsys.readouterr()
    row = next(row for row in json.loads(out) if row["unit"] == "caizheng")
    assert row == {
        "unit": "caizheng",
        "name": "市财政局",
        "due": "2024-07-31",
        "is_overdue": False,
        "indicators": [],
        "measures": [{"id": "01", "title": "完善知识产权政策体系"}],
        "tasks": [],
    }
    assert "截至2024年7月15日" in err
    assert out == json.dumps(json.loads(out), ensure_ascii=False, indent=2) + "\n"


def test_who_owes_is_written_a_line_a_body_with_all_it_owes(report: Report) -> None:
    body, (first, second) = report.register.bodies[0], report.indicators[:2]
    seven, nine = report.measures[6], report.measures[8]
    rows = [
        Owed(body, H1, (first, second), (), dt.date(2024, 7, 31), is_overdue=False),
        Owed(body, H1, (first,), (seven, nine), dt.date(2024, 7, 31), is_overdue=True),
        Owed(body, H1, (), (seven,), None, is_overdue=False),
    ]
    assert as_text(rows) == (
        f"{body.name}：2项指标（01、02）；2024年7月31日前报送\n"
        f"{body.name}：1项指标（01），2项措施（07、09）；已过截止日（2024年7月31日）\n"
        f"{body.name}：1项措施（07）；没有规定截止日\n"
    )


def test_json_names_what_is_owed_and_has_no_day_where_none_is_set(report: Report) -> None:
    body, first, seven = report.register.bodies[0], report.indicators[0], report.measures[6]
    [row] = json.loads(as_json([Owed(body, H1, (first,), (seven,), None, is_overdue=False)]))
    assert row == {
        "unit": body.id,
        "name": body.name,
        "due": None,
        "is_overdue": False,
        "indicators": [{"id": "01", "name": first.name}],
        "measures": [{"id": "07", "title": seven.title}],
        "tasks": [],
    }


def test_the_due_date_is_that_of_the_rule_of_the_day(report: Report) -> None:
    latest = report.site.rules.latest
    rules = Rules(latest, ((dt.date(2024, 7, 1), replace(latest, half_year_due=(8, 15))),))
    told = replace(report, site=replace(report.site, rules=rules))
    days = (dt.date(2024, 7, 1), dt.date(2024, 7, 2))
    dues = [{row.due for row in owed(told, H1, day)} for day in days]
    assert dues == [{dt.date(2024, 8, 15)}, {dt.date(2024, 7, 31)}]


def test_who_leads_a_task_whose_limit_has_passed_owes_it(tmp_path: Path) -> None:
    bureau = bureau_report(tmp_path)
    half, as_of = Period(2026, 6), bureau.site.as_of
    rows = {row.unit.name: row for row in owed(bureau, half, as_of)}
    assert {name: [t.id for t in row.tasks] for name, row in rows.items() if row.tasks} == {
        "甲局": ["01-1"]
    }
    assert "1个逾期任务（01-1）" in as_text([rows["甲局"]])
    assert json.loads(as_json([rows["甲局"]]))[0]["tasks"] == [
        {"id": "01-1", "title": "建设统一受理平台"}
    ]
    assert not any(row.tasks for row in owed(bureau, half, dt.date(2026, 6, 30)))
    assert not any(row.tasks for row in owed(bureau, Period(2026, 3), as_of))
