"""Who is named: units, groups with their members, recipients; by every spelling."""

from dataclasses import dataclass
from enum import StrEnum
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
    """A collective named as such by the plan; `members` is empty where the list is unknown.

    `members_called` is what its members are called together: 县区.
    """

    members: Listed[Unit] = ()
    members_called: MaybeText = ""

    @property
    def called(self) -> str:
        return self.members_called or f"{self.name}的成员"


@dataclass(frozen=True, slots=True)
class Register(Closed):
    """All bodies: units, groups with their members, and recipients without a task."""

    units: Listed[Unit] = ()
    groups: Listed[Group] = ()
    recipients: Listed[Unit] = ()

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


class Role(StrEnum):
    """What the text asks of a unit it names."""

    LEAD = "牵头"
    SOLE = "负责"
    SHARED = "按职责分工负责"
    RESPONSIBLE = "责任单位"
    SUPPORT = "配合"
    JOIN = "参与"
    GUIDE = "指导"
    CARRY_OUT = "落实"


# How texts spell a role, the longer first: what the bracket of a task is read by.
ROLE_NAMES = {
    "按职责分工负责": Role.SHARED,
    "按职能分工负责": Role.SHARED,
    "按照职责分工负责": Role.SHARED,
    "分工负责": Role.SHARED,
    **{f"{role}{ending}": role for ending in ("单位", "部门") for role in Role if len(role) == 2},
    "主要责任单位": Role.RESPONSIBLE,
    "责任单位": Role.RESPONSIBLE,
    "责任部门": Role.RESPONSIBLE,
    "责任主体": Role.RESPONSIBLE,
    "实施单位": Role.CARRY_OUT,
    "主办单位": Role.LEAD,
    "协办单位": Role.SUPPORT,
    "协助": Role.SUPPORT,
    "参加": Role.JOIN,
    **{str(role): role for role in Role if len(role) == 2},
}


@dataclass(frozen=True, slots=True)
class Responsible:
    """A name in a bracket as spelt there, the body it means, and its role. The order means nothing.

    `rule` quotes what the text says once for all, where that and not the bracket gives the role.
    """

    spelt: str
    unit: Unit
    is_group: bool
    role: Role = Role.RESPONSIBLE
    rule: str = ""
