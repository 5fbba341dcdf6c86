"""Read the official text: every title, paragraph, bracket, target and note with its line.

The text is published as it was issued (data/plan.txt, byte for byte), so its shape is fixed:
notice (lines 1-9), plan (11-40), annex table (47-214), notes (217-219).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportsite.problems import Place
from reportsite.source.characters import numeral

PATH = "data/plan.txt"
BLANK = " \t\u00a0\u3000"
NO_TARGET = "一"
CHAPTER = re.compile(r"^([一二三四五六七])、(.+)$")
ITEM = re.compile(r"^（([一二三四五六七八九十]+)）(.+?)。")
BRACKET = re.compile(r"〔([^〔〕]+?)(按职责分工)?负责〕$")
UNIT_BRACKET = re.compile(r"^(.+)（([^（）]+)）$")
NOTE = re.compile(r"^(?:注：)?([123])\.(.+)$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its indent, and where its first character stands in the official text."""

    text: str
    line: int
    column: int = 1

    @property
    def place(self) -> Place:
        return Place(PATH, self.line, self.column)


@dataclass(frozen=True, slots=True)
class OfficialItem:
    """A numbered paragraph: number, title (up to the first 。), whole text, chapter number."""

    number: int
    title: str
    paragraph: Paragraph
    chapter: int

    @property
    def bracket(self) -> str:
        """The text between 〔 and 按职责分工负责〕 or 负责〕; empty for 组织保障."""
        match = BRACKET.search(self.paragraph.text)
        return match[1] if match else ""

    @property
    def is_sole(self) -> bool:
        """Whether the bracket says 负责 alone: one unit answers by itself."""
        match = BRACKET.search(self.paragraph.text)
        return match is not None and match[2] is None

    @property
    def units(self) -> tuple[str, ...]:
        """The bracket's names as spelt; 、 and ， only separate."""
        return tuple(re.split("[、，]", self.bracket)) if self.bracket else ()


@dataclass(frozen=True, slots=True)
class OfficialIndicator:
    """A row of the annex: number, name without its unit, unit ('' where none), cells by year."""

    number: int
    name: str
    unit: str
    cells: Mapping[int, str]
    place: Place


@dataclass(frozen=True, slots=True)
class Official:
    """The official text taken apart; every string stands in data/plan.txt character for character."""

    notice_title: str
    recipients: Paragraph
    notice: Paragraph
    issuer: str
    issued: str
    disclosure: str
    title: Paragraph
    preamble: Paragraph
    chapters: tuple[OfficialItem, ...]
    measures: tuple[OfficialItem, ...]
    assurance: tuple[OfficialItem, ...]
    annex_title: str
    years: tuple[int, ...]
    indicators: tuple[OfficialIndicator, ...]
    notes: tuple[Paragraph, ...]

    @property
    def assurance_title(self) -> str:
        return self.chapters[-1].title


def parse(text: str) -> Official:
    """Take the official text apart; ValueError when it is not the text that was issued."""
    try:
        return _parse([_paragraph(line, i) for i, line in enumerate(text.split("\n"), 1)])
    except IndexError:
        raise ValueError("the official text is cut short") from None


def _paragraph(line: str, number: int) -> Paragraph:
    indent = len(line) - len(line.lstrip(BLANK))
    return Paragraph(line.strip(BLANK), number, indent + 1)


def _parse(lines: list[Paragraph]) -> Official:
    if any(line.text for line in lines[219:]):
        raise ValueError("text follows the last note")
    chapters, items = _outline(lines[13:40])
    years = tuple(int(line.text.removesuffix("年")) for line in lines[49:54])
    return Official(
        notice_title=lines[0].text + lines[1].text,
        recipients=lines[3],
        notice=lines[4],
        issuer=lines[6].text,
        issued=lines[7].text,
        disclosure=lines[8].text.strip("（）"),
        title=lines[10],
        preamble=lines[12],
        chapters=tuple(chapters),
        measures=tuple(item for item in items if item.chapter < 7),
        assurance=tuple(item for item in items if item.chapter == 7),
        annex_title=lines[45].text,
        years=years,
        indicators=tuple(_rows(lines[55:215], years)),
        notes=tuple(_note(lines[216 + i], i + 1) for i in range(3)),
    )


def _outline(lines: list[Paragraph]) -> tuple[list[OfficialItem], list[OfficialItem]]:
    chapters: list[OfficialItem] = []
    items: list[OfficialItem] = []
    for line in lines:
        if match := CHAPTER.match(line.text):
            number = numeral(match[1])
            chapters.append(OfficialItem(number, match[2], line, number))
        elif match := ITEM.match(line.text):
            items.append(OfficialItem(numeral(match[1]), match[2], line, chapters[-1].number))
    return chapters, items


def _rows(lines: list[Paragraph], years: tuple[int, ...]) -> Iterator[OfficialIndicator]:
    """Yield the rows of the annex: seven filled lines each."""
    filled = [line for line in lines if line.text]
    for start in range(0, len(filled), 7):
        number, name, *values = filled[start : start + 7]
        bare, unit = _name_and_unit(name.text)
        cells = {year: cell.text for year, cell in zip(years, values, strict=True)}
        yield OfficialIndicator(int(number.text), bare, unit, cells, name.place)


def _name_and_unit(text: str) -> tuple[str, str]:
    match = UNIT_BRACKET.match(text)
    return (match[1], match[2]) if match else (text, "")


def _note(line: Paragraph, number: int) -> Paragraph:
    """Return a note without its number; only the first has 注： before it."""
    match = NOTE.match(line.text)
    if match is None or match[1] != str(number):
        raise ValueError(f"not note {number} of the annex: {line.text[:12]}")
    return Paragraph(match[2], line.line, line.column + match.start(2))
