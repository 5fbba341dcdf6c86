"""Every named function gives what the data says on the document's day, or says why it cannot."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from reportsite.check.functions import NAMED, Setting, bound
from reportsite.facts.tables import RECORDS, table
from reportsite.plan import words
from reportsite.plan.model import Accumulation, Indicator, Report
from reportsite.plan.snapshot import snapshot
from reportsite.plan.target import Direction
from reportsite.problems import Place, Problems
from reportsite.source.calls import Expansion, Insert
from tests.support.checkout import ROOT
from tests.support.demo import demo_report

PATH = "content/bulletins/2024-01.md"
SUMMER = dt.date(2024, 8, 5)
WINTER = dt.date(2025, 2, 10)
NOW = dt.date(2026, 1, 28)


def expand(
    text: str, day: dt.date = SUMMER, report: Report | None = None
) -> tuple[str, list[Insert], list[str]]:
    """Return a line with its calls replaced, its tables, and what was told."""
    problems = Problems()
    at = Setting(snapshot(report or demo_report(), day), ("2023年第1期", "2023-07-03"))
    expansion = Expansion(bound(at), problems)
    expanded = expansion.expand(text, Place(PATH, 7))
    return expanded, expansion.inserts, [str(p).removeprefix(f"{PATH}:") for p in problems.sorted]


@pytest.mark.parametrize(
    ("call", "day", "given"),
    [
        ('{{ 实际值("06", "2024-H1") }}', SUMMER, "4.83亿元"),
        ('{{ 实际值("06", "2024-H1") }}', NOW, "4.71亿元"),
        ('{{ 实际值("6", "2024-06") }}', SUMMER, "4.83亿元"),
        ("{{ 实际值(06, 2024) }}", WINTER, "5.62亿元"),
        ('{{ 实际值("知识产权质押融资金额", 时期="2024") }}', WINTER, "5.62亿元"),
        ('{{ 实际值(时期="2025-Q3", 指标="02") }}', NOW, "3.19万件"),
        ('{{ 实际值("10", "2024") }}', WINTER, "0个"),
        ('{{ 实际值("17", "2024") }}', WINTER, "3"),
        ('{{ 目标值("06", 2025) }}', SUMMER, "7亿元"),
        ('{{ 目标值("01", 2024) }}', SUMMER, "0.70件"),
        ('{{ 完成率("06", "2024") }}', WINTER, "102.2%"),
        ('{{ 完成率("06", "2024-H1") }}', SUMMER, "87.8%"),
        ('{{ 完成率("10", "2024") }}', WINTER, "0%"),
        ('{{ 增量完成率("06", "2024") }}', WINTER, "108%"),
        ('{{ 增量完成率("02", "2025-H1") }}', NOW, "23.3%"),
        ('{{ 比上年末("06", "2024") }}', WINTER, "增加1.49亿元"),
        ('{{ 比上年末("01", "2024") }}', WINTER, "增加0.04件"),
        ('{{ 比上年末("14", "2025") }}', NOW, "减少1家"),
        ('{{ 比上年末("16", "2024") }}', WINTER, "持平"),
        ('{{ 状态("06", 2024) }}', SUMMER, "达到序时"),
        ('{{ 状态("06", 2024) }}', NOW, "达标"),
        ('{{ 状态("09", 2024) }}', WINTER, "应报未报"),
        ('{{ 状态("18", 2024) }}', WINTER, "未设目标"),
        ("{{ 达标项数(2024) }}", WINTER, "10项"),
        ("{{ 达标项数(2024) }}", SUMMER, "0项"),
        ('{{ 项数(2024, 状态="未达标") }}', WINTER, "4项"),
        ('{{ 项数(2024, "应报未报") }}', WINTER, "1项"),
        (
            "{{ 各状态项数(2024) }}",
            WINTER,
            "20项中10项达标、2项接近、4项未达标、1项不可评定、1项应报未报、2项未设目标",
        ),
        (
            "{{ 各状态占比(2024) }}",
            WINTER,
            "达标50%、接近10%、未达标20%、不可评定5%、应报未报5%、未设目标10%",
        ),
        ("{{ 数据截至() }}", SUMMER, "2024年8月5日"),
    ],
)
def test_a_call_in_a_sentence_gives_the_figure_of_the_day(
    call: str, day: dt.date, given: str
) -> None:
    assert expand(f"为{call}。", day) == (f"为{given}。", [], [])


@pytest.mark.parametrize(
    ("call", "insert"),
    [
        ("{{ 各项目标() }}", Insert("goals")),
        ("{{ 措施与责任分工() }}", Insert("measures")),
        ("{{ 指标目标表() }}", Insert("targets")),
        ("{{ 指标表() }}", Insert("indicators", ("2024", ""))),
        ("{{ 指标表(2023) }}", Insert("indicators", ("2023", ""))),
        ('{{ 指标表(状态="未达标") }}', Insert("indicators", ("2024", "未达标"))),
        ('{{ 指标表(2023, 状态="接近") }}', Insert("indicators", ("2023", "接近"))),
        ('{{ 措施进展("2024-H1") }}', Insert("progress", ("2024-H1",))),
        ('{{ 应报未报("2024-H1") }}', Insert("owed", ("2024-H1",))),
        ("{{ 更正() }}", Insert("corrections")),
        ("{{ 与上期比() }}", Insert("changes", ("2023年第1期", "2023-07-03"))),
    ],
)
def test_a_table_is_a_place_with_what_it_is_asked_for(call: str, insert: Insert) -> None:
    _, inserts, told = expand(call)
    assert (inserts, told) == ([insert], [])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('{{ 实际("06", "2024") }}', "E503 「{{ }}」里不认识「实际」。是不是「实际值」？"),
        ('{{ 实际值("06") }}', "E503 「实际值」括号里要写2个值（指标、时期），写了1个。例如 {{ 实际值(\"06\", \"2024\") }}。"),
        ("{{ 指标表(2024, 1, 2) }}", "E503 「指标表」括号里要写0到2个值（年份、状态），写了3个。"),
        ('{{ 指标表(状况="未达标") }}', "E503 「指标表」没有「状况」这一项。是不是「状态」？"),
        ('{{ 指标表(状态="未达标", 2024) }}', "E503 「指标表」括号里的「状态=\"未达标\", 2024」没有写对，例如 {{ 指标表("),
        ('{{ 指标表(状态＝"未达标") }}', "E503 「指标表」括号里的「状态＝\"未达标\"」没有写对，"),
        ('{{ 数据截至("2024") }}', "E503 「数据截至」括号里要写0个值，写了1个。"),
        ('{{ 实际值("21", "2024") }}', "E507 附件里没有指标「21」，编号是 01 到 20。"),
        ('{{ 实际值("知识产权质押金额", "2024") }}', "E507 附件里没有指标「知识产权质押金额」，是不是「知识产权质押融资金额」？"),
        ('{{ 实际值("06", "2024上半年") }}', "E507 「2024上半年」不是时期，请写 \"2024-H1\"。"),
        ('{{ 实际值("06", "2024-13") }}', "E507 「2024-13」不是时期，应写成 \"2024\"、\"2024-H1\"、"),
        ('{{ 实际值("06", "2024-H2") }}', "E507 「2024-H2」不是时期，请写 \"2024\"。"),
        ('{{ 实际值("06", "2020") }}', "E507 附件没有「2020」这一年，可以写 2021、2022、2023、2024、2025。"),
        ('{{ 目标值("06", 2030) }}', "E507 附件没有「2030」这一年，"),
        ('{{ 状态("06", "2024-H1") }}', "E507 附件没有「2024-H1」这一年，"),
        ('{{ 指标表(状态="不达标") }}', "E507 没有「不达标」这种状态，可以写：达标、已提前达标、"),
        ('{{ 措施进展("上半年") }}', "E507 「上半年」不是时期，"),
        ('{{ 实际值("09", "2024-H1") }}', "E508 截至2024年8月5日没有收到指标09「内蒙古自治区知识产权强县工程试点县/传统知识知识产权保护试点县」2024年上半年的数，这句话写不出来，请改写这句话，"),
        ('{{ 实际值("06", "2024") }}', "E508 截至2024年8月5日没有收到指标06「知识产权质押融资金额」2024年的数，"),
        ('{{ 目标值("18", 2024) }}', "E508 附件没有给指标18「高校知识产权信息服务中心」定2024年的目标，"),
        ('{{ 完成率("06", "2024") }}', "E508 截至2024年8月5日没有收到"),
        ('{{ 比上年末("20", "2024-H1") }}', "E508 截至2024年8月5日没有收到指标20「知识产权社会服务组织」2024年上半年的数，"),
        ('{{ 比上年末("10", "2024-H1") }}', "E508 截至2024年8月5日没有收到指标10「国家知识产权强国建设试点示范园区」2023年的数，"),
        ('{{ 增量完成率("16", "2024-H1") }}', "E508 指标16「国家地理标志产品保护示范区」2024年上半年算不出来：当年目标与上年相同，或者有一年没有目标，请删去。"),
    ],
)  # fmt: skip
def test_misuse_is_told_at_its_brace_with_what_is_meant(call: str, said: str) -> None:
    expanded, inserts, told = expand(f"上年{call}。")
    assert [line[:5] for line in told] == ["7:3: "]
    assert told[0].removeprefix("7:3: 错误 ").startswith(said)
    assert (expanded, inserts) == ("上年。", [])


def test_the_first_issue_and_a_page_have_no_issue_before_them() -> None:
    problems = Problems()
    functions = bound(Setting(snapshot(demo_report(), SUMMER)))
    Expansion(functions, problems).expand("{{ 与上期比() }}", Place(PATH))
    assert [problem.code.name for problem in problems.sorted] == ["E509"]


def test_what_is_not_better_when_higher_has_no_rate() -> None:
    report = _with(lambda indicator: replace(indicator, direction=Direction.DOWN))
    for name in ("完成率", "增量完成率"):
        _, _, told = expand(f'{{{{ {name}("06", "2024-H1") }}}}', report=report)
        assert "不是越高越好，没有完成率，" in told[0]


def test_a_years_own_count_is_not_compared_with_the_end_of_the_last() -> None:
    report = _with(
        lambda indicator: replace(
            indicator, nature=replace(indicator.nature, accumulation=Accumulation.FLOW)
        )
    )
    _, _, told = expand('{{ 比上年末("06", "2024-H1") }}', report=report)
    assert "是当年数，不能与上年末相比" in told[0]


def _with(change: Callable[[Indicator], Indicator]) -> Report:
    """Return the demo with indicator 06 changed."""
    report = demo_report()
    changed = (change(one) if one.id == "06" else one for one in report.indicators)
    return replace(report, indicators=tuple(changed))


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("3.2", "%", "提高3.2个百分点"),
        ("-0.5", "%", "降低0.5个百分点"),
        ("0.50", "亿元", "增加0.50亿元"),
        ("-2", "家", "减少2家"),
        ("0.0", "%", "持平"),
    ],
)
def test_a_change_of_a_rate_is_in_percentage_points(value: str, unit: str, said: str) -> None:
    assert words.change(Decimal(value), unit) == said


@pytest.mark.parametrize("name", NAMED)
def test_every_function_has_an_example_that_works_in_the_demo(name: str) -> None:
    function, example = NAMED[name]
    assert function.__doc__
    assert f"{{{{ {name}(" in example
    _, inserts, told = expand(example, NOW)
    assert told == []
    for insert in inserts:
        assert table(insert, 1, snapshot(demo_report(), NOW)).name in RECORDS


@pytest.mark.parametrize("name", NAMED)
def test_every_function_without_data_is_still_checked_for_form(name: str) -> None:
    _, example = NAMED[name]
    problems = Problems()
    expansion = Expansion(bound(None), problems)
    expansion.expand(example, Place(PATH))
    assert problems.found == []
    expansion.expand(f'{{{{ {name}(1, 2, 3, "4") }}}}', Place(PATH))
    assert [problem.code.name for problem in problems.sorted] == ["E503"]


def test_the_handbook_lists_every_function_in_its_own_words() -> None:
    handbook = (ROOT / "docs" / "handbook.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\{\{.*?\}\})` \| (.*?) \|$", handbook, flags=re.MULTILINE)
    assert listed == [(example, function.__doc__) for function, example in NAMED.values()]


def test_every_table_has_a_template_for_the_page_and_for_print() -> None:
    for name in RECORDS:
        assert (ROOT / "templates" / "site" / "inserts" / f"{name}.html").is_file()
        assert (ROOT / "templates" / "paper" / "inserts" / f"{name}.html").is_file()
