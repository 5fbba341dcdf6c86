"""The matrix says of every measure and unit what the bracket says, and its totals add up."""

import pytest
from lxml import html

from reportsite.pipeline import PROGRAM
from reportsite.plan.model import Report
from reportsite.problems import Problems
from reportsite.render.templates import render
from reportsite.site import frame, matrix
from reportsite.site.matrix import Matrix


@pytest.fixture(scope="module")
def record(report: Report) -> Matrix:
    found = matrix.view(report).record
    assert isinstance(found, Matrix)
    return found


@pytest.fixture(scope="module")
def page(report: Report) -> html.HtmlElement:
    shared = {**frame.shared(report, pdfs=False, search=False, release=False), "files": {}}
    ((_, text),) = render([matrix.view(report)], shared, PROGRAM / "templates", Problems())
    return html.fromstring(text)


def test_a_mark_is_what_the_bracket_says(record: Matrix, report: Report) -> None:
    rows = [row for chapter in record.chapters for row in chapter.rows]
    groups = {group.unit.id: group for group in report.register.groups}
    for row, measure in zip(rows, report.measures, strict=True):
        named = {responsible.unit.name for responsible in measure.units}
        through = {m.name for r in measure.units if r.is_group for m in groups[r.unit.id].members}
        assert {cell.unit for cell in row.cells if cell.mark == "●"} == named
        assert {cell.unit for cell in row.cells if cell.mark == "○"} == through


def test_totals_are_those_of_the_marks(record: Matrix) -> None:
    heads = [head for part in record.parts for head in part.heads]
    rows = [row.cells for chapter in record.chapters for row in chapter.rows]
    for at, head in enumerate(heads):
        assert {cells[at].unit for cells in rows} == {head.link.text}
        assert head.count == sum(bool(cells[at].mark) for cells in rows)


def test_a_chapter_counts_a_body_once(record: Matrix, report: Report) -> None:
    for number, duty in enumerate(record.duties, 1):
        measures = [m for m in report.measures if m.chapter.number == number]
        meant = {(r.unit.id, r.is_group) for measure in measures for r in measure.units}
        assert duty.measures == len(measures)
        assert duty.units + duty.groups == len(meant) == len(duty.chart.squares)
        assert duty.groups == sum(square.is_outlined for square in duty.chart.squares)
        assert duty.chart.squares[-1].x + duty.chart.side < duty.chart.width


def test_every_cell_has_a_head_for_those_who_hear_the_table(page: html.HtmlElement) -> None:
    (table,) = page.xpath("//table[@class='matrix']")
    parts, units = table.xpath("./thead/tr")
    heads = units.xpath("./th[@scope='col']")
    assert sum(int(span) for span in parts.xpath("./th[@scope='colgroup']/@colspan")) == len(heads)
    spans = [int(span) for span in table.xpath("./colgroup[@span]/@span")]
    assert sum(spans) == len(heads)
    rows = table.xpath("./tbody/tr[not(@class='chapter')]")
    assert len(rows) == 17
    for row in (*rows, *table.xpath("./tfoot/tr")):
        assert len(row.xpath("./th[@scope='row']")) == 1
        assert len(row.xpath("./td")) == len(heads)
    assert len(table.xpath("./tbody/tr/th[@scope='rowgroup']")) == 6


def test_a_mark_is_a_shape_and_a_word(page: html.HtmlElement) -> None:
    said = {cell.text_content().strip() for cell in page.xpath("//td[starts-with(@class, 'has')]")}
    assert said == {"●点名", "○经集合"}
