"""Who is named: units, groups with their members, recipients; by every spelling."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitName:
    """A full name and the months (YYYY-MM, inclusive, '' = open) it was valid."""

    full_name: str
    since: str
    until: str
    verified: str
    note: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A body of the register: a responsible unit, a member of a group, or a recipient."""

    id: str
    name: str
    full_name: str
    kind: str
    aliases: tuple[str, ...]
    verified: str
    note: str
    source: str
    names: tuple[UnitName, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Group:
    """A collective named as such by the plan; `members` is empty where the list is unknown."""

    unit: Unit
    members: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All bodies: 25 units, 2 groups with their members, and recipients without a task."""

    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    recipients: tuple[Unit, ...]

    @property
    def bodies(self) -> tuple[Unit, ...]:
        """All that can report: units, and the members of groups."""
        return (*self.units, *self.members)

    @property
    def by_name(self) -> dict[str, Unit]:
        """All that can report, by every spelling."""
        return {name: body for body in self.bodies for name in (body.name, *body.aliases)}

    @property
    def members(self) -> tuple[Unit, ...]:
        return tuple(member for group in self.groups for member in group.members)

    @property
    def responsible(self) -> tuple[Unit, ...]:
        """Units and groups that a bracket can name."""
        return (*self.units, *(group.unit for group in self.groups))


@dataclass(frozen=True, slots=True)
class Responsible:
    """A name in a bracket as spelt there, and the body it means. The order means nothing."""

    spelt: str
    unit: Unit
    is_group: bool
