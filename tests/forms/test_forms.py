"""Every body gets its own form: what it is asked, what is known, and nothing else to break."""

import datetime as dt
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from reportsite.forms import forms, without_members
from reportsite.forms.book import CORE
from reportsite.forms.layout import Form, FormRow
from reportsite.plan.judge import Actual
from reportsite.plan.model import Report
from reportsite.plan.period import Period, period
from reportsite.source.workbook import CORE_PART
from tests.support.checkout import ROOT, command, edit, tree
from tests.support.damages import told
from tests.support.returns import MARKET, filled, form

Captured = pytest.CaptureFixture[str]


def made(report: Report, key: str = "2024-H1") -> dict[str, Form]:
    when = period(key)
    assert when
    return {form.unit: form for form in forms(report, when)}


def figure(report: Report, id: str, key: str = "2024-H1") -> dict[str, str]:
    """Return an indicator's labels by their heads."""
    issued = made(report, key)[MARKET]
    sheet = next(sheet for sheet, _ in issued.sheets if sheet.name == "指标")
    row: FormRow = next(row for row in issued.figures if row.id == id)
    return dict(zip(sheet.labels[1:], row.labels, strict=True))


def book(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def test_every_unit_and_every_known_member_gets_a_form(report: Report) -> None:
    assert list(made(report)) == [body.id for body in report.register.bodies]
    assert len(made(report)) == 25 + 7


def test_a_group_without_known_members_is_named(report: Report) -> None:
    assert [unit.id for unit in without_members(report)] == ["lianxi-huiyi"]


def test_a_form_holds_its_bodys_measures_and_no_others(report: Report) -> None:
    named = [m.id for m in report.measures if any(r.unit.id == "nongmu" for r in m.units)]
    assert [row.id for row in made(report)["nongmu"].words] == named
    assert len(named) == 7


def test_a_member_gets_what_its_group_is_named_for_and_is_told_so(report: Report) -> None:
    rows = made(report)["linhe"].words
    assert len(rows) == 10
    assert all(row.labels[1].endswith("（临河区属于“各旗县区政府”）") for row in rows)


def test_the_official_text_is_on_the_form_whole(report: Report) -> None:
    for issued in made(report).values():
        for row in issued.words:
            measure = report.measures[int(row.id) - 1]
            assert (
                "".join(measure.paragraphs).removeprefix(row.labels[0]).strip("。")
                in row.labels[1] + "。"
            )


def test_indicators_nobody_is_named_for_are_the_regulators_and_say_so(report: Report) -> None:
    assert [row.id for row in made(report)[MARKET].figures] == [i.id for i in report.indicators]
    assert "待确认" in figure(report, "06")["说明"]
    assert not any(issued.figures for unit, issued in made(report).items() if unit != MARKET)


@pytest.mark.parametrize(
    ("id", "key", "target", "pace"),
    [
        ("06", "2024-H1", "5.5亿元", "4.75亿元"),
        ("06", "2024-Q3", "5.5亿元", "5.125亿元"),
        ("06", "2024", "5.5亿元", "—"),
        ("04", "2024-H1", "0.08万件", "0.065万件"),
        ("02", "2024-Q1", "3.0万件", "2.775万件"),
        ("01", "2024-H1", "0.70件", "—"),
        ("17", "2024-H1", "3", "—"),
        ("18", "2024-H1", "未设目标", "—"),
    ],
)
def test_target_and_pace_stand_beside_the_cell(
    report: Report, id: str, key: str, target: str, pace: str
) -> None:
    labels = figure(report, id, key)
    assert (labels[f"{key[:4]}年目标"], labels["序时应达"]) == (target, pace)


def test_the_newest_figure_stands_beside_the_cell(report: Report) -> None:
    assert figure(report, "06")["上次报送"] == "尚未报送"
    year, on = Period(2023, 12), dt.date(2024, 1, 20)
    row = Actual("06", year, Decimal("4.10"), on, "市市场监管局（知识产权局）", ("年报", ""), 2)
    told = replace(report, actuals=(row,))
    assert figure(told, "06")["上次报送"] == "4.10亿元（2023年）"


def test_the_same_form_has_the_same_bytes_and_no_clock(report: Report) -> None:
    data = form(report)
    assert data == form(report)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.read(CORE_PART) == CORE


def test_only_what_is_filled_in_can_be_changed(report: Report) -> None:
    sheets = book(form(report))
    for name, inputs in {"填报说明": "B", "措施": "DEFG", "指标": "HIJ"}.items():
        sheet = sheets[name]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        free = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
        assert {place[0] for place in free} == set(inputs)
    assert not any(row[7].value for row in sheets["指标"].iter_rows(min_row=5))


def test_the_key_is_hidden_from_the_menu_too(report: Report) -> None:
    assert book(form(report))["_key"].sheet_state == "veryHidden"


def test_every_cell_is_checked_while_it_is_typed(report: Report) -> None:
    sheets = book(form(report))
    rules = {
        str(rule.sqref): (rule.type, rule.formula1, rule.formula2)
        for name in ("填报说明", "措施", "指标")
        for rule in sheets[name].data_validations.dataValidation
    }
    assert rules["B8"] == ("date", "DATE(2024,6,30)", None)
    assert rules["D5:D17"] == ("list", '"未启动,推进中,已完成,长期推进"', None)
    assert rules["E5:G17"] == ("textLength", "2000", None)
    assert rules["H10"] == ("decimal", "0", "700")
    assert {f"H{row}" for row in range(5, 25)} < rules.keys()
    told = [r for name in ("措施", "指标") for r in sheets[name].data_validations.dataValidation]
    assert all(rule.showErrorMessage and rule.error for rule in told)


def test_a_figure_keeps_its_usual_decimals(report: Report) -> None:
    sheet = book(form(report))["指标"]
    assert [sheet[place].number_format for place in ("H5", "H6", "H7")] == [
        "0.00####",
        "0.0####",
        "General",
    ]


def test_it_prints_on_a4_landscape_with_its_heads(report: Report) -> None:
    sheets = book(form(report))
    for name in ("措施", "指标"):
        sheet = sheets[name]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes == "C5"


def ask(site: Path, *arguments: str) -> int:
    return command("forms", "--root", str(site), *arguments)


def test_forms_are_written_once_and_say_where(site: Path, capsys: Captured) -> None:
    assert ask(site, "--period", "2024-H1") == 0
    folder = site / "output" / "forms" / "2024-H1"
    assert f"填报表在 {folder}：32份，更新了32份。" in capsys.readouterr().err
    before = tree(folder)
    assert "市农牧局-2024年上半年填报表.xlsx" in before
    assert ask(site, "--period", "2024年上半年") == 0
    said = capsys.readouterr().err
    assert "更新了0份" in said
    assert "联席会议各成员单位」的成员名单还没有登记" in said
    assert tree(folder) == before


def test_a_form_somebody_has_filled_in_is_never_written_over(site: Path, capsys: Captured) -> None:
    assert ask(site, "--period", "2024-H1") == 0
    file = site / "output/forms/2024-H1/市农牧局-2024年上半年填报表.xlsx"
    work = filled(file.read_bytes())
    file.write_bytes(work)
    edit(site / "content" / "site.yml", "07-31", "07-30")
    capsys.readouterr()
    assert ask(site, "--period", "2024-H1") == 0
    out, err = capsys.readouterr()
    assert out == told("worked on before it is written again")
    assert "更新了31份" in err
    assert file.read_bytes() == work


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "forms 还要写「--period」。\n例如：build.py forms --period 2024-H1　"),
        (["--period", "上半年"], "应写成 2024、2024-H1、2024-Q3 或 2024-06"),
        (["--period", "2024-H2"], "时期从1月算起，请写 2024"),
        (["--period", "2024", "a.xlsx"], "forms 后面不写「a.xlsx」"),
    ],
)
def test_a_question_without_a_period_is_not_understood(
    site: Path, capsys: Captured, arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        ask(site, *arguments)
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("year", "why"), [("2031", "不在方案里"), ("2022", "在方案印发时已经过去")]
)
def test_a_year_that_is_not_judged_gets_no_form(
    site: Path, capsys: Captured, year: str, why: str
) -> None:
    assert ask(site, "--period", year) == 1
    assert capsys.readouterr().err == f"{year}年{why}，没有生成。\n"


def test_the_spreadsheet_library_is_loaded_only_where_it_is_used() -> None:
    code = (
        "import sys, reportsite.forms, reportsite.forms.collect, reportsite.plan.owed\n"
        "sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
