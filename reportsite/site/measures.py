"""The list of measures by chapter, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from reportsite.facts.entries import PeriodEntries, periods
from reportsite.facts.page import HOME, Link, View
from reportsite.facts.plan import tensions_of
from reportsite.plan import paths, words
from reportsite.plan.case import Case
from reportsite.plan.model import Chapter, Measure, Tension
from reportsite.plan.responsibility import way
from reportsite.plan.snapshot import Snapshot, tally
from reportsite.plan.written import EntryKind
from reportsite.site import filters
from reportsite.site.filters import Filter, measure_filters, traits
from reportsite.site.frame import article, column, section_link
from reportsite.site.indicators import IndicatorRow, row


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure in a list: `units` says who answers, in one phrase.

    `linked` counts its indicators, `counts` those that were judged; `period` and `said` are the
    newest progress in one sentence, '' while nobody has reported; `stage` is '' until one is set;
    `traits` are what filters choose by.
    """

    numeral: str
    title: str
    summary: str
    units: str
    path: str
    stage: str
    linked: int
    counts: tuple[tuple[Case, int], ...]
    period: str
    said: str
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChapterCards:
    """A chapter with its measures; `anchor` is its id on the list page."""

    anchor: str
    numeral: str
    title: str
    measures: tuple[MeasureCard, ...]


@dataclass(frozen=True, slots=True)
class MeasureList:
    """The list page."""

    chapters: tuple[ChapterCards, ...]
    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class LinkedUnit:
    """A responsible unit as spelt in the bracket; `remark` says when it is a collective."""

    link: Link
    full_name: str
    remark: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A measure's own page; `tally` sums up its indicators in the year that is reported on."""

    name: str
    chapter: str
    summary: str
    paragraph: str
    responsibility: str
    units: tuple[LinkedUnit, ...]
    indicators: tuple[IndicatorRow, ...]
    year: str
    tally: str
    stage: str
    stage_since: str
    tensions: tuple[Tension, ...]
    periods: tuple[PeriodEntries, ...]
    previous: Link | None
    next: Link | None
    pdf: str


def views(snapshot: Snapshot) -> Iterator[View]:
    report = snapshot.report
    yield View(
        path=paths.MEASURES,
        template="site/measures.html",
        title="十七项措施",
        description="按六章列出的十七项措施，每项附责任单位和对应指标。",
        column=column("measures"),
        record=MeasureList(chapters(snapshot), measure_filters(snapshot)),
        crumbs=(HOME,),
    )
    for measure in report.measures:
        yield _page(measure, snapshot)


def chapters(snapshot: Snapshot) -> tuple[ChapterCards, ...]:
    """Return the measures by chapter, in the plan's order."""
    grouped = groupby(snapshot.report.measures, key=lambda measure: measure.chapter)
    return tuple(_chapter(chapter, tuple(items), snapshot) for chapter, items in grouped)


def _chapter(chapter: Chapter, items: tuple[Measure, ...], snapshot: Snapshot) -> ChapterCards:
    cards = tuple(card(measure, snapshot) for measure in items)
    return ChapterCards(f"chapter-{chapter.number}", chapter.numeral, chapter.title, cards)


def card(measure: Measure, snapshot: Snapshot) -> MeasureCard:
    """Return a measure as lists show it."""
    stage = snapshot.stage(measure)
    verdicts = [snapshot.verdict(link.indicator.id) for link in measure.indicators]
    newest = [e for e in snapshot.entries(measure) if e.kind is EntryKind.PROGRESS][:1]
    return MeasureCard(
        numeral=words.count(measure.number),
        title=measure.title,
        summary=measure.summary,
        units=_who(measure),
        path=paths.measure(measure.id),
        stage=stage.name.value if stage else "",
        linked=len(verdicts),
        counts=tally(verdict for verdict in verdicts if verdict.case.is_judged).counts,
        period=newest[0].period.words if newest else "",
        said=f"{newest[0].text.partition('。')[0]}。" if newest else "",
        traits=traits(measure, snapshot),
    )


def _who(measure: Measure) -> str:
    first = measure.units[0].spelt
    if len(measure.units) == 1:
        return first
    return f"{first}等{len(measure.units)}个责任单位"


def link(measure: Measure) -> Link:
    """Return the link to a measure with its number: `措施七　建立健全…`."""
    return Link(f"{words.measure(measure.number)}　{measure.title}", paths.measure(measure.id))


def _page(measure: Measure, snapshot: Snapshot) -> View:
    report = snapshot.report
    return View(
        path=paths.measure(measure.id),
        template="site/measure.html",
        title=measure.title,
        description=measure.summary,
        column=column("measures"),
        record=_record(measure, snapshot),
        crumbs=(HOME, section_link("measures")),
        article=article(report, report.plan.issuer),
        source=measure.source,
        facets=filters.of_measures((measure,)),
        also=tuple(name for u in measure.units for name in filters.names(u.unit)),
    )


def _record(measure: Measure, snapshot: Snapshot) -> MeasurePage:
    report, stage = snapshot.report, snapshot.stage(measure)
    own = [link.indicator.id for link in measure.indicators]
    judged = tally(snapshot.verdict(id) for id in own)
    at = report.measures.index(measure)
    after = report.measures[at + 1 : at + 2]
    return MeasurePage(
        name=words.measure(measure.number),
        chapter=f"第{measure.chapter.numeral}章　{measure.chapter.title}",
        summary=measure.summary,
        paragraph=measure.paragraph,
        responsibility=way(measure),
        units=tuple(_units(measure)),
        indicators=tuple(row(i.indicator, snapshot, i.basis) for i in measure.indicators),
        year=f"{snapshot.year}年",
        tally=words.sentence(judged) if own else "",
        stage=stage.name.value if stage else "",
        stage_since=words.date(stage.since) if stage else "",
        tensions=tensions_of(report, measure=measure.id),
        periods=periods(snapshot.entries(measure)),
        previous=link(report.measures[at - 1]) if at else None,
        next=link(after[0]) if after else None,
        pdf=paths.measure_pdf(measure.id),
    )


def _units(measure: Measure) -> Iterator[LinkedUnit]:
    for responsible in measure.units:
        unit = responsible.unit
        remark = "原文写的是集合，没有逐个点名" if responsible.is_group else ""
        yield LinkedUnit(Link(responsible.spelt, paths.unit(unit.id)), unit.full_name, remark)
