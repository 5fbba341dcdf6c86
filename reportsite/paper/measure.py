"""A measure on one sheet: what was issued and registered of it, and what was reported last."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from reportsite.facts.document import NO_COLUMN, About, Marks, marks, root, source_of, title_lines
from reportsite.facts.indicator import figure_files
from reportsite.facts.page import View
from reportsite.facts.plan import TargetTable, target_table
from reportsite.plan import paths, words
from reportsite.plan.model import Indicator, IndicatorLink, Measure, Report
from reportsite.plan.responsibility import way
from reportsite.plan.snapshot import Snapshot, snapshot
from reportsite.plan.written import Entry, EntryKind, Nobody
from reportsite.source.markdown import printable


@dataclass(frozen=True, slots=True)
class Said:
    """What one unit said ('' where none is named)."""

    unit: str
    prose: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class LinkedTargets:
    """An indicator's row and the basis of its link to the measure."""

    row: Indicator
    basis: str


@dataclass(frozen=True, slots=True)
class MeasureDocument:
    """A measure on one sheet: its official paragraph whole, and what is registered about it.

    `states` are its indicators' figures and cases where any was reported; `period` is the newest
    one with words, `said` those words by kind; `progress` says in words that there are none.
    """

    about: About
    marks: Marks
    plan: str
    chapter: str
    title: tuple[str, ...]
    paragraph: str
    units: tuple[str, ...]
    responsibility: str
    annex: TargetTable
    indicators: tuple[LinkedTargets, ...]
    no_indicators: str
    states: tuple[str, ...]
    stage: str
    period: str
    said: tuple[tuple[str, tuple[Said, ...]], ...]
    progress: str
    as_of: str
    organiser: str
    source: str


def sheet(measure: Measure, report: Report) -> View:
    """Return the view of a measure's sheet as of the site's day."""
    name = words.measure(measure.number)
    about = About(
        title=f"{name}：{measure.title}",
        author=report.site.organiser,
        subject=measure.summary,
        keywords=",".join((*report.site.keywords, name)),
        date=report.site.as_of,
    )
    return View(
        path=paths.measure_pdf(measure.id),
        template="paper/measure.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_sheet(measure, about, report),
        source=measure.source,
        attachments=figure_files(
            snapshot(report, report.site.as_of), (link.indicator for link in measure.indicators)
        ),
    )


def _sheet(measure: Measure, about: About, report: Report) -> MeasureDocument:
    as_of = words.date(report.site.as_of)
    now = snapshot(report, report.site.as_of)
    entries = now.entries(measure)
    newest = tuple(entry for entry in entries if entry.period == entries[0].period)
    return MeasureDocument(
        about=about,
        marks=marks(report.site),
        plan=report.plan.title,
        chapter=f"{measure.chapter.numeral}、{measure.chapter.title}",
        title=title_lines(f"（{words.count(measure.number)}）{measure.title}"),
        paragraph=measure.paragraph,
        units=tuple(unit.spelt for unit in measure.units),
        responsibility=_responsibility(measure),
        annex=target_table(report),
        indicators=tuple(map(_linked, measure.indicators)),
        no_indicators="附件没有写明与本项措施对应的指标，编者也未作推定。",
        states=tuple(_states(measure, now)),
        stage=_stage(measure, now),
        period=newest[0].period.words if newest else "",
        said=tuple(_said(newest, root(report.site))),
        progress="" if entries else f"截至{as_of}，尚无单位报送进展。",
        as_of=as_of,
        organiser=report.site.organiser,
        source=source_of(report.plan),
    )


def _responsibility(measure: Measure) -> str:
    return way(measure) + ("；次序照原文，不表示牵头" if len(measure.units) > 1 else "")


def _states(measure: Measure, now: Snapshot) -> Iterator[str]:
    """Yield each linked indicator's newest figure and its case in the year reported on."""
    for link in measure.indicators:
        indicator, verdict = link.indicator, now.verdict(link.indicator.id)
        rows = now.actuals(indicator.id)
        if rows:
            figure = f"{rows[-1].period.words}{words.amount(rows[-1].value, indicator.unit)}"
            case = f"{verdict.year}年{verdict.case.marked}"
            yield f"{indicator.number}.{indicator.name}：{figure}，{case}"


def _stage(measure: Measure, now: Snapshot) -> str:
    stage = now.stage(measure)
    return f"{stage.name}（{words.date(stage.since)}确定）" if stage else ""


def _said(entries: tuple[Entry, ...], root: str) -> Iterator[tuple[str, tuple[Said, ...]]]:
    for kind in EntryKind:
        own = tuple(_words(entry, root) for entry in entries if entry.kind is kind)
        if own:
            yield kind.value, own


def _words(entry: Entry, root: str) -> Said:
    blocks = (block for block in entry.prose if isinstance(block, Markup))
    unit = "" if isinstance(entry.unit, Nobody) else entry.unit.name
    return Said(unit, tuple(printable(block, root) for block in blocks))


def _linked(link: IndicatorLink) -> LinkedTargets:
    return LinkedTargets(link.indicator, words.BASIS[link.basis])
