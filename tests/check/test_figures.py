"""A figure is read with the precision typed, nothing is nothing, and the rest is told why not."""

import contextlib
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.check.fields import NotAFigureError, figure
from reportsite.plan.judge import Unreported


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0", "0"),
        ("5", "5"),
        ("4.75", "4.75"),
        ("0.70", "0.70"),
        ("3.0", "3.0"),
        ("-3", "-3"),
        ("06", "6"),
        ("-0", "0"),
        ("-0.0", "0.0"),
        (" 5 ", "5"),
        ("\u30005\u00a0", "5"),
        ("\t5\r\n", "5"),
        ("５", "5"),
        ("１２．５", "12.5"),
        ("－3", "-3"),
        ("1,234", "1234"),
        ("1，234", "1234"),
        ("12,345,678.90", "12345678.90"),
        ("999999999999.999999", "999999999999.999999"),
        ("0.000001", "0.000001"),
    ],
)
def test_a_figure_keeps_the_precision_it_was_typed_with(typed: str, value: str) -> None:
    assert str(figure(typed)) == value


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\u3000", "-", "--", "—", "——", "–", "－", "－－", "一", "/", "／", "无", "暂无",
     "N/A", "n/a", "Ｎ／Ａ", " 无 ", "\t—\n"],
)  # fmt: skip
def test_nothing_is_not_nought(typed: str) -> None:
    assert figure(typed) == Unreported()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("①", "用了带圈或上下标的数字，请写普通数字"),
        ("5②", "用了带圈或上下标的数字，请写普通数字"),
        ("5²", "用了带圈或上下标的数字，请写普通数字"),
        ("½", "用了带圈或上下标的数字，请写普通数字"),
        ("㈠", "用了带圈或上下标的数字，请写普通数字"),
        ("3万", "带了数量单位，请按指标的单位换算后只写数字"),
        ("3 万件", "带了数量单位，请按指标的单位换算后只写数字"),
        ("1.5亿元", "带了数量单位，请按指标的单位换算后只写数字"),
        ("三万", "是中文数字，请写阿拉伯数字"),
        ("二十", "是中文数字，请写阿拉伯数字"),
        ("三点五", "是中文数字，请写阿拉伯数字"),
        ("约3", "是约数，请写确切的数"),
        ("近30", "是约数，请写确切的数"),
        ("30余家", "是约数，请写确切的数"),
        ("～3", "是约数，请写确切的数"),
        ("3左右", "是约数，请写确切的数"),
        ("≥98", "带了比较符号，请写实际的数"),
        ("＞98", "带了比较符号，请写实际的数"),
        ("<5", "带了比较符号，请写实际的数"),
        ("98以上", "带了比较符号，请写实际的数"),
        ("不低于98", "带了比较符号，请写实际的数"),
        ("3-5", "是一个范围，请写一个数"),
        ("3－5", "是一个范围，请写一个数"),
        ("3—5", "是一个范围，请写一个数"),
        ("3至5", "是一个范围，请写一个数"),
        ("3 ~ 5", "是一个范围，请写一个数"),
        ("2024-06-30", "是日期，请写数字"),
        ("2024/6/30", "是日期，请写数字"),
        ("3月5日", "是日期，请写数字"),
        ("98.5%", "带了百分号，请按指标的单位只写数字"),
        ("９８％", "带了百分号，请按指标的单位只写数字"),
        ("5‰", "带了百分号，请按指标的单位只写数字"),
        ("=A1+1", "是公式，请粘贴成数值"),
        ("＝SUM(A1:A3)", "是公式，请粘贴成数值"),
        ("#REF!", "是表格的出错值，请写数字"),
        ("#DIV/0!", "是表格的出错值，请写数字"),
        ("####", "是表格的出错值，请写数字"),
        ("1.2E+05", "是科学记数法，请写普通数字"),
        ("1e3", "是科学记数法，请写普通数字"),
        ("1/2", "是分数，请写小数"),
        ("−5", "的负号没有写对，请写半角的「-」"),
        ("1 234", "中间有空格，请删去"),
        ("1,20", "里的逗号不在千位上，小数点请写「.」"),
        ("1，5", "里的逗号不在千位上，小数点请写「.」"),
        ("12,34,567", "里的逗号不在千位上，小数点请写「.」"),
        ("1。5", "的小数点没有写对，请写成 0.5 这样"),
        (".5", "的小数点没有写对，请写成 0.5 这样"),
        ("5.", "的小数点没有写对，请写成 0.5 这样"),
        ("5家", "带了单位，请只写数字"),
        ("5 个", "带了单位，请只写数字"),
        ("5\u200b", "里有看不见的字符，请重新输入"),
        ("1234567890123", "位数太多（整数最多12位，小数最多6位），请核对"),
        ("0.1234567", "位数太多（整数最多12位，小数最多6位），请核对"),
        ("无数据", "不是数字"),
        ("NaN", "不是数字"),
        ("Infinity", "不是数字"),
        ("1_000", "不是数字"),
        ("0x10", "不是数字"),
        ("+5", "不是数字"),
        ("--5", "不是数字"),
        ("٣", "不是数字"),
        ("Ⅳ", "不是数字"),
        ("5,", "不是数字"),
        ("1.2.3", "不是数字"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused_with_its_reason(typed: str, words: str) -> None:
    with pytest.raises(NotAFigureError) as refused:
        figure(typed)
    assert str(refused.value) == words


NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**12) + 1, 10**12 - 1),
    st.integers(0, 6),
)
WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
FORMS: tuple[Callable[[Decimal], str], ...] = (
    str,
    lambda value: f"{value:,}",
    lambda value: str(value).translate(WIDE),
    lambda value: f"{value:,}".translate(WIDE),
    lambda value: f"\u3000{value}\t",
)


@given(NUMBERS, st.sampled_from(FORMS))
def test_a_number_comes_back_digit_for_digit_from_every_way_of_typing_it(
    value: Decimal, form: Callable[[Decimal], str]
) -> None:
    found = figure(form(value))
    assert isinstance(found, Decimal)
    assert found.as_tuple() == value.as_tuple()


@given(st.text() | st.text("0123456789０９.,，。-—－~～万亿约≥%①² 无一/年月日eE=#\u200b"))
@example("9" * 10**6)
@example("," * 10**5)
@example("1," * 10**5)
def test_any_text_is_a_figure_or_nothing_or_told_in_chinese(typed: str) -> None:
    with contextlib.suppress(NotAFigureError):
        found = figure(typed)
        assert isinstance(found, Unreported) or (found.is_finite() and "E" not in str(found))
        return
    with pytest.raises(NotAFigureError, match=r"[一-鿿]"):
        figure(typed)
