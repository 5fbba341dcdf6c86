"""A period is read in every way people and spreadsheets write one, and nothing else is one."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.plan.period import Period, late, period, spoken


@pytest.mark.parametrize(
    ("key", "months", "end", "words"),
    [
        ("2024", 12, "2024-12-31", "2024年"),
        ("2024-H1", 6, "2024-06-30", "2024年上半年"),
        ("2024-Q1", 3, "2024-03-31", "2024年一季度"),
        ("2024-Q3", 9, "2024-09-30", "2024年三季度"),
        ("2024-01", 1, "2024-01-31", "2024年1月"),
        ("2024-02", 2, "2024-02-29", "2024年2月"),
        ("2023-02", 2, "2023-02-28", "2023年2月"),
        ("2024-11", 11, "2024-11-30", "2024年11月"),
    ],
)
def test_a_key_names_the_months_from_january_to_its_end(
    key: str, months: int, end: str, words: str
) -> None:
    found = period(key)
    assert found == Period(int(key[:4]), months)
    assert found.end == dt.date.fromisoformat(end)
    assert found.words == words
    assert str(found) == key
    assert found.is_year == (months == 12)


def test_the_share_of_the_year_is_exact() -> None:
    keys = ("2024-Q1", "2024-H1", "2024-Q3", "2024-01", "2024")
    shares = [found.share for key in keys if (found := period(key))]
    assert shares == [Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1, 12), 1]


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("2024-H1", "上半年"),
        ("2024-Q1", "一季度"),
        ("2024-05", "5月"),
        ("2024-06", "上半年"),
        ("2024", ""),
    ],
)
def test_a_part_of_a_year_is_named_without_the_year(key: str, part: str) -> None:
    found = period(key)
    assert found
    assert found.part == part


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024 ", "2024\n", "2024-h1", "2024-H2", "2024-Q2", "2024-Q4", "2024-H3", "2024-H0", "2024-Q5", "2024-13", "2024-00",
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
        ("2024年一季度", "2024-Q1"),
        ("2024年前二季度", "2024-H1"),
        ("2024年前三季度", "2024-Q3"),
        ("2024年前三个季度", "2024-Q3"),
        ("2024年第3季度", "2024-Q3"),
        ("2024年6月", "2024-06"),
        ("2024年06月", "2024-06"),
        ("2024年6月份", "2024-06"),
        ("2024年6月底", "2024-06"),
        ("2024年12月", "2024"),
        ("2024年1—12月", "2024"),
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
     "2024年下半年", "2024年二季度", "45444", "2024-06-30", "2024年6月30日", "2024年上半年（市农牧局）", "二季度", "去年"],
)  # fmt: skip
def test_what_names_no_period_or_two_is_refused(text: str) -> None:
    assert spoken(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024年下半年", "2024"),
        ("2024下半年", "2024"),
        ("２０２４年 第二季度", "2024-H1"),
        ("2024年第4个季度", "2024"),
        ("2024-h2", "2024"),
        ("2024-Q2", "2024-H1"),
        ("2024-Q4", "2024"),
    ],
)
def test_what_begins_after_january_is_no_period_but_known_for_what_it_ends_with(
    text: str, meant: str
) -> None:
    assert spoken(text) is None
    assert late(text) == period(meant)


OF_MONTH = ("-{0:02}", "/{0}", ".{0:02}", "年{0}月", "年{0:02}月份", "年1—{0}月", "年1月至{0}月")
NAMED = {
    3: ("-Q1", "年一季度", "年第1个季度", "年前一季度"),
    6: ("-H1", "年上半年", "上半年", "年前二季度"),
    9: ("-Q3", "年三季度", "年第三季度", "年前三个季度"),
    12: ("", "年", "年度", "年全年", "全年", "年末", "年前四季度"),
}
WIDE = str.maketrans("0123456789-/.HQ", "０１２３４５６７８９－／．ＨＱ")


@st.composite
def spellings(draw: st.DrawFn) -> tuple[Period, str]:
    """Return a period and one of the ways to write it."""
    year, months = draw(st.integers(1900, 2099)), draw(st.integers(1, 12))
    part = draw(st.sampled_from((*NAMED.get(months, ()), *OF_MONTH))).format(months)
    text = f"{year}{part}"
    forms = (text, text.lower(), f" {text}　", text.translate(WIDE))
    return Period(year, months), draw(st.sampled_from(forms))


@given(spellings(), spellings())
def test_all_spellings_of_a_period_are_one_period(
    one: tuple[Period, str], other: tuple[Period, str]
) -> None:
    found, meant = spoken(one[1]), one[0]
    assert found == meant
    assert hash(found) == hash(meant)
    assert (str(found), found.words, found.part) == (str(meant), meant.words, meant.part)
    second = spoken(other[1])
    assert second
    assert (found < second) == ((meant.year, meant.months) < (second.year, second.months))
    assert (str(found) == str(second)) == (found.words == second.words) == (found == second)


@given(spellings())
def test_what_is_printed_of_a_period_is_read_back_as_that_period(one: tuple[Period, str]) -> None:
    assert spoken(one[0].words) == one[0] == period(str(one[0]))


@given(st.text() | st.text("2024年上下半季度第前月至-—/.HQ16一二三 "))
def test_any_text_is_a_period_with_a_sound_key_or_none(text: str) -> None:
    found = spoken(text)
    assert found is None or period(str(found)) == found
    assert found is None or late(text) is None
