"""The list of measures by chapter, a page for each, and every entry of progress by date."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from reportsite.facts.measure import MeasureFacts, by_chapter, measure_facts
from reportsite.facts.page import HOME, KIND, Facet, Link, View
from reportsite.facts.plan import tensions_of
from reportsite.plan import paths
from reportsite.plan.model import Chapter, Measure, Tension
from reportsite.plan.period import Period
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Entry
from reportsite.site import filters
from reportsite.site.filters import Filter, measure_filters, traits
from reportsite.site.frame import article, column, page, section_link
from reportsite.site.indicators import IndicatorRow, row


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure in a list; `traits` are what filters choose by."""

    facts: MeasureFacts
    traits: tuple[str, ...]


ChapterCards = tuple[Chapter, tuple[MeasureCard, ...]]


@dataclass(frozen=True, slots=True)
class MeasureList:
    """The list page."""

    chapters: tuple[ChapterCards, ...]
    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A measure's own page; `year` is the one that is reported on."""

    name: str
    facts: MeasureFacts
    indicators: tuple[IndicatorRow, ...]
    year: str
    tensions: tuple[Tension, ...]
    previous: Link | None
    next: Link | None


def views(snapshot: Snapshot) -> Iterator[View]:
    record = MeasureList(chapters(snapshot), measure_filters(snapshot))
    yield page("measures", record, snapshot.report)
    for measure in snapshot.report.measures:
        yield _page(measure, snapshot)


def chapters(snapshot: Snapshot) -> tuple[ChapterCards, ...]:
    """Return the measures by chapter as lists show them."""
    return tuple(
        (chapter, tuple(MeasureCard(one, traits(one.measure, snapshot)) for one in measures))
        for chapter, measures in by_chapter(snapshot)
    )


def link(measure: Measure) -> Link:
    """Return the link to a measure with its number: `措施七　建立健全…`."""
    return Link(f"{measure.label}　{measure.title}", paths.measure(measure.id))


def _page(measure: Measure, snapshot: Snapshot) -> View:
    report = snapshot.report
    return View(
        path=paths.measure(measure.id),
        template="site/measure.html",
        title=measure.title,
        description=measure.summary,
        column=column("measures", report),
        record=_record(measure, snapshot),
        crumbs=(HOME, section_link("measures", report)),
        article=article(report, report.plan.issuer),
        source=measure.source,
        facets=filters.of_measures((measure,)),
        also=tuple(name for u in measure.units for name in filters.names(u.unit)),
    )


def _record(measure: Measure, snapshot: Snapshot) -> MeasurePage:
    report = snapshot.report
    at = report.measures.index(measure)
    after = report.measures[at + 1 : at + 2]
    return MeasurePage(
        name=measure.label,
        facts=measure_facts(measure, snapshot),
        indicators=tuple(row(i.indicator, snapshot, i.basis) for i in measure.indicators),
        year=f"{snapshot.year}年",
        tensions=tensions_of(report, measure=measure.id),
        previous=link(report.measures[at - 1]) if at else None,
        next=link(after[0]) if after else None,
    )


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


def updates(snapshot: Snapshot) -> Iterator[View]:
    said = [
        (entry, measure)
        for measure in snapshot.report.measures
        for entry in snapshot.entries(measure)
    ]
    said.sort(key=lambda pair: pair[0].period, reverse=True)
    grouped = groupby(said, key=lambda pair: pair[0].period)
    name = column("updates", snapshot.report).name
    periods = tuple(_period(period, list(pairs), name) for period, pairs in grouped)
    found = page("updates", periods, snapshot.report)
    measures = tuple(dict.fromkeys(measure for _, measure in said))
    yield replace(found, facets=filters.of_measures(measures))


def _period(period: Period, said: list[tuple[Entry, Measure]], kind: str) -> UpdatePeriod:
    anchor = f"period-{period}"
    grouped = groupby(said, key=lambda pair: pair[1])
    measures = tuple(
        _update(anchor, measure, tuple(entry for entry, _ in pairs), kind)
        for measure, pairs in grouped
    )
    summary = f"{len(measures)}项措施，{len(said)}条"
    return UpdatePeriod(anchor, period, summary, measures)


def _update(anchor: str, measure: Measure, entries: tuple[Entry, ...], kind: str) -> Update:
    return Update(
        anchor=f"{anchor}-m{measure.id}",
        measure=link(measure),
        entries=entries,
        facets=(Facet(KIND, kind), *filters.of_entries(measure, entries)),
    )
