"""What editors write: entries, stages, judgements by hand, settings, bulletins and free pages.

`GAP` is still to be supplied.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from reportsite.plan.case import Case
from reportsite.plan.judge import Rules
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
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
class Undated:
    """No day is given: what is said counts from the end of its period."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was reported in words for a period, by whom and on which day."""

    kind: EntryKind
    period: Period
    unit: Unit | Nobody
    on: dt.date | Undated
    prose: tuple[Block, ...]
    text: str
    line: int

    @property
    def is_dated(self) -> bool:
        return isinstance(self.on, dt.date)

    @property
    def opening(self) -> str:
        """Return the first sentence."""
        return f"{self.text.partition('。')[0]}。"

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


GAP = "待填"


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
    data_licence: str
    rules: Rules
    paper: Paper
    is_demo: bool


class BulletinKind(StrEnum):
    """What an issue is: 简报 informs by custom, 通报 is one of the statutory kinds of 公文."""

    BRIEF = "简报"
    NOTICE = "通报"


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One printed issue; `id` is its year and number, e.g. "2023-01".

    A 简报 has a 报尾 (whom it goes to, how many were printed) and may have a 按语. A 通报 has
    addressees (主送), a signature (落款) above its date, a 版记 (who printed it and when), and may
    have a 发文字号 and a 抄送. What a kind does not have is ''.
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
    editors_note: str
    signature: str
    signer: str
    report_to: str
    send_to: str
    distribute_to: str
    copies: int | Literal["待填", ""]
    copy_to: str
    printed_by: str
    printed_on: dt.date | Literal["待填", ""]
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
