"""All that is quoted is found in the official text, in order; what differs is shown where it is."""

import random
import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reportsite.check.official_text import (
    Block,
    Quotation,
    blocks,
    cover,
    paragraphs,
    prose_below,
    quoted,
    said,
)
from reportsite.problems import Code, Problems
from reportsite.source.files import Document
from reportsite.source.official_text import Paragraph, Span, letters, official
from reportsite.source.yaml_text import parse

PATH = "content/measures/05-coordinated-protection.md"
ONE = "（五）健全协同保护格局。构建快速联动协同保护机制。〔市司法局负责〕"
TWO = "（六）落实信用监管制度。完善分级分类信用监管机制。〔市公安局负责〕"
TEXT = f"一、着力建设保护体系\n　　{ONE}\n　　{TWO}\n\n\t1\n\t专利拥有量（件）\n\t0.44\n\t0.70\n\n　　注：1.甲是乙。\n"
QUOTED = [
    "一、着力建设保护体系", ONE, TWO, "1", "专利拥有量（件）", "0.44", "0.70", "注：1.甲是乙。",
]  # fmt: skip


def document(body: str, front: str = "title: 甲") -> Document:
    return Document(PATH, parse(front, PATH, first_line=2), body, 5)


def typed(words: Sequence[str]) -> list[Quotation]:
    """Return quotations, one typed on each line of a file from its first line on."""
    return [
        Quotation(said, "这一段", Block("content/plan.md", (Paragraph(said, line),)))
        if said
        else Quotation("")
        for line, said in enumerate(words, 1)
    ]


def found(text: str, words: Sequence[str]) -> tuple[tuple[Span, ...], list[str]]:
    """Return where words stand in a text, and what is told."""
    problems = Problems()
    spans = cover(official(text), typed(words), problems)
    return spans, [str(problem) for problem in problems.sorted]


def told(*words: str, text: str = TEXT) -> list[str]:
    return found(text, words)[1]


def changed(number: int, *instead: str) -> list[str]:
    return [*QUOTED[:number], *instead, *QUOTED[number + 1 :]]


def test_what_is_quoted_whole_and_in_order_is_found_and_nothing_is_said() -> None:
    spans, lines = found(TEXT, QUOTED)
    assert lines == []
    assert [letters(TEXT)[slice(*span)] for span in spans] == QUOTED


@pytest.mark.parametrize(
    ("number", "words", "start"),
    [
        (1, ONE.replace("构建", "建立"), "2:13: 错误 E401 这一段与正式文本（data/plan.txt 第2行）不一致：「同保护格局。」之后应为「构建」，写成了「建立」，请照原文改回。"),
        (1, ONE[1:], "2:1: 错误 E401 这一段与正式文本（data/plan.txt 第2行）不一致：开头少了「（」，"),
        (1, ONE[:-1], "2:33: 错误 E401 这一段与正式文本（data/plan.txt 第2行）不一致：「市司法局负责」之后少了「〕」，"),
        (2, TWO + "。", "3:34: 错误 E401 这一段与正式文本（data/plan.txt 第3行）不一致：「公安局负责〕」之后多了「。」，"),
        (2, TWO.replace("〔", "["), "3:26: 错误 E401 这一段与正式文本（data/plan.txt 第3行）不一致：「用监管机制。」之后应为「〔」，写成了「[」，"),
        (0, "一、着力建设体系", "1:7: 错误 E401 这一段与正式文本（data/plan.txt 第1行）不一致：写的是「一、着力建设体系」，原文印的是「一、着力建设保护体系」，"),
        (6, "0.7", "7:4: 错误 E401 这一段与正式文本（data/plan.txt 第8行）不一致：写的是「0.7」，原文印的是「0.70」，"),
        (6, "0.700", "7:5: 错误 E401"),
        (5, "0.4", "6:4: 错误 E401"),
        (5, "一", "6:1: 错误 E401"),
        (7, "注：1.甲是丙。", "8:7: 错误 E401"),
    ],
)  # fmt: skip
def test_what_is_altered_is_shown_at_its_first_character(
    number: int, words: str, start: str
) -> None:
    (only,) = told(*changed(number, words))
    assert only.startswith(f"content/plan.md:{start}")


@pytest.mark.parametrize(
    ("number", "said_of_it"),
    [
        (0, "data/plan.txt:1:1: 错误 E402 正式文本的「一、着力建设保护体系」没有写在 content/ 和 data/ 的任何一处，请逐字补上。"),
        (1, "data/plan.txt:2:3: 错误 E402 正式文本的「（五）健全协同保护格局。构建快速联动协同…」没有写在 content/ 和 data/ 的任何一处，请逐字补上；它前面的话写在 content/plan.md 第1行。"),
        (5, "data/plan.txt:7:2: 错误 E402 正式文本的「0.44」没有写在 content/ 和 data/ 的任何一处，请逐字补上；它前面的话写在 content/plan.md 第5行。"),
        (7, "data/plan.txt:10:3: 错误 E402 正式文本的「注：1.甲是乙。」没有写在 content/ 和 data/ 的任何一处，请逐字补上；它前面的话写在 content/plan.md 第7行。"),
    ],
)  # fmt: skip
def test_what_nobody_quotes_is_shown_where_it_is_printed(number: int, said_of_it: str) -> None:
    words = QUOTED.copy()
    words[number : number + 1] = []
    assert told(*words) == [said_of_it]


def test_neighbours_that_nobody_quotes_are_told_of_once() -> None:
    (only,) = told(*QUOTED[:3], QUOTED[7])
    assert only.startswith(
        "data/plan.txt:5:2: 错误 E402 正式文本的「1 专利拥有量（件） 0.44 0.70」"
    )


@pytest.mark.parametrize("number", [0, 1, 3, 8])
def test_what_does_not_stand_there_is_shown_where_it_was_typed(number: int) -> None:
    words = [*QUOTED[:number], "本站自己的说明。", *QUOTED[number:]]
    assert told(*words) == [
        f"content/plan.md:{number + 1}:1: 错误 E403 这一段「本站自己的说明。」"
        "不在正式文本的这个位置，请照 data/plan.txt 核对。"
        "自己的内容请写在小标题（例如「## 进展」）下面。"
    ]


def test_what_is_quoted_twice_is_told_where_it_is_once_too_often() -> None:
    (only,) = told(*QUOTED[:2], *QUOTED[1:])
    assert re.match(r"content/plan.md:[23]:1: 错误 E403 ", only)


def test_what_is_out_of_order_is_told_with_its_line() -> None:
    (only,) = told(QUOTED[0], TWO, ONE, *QUOTED[3:])
    assert re.match(
        r"content/plan.md:[23]:1: 错误 E315 这一段「（.）.+」的次序与正式文本不同，", only
    )
    assert re.search("原文在 data/plan.txt 第[23]行，请照原文的次序写", only)


def test_a_row_that_is_out_of_order_is_told_once_with_all_its_cells() -> None:
    text = TEXT.replace("　　注", "\t2\n\t商标拥有量（万件）\n\t2.1\n\t3.0\n\n　　注")
    rows = ["2", "商标拥有量（万件）", "2.1", "3.0", *QUOTED[3:7]]
    (only,) = told(*QUOTED[:3], *rows, QUOTED[7], text=text)
    assert " 错误 E315 " in only


def test_a_short_heading_is_not_missed_beside_a_file_that_could_not_be_read() -> None:
    """Whose chapter is unknown, so that the heading comes behind its words instead of before them."""
    text = f"二、保护\n　　{ONE}\n　　{TWO}\n"
    assert told("", ONE, "二、保护", TWO, text=text) == []


def test_a_file_that_could_not_be_read_is_not_missed_and_hides_no_other_fault() -> None:
    assert told(*changed(1, "")) == []
    assert told(*QUOTED[:3], "", QUOTED[7]) == []
    (only,) = told(QUOTED[0], "", TWO.replace("完善", "健全"), *QUOTED[3:])
    assert only.startswith("content/plan.md:3:13: 错误 E401 ")


def test_a_text_that_has_little_in_common_is_another() -> None:
    words = [f"第{number}件完全不同的事情。" for number in range(30)]
    lines = told(*words, text="\n".join(f"与{number}毫无关系的话" for number in range(40)))
    assert len(lines) == 6
    assert sum(" 错误 E400 这份全文与 content/、data/ 里抄录的有" in line for line in lines) == 1


def test_an_empty_text_and_no_quotation_agree() -> None:
    assert found("", []) == ((), [])
    assert found(" \n", []) == ((), [])
    (only,) = told(ONE, text="")
    assert only.startswith("content/plan.md:1:1: 错误 E403 ")


# Random texts: the quotations of each are different and long enough to be known.
LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥，。（）"
BLANKS = st.sampled_from(["", "", "", " ", "\n", "\n　　", "\u00a0", "\t"])
BREAKS = st.sampled_from(["\n", "\n\n", "\n　　", "\t", "  \n"])
PARTS = st.integers(0, 10**6).map(
    lambda seed: ["".join(random.Random(f"{seed} {n}").choices(LETTERS, k=14 + (seed + n) % 9))
                  for n in range(2 + seed % 9)]
)  # fmt: skip


@st.composite
def printed(draw: st.DrawFn, *, is_broken: bool = True) -> tuple[str, list[str]]:
    """Return a text and what it is made of, with blanks put between, and inside where broken."""
    words, text = draw(PARTS), draw(BREAKS)
    for word in words:
        inside = draw(st.sets(st.integers(1, len(word) - 1), max_size=5)) if is_broken else set()
        text += "".join(
            word[a:b] + draw(BLANKS) for a, b in pairwise(sorted({0, *inside, len(word)}))
        )
        text += draw(BREAKS)
    return text, words


@given(printed())
def test_whatever_is_quoted_whole_is_found_wherever_blanks_stand(
    made: tuple[str, list[str]],
) -> None:
    text, words = made
    spans, lines = found(text, words)
    assert lines == []
    assert [letters(text)[slice(*span)] for span in spans] == words


@given(printed(is_broken=False), st.data())
def test_one_quotation_less_is_one_piece_that_is_left_over(
    made: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, words = made
    number = data.draw(st.integers(0, len(words) - 1))
    lines = told(*words[:number], *words[number + 1 :], text=text)
    whole = official(text)
    place = whole.place(len("".join(words[:number])))
    assert [line.split(" 正式文本的")[0] for line in lines] == [f"{place}: 错误 E402"]


@given(printed(), st.data(), st.sampled_from("天地玄黄"))
def test_one_letter_changed_is_one_problem_at_that_letter(
    made: tuple[str, list[str]], data: st.DataObject, new: str
) -> None:
    text, words = made
    number = data.draw(st.integers(0, len(words) - 1))
    at = data.draw(st.integers(0, len(words[number]) - 1))
    altered = words[number][:at] + new + words[number][at + 1 :]
    lines = told(*words[:number], altered, *words[number + 1 :], text=text)
    line = official(text).place(len("".join(words[:number]))).line
    (only,) = lines
    assert only.startswith(f"content/plan.md:{number + 1}:{at + 1}: 错误 E401 ")
    assert f"（data/plan.txt 第{line}行）" in only


@given(printed(), st.data())
def test_two_that_changed_places_are_told_as_out_of_order(
    made: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, words = made
    at = data.draw(st.integers(0, len(words) - 2))
    words = [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
    (only,) = told(*words, text=text)
    assert " 错误 E315 " in only
    assert only.startswith((f"content/plan.md:{at + 1}:1:", f"content/plan.md:{at + 2}:1:"))


@given(st.text("甲乙1. \n\t", max_size=30), st.lists(st.text("甲乙1.", max_size=6), max_size=6))
@example("11\n1\n2", ["1", "1", "2"])
def test_nothing_is_said_if_and_only_if_the_text_is_the_sum_of_its_parts(
    text: str, words: list[str]
) -> None:
    words = [word for word in words if word]
    spans, lines = found(text, words)
    assert (lines == []) == ("".join(words) == letters(text))
    assert len(spans) == len(words)


# A document's own paragraphs


@pytest.mark.parametrize(
    "body",
    [
        f"{ONE}\n\n{TWO}",
        f"\n　　{ONE}  \n\n\n　　{TWO}　\n",
        f"\u00a0{ONE}\n \u3000\n{TWO}",
        f"{ONE[:9]}\n{ONE[9:20]}\n　　{ONE[20:]}\n\n{TWO}",
        f"{ONE}\n{TWO}",
        f"{ONE[:12]}\n\n{ONE[12:]}\n\n{TWO}",
        f"{ONE}\n\n{TWO}\n\n## 进展\n\n自己的话。",
        f"{ONE}\n\n{TWO}\n## 进展\n自己的话。",
    ],
    ids=["plain", "indented", "odd blanks", "hard-wrapped", "as one", "split", "words below", "no empty line"],
)  # fmt: skip
def test_the_official_text_may_be_set_as_the_editor_likes(body: str) -> None:
    problems = Problems()
    cover(official(f"{ONE}\n{TWO}\n"), list(paragraphs(document(body), "这一段")), problems)
    assert problems.found == []


def test_a_text_that_could_not_be_read_is_not_missed() -> None:
    problems = Problems()
    unread = Document(PATH, parse("", PATH), has_body=False)
    cover(official(f"{ONE}\n{TWO}\n"), list(paragraphs(unread, "这一段")), problems)
    assert problems.found == []


def test_words_below_begin_at_the_first_heading() -> None:
    assert prose_below(document(f"{ONE}\n\n## 进展\n\n自己的话。")) == ("## 进展\n\n自己的话。", 7)
    assert prose_below(document(ONE)) == ("", 6)


@pytest.mark.parametrize(
    ("front", "column"), [("title: 甲丙", 9), ('title: "甲丙"', 10), ('title: "\\u7532丙"', 8)]
)
def test_an_altered_title_is_shown_at_its_character(front: str, column: int) -> None:
    problems, spot = Problems(), document("", front).at("title")
    cover(official("甲乙"), [Quotation("甲丙", "标题", spot, Code.E404, "请改。")], problems)
    (problem,) = problems.found
    assert (problem.place.line, problem.place.column) == (2, column)
    assert (problem.code, problem.hint) == (Code.E404, "请改。")
    assert problem.message == (
        "标题与正式文本（data/plan.txt 第1行）不一致：写的是「甲丙」，原文印的是「甲乙」，"
    )


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


@given(st.text("甲乙丙，。 （）", max_size=12), st.text("甲乙丙，。 （）", max_size=12))
@example("甲", "")
@example("", "甲")
@example("甲乙甲乙", "乙甲乙甲")
def test_a_difference_is_said_if_and_only_if_there_is_one(one: str, other: str) -> None:
    assert bool(said(one, other)) == (one != other)


@given(
    st.integers(0, len(ONE) - 1),
    st.sampled_from(["", "甲", "，", "\u200b"]),
    st.sets(st.integers(1, len(ONE) - 1), max_size=3),
    st.sampled_from(["", "　　", " ", "\u00a0"]),
)
def test_one_changed_character_is_found_wherever_the_lines_break(
    at: int, new: str, breaks: set[int], indent: str
) -> None:
    altered = ONE[:at] + new + ONE[at + 1 :]
    assume(altered != ONE)
    cuts = [0, *sorted(breaks), len(altered)]
    lines = [indent + altered[a:b] for a, b in pairwise(cuts)]
    (block,) = blocks(document("\n".join(lines)))
    problems = Problems()
    cover(official(ONE), [Quotation(block.text, "这一段", block)], problems)
    (problem,) = problems.found
    first = next(
        (i for i, (a, b) in enumerate(zip(altered, ONE, strict=False)) if a != b), len(altered)
    )
    line, column = problem.place.line, problem.place.column
    assert lines[line - 5][column - 1 :][:1] == altered[first:][:1]
