"""What cannot be seen is found and named."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportsite.source.characters import INVISIBLE, named, shortened, visible


@pytest.mark.parametrize(
    ("character", "name"),
    [(" ", "空格"), ("\u3000", "全角空格"), ("\u00a0", "不换行空格"), ("\t", "制表符（Tab 键）"), ("\u200b", "U+200B"), ("\x07", "U+0007")],
)  # fmt: skip
def test_a_character_that_cannot_be_seen_has_a_name(character: str, name: str) -> None:
    assert named(character) == name
    assert visible(character) == name or visible(f"甲{character}") == f"甲（{name}）"


@pytest.mark.parametrize(
    "text", ["甲乙", "0.70", "“引号”——……", "a\tb", "第一行\n", "　　段", "é", "\u200d"]
)
def test_what_editors_type_is_let_pass(text: str) -> None:
    assert INVISIBLE.search(text) is None


@given(st.characters(categories=["Cc", "Zl", "Zp", "Cs"]))
def test_every_control_character_is_found(character: str) -> None:
    assert bool(INVISIBLE.search(character)) == (character not in "\t\n")


@given(st.text())
def test_a_text_that_is_shown_holds_no_control_characters(text: str) -> None:
    assert not any(
        unicodedata.category(letter) == "Cc" for letter in visible(text) if letter != "\t"
    )


@given(st.text(), st.integers(1, 30))
def test_a_shortened_text_begins_like_the_whole(text: str, length: int) -> None:
    assert text.startswith(shortened(text, length).removesuffix("…")) or text == shortened(
        text, length
    )
    assert len(shortened(text, length)) <= length + 1
