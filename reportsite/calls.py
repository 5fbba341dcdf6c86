"""Calls in prose: `{{ 六项目标() }}` is replaced by what the named function gives."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportsite.characters import shortened
from reportsite.model import Insert
from reportsite.problems import Place, Problems, closest, nearest

Function = Callable[..., str | Insert]

CALL = re.compile(r"\{\{\s*(?P<name>[^\W\d]\w*)\s*\((?P<arguments>[^{}()]*)\)\s*\}\}")
BRACES = re.compile(r"\{\{[^{}]*\}{0,2}|\{%[^{}]*\}?|｛｛[^｛｝]*｝{0,2}")
ARGUMENT = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|(-?[0-9]+(?:\.[0-9]+)?))\s*""")
MARK_OPEN, MARK_CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: no editor's file holds them
MARK = re.compile(rf"<p>\s*{MARK_OPEN}(\d+){MARK_CLOSE}\s*</p>")


class _MisuseError(Exception):
    """A call that cannot be made: its code, message and hint."""


@dataclass(slots=True)
class Expansion:
    """Prose whose calls are being replaced; an insert becomes a numbered mark on its own line."""

    functions: Mapping[str, Function]
    problems: Problems
    inserts: list[Insert] = field(default_factory=list)

    def expand(self, text: str, start: Place) -> str:
        """Replace every call; one that cannot be made is a problem and leaves nothing."""
        lines = text.replace(MARK_OPEN, "").replace(MARK_CLOSE, "").split("\n")
        return "\n".join(
            self._line(line, Place(start.path, start.line + number), _is_apart(lines, number))
            for number, line in enumerate(lines)
        )

    def _line(self, line: str, place: Place, is_apart: bool) -> str:
        def replaced(match: re.Match[str]) -> str:
            try:
                given = self._given(match)
                if isinstance(given, Insert) and not (is_apart and match[0] == line.rstrip()):
                    raise _MisuseError(
                        "E504", f"「{match[0]}」是一张表，", "请放在行首，上下各空一行。"
                    )
            except _MisuseError as misuse:
                at = Place(place.path, place.line, match.start() + 1)
                self.problems.add(at, *misuse.args)
                return ""
            return given if isinstance(given, str) else self._mark(given)

        return BRACES.sub(replaced, line)

    def _given(self, braces: re.Match[str]) -> str | Insert:
        match = CALL.fullmatch(braces[0])
        if match is None:
            raise _MisuseError(
                "E503", f"「{shortened(braces[0])}」没有写对，", self._example(braces[0])
            )
        name, typed = match["name"], match["arguments"]
        if name not in self.functions:
            hint = closest(name, self.functions) or f"可以写：{'、'.join(self.functions)}。"
            raise _MisuseError("E503", f"「{{{{ }}}}」里不认识「{name}」。", hint)
        function, arguments = self.functions[name], _arguments(typed)
        if arguments is None:
            hint = f'例如 {name}("07", 2025)，引号、逗号用半角。'
            raise _MisuseError("E503", f"「{name}」括号里的「{shortened(typed)}」没有写对，", hint)
        if not _accepts(function, arguments):
            wanted = len(inspect.signature(function).parameters)
            message = f"「{name}」括号里要写{wanted}个值，写了{len(arguments)}个。"
            raise _MisuseError("E503", message, "")
        return function(*arguments)

    def _example(self, typed: str) -> str:
        word = re.search(r"[^\W\d]\w*", typed)
        name = nearest(word[0] if word else "", self.functions) or next(iter(self.functions), "")
        return f"应写成「{{{{ {name}() }}}}」，花括号和圆括号都用半角。"

    def _mark(self, insert: Insert) -> str:
        self.inserts.append(insert)
        return f"{MARK_OPEN}{len(self.inserts) - 1}{MARK_CLOSE}"


def _is_apart(lines: list[str], number: int) -> bool:
    around = (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
    return not any(line.strip() for line in around)


def _arguments(typed: str) -> list[str] | None:
    """Return what stands between the round brackets, as text; nothing when it makes no sense."""
    if not typed.strip():
        return []
    matches = [ARGUMENT.fullmatch(part) for part in typed.split(",")]
    if not all(matches):
        return None
    return [next(text for text in match.groups() if text is not None) for match in matches if match]


def _accepts(function: Function, arguments: list[str]) -> bool:
    try:
        inspect.signature(function).bind(*arguments)
    except TypeError:
        return False
    return True
