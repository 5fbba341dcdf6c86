"""What the tables of prose show, as of a document's own day, and an issue's text with its attachments.

What moved between two issues is such a table.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from markupsafe import Markup

from reportsite.facts.case import UNREPORTED, limits, spoken
from reportsite.facts.indicator import indicator_table
from reportsite.facts.measure import MeasureFacts, measure_facts
from reportsite.facts.plan import goals, target_table
from reportsite.plan import owed as debts
from reportsite.plan import paths, words
from reportsite.plan.judge import Rule
from reportsite.plan.model import Measure, Report
from reportsite.plan.period import Period, period
from reportsite.plan.snapshot import (
    Changes,
    Corrected,
    Lapsed,
    Moved,
    Said,
    Snapshot,
    Staged,
    changes,
    snapshot,
)
from reportsite.plan.written import Bulletin, Nobody
from reportsite.source.calls import Insert
from reportsite.source.markdown import Block

PathOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the table: what moved, and how it was and is; `id` is its page's, '' for a limit."""

    id: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """What moved between two days; `since` names the earlier issue."""

    since: str
    before: str
    after: str
    limits: tuple[Change, ...]
    indicators: tuple[Change, ...]
    corrections: tuple[Change, ...]
    stages: tuple[Change, ...]
    deadlines: tuple[Change, ...]
    entries: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.parts)

    @property
    def parts(self) -> Iterator[tuple[str, PathOf, tuple[Change, ...]]]:
        """Yield what moved: its title, where a row's id leads to, and its rows."""
        for part, (title, path_of) in PARTS.items():
            rows: tuple[Change, ...] = getattr(self, part)
            if rows:
                yield title, path_of, rows


def between(report: Report, before: Bulletin, after: Bulletin) -> ChangeTable:
    """Return the record of what moved between two issues."""
    sides = (snapshot(report, issue.as_of) for issue in (before, after))
    return change_table(changes(*sides), before.issue)


def change_table(changes: Changes, since: str) -> ChangeTable:
    """Return the record of a diff; `since` names the earlier issue in words."""
    return ChangeTable(
        since=since,
        before=words.date(changes.before),
        after=words.date(changes.after),
        limits=tuple(_limits(*changes.rules, dated=changes.dated)),
        indicators=tuple(map(_moved, changes.moved)),
        corrections=tuple(map(_corrected, changes.corrected)),
        stages=tuple(map(_staged, changes.staged)),
        deadlines=tuple(map(_lapsed, changes.lapsed)),
        entries=tuple(map(_said, changes.said)),
    )


def _limits(before: Rule, after: Rule, *, dated: bool) -> Iterator[Change]:
    """Yield the limits that were changed: a case can move where no figure does."""
    sides = (limits(rule, dated=dated) for rule in (before, after))
    for one, other in zip(*sides, strict=True):
        if one != other:
            yield Change("", one.label, one.text, other.text)


def _moved(moved: Moved) -> Change:
    indicator = moved.indicator
    sides = (
        f"{spoken(side.actual, indicator) or UNREPORTED}，{side.year}年{side.case.marked}"
        for side in (moved.before, moved.after)
    )
    return Change(indicator.id, indicator.name, *sides)


def _corrected(corrected: Corrected) -> Change:
    unit, new = corrected.indicator.unit, corrected.after
    reason = f"，{new.note}" if new.note else ""
    return Change(
        corrected.indicator.id,
        f"{corrected.indicator.name}（{new.period.words}{new.area}）",
        words.amount(corrected.before.value, unit),
        f"{words.amount(new.value, unit)}（{words.date(new.reported_on)}更正{reason}）",
    )


def _staged(staged: Staged) -> Change:
    after = f"{staged.after.name}（{words.date(staged.after.since)}起）"
    before = staged.before.name.value if staged.before else "未确定"
    name = f"{_measure(staged)}{f'：{staged.task.title}' if staged.task.title else ''}"
    return Change(staged.measure.id, name, before, after)


def _lapsed(lapsed: Lapsed) -> Change:
    measure = lapsed.state.measure
    return Change(
        measure.id, f"{measure.label}　{lapsed.title}", lapsed.before.marked, lapsed.after.marked
    )


def _said(said: Said) -> Change:
    entry = said.entry
    unit = "" if isinstance(entry.unit, Nobody) else f"（{entry.unit.name}）"
    return Change(
        said.measure.id, _measure(said), "", f"{entry.period.words}{entry.kind.value}{unit}"
    )


def _measure(of: Said | Staged) -> str:
    return f"{of.measure.label}　{of.measure.title}"


PARTS: Mapping[str, tuple[str, PathOf]] = {
    "limits": ("改了的评定界限", lambda _: paths.METHOD),
    "indicators": ("数字或状态有变化的指标", paths.indicator),
    "corrections": ("更正的数字", paths.indicator),
    "stages": ("阶段有变化的措施", paths.measure),
    "deadlines": ("完成或者逾期的任务", paths.measure),
    "entries": ("新报的进展", paths.measure),
}


def as_text(table: ChangeTable) -> str:
    """Write a diff for a screen, part by part; an empty one says so."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: ChangeTable) -> Iterator[str]:
    yield f"与{table.since}（数据截至{table.before}）相比，到{table.after}："
    if table.is_empty:
        yield "没有变化。"
    for title, _, rows in table.parts:
        yield f"{title}（{len(rows)}项）"
        for row in rows:
            name = "　".join(filter(None, (row.id, row.name)))
            yield f"  {name}：{' → '.join(filter(None, (row.before, row.after)))}"


def as_json(table: ChangeTable) -> str:
    """Write a diff as one JSON object; each part is a list of {id, name, before, after}."""
    return json.dumps(asdict(table), ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text: its templates' name, its number in the document, what it shows."""

    name: str
    number: int
    record: object


@dataclass(frozen=True, slots=True)
class ProgressTable:
    """What was said of the measures for a period; `silent` are those of which nothing was."""

    period: Period
    rows: tuple[MeasureFacts, ...]
    silent: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class OwedTable:
    """Who owes what for a period, and by when; no order but the register's."""

    title: str
    due: str
    rows: tuple[debts.Owed, ...]


def blocks(prose: Iterable[Block], snapshot: Snapshot) -> tuple[Markup | Table, ...]:
    """Return a document's text with every insert as the table it stands for, numbered from 1."""
    found: list[Markup | Table] = []
    number = 0
    for block in prose:
        if isinstance(block, Insert):
            number += 1
            found.append(table(block, number, snapshot))
        else:
            found.append(block)
    return tuple(found)


def table(insert: Insert, number: int, snapshot: Snapshot) -> Table:
    """Return the table of an insert as things stood on the document's day."""
    return Table(insert.name, number, RECORDS[insert.name](snapshot, *insert.arguments))


def _progress(at: Snapshot, key: str) -> ProgressTable:
    wanted = _period(key)
    facts = [measure_facts(measure, at) for measure in at.report.measures]
    told = {one.measure.id for one in facts if any(e.period == wanted for e in one.entries)}
    return ProgressTable(
        period=wanted,
        rows=tuple(one for one in facts if one.measure.id in told),
        silent=tuple(measure for measure in at.report.measures if measure.id not in told),
    )


def _owed(at: Snapshot, key: str) -> OwedTable:
    wanted = _period(key)
    due = debts.due_date(at.rule, wanted)
    is_overdue = due is not None and at.as_of > due
    return OwedTable(
        title=f"{wanted.words}{'应报未报' if is_overdue else '待报'}情况",
        due=_last_day(due, is_overdue=is_overdue),
        rows=debts.owed(at.report, wanted, at.as_of),
    )


def _last_day(due: dt.date | None, *, is_overdue: bool) -> str:
    if due is None:
        return "没有规定"
    return words.date(due) if is_overdue else f"{words.date(due)}，还没有到"


def _changes(at: Snapshot, since: str, before: str) -> ChangeTable:
    earlier = snapshot(at.report, dt.date.fromisoformat(before))
    return change_table(changes(earlier, at), since)


def _period(key: str) -> Period:
    found = period(key)
    assert found
    return found


RECORDS: Mapping[str, Callable[..., object]] = {
    "goals": goals,
    "measures": lambda at: at.report.by_chapter,
    "targets": lambda at: target_table(at.report),
    "indicators": indicator_table,
    "progress": _progress,
    "owed": _owed,
    "corrections": lambda at: at,
    "changes": _changes,
}


Part = Markup | Table

TITLE = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.DOTALL)
HEADING = re.compile(r'<h2 id="(附件[^"]*)">(.*?)</h2>', re.DOTALL)
LABEL = re.compile(r"^附件\s*\d*[：:、.．\s\u3000]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text as its 要目 lists it, and the id it leads to."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class IssueAttachment:
    """What follows the signature on a page of its own; `label` is 附件, or 附件1 of several."""

    id: str
    label: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class IssueText:
    """The text of an issue and its attachments."""

    parts: tuple[Part, ...]
    attachments: tuple[IssueAttachment, ...]


def issue_text(bulletin: Bulletin, on_its_day: Snapshot) -> IssueText:
    """Return an issue's text with its tables as of its own day.

    A heading `## 附件1：…` begins an attachment, which reaches to the next one.
    """
    sections = list(_sections(blocks(bulletin.prose, on_its_day)))
    attached = sections[1:]
    return IssueText(
        parts=tuple(sections[0][2]),
        attachments=tuple(
            IssueAttachment(id, f"附件{number if len(attached) > 1 else ''}", title, tuple(parts))
            for number, (id, title, parts) in enumerate(attached, 1)
        ),
    )


def contents(text: IssueText) -> tuple[Heading, ...]:
    """Return the headings of the first level, then the attachments; one alone needs no list."""
    prose = (str(part) for part in text.parts if not isinstance(part, Table))
    found = (title for html in prose for title in TITLE.findall(html))
    own = (Heading(id, Markup(title).striptags()) for id, title in found)  # noqa: S704 -- its text
    attached = (Heading(a.id, f"{a.label}　{a.title}") for a in text.attachments)
    headings = (*own, *attached)
    return headings if len(headings) > 1 else ()


def _sections(parts: tuple[Part, ...]) -> Iterator[tuple[str, str, list[Part]]]:
    """Yield the id, title and parts of the text, then of every attachment."""
    id, title, own = "", "", list[Part]()
    for part in parts:
        if isinstance(part, Table):
            own.append(part)
            continue
        text, *rest = HEADING.split(str(part))
        own += _kept(text)
        for next_id, heading, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            yield id, title, own
            id, title, own = next_id, LABEL.sub("", heading), list(_kept(text))
    yield id, title, own


def _kept(html: str) -> list[Part]:
    return [Markup(html.strip())] if html.strip() else []  # noqa: S704 -- sanitised in markup; only cut
