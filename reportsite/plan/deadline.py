"""When a task is to be done, and where it stands by that: one table of cases, judged by dates.

Dates judge tasks as figures judge indicators: exactly one case holds, as known on a day.
"""

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from reportsite.plan.case import CaseGroup, Marked
from reportsite.plan.period import QUARTERS, YEAR

GOES_ON = "持续推进"
SOON = 30  # days before a limit that are close to it, unless site.yml says otherwise
KEY = re.compile(rf"{YEAR}(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])(?:-([0-3][0-9]))?))?")
HALVES = "上下"


@dataclass(frozen=True, slots=True)
class Due:
    """A limit as typed (`2026-H1`), in words (`2026年上半年`), and its last day; None: it goes on."""

    key: str
    words: str
    end: dt.date | None

    @property
    def last(self) -> str:
        """Return the day that counts where the words do not say it: `到6月30日`; else ''."""
        if self.end is None or self.key == self.end.isoformat():
            return ""
        return f"到{self.end.month}月{self.end.day}日"

    def __str__(self) -> str:
        """Return it as readers see it: `2026年上半年（到6月30日）`."""
        return f"{self.words}（{self.last}）" if self.last else self.words


def due(text: str) -> Due | None:
    """Read a day, a month, a half, a quarter, a year (its last day) or 持续推进; None where none."""
    if text == GOES_ON:
        return Due(text, text, None)
    match = KEY.fullmatch(text)
    if match is None:
        return None
    year, half, quarter, month, day = match.groups()
    months = int(half or 0) * 6 or int(quarter or 0) * 3 or int(month or 12)
    last = calendar.monthrange(int(year), months)[1]
    if day and not 1 <= int(day) <= last:
        return None
    end = dt.date(int(year), months, int(day or last))
    words = f"{year}年"
    if half:
        words += f"{HALVES[int(half) - 1]}半年"
    elif quarter:
        words += f"第{QUARTERS[int(quarter) - 1]}季度"
    elif month:
        words += f"{months}月" + (f"{int(day)}日" if day else "")
    return Due(text, words, end)


@dataclass(frozen=True, slots=True)
class DueMeaning:
    """A row of the table: shape, group, how a count calls it, rule, and the same to a citizen.

    `rule` has the limit it names in braces: {soon} days. `counted` is '' where the stage says more.
    """

    mark: str
    group: CaseGroup
    counted: str
    rule: str
    plain: str


class DueCase(Marked):
    """Where a task stands by its limit, the best first; exactly one holds."""

    IN_TIME = "按期完成"
    DONE = "已完成"
    LATE = "逾期完成"
    GOES_ON = "持续推进"
    NOT_DUE = "未到期"
    SOON = "临近到期"
    OVERDUE = "已逾期"
    UNSET = "未设时限"

    @property
    def meaning(self) -> DueMeaning:
        return MEANINGS[self]

    @property
    def is_done(self) -> bool:
        return self in (DueCase.IN_TIME, DueCase.DONE, DueCase.LATE)

    @property
    def urgency(self) -> int:
        """Return where the case sorts: what is overdue first, what is done last."""
        return URGENT_FIRST.index(self)

    def rule(self, soon: int) -> str:
        """Return the sentence of the rule with the limit as it is set."""
        return self.meaning.rule.format(soon=soon)


def _meaning(case: DueCase) -> DueMeaning:
    """Return a case's row; a case without one is told by the type checker."""
    match case:
        case DueCase.IN_TIME:
            return DueMeaning("√", CaseGroup.GOOD, "已完成", "完成的日期不晚于完成时限（含当天）。", "按时做完了。")  # fmt: skip
        case DueCase.DONE:
            return DueMeaning("√", CaseGroup.GOOD, "已完成", "登记为已完成；没有完成时限，不分按期和逾期。", "做完了。")  # fmt: skip
        case DueCase.LATE:
            return DueMeaning("▲", CaseGroup.CLOSE, "逾期完成", "已经完成，完成的日期晚于完成时限。", "做完了，比定的日子晚。")  # fmt: skip
        case DueCase.GOES_ON:
            return DueMeaning("○", CaseGroup.OPEN, "", "写明持续推进，没有完成的日子，不评定。", "要一直做下去。")  # fmt: skip
        case DueCase.NOT_DUE:
            return DueMeaning("○", CaseGroup.OPEN, "", "还没有登记完成，离完成时限超过{soon}天。", "还没到期限。")  # fmt: skip
        case DueCase.SOON:
            return DueMeaning("▲", CaseGroup.CLOSE, "", "还没有登记完成，离完成时限不超过{soon}天（含）。", "快到期限了。")  # fmt: skip
        case DueCase.OVERDUE:
            return DueMeaning("×", CaseGroup.LATE, "已逾期", "完成时限已过，还没有登记完成。", "过了期限还没做完。")  # fmt: skip
        case DueCase.UNSET:
            return DueMeaning("○", CaseGroup.OPEN, "", "没有写完成时限，也没有登记完成，不评定。", "没有定期限。")  # fmt: skip
        case _:
            assert_never(case)


MEANINGS = {case: _meaning(case) for case in DueCase}
URGENT_FIRST = (
    DueCase.OVERDUE, DueCase.SOON, DueCase.NOT_DUE, DueCase.GOES_ON, DueCase.UNSET,
    DueCase.LATE, DueCase.DONE, DueCase.IN_TIME,
)  # fmt: skip


def judge_due(limit: Due | None, done: dt.date | None, as_of: dt.date, soon: int) -> DueCase:
    """Return the one case that holds on a day; the last day of a limit is in time.

    `done` is the day it was finished, as known on `as_of`; `soon` the days that are close to a limit.
    """
    end = limit.end if limit else None
    if done:
        if end is None:
            return DueCase.DONE
        return DueCase.IN_TIME if done <= end else DueCase.LATE
    if limit is None:
        return DueCase.UNSET
    if end is None:
        return DueCase.GOES_ON
    if as_of > end:
        return DueCase.OVERDUE
    return DueCase.SOON if (end - as_of).days <= soon else DueCase.NOT_DUE


def counted(cases: Iterable[tuple[DueCase, str]]) -> str:
    """Say how many tasks stand how: `5个任务：2个已完成、2个推进中、1个已逾期`.

    A case comes with its task's stage, '' for none, which says more of what is neither done nor late.
    """
    rows = list(cases)
    called = Counter(case.meaning.counted or stage or "没有登记阶段" for case, stage in rows)
    order = {"已完成": 0, "逾期完成": 1, "已逾期": 3}
    parts = sorted(called.items(), key=lambda part: order.get(part[0], 2))
    return f"{len(rows)}个任务：{'、'.join(f'{number}个{name}' for name, number in parts)}"
