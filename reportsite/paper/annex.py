"""The annex's table as it stands: targets of every year, and the figures that were reported."""

from dataclasses import dataclass

from reportsite.facts.document import (
    NO_COLUMN,
    WIDE_TITLE_WIDTH,
    About,
    Marks,
    marks,
    source_of,
    title_lines,
)
from reportsite.facts.indicator import YearTable, figure_files, year_table
from reportsite.facts.page import View
from reportsite.plan import paths, words
from reportsite.plan.model import Note
from reportsite.plan.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class AnnexDocument:
    """The annex on a sheet of its own; `notes` are its own."""

    about: About
    marks: Marks
    plan: str
    title: tuple[str, ...]
    table: YearTable
    notes: tuple[Note, ...]
    as_of: str
    organiser: str
    source: str


def annex(snapshot: Snapshot) -> View:
    """Return the view of the annex of 20 indicators as it stands."""
    report, site = snapshot.report, snapshot.report.site
    table = year_table(report.indicators, snapshot)
    title = (
        f"{report.plan.annex_title}目标和完成情况" if table.has_figures else report.plan.annex_title
    )
    about = About(
        title=title,
        author=site.organiser,
        subject=f"{table.said}，数据截至{words.date(site.as_of)}。",
        keywords=",".join((*site.keywords, "指标")),
        date=site.as_of,
    )
    return View(
        path=paths.ANNEX_PDF,
        template="paper/annex.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=AnnexDocument(
            about=about,
            marks=marks(site),
            plan=report.plan.title,
            title=title_lines(title, WIDE_TITLE_WIDTH),
            table=table,
            notes=report.plan.notes,
            as_of=words.date(site.as_of),
            organiser=site.organiser,
            source=source_of(report.plan),
        ),
        source="data/indicators.yml",
        attachments=figure_files(snapshot, report.indicators),
    )
