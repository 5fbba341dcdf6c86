"""Part two of the whole report: every measure with its words, its units, and what was reported."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from reportsite.facts.case import status
from reportsite.facts.document import RunIn, paragraph, root
from reportsite.facts.indicator import newest
from reportsite.plan import words
from reportsite.plan.model import IndicatorLink, Measure
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.written import Entry, EntryKind, Nobody
from reportsite.source.markdown import printable


@dataclass(frozen=True, slots=True)
class Told:
    """What a unit ('' = nobody is named) said for a period, and what it speaks of."""

    period: str
    unit: str
    kind: str
    prose: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A measure's indicator in the year reported on, its basis, and where it stands in full."""

    id: str
    name: str
    target: str
    figure: str
    state: str
    basis: str


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """A measure; `silence` and `no_indicators` say in words what there is none of."""

    id: str
    heading: str
    paragraph: RunIn
    units: str
    responsibility: str
    stage: str
    told: tuple[Told, ...]
    silence: str
    linked: tuple[Linked, ...]
    no_indicators: str


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A chapter of the plan and its measures."""

    id: str
    heading: str
    measures: tuple[MeasurePart, ...]


def chapter_parts(snapshot: Snapshot) -> tuple[ChapterPart, ...]:
    """Return part two as things stand."""
    measures = snapshot.report.measures
    return tuple(
        ChapterPart(
            id=f"chapter-{chapter.number}",
            heading=f"{chapter.numeral}、{chapter.title}",
            measures=tuple(
                _measure(m, snapshot) for m in measures if m.chapter.number == chapter.number
            ),
        )
        for chapter in snapshot.report.plan.chapters
    )


def _measure(measure: Measure, snapshot: Snapshot) -> MeasurePart:
    stage = snapshot.stage(measure)
    told = tuple(_told(measure, snapshot))
    return MeasurePart(
        id=f"measure-{measure.id}",
        heading=f"（{measure.numeral}）{measure.title}",
        paragraph=paragraph(measure.paragraph),
        units="、".join(unit.spelt for unit in measure.units),
        responsibility=measure.closing,
        stage=f"{stage.name}（{words.date(stage.since)}确定）" if stage else "",
        told=told,
        silence="" if told else f"截至{words.date(snapshot.as_of)}，尚无单位报送进展。",
        linked=tuple(_linked(link, snapshot) for link in measure.indicators),
        no_indicators="附件没有写明与本项措施对应的指标，编者也未作推定。",
    )


def _told(measure: Measure, snapshot: Snapshot) -> Iterator[Told]:
    """Yield what was said, the newest period first, in each progress before problems."""
    address, order = root(snapshot.report.site), list(EntryKind)
    entries = sorted(snapshot.entries(measure), key=lambda entry: order.index(entry.kind))
    for entry in sorted(entries, key=lambda entry: entry.period, reverse=True):
        yield _said(entry, address)


def _said(entry: Entry, root: str) -> Told:
    prose = (block for block in entry.prose if isinstance(block, Markup))
    unit = "" if isinstance(entry.unit, Nobody) else entry.unit.name
    return Told(
        entry.period.words, unit, entry.kind.value, tuple(printable(p, root) for p in prose)
    )


def _linked(link: IndicatorLink, snapshot: Snapshot) -> Linked:
    indicator = link.indicator
    now = status(indicator, snapshot)
    return Linked(
        id=f"indicator-{indicator.id}",
        name=f"{indicator.number}.{indicator.name}",
        target=now.target_amount,
        figure=newest(indicator, snapshot),
        state=now.case.marked,
        basis=words.BASIS[link.basis],
    )
