"""What editors write: entries, stages, judgements by hand, settings, bulletins and free pages."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from reportsite.plan.case import Case, Ground
from reportsite.plan.deadline import Due
from reportsite.plan.judge import Rules
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
from reportsite.source.kinds import (
    BasePath,
    BaseUrl,
    Closed,
    Day,
    DayOrGap,
    IndicatorId,
    MaybeDay,
    MaybeText,
    MaybeWhole,
    MomentOrGap,
    Slug,
    Text,
    Whole,
    WholeOrGap,
    one_of,
)
from reportsite.source.markdown import Block


class EntryKind(StrEnum):
    """What an entry of progress speaks of."""

    PROGRESS = "进展"
    PROBLEM = "存在问题"
    NEXT = "下一步"


@dataclass(frozen=True, slots=True)
class Nobody:
    """No unit is named: the entry speaks for the measure as a whole."""

    id: ClassVar[str] = ""
    name: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was reported in words for a period, by whom and on which day, where one is given."""

    kind: EntryKind
    period: Period
    unit: Unit | Nobody
    on: dt.date | None
    prose: tuple[Block, ...]
    text: str
    line: int

    @property
    def day(self) -> dt.date:
        """Return the day it counts from, the end of its period where none is given."""
        return self.on or self.period.end

    @property
    def opening(self) -> str:
        """Return the first sentence."""
        return f"{self.text.partition('。')[0]}。"

    def is_known(self, as_of: dt.date) -> bool:
        """Say whether the entry had been made by a day."""
        return self.day <= as_of


class StageName(StrEnum):
    """How far a measure is."""

    NOT_STARTED = "未启动"
    UNDER_WAY = "推进中"
    DONE = "已完成"
    STANDING = "长期推进"


@dataclass(frozen=True, slots=True)
class Stage:
    """A task's stage and the day it was set; `done` is the day it was finished, if another."""

    name: StageName
    since: dt.date
    done: dt.date | None = None

    @property
    def finished(self) -> dt.date | None:
        """Return the day it was finished, None where it is not."""
        return (self.done or self.since) if self.name is StageName.DONE else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that something was done: a link, or a file of content/evidence/ (the other is '')."""

    title: str
    href: str
    file: str
    on: dt.date | None

    @property
    def kind(self) -> str:
        """Return what kind of file it is, as its link says: `PDF`."""
        return self.file.rpartition(".")[2].upper()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of a task, its limit, and the day it was reached."""

    title: str
    due: Due
    done: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()


# What a person may sign is what a year's figure can lead to.
BY_HAND = tuple(case for case in Case if case.meaning.ground is Ground.YEAR)


@dataclass(frozen=True, slots=True)
class Override(Closed):
    """A judgement made by hand: why, by whom, and until when it stands."""

    indicator: IndicatorId
    year: Whole
    case: Annotated[Case, one_of(BY_HAND)]
    reason: Text
    signer: Text
    signed_on: Day
    expires: Day

    def stands(self, as_of: dt.date) -> bool:
        return self.signed_on <= as_of <= self.expires


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font of the site's own: the role it fills (仿宋 …), its file's name, its line in site.yml."""

    role: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Paper:
    """How pages are made up.

    `duplex`: printed on both sides, so that the wider margin changes with the page's side (订口).
    `ends_even`: a bulletin's 版记 stands on an even page, the back of the last sheet.
    """

    duplex: bool = True
    ends_even: bool = False
    typefaces: tuple[Typeface, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Closed):
    """What site.yml says in words; a field that still holds GAP is shown as a gap and stops a release.

    `place` stands before the site's name, `region` is what the plan is valid for, `subject` what it
    is about, `plan_name` what readers call it (行动方案), `dataset` how programs name its data,
    `typos` what is often mistyped here, each with what is meant.
    """

    title: Text
    short_title: Text
    description: Text
    keywords: tuple[Text, ...]
    place: MaybeText = ""
    region: MaybeText = ""
    subject: MaybeText = ""
    plan_name: Text = "方案"
    dataset: Slug = "plan"
    typos: Mapping[Text, Text] = field(default_factory=dict)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Settings):
    """The site's settings; `is_demo`: every figure and word is invented, as each page then says."""

    rules: Rules
    paper: Paper
    is_demo: bool


class BulletinKind(StrEnum):
    """What an issue is: 简报 informs by custom, 通报 is one of the statutory kinds of 公文."""

    BRIEF = "简报"
    NOTICE = "通报"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinFront(Closed):
    """What stands above the text of a printed issue.

    A 简报 has a 报尾 (whom it goes to, how many were printed) and may have a 按语. A 通报 has
    addressees (主送), a signature (落款) above its date, a 版记 (who printed it and when), and may
    have a 发文字号 and a 抄送. What a kind does not have is ''.
    """

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

    @property
    def id(self) -> str:
        """Return its year and number, e.g. "2023-01"."""
        return f"{self.year}-{self.number:02}"

    @property
    def issue(self) -> str:
        return f"{self.year}年第{self.number}期"

    @property
    def is_draft(self) -> bool:
        return self.status == "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin(BulletinFront):
    """One printed issue."""

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
