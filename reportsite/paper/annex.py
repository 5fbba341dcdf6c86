"""The annex's table as it stands: targets of every year, and the figures that were reported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportsite.facts.case import rule_of
from reportsite.facts.document import (
    NO_COLUMN,
    WIDE_TITLE_WIDTH,
    About,
    Marks,
    marks,
    source_of,
    title_lines,
)
from reportsite.facts.indicator import figure_files
from reportsite.facts.page import View
from reportsite.facts.plan import YearCell, inserts, target_row
from reportsite.plan import paths, words
from reportsite.plan.judge import Actual
from reportsite.plan.model import Indicator, Note
from reportsite.plan.snapshot import Snapshot, Verdict, tally


@dataclass(frozen=True, slots=True)
class YearColumns:
    """A year's columns: its targets, and figures where any was reported for it, or for a part of it."""

    year: int
    listed: bool
    has_figures: bool
    has_parts: bool


@dataclass(frozen=True, slots=True)
class YearFigures:
    """An indicator in a year: its target; its figure, the mark of its case, which part of the year."""

    target: YearCell
    mark: str
    figure: str
    part: str
    has_figures: bool


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """An indicator through all years, and its case in the year that is reported on."""

    id: str
    number: int
    name: str
    unit: str
    years: tuple[YearFigures, ...]
    state: str


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """Indicators through all years; `state_of` is the year of the last column.

    `said` sums them up in a sentence; `remarks` explain its signs, `rules` its cases.
    """

    years: tuple[YearColumns, ...]
    rows: tuple[AnnexRow, ...]
    state_of: str
    said: str
    remarks: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnexDocument:
    """The annex on a sheet of its own; `notes` are its own."""

    about: About
    marks: Marks
    plan: str
    title: tuple[str, ...]
    table: AnnexTable
    notes: tuple[Note, ...]
    as_of: str
    organiser: str
    source: str


def annex(snapshot: Snapshot) -> View:
    """Return the view of the annex of 20 indicators as it stands."""
    report, site = snapshot.report, snapshot.report.site
    table = annex_table(report.indicators, snapshot)
    title = f"{report.plan.annex_title}目标和完成情况" if _any(table) else report.plan.annex_title
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


def annex_table(indicators: Iterable[Indicator], snapshot: Snapshot) -> AnnexTable:
    """Return the table of some indicators: all of them, or those one unit reports."""
    own = tuple(indicators)
    verdicts = [verdict for indicator in own for verdict in snapshot.verdicts[indicator.id]]
    shown = [verdict for verdict in verdicts if isinstance(verdict.judgement.actual, Actual)]
    reported = {verdict.year for verdict in shown}
    parts = {verdict.year for verdict in shown if _figure(verdict)[2]}
    current = [snapshot.verdict(indicator.id) for indicator in own]
    return AnnexTable(
        years=tuple(
            YearColumns(target.year, target.listed, target.year in reported, target.year in parts)
            for target in own[0].targets
        ),
        rows=tuple(_row(indicator, reported, snapshot) for indicator in own),
        state_of=f"{snapshot.year}年",
        said=f"{snapshot.year}年{words.sentence(tally(current))}",
        remarks=tuple(_remarks(bool(shown), snapshot)),
        rules=tuple(_rules((*shown, *current), snapshot)),
    )


def _any(table: AnnexTable) -> bool:
    return any(year.has_figures for year in table.years)


def _row(indicator: Indicator, reported: set[int], snapshot: Snapshot) -> AnnexRow:
    verdicts, row = snapshot.verdicts[indicator.id], target_row(indicator)
    current = snapshot.verdict(indicator.id)
    return AnnexRow(
        id=row.id,
        number=row.number,
        name=row.name,
        unit=row.unit,
        years=tuple(
            YearFigures(cell, *_figure(verdict), verdict.year in reported)
            for cell, verdict in zip(row.cells, verdicts, strict=True)
        ),
        state=f"{current.case.marked}",
    )


def _figure(verdict: Verdict) -> tuple[str, str, str]:
    """Return a year's mark and figure, and which part of the year it is of, if not all."""
    actual = verdict.judgement.actual
    if not isinstance(actual, Actual):
        return "", "", ""
    return verdict.case.mark, str(actual.value), actual.period.part


def _remarks(has_figures: bool, snapshot: Snapshot) -> Iterator[str]:
    yield from inserts(snapshot.report).targets.remarks
    if not has_figures:
        yield "各年的实际值都没有报送，因此不列。"


def _rules(verdicts: Iterable[Verdict], snapshot: Snapshot) -> Iterator[str]:
    """Yield what leads to each case that is shown: beside a figure, or in the last column."""
    for case in dict.fromkeys(verdict.case for verdict in verdicts):
        yield f"{case.marked}：{rule_of(case, snapshot.rule)}"
