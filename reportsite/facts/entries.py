"""What was reported in words, by period: on measures, units, and the page of updates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from reportsite.facts.page import Link
from reportsite.plan import paths, words
from reportsite.plan.model import Measure
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Entry, EntryKind, Nobody, Undated
from reportsite.source.markdown import Block


@dataclass(frozen=True, slots=True)
class EntryCard:
    """An entry: what it speaks of, who said so and when ('' where that is not given)."""

    kind: str
    tone: str
    unit: Link | None
    on: str
    prose: tuple[Block, ...]
    text: str


@dataclass(frozen=True, slots=True)
class PeriodEntries:
    """All entries of one period, progress first."""

    period: str
    entries: tuple[EntryCard, ...]


@dataclass(frozen=True, slots=True)
class MeasureEntries:
    """A measure's link, and what was said of it by period."""

    measure: Link
    periods: tuple[PeriodEntries, ...]


def periods(entries: Iterable[Entry]) -> tuple[PeriodEntries, ...]:
    """Group entries (sorted by period) by their period."""
    grouped = groupby(entries, key=lambda entry: entry.period)
    return tuple(PeriodEntries(period.words, _cards(said)) for period, said in grouped)


def _cards(entries: Iterable[Entry]) -> tuple[EntryCard, ...]:
    order = list(EntryKind)
    return tuple(map(card, sorted(entries, key=lambda entry: order.index(entry.kind))))


def card(entry: Entry) -> EntryCard:
    unit = entry.unit
    return EntryCard(
        kind=entry.kind.value,
        tone=entry.kind.name.lower(),
        unit=None if isinstance(unit, Nobody) else Link(unit.name, paths.unit(unit.id)),
        on="" if isinstance(entry.on, Undated) else words.date(entry.on),
        prose=entry.prose,
        text=entry.text,
    )


def of_unit(snapshot: Snapshot, unit_id: str) -> Iterator[tuple[Measure, tuple[Entry, ...]]]:
    """Yield the measures on which a unit has reported, with what it said."""
    for measure in snapshot.report.measures:
        own = tuple(
            entry
            for entry in snapshot.entries(measure)
            if not isinstance(entry.unit, Nobody) and entry.unit.id == unit_id
        )
        if own:
            yield measure, own
