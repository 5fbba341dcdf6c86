"""What was reported in words: entries, stages, and judgements made by hand."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from reportsite.model.register import Unit
from reportsite.period import Period
from reportsite.progress import Case


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
    unit: Unit | Nobody
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
