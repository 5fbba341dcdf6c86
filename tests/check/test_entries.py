"""Progress in words is read in every reasonable spelling, and nothing that was typed is lost."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.check.entries import check
from reportsite.plan.model import Report
from reportsite.plan.written import Entry, EntryKind, Nobody
from reportsite.problems import Place, Problems
from reportsite.source.files import load
from reportsite.source.markdown import Context

PATH = "content/measures/07-creation.md"
Told = Callable[[], str]


def read(report: Report, text: str) -> tuple[tuple[Entry, ...], list[str]]:
    """Return what is read of a text that begins in line 10, and what is told, without the path."""
    problems = Problems()
    context = Context({}, {})
    entries = check(text, Place(PATH, 10), report.register, context, problems)
    return entries, [str(problem).removeprefix(f"{PATH}:") for problem in problems.sorted]


TEXT = """\
## 进展

### 2024年上半年（市农牧局，2024年7月20日）

已建成两处。

- 甲
- 乙

### 2023年

已立项。

## 存在问题

### 2024年上半年

资金不足。

## 下一步

### 2024年全年（市林草局）

继续推进。
"""


def test_entries_are_read_in_their_order_with_period_unit_and_day(report: Report) -> None:
    entries, told = read(report, TEXT)
    assert told == []
    assert [(e.kind.value, str(e.period), e.line) for e in entries] == [
        ("进展", "2024-H1", 12),
        ("进展", "2023", 19),
        ("存在问题", "2024-H1", 25),
        ("下一步", "2024", 31),
    ]
    assert [e.unit if isinstance(e.unit, Nobody) else e.unit.name for e in entries] == [
        "市农牧局", Nobody(), Nobody(), "市林草局",
    ]  # fmt: skip
    assert [entry.on for entry in entries] == [dt.date(2024, 7, 20), None, None, None]
    assert entries[0].text == "已建成两处。\n\n- 甲\n- 乙"
    assert "<li>乙</li>" in "".join(map(str, entries[0].prose))


def heading(report: Report, typed: str) -> tuple[str, str, str]:
    """Return period, unit and day of an entry that is told nothing about; '' where not given."""
    (entry,), told = read(report, f"## 进展\n\n{typed}\n\n甲。\n")
    assert told == []
    unit = "" if isinstance(entry.unit, Nobody) else entry.unit.name
    return str(entry.period), unit, str(entry.on or "")


ALL = ("2024-H1", "市农牧局", "2024-07-20")
LONG = "市市场监管局（知识产权局）"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("### 2024年上半年", ("2024-H1", "", "")),
        ("### 2024年上半年（）", ("2024-H1", "", "")),
        ("###2024年上半年", ("2024-H1", "", "")),
        ("### 2024年上半年 ###", ("2024-H1", "", "")),
        ("### 2024-H1", ("2024-H1", "", "")),
        ("### ２０２４年上半年", ("2024-H1", "", "")),
        ("### 2024年三季度", ("2024-Q3", "", "")),
        ("### 2024年1—9月", ("2024-Q3", "", "")),
        ("### 2024年6月", ("2024-H1", "", "")),
        ("### 2024年1—12月", ("2024", "", "")),
        ("### 2024年上半年（市农牧局）", ("2024-H1", "市农牧局", "")),
        ("### 2024年上半年(市农牧局)", ("2024-H1", "市农牧局", "")),
        ("### 2024年上半年 ( 市农牧局 )", ("2024-H1", "市农牧局", "")),
        ("### 2024年上半年（农牧局报送）", ("2024-H1", "市农牧局", "")),
        ("### 2024年上半年（2024年7月20日）", ("2024-H1", "", "2024-07-20")),
        ("### 2024年上半年（市农牧局，2024年7月20日）", ALL),
        ("### 2024年上半年（2024年7月20日，市农牧局）", ALL),
        ("### 2024年上半年(市农牧局,2024-07-20)", ALL),
        ("### 2024年上半年（市农牧局，2024/7/20）", ALL),
        ("### 2024年上半年（市农牧局，２０２４年７月２０日）", ALL),
        ("### 2024年上半年（市农牧局 2024年7月20日报送）", ALL),
        ("### 2024年上半年（市农牧局；2024.7.20）", ALL),
        ("### 2024年上半年（市农牧局2024年7月20日）", ALL),
        (f"### 2024年上半年（{LONG}）", ("2024-H1", LONG, "")),
        (f"### 2024年上半年（{LONG}，2024年7月20日）", ("2024-H1", LONG, "2024-07-20")),
        ("### 2024年上半年(市市场监管局(知识产权局), 2024-7-20)", ("2024-H1", LONG, "2024-07-20")),
    ],
)
def test_a_heading_is_understood_in_every_reasonable_spelling(
    report: Report, typed: str, said: tuple[str, str, str]
) -> None:
    assert heading(report, typed) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## 成效\n\n### 2024年\n\n甲。", "10:1: 错误 E410 措施里没有「成效」这一栏。可以写：## 进展、## 存在问题、## 下一步。"),
        ("## 进展情况\n\n### 2024年\n\n甲。", "10:1: 错误 E410 措施里没有「进展情况」这一栏。是不是「进展」？"),
        ("##\n\n甲。", "10:1: 错误 E410 措施里没有「（空）」这一栏。可以写：## 进展、## 存在问题、## 下一步。"),
        ("# 进展\n\n### 2024年\n\n甲。", "10:1: 错误 E410 「进展」前面有1个井号，应有2个，请写「## 进展」。"),
        ("### 进展\n\n### 2024年\n\n甲。", "10:1: 错误 E410 「进展」前面有3个井号，应有2个，请写「## 进展」。"),
        ("## 进展\n\n## 2024年\n\n甲。", "12:1: 错误 E410 「2024年」前面有2个井号，应有3个，请写「### 2024年」。"),
        ("## 进展\n\n甲。\n\n### 2024年\n\n乙。", "12:1: 错误 E411 「甲。」没有写明是什么时期的，请在上面先写一行时期，例如「### 2024年上半年（某局）」。"),
        ("#### 小标题\n\n甲。", "10:1: 错误 E411 「#### 小标题」没有写明是什么时期的，请在上面先写一行时期，例如「### 2024年上半年（某局）」。"),
        ("## 进展\n\n### 上半年\n\n甲。", "12:1: 错误 E412 「上半年」不是时期，请写成「### 2024年上半年（某局）」这样，括号可以不写。"),
        ("## 进展\n\n### （市农牧局）\n\n甲。", "12:1: 错误 E412 「（空）」不是时期，请写成「### 2024年上半年（某局）」这样，括号可以不写。"),
        ("## 进展\n\n### 2024年13月\n\n甲。", "12:1: 错误 E412 「2024年13月」不是时期，请写成「### 2024年上半年（某局）」这样，括号可以不写。"),
        ("## 进展\n\n### 2024年\n", "12:1: 错误 E413 「2024年」下面没有内容，没有可写的就删去这一行。"),
        ("## 进展\n\n### 2024年\n\n<!-- 待写 -->\n", "12:1: 错误 E413 「2024年」下面没有内容，没有可写的就删去这一行。"),
        ("### 2024年\n\n甲。", "10:1: 错误 E414 「2024年」上面没有写这是哪一栏，请在上面加一行：## 进展、## 存在问题、## 下一步。"),
        ("## 进展\n\n### 2024年（市农牧局、市林草局）\n\n甲。", "12:1: 错误 E415 「市农牧局、市林草局」里的单位或日期不止一个，一条写一个单位、一个日期；几个单位各写一条，或者不写单位。"),
        ("## 进展\n\n### 2024年（2025年1月2日，2025年1月3日）\n\n甲。", "12:1: 错误 E415 「2025年1月2日，2025年1月3日」里的单位或日期不止一个，一条写一个单位、一个日期；几个单位各写一条，或者不写单位。"),
        ("## 进展\n\n### 2024年（市农木局）\n\n甲。", "12:1: 错误 E301 单位「市农木局」不在 data/units.yml。是不是「市农牧局」？"),
        ("## 进展\n\n### 2024年（2025年2月30日）\n\n甲。", "12:1: 错误 E205 「2025年2月30日」不是日期：2025年2月只有1日到28日。"),
        ("## 进展\n\n### 2024年（1月20日）\n\n甲。", "12:1: 错误 E205 「1月20日」不是日期，应写成 2023-07-03 这样。"),
        ("## 进展\n\n### 2024年（2023年7月20日）\n\n甲。", "12:1: 错误 E335 2023-07-20 的时候，2024年还没有开始，请核对时期和报送日期。"),
        ("## 进展\n\n### 2024年\n\n甲。\n\n##### 小题\n\n乙。", "16:1: 警告 W512 标题从3级跳到了5级，这里请用「#### 」。"),
    ],
)  # fmt: skip
def test_a_fault_is_told_alone_on_its_line(report: Report, text: str, said: str) -> None:
    assert read(report, text)[1] == [said]


def test_what_stands_in_a_comment_is_not_there(report: Report) -> None:
    entries, told = read(report, "## 进展\n\n<!--\n### 2024年\n\n甲。\n-->\n\n### 2023年\n\n乙。\n")
    assert told == []
    assert [entry.text for entry in entries] == ["乙。"]


def test_a_deeper_heading_belongs_to_what_is_said(report: Report) -> None:
    (entry,), told = read(report, "## 进展\n\n### 2024年\n\n#### 品牌\n\n甲。\n")
    assert told == []
    assert "<h4" in str(entry.prose[0])


def test_a_wrong_level_or_unit_loses_nothing_else(report: Report) -> None:
    text = "### 进展\n\n## 2024年（某局）\n\n甲。\n"
    (entry,), told = read(report, text)
    assert [line.split()[2] for line in told] == ["E410", "E301", "E410"]
    assert (entry.kind, entry.text, entry.unit) == (EntryKind.PROGRESS, "甲。", Nobody())


def test_a_fault_in_what_is_said_is_told_in_its_place(report: Report) -> None:
    assert [line.split()[0] for line in read(report, TEXT.replace("- 乙", "[乙](没有.md)"))[1]] == [
        "17:5:"
    ]


def test_without_a_register_units_are_not_told_unknown(report: Report) -> None:
    problems = Problems()
    text = "## 进展\n\n### 2024年（某局）\n\n甲。\n"
    entries = check(text, Place(PATH, 10), None, Context({}, {}), problems)
    assert (len(entries), problems.found) == (1, [])
    assert read(report, text)[1] != []


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("2024年上半年", {"2024-06-29": False, "2024-06-30": True}),
        ("2024年2月", {"2024-02-28": False, "2024-02-29": True}),
        ("2024年上半年（2024年7月20日）", {"2024-07-19": False, "2024-07-20": True}),
        ("2024年上半年（2024年6月20日）", {"2024-06-19": False, "2024-06-20": True}),
    ],
)
def test_an_entry_is_known_from_its_day_or_else_from_the_end_of_its_period(
    report: Report, typed: str, known: dict[str, bool]
) -> None:
    (entry,), _ = read(report, f"## 进展\n\n### {typed}\n\n甲。\n")
    for day, is_known in known.items():
        assert entry.is_known(dt.date.fromisoformat(day)) is is_known


def test_progress_below_it_leaves_the_official_paragraph_as_it_was(
    site: Path, told: Told, report: Report
) -> None:
    file = site / PATH
    file.write_text(file.read_text("utf-8") + "\n" + TEXT, "utf-8")
    assert told() == ""
    body = next(d for d in load(site, Problems()).measures if d.path == PATH).body
    assert "".join(report.measures[6].paragraphs) in body.replace("\n", "")


WORDS = st.lists(
    st.sampled_from(
        ["## 进展\n", "## 下一步", "### 2024年上半年", "### 2024年（市农牧局，2025年1月2日）", "# ", "###",
         "甲。", "\n", "\n\n", "## ", "（", "）", "，", "2024年", "<!--", "-->", "#### 小题", "- 甲"]
    ),
    max_size=12,
)  # fmt: skip


@given(WORDS.map("\n".join) | st.text())
def test_whatever_is_typed_is_kept_or_told(report: Report, text: str) -> None:
    entries, told = read(report, text)
    shown = "\n".join(entry.text for entry in entries)
    if not told:
        for line in text.split("\n"):
            is_text = "甲" in line and "<!--" not in text
            assert not is_text or line.strip() in shown
    for entry in entries:
        assert entry.text.strip()
