"""Every rule of wording: what it finds, what it says is meant, and what it leaves alone."""

import re
from collections.abc import Callable

import pytest

from reportsite.check.wording import RULES, Writing, faults
from reportsite.problems import Code
from tests.support.checkout import ROOT

OFFICIAL = re.sub(r"\s", "", (ROOT / "data" / "plan.txt").read_text("utf-8"))
WRITING = Writing(OFFICIAL, RULES)
WRONG = [
    ("W531", "印发《关于落实《纲要》的通知》", "《关于落实《纲要》", "《关于落实〈纲要〉"),
    ("W531", "“铁拳”、“剑网”行动", "、", ""),
    ("W532", "按照国办发[2017]47号", "[2017]47号", "〔2017〕47号"),
    ("W532", "按照国办发（2017）第047号", "（2017）第047号", "〔2017〕47号"),
    ("W533", "自2023年07月03日起", "2023年07月03日", "2023年7月3日"),
    ("W533", "自2023.7.3起", "2023.7.3", "2023年7月3日"),
    ("W533", "自2023-07-03起", "2023-07-03", "2023年7月3日"),
    ("W533", "到2024年06月，", "2024年06月", "2024年6月"),
    ("W533", "到24年底", "24年", "2024年"),
    ("W534", "建成3-4家", "3-4", "3～4"),
    ("W534", "从2022-2024年", "2022-2024年", "2022—2024年"),
    ("W534", "提高到63～68%", "63～68%", "63%～68%"),
    ("W535", "（一）、加强领导", "（一）、", "（一）"),
    ("W535", "一.加强领导", "一.", "一、"),
    ("W536", "到 2025年底", "到 2", "到2"),
    ("W536", "共3 件", "3 件", "3件"),
    ("W536", "登记,入库", ",", "，"),
    ("W536", "登记(入库)", "(", "（"),
    ("W536", "共３０件", "３０", "30"),
    ("W537", '开展"铁拳"行动', '"铁拳"', "“铁拳”"),
    ("W537", "等等...", "...", "……"),
    ("W537", "宣传--培训", "--", "——"),
    ("W538", "截止2023年6月底", "截止", "截至"),
    ("W538", "周密布署", "布署", "部署"),
]
RIGHT = [
    "按照国办发〔2017〕47号，自2023年7月3日起，到2024年底。",
    "2021—2025年，63%～68%，9亿～16亿元，2～3家，近20年，第12年。",
    "报送截止日是7月31日，截止日期不变，截至2023年6月底。",
    "建设2-3家知识产权信息公共服务网点",  # as it was issued
    "正文写的是“2-3家”",
    "“铁拳”“剑网”，《甲〈乙〉》……——PDF文件，0.78件，12.5%。",
    "措施（六）、（十一）没有报送。",
    "no Chinese text: 2-3, 2023.7.3, a, b (c)...",
    "",
]


@pytest.mark.parametrize(("code", "line", "found", "meant"), WRONG)
def test_what_is_written_wrongly_is_found_with_what_is_meant(
    code: str, line: str, found: str, meant: str
) -> None:
    told = [(one[1], one[0], one[2]) for one in faults(line, WRITING)]
    said = f"「{found}」应写成「{meant}」，" if meant else f"「{found}」应删去，"
    assert (Code[code], line.index(found), said) in told
    assert {one[0] for one in told} == {Code[code]}


@pytest.mark.parametrize("line", RIGHT)
def test_what_is_written_well_is_left_alone(line: str) -> None:
    assert list(faults(line, WRITING)) == []


def test_what_is_meant_is_itself_left_alone() -> None:
    for _, line, found, meant in WRONG:
        assert [
            one
            for one in faults(line.replace(found, meant, 1), WRITING)
            if one[2].startswith(f"「{found}」")
        ] == []


def test_nothing_of_the_official_text_is_found_fault_with() -> None:
    lines = (ROOT / "data" / "plan.txt").read_text("utf-8").splitlines()
    assert [found for line in lines for found in faults(line.strip(), WRITING)] == []


def test_marks_of_markdown_are_no_text(
    change: Callable[[str, str, str], str], told: Callable[[], str]
) -> None:
    change(
        "content/pages/about.md",
        "## 数据从哪里来",
        "## 数据从哪里来\n\n见[措施7](/measures/07/)、**粗体** 和`2-3 家`：\n\n"
        "1. 第一\n2. 第二\n\n| 甲 | 乙 |\n|---|--:|\n| 1件 | 2件 |\n\n<!-- 到 2025年 -->",
    )
    assert told() == ""


def test_a_value_is_told_at_its_character(
    change: Callable[[str, str, str], str], told: Callable[[], str]
) -> None:
    place = change("content/pages/about.md", "summary: 本站", "summary: 本站自¦2023.7.3起")
    assert told().startswith(f"{place} 警告 W533 「2023.7.3」应写成「2023年7月3日」，")


def test_what_is_often_mistyped_here_is_told_from_the_settings(
    change: Callable[[str, str, str], str], told: Callable[[], str]
) -> None:
    change("content/site.yml", "  知识产全: 知识产权\n", '  知识产全: 知识产权\n  "水+谁": 水准\n')
    first = change("content/pages/about.md", "summary: 本站", "summary: ¦知识产全水+谁本站")
    line, column = map(int, first.split(":")[1:3])
    assert told() == (
        f"{first} 警告 W538 「知识产全」应写成「知识产权」，多半是错别字。\n"
        f"content/pages/about.md:{line}:{column + 4}: 警告 W538 「水+谁」应写成「水准」，多半是错别字。\n"
    )
