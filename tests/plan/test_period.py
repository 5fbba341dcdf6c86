"""A period is read in every way people and spreadsheets write one, and nothing else is one."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.plan.period import Period, period, spoken


@pytest.mark.parametrize(
    ("key", "months", "end", "words"),
    [
        ("2024", 12, "2024-12-31", "2024年"),
        ("2024-H1", 6, "2024-06-30", "2024年上半年"),
        ("2024-H2", 12, "2024-12-31", "2024年下半年"),
        ("2024-Q1", 3, "2024-03-31", "2024年一季度"),
        ("2024-Q3", 9, "2024-09-30", "2024年三季度"),
        ("2024-Q4", 12, "2024-12-31", "2024年四季度"),
        ("2024-01", 1, "2024-01-31", "2024年1月"),
        ("2024-02", 2, "2024-02-29", "2024年2月"),
        ("2023-02", 2, "2023-02-28", "2023年2月"),
        ("2024-12", 12, "2024-12-31", "2024年12月"),
    ],
)
def test_a_key_names_the_months_from_january_to_its_end(
    key: str, months: int, end: str, words: str
) -> None:
    found = period(key)
    assert found == Period(int(key[:4]), months, key)
    assert found.end == dt.date.fromisoformat(end)
    assert found.words == words
    assert str(found) == key
    assert found.is_year == (months == 12)


def test_the_share_of_the_year_is_exact() -> None:
    keys = ("2024-Q1", "2024-H1", "2024-Q3", "2024-01", "2024")
    shares = [found.share for key in keys if (found := period(key))]
    assert shares == [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1, 12), 1]


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024 ", "2024\n", "2024-h1", "2024-H3", "2024-H0", "2024-Q5", "2024-13", "2024-00",
     "2024-6", "2024/06", "2024-06-30", "2024H1", "1824", "3024", "２０２４", "2024年", "2024-H1-Q1"],
)  # fmt: skip
def test_anything_else_is_no_key(text: str) -> None:
    assert period(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2024年", "2024"),
        ("2024年度", "2024"),
        ("2024年全年", "2024"),
        ("2024全年", "2024"),
        ("2024年末", "2024"),
        ("2024年底", "2024"),
        ("2024年上半年", "2024-H1"),
        ("2024上半年", "2024-H1"),
        (" 2024 年 上半年　", "2024-H1"),
        ("２０２４年上半年", "2024-H1"),
        ("2024年下半年", "2024-H2"),
        ("2024年一季度", "2024-Q1"),
        ("2024年第二季度", "2024-Q2"),
        ("2024年前三季度", "2024-Q3"),
        ("2024年前三个季度", "2024-Q3"),
        ("2024年第3季度", "2024-Q3"),
        ("2024年四季度", "2024-Q4"),
        ("2024年6月", "2024-06"),
        ("2024年06月", "2024-06"),
        ("2024年6月份", "2024-06"),
        ("2024年6月底", "2024-06"),
        ("2024年10月", "2024-10"),
        ("2024年1月", "2024-01"),
        ("2024年1—6月", "2024-06"),
        ("2024年1-9月", "2024-09"),
        ("2024年1～11月", "2024-11"),
        ("2024年1至6月", "2024-06"),
        ("2024年1月至6月", "2024-06"),
        ("2024年01月—06月", "2024-06"),
        ("2024-h1", "2024-H1"),
        ("２０２４－Ｑ３", "2024-Q3"),
        ("2024/6", "2024-06"),
        ("2024-6", "2024-06"),
        ("2024.6", "2024-06"),
        ("2024/06", "2024-06"),
    ],
)
def test_a_period_is_understood_as_people_write_it(text: str, key: str) -> None:
    assert spoken(text) == period(key)


@pytest.mark.parametrize(
    "text",
    ["", "上半年", "24年上半年", "二〇二四年", "2024年五季度", "2024年第5季度", "2024年13月",
     "2024年0月", "2024年2—6月", "2024年6", "2024年中", "2024-13", "2024/13", "2024-H3", "Jun-24",
     "45444", "2024-06-30", "2024年6月30日", "2024年上半年（市农牧局）", "二季度", "去年"],
)  # fmt: skip
def test_what_names_no_period_or_two_is_refused(text: str) -> None:
    assert spoken(text) is None


KEYS = st.from_regex(r"(19|20)[0-9]{2}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?", fullmatch=True)


@given(KEYS)
def test_what_is_printed_of_a_period_is_read_back_as_that_period(key: str) -> None:
    found = period(key)
    assert found
    assert spoken(found.words) == found
    assert spoken(found.spelt) == found


@given(st.text() | st.text("2024年上半季度月至-—/.HQ16一三 "))
def test_any_text_is_a_period_with_a_sound_key_or_none(text: str) -> None:
    found = spoken(text)
    assert found is None or period(found.spelt) == found
