"""The shape of what editors type: one declaration per kind of file, all faults of a file at once."""

from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from reportsite.plan.judge import Direction, Rule
from reportsite.plan.model import Basis, Nature, Tension
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
    Whole,
)


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


class StageFields(Typed):
    """How far a measure is, since when, and what it was before (issues of then print that)."""

    stage: StageName | None = None
    stage_since: Day | None = None
    earlier_stages: Listed[StageEntry] = ()


class ReportedFile(StageFields):
    """What was reported about a measure, where that stands in a file of its own (the demo)."""


class MeasureFields(Typed):
    number: Whole
    title: Text
    chapter: Whole
    units: tuple[Text, ...]
    responsibility: Literal["joint", "sole"]
    indicators: Listed[LinkEntry] = ()
    summary: Text


class MeasureFile(StageFields, MeasureFields):
    """A measure: what was issued, then its stages."""


class ChapterEntry(Typed):
    number: Whole
    title: Text


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


class PlanFile(Typed):
    title: Text
    notice_title: Text
    issuer: Text
    issued: Day
    doc_no: MaybeText = ""
    disclosure: Text
    sha256: Checksum
    recipients: Text
    notice: Text
    chapters: tuple[ChapterEntry, ...]
    goals: tuple[GoalEntry, ...]
    aim: AimEntry


class AssuranceFile(Typed):
    title: Text


class IndicatorEntry(Typed):
    id: IndicatorId
    name: Text
    unit: MaybeText = ""
    unit_presumed: MaybeText = ""
    nature: Nature
    targets: dict[Whole, Text]
    parts: Listed[Text] = ()
    direction: Direction = Direction.UP
    smooth: Flag = False
    reporters: Listed[Text] = ()


class NoteEntry(Typed):
    number: Whole
    text: Text
    applies_to: tuple[IndicatorId, ...]


class IndicatorsFile(Typed):
    title: Text
    years: tuple[Whole, ...]
    listed_before_issue: tuple[Whole, ...]
    reporter: Text
    indicators: tuple[IndicatorEntry, ...]
    notes: tuple[NoteEntry, ...]


class TensionsFile(Typed):
    tensions: tuple[Tension, ...]


class OverridesFile(Typed):
    overrides: Listed[Override] = ()


class PageFile(Typed):
    title: Text
    summary: Text


@dataclass(frozen=True, slots=True)
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
