"""A form asks for each area; what comes back stands in the ledger with its area, once."""

from pathlib import Path
from typing import Any

import pytest

from reportsite.forms import forms
from reportsite.forms.book import xlsx
from reportsite.forms.collect import Asked, collect
from reportsite.plan.owed import as_json, as_text, owed
from reportsite.problems import ContentError, Problems
from reportsite.problems import as_text as told
from tests.forms.test_collect import CSV, handed_in, looked, registered, rows
from tests.support.areas import HEAD, UNIT, declare, register
from tests.support.demo import report_of
from tests.support.returns import DAY, H1, MARKET, changed, put


@pytest.fixture
def declared(site: Path) -> Path:
    return declare(site)


def returned(site: Path, whole: str, *areas: str) -> bytes:
    """Return the reporter's form with its figures of pledges: of the whole, then by area."""
    issued = next(form for form in forms(report_of(site), H1) if form.unit == MARKET)

    def fill(book: Any) -> None:
        put(book, "填报说明", {"B8": DAY})
        for row, value in enumerate((whole, *areas), 10):
            if value:
                put(book, "指标", {f"H{row}": float(value), f"I{row}": "台账"})

    return changed(xlsx(issued), fill)


def test_a_form_has_a_row_for_the_whole_and_one_for_each_area(declared: Path) -> None:
    register(declared, "2023 2.10 2024-01-20 临河区")
    issued = next(form for form in forms(report_of(declared), H1) if form.unit == MARKET)
    own = [row for row in issued.figures if row.id.startswith("06")]
    assert [row.id for row in own] == ["06", "06·临河区", "06·五原县"]
    assert [row.labels[0] for row in own[1:]] == ["知识产权质押融资金额（临河区）", "知识产权质押融资金额（五原县）"]  # fmt: skip
    assert [row.labels[2] for row in own] == ["尚未报送", "2.10亿元（2023年）", "尚未报送"]
    assert {row.decimals for row in own} == {2}
    others = [form for form in forms(report_of(declared), H1) if form.unit != MARKET]
    assert not any(form.figures for form in others)


def test_what_comes_back_is_written_with_its_area(declared: Path) -> None:
    (declared / CSV).write_text(HEAD, "utf-8")
    registered(declared, returned(declared, "4.75", "2", "2.75"))
    lines = rows(declared).removeprefix(HEAD).splitlines()
    assert lines == [
        f"06,2024-H1,4.75,{DAY},{UNIT},台账,,",
        f"06,2024-H1,2.00,{DAY},{UNIT},台账,,临河区",
        f"06,2024-H1,2.75,{DAY},{UNIT},台账,,五原县",
    ]
    again = looked(declared, returned(declared, "4.75", "2", "2.75"))
    assert (again.changes, again.additions.known) == ({}, 3)


def test_a_ledger_without_the_column_says_that_it_needs_one(declared: Path) -> None:
    with pytest.raises(ContentError) as error:
        registered(declared, returned(declared, "4.75", "2"))
    (problem,) = error.value.problems
    assert "缺少「area」这一列" in problem.message
    assert registered(declared, returned(declared, "4.75")).changes


def test_areas_that_do_not_add_up_are_told_before_anything_is_written(declared: Path) -> None:
    (declared / CSV).write_text(HEAD, "utf-8")
    problems = Problems()
    form = returned(declared, "4.75", "2", "2.5")
    collect(Asked(declared, handed_in(declared, form)), problems)
    assert "W348 指标 06 2024年上半年各地合计 4.50，与第2行的总数 4.75 不等" in told(
        problems.sorted
    )


def test_what_is_owed_names_the_areas(declared: Path) -> None:
    register(declared, "2024-H1 2 2024-07-20 五原县", "2024-H1 4.75 2024-07-20")
    report = report_of(declared)
    owing = next(row for row in owed(report, H1, report.actuals[0].reported_on) if row.areas)
    assert owing.unit.id == MARKET
    assert "06" not in [indicator.id for indicator in owing.indicators]
    assert [(part.indicator.id, part.names) for part in owing.areas] == [("06", "临河区")]
    assert owing.names.endswith("、知识产权质押融资金额（临河区）")
    assert owing.numbers.endswith("、6（临河区）")
    assert "1个地区数" in owing.counted
    assert "，指标06的1个地区（临河区）" in as_text([owing])
    assert '"areas": [\n          "临河区"\n        ]' in as_json([owing])
