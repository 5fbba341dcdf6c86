"""Numbers are written as offices write them: half up, and never on the wrong side of a limit."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.plan import words


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
