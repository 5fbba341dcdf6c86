"""The filters of the list of measures: traits of every measure, and the styles that act on them.

A choice hides what lacks its trait by `:has()` alone, so the filters work without a script.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import paths
from reportsite.model import Measure, StageName
from reportsite.progress import Case
from reportsite.standing import Standing
from reportsite.view import facets
from reportsite.view.frame import column
from reportsite.view.page import View


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


def traits(measure: Measure, standing: Standing) -> tuple[str, ...]:
    """Return what a measure can be chosen by."""
    stage = standing.stage(measure)
    cases = dict.fromkeys(standing.verdict(link.indicator.id).case for link in measure.indicators)
    return (
        f"chapter-{measure.chapter.number}",
        *(_unit(responsible.unit.id) for responsible in measure.units),
        *((_stage(stage.name),) if stage else ()),
        *map(_case, cases),
    )


def filters(standing: Standing) -> tuple[Filter, ...]:
    """Return the filters that leave anything to choose, with the choices that leave anything."""
    counts = Counter(t for m in standing.report.measures for t in traits(m, standing))
    found = (
        Filter(id, label, tuple(_choices(named, counts))) for id, label, named in _named(standing)
    )
    return tuple(one for one in found if len(one.choices) > 1)


def sheet(standing: Standing) -> View:
    """Return the style sheet of the filters."""
    total = len(standing.report.measures)
    counted = ("没有符合条件的措施", *(f"{number}项措施" for number in range(1, total + 1)))
    return View(
        path=paths.FILTERS,
        template="filters.css",
        title="",
        description="",
        column=column("measures"),
        record=FilterSheet(filters(standing), counted),
    )


Named = tuple[tuple[str, str], ...]


def _named(standing: Standing) -> Iterator[tuple[str, str, Named]]:
    """Yield every filter's id, label, and traits with their words, in the order they are shown."""
    report = standing.report
    chapters = ((f"chapter-{c.number}", facets.chapter(c)) for c in report.plan.chapters)
    yield "by-chapter", facets.CHAPTER, tuple(chapters)
    units = ((_unit(unit.id), unit.name) for unit in report.register.responsible)
    yield "by-unit", facets.UNIT, tuple(units)
    yield "by-stage", "阶段", tuple((_stage(stage), stage.value) for stage in StageName)
    yield "by-case", f"{standing.year}年指标状态", tuple((_case(case), case.value) for case in Case)


def _choices(named: Named, counts: Counter[str]) -> Iterator[Choice]:
    for trait, text in named:
        if counts[trait]:
            yield Choice(trait, text, counts[trait])


def _unit(id: str) -> str:
    return f"unit-{id}"


def _stage(name: StageName) -> str:
    return f"stage-{name.name.lower()}"


def _case(case: Case) -> str:
    return f"case-{case.name.lower()}"
