"""Who answers for what: a body by its name, a group, or a body through the group it belongs to.

Nobody leads whom the text does not name so: the order of a bracket means nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reportsite.plan.model import Indicator, Measure, Report, Task
from reportsite.plan.register import Group, Register, Responsible, Role, Unit

ALONE = "由一个单位负责"
ANSWERING = {Role.LEAD, Role.SOLE, Role.SHARED, Role.RESPONSIBLE, Role.CARRY_OUT}
UNSAID = {Role.SHARED, Role.RESPONSIBLE}  # roles that say no more than that a bracket names it


class Mode(StrEnum):
    """How a measure reaches a body."""

    NAMED = "点名"
    GROUP = "集合"
    MEMBER = "经集合"


@dataclass(frozen=True, slots=True)
class Duty:
    """A body's part in a measure; `parts` are what its tasks spell, the body or its groups, by role."""

    measure: Measure
    unit: Unit
    parts: tuple[Responsible, ...]

    @property
    def named(self) -> Responsible:
        """Return what is spelt: the body itself where it is, else its first group."""
        own = (part for part in self.parts if part.unit.id == self.unit.id)
        return next(own, self.parts[0])

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(dict.fromkeys(part.role for part in self.parts))

    @property
    def mode(self) -> Mode:
        if self.named.unit.id != self.unit.id:
            return Mode.MEMBER
        return Mode.GROUP if self.named.is_group else Mode.NAMED

    @property
    def words(self) -> str:
        """Say how the measure reaches the body: `点名，由本单位负责`, `点名，牵头`, `经“各县政府”`."""
        is_member = self.mode is Mode.MEMBER
        how = f"经“{self.named.spelt}”" if is_member else self.mode.value
        if self.roles == (Role.SOLE,):
            return how if is_member else f"{how}，由本单位负责"
        return how if set(self.roles) <= UNSAID else f"{how}，{'、'.join(self.roles)}"


def way(measure: Measure) -> str:
    """Say whether one unit answers for a measure, or several as their functions are divided."""
    return ALONE if measure.is_sole else measure.closing


def by_role(units: Iterable[Responsible]) -> tuple[tuple[Role, tuple[Responsible, ...]], ...]:
    """Return units by role, a lead first, else in the text's order."""
    rows = list(dict.fromkeys(units))
    roles = sorted(dict.fromkeys(row.role for row in rows), key=lambda role: role is not Role.LEAD)
    return tuple((role, tuple(row for row in rows if row.role is role)) for role in roles)


def answering(task: Task) -> tuple[Responsible, ...]:
    """Return who is to be asked for a task: those who lead it, else all that do not merely help."""
    leads = tuple(named for named in task.units if named.role is Role.LEAD)
    return leads or tuple(named for named in task.units if named.role in ANSWERING)


def duties(report: Report) -> Iterator[Duty]:
    """Yield every duty in the plan's order, those of a group's members after the group's own."""
    for measure in report.measures:
        yield from _duties(measure, report.register)


def _duties(measure: Measure, register: Register) -> Iterator[Duty]:
    members = {group.id: group.members for group in register.groups}
    parts: dict[str, list[Responsible]] = {}
    bodies: dict[str, Unit] = {}
    for named in measure.units:
        for body in (named.unit, *members.get(named.unit.id, ())):
            bodies.setdefault(body.id, body)
            parts.setdefault(body.id, []).append(named)
    for id, body in bodies.items():
        yield Duty(measure, body, tuple(parts[id]))


def reaching(
    unit: Unit, named: Iterable[Responsible], register: Register
) -> tuple[Responsible, ...]:
    """Return those of some names that mean a body, by its own or through a group."""
    own = {unit.id, *(group.id for group in groups_of(register, unit))}
    return tuple(name for name in named if name.unit.id in own)


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
