"""What an editor types becomes what it means, or is told what was expected and meant."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from reportsite.source import kinds
from reportsite.source.kinds import GAP


def _kind(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(kinds.Listed[kinds.Text] if name == "Listed[Text]" else vars(kinds)[name])


def told(kind: str, typed: object) -> str:
    """Return the words said of a value that is not of its kind."""
    with pytest.raises(ValidationError) as refused:
        _kind(kind).validate_python(typed)
    (error,) = refused.value.errors()
    assert error["type"] == "words"
    return f"{error['ctx']['expected']} {error['ctx']['hint']}".strip()


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("Whole", "07", 7),
        ("Whole", "0", 0),
        ("WholeOrGap", "120", 120),
        ("WholeOrGap", GAP, GAP),
        ("Number", "0.70", Decimal("0.70")),
        ("Number", "-3", Decimal(-3)),
        ("Flag", "true", True),
        ("Flag", "false", False),
        ("Day", "2023-07-03", dt.date(2023, 7, 3)),
        ("Day", "2024-02-29", dt.date(2024, 2, 29)),
        ("DayOrGap", GAP, GAP),
        ("MomentOrGap", "2023-07-03 09:00", "2023-07-03 09:00"),
        ("MomentOrGap", GAP, GAP),
        ("Text", " 甲 ", " 甲 "),
        ("MaybeText", None, ""),
        ("Slug", "wulate-haiguan", "wulate-haiguan"),
        ("Month", "2023-12", "2023-12"),
        ("MonthDay", "01-31", (1, 31)),
        ("BasePath", "/", "/"),
        ("BasePath", "/zt/zscq/", "/zt/zscq/"),
        ("BaseUrl", "https://www.example.cn", "https://www.example.cn"),
        ("BaseUrl", GAP, GAP),
        ("Listed[Text]", None, ()),
    ],
)
def test_a_value_becomes_what_it_means(kind: str, typed: object, value: object) -> None:
    assert _kind(kind).validate_python(typed) == value


def test_a_number_keeps_the_noughts_it_was_typed_with() -> None:
    assert str(_kind("Number").validate_python("0.70")) == "0.70"
    assert str(_kind("Number").validate_python("3.0")) == "3.0"


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("Whole", "七", "应是整数，例如 7"),
        ("Whole", "１２", "应是整数，例如 7 是不是「12」？"),
        ("Whole", "7.0", "应是整数，例如 7"),
        ("Whole", "1_000", "应是整数，例如 7"),
        ("Whole", "9" * 5000, "应是整数，例如 7"),
        ("Whole", None, "请填写"),
        ("Whole", [], "应是一段文字，有冒号、方括号时请加引号"),
        ("WholeOrGap", "待定", "应是整数，例如 7"),
        ("Number", "1,000", "应是数字，例如 0.78，不带单位和逗号 是不是「1000」？"),
        ("Number", "０．７", "应是数字，例如 0.78，不带单位和逗号 是不是「0.7」？"),
        ("Number", "7亿元", "应是数字，例如 0.78，不带单位和逗号"),
        ("Number", "NaN", "应是数字，例如 0.78，不带单位和逗号"),
        ("Number", "Infinity", "应是数字，例如 0.78，不带单位和逗号"),
        ("Flag", "是", "只能是 true（是）或 false（否）"),
        ("Day", "2023-13-01", "不是日期：没有13月"),
        ("Day", "2023-02-29", "不是日期：2023年2月只有1日到28日"),
        ("Day", "2023-07-00", "不是日期：2023年7月只有1日到31日"),
        ("Day", "0000-01-01", "不是日期：没有0年"),
        ("Day", "2023/7/3", "应写成 2023-07-03 这样 是不是「2023-07-03」？"),
        ("Day", "2023年7月3日", "应写成 2023-07-03 这样 是不是「2023-07-03」？"),
        ("Day", "２０２３－０７－０３", "应写成 2023-07-03 这样 是不是「2023-07-03」？"),
        ("Day", "20230703", "不是日期，应写成 2023-07-03 这样"),
        ("Day", "1688342400", "不是日期，应写成 2023-07-03 这样"),
        ("Day", GAP, "不是日期，应写成 2023-07-03 这样"),
        ("MomentOrGap", "2023-07-03", "应是日期和时间，例如 2023-07-03 09:00"),
        ("MomentOrGap", "2023-07-03 24:00", "应是日期和时间，例如 2023-07-03 09:00"),
        ("MomentOrGap", "2023-06-31 09:00", "不是日期：2023年6月只有1日到30日"),
        ("Text", "　", "请填写"),
        ("Text", {}, "应是一段文字，有冒号、方括号时请加引号"),
        ("MaybeText", [], "应是一段文字，有冒号、方括号时请加引号"),
        ("Slug", "乌拉特", "应是小写字母、数字和减号，例如 wulate-haiguan"),
        ("Slug", "a--b", "应是小写字母、数字和减号，例如 wulate-haiguan"),
        ("IndicatorId", "7", "应是两位编号，例如 07"),
        ("IndicatorId", "０７", "应是两位编号，例如 07 是不是「07」？"),
        ("Month", "2023-7", "应是年和月，例如 2023-07"),
        ("MonthDay", "1月31日", "应是每年都有的月和日，例如 01-31"),
        ("Checksum", "abc", "应是64位十六进制校验值"),
        ("BasePath", "zt/", "应以「/」开头、以「/」结尾，例如 /zt/zscq/"),
        ("BasePath", "//", "应以「/」开头、以「/」结尾，例如 /zt/zscq/"),
        ("BaseUrl", "https://a.cn/", "应是网址的前半段，例如 https://主机名，末尾不带「/」；没有就写待填"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_what_was_expected_and_meant(
    kind: str, typed: object, words: str
) -> None:
    assert told(kind, typed) == words


KINDS = (
    *("Text", "MaybeText", "Whole", "WholeOrGap", "Number", "Flag", "Day", "DayOrGap"),
    *("MomentOrGap", "Slug", "IndicatorId", "MeasureId", "Month", "MonthDay", "Checksum"),
    *("BasePath", "BaseUrl"),
)


@given(st.sampled_from(KINDS), st.none() | st.text() | st.lists(st.text()) | st.just({}))
def test_any_value_is_read_or_refused_in_chinese(kind: str, typed: object) -> None:
    try:
        _kind(kind).validate_python(typed)
    except ValidationError as refused:
        (error,) = refused.errors()
        assert error["type"] == "words"
        assert error["ctx"]["expected"]
