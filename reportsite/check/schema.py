"""The shape of what editors type: one declaration per kind of file, all faults of a file at once."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from reportsite.check.fields import (
    BasePath,
    BaseUrl,
    CaseByHand,
    Checksum,
    Day,
    DayOrGap,
    Flag,
    IndicatorId,
    Listed,
    MaybeDay,
    MaybeText,
    MaybeWhole,
    MeasureId,
    MomentOrGap,
    Month,
    MonthDay,
    Number,
    Slug,
    Text,
    Whole,
    WholeOrGap,
)
from reportsite.plan.judge import Direction
from reportsite.plan.model import Accumulation, Basis
from reportsite.plan.written import BulletinKind, StageName

Verified = Literal["核实", "部分核实", "惯例", "推定", "未核实", "名单未查到"]


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


class NameEntry(Typed):
    """A full name and the months it was valid: `since` from, `until` to, both inclusive."""

    full_name: Text
    since: Month | None = None
    until: Month | None = None
    verified: Verified
    note: MaybeText = ""


class UnitEntry(Typed):
    id: Slug
    name: Text
    full_name: MaybeText = ""
    kind: Text
    aliases: Listed[Text] = ()
    verified: Verified
    note: MaybeText = ""
    source: MaybeText = ""
    names: Listed[NameEntry] = ()
    code: MaybeText = ""


class GroupEntry(UnitEntry):
    members: Listed[UnitEntry] = ()


class UnitsFile(Typed):
    units: tuple[UnitEntry, ...]
    groups: tuple[GroupEntry, ...]
    recipients: tuple[UnitEntry, ...]


class NatureEntry(Typed):
    accumulation: Accumulation
    basis: Basis
    evidence: Text


class IndicatorEntry(Typed):
    id: IndicatorId
    name: Text
    unit: MaybeText = ""
    unit_presumed: MaybeText = ""
    nature: NatureEntry
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


class StatementEntry(Typed):
    """Words of the official text and where they stand, in words."""

    where: Text
    quote: Text


class TensionEntry(Typed):
    id: Slug
    title: Text
    statements: tuple[StatementEntry, ...]
    treatment: Text
    measures: Listed[MeasureId] = ()
    indicators: Listed[IndicatorId] = ()
    goals: Listed[Slug] = ()


class TensionsFile(Typed):
    tensions: tuple[TensionEntry, ...]


class OverrideEntry(Typed):
    indicator: IndicatorId
    year: Whole
    case: CaseByHand
    reason: Text
    signer: Text
    signed_on: Day
    expires: Day


class OverridesFile(Typed):
    overrides: Listed[OverrideEntry] = ()


class BulletinFile(Typed):
    """An issue; which of the fields with a default it must have depends on its kind."""

    kind: BulletinKind
    name: Text
    doc_no: MaybeText = ""
    year: Whole
    number: Whole
    total_number: WholeOrGap
    status: Literal["draft", "issued"]
    title: Text
    issuer: Text
    as_of: Day
    date: DayOrGap
    addressees: MaybeText = ""
    editors_note: MaybeText = ""
    signature: MaybeText = ""
    signer: Text
    report_to: MaybeText = ""
    send_to: MaybeText = ""
    distribute_to: MaybeText = ""
    copies: MaybeWhole = ""
    copy_to: MaybeText = ""
    printed_by: MaybeText = ""
    printed_on: MaybeDay = ""
    summary: Text


class PageFile(Typed):
    title: Text
    summary: Text


class Thresholds(Typed):
    """The limits of the judgement, in per cent, percentage points and as month-day.

    Whole numbers: what is printed with one decimal can then never hide on which side it lies.
    """

    near_percent: Whole
    behind_points: Whole
    annual_due: MonthDay
    half_year_due: MonthDay


class EarlierThresholds(Thresholds):
    """Limits that were in force before, whole, and the last day they were: issues of then keep them."""

    until: Day


class PrintEntry(Typed):
    """How pages are made up, and a site's own fonts by what an office calls their role."""

    duplex: Flag = True
    ends_even: Flag = False
    fonts: dict[Literal["仿宋", "楷体", "黑体", "宋体", "小标宋"], Text] = Field(
        default_factory=dict
    )


class SiteFile(Typed):
    title: Text
    short_title: Text
    description: Text
    keywords: tuple[Text, ...]
    organiser: Text
    as_of: Day
    published: MomentOrGap
    base_url: BaseUrl
    base_path: BasePath
    domain: Text
    site_id_code: Text
    icp: Text
    police: Text
    phone: Text
    address: Text
    conac_url: Text
    report_error_url: Text
    data_licence: Text
    thresholds: Thresholds
    earlier_thresholds: Listed[EarlierThresholds] = ()
    print: PrintEntry = PrintEntry()
