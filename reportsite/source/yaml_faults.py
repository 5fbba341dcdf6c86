"""What is wrong with a piece of YAML, in the words of someone who saw what was meant."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

import yaml

from reportsite.problems import Code, Place, Problem
from reportsite.source.characters import INVISIBLE, named, shortened

WIDE_BLANKS = "\u00a0\u3000"
KEY = r"[A-Za-z_][\w-]*"
FULL_WIDTH_COLON = re.compile(rf"^[\s-]*(?P<key>{KEY})\s*：")
MISSING_SPACE = re.compile(rf"^[\s-]*(?P<key>{KEY}):(?=[^\s/:])")
MISSING_SPACE_AFTER_DASH = re.compile(r"^\s*-(?=[^\s-])")
INDENT = re.compile(rf"^[ \t{WIDE_BLANKS}]*")
INNER_COLON = re.compile(r":\s")
BRACKETS = {"[": ("方括号", "]"), "{": ("花括号", "}")}
WIDE_CLOSINGS = re.compile("[］】｝]")
SPECIAL = "*&!@`%|>"


class Source:
    """The text that was parsed, and where its characters stand in the file."""

    def __init__(self, text: str, start: Place) -> None:
        self.text = text
        self.start = start
        self.lines = text.split("\n")
        self._end = len(text.rstrip("\n"))
        self._breaks = [i for i, character in enumerate(text) if character == "\n"]

    def position(self, index: int) -> tuple[int, int]:
        """Return line and column from 0; what lies behind the text stands at its end."""
        index = min(index, self._end)
        line = bisect_right(self._breaks, index - 1)
        return line, index - (self._breaks[line - 1] + 1 if line else 0)

    def place(self, index: int) -> Place:
        return self.place_in(*self.position(index))

    def place_in(self, line: int, column: int) -> Place:
        return Place(self.start.path, self.start.line + line, column + 1)

    def stands_at(self, index: int, text: str) -> bool:
        return "\n" not in text and self.text.startswith(text, index)

    def has(self, index: int) -> bool:
        return index < len(self.text.rstrip())


def invisible(text: str, start: Place) -> Iterator[Problem]:
    """Yield a problem for the first character of each line that nobody can see."""
    for number, line in enumerate(text.split("\n")):
        if match := INVISIBLE.search(line):
            place = Place(start.path, start.line + number, match.start() + 1)
            message = f"这里有一个看不见的字符或乱码（{named(match[0])}）。"
            yield Problem(place, Code.E108, message, "请把它前后的字删掉重新输入。")


def not_a_mapping(source: Source) -> Iterator[Problem]:
    """Yield what is wrong with a text that parsed, but not as a list of items."""
    faults = list(_line_faults(source))
    first = next((i for i, line in enumerate(source.lines) if _says_something(line)), 0)
    yield from faults or [_not_an_item(source, first)]


def glued_colon(place: Place, *, is_wide: bool) -> Problem:
    """Say that a colon inside brackets is full-width, or lacks its space."""
    return _full_width_colon(place, "") if is_wide else _missing_space(place, ":")


def wrong_indent(place: Place, character: str) -> Problem:
    return Problem(place, Code.E113, f"行首用了{named(character)}，", "请改用半角空格。")


def explain(error: yaml.MarkedYAMLError, source: Source) -> Iterator[Problem]:
    """Yield what an editor did where the parser gave up."""
    mark = error.problem_mark or error.context_mark
    assert mark is not None
    at = mark.index
    faults = list(_line_faults(source))
    if faults and faults[0].place <= source.place(at):
        yield from faults
        return
    since = error.context_mark.index if error.context_mark else at
    yield EXPLANATIONS.get(str(error.problem), _unexplained)(source, since, at)


def _line_faults(source: Source) -> Iterator[Problem]:
    for number, line in enumerate(source.lines):
        indent = INDENT.match(line)
        assert indent is not None
        if match := FULL_WIDTH_COLON.match(line):
            yield _full_width_colon(source.place_in(number, match.end() - 1), match["key"])
        elif match := MISSING_SPACE.match(line):
            yield _missing_space(source.place_in(number, match.end()), f"{match['key']}:")
        elif match := MISSING_SPACE_AFTER_DASH.match(line):
            yield _missing_space(source.place_in(number, match.end()), "-")
        elif (odd := indent[0].lstrip(" ")) and _says_something(line):
            yield wrong_indent(source.place_in(number, indent[0].index(odd[0])), odd[0])


def _full_width_colon(place: Place, key: str) -> Problem:
    said = f"「{key}」后面的" if key else "这里的"
    hint = f"请改成半角冒号加空格「{key}: 」。" if key else "请改成半角冒号加空格「: 」。"
    return Problem(place, Code.E112, f"{said}冒号是全角的「：」，", hint)


def _missing_space(place: Place, sign: str) -> Problem:
    return Problem(place, Code.E114, f"「{sign}」后面要空一格，", f"例如「{sign} …」。")


def _says_something(line: str) -> bool:
    """Say whether YAML sees anything here; a wide blank is a letter to it."""
    text = line.lstrip(" \t")
    return bool(text) and not text.startswith("#")


def _not_an_item(source: Source, line: int) -> Problem:
    text = source.lines[line]
    start = len(text) - len(text.lstrip())
    if "：" in text:
        return _full_width_colon(source.place_in(line, text.index("：")), "")
    message = f"「{shortened(text.strip())}」不是「项: 值」的写法。"
    hint = "每行写一项，项和值之间是半角冒号加空格，例如「title: 标题」。"
    return Problem(source.place_in(line, start), Code.E111, message, hint)


def _colon(source: Source, _since: int, at: int) -> Problem:
    """Explain a colon where none may be: a second one, or a line indented too far."""
    line, column = source.position(at)
    text = source.lines[line]
    if INNER_COLON.search(text[:column]):
        message = "一行里有两个「: 」，分不清哪个是项、哪个是值。"
        hint = "值里的冒号请用全角「：」，或给整个值加上引号。"
        return Problem(source.place(at), Code.E121, message, hint)
    before = next((i for i in range(line - 1, -1, -1) if _says_something(source.lines[i])), line)
    if _indent(text) > _indent(source.lines[before]):
        return _misaligned(source, line)
    return _not_an_item(source, before)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _misaligned(source: Source, line: int) -> Problem:
    place = source.place_in(line, _indent(source.lines[line]))
    hint = "同一层的各项前面的空格要一样多。"
    return Problem(place, Code.E122, "这一行的缩进与上面各行对不齐。", hint)


def _dash(source: Source, _since: int, at: int) -> Problem:
    hint = "请另起一行，再写「- 」。"
    return Problem(source.place(at), Code.E122, "列表的「- 」不能与项写在同一行。", hint)


def _key(source: Source, _since: int, at: int) -> Problem:
    """Explain something that is not the next item: what follows a closing, or a crooked line."""
    line, column = source.position(at)
    before = source.lines[line][:column].rstrip()
    if not before.strip("- "):
        return _misaligned(source, line)
    rest = shortened(source.lines[line][column:])
    message = f"「{before[-1]}」关上以后还有「{rest}」。"
    return Problem(source.place(at), Code.E123, message, "如果都是值的内容，请给整个值加上引号。")


def _bracket(source: Source, since: int, at: int) -> Problem:
    """Explain a bracket that does not close, or what stands inside it in the wrong place."""
    name, closing = BRACKETS.get(source.text[since], BRACKETS["["])
    inside, rest = source.text[since:at], source.text[since:].partition("\n")[0]
    if match := WIDE_CLOSINGS.search(inside):
        place, message = (
            source.place(since + match.start()),
            f"{name}是用全角的「{match[0]}」关上的，",
        )
        return Problem(place, Code.E115, message, f"请改成「{closing}」。")
    if rest.count('"') % 2:
        return _quote(source, since + rest.rindex('"'), at)
    if "\n" in inside or not source.has(at):
        message = f"这里打开的{name}没有关上，"
        return Problem(source.place(since), Code.E115, message, f"请在末尾加上「{closing}」。")
    if match := re.search("[，、；：]", source.text[since : at + 1]):
        place, message = source.place(since + match.start()), f"{name}里用了全角的「{match[0]}」，"
        return Problem(place, Code.E117, message, "请改成半角，后面空一格。")
    message = f"{name}里的各项之间要用半角逗号加空格隔开，"
    return Problem(source.place(at), Code.E115, message, f"最后用「{closing}」关上。")


def _content(source: Source, since: int, at: int) -> Problem:
    """Explain a missing value: two commas in a row, or a bracket that opens at the very end."""
    if source.text[at : at + 1] == ",":
        return Problem(source.place(at), Code.E115, "两个逗号之间是空的，", "请删去一个逗号。")
    opening = max(source.text.rfind(bracket, 0, at) for bracket in BRACKETS)
    if opening >= 0 and not source.has(at):
        return _bracket(source, opening, at)
    return _unexplained(source, since, at)


def _quote(source: Source, since: int, _at: int) -> Problem:
    sign = source.text[since]
    message = f"这里打开的引号（{sign}）没有关上，"
    return Problem(source.place(since), Code.E116, message, f"请在值的末尾加上「{sign}」。")


def _backslash(source: Source, _since: int, at: int) -> Problem:
    message = "双引号里的反斜线「\\」有特别的意思，"
    place = source.place(source.text.rindex("\\", 0, at + 1))
    return Problem(place, Code.E124, message, "请把双引号改成单引号。")


def _another_document(source: Source, _since: int, at: int) -> Problem:
    line = source.position(at)[0]
    ends = [i for i in range(line, -1, -1) if re.match(r"\.\.\.|---", source.lines[i])]
    return another_document(source.place_in(ends[0] if ends else line, 0))


def another_document(place: Place) -> Problem:
    hint = "请删去多出来的「---」或「...」。"
    return Problem(place, Code.E120, "一个文件里只能有一段 YAML，", hint)


def _unexplained(source: Source, since: int, at: int) -> Problem:
    if source.has(at) and source.text[at] in "]}":
        message = f"这里的「{source.text[at]}」没有配对的另一半，"
        return Problem(source.place(at), Code.E115, message, "请补上前面的一半，或删去它。")
    for index in (at, since):
        if source.has(index) and source.text[index] == "\t":
            return wrong_indent(source.place(index), "\t")
        if source.has(index) and source.text[index] in SPECIAL:
            return special_start(source.place(index), source.text[index])
    hint = "请检查这一行和上一行的冒号、缩进和引号，或与同类文件对照。"
    return Problem(source.place(at), Code.E110, "这里的 YAML 写法有误，读不下去。", hint)


def special_start(place: Place, sign: str) -> Problem:
    message = f"值不能以「{sign}」开头（它在 YAML 里有特别的意思），"
    return Problem(place, Code.E118, message, "请给整个值加上引号。")


Explanation = Callable[[Source, int, int], Problem]
EXPLANATIONS: Mapping[str, Explanation] = {
    "mapping values are not allowed in this context": _colon,
    "could not find expected ':'": lambda source, since, _at: _not_an_item(
        source, source.position(since)[0]
    ),
    "block sequence entries are not allowed in this context": _dash,
    "did not find expected key": _key,
    "did not find expected '-' indicator": _key,
    "did not find expected ',' or ']'": _bracket,
    "did not find expected ',' or '}'": _bracket,
    "did not find expected node content": _content,
    "found unexpected end of stream": _quote,
    "found unexpected document indicator": _quote,
    "found unknown escape character": _backslash,
    "did not find expected hexdecimal number": _backslash,
    "found invalid Unicode character escape code": _backslash,
    "did not find expected <document start>": _another_document,
}
