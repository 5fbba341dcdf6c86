"""A measure on one sheet: what was issued and registered of it, and what was reported last."""

from dataclasses import dataclass

from reportsite.facts.indicator import figure_files
from reportsite.facts.measure import MeasureFacts, measure_facts
from reportsite.facts.page import NO_COLUMN, About, Marks, View, marks, root, source_of, title_lines
from reportsite.facts.plan import TargetTable, target_table
from reportsite.plan import paths, words
from reportsite.plan.model import Measure
from reportsite.plan.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class MeasureDocument:
    """A measure on one sheet: its official paragraph whole, and what is registered about it."""

    about: About
    marks: Marks
    plan: str
    facts: MeasureFacts
    title: tuple[str, ...]
    annex: TargetTable
    organiser: str
    source: str
    root: str


def sheet(measure: Measure, snapshot: Snapshot) -> View:
    """Return the view of a measure's sheet as known on a day."""
    site, name = snapshot.report.site, words.measure(measure.number)
    about = About(
        title=f"{name}：{measure.title}",
        author=site.organiser,
        subject=measure.summary,
        keywords=",".join((*site.keywords, name)),
        date=snapshot.as_of,
    )
    return View(
        path=paths.measure_pdf(measure.id),
        template="paper/measure.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_sheet(measure, about, snapshot),
        source=measure.source,
        attachments=figure_files(snapshot, (link.indicator for link in measure.indicators)),
    )


def _sheet(measure: Measure, about: About, snapshot: Snapshot) -> MeasureDocument:
    report, facts = snapshot.report, measure_facts(measure, snapshot)
    return MeasureDocument(
        about=about,
        marks=marks(report.site),
        plan=report.plan.title,
        facts=facts,
        title=title_lines(facts.heading),
        annex=target_table(report),
        organiser=report.site.organiser,
        source=source_of(report.plan),
        root=root(report.site),
    )
