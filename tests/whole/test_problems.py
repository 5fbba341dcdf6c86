"""Problems are values: ordered by place, told once, and every code is explained to editors."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from reportsite.problems import (
    SECTIONS,
    Code,
    ContentError,
    Place,
    Problem,
    Problems,
    as_json,
    as_text,
    closest,
    manual,
    nearest,
)
from tests.support.checkout import ROOT

CODE = re.compile(r"[EW]\d{3}")
ERROR = Problem(Place("b.md", 2, 5), Code.E301, "责任单位「甲」不在表里。", "是不是「乙」？")
WARNING = Problem(Place("a.md", 10), Code.W103, "这个文件没有被采用。")


def test_a_problem_reads_as_place_level_code_message_hint() -> None:
    assert str(ERROR) == "b.md:2:5: 错误 E301 责任单位「甲」不在表里。是不是「乙」？"
    assert str(WARNING) == "a.md:10:1: 警告 W103 这个文件没有被采用。"


def test_problems_are_told_once_in_the_order_of_files_lines_and_columns() -> None:
    problems = Problems()
    for line, column in ((10, 1), (9, 2), (9, 10), (9, 2)):
        problems.add(Place("a.md", line, column), Code.E401, "改动")
    problems.extend([WARNING, ERROR])
    assert [str(p.place) for p in problems.sorted] == [
        "a.md:9:2", "a.md:9:10", "a.md:10:1", "a.md:10:1", "b.md:2:5",
    ]  # fmt: skip


def test_errors_stop_a_run_and_warnings_only_a_strict_one() -> None:
    Problems().stop_on_errors(strict=True)
    Problems([WARNING]).stop_on_errors()
    with pytest.raises(ContentError, match="W103"):
        Problems([WARNING]).stop_on_errors(strict=True)
    with pytest.raises(ContentError, match="E301") as stopped:
        Problems([ERROR, WARNING]).stop_on_errors()
    assert stopped.value.problems == (WARNING, ERROR)


def test_json_holds_what_the_text_says() -> None:
    assert json.loads(as_json([ERROR])) == [
        {
            "path": "b.md",
            "line": 2,
            "column": 5,
            "level": "错误",
            "code": "E301",
            "message": "责任单位「甲」不在表里。",
            "hint": "是不是「乙」？",
        }
    ]
    assert as_text([WARNING, ERROR]) == f"{WARNING}\n{ERROR}\n"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("市金融辦", "市金融办"),
        ("市场监管局", "市场监管局（知识产权局）"),
        ("农牧局", "市农牧局"),
        ("天气预报", ""),
        ("", ""),
    ],
)
def test_a_hint_names_the_closest_known_word_or_none(word: str, meant: str) -> None:
    known = ["市农牧局", "市金融办", "市场监管局（知识产权局）", "乌拉特海关"]
    assert nearest(word, known) == meant
    assert closest(word, known) == (f"是不是「{meant}」？" if meant else "")


def _codes_in_source() -> Iterator[str]:
    for file in (ROOT / "reportsite").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Code":
                yield node.attr
            elif isinstance(node, ast.Constant):
                assert not CODE.fullmatch(str(node.value)), f"{file} has a bare code"


def test_the_catalogue_is_used_whole_and_nothing_else_is() -> None:
    beginnings = {start.name for start, _, _ in SECTIONS}
    used = Counter(_codes_in_source())
    assert {code for code, count in used.items() if count > (code in beginnings)} == {
        code.name for code in Code
    }
    names = [code.name for code in Code]
    assert names == sorted(names, key=lambda name: (name[1:], name))


def test_what_editors_read_of_the_problems_is_made_from_the_catalogue() -> None:
    assert manual() == (ROOT / "docs/problems.md").read_text("utf-8"), "run: make docs"


def test_every_code_of_load_and_check_is_shown_by_a_broken_site_or_a_test() -> None:
    shown = [
        *(ROOT / "tests").glob("sites_invalid/*/expected.txt"),
        ROOT / "tests/support/damages.txt",
        *(ROOT / "tests").rglob("*.py"),
    ]
    told = "".join(file.read_text("utf-8") for file in shown)
    own = {code for code in _codes_in_source() if code[1] in "12345"}
    assert own - set(CODE.findall(told)) == set()


def test_every_example_shown_to_editors_is_what_they_will_read() -> None:
    told: dict[str, list[str]] = {}
    expected = (ROOT / "tests/sites_invalid").glob("*/expected.txt")
    for file in (*expected, ROOT / "tests/support/damages.txt"):
        for code, words in re.findall(r" ([EW]\d{3}) (.*)", file.read_text("utf-8")):
            told.setdefault(code, []).append(words)
    own = [code for code in Code if code.name[1] < "6"]
    assert len(own) > 130
    assert [code.name for code in own if code.value[2] not in told.get(code.name, [])] == []
