"""The shape of what editors type: one declaration per kind of file, all faults of a file at once."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from reportsite.plan.deadline import Due, due
from reportsite.plan.judge import Rule
from reportsite.plan.model import Basis, BreakdownKind, IndicatorKind, Nature, Tension
from reportsite.plan.register import ROLE_NAMES, Role
from reportsite.plan.target import Baseline, Direction
from reportsite.plan.written import Override, Settings, StageName
from reportsite.source.kinds import (
    Checksum,
    Day,
    Flag,
    IndicatorId,
    Listed,
    MaybeText,
    Number,
    Slug,
    Text,
    WebAddress,
    Whole,
    read_as,
    spelt_as,
)

RoleName = Annotated[Role, spelt_as(ROLE_NAMES)]
Limit = Annotated[
    Due, read_as(due, "应是 2026-12-31、2026-06、2026-H1、2026-Q3、2026 或“持续推进”")
]
Opening = Literal[
    "notice_title", "doc_no", "recipients", "notice", "issuer", "issued", "disclosure", "title"
]


class Typed(BaseModel):
    """A record of an editor's file: no unknown keys, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LinkEntry(Typed):
    """A measure's indicator, and whether the measure's own text names it."""

    id: IndicatorId
    basis: Basis


class StageEntry(Typed):
    stage: StageName
    since: Day


class EvidenceEntry(Typed):
    """A link, or the name of a file in content/evidence/."""

    title: Text
    href: WebAddress | None = None
    file: Text | None = None
    on: Day | None = None


class StageFields(Typed):
    """How far a task is, since when, and what it was before (issues of then print that).

    `done` is the day it was finished, where that is another than the one on which it was said.
    """

    stage: StageName | None = None
    stage_since: Day | None = None
    done: Day | None = None
    earlier_stages: Listed[StageEntry] = ()
    evidence: Listed[EvidenceEntry] = ()


class MilestoneEntry(Typed):
    title: Text
    due: Limit
    done: Day | None = None
    evidence: Listed[EvidenceEntry] = ()


class ReportedMilestone(Typed):
    title: Text
    done: Day | None = None
    evidence: Listed[EvidenceEntry] = ()


class ReportedTask(StageFields):
    title: Text
    milestones: Listed[ReportedMilestone] = ()


class ReportedFile(StageFields):
    """What was reported about a measure, where that stands in a file of its own (the demo)."""

    milestones: Listed[ReportedMilestone] = ()
    tasks: Listed[ReportedTask] = ()


class TaskFields(Typed):
    """Who does what by when: one list of units, jointly or alone, or lists by the role each has.

    `due_quote` are the words of the text that set the limit; without them it is inferred.
    """

    units: Listed[Text] = ()
    responsibility: Literal["joint", "sole"] | None = None
    roles: dict[RoleName, tuple[Text, ...]] = Field(default_factory=dict)
    due: Limit | None = None
    due_quote: MaybeText = ""
    milestones: Listed[MilestoneEntry] = ()


class TaskEntry(StageFields, TaskFields):
    """A task of several: `title` is how its paragraph begins behind its number."""

    title: Text


class MeasureFields(TaskFields):
    """What was issued of a measure; one without `tasks` is one task itself."""

    number: Whole
    title: Text
    chapter: Whole = 0
    tasks: Listed[TaskEntry] = ()
    indicators: Listed[LinkEntry] = ()
    summary: Text


class MeasureFile(StageFields, MeasureFields):
    """A measure: what was issued, then what was reported."""


class ChapterEntry(Typed):
    """A chapter's heading: its mark as printed (`一、`), its title, and what is said below it."""

    mark: MaybeText = ""
    title: Text
    text: MaybeText = ""


class GoalEntry(Typed):
    """A headline goal of the preamble; indicator is left out where the annex has no such row."""

    id: Slug
    name: Text
    quote: Text
    value: Number
    unit: Text
    due: Whole
    cumulative: Flag = False
    indicator: IndicatorId | None = None
    basis: Basis = Basis.EXPLICIT
    remark: MaybeText = ""


class AimEntry(Typed):
    due: Whole
    quote: Text


class ForAllEntry(Typed):
    """What the text says once for all measures from where it stands.

    `first`: the first unit of each has the role; else the `units` named here have it.
    """

    quote: Text
    role: RoleName
    first: Flag = False
    units: Listed[Text] = ()


class PlanFile(Typed):
    """The plan and its notice; `opening` names what is printed before the first chapter, in order.

    `issued_printed` is the day as printed, where that is not `2023年7月3日`; `closing` stands behind
    the last chapter.
    """

    title: Text
    notice_title: MaybeText = ""
    issuer: Text
    issued: Day
    issued_printed: MaybeText = ""
    doc_no: MaybeText = ""
    disclosure: MaybeText = ""
    sha256: Checksum
    recipients: MaybeText = ""
    notice: MaybeText = ""
    opening: Listed[Opening] = ()
    chapters: Listed[ChapterEntry] = ()
    closing: MaybeText = ""
    goals: Listed[GoalEntry] = ()
    aim: AimEntry | None = None
    for_all: Listed[ForAllEntry] = ()


class AssuranceFile(Typed):
    mark: MaybeText = ""
    title: Text


class BreakdownEntry(Typed):
    """The areas that report beside the whole, by names of the register."""

    areas: tuple[Text, ...]
    kind: BreakdownKind


class IndicatorEntry(Typed):
    id: IndicatorId
    name: Text
    unit: MaybeText = ""
    unit_presumed: MaybeText = ""
    nature: Nature
    targets: dict[Whole, MaybeText]
    printed: Listed[Text] = ()
    parts: Listed[Text] = ()
    direction: Direction = Direction.UP
    smooth: Flag = False
    reporters: Listed[Text] = ()
    kind: IndicatorKind | None = None
    baseline: Baseline | None = None
    breakdown: BreakdownEntry | None = None


class NoteEntry(Typed):
    """A note of the annex; `mark` is what is printed before it (`注：1.`)."""

    number: Whole
    mark: MaybeText = ""
    text: Text
    applies_to: Listed[IndicatorId] = ()


class IndicatorsFile(Typed):
    """The annex: its heading as printed, and how a row of it is, of number, name, unit and cells.

    `no_target` is what it prints where a year has none, when that is no usual mark.
    """

    title: Text
    heading: Listed[Text] = ()
    row: Text = "number name（unit） cells"
    years: tuple[Whole, ...]
    listed_before_issue: Listed[Whole] = ()
    no_target: Text | None = None
    reporter: MaybeText = ""
    indicators: tuple[IndicatorEntry, ...]
    notes: Listed[NoteEntry] = ()


class TensionsFile(Typed):
    tensions: tuple[Tension, ...]


class OverridesFile(Typed):
    overrides: Listed[Override] = ()


class PageFile(Typed):
    title: Text
    summary: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRule(Rule):
    """Limits that were in force before, whole, and the last day they were: issues of then keep them."""

    until: Day


class PrintEntry(Typed):
    """How pages are made up, and a site's own fonts by what an office calls their role."""

    duplex: Flag = True
    ends_even: Flag = False
    fonts: dict[Literal["仿宋", "楷体", "黑体", "宋体", "小标宋"], Text] = Field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile(Settings):
    """What site.yml says, with the limits of the judgement and how pages are made up."""

    thresholds: Rule
    earlier_thresholds: Listed[EarlierRule] = ()
    print: PrintEntry = field(default_factory=PrintEntry)
