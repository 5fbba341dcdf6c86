"""Reported figures are joined, in order, one for each thing and day, or each fault is told alone."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.check.actuals import check
from reportsite.plan.judge import Actual
from reportsite.plan.model import Accumulation, Indicator, Nature, Report
from reportsite.plan.register import Register
from reportsite.problems import Problems
from reportsite.source import csv_text
from reportsite.source.ledger import HEADER, OPTIONAL

PATH = "data/actuals.csv"
REPORTER = "市市场监管局（知识产权局）"
GOOD = f"06,2024-H1,4.75,2024-07-20,{REPORTER},半年报,"


def read(
    report: Report, *lines: str, indicators: tuple[Indicator, ...] | None = None
) -> tuple[tuple[Actual, ...], list[str]]:
    """Return what is read of the lines below the header, and what is told, without the path."""
    text = "\n".join([",".join(HEADER), *lines, ""])
    problems = Problems()
    table = csv_text.parse(text.encode(), PATH, HEADER, OPTIONAL)
    problems.extend(table.problems)
    known = report.indicators if indicators is None else indicators
    rows = check(table, known, report.register, problems)
    return rows, [str(problem).removeprefix(f"{PATH}:") for problem in problems.sorted]


def test_a_sound_row_is_a_figure_with_everything_it_came_with(report: Report) -> None:
    (row,), told = read(report, "06,2024-H1,4.750,2024-07-20,市金融办,半年报,更正")
    assert told == []
    assert (row.indicator, str(row.period), str(row.value)) == ("06", "2024-H1", "4.750")
    assert (row.reported_on, row.unit) == (dt.date(2024, 7, 20), "市金融办")
    assert (row.source, row.note, row.line) == ("半年报", "更正", 2)


@pytest.mark.parametrize(
    "line",
    [
        f"6,2024-H1,4.75,2024/7/20,{REPORTER},半年报,",
        f"06,2024-H1,4.75,2024-7-20,{REPORTER},半年报,",
        f"０６,２０２４－Ｈ１,４．７５,2024年7月20日,{REPORTER},半年报,",
        f"06,2024年上半年,4.75,２０２４－０７－２０,{REPORTER},半年报,",
        f'06,2024-h1,"4.75",2024.7.20,"{REPORTER}",半年报',
        "06,2024-H1,4.75,2024-07-20,市市场监管局(知识产权局),半年报,",
        "06,2024-H1,4.75,2024-07-20,市场监管局（知识产权局）,半年报,",
        f" 06 , 2024-H1 , 4.75 , 2024-07-20 , {REPORTER} , 半年报 , ",
    ],
)
def test_what_spreadsheets_and_keyboards_turn_is_read_as_it_was_meant(
    report: Report, line: str
) -> None:
    found, told = read(report, line)
    assert told == []
    assert found == read(report, GOOD)[0]


@pytest.mark.parametrize(
    ("typed", "key"),
    [("2024/6", "2024-H1"), ("2024年1—6月", "2024-H1"), ("2024年5月", "2024-05"), ("2024", "2024")],
)
def test_a_period_has_one_key_however_it_is_typed(report: Report, typed: str, key: str) -> None:
    (row,), told = read(report, GOOD.replace("2024-H1", typed).replace("07-20", "12-31"))
    assert (str(row.period), told) == (key, [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("06", "21", "2:1: 错误 E304 附件里没有指标 21，编号是 01 到 20。"),
        ("06", "", "2:1: 错误 E304 附件里没有指标 （空），编号是 01 到 20。"),
        ("06", "质押融资", "2:1: 错误 E304 附件里没有指标 质押融资，编号是 01 到 20。"),
        ("06", "0", "2:1: 错误 E304 附件里没有指标 0，编号是 01 到 20。"),
        ("2024-H1", "", "2:4: 错误 E331 「（空）」不是时期，应写成 2024、2024-H1、2024-Q3 或 2024-06。"),
        ("2024-H1", "上半年", "2:4: 错误 E331 「上半年」不是时期，应写成 2024、2024-H1、2024-Q3 或 2024-06。"),
        ("2024-H1", "Jun-24", "2:4: 错误 E331 「Jun-24」不是时期，像是电子表格改成了日期；请把这一列设为「文本」格式，再写成 2024-06 这样。"),
        ("2024-H1", "45444", "2:4: 错误 E331 「45444」不是时期，像是电子表格改成了日期；请把这一列设为「文本」格式，再写成 2024-06 这样。"),
        ("2024-H1", "2024-06-30", "2:4: 错误 E331 「2024-06-30」不是时期，像是电子表格改成了日期；请把这一列设为「文本」格式，再写成 2024-06 这样。"),
        ("2024-H1", "2024-H2", "2:4: 错误 E331 「2024-H2」不从1月算起，2024年的数请写 2024。"),
        ("2024-H1", "2024-Q4", "2:4: 错误 E331 「2024-Q4」不从1月算起，2024年的数请写 2024。"),
        ("2024-H1", "2024年第二季度", "2:4: 错误 E331 「2024年第二季度」不从1月算起，2024年上半年的数请写 2024-H1。"),
        ("2024-H1", "2020", "2:4: 错误 E331 附件没有2020年这一列，请核对年份。"),
        ("2024-H1", "2026", "2:4: 错误 E331 附件没有2026年这一列，请核对年份。"),
        ("4.75", "3万", "2:12: 错误 E332 「3万」带了数量单位，请按指标的单位换算后只写数字。"),
        ("4.75", "①", "2:12: 错误 E332 「①」用了带圈或上下标的数字，请写普通数字。"),
        ("4.75", "=B2", "2:12: 错误 E332 「=B2」是公式，请粘贴成数值。"),
        ("4.75", '"1,20"', "2:12: 错误 E332 「1,20」里的逗号不在千位上，小数点请写「.」。"),
        ("4.75", "一", "2:12: 错误 E332 这一行没有数字，没有报送就不要写这一行。"),
        ("4.75", "", "2:12: 错误 E332 这一行没有数字，没有报送就不要写这一行。"),
        ("2024-07-20", "", "2:17: 错误 E205 「reported_on」是空的，不是日期，应写成 2023-07-03 这样。"),
        ("2024-07-20", "7月20日", "2:17: 错误 E205 「reported_on」是「7月20日」，不是日期，应写成 2023-07-03 这样。"),
        ("2024-07-20", "2024-02-30", "2:17: 错误 E205 「reported_on」是「2024-02-30」，不是日期：2024年2月只有1日到29日。"),
        ("2024-07-20", "2024-06-29", "2:17: 错误 E335 2024-06-29 的时候，2024年上半年还没有过完，请核对时期和报送日期。"),
        ("2024-07-20", "2023-07-20", "2:17: 错误 E335 2023-07-20 的时候，2024年上半年还没有过完，请核对时期和报送日期。"),
        (REPORTER, "市金融辦", "2:28: 错误 E301 报送单位「市金融辦」不在 data/units.yml。是不是「市金融办」？"),
        (REPORTER, "", "2:28: 错误 E301 报送单位「（空）」不在 data/units.yml。"),
        ("半年报", "", "2:42: 错误 E334 没有写数字的来源（source），例如报表名称或来文文号。"),
    ],
)  # fmt: skip
def test_a_fault_is_told_alone_at_its_cell(report: Report, old: str, new: str, said: str) -> None:
    assert GOOD.count(old) == 1
    assert read(report, GOOD.replace(old, new)) == ((), [said])


def test_the_last_day_of_a_period_is_early_enough(report: Report) -> None:
    assert len(read(report, GOOD.replace("2024-07-20", "2024-06-30"))[0]) == 1
    leap = f"06,2024-02,4.5,2024-02-29,{REPORTER},月报,"
    assert len(read(report, leap)[0]) == 1
    assert read(report, leap.replace("02-29", "02-28"))[1][0].startswith("2:16: 错误 E335")


def test_all_faults_of_a_row_are_told_at_once_and_the_row_is_left_out(report: Report) -> None:
    rows, told = read(report, "21,2024-H5,3万,昨天,某局,,", GOOD)
    assert [line.split()[2] for line in told] == ["E304", "E331", "E332", "E205", "E301", "E334"]
    assert [row.line for row in rows] == [3]


def test_rows_are_only_ever_added_at_the_end(report: Report) -> None:
    later = GOOD.replace("06,", "02,").replace("4.75", "2.9").replace("07-20", "07-19")
    assert read(report, GOOD, later)[1] == [
        "3:16: 错误 E336 报送日期 2024-07-19 早于上面第2行的 2024-07-20，"
        "这个文件只在末尾追加；更正也是新的一行，写更正的日期。"
    ]
    assert read(report, GOOD, later.replace("07-19", "07-20"))[1] == []


def test_a_row_is_not_called_old_because_of_a_broken_one_above(report: Report) -> None:
    broken = GOOD.replace("4.75", "约5").replace("2024-07-20", "2042-07-20")
    assert [line.split()[2] for line in read(report, broken, GOOD)[1]] == ["E332"]


@pytest.mark.parametrize("value", ["4.75", "5"])
def test_two_figures_for_one_thing_on_one_day_are_a_conflict(report: Report, value: str) -> None:
    other = GOOD.replace("2024-H1", "2024-06").replace("4.75", value)
    rows, told = read(report, GOOD, other.replace(",半年报,", ",半年报,核对过"))
    assert told == [
        "3:12: 错误 E337 与第2行是同一项指标、同一时期、同一天报送，"
        "请只留一行；两个单位报的数不同，先核定再写。"
    ]
    assert len(rows) == 2


def test_figures_of_the_years_before_issue_are_kept_for_the_record(report: Report) -> None:
    rows, told = read(report, GOOD.replace("2024-H1", "2022").replace("4.75", "2.6"))
    assert (len(rows), told) == (1, [])


def test_nothing_is_joined_to_what_could_not_be_read(report: Report) -> None:
    assert read(report, GOOD, indicators=()) == ((), [])
    problems = Problems()
    table = csv_text.parse(f"{','.join(HEADER)}\n{GOOD}\n".encode(), PATH, HEADER, OPTIONAL)
    assert check(table, report.indicators, None, problems) == ()
    assert problems.found == []


# What is allowed and yet surprises


def of_kind(report: Report, kind: Accumulation) -> tuple[Indicator, ...]:
    nature = Nature(kind, report.indicators[0].nature.basis, "")
    return tuple(replace(indicator, nature=nature) for indicator in report.indicators)


def line(period: str, value: str, on: str, note: str = "") -> str:
    return f"06,{period},{value},{on},{REPORTER},报表,{note}"


@pytest.mark.parametrize(
    ("kind", "period", "value", "is_told"),
    [
        ("stock", "2024", "55", False),
        ("stock", "2024", "55.01", True),
        ("stock", "2024", "0.55", False),
        ("stock", "2024", "0.549", True),
        ("stock", "2024", "0", False),
        ("stock", "2024", "-55.1", True),
        ("flow", "2024-Q1", "0.1375", False),
        ("flow", "2024-Q1", "0.137", True),
        ("flow", "2024-Q1", "13.75", False),
        ("flow", "2024-Q1", "13.8", True),
    ],
)
def test_a_figure_more_than_ten_times_its_target_or_under_a_tenth_may_be_a_slip(
    report: Report, kind: str, period: str, value: str, is_told: bool
) -> None:
    typed = line(period, value, "2025-01-20")
    rows, told = read(report, typed, indicators=of_kind(report, Accumulation(kind)))
    assert len(rows) == 1
    assert told == (
        [f"2:{5 + len(period)}: 警告 W338 {value} 与当年目标值相差十倍以上，"
         "请核对单位（例如件和万件）。属实的，在 note 写明，就不再提醒。"] if is_told else []
    )  # fmt: skip


def test_a_year_without_a_target_has_nothing_to_be_ten_times_of(report: Report) -> None:
    assert read(report, GOOD.replace("06,", "18,").replace("4.75", "900"))[1] == []


@pytest.mark.parametrize(
    ("kind", "before", "name"),
    [
        ("cumulative", "2024-H1", "累计数"),
        ("cumulative", "2023", "累计数"),
        ("stock", "2024-H1", "年末存量"),
        ("stock", "2023", "年末存量"),
        ("flow", "2024-H1", "从1月算起的当年数"),
        ("flow", "2023", ""),
        ("rate", "2024-H1", ""),
        ("unstated", "2024-H1", ""),
    ],
)
def test_a_figure_below_the_period_before_is_allowed_and_told(
    report: Report, kind: str, before: str, name: str
) -> None:
    typed = (line(before, "5.1", "2024-10-01"), line("2024-Q3", "5", "2024-10-20"))
    rows, told = read(report, *typed, indicators=of_kind(report, Accumulation(kind)))
    assert len(rows) == 2
    words = {"2024-H1": "2024年上半年", "2023": "2023年"}[before]
    said = f"3:12: 警告 W339 2024年三季度的 5 比{words}的 5.1 少，{name}一般不减少。"
    assert told == ([f"{said}属实的可以不改，在 note 写明原因，就不再提醒。"] if name else [])


def test_a_fall_is_told_between_the_figures_as_they_stand_now(report: Report) -> None:
    first, next_ = line("2024-H1", "5.1", "2024-07-20"), line("2024-Q3", "5", "2024-10-20")
    corrected = line("2024-H1", "4.9", "2024-10-21", "更正")
    assert read(report, first, next_, corrected)[1] == []
    late = line("2024-H1", "5.2", "2024-10-21", "更正")
    assert [said.split()[:3] for said in read(report, first, next_, late)[1]] == [
        ["3:12:", "警告", "W339"]
    ]
    other = line("2024-Q3", "3", "2024-10-20").replace("06,", "02,")
    assert read(report, first, other)[1] == []


def test_a_body_that_is_not_registered_to_report_is_told(report: Report) -> None:
    other = GOOD.replace(REPORTER, "市金融办")
    assert read(report, other)[1] == [
        f"2:28: 警告 W341 指标 06 登记由{REPORTER}报送，这一行是市金融办，"
        "请核对；改由它报送的，写进 data/indicators.yml 的 reporters，只此一次的，在 note 写明。"
    ]
    body = report.register.by_name["市金融办"]
    own = tuple(replace(indicator, reporters=(body,)) for indicator in report.indicators)
    assert read(report, other, indicators=own)[1] == []
    nobody = tuple(replace(indicator, reporters=()) for indicator in report.indicators)
    assert read(report, other, indicators=nobody)[1] == []


def test_a_correction_without_a_reason_is_told(report: Report) -> None:
    again = line("2024-06", "4.8", "2024-08-01")
    assert read(report, GOOD, again)[1] == [
        "3:44: 警告 W342 这一行把第2行的 4.75 改成了 4.8，没有写原因，"
        "请在 note 写明；两个单位报的数不同的，写明按哪一个。"
    ]
    assert read(report, GOOD, again.replace("4.8", "4.75"))[1] == []


@pytest.mark.parametrize(
    "lines",
    [
        [line("2024", "99", "2025-01-20", "含历年")],
        [line("2024-H1", "5.1", "2024-07-20"), line("2024-Q3", "5", "2024-10-20", "清理")],
        [GOOD.replace(REPORTER, "市金融办") + "代报"],
        [GOOD, line("2024-H1", "4.8", "2024-08-01", "原数漏报一笔")],
    ],
)
def test_a_note_answers_every_surprise(report: Report, lines: list[str]) -> None:
    rows, told = read(report, *lines)
    assert (len(rows), told) == (len(lines), [])


CELLS = st.sampled_from(
    ["06", "6", "21", "2024", "2024-H1", "2024-H2", "4.75", "0", "-1", "3万", "一", "", "2024-07-20",
     "2025-01-20", "2024-02-30", REPORTER, "市金融办", "报表", "更正"]
)  # fmt: skip
LINES = st.lists(st.lists(CELLS, min_size=7, max_size=7).map(",".join), max_size=4)


@given(LINES)
def test_any_rows_are_read_or_told_and_only_sound_ones_are_kept(
    report: Report, lines: list[str]
) -> None:
    rows, told = read(report, *lines)
    errors = {int(said.partition(":")[0]) for said in told if "错误" in said}
    order = {int(said.partition(":")[0]) for said in told if "E336" in said or "E337" in said}
    kept = {row.line for row in rows}
    filled = {number for number, text in enumerate(lines, 2) if text.strip(",")}
    assert kept | errors == filled
    assert kept & errors == order
    assert all(isinstance(row.value, Decimal) for row in rows)


def test_the_shipped_file_is_a_header_and_no_figure_is_invented(report: Report) -> None:
    assert report.actuals == ()
    assert isinstance(report.register, Register)
