"""The report: everything true and joined, frozen, complete when made.

Missing is a named case: `GAP` for what the office must still supply, `NoTarget` for a year the
plan sets no target for. Keys are stable ASCII: measures "01".."17", indicators "01".."20".
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from markupsafe import Markup

from reportsite.period import Period
from reportsite.progress import Actual, Case, Direction, Rule

GAP = "待填"


class Basis(StrEnum):
    """Whether the official text says it, or an editor inferred it."""

    EXPLICIT = "explicit"
    INFERRED = "inferred"


class Accumulation(StrEnum):
    """What kind of quantity an indicator is."""

    RATE = "rate"
    STOCK = "stock"
    CUMULATIVE = "cumulative"
    FLOW = "flow"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Target:
    """A year's target as printed (0.70 stays 0.70). `listed`: the year was past at issue (附件列值)."""

    year: int
    value: Decimal
    listed: bool

    @property
    def printed(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class NoTarget:
    """The annex prints 一 for the year: no target, never 1 and never 0."""

    year: int
    listed: bool

    @property
    def printed(self) -> str:
        return "—"


@dataclass(frozen=True, slots=True)
class Nature:
    """What the indicator counts, on which basis; `evidence` quotes the text or gives the reason."""

    accumulation: Accumulation
    basis: Basis
    evidence: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the annex."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the annex. `unit` is empty where none is printed (row 17).

    `smooth`: it grows evenly, so a part of the year can be held against a line; `reporters` are the
    bodies that report it, `reporters_basis` inferred where the plan does not say who.
    """

    id: str
    name: str
    unit: str
    unit_presumed: str
    nature: Nature
    targets: tuple[Target | NoTarget, ...]
    notes: tuple[Note, ...]
    parts: tuple[str, ...]
    direction: Direction
    smooth: bool
    reporters: tuple["Unit", ...]
    reporters_basis: Basis

    @property
    def number(self) -> int:
        return int(self.id)

    @property
    def last_target(self) -> Target | NoTarget:
        return self.targets[-1]


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


@dataclass(frozen=True, slots=True)
class IndicatorLink:
    """A measure's indicator and the basis of the link."""

    indicator: Indicator
    basis: Basis


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the six chapters: number from 1, numeral as printed, title."""

    number: int
    numeral: str
    title: str


@dataclass(frozen=True, slots=True)
class Insert:
    """A place in prose where a template puts a table made from data, and what it is asked for."""

    name: str
    arguments: tuple[str, ...] = ()


Block = Markup | Insert


class EntryKind(StrEnum):
    """What an entry of progress speaks of."""

    PROGRESS = "进展"
    PROBLEM = "存在问题"
    NEXT = "下一步"


@dataclass(frozen=True, slots=True)
class Nobody:
    """No unit is named: the entry speaks for the measure as a whole."""


@dataclass(frozen=True, slots=True)
class Undated:
    """No day is given: what is said counts from the end of its period."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was reported in words for a period, by whom and on which day."""

    kind: EntryKind
    period: Period
    unit: "Unit | Nobody"
    on: dt.date | Undated
    prose: tuple[Block, ...]
    text: str
    line: int

    def is_known(self, as_of: dt.date) -> bool:
        """Say whether the entry had been made by a day."""
        return (self.period.end if isinstance(self.on, Undated) else self.on) <= as_of


class StageName(StrEnum):
    """How far a measure is."""

    NOT_STARTED = "未启动"
    UNDER_WAY = "推进中"
    DONE = "已完成"
    STANDING = "长期推进"


@dataclass(frozen=True, slots=True)
class Stage:
    """A measure's stage and the day it was set."""

    name: StageName
    since: dt.date


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the 17 measures: the official paragraph whole, and what was reported below it.

    `stages` are all that were set, the oldest first: an old issue is printed with its own.
    """

    id: str
    title: str
    chapter: Chapter
    paragraph: str
    bracket: str
    units: tuple[Responsible, ...]
    is_sole: bool
    indicators: tuple[IndicatorLink, ...]
    summary: str
    stages: tuple[Stage, ...]
    entries: tuple[Entry, ...]
    source: str

    @property
    def number(self) -> int:
        return int(self.id)


@dataclass(frozen=True, slots=True)
class AssuranceItem:
    """One of the three 组织保障 items, which are not measures."""

    numeral: str
    title: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class NoRow:
    """The annex has no row for this goal."""


def scale(unit: str) -> int:
    """Return how many of the bare unit a unit is: 万件 is 10000件."""
    return {"万": 10_000, "亿": 100_000_000}.get(unit[:1], 1)


@dataclass(frozen=True, slots=True)
class Goal:
    """A headline goal of the preamble, with the annex row it agrees with, if there is one."""

    id: str
    name: str
    quote: str
    value: Decimal
    unit: str
    due: int
    cumulative: bool
    indicator: Indicator | NoRow
    basis: Basis
    remark: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan and the notice that issued it."""

    title: str
    notice_title: str
    issuer: str
    issued: dt.date
    doc_no: str
    disclosure: str
    sha256: str
    recipients: str
    notice: str
    preamble: str
    chapters: tuple[Chapter, ...]
    goals: tuple[Goal, ...]
    aim_due: int
    aim: str
    annex_title: str
    years: tuple[int, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of the official text and where they stand."""

    where: str
    quote: str


@dataclass(frozen=True, slots=True)
class Tension:
    """Two places of the official text that do not say the same, and how this site treats it."""

    id: str
    title: str
    statements: tuple[Statement, ...]
    treatment: str
    measures: tuple[str, ...]
    indicators: tuple[str, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """A judgement made by hand: why, by whom, and until when it stands."""

    indicator: str
    year: int
    case: Case
    reason: str
    signer: str
    signed_on: dt.date
    expires: dt.date
    line: int

    def stands(self, as_of: dt.date) -> bool:
        return self.signed_on <= as_of <= self.expires


@dataclass(frozen=True, slots=True)
class Site:
    """What site.yml says; a field that still holds GAP is shown as a gap and stops a release.

    `is_demo`: every figure and every reported word is invented; each page and document says so.
    """

    title: str
    short_title: str
    description: str
    keywords: tuple[str, ...]
    organiser: str
    as_of: dt.date
    published: str
    base_url: str
    base_path: str
    domain: str
    site_id_code: str
    icp: str
    police: str
    phone: str
    address: str
    conac_url: str
    report_error_url: str
    rule: Rule
    is_demo: bool


class BulletinKind(StrEnum):
    """What an issue is: 简报 informs by custom, 通报 is one of the statutory kinds of 公文."""

    BRIEF = "简报"
    NOTICE = "通报"


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One printed issue; `id` is its year and number, e.g. "2023-01".

    A 通报 has addressees (主送), a signature (落款) above its date, and may have a 发文字号; they are
    '' elsewhere.
    """

    id: str
    kind: BulletinKind
    name: str
    doc_no: str
    year: int
    number: int
    total_number: int | Literal["待填"]
    is_draft: bool
    title: str
    issuer: str
    as_of: dt.date
    date: dt.date | Literal["待填"]
    addressees: str
    signature: str
    signer: str
    report_to: str
    send_to: str
    distribute_to: str
    copies: int | Literal["待填"]
    summary: str
    prose: tuple[Block, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Page:
    """A free page an editor wrote, e.g. 关于本站; `slug` is the file's name."""

    slug: str
    title: str
    summary: str
    prose: tuple[Block, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that the site and the bulletins say."""

    site: Site
    plan: Plan
    measures: tuple[Measure, ...]
    assurance_title: str
    assurance: tuple[AssuranceItem, ...]
    register: Register
    indicators: tuple[Indicator, ...]
    actuals: tuple[Actual, ...]
    overrides: tuple[Override, ...]
    tensions: tuple[Tension, ...]
    bulletins: tuple[Bulletin, ...]
    pages: tuple[Page, ...]
