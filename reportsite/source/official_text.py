"""The official text (data/plan.txt) as letters: every one but the blanks, each with its place.

Nothing is known here of chapters, numbering or brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.problems import Place

PATH = "data/plan.txt"
BLANK = " \t\u00a0\u3000"
BREAK = re.compile(r"[\n\t]|[ \u00a0\u3000]{2,}")
FIGURE = re.compile(r"[0-9.]{2}")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line without its indent, and where its first character stands in its file."""

    text: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Official:
    """A text, its letters in a row, and where in the text each of them stands."""

    text: str
    letters: str
    offsets: tuple[int, ...]

    def place(self, letter: int) -> Place:
        """Return where a letter stands; the end of the text for one behind the last."""
        at = self.offsets[letter] if letter < len(self.offsets) else len(self.text.rstrip())
        return Place(PATH, self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at))

    def lines(self, span: Span) -> tuple[str, ...]:
        """Return the lines that some letters stand in, as they were issued, without indents."""
        start, end = span
        if start == end:
            return ()
        passage = self.text[self.offsets[start] : self.offsets[end - 1] + 1]
        return tuple(line.strip(BLANK) for line in passage.split("\n") if line.strip(BLANK))

    def is_joined(self, letter: int) -> bool:
        """Say whether a letter follows the one before it without a blank."""
        at = self.offsets[letter] if letter < len(self.offsets) else 0
        return letter > 0 and at == self.offsets[letter - 1] + 1

    def is_within_figure(self, letter: int) -> bool:
        """Say whether a letter goes on the figure before it: 0.7 is no part of 0.70."""
        return self.is_joined(letter) and bool(
            FIGURE.fullmatch(self.letters, letter - 1, letter + 1)
        )

    def pieces(self, span: Span) -> Iterator[Span]:
        """Yield the letters that stand together: a line, or a cell of a row."""
        start, end = span
        for at in range(start + 1, end):
            if BREAK.search(self.text, self.offsets[at - 1] + 1, self.offsets[at]):
                yield start, at
                start = at
        if start < end:
            yield start, end


def official(text: str) -> Official:
    """Take a text as letters."""
    offsets = tuple(at for at, character in enumerate(text) if not character.isspace())
    return Official(text, letters(text), offsets)


def letters(text: str) -> str:
    """Return a text without its blanks."""
    return "".join(text.split())
