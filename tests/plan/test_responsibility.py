"""Who answers for what is what the brackets say, and the members of the groups they name."""

from collections import Counter
from pathlib import Path

from reportsite.plan.model import Measure, Report
from reportsite.plan.responsibility import (
    Mode,
    answering,
    bodies_of,
    by_role,
    duties,
    duties_of,
    groups_of,
    way,
)
from tests.support.bureau import bureau_report


def number(report: Report, id: str) -> Measure:
    return next(measure for measure in report.measures if measure.id == id)


def test_a_bracket_names_its_bodies_and_the_members_of_its_groups(report: Report) -> None:
    members = {group.id: group.members for group in report.register.groups}
    found = list(duties(report))
    for measure in report.measures:
        expected = [
            unit.id for by in measure.units for unit in (by.unit, *members.get(by.unit.id, ()))
        ]
        assert [duty.unit.id for duty in found if duty.measure is measure] == expected


def test_no_body_has_two_duties_in_one_measure(report: Report) -> None:
    held = Counter((duty.measure.id, duty.unit.id) for duty in duties(report))
    assert set(held.values()) == {1}


def test_a_duty_says_how_it_reaches_the_body(report: Report) -> None:
    _, collective = report.register.groups
    (alone,) = (d for d in duties(report) if d.measure.id == "13")
    assert (alone.mode, alone.words) == (Mode.NAMED, "点名，由本单位负责")
    member = duties_of(report, collective.members[0])
    assert {duty.mode for duty in member} == {Mode.MEMBER}
    assert {duty.words for duty in member} == {"经“各旗县区政府”"}
    own = duties_of(report, collective)
    assert {duty.mode for duty in own} == {Mode.GROUP}
    assert [duty.measure for duty in own] == [duty.measure for duty in member]
    named = duties_of(report, report.register.by_name["市农牧局"])
    assert {duty.words for duty in named} == {"点名"}


def test_a_sole_unit_is_told_from_several(report: Report) -> None:
    assert way(number(report, "13")) == "由一个单位负责"
    assert way(number(report, "10")) == "按职责分工负责"


def test_members_answer_for_their_group_and_a_group_without_members_for_itself(
    report: Report,
) -> None:
    unlisted, group = report.register.groups
    bodies = bodies_of(report, duties_of(report, group)[0].measure)
    assert set(group.members) <= set(bodies)
    assert group not in bodies
    assert unlisted in bodies_of(report, duties_of(report, unlisted)[0].measure)


def test_a_body_belongs_to_the_groups_that_list_it(report: Report) -> None:
    register = report.register
    assert groups_of(register, register.members[0]) == register.groups[1:]
    assert groups_of(register, register.units[0]) == ()


def test_a_body_has_one_duty_in_a_measure_of_several_tasks_with_all_its_roles(
    tmp_path: Path,
) -> None:
    bureau = bureau_report(tmp_path)
    found = {duty.unit.name: duty for duty in duties(bureau) if duty.measure.id == "01"}
    assert {name: duty.words for name, duty in found.items()} == {
        "甲局": "点名，牵头、配合",
        "乙局": "点名，配合、牵头",
        "丙局": "点名，配合、牵头",
        "各镇": "集合，配合",
        "东镇": "经“各镇”，配合",
        "西镇": "经“各镇”，配合",
    }


def test_units_stand_by_role_the_lead_first(tmp_path: Path) -> None:
    first, *_ = bureau_report(tmp_path).measures[0].tasks
    said = [(role.value, [named.spelt for named in own]) for role, own in by_role(first.units)]
    assert said == [("牵头", ["甲局"]), ("配合", ["乙局", "丙局"])]


def test_who_leads_is_asked_and_without_a_lead_all_that_do_not_merely_help(tmp_path: Path) -> None:
    several, one = bureau_report(tmp_path).measures
    asked = [[named.spelt for named in answering(task)] for task in several.tasks]
    assert asked == [["甲局"], ["乙局"], ["丙局"], ["甲局"]]
    assert [named.spelt for named in answering(one.tasks[0])] == ["甲局", "各镇"]
