"""The official text is taken apart by its fixed shape, or refused; never half understood."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.problems import Place
from reportsite.source.characters import chinese, numeral
from reportsite.source.official_text import Official, parse
from tests.support.checkout import ROOT

TEXT = (ROOT / "data" / "plan.txt").read_text("utf-8")
LINES = TEXT.split("\n")


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (17, "十七"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)  # fmt: skip
def test_numerals_are_those_the_text_prints(number: int, words: str) -> None:
    assert chinese(number) == words
    assert numeral(words) == number


@given(st.integers(1, 99))
def test_a_number_comes_back_from_its_numeral(number: int) -> None:
    assert numeral(chinese(number)) == number


@given(st.text("零一二三四五六七八九十百", max_size=4))
def test_what_is_no_numeral_is_refused(text: str) -> None:
    try:
        number = numeral(text)
    except ValueError:
        return
    assert chinese(number) == text


@pytest.mark.parametrize("number", [0, -1, 100])
def test_a_number_without_a_numeral_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


def test_the_bracket_is_cut_from_the_end_of_its_paragraph() -> None:
    three, thirteen = (item for item in parse(TEXT).measures if item.number in (3, 13))
    assert (thirteen.bracket, thirteen.is_sole) == ("市市场监管局（知识产权局）", True)
    assert thirteen.units == ("市市场监管局（知识产权局）",)
    assert not three.is_sole
    assert three.units[3] == "市场监管局（知识产权局）"


def test_both_separators_part_the_units_and_round_brackets_do_not() -> None:
    four = parse(TEXT).measures[3]
    assert four.units[-2:] == ("市卫健委", "乌拉特海关")
    assert four.units[0] == "市市场监管局（知识产权局）"


def test_a_title_ends_at_the_first_full_stop_and_holds_its_commas() -> None:
    assert parse(TEXT).measures[3].title == "健全便捷高效、严格公正、公开透明的行政保护体系"


def test_assurance_is_counted_apart_from_the_measures() -> None:
    official = parse(TEXT)
    assert [item.number for item in official.measures] == list(range(1, 18))
    assert [(item.number, item.chapter) for item in official.assurance] == [(1, 7), (2, 7), (3, 7)]
    assert all(item.units == () and item.bracket == "" for item in official.assurance)
    assert official.assurance_title == "组织保障"


def test_every_part_knows_where_it_stands() -> None:
    official = parse(TEXT)
    assert official.measures[8].paragraph.place == Place("data/plan.txt", 25, 3)
    assert official.indicators[16].place == Place("data/plan.txt", 185, 2)
    assert official.notes[0].place == Place("data/plan.txt", 217, 7)
    for part in (*official.measures, *official.assurance):
        place, text = part.paragraph.place, part.paragraph.text
        assert LINES[place.line - 1][place.column - 1 :].rstrip() == text


def test_a_row_without_a_unit_has_none() -> None:
    rows = parse(TEXT).indicators
    assert [row.number for row in rows if not row.unit] == [17]
    assert rows[8].name.endswith("/传统知识知识产权保护试点县")


@given(st.text())
@example("")
@example("\n" * 300)
@example("十、\n" * 300)
@example("（一）甲。\n" * 300)
@example("一\n" * 300)
def test_any_other_text_is_refused_by_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- its words are for us alone
        parse(text)


@given(st.integers(0, len(LINES) - 1), st.sampled_from(["cut", "twice", "empty", "other"]))
def test_a_changed_line_is_refused_or_read_as_changed(number: int, how: str) -> None:
    line = LINES[number]
    instead = {"cut": [], "twice": [line, line], "empty": [""], "other": ["（某）" + line]}[how]
    text = "\n".join([*LINES[:number], *instead, *LINES[number + 1 :]])
    try:
        official = parse(text)
    except ValueError:
        return
    assert isinstance(official, Official)
    assert official != parse(TEXT) or not _is_read(number)


def _is_read(number: int) -> bool:
    """Say whether a line (from 0) is one that the program shows."""
    shown = {
        0,
        1,
        3,
        4,
        6,
        7,
        8,
        10,
        *range(12, 40),
        45,
        *range(49, 54),
        *range(55, 215),
        *range(216, 219),
    }
    return number in shown and bool(LINES[number].strip())
