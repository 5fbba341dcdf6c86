"""YAML read as text with positions: no `no` that turns False, no `010` that turns 8.

PyYAML's composer gives nodes with marks; every scalar stays the text that was typed and the
schema does the typing. Faults editors really make are named on their own line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from reportsite.problems import Place, Problem

Location = tuple[str | int, ...]
Value = str | None | list["Value"] | dict[str, "Value"]

NULLS = {"", "~", "null", "Null", "NULL"}
KEY = r"^(?P<lead>\s*(?:-\s+)*)(?P<key>[A-Za-z_][\w-]*)"
FULL_WIDTH_COLON = re.compile(KEY + r"\s*：")
MISSING_SPACE = re.compile(KEY + r":(?=[^\s/:])")
TAB_INDENT = re.compile(r"^ *\t")


@dataclass(frozen=True, slots=True)
class YamlText:
    """A parsed mapping of plain text, with the place of every value and of every key."""

    data: dict[str, Value]
    places: dict[Location, Place]
    keys: dict[Location, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, *location: str | int) -> Place:
        """Return the place of a value, or of the nearest thing around it that has one."""
        found = next(outer for outer in _outwards(location) if outer in self.places)
        return self.places[found]

    def key_place(self, *location: str | int) -> Place:
        """Return the place of a key, or of what stands around it."""
        return self.keys.get(location) or self.place(*location)


def _outwards(location: Location) -> Iterator[Location]:
    for end in range(len(location), -1, -1):
        yield location[:end]


def parse(text: str, path: str, *, first_line: int = 1) -> YamlText:
    """Parse one YAML mapping; faults come back as problems beside what could be read."""
    start = Place(path, first_line)
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return YamlText({}, {(): start}, problems=tuple(_explain(error, text, start)))
    if root is None:
        return YamlText({}, {(): start})
    if not isinstance(root, yaml.MappingNode):
        fault = Problem(start, "E111", "这里应是「项: 值」一行一项的写法。")
        faults = tuple(_line_faults(text, start)) or (fault,)
        return YamlText({}, {(): start}, problems=faults)
    walker = _Walker(path, first_line - 1)
    data = walker.mapping(root, ())
    walker.places[()] = start
    return YamlText(data, walker.places, walker.keys, tuple(walker.problems))


class _Walker:
    """Nodes to text, noting where each stands."""

    def __init__(self, path: str, offset: int) -> None:
        self.path = path
        self.offset = offset
        self.places: dict[Location, Place] = {}
        self.keys: dict[Location, Place] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.path, mark.line + 1 + self.offset, mark.column + 1)

    def report(self, node: yaml.Node, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.place(node), code, message, hint))

    def value(self, node: yaml.Node, location: Location) -> Value:
        self.places[location] = self.place(node)
        if id(node) in self.seen:
            self.report(
                node, "E118", "这里用了 YAML 的引用记号（& 和 *），本站不支持，请直接写出内容。"
            )
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return self.sequence(node, location)
        assert isinstance(node, yaml.ScalarNode)
        is_plain = node.style is None
        return None if is_plain and node.value in NULLS else str(node.value)

    def sequence(self, node: yaml.SequenceNode, location: Location) -> list[Value]:
        if node.flow_style:
            for item in node.value:
                self._full_width_comma(item)
        return [self.value(item, (*location, i)) for i, item in enumerate(node.value)]

    def _full_width_comma(self, item: yaml.Node) -> None:
        if isinstance(item, yaml.ScalarNode) and item.style is None:
            found = next((c for c in item.value if c in "，、；"), None)
            if found:
                self.report(
                    item,
                    "E117",
                    f"方括号里的「{item.value}」用了「{found}」，会被当成一个词；"
                    "请用半角逗号加空格分开，",
                    f"例如 [{re.sub('[，、；]', ', ', item.value)}]。",
                )

    def mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(key_node, "E111", "项的名称应是一个词。")
                continue
            key = str(key_node.value)
            if key in result:
                first = self.keys[(*location, key)]
                self.report(
                    key_node, "E119", f"「{key}」写了两次，第一次在第{first.line}行。请删去一处。"
                )
                continue
            self.keys[(*location, key)] = self.place(key_node)
            result[key] = self.value(value_node, (*location, key))
        return result


def _line_faults(text: str, start: Place) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start.line):
        if match := FULL_WIDTH_COLON.match(line):
            place = Place(start.path, number, match.end())
            key = match["key"]
            yield Problem(
                place,
                "E112",
                f"「{key}」后面的冒号是全角的「：」，",
                f"请改成半角冒号加空格「{key}: 」。",
            )
        elif match := MISSING_SPACE.match(line):
            place = Place(start.path, number, match.end() + 1)
            yield Problem(place, "E114", f"「{match['key']}:」的冒号后面要空一格。")
        elif match := TAB_INDENT.match(line):
            yield Problem(
                Place(start.path, number, match.end()), "E113", "行首用了制表符，请改用空格。"
            )


def _explain(error: yaml.YAMLError, text: str, start: Place) -> Iterator[Problem]:
    faults = list(_line_faults(text, start))
    if faults:
        yield from faults
        return
    if not isinstance(error, yaml.MarkedYAMLError):
        yield Problem(start, "E110", "文件里有 YAML 不接受的字符（例如控制字符）。")
        return
    context, mark = str(error.context or ""), error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    if "flow" in context:
        yield _at(opened, start, "E115", "这里打开的方括号或花括号没有配对的另一半。")
    elif "quoted" in context:
        yield _at(opened, start, "E116", "这里打开的引号没有关上。")
    elif "document" in context or "document" in str(error.problem):
        yield _at(mark, start, "E111", "同一个文件里只能有一段 YAML（多了一行「---」）。")
    else:
        yield _at(
            mark, start, "E110", "这一行或上一行的 YAML 写法有误：", "请检查冒号、缩进和引号。"
        )


def _at(mark: yaml.Mark | None, start: Place, code: str, message: str, hint: str = "") -> Problem:
    if mark is None:
        return Problem(start, code, message, hint)
    return Problem(Place(start.path, start.line + mark.line, mark.column + 1), code, message, hint)
