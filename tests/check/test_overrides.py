"""A judgement by hand stands over a year's figure, one at a time, signed and running out."""

from collections.abc import Callable
from pathlib import Path

import pytest

Told = Callable[[], str]
FILE, ACTUALS = "data/overrides.yml", "data/actuals.csv"
REPORTER = "市市场监管局（知识产权局）"
ENTRY = """\
  - indicator: "06"
    year: 2024
    case: 接近
    reason: 报表口径调整，正在核对
    signer: 某某
    signed_on: 2025-02-10
    expires: 2025-06-30
"""


@pytest.fixture
def lay(site: Path) -> Callable[..., None]:
    """Return how to write overrides, and the year's figure they are about, into the copied site."""

    def write(*entries: str, figure: str = "2024,5.0,2025-01-20") -> None:
        (site / FILE).write_text("overrides:\n" + "".join(entries), "utf-8")
        if figure:
            with (site / ACTUALS).open("a", encoding="utf-8") as file:
                file.write(f"06,{figure},{REPORTER},年报,\n")

    return write


def test_an_override_of_a_reported_year_is_sound(lay: Callable[..., None], told: Told) -> None:
    lay(ENTRY)
    assert told() == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"06"', '"26"', "2:16: 错误 E340 指标 26 在2024年没有要评定的目标，请核对编号和年份。"),
        ('"06"', '"18"', "2:16: 错误 E340 指标 18 在2024年没有要评定的目标，请核对编号和年份。"),
        ("2024\n", "2022\n", "2:16: 错误 E340 指标 06 在2022年没有要评定的目标，请核对编号和年份。"),
        ("2024\n", "2026\n", "2:16: 错误 E340 指标 06 在2026年没有要评定的目标，请核对编号和年份。"),
        ("2024\n", "2023\n", "7:16: 错误 E345 到 2025-02-10 签字时，指标 06 还没有报送2023年的全年数，没有数字不能评定；请核对年份和日期，或者删去这一条。"),
        ('"06"', '"02"', "7:16: 错误 E345 到 2025-02-10 签字时，指标 02 还没有报送2024年的全年数，没有数字不能评定；请核对年份和日期，或者删去这一条。"),
        ("2025-02-10", "2025-01-19", "7:16: 错误 E345 到 2025-01-19 签字时，指标 06 还没有报送2024年的全年数，没有数字不能评定；请核对年份和日期，或者删去这一条。"),
        ("2025-06-30", "2025-02-09", "8:14: 错误 E322 到期日 2025-02-09 早于签字日 2025-02-10，请核对这两个日期。"),
        ("case: 接近", "case: 达成", "4:11: 错误 E204 「case」是「达成」，只能是：达标、接近、未达标、不可评定。是不是「达标」？"),
        ("    reason: 报表口径调整，正在核对\n", "", "2:5: 错误 E201 第1条里缺少「reason」这一项，请加上，例如「reason: …」。"),
    ],
)  # fmt: skip
def test_a_fault_is_told_alone_at_its_value(
    lay: Callable[..., None], told: Told, old: str, new: str, said: str
) -> None:
    assert ENTRY.count(old) == 1
    lay(ENTRY.replace(old, new))
    assert told() == f"{FILE}:{said}\n"


def test_a_half_year_s_figure_is_no_year_s(lay: Callable[..., None], told: Told) -> None:
    lay(ENTRY, figure="2024-H1,4.75,2024-07-20")
    assert [line.split()[2] for line in told().splitlines()] == ["E345"]


def test_two_may_follow_each_other_but_not_stand_at_once(
    lay: Callable[..., None], told: Told
) -> None:
    longer = ENTRY.replace("2025-06-30", "2025-12-31")
    lay(ENTRY, longer.replace("2025-02-10", "2025-06-30"))
    assert told() == (
        f"{FILE}:14:16: 错误 E344 与第2行的人工评定是同一项指标、同一年，那一条到 2025-06-30 才到期，"
        "同一时间只能有一条，请改日期或删去一条。\n"
    )


def test_the_day_after_the_first_expires_another_may_begin(
    lay: Callable[..., None], told: Told
) -> None:
    after = ENTRY.replace("2025-06-30", "2025-12-31").replace("2025-02-10", "2025-07-01")
    lay(ENTRY, after)
    assert told() == ""


def test_a_broken_table_of_figures_does_not_accuse_the_overrides(
    lay: Callable[..., None], told: Told
) -> None:
    lay(ENTRY, figure="2024,约5,2025-01-20")
    assert [line.split()[2] for line in told().splitlines()] == ["E332"]
