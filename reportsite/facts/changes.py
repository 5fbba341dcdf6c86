"""What moved between two issues, worded once for the command, the page and the print."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

from reportsite.facts.case import UNREPORTED, limits, spoken
from reportsite.plan import paths, words
from reportsite.plan.diff import Changes, Moved, Said, Staged, changes
from reportsite.plan.judge import Rule
from reportsite.plan.model import Report
from reportsite.plan.snapshot import Corrected, snapshot
from reportsite.plan.written import Bulletin, Nobody

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
    return change_table(changes(*sides), f"{before.year}年第{before.number}期")


def change_table(changes: Changes, since: str) -> ChangeTable:
    """Return the record of a diff; `since` names the earlier issue in words."""
    return ChangeTable(
        since=since,
        before=words.date(changes.before),
        after=words.date(changes.after),
        limits=tuple(_limits(*changes.rules)),
        indicators=tuple(map(_moved, changes.moved)),
        corrections=tuple(map(_corrected, changes.corrected)),
        stages=tuple(map(_staged, changes.staged)),
        entries=tuple(map(_said, changes.said)),
    )


def _limits(before: Rule, after: Rule) -> Iterator[Change]:
    """Yield the limits that were changed: a case can move where no figure does."""
    for one, other in zip(limits(before), limits(after), strict=True):
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
        f"{corrected.indicator.name}（{new.period.words}）",
        words.amount(corrected.before.value, unit),
        f"{words.amount(new.value, unit)}（{words.date(new.reported_on)}更正{reason}）",
    )


def _staged(staged: Staged) -> Change:
    after = f"{staged.after.name}（{words.date(staged.after.since)}起）"
    before = staged.before.name.value if staged.before else "未确定"
    return Change(staged.measure.id, _measure(staged), before, after)


def _said(said: Said) -> Change:
    entry = said.entry
    unit = "" if isinstance(entry.unit, Nobody) else f"（{entry.unit.name}）"
    return Change(
        said.measure.id, _measure(said), "", f"{entry.period.words}{entry.kind.value}{unit}"
    )


def _measure(of: Said | Staged) -> str:
    return f"{words.measure(of.measure.number)}　{of.measure.title}"


PARTS: Mapping[str, tuple[str, PathOf]] = {
    "limits": ("改了的评定界限", lambda _: paths.METHOD),
    "indicators": ("数字或状态有变化的指标", paths.indicator),
    "corrections": ("更正的数字", paths.indicator),
    "stages": ("阶段有变化的措施", paths.measure),
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
