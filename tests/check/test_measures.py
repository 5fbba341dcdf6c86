"""Measures are the plan's seventeen: each once, each in the file that bears its number."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportsite.check.measures import number_in
from reportsite.plan.model import Report

Told = Callable[[], str]
Change = Callable[[str, str, str], str]
SEVEN, EIGHT, NINE, THIRTEEN = (
    f"content/measures/{name}.md"
    for name in ("07-creation", "08-utilisation", "09-market-operation", "13-service-industry")
)


def codes(told: Told) -> list[str]:
    return [line.split()[2] for line in told().splitlines()]


def test_measures_come_in_the_plan_s_order(report: Report) -> None:
    assert [measure.number for measure in report.measures] == list(range(1, 18))


@pytest.mark.parametrize(
    ("name", "number"),
    [("content/measures/07-x.md", 7), ("content/measures/17.md", 17), ("content/measures/7.md", 7),
     ("content/measures/x.md", 0), ("content/measures/七.md", 0), ("content/measures/７-x.md", 0)],
)  # fmt: skip
def test_a_file_s_number_is_what_its_name_begins_with(name: str, number: int) -> None:
    assert number_in(name) == number


def test_a_name_may_change_behind_its_number(site: Path, told: Told) -> None:
    (site / SEVEN).rename(site / "content/measures/07-创造机制.md")
    assert told() == ""


def test_a_mistyped_number_is_not_a_second_and_a_missing_measure(
    change: Change, told: Told
) -> None:
    place = change(EIGHT, "number: 8", "number: ¦9")
    assert told() == (
        f"{place} 错误 E314 编号是9，文件名却不以「09-」开头，请改编号或文件名，让两处一致。\n"
    )


def test_two_mistyped_numbers_are_two_mistakes(change: Change, told: Told) -> None:
    change(EIGHT, "number: 8", "number: 9")
    change(NINE, "number: 9", "number: 8")
    assert codes(told) == ["E314", "E314"]


def test_a_mistyped_number_hides_no_other_mistake_of_its_file(change: Change, told: Told) -> None:
    change(EIGHT, "number: 8", "number: 9")
    change(EIGHT, "chapter: 3", "chapter: 4")
    change(EIGHT, "推进专利转化", "推动专利转化")
    assert codes(told) == ["E314", "E401"]


def test_a_number_that_no_measure_has_is_told_with_the_file_s(change: Change, told: Told) -> None:
    place = change(SEVEN, "number: 7", "number: ¦77")
    assert told() == (
        f"{place} 错误 E314 编号是77，文件名却不以「77-」开头，请改编号或文件名，让两处一致。\n"
    )


def test_a_file_without_a_number_in_its_name_is_told_to_bear_it(site: Path, told: Told) -> None:
    (site / SEVEN).rename(site / "content/measures/创造机制.md")
    assert codes(told) == ["E314"]
    assert "文件名却不以「07-」开头" in told()


def test_a_copy_is_a_second_measure_and_nothing_else_is_said_of_it(
    site: Path, change: Change, told: Told
) -> None:
    shutil.copy(site / SEVEN, site / "content/measures/07-旧稿.md")
    change("content/measures/07-旧稿.md", "引导市场主体发挥", "引导各市场主体发挥")
    assert codes(told) == ["E313"]


def test_every_missing_measure_is_told_at_its_official_line(site: Path, told: Told) -> None:
    (site / NINE).unlink()
    (site / THIRTEEN).unlink()
    assert [line.split(" 错误 ")[0] for line in told().splitlines()] == [
        "data/plan.txt:25:3:", "data/plan.txt:30:3:",
    ]  # fmt: skip


def test_progress_stands_below_and_keeps_its_links(site: Path, change: Change, told: Told) -> None:
    with (site / SEVEN).open("a", encoding="utf-8") as file:
        file.write("\n## 进展\n\n### 2024年\n\n见[第八项](08-utilisation.md)。\n")
    assert told() == ""
    place = change(SEVEN, "(08-utilisation.md)", "(¦08-use.md)")
    assert told().startswith(f"{place} 错误 E501 链接「08-use.md」指向的页面不存在。")


def test_units_are_read_in_the_order_of_the_bracket(report: Report) -> None:
    fifteen = report.measures[14]
    assert [unit.spelt for unit in fifteen.units] == [
        "市委组织部", "市人社局", "市教育局", "市司法局", "市市场监管局（知识产权局）", "各旗县区政府",
    ]  # fmt: skip
    assert [unit.is_group for unit in fifteen.units] == [False] * 5 + [True]
