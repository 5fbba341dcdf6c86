"""A target is read once, keeps its looks, and means the same however its limit is said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.plan.target import Direction, NoTarget, Span, Target, Wording, target

UP, DOWN = Direction.UP, Direction.DOWN


def read(typed: str, unit: str = "件") -> Target | None:
    return target(2028, typed, unit, listed=False)


@pytest.mark.parametrize(
    ("typed", "unit", "value", "direction"),
    [
        ("0.70", "件", "0.70", None),
        ("-3", "件", "-3", None),
        ("1,200", "件", "1200", None),
        ("０．４４", "件", "0.44", None),
        ("95%", "%", "95", None),
        ("≥95", "%", "95", UP),
        ("≥ 95%", "%", "95", UP),
        ("≧95", "%", "95", UP),
        ("不低于95", "%", "95", UP),
        ("不少于95件", "件", "95", UP),
        ("95以上", "%", "95", UP),
        ("95%及以上", "%", "95", UP),
        ("≤5", "%", "5", DOWN),
        ("不高于5", "%", "5", DOWN),
        ("不超过5%", "%", "5", DOWN),
        ("5以下", "%", "5", DOWN),
        ("5以内", "天", "5", DOWN),
        ("≤0", "起", "0", DOWN),
    ],
)
def test_a_number_keeps_its_looks_and_says_its_side(
    typed: str, unit: str, value: str, direction: Direction | None
) -> None:
    found = target(2028, typed, unit, listed=True)
    assert found == Target(2028, typed, Decimal(value), listed=True, direction=direction)
    assert found.ends == (Decimal(value),)


@pytest.mark.parametrize("typed", ["10—15", "10-15", "10～15", "10–15件", "10件至15件", "10到15"])
def test_a_range_has_two_ends(typed: str) -> None:
    found = read(typed)
    assert found
    assert (found.printed, found.value) == (typed, Span(Decimal(10), Decimal(15)))
    assert found.ends == (Decimal(10), Decimal(15))


@pytest.mark.parametrize("typed", ["全覆盖", "基本建成", "持续提升", "建成3个", "约95", ">95", "年均增长5%以上"])  # fmt: skip
def test_what_is_no_number_is_words(typed: str) -> None:
    found = read(typed)
    assert found
    assert (found.printed, found.value, found.ends) == (typed, Wording(typed), ())


@pytest.mark.parametrize(
    "typed", ["NaN", "1e3", "95%", "15—10", "10—10", "≥", "≥95以下", "1.", "5O", "95/2"]
)
def test_what_is_neither_is_not_read(typed: str) -> None:
    assert read(typed) is None


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("0.70", "件", "0.70件"),
        ("0.70", "", "0.70"),
        ("≥95", "%", "≥95%"),
        ("≥95%", "%", "≥95%"),
        ("95以上", "件", "95件以上"),
        ("5及以下", "件", "5件及以下"),
        ("10—15", "件", "10—15件"),
        ("全覆盖", "件", "全覆盖"),
    ],
)
def test_an_amount_has_its_unit_once(typed: str, unit: str, said: str) -> None:
    found = read(typed, unit)
    assert found
    assert found.amount(unit) == said


def test_a_year_without_a_target_is_a_dash_of_no_unit() -> None:
    assert NoTarget(2024, listed=True, mark="一").amount("件") == "—"


NUMBERS = st.decimals(-(10**9), 10**9, places=3).map(str)
BEFORE = {"": None, "≥": UP, "不低于": UP, "≤": DOWN, "不高于": DOWN, "不超过": DOWN}
AFTER = {"以上": UP, "以下": DOWN, "以内": DOWN}
UNITS = ("", "件", "%", "万元", "件/万人", "个（家）", "m²")


@given(NUMBERS, st.sampled_from([*BEFORE.items()]), st.sampled_from(UNITS), st.booleans())
def test_whatever_stands_before_a_number_is_read_and_printed_as_typed(
    number: str, sign: tuple[str, Direction | None], unit: str, is_with_unit: bool
) -> None:
    typed = f"{sign[0]}{number}{unit if is_with_unit else ''}"
    assert target(2028, typed, unit, listed=False) == Target(
        2028, typed, Decimal(number), listed=False, direction=sign[1]
    )


@given(NUMBERS, st.sampled_from([*AFTER.items()]), st.sampled_from(UNITS))
def test_whatever_stands_after_a_number_is_read_and_printed_as_typed(
    number: str, sign: tuple[str, Direction], unit: str
) -> None:
    found = target(2028, f"{number}{sign[0]}", unit, listed=False)
    assert found
    assert (found.value, found.direction) == (Decimal(number), sign[1])
    assert found.amount(unit) == f"{number}{unit}{sign[0]}"


@given(NUMBERS, NUMBERS, st.sampled_from("—–-~～"))
def test_a_range_is_read_where_it_rises(low: str, high: str, dash: str) -> None:
    found = target(2028, f"{low}{dash}{high}", "件", listed=False)
    rises = Decimal(low) < Decimal(high)
    assert (found and found.value) == (Span(Decimal(low), Decimal(high)) if rises else None)


@given(st.text(max_size=12))
def test_any_cell_is_read_or_refused_and_never_changed(typed: str) -> None:
    found = target(2028, typed, "件", listed=False)
    assert found is None or (found.printed == typed and found.ends == tuple(sorted(found.ends)))
