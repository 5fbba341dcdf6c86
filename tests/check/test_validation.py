"""A file is its typed record, or every fault in it is told at its place in Chinese."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportsite.check import schema
from reportsite.check.fields import validate
from reportsite.plan.register import Register
from reportsite.plan.written import BulletinFront
from reportsite.problems import Problems
from reportsite.source.files import Document
from reportsite.source.yaml_text import parse
from tests.support.checkout import ROOT

FILES: dict[str, type[object]] = {
    "content/site.yml": schema.SiteFile,
    "content/plan.md": schema.PlanFile,
    "content/assurance.md": schema.AssuranceFile,
    "content/measures/04-administrative-protection.md": schema.MeasureFile,
    "content/bulletins/2023-01.md": BulletinFront,
    "content/pages/about.md": schema.PageFile,
    "data/units.yml": Register,
    "data/indicators.yml": schema.IndicatorsFile,
    "data/tensions.yml": schema.TensionsFile,
}


def document(text: str) -> Document:
    return Document("x.yml", parse(text, "x.yml"))


def front(path: str) -> str:
    text = (ROOT / path).read_text("utf-8")
    return text.split("---\n")[1] if path.endswith(".md") else text


def told(model: type[object], text: str) -> list[str]:
    problems = Problems()
    validate(model, document(text), problems)
    return [str(problem).removeprefix("x.yml:") for problem in problems.sorted]


@pytest.mark.parametrize("path", FILES)
def test_the_real_files_are_of_their_shape(path: str) -> None:
    problems = Problems()
    assert isinstance(validate(FILES[path], document(front(path)), problems), FILES[path])
    assert problems.found == []


MEASURE = """\
number: 7
title: 甲
chapter: 3
units: [乙]
responsibility: joint
summary: 丙
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: 甲\n", "", ["1:1: 错误 E201 缺少「title」这一项，请加上，例如「title: …」。"]),
        (
            "number: 7\ntitle: 甲\n",
            "",
            ["1:1: 错误 E201 缺少「number」「title」这几项，请加上，例如「number: …」。"],
        ),
        ("title: 甲", "titel: 甲", ["2:1: 错误 E202 不认识的项「titel」。是不是「title」？"]),
        (
            "chapter: 3\n",
            "chapter: 3\nchapters: 3\n",
            ["4:1: 错误 E202 不认识的项「chapters」。是不是「chapter」？"],
        ),
        (
            "number: 7\n",
            "编号: 7\n",
            [
                "1:1: 错误 E201 缺少「number」这一项，请加上，例如「number: …」。",
                "1:1: 错误 E202 不认识的项「编号」。"
                "这里可以写：units、responsibility、roles、due、due_quote、milestones、number、title、chapter、tasks、indicators、summary、stage、stage_since、done、earlier_stages、evidence。",
            ],
        ),
        ("number: 7", "number:", ["1:8: 错误 E203 「number」是空的，请填写。"]),
        ("title: 甲", "title: {甲: 乙}", ["2:8: 错误 E203 「title」是一组「项: 值」，应是一段文字，有冒号、方括号时请加引号。"]),
        ("[乙]", "乙", ["4:8: 错误 E203 「units」是「乙」，应是一个列表，每行写一个、以「- 」开头。"]),
        ("[乙]", "", []),  # a text need not say who
        ("[乙]", "[乙, [丙]]", ["4:12: 错误 E203 第2条是一个列表，应是一段文字，有冒号、方括号时请加引号。"]),
        ("joint", "join", ["5:17: 错误 E204 「responsibility」是「join」，只能是：joint、sole。是不是「joint」？"]),
        ("joint", "[joint]", ["5:17: 错误 E204 「responsibility」是一个列表，只能是：joint、sole。是不是「joint」？"]),
        ("丙\n", "丙\nindicators: [01]\n", ["7:14: 错误 E203 第1条是「01」，应是「项: 值」一行一项的写法，冒号用半角、后面空一格。"]),
        ("丙\n", "丙\nindicators:\n  - {id: 1, base: explicit}\n", [
            "8:10: 错误 E203 「id」是「1」，应是两位编号，例如 07。",
            "8:13: 错误 E202 不认识的项「base」。是不是「basis」？",
        ]),
        ("丙\n", "丙\nindicators:\n  - {id: 01}\n", ["8:5: 错误 E201 第1条里缺少「basis」这一项，请加上，例如「basis: …」。"]),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place_with_what_was_meant(
    old: str, new: str, said: list[str]
) -> None:
    assert old in MEASURE
    assert told(schema.MeasureFile, MEASURE.replace(old, new)) == said


def test_all_faults_of_a_file_are_told_at_once() -> None:
    faulty = (
        "number: 七\ntitle:\nchapter: 3\nunits: 乙\nresponsibility: all\nsumary: 丙\n进展: 丁\n"
    )
    assert [line.split()[2] for line in told(schema.MeasureFile, faulty)] == [
        "E203", "E203", "E203", "E204", "E202", "E202",
    ]  # fmt: skip


def test_nothing_is_missed_in_what_could_not_be_read() -> None:
    assert told(schema.MeasureFile, MEASURE.replace("title: 甲", "title：甲")) == []


def test_a_long_value_is_cut_short_in_the_message() -> None:
    (said,) = told(schema.MeasureFile, MEASURE.replace("[乙]", "乙" * 300))
    assert f"「{'乙' * 20}…」" in said


def _values(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(deeper for item in inner for deeper in _values(item))]


WORDS = st.sampled_from(["", "一", "01", "x", "待填", "2023-07-03", "true", "explicit", "1.5"])
ODD: st.SearchStrategy[Any] = st.recursive(
    st.none() | WORDS | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            WORDS | st.sampled_from(["id", "name", "basis", "[key]"]), inner, max_size=2
        )
    ),
    max_leaves=5,
)


@given(st.sampled_from(sorted(FILES)), st.data())
def test_whatever_stands_in_a_file_is_told_in_chinese_and_never_crashes(
    path: str, data: st.DataObject
) -> None:
    content = parse(front(path), "x.yml").data
    parts = [part for part in _values(content) if isinstance(part, dict | list)]
    for _ in range(data.draw(st.integers(1, 3))):
        _spoil(data.draw(st.sampled_from(parts)), data)
    text = yaml.safe_dump(content, default_style='"')
    problems = Problems()
    read = validate(FILES[path], document(text.replace('!!null "null"', "~")), problems)
    assert (read is None) == bool(problems.found)
    for problem in problems.found:
        assert 1 <= problem.place.line <= text.count("\n") + 1
        assert "None" not in problem.message
        assert any("\u4e00" <= letter <= "\u9fff" for letter in problem.message)


def _spoil(part: Any, data: st.DataObject) -> None:
    """Change, remove or add one thing in a list or a mapping."""
    steps = list(part) if isinstance(part, dict) else list(range(len(part)))
    if len(steps) > 0 and data.draw(st.booleans()):
        step = data.draw(st.sampled_from(steps))
        if data.draw(st.booleans()):
            part[step] = data.draw(ODD)
        else:
            del part[step]
    elif isinstance(part, dict):
        part[data.draw(st.text(max_size=4) | st.just("[key]"))] = data.draw(ODD)
    else:
        part.append(data.draw(ODD))


@given(st.sampled_from(sorted(FILES)), st.dictionaries(st.text(max_size=5), ODD, max_size=4))
def test_any_mapping_is_told_in_chinese_and_never_crashes(
    path: str, content: dict[str, Any]
) -> None:
    text = yaml.safe_dump(content, default_style='"')
    problems = Problems()
    validate(FILES[path], document(text.replace('!!null "null"', "~")), problems)
    assert all(
        problem.code.name in {"E201", "E202", "E203", "E204", "E205"} for problem in problems.found
    )
