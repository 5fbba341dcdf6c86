"""The official text is held character for character, and a difference is shown where it is."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.check.official_text import (
    blocks,
    first_difference,
    hold,
    prose_below,
    quoted,
    said,
    same,
)
from reportsite.problems import Problems
from reportsite.source.files import Document
from reportsite.source.official_text import Paragraph
from reportsite.source.yaml_text import parse

PATH = "content/measures/05-coordinated-protection.md"
ONE = "（五）健全协同保护格局。构建快速联动协同保护机制。〔市司法局负责〕"
TWO = "（六）落实信用监管制度。完善分级分类信用监管机制。〔市公安局负责〕"
OFFICIAL = [Paragraph(ONE, 20, 3), Paragraph(TWO, 21, 3)]


def document(body: str, front: str = "title: 甲") -> Document:
    return Document(PATH, parse(front, PATH, first_line=2), body, 5)


def told(body: str, official: list[Paragraph] | None = None) -> list[str]:
    problems = Problems()
    hold(document(body), OFFICIAL if official is None else official, problems)
    return [str(problem).removeprefix(f"{PATH}:") for problem in problems.sorted]


@pytest.mark.parametrize(
    "body",
    [
        f"{ONE}\n\n{TWO}",
        f"\n　　{ONE}  \n\n\n　　{TWO}　\n",
        f"\u00a0{ONE}\n \u3000\n{TWO}",
        f"{ONE[:9]}\n{ONE[9:20]}\n　　{ONE[20:]}\n\n{TWO}",
        f"{ONE}\n\n{TWO}\n\n## 进展\n\n自己的话。",
        f"{ONE}\n\n{TWO}\n## 进展\n自己的话。",
    ],
    ids=["plain", "indented", "odd blanks", "hard-wrapped", "words below", "no empty line"],
)
def test_the_official_text_may_be_set_as_the_editor_likes(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "start"),
    [
        (f"{ONE.replace('构建', '建立')}\n\n{TWO}", "5:13: 错误 E401 正式文本被改动：「同保护格局。」之后应为「构建」，写成了「建立」，"),
        (f"　　{ONE.replace('构建', '建立')}\n\n{TWO}", "5:15: 错误 E401"),
        (f"{ONE[:9]}\n　{ONE[9:].replace('构建', '建立')}\n\n{TWO}", "6:5: 错误 E401"),
        (f"{ONE[:12]}\n{ONE[12:].replace('构建', '建立')}\n\n{TWO}", "6:1: 错误 E401"),
        (f"{ONE}\n\n{TWO[:-1]}", "7:33: 错误 E401 正式文本被改动：「市公安局负责」之后少了「〕」，"),
        (f"{ONE}\n\n{TWO}。", "7:34: 错误 E401 正式文本被改动：「公安局负责〕」之后多了「。」，"),
        (f"{ONE}\n\n{TWO[1:]}", "7:1: 错误 E401 正式文本被改动：开头少了「（」，"),
        (f"{ONE}\n\n{TWO.replace('制度。', '制度。 ')}", "7:13: 错误 E401 正式文本被改动：「用监管制度。」之后多了「空格」，"),
        (f"{ONE}\n\n{TWO.replace('〔', '[')}", "7:26: 错误 E401 正式文本被改动：「用监管机制。」之后应为「〔」，写成了「[」，"),
    ],
)  # fmt: skip
def test_an_altered_character_is_shown_at_its_line_and_column(body: str, start: str) -> None:
    (only,) = told(body)
    assert only.startswith(start)


def test_a_mended_line_is_the_one_of_the_official_text() -> None:
    (only,) = told(f"{ONE}\n\n{TWO.replace('完善', '健全')}")
    assert "请照 data/plan.txt 第21行改回。" in only


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("", ["5:1 E402", "5:1 E402"]),
        (TWO, ["5:1 E402"]),
        (f"{TWO}\n\n{ONE}", []),  # the order is the program's: both are shown where they belong
        (f"说明。\n\n{ONE}\n\n{TWO}", ["5:1 E403"]),
        (f"{ONE}\n\n{TWO}\n\n说明。", ["9:1 E403"]),
        (f"{ONE}\n\n说明。\n\n{TWO.replace('完善', '健全')}", ["7:1 E403", "9:13 E401"]),
        (f"## 标题\n\n{ONE}\n\n{TWO}", ["5:1 E402", "5:1 E402"]),
        (f"{ONE[:12]}\n\n{ONE[12:]}\n\n{TWO}", ["7:1 E407"]),
        (f"{ONE}\n{TWO}", ["6:1 E407"]),
        (f"{ONE}{TWO}", ["5:34 E407"]),
        (f"- {ONE}\n\n{TWO}", ["5:1 E401"]),
        (f"完全不同的一段。\n\n{TWO}", ["5:1 E401"]),
        (f"{ONE}\n\n{ONE}\n\n{TWO}", ["7:1 E403"]),
    ],
)
def test_paragraphs_are_told_apart_before_they_are_compared(body: str, codes: list[str]) -> None:
    found = [line.split(": ", 1)[0] + " " + line.split()[2] for line in told(body)]
    assert found == codes


def test_a_text_that_could_not_be_read_is_not_missed() -> None:
    problems = Problems()
    unread = Document(PATH, parse("", PATH), has_body=False)
    hold(unread, OFFICIAL, problems)
    assert problems.found == []


def test_words_below_begin_at_the_first_heading() -> None:
    assert prose_below(document(f"{ONE}\n\n## 进展\n\n自己的话。")) == ("## 进展\n\n自己的话。", 7)
    assert prose_below(document(ONE)) == ("", 6)


@pytest.mark.parametrize(
    ("front", "column"), [("title: 甲丙", 9), ('title: "甲丙"', 10), ('title: "\\u7532丙"', 8)]
)
def test_an_altered_title_is_shown_at_its_character(front: str, column: int) -> None:
    problems = Problems()
    same("甲丙", "甲乙", "标题", document("", front).at("title"), problems)
    (problem,) = problems.found
    assert (problem.place.line, problem.place.column) == (2, column)
    assert problem.message == "标题与正式文本不一致：「甲」之后应为「乙」，写成了「丙」，"


WHOLE = "到2025年，集体商标达到120件，版权作品登记累计达到1000件。\n到2035年。"


@pytest.mark.parametrize(
    ("quote", "said_of_it"),
    [
        ("集体商标达到130件", "引文与正式文本不一致：「体商标达到1」之后应为「2」，写成了「3」，"),
        ("版权登记累计达到1000件", "引文与正式文本不一致：「版权」之后少了「作品」，"),
        ("到2035年，", "引文与正式文本不一致：「到2035年」之后多了「，」，"),
        ("完全没有的话", "引文「完全没有的话」在正式文本里找不到，"),
    ],
)
def test_a_quotation_that_is_none_is_told_with_what_it_may_have_been(
    quote: str, said_of_it: str
) -> None:
    problems = Problems()
    assert not quoted(quote, WHOLE, document("", f"title: {quote}").at("title"), problems)
    assert [problem.message for problem in problems.found] == [said_of_it]
    assert quoted(quote[:2], WHOLE, document("").at("title"), problems) == (quote[:2] in WHOLE)


LETTERS = st.text("甲乙丙，。 （）", max_size=12)


@given(LETTERS, LETTERS)
@example("甲", "")
@example("", "甲")
@example("甲乙甲乙", "乙甲乙甲")
def test_a_short_text_is_told_of_if_and_only_if_it_differs(typed: str, official: str) -> None:
    problems = Problems()
    same(typed, official, "标题", document("").at("title"), problems)
    assert bool(problems.found) == (typed != official)
    assert bool(said(typed, official)) == (typed != official)


@given(LETTERS, LETTERS)
def test_the_first_difference_is_where_the_texts_part(typed: str, official: str) -> None:
    offset = first_difference(typed, official)
    assert typed[:offset] == official[:offset]
    assert typed == official or typed[offset : offset + 1] != official[offset : offset + 1]


@given(
    st.integers(0, len(ONE) - 1),
    st.sampled_from(["", "甲", "，", "\u200b", " "]),
    st.sets(st.integers(1, len(ONE) - 1), max_size=3),
    st.sampled_from(["", "　　", " ", "\u00a0"]),
)
def test_one_changed_character_is_found_wherever_the_lines_break(
    at: int, new: str, breaks: set[int], indent: str
) -> None:
    altered = ONE[:at] + new + ONE[at + 1 :]
    cuts = [0, *sorted(breaks), len(altered)]
    lines = [indent + altered[a:b] for a, b in pairwise(cuts)]
    typed = blocks(document("\n".join(lines)))[0]
    found = told("\n".join(lines), [Paragraph(ONE, 20)])
    assert bool(found) == (typed.text != ONE)
    if found:
        line, column = (int(number) for number in found[0].split(":")[:2])
        shown = lines[line - 5][column - 1 :] if column <= len(lines[line - 5]) else ""
        assert shown[:1] == typed.text[first_difference(typed.text, ONE) :][:1]
