"""What a search is narrowed down by: the unit that answers for a page, and its chapter."""

from collections.abc import Iterable, Iterator

from reportsite.model import Chapter, Entry, Indicator, Measure, Nobody, Report, Unit
from reportsite.view.page import Facet

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
    yield from (Facet(CHAPTER, chapter(found)) for _, found in ordered)


def _once(*facets: Iterable[Facet]) -> tuple[Facet, ...]:
    return tuple(dict.fromkeys(facet for group in facets for facet in group))
