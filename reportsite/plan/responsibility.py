"""Who answers for what: a body by its name, a group, or a body through the group it belongs to.

The plan names no lead: the order of a bracket means nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reportsite.plan.model import Indicator, Measure, Report
from reportsite.plan.register import Group, Register, Responsible, Role, Unit

ALONE = "由一个单位负责"


class Mode(StrEnum):
    """How a measure reaches a body."""

    NAMED = "点名"
    GROUP = "集合"
    MEMBER = "经集合"


@dataclass(frozen=True, slots=True)
class Duty:
    """A body's part in a measure; `named` is what the bracket spells, the body or its group."""

    measure: Measure
    unit: Unit
    named: Responsible

    @property
    def mode(self) -> Mode:
        if self.named.unit.id != self.unit.id:
            return Mode.MEMBER
        return Mode.GROUP if self.named.is_group else Mode.NAMED

    @property
    def words(self) -> str:
        """Say how the measure reaches the body: `点名，由本单位负责`, `点名`, `经“各县政府”`."""
        if self.mode is Mode.MEMBER:
            return f"经“{self.named.spelt}”"
        role = self.named.role
        if role is Role.SOLE:
            return f"{self.mode}，由本单位负责"
        return (
            self.mode.value if role in (Role.SHARED, Role.RESPONSIBLE) else f"{self.mode}，{role}"
        )


def way(measure: Measure) -> str:
    """Say whether one unit answers for a measure, or several as their functions are divided."""
    return ALONE if measure.is_sole else measure.closing


def duties(report: Report) -> Iterator[Duty]:
    """Yield every duty in the plan's order, those of a group's members after the group's own."""
    for measure in report.measures:
        yield from _duties(measure, report.register)


def _duties(measure: Measure, register: Register) -> Iterator[Duty]:
    members = {group.id: group.members for group in register.groups}
    for named in measure.units:
        yield Duty(measure, named.unit, named)
        for member in members.get(named.unit.id, ()):
            yield Duty(measure, member, named)


def duties_of(report: Report, unit: Unit) -> tuple[Duty, ...]:
    """Return the duties of a body or a group, one a measure, in the plan's order."""
    return tuple(duty for duty in duties(report) if duty.unit.id == unit.id)


def bodies_of(report: Report, measure: Measure) -> tuple[Unit, ...]:
    """Return who answers for a measure: bodies, and groups whose members nobody has named."""
    known = {group.id for group in report.register.groups if group.members}
    units = (duty.unit for duty in _duties(measure, report.register))
    return tuple(unit for unit in units if unit.id not in known)


def groups_of(register: Register, unit: Unit) -> tuple[Group, ...]:
    """Return the groups whose member a body is."""
    return tuple(g for g in register.groups if unit.id in {member.id for member in g.members})


def reported_by(report: Report, unit: Unit) -> tuple[Indicator, ...]:
    """Return the indicators a body reports."""
    return tuple(i for i in report.indicators if unit.id in {by.id for by in i.reporters})
