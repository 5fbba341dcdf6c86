"""What a search and the list of measures are narrowed down by, and the styles that act on it.

A choice hides what lacks its trait by `:has()` alone, so the filters work without a script.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportsite.facts.page import Facet, View
from reportsite.plan import paths
from reportsite.plan.case import Case
from reportsite.plan.deadline import URGENT_FIRST, DueCase
from reportsite.plan.model import Chapter, Indicator, Measure, Report
from reportsite.plan.register import Unit
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Entry, Nobody, StageName

UNIT = "责任单位"
CHAPTER = "章"


def of_measures(measures: tuple[Measure, ...]) -> tuple[Facet, ...]:
    """Return every chapter and every responsible unit of the measures, each once."""
    units = (responsible.unit for measure in measures for responsible in measure.units)
    return _once(_chapters(measures), (Facet(UNIT, unit.name) for unit in units))


def of_entries(measure: Measure, entries: Iterable[Entry]) -> tuple[Facet, ...]:
    """Return the measure's chapter, and every unit that said something of it."""
    units = (entry.unit for entry in entries if not isinstance(entry.unit, Nobody))
    return _once(_chapters((measure,)), (Facet(UNIT, unit.name) for unit in units))


def of_indicator(indicator: Indicator, report: Report) -> tuple[Facet, ...]:
    """Return the chapters of the indicator's measures, and who reports it."""
    measures = tuple(
        m for m in report.measures if any(i.indicator is indicator for i in m.indicators)
    )
    return _once(_chapters(measures), (Facet(UNIT, unit.name) for unit in indicator.reporters))


def of_unit(unit: Unit, measures: tuple[Measure, ...]) -> tuple[Facet, ...]:
    return _once(_chapters(measures), (Facet(UNIT, unit.name),))


def names(unit: Unit) -> tuple[str, ...]:
    """Return every name a reader may know a unit by."""
    own = (unit.name, unit.full_name, *unit.aliases, *(name.full_name for name in unit.names))
    return tuple(dict.fromkeys(filter(None, own)))


def chapter(chapter: Chapter) -> str:
    return f"{chapter.numeral}、{chapter.title}"


def _chapters(measures: tuple[Measure, ...]) -> Iterator[Facet]:
    ordered = sorted({m.chapter.number: m.chapter for m in measures}.items())
    yield from (Facet(CHAPTER, chapter(found)) for _, found in ordered if found.title)


def _once(*facets: Iterable[Facet]) -> tuple[Facet, ...]:
    return tuple(dict.fromkeys(facet for group in facets for facet in group))


@dataclass(frozen=True, slots=True)
class Choice:
    """A trait (`unit-nongmu`), its words, and how many measures have it."""

    trait: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A set of choices of which one is taken, or none; `id` names its control."""

    id: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FilterSheet:
    """What the style sheet is made of; `counted` are the words for 0, 1, 2 … measures left."""

    filters: tuple[Filter, ...]
    counted: tuple[str, ...]


def traits(measure: Measure, snapshot: Snapshot) -> tuple[str, ...]:
    """Return what a measure can be chosen by."""
    tasks = snapshot.tasks(measure)
    stages = dict.fromkeys(task.stage.name for task in tasks if task.stage)
    dues = dict.fromkeys(task.case for task in tasks if not measure.is_plain)
    cases = dict.fromkeys(snapshot.verdict(link.indicator.id).case for link in measure.indicators)
    return (
        f"chapter-{measure.chapter.number}",
        *dict.fromkeys(_unit(responsible.unit.id) for responsible in measure.units),
        *map(_stage, stages),
        *map(_due, dues),
        *map(_case, cases),
    )


def measure_filters(snapshot: Snapshot) -> tuple[Filter, ...]:
    """Return the filters that leave anything to choose, with the choices that leave anything."""
    counts = Counter(t for m in snapshot.report.measures for t in traits(m, snapshot))
    found = (
        Filter(id, label, tuple(_choices(named, counts))) for id, label, named in _named(snapshot)
    )
    return tuple(one for one in found if len(one.choices) > 1)


def sheet(snapshot: Snapshot) -> View:
    """Return the style sheet of the filters."""
    total = len(snapshot.report.measures)
    counted = ("没有符合条件的措施", *(f"{number}项措施" for number in range(1, total + 1)))
    return View(
        path=paths.FILTERS,
        template="site/filters.css",
        title="",
        description="",
        record=FilterSheet(measure_filters(snapshot), counted),
    )


Named = tuple[tuple[str, str], ...]


def _named(snapshot: Snapshot) -> Iterator[tuple[str, str, Named]]:
    """Yield every filter's id, label, and traits with their words, in the order they are shown."""
    report = snapshot.report
    chapters = ((f"chapter-{c.number}", chapter(c)) for c in report.plan.chapters)
    yield "by-chapter", CHAPTER, tuple(chapters)
    units = ((_unit(unit.id), unit.name) for unit in report.register.responsible)
    yield "by-unit", UNIT, tuple(units)
    yield "by-stage", "阶段", tuple((_stage(stage), stage.value) for stage in StageName)
    yield "by-due", "任务状态", tuple((_due(case), case.value) for case in URGENT_FIRST)
    yield "by-case", f"{snapshot.year}年指标状态", tuple((_case(case), case.value) for case in Case)


def _choices(named: Named, counts: Counter[str]) -> Iterator[Choice]:
    for trait, text in named:
        if counts[trait]:
            yield Choice(trait, text, counts[trait])


def _unit(id: str) -> str:
    return f"unit-{id}"


def _stage(name: StageName) -> str:
    return f"stage-{name.name.lower()}"


def _due(case: DueCase) -> str:
    return f"due-{case.name.lower()}"


def _case(case: Case) -> str:
    return f"case-{case.name.lower()}"
