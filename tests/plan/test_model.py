"""What values say of themselves: a target as printed, a measure's number and heading, an entry's day."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from reportsite.plan.case import Case
from reportsite.plan.model import Accumulation, Basis, Report, scale
from reportsite.plan.period import Period
from reportsite.plan.target import Direction, NoTarget, Target, target
from reportsite.plan.written import (
    BulletinKind,
    Entry,
    EntryKind,
    Nobody,
    Override,
    Paper,
    StageName,
)


def test_a_target_is_printed_with_its_zeros_and_none_as_a_dash() -> None:
    assert target(2024, "0.70", "件", listed=False) == Target(
        2024, "0.70", Decimal("0.70"), listed=False
    )
    assert NoTarget(2024, listed=False).printed == "—"


@pytest.mark.parametrize(
    ("unit", "times"), [("万件", 10_000), ("亿元", 100_000_000), ("件", 1), ("", 1), ("个万", 1)]
)
def test_a_unit_counts_so_many_of_the_bare_one(unit: str, times: int) -> None:
    assert scale(unit) == times


def test_numbers_and_headings_are_those_of_the_plan(report: Report) -> None:
    assert [measure.number for measure in report.measures] == list(range(1, 18))
    assert [indicator.number for indicator in report.indicators] == list(range(1, 21))
    assert [report.measures[i].numeral for i in (6, 16)] == ["七", "十七"]
    assert report.plan.chapters[0].heading.startswith("一、")
    assert {measure.closing for measure in report.measures} == {"负责", "按职责分工负责"}
    assert [m.closing for m in report.measures if m.is_sole] == ["负责"]
    assert report.indicators[5].last_target.year == 2025
    assert report.judged_years == (2023, 2024, 2025)


ENTRY = Entry(EntryKind.PROGRESS, Period(2024, 6), Nobody(), None, (), "甲。乙。", 3)


def test_an_entry_opens_with_its_first_sentence() -> None:
    assert ENTRY.opening == "甲。"
    assert replace(ENTRY, text="甲").opening == "甲。"


def test_an_entry_without_a_day_counts_from_the_end_of_its_period() -> None:
    dated = replace(ENTRY, on=dt.date(2024, 7, 20))
    assert (str(ENTRY.day), str(dated.day)) == ("2024-06-30", "2024-07-20")
    assert [ENTRY.is_known(dt.date(2024, 6, day)) for day in (29, 30)] == [False, True]
    assert [dated.is_known(dt.date(2024, 7, day)) for day in (19, 20)] == [False, True]


def test_an_override_stands_on_its_first_and_its_last_day() -> None:
    first, last = dt.date(2024, 2, 1), dt.date(2024, 2, 3)
    made = Override("06", 2023, Case.MET, "口径调整", "某某", first, last)
    stands = [made.stands(dt.date(2024, 2, day)) for day in range(1, 5)]
    assert stands == [True, True, True, False]
    assert not made.stands(dt.date(2024, 1, 31))


def test_the_words_that_editors_type_stay_the_same() -> None:
    assert [kind.value for kind in EntryKind] == ["进展", "存在问题", "下一步"]
    assert [name.value for name in StageName] == ["未启动", "推进中", "已完成", "长期推进"]
    assert [kind.value for kind in BulletinKind] == ["简报", "通报"]
    assert [way.value for way in Direction] == ["up", "down", "keep"]
    assert [basis.value for basis in Basis] == ["explicit", "inferred"]
    assert [kind.value for kind in Accumulation] == [
        "rate", "stock", "cumulative", "flow", "unstated",
    ]  # fmt: skip


def test_paper_is_printed_on_both_sides_where_nothing_else_is_said() -> None:
    assert Paper() == Paper(duplex=True, ends_even=False, typefaces=())
