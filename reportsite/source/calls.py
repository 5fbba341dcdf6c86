"""Calls in prose: `{{ 目标值("06", 2025) }}` is replaced by what the named function gives.

Nothing but named functions with texts and numbers as arguments: no expressions, no names of ours.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportsite.problems import Code, Place, Problems, closest, nearest
from reportsite.source.characters import shortened


@dataclass(frozen=True, slots=True)
class Insert:
    """A place in prose where a template puts a table made from data, and what it is asked for."""

    name: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """What a name gives for its arguments, always as text, and an example of its use.

    One that is not `live` has its calls checked for their form, and gives nothing.
    """

    gives: Callable[..., str | Insert]
    example: str = ""
    live: bool = True

    @property
    def signature(self) -> inspect.Signature:
        return inspect.signature(self.gives)


CALL = re.compile(r"\{\{\s*(?P<name>[^\W\d]\w*)\s*\((?P<arguments>[^{}()]*)\)\s*\}\}")
BRACES = re.compile(r"\{\{[^{}]*\}{0,2}|\{%[^{}]*\}?|｛｛[^｛｝]*｝{0,2}")
ARGUMENT = re.compile(
    r"""\s*(?:(?P<name>[^\W\d]\w*)\s*=\s*)?"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<number>-?[0-9]+(?:\.[0-9]+)?))\s*(?:,|$)"""
)
MARK_OPEN, MARK_CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: no editor's file holds them
MARK = re.compile(rf"<p>\s*{MARK_OPEN}(\d+){MARK_CLOSE}\s*</p>")


class MisuseError(Exception):
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
                    message = f"「{match[0]}」是一张表，"
                    raise MisuseError(Code.E504, message, "请放在行首，上下各空一行。")
            except MisuseError as misuse:
                at = Place(place.path, place.line, match.start() + 1)
                self.problems.add(at, *misuse.args)
                return ""
            return given if isinstance(given, str) else self._mark(given)

        return BRACES.sub(replaced, line)

    def _given(self, braces: re.Match[str]) -> str | Insert:
        match = CALL.fullmatch(braces[0])
        if match is None:
            message = f"「{shortened(braces[0])}」没有写对，"
            raise MisuseError(Code.E503, message, self._example(braces[0]))
        name, typed = match["name"], match["arguments"]
        if not self.functions:
            hint = "函数只在简报和页面的正文里用。"
            raise MisuseError(Code.E503, f"这里不能用「{name}」，", hint)
        if name not in self.functions:
            hint = closest(name, self.functions) or f"可以写：{'、'.join(self.functions)}。"
            raise MisuseError(Code.E503, f"「{{{{ }}}}」里不认识「{name}」。", hint)
        function, arguments = self.functions[name], _arguments(typed)
        if arguments is None:
            message = f"「{name}」括号里的「{shortened(typed)}」没有写对，"
            hint = f"例如 {function.example}，引号、逗号、等号用半角。"
            raise MisuseError(Code.E503, message, hint)
        given = _bound(name, function, *arguments)
        if function.live:
            return function.gives(*given.args, **given.kwargs)
        return Insert("") if function.signature.return_annotation is Insert else ""

    def _example(self, typed: str) -> str:
        word = re.search(r"[^\W\d]\w*", typed)
        name = nearest(word[0] if word else "", self.functions) or next(iter(self.functions), "")
        example = self.functions[name].example if name else ""
        return f"应写成「{example}」，花括号和圆括号都用半角。"

    def _mark(self, insert: Insert) -> str:
        self.inserts.append(insert)
        return f"{MARK_OPEN}{len(self.inserts) - 1}{MARK_CLOSE}"


def _is_apart(lines: list[str], number: int) -> bool:
    around = (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
    return not any(line.strip() for line in around)


def _arguments(typed: str) -> tuple[list[str], dict[str, str]] | None:
    """Return what stands between the round brackets, as text: by place, and by name."""
    by_place: list[str] = []
    by_name: dict[str, str] = {}
    position = 0
    while position < len(typed.rstrip()):
        match = ARGUMENT.match(typed, position)
        if match is None or (by_name and not match["name"]) or match["name"] in by_name:
            return None
        text = next(text for text in match.group("double", "single", "number") if text is not None)
        if match["name"]:
            by_name[match["name"]] = text
        else:
            by_place.append(text)
        position = match.end()
    return by_place, by_name


def _bound(
    name: str, function: Function, by_place: list[str], by_name: dict[str, str]
) -> inspect.BoundArguments:
    """Return the arguments each at its parameter; MisuseError where one is too many or missing."""
    known = function.signature.parameters
    hint = f"例如 {function.example}。" if function.example else ""
    for word in by_name:
        if word not in known:
            hint = closest(word, known) or hint
            raise MisuseError(Code.E503, f"「{name}」没有「{word}」这一项。", hint)
    try:
        return function.signature.bind(*by_place, **by_name)
    except TypeError:
        needed = [p.name for p in known.values() if p.default is p.empty]
        wanted = f"{len(needed)}" + (f"到{len(known)}" if len(known) > len(needed) else "")
        names = f"（{'、'.join(known)}）" if known else ""
        found = len(by_place) + len(by_name)
        message = f"「{name}」括号里要写{wanted}个值{names}，写了{found}个。"
        raise MisuseError(Code.E503, message, hint if known else "") from None
