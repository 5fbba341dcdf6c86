"""The report: everything true and joined, frozen, complete when made.

Missing is `NoTarget` for a year the plan sets no target for, `GAP` (kinds) for what the office must
still supply, and None for what there need not be. Keys are stable ASCII: measures and
indicators "01", "02" and so on.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from reportsite.plan.deadline import Due
from reportsite.plan.judge import Actual
from reportsite.plan.register import Register, Responsible, Role, Unit
from reportsite.plan.target import Baseline, Direction, NoTarget, Target
from reportsite.plan.written import (
    Bulletin,
    Entry,
    Evidence,
    Milestone,
    Override,
    Page,
    Site,
    Stage,
)
from reportsite.source.kinds import Closed, IndicatorId, Listed, MeasureId, Slug, Text


class Basis(StrEnum):
    """Whether the official text says it, or an editor inferred it."""

    EXPLICIT = "explicit"
    INFERRED = "inferred"

    @property
    def is_inferred(self) -> bool:
        return self is Basis.INFERRED


class Accumulation(StrEnum):
    """What kind of quantity an indicator is."""

    RATE = "rate"
    STOCK = "stock"
    CUMULATIVE = "cumulative"
    FLOW = "flow"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Nature(Closed):
    """What the indicator counts, on which basis; `evidence` quotes the text or gives the reason."""

    accumulation: Accumulation
    basis: Basis
    evidence: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the annex."""

    number: int
    text: str


class IndicatorKind(StrEnum):
    """Whether the government answers for an indicator (约束性), or it is what it hopes for."""

    BINDING = "约束性"
    EXPECTED = "预期性"


class BreakdownKind(StrEnum):
    """Whether the figures of the areas add up to the whole, or stand side by side."""

    SUM = "sum"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The areas whose figures are reported beside the whole, in the order they are declared."""

    areas: tuple[Unit, ...]
    kind: BreakdownKind

    @property
    def is_sum(self) -> bool:
        return self.kind is BreakdownKind.SUM


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the annex. `unit` is empty where none is printed.

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
    reporters: tuple[Unit, ...]
    reporters_basis: Basis
    kind: IndicatorKind | None = None
    baseline: Baseline | None = None
    breakdown: Breakdown | None = None

    @property
    def number(self) -> int:
        return int(self.id)

    @property
    def base(self) -> str:
        """Return the number of the 基期 as printed, — where there is none."""
        return str(self.baseline.value) if self.baseline else "—"

    @property
    def areas(self) -> tuple[Unit, ...]:
        """Return the areas whose figures are reported too; none for most."""
        return self.breakdown.areas if self.breakdown else ()

    @property
    def last_target(self) -> Target | NoTarget:
        return self.targets[-1]

    @property
    def is_counted(self) -> bool:
        """Say whether any year's target has a number."""
        return any(isinstance(target, Target) and target.ends for target in self.targets)

    def target_of(self, year: int) -> Target | NoTarget:
        """Return the target of one of the plan's years."""
        return next(target for target in self.targets if target.year == year)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its number from 1, its mark as printed (`一、`), its title, and its own words.

    A plan without chapters has one of number 0 and without a title.
    """

    number: int
    mark: str
    title: str
    text: str = ""

    @property
    def numeral(self) -> str:
        return bare(self.mark)

    @property
    def heading(self) -> str:
        return self.mark + self.title

    @property
    def label(self) -> str:
        """Return how it is spoken of: 第三章, or as its own mark says (第一部分)."""
        return self.numeral if self.numeral.startswith("第") else f"第{self.numeral}章"


@dataclass(frozen=True, slots=True)
class AssuranceItem:
    """A paragraph of what is to ensure the plan, which is no measure."""

    heading: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Assurance:
    """What is to ensure the plan: its heading and its paragraphs."""

    mark: str
    title: str
    items: tuple[AssuranceItem, ...]


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
    indicator: Indicator | None
    basis: Basis
    remark: str


def bare(mark: str) -> str:
    """Return the number in a printed mark: 一 of `（一）`, 1.2 of `1.2、`."""
    return mark.strip(" \u3000.．、：:，()（）[]【】〔〕")


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan and the notice that issued it; what there is none of is '' or ()."""

    title: str
    notice_title: str
    issuer: str
    issued: dt.date
    doc_no: str
    disclosure: str
    sha256: str
    recipients: str
    notice: str
    preamble: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    goals: tuple[Goal, ...]
    aim_due: int
    aim: str
    annex_title: str
    years: tuple[int, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Statement(Closed):
    """Words of the official text and where they stand, in words."""

    where: Text
    quote: Text


@dataclass(frozen=True, slots=True)
class Tension(Closed):
    """Two places of the official text that do not say the same, and how this site treats it."""

    id: Slug
    title: Text
    statements: tuple[Statement, ...]
    treatment: Text
    measures: Listed[MeasureId] = ()
    indicators: Listed[IndicatorId] = ()
    goals: Listed[Slug] = ()


@dataclass(frozen=True, slots=True)
class IndicatorLink:
    """A measure's indicator and the basis of the link."""

    indicator: Indicator
    basis: Basis


@dataclass(frozen=True, slots=True)
class Task:
    """What some units are to do: paragraphs of a measure, and their bracket without its role.

    `title` is '' where a measure is one task. `due_quote` are the words its limit rests on, '' where
    an editor inferred it. `stages` are all that were set, the oldest first: an old issue is printed
    with its own.
    """

    title: str
    paragraphs: tuple[str, ...]
    bracket: str
    units: tuple[Responsible, ...]
    due: Due | None = None
    due_quote: str = ""
    milestones: tuple[Milestone, ...] = ()
    stages: tuple[Stage, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def due_basis(self) -> Basis:
        return Basis.EXPLICIT if self.due_quote else Basis.INFERRED

    @property
    def is_dated(self) -> bool:
        """Say whether it is judged by dates: it has a limit, or steps that have."""
        return bool(self.due or self.milestones)

    @property
    def proofs(self) -> tuple[Evidence, ...]:
        """Return all its evidence, that of its steps too."""
        return (*self.evidence, *(proof for step in self.milestones for proof in step.evidence))


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its official paragraphs whole, its tasks, and what was reported below it.

    `mark` is printed before its title (`（一）`); `numeral` is the number in it, where that tells
    measures apart.
    """

    id: str
    mark: str
    numeral: str
    title: str
    chapter: Chapter
    paragraphs: tuple[str, ...]
    tasks: tuple[Task, ...]
    indicators: tuple[IndicatorLink, ...]
    summary: str
    entries: tuple[Entry, ...]
    source: str

    @property
    def number(self) -> int:
        return int(self.id)

    @property
    def heading(self) -> str:
        return self.mark + self.title

    @property
    def label(self) -> str:
        """Return how it is spoken of: 措施七."""
        return f"措施{self.numeral}"

    @property
    def units(self) -> tuple[Responsible, ...]:
        """Return whom its tasks name, each spelling and role once, in the text's order."""
        return tuple(dict.fromkeys(unit for task in self.tasks for unit in task.units))

    @property
    def has_parts(self) -> bool:
        """Say whether it has several tasks, each with a stage of its own."""
        return bool(self.tasks[0].title)

    @property
    def is_plain(self) -> bool:
        """Say whether it is one task of which no more is known than who is to do it."""
        (first, *_) = self.tasks
        return not (self.has_parts or first.is_dated or first.evidence)

    @property
    def opening(self) -> tuple[str, ...]:
        """Return its paragraphs before those of its tasks; all of them where it is one task."""
        parts = sum(len(task.paragraphs) for task in self.tasks) if self.has_parts else 0
        return self.paragraphs[: len(self.paragraphs) - parts]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Return its stages, the oldest first; one of several tasks has none of its own."""
        return () if self.has_parts else self.tasks[0].stages

    @property
    def is_sole(self) -> bool:
        """Say whether one unit answers by itself."""
        return not self.has_parts and any(named.role is Role.SOLE for named in self.units)

    @property
    def closing(self) -> str:
        """Return the roles its units have, in words."""
        return "、".join(dict.fromkeys(named.role.value for named in self.units))


@dataclass(frozen=True, slots=True)
class Report:
    """All that the site and the bulletins say; `actuals` are of the whole, `area_actuals` of areas."""

    site: Site
    plan: Plan
    measures: tuple[Measure, ...]
    assurance: Assurance
    register: Register
    indicators: tuple[Indicator, ...]
    actuals: tuple[Actual, ...]
    overrides: tuple[Override, ...]
    tensions: tuple[Tension, ...]
    bulletins: tuple[Bulletin, ...]
    pages: tuple[Page, ...]
    area_actuals: tuple[Actual, ...] = ()

    @property
    def ledger(self) -> tuple[Actual, ...]:
        """Return all reported figures, of the whole and of areas, in the order of the file."""
        return tuple(sorted((*self.actuals, *self.area_actuals), key=lambda row: row.line))

    @property
    def years(self) -> tuple[Target | NoTarget, ...]:
        """Return the first row's targets: years and which are listed are the same in every row."""
        return self.indicators[0].targets if self.indicators else ()

    @property
    def has_duties(self) -> bool:
        """Say whether any measure names who answers for it."""
        return any(measure.units for measure in self.measures)

    @property
    def is_reported_on(self) -> bool:
        """Say whether anybody is to report anything."""
        return bool(self.register.bodies and (self.measures or self.indicators))

    @property
    def judged_years(self) -> tuple[int, ...]:
        """The years of the plan that were not past when it was issued.

        Where it has no targets, they are the years from its issue to that of the data.
        """
        issued = self.plan.issued.year
        years = self.plan.years or range(issued, max(issued, self.site.as_of.year) + 1)
        return tuple(year for year in years if year >= issued)

    @property
    def is_led(self) -> bool:
        """Say whether the text names anybody as lead."""
        units = (named for measure in self.measures for named in measure.units)
        return any(named.role is Role.LEAD for named in units)

    @property
    def is_plain(self) -> bool:
        """Say whether all its measures are one task of which no more is known than who does it."""
        return all(measure.is_plain for measure in self.measures)

    @property
    def has_deadlines(self) -> bool:
        """Say whether dates judge anything."""
        return any(task.is_dated for measure in self.measures for task in measure.tasks)

    @property
    def by_chapter(self) -> tuple[tuple[Chapter, tuple[Measure, ...]], ...]:
        """Return the chapters with their measures, in the plan's order."""
        grouped = groupby(self.measures, key=lambda measure: measure.chapter)
        return tuple((chapter, tuple(measures)) for chapter, measures in grouped)
