"""YAML stays the text that was typed, and its faults are named where an editor made them."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reportsite.problems import Place
from reportsite.source.yaml_text import YamlText, parse

PATH = "data/x.yml"


def told(text: str) -> list[str]:
    """Return what is said of a text: line:column, code, message and hint."""
    return [str(problem).removeprefix(f"{PATH}:") for problem in parse(text, PATH).problems]


@pytest.mark.parametrize(
    "typed",
    ["no", "yes", "on", "010", "08", "0x1F", "12:30", "1_000", "1e3", "2023-07-03", "2025-13-01",
     "0.70", "3.0", "一", "true", ".5", "=", "<<", "１２"],
)  # fmt: skip
def test_a_value_stays_the_text_that_was_typed(typed: str) -> None:
    assert parse(f"a: {typed}\nb:\n  - {typed}\n", PATH).data == {"a": typed, "b": [typed]}


@pytest.mark.parametrize("typed", ["", " ", "~", "null", "# 说明"])
def test_nothing_typed_is_nothing(typed: str) -> None:
    assert parse(f"a: {typed}\n", PATH).data == {"a": None}


@pytest.mark.parametrize("typed", ['""', "''", '"~"', "'null'"])
def test_quotes_make_text_of_nothing(typed: str) -> None:
    assert parse(f"a: {typed}\n", PATH).data == {"a": typed[1:-1]}


def test_values_and_keys_know_their_places() -> None:
    parsed = parse("标题: 甲\n列:\n  - {id: '07', 名: 乙}\n", PATH, first_line=2)
    assert parsed.place() == Place(PATH, 2, 1)
    assert parsed.place("标题") == Place(PATH, 2, 5)
    assert parsed.key_place("列") == Place(PATH, 3, 1)
    assert parsed.place("列", 0) == Place(PATH, 4, 5)
    assert parsed.place("列", 0, "id") == Place(PATH, 4, 10)
    assert parsed.key_place("列", 0, "名") == Place(PATH, 4, 16)


def test_what_is_missing_is_placed_at_what_is_around_it() -> None:
    parsed = parse("a:\n  b: 1\n", PATH)
    assert parsed.place("a", "没有", 3) == parsed.place("a") == Place(PATH, 2, 3)
    assert parsed.key_place("没有") == Place(PATH, 1, 1)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a: 甲乙丙", 6),
        ('a: "甲乙丙"', 7),
        ("a: '甲乙丙'", 7),
        ("a: [甲乙丙]", 4),  # the list has no characters: its own place
        ('a: "甲\\u4e59丙"', 4),  # an escape: the value's place
        ("a: 甲\n  乙丙", 4),  # two lines: the value's place
        ("a: 甲乙丙  # 说明", 6),
    ],
)
def test_a_character_of_a_value_has_a_place_where_the_file_shows_it(text: str, column: int) -> None:
    assert parse(text, PATH).character(2, "a") == Place(PATH, 1, column)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title：甲\nb: 1\n", "1:6: 错误 E112 「title」后面的冒号是全角的"),
        ("b: 1\ntitle ：甲\n", "2:7: 错误 E112 「title」后面的冒号是全角的"),
        ("标题：甲\nb: 1\n", "1:3: 错误 E112 这里的冒号是全角的"),
        ("a: {id：01, b: 2}\n", "1:7: 错误 E112 这里的冒号是全角的"),
        ("a: 1\n\tb: 2\n", "2:1: 错误 E113 行首用了制表符"),
        ("a:\n-\tb\n", "2:2: 错误 E113 行首用了制表符"),
        ("a: |\n\t甲\n", "2:1: 错误 E113 行首用了制表符"),
        ("　a: 1\nb: 2\n", "1:1: 错误 E113 行首用了全角空格"),
        ("a: 1\n  　b: 2\n", "2:3: 错误 E113 行首用了全角空格"),
        ("a: 1\n\u00a0b: 2\n", "2:1: 错误 E113 行首用了不换行空格"),
        ("a: 1\nb:2\n", "2:3: 错误 E114 「b:」后面要空一格"),
        ("a:\n- x\n-y\n", "3:2: 错误 E114 「-」后面要空一格"),
        ("a: {id:01, b: 2}\n", "1:8: 错误 E114 「:」后面要空一格"),
        ("b: 1\na: [x, y\nc: 1\n", "2:4: 错误 E115 这里打开的方括号没有关上，请在末尾加上「]」"),
        ("a: {x: 1\nb: 1\n", "1:4: 错误 E115 这里打开的花括号没有关上，请在末尾加上「}」"),
        ("a: [x, [y\n", "1:8: 错误 E115 这里打开的方括号没有关上"),
        ("a: [x, y］\n", "1:9: 错误 E115 方括号是用全角的「］」关上的"),
        ("a: [x,,y]\n", "1:7: 错误 E115 两个逗号之间是空的"),
        ("a: {x: 1 y: 2}\n", "1:11: 错误 E115 花括号里的各项之间要用半角逗号加空格隔开"),
        ("a: x]\nb: ]\n", "2:4: 错误 E115 这里的「]」没有配对的另一半"),
        ('a: "x\nb: 1\n', '1:4: 错误 E116 这里打开的引号（"）没有关上'),
        ("a: 'x\nb: 1\n", "1:4: 错误 E116 这里打开的引号（'）没有关上"),
        ('a: {x: "1, y: 2}\nb: "3"\n', '1:8: 错误 E116 这里打开的引号（"）没有关上'),
        ("a: {x: 1，y: 2}\n", "1:9: 错误 E117 花括号里用了全角的「，」"),
        ("a: *甲\n", "1:4: 错误 E118 值不能以「*」开头"),
        ("a: *x\n", "1:4: 错误 E118 值不能以「*」开头"),
        ("a: &x 1\n", "1:4: 错误 E118 值不能以「&」开头"),
        ("a: !甲\n", "1:4: 错误 E118 值不能以「!」开头"),
        ("a: !!int 5\n", "1:4: 错误 E118 值不能以「!」开头"),
        ("a: @x\n", "1:4: 错误 E118 值不能以「@」开头"),
        ("a: `x`\n", "1:4: 错误 E118 值不能以「`」开头"),
        ("a: %x\n", "1:4: 错误 E118 值不能以「%」开头"),
        ("a: |甲\n", "1:4: 错误 E118 值不能以「|」开头"),
        ("a: 1\nb: 2\na: 3\n", "3:1: 错误 E119 「a」写了两次，第一次在第1行"),
        ("a: 1\n---\nb: 2\n", "2:1: 错误 E120 一个文件里只能有一段 YAML"),
        ("a: 1\n...\nb: 2\n", "2:1: 错误 E120 一个文件里只能有一段 YAML"),
        ("a: 甲: 乙\n", "1:5: 错误 E121 一行里有两个「: 」"),
        ("a: 1\n b: 2\n", "2:2: 错误 E122 这一行的缩进与上面各行对不齐"),
        ("a:\n  b: 1\n c: 2\n", "3:2: 错误 E122 这一行的缩进与上面各行对不齐"),
        ("a:\n  - x\n  b: 1\n", "3:3: 错误 E122 这一行的缩进与上面各行对不齐"),
        ("a: - x\n", "1:4: 错误 E122 列表的「- 」不能与项写在同一行"),
        ('a: "甲"乙\n', '1:7: 错误 E123 「"」关上以后还有「乙」'),
        ("a: [甲] 乙\n", "1:8: 错误 E123 「]」关上以后还有「乙」"),
        ('a: "C:\\目录"\n', "1:7: 错误 E124 双引号里的反斜线"),
        ("a: 1\n没有冒号\n", "2:1: 错误 E111 「没有冒号」不是「项: 值」的写法"),
        ("- 甲\n- 乙\n", "1:1: 错误 E111 「- 甲」不是「项: 值」的写法"),
        ("? [a]\n: 1\n", "1:3: 错误 E111 这里应是项的名称，却是一个括号"),
        ("甲\n", "1:1: 错误 E111 「甲」不是「项: 值」的写法"),
        ("a: {b: - 1}\n", "1:8: 错误 E110 这里的 YAML 写法有误"),
        ("a: 甲\x07\n", "1:5: 错误 E108 这里有一个看不见的字符或乱码（U+0007）"),
        ("a: 甲\u2028b: 乙\n", "1:5: 错误 E108 这里有一个看不见的字符或乱码（U+2028）"),
    ],
)  # fmt: skip
def test_a_slip_is_named_at_its_character(text: str, said: str) -> None:
    (only,) = told(text)
    assert only.startswith(said)


def test_every_slip_of_a_file_is_told_at_once() -> None:
    assert [line[:12] for line in told("a：1\nb:2\n-c\nd: 4\n")] == [
        "1:2: 错误 E112",
        "2:3: 错误 E114",
        "3:2: 错误 E114",
    ]


def test_a_full_width_comma_in_brackets_is_told_and_read_as_meant() -> None:
    parsed = parse("a: [甲，乙、丙, 丁]\n", PATH)
    assert told("a: [甲，乙、丙, 丁]\n") == [
        "1:6: 错误 E117 方括号里的「甲，乙、丙」用了「，」，会被当成一个词，"
        "请用半角逗号加空格隔开，例如 [甲, 乙, 丙]；如果本来是一个词，请加引号。"
    ]
    assert parsed.data == {"a": ["甲", "乙", "丙", "丁"]}
    assert parsed.is_whole
    assert [parsed.place("a", i).column for i in range(4)] == [5, 7, 9, 12]


@pytest.mark.parametrize("text", ['a: ["甲，乙"]\n', "a:\n  - 甲，乙\n", "a: 甲，乙\n"])
def test_a_full_width_comma_elsewhere_is_text(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    ["title: WPS：说明\n", "note: 见 http://a.cn\n", "time: 12:30\n", "a: 甲 #1\n", "a: x:y\n"],
)
def test_right_yaml_is_not_suspected(text: str) -> None:
    assert told(text) == []


def test_what_could_not_be_read_says_so() -> None:
    assert not parse("a: [\n", PATH).is_whole
    assert not parse("a: 1\na: 2\n", PATH).is_whole
    assert not parse("a: &x 1\n", PATH).is_whole
    assert parse("a: 1\n", PATH).is_whole


def test_laughs_do_not_multiply() -> None:
    laughs = "a: &a [哈, 哈]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
    assert {line.split()[2] for line in told(laughs)} == {"E118"}
    assert parse(laughs, PATH).data["d"] == [None, None]


@pytest.mark.parametrize(
    "text", ["[" * 5000, "- " * 5000, "a: " + "{a: " * 900, "a:\n " + "- " * 900]
)
def test_bottomless_nesting_is_a_problem_not_a_crash(text: str) -> None:
    assert told(text) != []


def _inside(parsed: YamlText, text: str) -> bool:
    lines = text.removeprefix("\ufeff").split("\n")
    places = [
        *parsed.places.values(),
        *parsed.keys.values(),
        *parsed.verbatim.values(),
        *(problem.place for problem in parsed.problems),
    ]
    return all(
        1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1
        for place in places
    )


YAML_SIGNS = st.sampled_from(
    [
        *":,[]{}\"'-#&*!|>%@`?\\ \t\n：，、［］【】｛｝\u3000\u00a0甲乙a1",
        "\n---\n",
        "\n...\n",
        ": ",
        "\n  ",
        "- ",
    ]
)
ANYTHING = st.one_of(st.text(), st.lists(YAML_SIGNS, max_size=60).map("".join))


@given(ANYTHING)
@example("\ufeffa: [\n")
@example("a: [\n\n\n")
@example("\r\r: [")
def test_any_text_is_read_or_told_about_inside_the_text(text: str) -> None:
    parsed = parse(text, PATH)
    assert _inside(parsed, text)
    assert parsed.is_whole or parsed.problems or not parsed.data


TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp"]))


@given(st.dictionaries(TYPED, TYPED, max_size=5))
@example({"a": "no", "b": "010", "c": "12:30", "d": "1_000", "e": "2023-07-03", "f": "~", "": "="})
@example({"甲：乙": "", "\u3000": "甲，乙"})
def test_strings_that_were_dumped_come_back_the_same(strings: dict[str, str]) -> None:
    dumped = yaml.safe_dump(strings, allow_unicode=True, sort_keys=False)
    quoted = yaml.safe_dump(strings, allow_unicode=True, sort_keys=False, default_style='"')
    assert parse(quoted, PATH).data == strings
    if not any(key[:1] in ("\u3000", "\u00a0") for key in strings):
        assert parse(dumped, PATH).data == strings


NESTED: st.SearchStrategy[Any] = st.recursive(
    st.none() | TYPED,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TYPED, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(TYPED, NESTED, max_size=4))
def test_nested_data_comes_back_with_a_place_for_every_value(data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"').replace('!!null "null"', "~")
    parsed = parse(text, PATH)
    assert parsed.problems == ()
    assert parsed.data == data
    assert _inside(parsed, text)
    assert _locations(data) <= set(parsed.places)


def _locations(data: Any, at: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    steps = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return {at}.union(*(_locations(inner, (*at, step)) for step, inner in steps))
