"""The annex is kept cell by cell as printed; 一 is no number."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportsite.plan.model import Accumulation, Basis, Report
from reportsite.plan.target import NoTarget, Target

Told = Callable[[], str]
Change = Callable[[str, str, str], str]
PATH = "data/indicators.yml"
FIRST = "targets: {2021: 0.44, 2022: 0.56, 2023: 0.62, 2024: 0.70, 2025: 0.78}"
NINTH = "targets: {2021: 一, 2022: 一, 2023: 1, 2024: 1, 2025: 2}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("0.70", "0.7¦", "E404 指标 01 2024年的目标值与正式文本（data/plan.txt 第61行）不一致：写的是「0.7」，原文印的是「0.70」，请照印出的样子写。"),
        ("0.44", "¦０.44", "E404 指标 01 2021年的目标值与正式文本（data/plan.txt 第58行）不一致：写的是「０.44」，原文印的是「0.44」，请照印出的样子写。"),
        ("0.44", "¦一", "E404 指标 01 2021年的目标值与正式文本（data/plan.txt 第58行）不一致：写的是「一」，原文印的是「0.44」，请照印出的样子写。"),
        ("2021:", "¦2020: 1, 2021:", "E307 附件没有2020年这一列，请删去。"),
        ("2021:", "¦21: 1, 2021:", "E307 附件没有21年这一列，请删去。"),
        ("2021: ", "2021¦：", "E112 这里的冒号是全角的"),
        ("2021: ", "2021:¦", "E114 「:」后面要空一格"),
        ("0.44, ", "0.44¦，", "E117 花括号里用了全角的「，」"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_as_printed_is_told(
    change: Change, told: Told, old: str, new: str, said: str
) -> None:
    place = change(PATH, FIRST, FIRST.replace(old, new, 1))
    (only,) = told().splitlines()
    assert only.startswith(f"{place} 错误 {said}")


@pytest.mark.parametrize("typed", ["1", "0", "-", "—", "无"])
def test_no_target_is_never_a_number_or_another_sign(
    change: Change, told: Told, typed: str
) -> None:
    place = change(PATH, NINTH, NINTH.replace("一", f"¦{typed}", 1))
    assert told() == (
        f"{place} 错误 E404 指标 09 2021年的目标值与正式文本（data/plan.txt 第122行）不一致："
        f"写的是「{typed}」，原文印的是「一」，请照印出的样子写。\n"
    )


def test_a_cell_that_is_left_out_is_missed_where_it_is_printed(change: Change, told: Told) -> None:
    change(PATH, FIRST, FIRST.replace("2021: 0.44, ", ""))
    (only,) = told().splitlines()
    assert only.startswith("data/plan.txt:58:2: 错误 E402 正式文本的「0.44」没有写在")


def test_a_row_in_another_place_is_told_once(site: Path, told: Told) -> None:
    head, _, rest = (site / PATH).read_text("utf-8").partition('  - id: "01"')
    first, _, rest = rest.partition('  - id: "02"')
    rows, _, notes = rest.partition("notes:\n")
    moved = f'{head}  - id: "02"{rows}  - id: "01"{first}notes:\n{notes}'
    (site / PATH).write_text(moved, "utf-8")
    (only,) = told().splitlines()
    assert " 错误 E315 指标 01 的名称「每万人口高价值发明专利拥有量（件）」的次序" in only
    assert "原文在 data/plan.txt 第57行" in only


def test_evidence_that_is_said_to_be_explicit_is_the_text_s_own_words(
    change: Change, told: Told
) -> None:
    place = change(PATH, "evidence: 知识产权质押融资金额累计达到", "evidence: 质押融资金额累计¦到")
    (only,) = told().splitlines()
    assert only.startswith(
        f"{place} 错误 E406 引文与正式文本不一致：「融资金额累计」之后少了「达」，"
    )


def test_evidence_that_is_inferred_is_an_editor_s_words(change: Change, told: Told) -> None:
    change(PATH, "evidence: 名称里有“有效”和“拥有量”，按年末存量理解", "evidence: 编者的理解")
    assert told() == ""


def test_each_kind_of_quantity_and_basis_is_a_word_of_the_program(report: Report) -> None:
    assert {i.nature.accumulation for i in report.indicators} <= set(Accumulation)
    assert {i.nature.basis for i in report.indicators} == set(Basis)


def test_a_year_without_a_target_is_a_case_of_its_own(report: Report) -> None:
    twenty = report.indicators[19]
    assert [type(target) for target in twenty.targets] == [NoTarget] * 3 + [Target] * 2
    assert [target.printed for target in twenty.targets] == ["—", "—", "—", "1", "2"]
    assert twenty.last_target == twenty.targets[-1]
