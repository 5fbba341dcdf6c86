"""A call in prose is replaced by what it names, or told where and how it is written."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.problems import Place, Problems, as_text
from reportsite.source.calls import Expansion, Function, Insert

PATH = "content/bulletins/2023-01.md"


def _table() -> Insert:
    return Insert("goals")


def _target(indicator: str, year: str) -> str:
    return f"{indicator}/{year}"


FUNCTIONS = {
    "各项目标": Function(_table, "{{ 各项目标() }}"),
    "目标值": Function(_target, '{{ 目标值("07", 2025) }}'),
}


def expand(text: str) -> tuple[str, list[Insert], str]:
    """Return the text with marks as «n», the inserts, and what was told."""
    problems = Problems()
    expansion = Expansion(FUNCTIONS, problems)
    expanded = re.sub("\ufdd0(\\d+)\ufdd1", r"«\1»", expansion.expand(text, Place(PATH, 10)))
    return expanded, expansion.inserts, as_text(problems.sorted).replace(f"{PATH}:", "")


@pytest.mark.parametrize(
    "call",
    ['{{ 目标值("06", 2025) }}', "{{目标值('06',2025)}}", '{{ 目标值 ( "06" , "2025" ) }}'],
)
def test_a_call_is_replaced_by_its_value_inside_a_sentence(call: str) -> None:
    assert expand(f"累计{call}亿元。") == ("累计06/2025亿元。", [], "")


def test_a_table_stands_apart_and_becomes_a_mark() -> None:
    text = "甲\n\n{{ 各项目标() }}\n\n乙\n\n{{ 各项目标() }}"
    assert expand(text) == ("甲\n\n«0»\n\n乙\n\n«1»", [Insert("goals")] * 2, "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("目标：{{ 各项目标() }}", "10:4"),
        ("甲\n{{ 各项目标() }}", "11:1"),
        ("{{ 各项目标() }}\n甲", "10:1"),
        (" {{ 各项目标() }}", "10:2"),
        ("- {{ 各项目标() }}", "10:3"),
    ],
)
def test_a_table_in_the_middle_of_text_is_told(text: str, place: str) -> None:
    expanded, inserts, told = expand(text)
    assert (
        told == f"{place}: 错误 E504 「{{{{ 各项目标() }}}}」是一张表，请放在行首，上下各空一行。\n"
    )
    assert inserts == []
    assert "{" not in expanded


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("{{ 各项目标 }}", "「{{ 各项目标 }}」没有写对，应写成「{{ 各项目标() }}」，花括号和圆括号都用半角。"),
        ("{{ 各项目标（） }}", "「{{ 各项目标（） }}」没有写对，应写成「{{ 各项目标() }}」"),
        ("｛｛ 各项目标() ｝｝", "「｛｛ 各项目标() ｝｝」没有写对，应写成「{{ 各项目标() }}」"),
        ("{{ 各项目标()", "「{{ 各项目标()」没有写对"),
        ("{{ 各项目() }}", "「{{ }}」里不认识「各项目」。是不是「各项目标」？"),
        ("{{ range() }}", "「{{ }}」里不认识「range」。可以写：各项目标、目标值。"),
        ("{{ 目标值() }}", "「目标值」括号里要写2个值（indicator、year），写了0个。例如 {{ 目标值(\"07\", 2025) }}。"),
        ("{{ 各项目标(1) }}", "「各项目标」括号里要写0个值，写了1个。"),
        ("{{ 目标值(“06”，2025) }}", "「目标值」括号里的「“06”，2025」没有写对"),
        ("{{ 目标值(06, x) }}", "「目标值」括号里的「06, x」没有写对，例如 {{ 目标值(\"07\", 2025) }}，引号"),
        ("{{ 目标值.__class__ }}", "「{{ 目标值.__class__ }}」没有写对"),
        ("{% for x in y %}", "「{% for x in y %}」没有写对"),
        ("{{ 'a' * 9999999999 }}", "「{{ 'a' * 9999999999 …」没有写对"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_at_its_first_brace(call: str, said: str) -> None:
    expanded, inserts, told = expand(f"甲乙\n丙{call}")
    assert told.startswith(f"11:2: 错误 E503 {said}")
    assert told.count("\n") == 1
    assert inserts == []
    assert expanded.startswith("甲乙\n丙")


def test_text_without_calls_is_left_alone() -> None:
    text = "## 标题 {#id}\n\n{甲} [乙](/c){: .d}  \n"
    assert expand(text) == (text, [], "")


SIGNS = st.sampled_from(
    [*"{}()%\"',｛｝（） 甲1\n", "{{", "}}", "各项目标()", "目标值", "\ufdd0", "\ufdd1"]
)


@given(st.text() | st.lists(SIGNS, max_size=30).map("".join))
@example("\ufdd00\ufdd1")
@example("{{ 目标值('" + "((" * 5000 + "', 1) }}")
def test_any_text_is_expanded_line_for_line_and_marks_count_the_inserts(text: str) -> None:
    text = text.replace("«", "")
    expanded, inserts, _ = expand(text)
    assert expanded.count("\n") == text.count("\n")
    assert re.findall("«([0-9]+)»", expanded) == [str(number) for number in range(len(inserts))]
    assert "\ufdd0" not in expanded
    assert "{{" not in expanded
