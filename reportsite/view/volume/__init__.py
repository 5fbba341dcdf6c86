"""The whole report (总报告): where the plan stands, measure by measure, indicator by indicator."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import paths, words
from reportsite.standing import Standing
from reportsite.view.annex import AnnexTable, annex_table
from reportsite.view.figurefiles import figure_files
from reportsite.view.matrixsheet import MatrixTable, matrix_table
from reportsite.view.page import View
from reportsite.view.typeset import NO_COLUMN, About, Marks, cited, marks, source_of, title_lines
from reportsite.view.volume.annexes import Original, UnitLine, original, unit_lines
from reportsite.view.volume.indicators import IndicatorPart, indicator_parts
from reportsite.view.volume.measures import ChapterPart, chapter_parts
from reportsite.view.volume.reporting import Method, Reporting, method, reporting
from reportsite.view.volume.state import State, state

NAME = "进展总报告"
PARTS = ("总体情况", "十七项措施", "二十项指标", "报送和更正", "评定方法")
ANNEXES = ("二十项指标的目标和完成情况", "措施责任分工表", "责任单位台账一览", "印发的全文")
NUMERALS = "一二三四五"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: its depth from 1, where it leads, and the heading's own words."""

    depth: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Volume:
    """The whole report: five parts and four annexes; `parts` and `annexes` are their headings."""

    about: About
    marks: Marks
    title: tuple[str, ...]
    name: str
    as_of: str
    organiser: str
    source: str
    contents: tuple[Line, ...]
    parts: tuple[Line, ...]
    annexes: tuple[Line, ...]
    state: State
    chapters: tuple[ChapterPart, ...]
    indicators: tuple[IndicatorPart, ...]
    reporting: Reporting
    method: Method
    annex: AnnexTable
    matrix: MatrixTable
    units: tuple[UnitLine, ...]
    original: Original


def volume(standing: Standing) -> View:
    """Return the view of the whole report as things stand."""
    report, site = standing.report, standing.report.site
    as_of = words.date(site.as_of)
    about = About(
        title=f"{cited(report.plan.title)}{NAME}",
        author=site.organiser,
        subject=f"十七项措施和二十项指标的全部情况，数据截至{as_of}。",
        keywords=",".join((*site.keywords, "总报告")),
        date=site.as_of,
    )
    return View(
        path=paths.REPORT_PDF,
        template="print/volume.html",
        title=about.title,
        description=about.subject,
        column=NO_COLUMN,
        record=_volume(about, standing),
        attachments=figure_files(standing, report.indicators),
    )


def _volume(about: About, standing: Standing) -> Volume:
    report = standing.report
    chapters, indicators = chapter_parts(standing), indicator_parts(standing)
    parts = tuple(
        Line(1, f"part-{at}", f"第{NUMERALS[at - 1]}部分　{title}")
        for at, title in enumerate(PARTS, 1)
    )
    annexes = tuple(
        Line(1, f"annex-{at}", f"附件{at}　{title}") for at, title in enumerate(ANNEXES, 1)
    )
    return Volume(
        about=about,
        marks=marks(report.site),
        title=title_lines(cited(report.plan.title)),
        name=NAME,
        as_of=words.date(report.site.as_of),
        organiser=report.site.organiser,
        source=source_of(report.plan),
        contents=tuple(_contents(parts, annexes, chapters, indicators)),
        parts=parts,
        annexes=annexes,
        state=state(standing),
        chapters=chapters,
        indicators=indicators,
        reporting=reporting(standing),
        method=method(standing),
        annex=annex_table(report.indicators, standing),
        matrix=matrix_table(report),
        units=unit_lines(standing),
        original=original(report),
    )


def _contents(
    parts: tuple[Line, ...],
    annexes: tuple[Line, ...],
    chapters: tuple[ChapterPart, ...],
    indicators: tuple[IndicatorPart, ...],
) -> Iterator[Line]:
    for at, part in enumerate(parts):
        yield part
        if at == 1:
            for chapter in chapters:
                yield Line(2, chapter.id, chapter.heading)
                yield from (Line(3, measure.id, measure.heading) for measure in chapter.measures)
        elif at == 2:
            yield from (Line(2, indicator.id, indicator.heading) for indicator in indicators)
    yield from annexes
