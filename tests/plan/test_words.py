"""Numbers are written as offices write them: half up, and never on the wrong side of a limit."""

import datetime as dt
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.plan import words
from reportsite.plan.case import Case
from reportsite.plan.model import Accumulation, Basis, Report
from reportsite.plan.snapshot import Tally


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("92.75", "92.8%"),
        ("92.74", "92.7%"),
        ("92.65", "92.7%"),
        ("0", "0%"),
        ("-0", "0%"),
        ("100", "100%"),
        ("100.0", "100%"),
        ("99.96", "99.96%"),
        ("99.95", "99.95%"),
        ("99.94", "99.9%"),
        ("99.9996", "99.9996%"),
        ("100.04", "100.04%"),
        ("100.05", "100.1%"),
        ("89.999", "89.999%"),
        ("0.04", "0.04%"),
        ("-0.04", "-0.04%"),
        ("-3.25", "-3.3%"),
        ("1234567.85", "1234567.9%"),
        ("333.3333333333333333333333333", "333.3%"),
    ],
)
def test_a_percentage_is_rounded_half_up_and_whole_only_when_it_is(value: str, said: str) -> None:
    assert words.percent(Decimal(value)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("-6.15", "低6.2个百分点"),
        ("6.15", "高6.2个百分点"),
        ("3", "高3个百分点"),
        ("0", "持平"),
        ("-0.0", "持平"),
        ("-0.04", "低0.04个百分点"),
        ("-10", "低10个百分点"),
        ("-10.01", "低10.01个百分点"),
        ("-9.99", "低9.99个百分点"),
    ],
)
def test_points_say_the_side_even_where_the_gap_is_small(value: str, said: str) -> None:
    assert words.points(Decimal(value)) == said


def test_rounding_drops_no_digit_before_the_last_it_keeps() -> None:
    long = "1234567890" * 4
    assert words.rounded(Decimal(f"{long}.05")) == Decimal(f"{long}.1")
    assert words.rounded(Decimal("0.125"), "0.01") == Decimal("0.13")
    assert words.decimal(Fraction(3, 8)) == Decimal("0.375")


def number(said: str) -> Decimal:
    return Decimal(said.rstrip("%"))


VALUES = st.one_of(
    st.decimals(-(10**6), 10**6, places=4),
    st.builds(lambda a, b: words.decimal(Fraction(a, b)), st.integers(-999, 999), st.integers(1, 99)),
    st.builds(lambda whole, off: whole + Decimal(off).scaleb(-3), st.integers(0, 101), st.integers(-60, 60)),
)  # fmt: skip


@given(VALUES, VALUES)
@example(Decimal("99.95"), Decimal("99.949"))
@example(Decimal("100.049"), Decimal("100.05"))
def test_rounding_keeps_the_order_of_any_two_numbers(one: Decimal, other: Decimal) -> None:
    low, high = sorted([one, other])
    assert number(words.percent(low)) <= number(words.percent(high))


@given(VALUES)
def test_what_is_shown_is_within_half_a_tenth_and_on_the_right_side_of_every_whole(
    value: Decimal,
) -> None:
    shown = number(words.percent(value))
    assert abs(shown - value) <= Decimal("0.05")
    for whole in (int(value) - 1, int(value), int(value) + 1):
        assert (shown > whole) == (value > whole)
        assert (shown < whole) == (value < whole)
    if shown % 1 and shown.as_tuple().exponent == -1:
        assert shown == value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@given(VALUES)
def test_points_say_what_percent_says_without_the_sign(value: Decimal) -> None:
    said = words.points(value)
    if value:
        assert said[0] == ("高" if value > 0 else "低")
        assert said[1:] == words.percent(abs(value)).replace("%", "个百分点")


def test_dates_and_amounts_are_written_as_offices_write_them() -> None:
    assert words.date(dt.date(2024, 7, 3)) == "2024年7月3日"
    assert words.date("待填") == "待填"
    assert words.month("2023-07") == "2023年7月"
    assert words.month_day((1, 31)) == "1月31日"
    assert words.amount(Decimal("0.70"), "件") == "0.70件"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "1KB"),
        (1, "1KB"),
        (1_499, "1KB"),
        (1_501, "2KB"),
        (236_000, "236KB"),
        (999_999, "1000KB"),
        (1_000_000, "1.0MB"),
        (1_240_000, "1.2MB"),
    ],
)
def test_a_file_s_size_is_said_as_its_link_says_it(count: int, said: str) -> None:
    assert words.filesize(count) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"), (1, "一"), (2, "两"), (3, "三"), (10, "十"), (12, "十二"), (17, "十七"),
        (20, "二十"), (21, "二十一"), (60, "六十"), (99, "九十九"), (100, "100"),
    ],
)  # fmt: skip
def test_a_count_below_a_hundred_is_written_in_chinese(number: int, said: str) -> None:
    assert words.count(number) == said
    assert words.many(number, "措施") == (f"{said}项措施" if number else "")


def test_things_are_listed_as_a_sentence_lists_them_and_what_is_not_there_is_left_out() -> None:
    assert words.together("原文", "责任单位", "对应指标") == "原文、责任单位和对应指标"
    assert words.together("原文", "", "对应指标") == "原文和对应指标"
    assert words.together("", "指标") == "指标"
    assert words.together("", "") == words.together() == ""


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("0.5", "亿元", "增加0.5亿元"),
        ("-0.50", "亿元", "减少0.50亿元"),
        ("0.00", "亿元", "持平"),
        ("1.5", "%", "提高1.5个百分点"),
        ("-1.5", "%", "降低1.5个百分点"),
        ("1E+2", "件", "增加100件"),
    ],
)
def test_a_change_says_its_direction_and_a_rate_s_is_in_points(
    value: str, unit: str, said: str
) -> None:
    assert words.change(Decimal(value), unit) == said


def test_a_tally_is_said_with_everything_in_it() -> None:
    counted = Tally(((Case.MET, 6), (Case.NEAR, 1), (Case.OWED, 13)), 20)
    assert words.sentence(counted) == "20项中6项达标、1项接近、13项应报未报"


@pytest.mark.parametrize(
    ("presumed", "said"),
    [(0, "主办单位登记"), (1, "其中1项编者推定，待确认"), (2, "其中2项编者推定，待确认"), (3, "编者推定，待确认")],
)  # fmt: skip
def test_who_reports_is_said_to_be_presumed_for_as_many_as_are(
    report: Report, presumed: int, said: str
) -> None:
    bases = [Basis.INFERRED] * presumed + [Basis.EXPLICIT] * (3 - presumed)
    some = zip(report.indicators, bases, strict=False)
    assert words.reporters([replace(one, reporters_basis=basis) for one, basis in some]) == said


def test_every_kind_of_quantity_and_every_basis_has_its_words() -> None:
    assert [words.ACCUMULATION[kind] for kind in Accumulation] == [
        "比率（年末）", "年末存量", "累计数", "当年数", "未说明",
    ]  # fmt: skip
    assert [words.BASIS[basis] for basis in Basis] == ["原文写明", "编者推定，待确认"]
