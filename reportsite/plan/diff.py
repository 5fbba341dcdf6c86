"""What moved between two days on which the plan was reported: the diff of two issues."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.plan.case import Case
from reportsite.plan.judge import Actual, Rule, Unreported
from reportsite.plan.model import Indicator, Measure
from reportsite.plan.snapshot import Corrected, Snapshot
from reportsite.plan.written import Entry, Stage


@dataclass(frozen=True, slots=True)
class Newest:
    """An indicator's newest figure, and its case in the year that was reported on."""

    actual: Actual | Unreported
    year: int
    case: Case


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator whose newest figure or case is another."""

    indicator: Indicator
    before: Newest
    after: Newest


@dataclass(frozen=True, slots=True)
class Said:
    """An entry of progress that is new."""

    measure: Measure
    entry: Entry


@dataclass(frozen=True, slots=True)
class Staged:
    """A measure whose stage is another; None where none had been set."""

    measure: Measure
    before: Stage | None
    after: Stage


@dataclass(frozen=True, slots=True)
class Changes:
    """All that moved from one day to a later one, and the rules of both days."""

    before: dt.date
    after: dt.date
    rules: tuple[Rule, Rule]
    moved: tuple[Moved, ...]
    corrected: tuple[Corrected, ...]
    said: tuple[Said, ...]
    staged: tuple[Staged, ...]


def changes(before: Snapshot, after: Snapshot) -> Changes:
    """Return what moved between two standings of one report."""
    return Changes(
        before=before.as_of,
        after=after.as_of,
        rules=(before.rule, after.rule),
        moved=tuple(_moved(before, after)),
        corrected=tuple(
            made for made in after.corrections() if made.after.reported_on > before.as_of
        ),
        said=tuple(_said(before, after)),
        staged=tuple(_staged(before, after)),
    )


def _moved(before: Snapshot, after: Snapshot) -> Iterator[Moved]:
    for indicator in after.report.indicators:
        one, other = _newest(before, indicator), _newest(after, indicator)
        if one != other:
            yield Moved(indicator, one, other)


def _newest(snapshot: Snapshot, indicator: Indicator) -> Newest:
    rows = snapshot.actuals(indicator.id)
    case = snapshot.verdict(indicator.id).case
    return Newest(rows[-1] if rows else Unreported(), snapshot.year, case)


def _said(before: Snapshot, after: Snapshot) -> Iterator[Said]:
    for measure in after.report.measures:
        known = before.entries(measure)
        yield from (Said(measure, e) for e in after.entries(measure) if e not in known)


def _staged(before: Snapshot, after: Snapshot) -> Iterator[Staged]:
    for measure in after.report.measures:
        stage = after.stage(measure)
        if stage and stage != before.stage(measure):
            yield Staged(measure, before.stage(measure), stage)
