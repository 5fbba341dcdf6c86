"""Who answers for what is what the brackets say, and the members of the groups they name."""

from collections import Counter

from reportsite.plan.model import Measure, Report
from reportsite.plan.responsibility import Mode, bodies_of, duties, duties_of, groups_of, way


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
