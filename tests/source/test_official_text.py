"""The official text is letters, each with its place; of its numbering nothing is known."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.problems import Place
from reportsite.source.characters import chinese, numeral
from reportsite.source.official_text import letters, official
from tests.support.checkout import ROOT

TEXT = (ROOT / "data" / "plan.txt").read_text("utf-8")
LINES = TEXT.split("\n")
WORDS = st.text("甲乙（）0.7， \t\n\u3000\u00a0", max_size=40)


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


@given(WORDS)
@example("")
@example("\n")
def test_every_letter_knows_where_it_stands(text: str) -> None:
    whole, lines = official(text), text.split("\n")
    assert whole.letters == letters(text) == "".join(text.split())
    for at, letter in enumerate(whole.letters):
        place = whole.place(at)
        assert lines[place.line - 1][place.column - 1] == letter


@given(WORDS)
def test_pieces_and_lines_are_the_whole_text(text: str) -> None:
    whole = official(text)
    everything = (0, len(whole.letters))
    pieces = [whole.letters[start:end] for start, end in whole.pieces(everything)]
    assert "".join(pieces) == whole.letters
    assert all(pieces)
    assert letters("".join(whole.lines(everything))) == whole.letters


def test_a_line_or_a_cell_is_a_piece_and_a_word_with_a_blank_is_one() -> None:
    whole = official("一、标题\n\t1\t名称 （件）  0.7\u30000.70\n")
    pieces = [whole.letters[start:end] for start, end in whole.pieces((0, len(whole.letters)))]
    assert pieces == ["一、标题", "1", "名称（件）", "0.7\u30000.70".replace("\u3000", "")]


def test_the_end_of_the_text_is_behind_its_last_letter() -> None:
    assert official("甲\n乙\n\n").place(2) == Place("data/plan.txt", 2, 2)


def test_a_figure_is_not_cut() -> None:
    whole = official("0.70 1甲")
    assert [at for at in range(len(whole.letters) + 1) if whole.is_within_figure(at)] == [1, 2, 3]


def test_the_lines_of_the_real_text_are_those_that_were_issued() -> None:
    whole = official(TEXT)
    start = whole.letters.index("（九）推进知识产权市场化运营")
    assert whole.place(start) == Place("data/plan.txt", 25, 3)
    assert whole.lines((start, start + 200))[0] == LINES[24].strip("\u3000")
