"""A figure typed by hand beside an indicator's name is held against the data of the day."""

import datetime as dt

import pytest

from reportsite.check.wording import figure_faults
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from reportsite.problems import Place
from tests.support.demo import demo_report

PATH = "content/bulletins/2024-01.md"
DAY = dt.date(2024, 8, 5)


def told(text: str, day: dt.date = DAY) -> list[str]:
    found = figure_faults(text, Place(PATH, 10), snapshot(demo_report(), day))
    return [str(problem).removeprefix(f"{PATH}:") for problem in found]


@pytest.mark.parametrize(
    ("text", "at", "typed"),
    [
        ("知识产权质押融资金额达到9.9亿元。", "10:13", "9.9亿元"),
        ("知识产权质押融资累计9.9亿元。", "10:11", "9.9亿元"),
        ("全市知识产权质押融资金额稳步增长，上半年达到4.9亿元。", "10:23", "4.9亿元"),
        ("版权作品登记累计达到900件。", "10:11", "900件"),
        ("到2025年，集体商标达到100件。", "10:14", "100件"),
        ("2024年知识产权质押融资金额4.13亿元。", "10:16", "4.13亿元"),
        ("知识产权质押融资金额完成率为92%。", "10:15", "92%"),
        ("建成5家商标品牌指导站。", "10:3", "5家"),
        ("| 知识产权质押融资金额 | 亿元 | 9.9 |", "10:21", "9.9"),
        ("第一行。\n\n区域公用品牌有7个。", "12:8", "7个"),
    ],
)
def test_a_figure_that_disagrees_is_told_with_the_function_to_use(
    text: str, at: str, typed: str
) -> None:
    (said,) = told(text)
    assert said.startswith(f"{at}: 警告 W520 ")
    assert f"旁边的「{typed}」与截至2024年8月5日的数据不一致，" in said
    assert "请核对；数字最好由函数写出，例如 {{ " in said


@pytest.mark.parametrize(
    "text",
    [
        "知识产权质押融资金额累计4.83亿元，到2025年达到7亿元。",
        "2023年末知识产权质押融资金额4.13亿元。",
        "知识产权质押融资金额完成率87.8%，增量完成率55.3%。",
        "知识产权质押融资金额增加0.7亿元，比上年多0.7亿元。",
        "知识产权质押融资金额由12家银行发放，涉及30笔。",
        "版权登记数量0.068万件，即680件；版权作品登记到2025年累计1000件。",
        "地理标志产品专项检查12件，地理标志工作站2家。",
        "国家地理标志产品保护示范区1家。",
        "每万人口高价值发明专利拥有量0.65件。",
        "每万人口高价值发明专利拥有量达到{{ 实际值(\"01\", \"2024-H1\") }}。",
        "`知识产权质押融资金额9.9亿元`是举例。",
        "<!-- 知识产权质押融资金额9.9亿元 -->",
        "知识产权质押融资金额是第6项指标，见2023年7月3日印发的附件。",
        "知识产权质押融资金额稳步增长。全市开展活动9.9亿元。",
        "| 知识产权质押融资金额 | 2024 | 4.83 |",
    ],
)  # fmt: skip
def test_what_agrees_or_is_no_level_of_the_indicator_is_passed(text: str) -> None:
    assert told(text) == []


def test_a_figure_agrees_only_with_what_was_known_on_the_day() -> None:
    text = "2024年上半年知识产权质押融资金额4.71亿元。"
    assert len(told(text)) == 1
    assert told(text, dt.date(2025, 1, 1)) == []


def test_the_real_content_gives_no_false_alarm(report: Report) -> None:
    """The bulletin and pages of the real plan, and the official text itself."""
    at = snapshot(report, report.site.as_of)
    texts = [*report.plan.preamble, *(text for m in report.measures for text in m.paragraphs)]
    for text in texts:
        assert list(figure_faults(text, Place(PATH), at)) == []
