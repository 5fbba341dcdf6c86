"""The annex on a wide page: a hundred cells of targets, and the figures that were reported."""

import pytest

from reportsite.facts.indicator import year_table
from reportsite.plan.judge import Actual
from reportsite.plan.snapshot import snapshot
from tests.support.demo import demo_report, real_report
from tests.support.printing import MM, copied, demo_set, pages, real_set

ANNEX = "pdf/annex.pdf"
TARGETS = slice(3, 8)


def rows(printed: dict[str, bytes]) -> list[list[str]]:
    found = [row for page in pages(printed[ANNEX]) for t in page.extract_tables() for row in t]
    cells = [[(cell or "").replace("\n", "") for cell in row] for row in found]
    return [row for row in cells if row[0] != "序号"]


def test_the_annex_has_a_hundred_targets_as_they_were_issued_on_one_wide_page() -> None:
    (page,) = pages(real_set()[ANNEX])
    assert (page.width * MM, page.height * MM) == pytest.approx((297, 210), abs=0.1)
    found = [cell for row in rows(real_set()) for cell in row[TARGETS]]
    assert found == [t.printed for i in real_report().indicators for t in i.targets]
    assert len(found) == 100


def test_the_annex_prints_every_figure_of_a_year_with_its_mark() -> None:
    assert len(pages(demo_set()[ANNEX])) == 1
    table = year_table(demo_report().indicators, snapshot(demo_report(), demo_report().site.as_of))
    printed = rows(demo_set())
    assert [row[1] for row in printed] == [indicator.name for indicator in demo_report().indicators]
    for (years, now), line in zip(table.rows, printed, strict=True):
        assert now.case.marked == line[-1]
        for year in years:
            if isinstance(year.actual, Actual):
                assert f"{year.part}{year.case.mark}{year.actual.value}" in line


def test_where_nothing_was_reported_no_column_is_empty_and_it_is_said() -> None:
    table = year_table(real_report().indicators, snapshot(real_report(), real_report().site.as_of))
    assert not table.has_figures
    assert "各年的实际值都没有报送，因此不列。" in "".join(copied(real_set()[ANNEX]))
