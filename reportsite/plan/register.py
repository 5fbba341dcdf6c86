"""Who is named: units, groups with their members, recipients; by every spelling."""

from dataclasses import dataclass
from typing import Literal

from reportsite.source.kinds import Closed, Listed, MaybeText, Month, Slug, Text

Verified = Literal["核实", "部分核实", "惯例", "推定", "未核实", "名单未查到"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName(Closed):
    """A full name and the months it was valid, both inclusive; None where that is open."""

    full_name: Text
    since: Month | None = None
    until: Month | None = None
    verified: Verified
    note: MaybeText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Closed):
    """A body of the register: a responsible unit, a member of a group, or a recipient."""

    id: Slug
    name: Text
    full_name: MaybeText = ""
    kind: Text
    aliases: Listed[Text] = ()
    verified: Verified
    note: MaybeText = ""
    source: MaybeText = ""
    names: Listed[UnitName] = ()
    code: MaybeText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Unit):
    """A collective named as such by the plan; `members` is empty where the list is unknown."""

    members: Listed[Unit] = ()


@dataclass(frozen=True, slots=True)
class Register(Closed):
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
        return (*self.units, *self.groups)


@dataclass(frozen=True, slots=True)
class Responsible:
    """A name in a bracket as spelt there, and the body it means. The order means nothing."""

    spelt: str
    unit: Unit
    is_group: bool
