"""What Markdown would silently misread is told on its line; what is right is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.problems import Place
from reportsite.source.markdown_faults import faults, without_comments

PATH = "content/pages/about.md"


def told(text: str) -> list[str]:
    """Return line:column and code of what is said."""
    return [f"{p.place.line}:{p.place.column} {p.code.name}" for p in faults(text, Place(PATH))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("见[措施]（/measures/）。", ["1:2 E502"]),
        ("见[措施](/measures/）。", ["1:2 E502"]),
        ("见【措施】(/measures/)。", ["1:2 E502"]),
        ("见[措施] (/measures/)。", ["1:2 E502"]),
        ("见[措施]（07-creation.md）。", ["1:2 E502"]),
        ("看![图](a.png)和![图][1]", ["1:2 E505", "1:14 E505"]),
        ("第一行<br/>第二行", ["1:4 E506"]),
        ("<script>alert(1)</script>", ["1:1 E506"]),
        ('甲<img src=x onerror="alert(1)">', ["1:2 E506"]),
        ("甲<!-- 注", ["1:2 E506"]),
        ("1、甲\n2、乙", ["1:1 W511"]),
        ("1.甲\n2.乙", ["1:1 W511"]),
        ("甲\n1、乙", ["2:1 W511"]),
        ("# 甲", ["1:1 W512"]),
        ("## 甲\n\n#### 乙", ["3:1 W512"]),
        ("### 甲", ["1:1 W512"]),
        ("甲\n---", ["2:1 W512"]),
        ("甲\n==\n乙", ["2:1 W512"]),
        ("汉字__粗__", ["1:3 W513"]),
        ("__粗__汉字", ["1:1 W513"]),
        ("甲** 乙**", ["1:2 W513"]),
        ("甲**乙", ["1:2 W513"]),
        ("甲**乙\n丙**丁", ["1:2 W513"]),
        ("甲：\n- 乙\n- 丙", ["2:1 W515"]),
        ("甲：\n1. 乙", ["2:1 W515"]),
        ("甲：\n| a | b |\n|---|---|\n| 1 | 2 |", ["2:1 W516"]),
        ("甲：\n| a |\n| :-- |", ["2:1 W516"]),
        ("    甲", ["1:1 W517"]),
        ("甲\n\n    乙", ["3:1 W517"]),
        ("\t甲", ["1:1 W517"]),
        ("甲。\n　　乙。", ["2:1 W518"]),
        ("甲。\n（二）乙。", ["2:1 W518"]),
        ("甲。\n二、乙。", ["2:1 W518"]),
        ("- 甲\n  - 乙", ["2:1 W519"]),
        ("1. 甲\n   1. 乙", ["2:1 W519"]),
    ],
)
def test_a_trap_is_told_where_it_lies(text: str, said: list[str]) -> None:
    assert told(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "见[措施](/measures/)（原文）。",
        "见[措施](</a b/>)。",
        "[注]（另行公布）",
        "【通知】（2023）",
        "a < b > c，3<5，<知识产权强国建设纲要>",
        "<https://www.example.cn>，<me@example.cn>",
        "用`<br>`换行，`__init__`，`**`",
        "1、单独一段。\n\n2、又一段。",
        "1.5倍\n2.5倍",
        "1. 甲\n2. 乙",
        "## 甲\n\n### 乙\n\n## 丙",
        "甲\n\n---\n\n乙\n\n***\n\n* * *",
        "***甲***",
        "汉字 __粗__ 汉字，**粗**字，字**“粗”**，a_b__c",
        "甲：\n\n- 乙\n  续行\n- 丙",
        "- 甲\n\n    甲的第二段\n\n- 乙\n    - 丙",
        "!!! note \"注意\"\n\n    内容",
        "甲[^1]\n\n[^1]: 注\n\n    注的第二段",
        "术语\n:   解释\n\n    再解释",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "　　第一段。\n\n　　第二段。",
        "第一行，\n第二行。",
        "[甲]: /measures/ \"措施\"",
    ],
)  # fmt: skip
def test_right_markdown_is_left_in_peace(text: str) -> None:
    assert told(text) == []


def test_a_comment_is_taken_out_and_every_line_stays_where_it_was() -> None:
    assert without_comments("甲<!-- 乙\n丙 -->丁\n戊") == "甲" + " " * 6 + "\n" + " " * 5 + "丁\n戊"


SIGNS = st.sampled_from(
    [*"#*_-+|`<>[]()（）【】!:：、. \n甲a1\t　", "    ", "\n\n", "<!--", "-->", "**", "__"]
)


@given(st.text() | st.lists(SIGNS, max_size=40).map("".join))
def test_any_text_is_looked_at_inside_its_lines(text: str) -> None:
    lines = text.split("\n")
    assert without_comments(text).count("\n") == text.count("\n")
    assert len(without_comments(text)) == len(text)
    for problem in faults(text, Place(PATH)):
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= max(1, len(lines[problem.place.line - 1]))
