"""Problems are values: where, what, and what was probably meant. Gathered, sorted, printed once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

LEVELS = {"E": "错误", "W": "警告"}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a source file: path relative to the project, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault an editor can mend. The first letter of the code is its level: E or W."""

    place: Place
    code: str
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")

    @property
    def level(self) -> str:
        return LEVELS[self.code[0]]

    def __str__(self) -> str:
        return f"{self.place}: {self.level} {self.code} {self.message}{self.hint}"


@dataclass(slots=True)
class Problems:
    """The run's list of problems: the only thing in the program that is filled as it goes."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.found.append(Problem(place, code, message, hint))

    def extend(self, problems: Iterable[Problem]) -> None:
        self.found.extend(problems)

    @property
    def sorted(self) -> tuple[Problem, ...]:
        return tuple(sorted(set(self.found)))

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.sorted if p.is_error)

    def stop_on_errors(self, *, strict: bool = False) -> None:
        """Raise ContentError when an error was found; with strict, when anything was."""
        if self.errors or (strict and self.found):
            raise ContentError(self.sorted)


class ContentError(Exception):
    """The editors' files have faults; nothing was published."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to a mistyped one, or nothing when none is near."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.5)), "")


def closest(word: str, known: Iterable[str]) -> str:
    """Return the hint `是不是「…」？` for the known word nearest to a mistyped one, or nothing."""
    meant = nearest(word, known)
    return f"是不是「{meant}」？" if meant else ""


def as_text(problems: Iterable[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """Render problems as a JSON array of {path, line, column, level, code, message, hint}."""
    rows = [
        {
            "path": p.place.path,
            "line": p.place.line,
            "column": p.place.column,
            "level": p.level,
            "code": p.code,
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
