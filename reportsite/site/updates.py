"""Every entry of progress by period, newest first; nothing at all while nobody has reported."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from reportsite.facts.page import KIND, Facet, Link, View
from reportsite.plan.model import Measure
from reportsite.plan.period import Period
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Entry
from reportsite.site import filters
from reportsite.site.frame import SECTIONS, page
from reportsite.site.measures import link


@dataclass(frozen=True, slots=True)
class Update:
    """What was said of a measure for a period: found by search on its own, under its anchor."""

    anchor: str
    measure: Link
    entries: tuple[Entry, ...]
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class UpdatePeriod:
    """A period and what was reported for it, measure by measure."""

    anchor: str
    period: Period
    summary: str
    measures: tuple[Update, ...]


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the page where there is anything to show: no empty column is published."""
    said = [
        (entry, measure)
        for measure in snapshot.report.measures
        for entry in snapshot.entries(measure)
    ]
    if not said:
        return
    said.sort(key=lambda pair: pair[0].period, reverse=True)
    grouped = groupby(said, key=lambda pair: pair[0].period)
    found = page("updates", tuple(_period(period, list(pairs)) for period, pairs in grouped))
    measures = tuple(dict.fromkeys(measure for _, measure in said))
    yield replace(found, facets=filters.of_measures(measures))


def _period(period: Period, said: list[tuple[Entry, Measure]]) -> UpdatePeriod:
    anchor = f"period-{period}"
    grouped = groupby(said, key=lambda pair: pair[1])
    measures = tuple(
        _update(anchor, measure, tuple(entry for entry, _ in pairs)) for measure, pairs in grouped
    )
    summary = f"{len(measures)}项措施，{len(said)}条"
    return UpdatePeriod(anchor, period, summary, measures)


def _update(anchor: str, measure: Measure, entries: tuple[Entry, ...]) -> Update:
    return Update(
        anchor=f"{anchor}-m{measure.id}",
        measure=link(measure),
        entries=entries,
        facets=(Facet(KIND, SECTIONS["updates"].name), *filters.of_entries(measure, entries)),
    )
