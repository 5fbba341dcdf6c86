"""The measurer: where each letter of a finished PDF stands, in mm and pt.

pdfplumber agrees with poppler to a hundredth of a millimetre; pdfium loses some kerning.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.support.printing import MM, pages

HIGH, WIDE = (210.0, 297.0), (297.0, 210.0)
PITCH = 225 / 22  # mm: 22 lines in a block of 225 mm (GB/T 9704 5.2.3)
LETTER = 156 / 28  # mm: 28 letters in a line


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter: text, origin and right edge from the sheet's upper left in mm, size in pt, font.

    `turned`: it is written from above to below.
    """

    text: str
    x: float
    y: float
    right: float
    size: float
    font: str
    turned: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of print: its letters from the left, and their common baseline in mm."""

    y: float
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @property
    def fonts(self) -> set[str]:
        return {glyph.font for glyph in self.glyphs}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number, width and height in mm, and its letters in the order they are drawn."""

    number: int
    size: tuple[float, float]
    glyphs: tuple[Glyph, ...]

    @property
    def is_wide(self) -> bool:
        return self.size[0] > self.size[1]

    @property
    def block(self) -> tuple[float, float, float, float]:
        """The 版心: left, top, right, bottom. Its margins change sides with the page's."""
        if self.is_wide:
            top = 28.0 if self.number % 2 else 26.0
            return 35.0, top, 260.0, top + 156
        left = 28.0 if self.number % 2 else 26.0
        return left, 37.0, left + 156, 262.0

    def rows(self, size: float) -> list[Row]:
        """Return the lines of letters of a size in the block, from above."""
        found: dict[float, list[Glyph]] = defaultdict(list)
        _, top, _, bottom = self.block
        for glyph in self.glyphs:
            if abs(glyph.size - size) < 0.3 and top < glyph.y < bottom and not glyph.turned:
                found[round(glyph.y, 1)].append(glyph)
        return [
            Row(_mean(row), tuple(sorted(row, key=lambda g: g.x)))
            for _, row in sorted(found.items())
        ]


def _mean(row: list[Glyph]) -> float:
    return sum(glyph.y for glyph in row) / len(row)


@cache
def sheets(data: bytes) -> tuple[Sheet, ...]:
    """Return the pages of a PDF; each is measured once."""
    return tuple(_sheet(page) for page in pages(data))


def _sheet(page: Any) -> Sheet:
    size = round(float(page.width) * MM, 1), round(float(page.height) * MM, 1)
    glyphs = tuple(_glyph(char, float(page.height)) for char in page.chars if char["text"].strip())
    return Sheet(page.page_number, size, glyphs)


def _glyph(char: dict[str, Any], height: float) -> Glyph:
    a, b, *_, x, y = char["matrix"]
    turned = abs(b) > abs(a)
    return Glyph(
        char["text"],
        (x if turned else char["x0"]) * MM,
        (height - y) * MM,
        char["x1"] * MM,
        round(char["size"], 1),
        char["fontname"].split("+")[-1].removesuffix("-Bold"),
        turned,
    )
