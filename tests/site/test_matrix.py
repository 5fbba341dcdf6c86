"""The matrix says of every measure and unit what the bracket says, and its totals add up."""

import pytest
from lxml import html

from reportsite.pipeline import PROGRAM
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from reportsite.problems import Problems
from reportsite.render.templates import render
from reportsite.site import frame, units
from reportsite.site.units import MatrixPage


@pytest.fixture(scope="module")
def record(report: Report) -> MatrixPage:
    (view,) = units.matrix_views(snapshot(report, report.site.as_of))
    assert isinstance(view.record, MatrixPage)
    return view.record


@pytest.fixture(scope="module")
def page(report: Report) -> html.HtmlElement:
    shared = {**frame.shared(report, pdfs=False, search=False, release=False), "files": {}}
    views = units.matrix_views(snapshot(report, report.site.as_of))
    ((_, text),) = render(views, shared, PROGRAM / "templates", Problems())
    return html.fromstring(text)


def test_a_mark_is_what_the_bracket_says(record: MatrixPage, report: Report) -> None:
    units = [unit.name for unit in record.matrix.units]
    groups = {group.id: group for group in report.register.groups}
    for row, measure in zip(record.matrix.rows, report.measures, strict=True):
        assert row.measure is measure
        marks = {unit: sign for unit, (sign, _) in zip(units, row.marks, strict=True)}
        named = {responsible.unit.name for responsible in measure.units}
        through = {m.name for r in measure.units if r.is_group for m in groups[r.unit.id].members}
        assert {unit for unit, sign in marks.items() if sign == "●"} == named
        assert {unit for unit, sign in marks.items() if sign == "○"} == through


def test_totals_are_those_of_the_marks(record: MatrixPage) -> None:
    assert len(record.matrix.counts) == len(record.matrix.units)
    for at, count in enumerate(record.matrix.counts):
        assert count == sum(bool(row.marks[at][0]) for row in record.matrix.rows)


def test_a_chapter_counts_a_body_once(record: MatrixPage, report: Report) -> None:
    for number, (counted, chart) in enumerate(record.duties, 1):
        measures = [m for m in report.measures if m.chapter.number == number]
        meant = {(r.unit.id, r.is_group) for measure in measures for r in measure.units}
        assert [row.measure for row in counted.rows] == measures
        assert counted.units + counted.groups == len(meant) == len(chart.squares)
        assert counted.groups == sum(is_outlined for _, is_outlined in chart.squares)
        assert chart.squares[-1][0] + chart.side < chart.width


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
