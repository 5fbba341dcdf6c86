"""What a proofreader would send back: faults of a document that is laid out and drawn.

Bad breaks are what a page may not end with, and what may not stand on one alone: the stylesheets
keep headings with their text, rows in company and a signature with the words above it; this tells
where they could not.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import (
    LineBox,
    MarginBox,
    TableBox,
    TableCellBox,
    TableRowBox,
    TableRowGroupBox,
    TextBox,
)
from weasyprint.layout.absolute import AbsolutePlaceholder

from reportsite.press.fonts import PLANNED
from reportsite.problems import Code, Place, Problem
from reportsite.source.writing import Manuscript

MM = 25.4 / 96
TOLERANCE = 1.0
DESCENT_ROOM = 4.0
EXCERPT = 16
MOST_ROWS = 1500  # 2.3 s of the processor for each hundred rows, and more than anyone reads

Box = Any
Fault = tuple[Code, str, str]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The limits of a page or a cell, in px: right edge of the line, foot of the 版心."""

    page: int
    right: float
    bottom: float
    name: str


def refused(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield a fault for each table too long to be laid out at all."""
    for number, table in enumerate(manuscript.html.split("<table")[1:], 1):
        if (rows := table.partition("</table")[0].count("<tr")) > MOST_ROWS:
            message = f"{manuscript.path}的第{number}个表有{rows}行，最多印{MOST_ROWS}行。"
            yield Problem(Place(manuscript.source), Code.E709, message, "请拆成几份，或只印汇总。")


def proofs(document: Document, manuscript: Manuscript) -> Iterator[Problem]:
    """Yield the faults of a document; its fonts are known only after it was written."""
    for code, message, hint in _faults(document):
        yield Problem(Place(manuscript.source), code, f"{manuscript.path}{message}", hint)


def _faults(document: Document) -> Iterator[Fault]:
    yield from _glyphs(document)
    yield from pagebreaks(document)
    for number, page in enumerate(document.pages, 1):
        yield from _local_links(number, page)
        box = page._page_box
        right, bottom = box.content_box_x() + box.width, box.content_box_y() + box.height
        yield from _overflows(box, _Frame(number, right, bottom, "版心"))


def _glyphs(document: Document) -> Iterator[Fault]:
    """Yield a fault for each character without a glyph, or from a font nobody planned."""
    for font in document.fonts.values():
        for character in map(chr, font.missing):
            message = f"缺字：{_named(character)}在各字体里都没有，{_where(document, character)}。"
            yield Code.E702, message, "请换一个字。"
        if font.family not in PLANNED:
            taken = set("".join(font.to_unicode.values())) - set(map(chr, font.missing))
            for character in sorted(taken):
                message = f"{_named(character)}取自没有安排的字体 {font.family}，{_where(document, character)}。"
                yield Code.E703, message, "请换一个字。"


def _named(character: str) -> str:
    return f"“{character}”（U+{ord(character):04X}）"


def _where(document: Document, character: str) -> str:
    """Return the page and the words around a character."""
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            if isinstance(box, TextBox) and character in box.text:
                return f"第{number}页“{_excerpt(box.text, box.text.index(character))}”"
    return "在图里"


def _excerpt(text: str, at: int = 0) -> str:
    start = max(0, at - EXCERPT // 2)
    return text[start : start + EXCERPT].strip()


def _local_links(number: int, page: Any) -> Iterator[Fault]:
    for kind, target, _, _ in page.links:
        if kind != "internal" and not target.startswith(("http:", "https:", "mailto:", "tel:")):
            name = target.rsplit("/", 1)[-1]
            yield Code.E705, f"第{number}页的链接指向本机的文件「{name}」，别人打不开。", ""


def _overflows(box: Box, frame: _Frame) -> Iterator[Fault]:
    """Yield a fault for each text or table that runs out of its cell, its line or the 版心."""
    if isinstance(box, MarginBox):
        return
    if isinstance(box, TableCellBox):
        right = box.content_box_x() + box.width
        frame = replace(frame, right=right, name="单元格")
    yield from _overflow(box, frame)
    for child in getattr(box, "children", ()):
        yield from _overflows(child, frame)


def _overflow(box: Box, frame: _Frame) -> Iterator[Fault]:
    if isinstance(box, TableBox):
        right = box.position_x + box.margin_width()
        yield from _beyond(right - frame.right, frame, f"表格超出{frame.name}右边")
    elif isinstance(box, TextBox) and box.text.strip():
        what, right = f"“{_excerpt(box.text)}”超出", box.position_x + box.width
        yield from _beyond(right - frame.right, frame, f"{what}{frame.name}右边")
        bottom = box.position_y + box.height - DESCENT_ROOM
        yield from _beyond(bottom - frame.bottom, frame, f"{what}版心下边")


def _beyond(excess: float, frame: _Frame, what: str) -> Iterator[Fault]:
    if excess > TOLERANCE:
        message = f"第{frame.page}页{what}{excess * MM:.1f}毫米。"
        yield Code.E704, message, "请缩短文字，或拆成几段、几列。"


HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "figcaption"}
SIGNATURE = "signature"
HINT = "请增减前面的文字，让它换个位置。"


@dataclass(frozen=True, slots=True)
class _Line:
    """A visible line in the flow of a page, and the elements it stands in: tags and classes."""

    text: str
    within: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a table on a page: how many rows of its body stand there."""

    element: Any
    page: int
    rows: int


def pagebreaks(document: Document) -> Iterator[Fault]:
    """Yield code, message and hint of each bad break of a document."""
    pages = [tuple(_lines(page._page_box, frozenset())) for page in document.pages]
    for number, lines in enumerate(pages, 1):
        if lines and number < len(pages) and lines[-1].within & HEADINGS:
            yield Code.E707, f"第{number}页末尾只剩标题“{lines[-1].text[:EXCERPT]}”。", HINT
        if lines and all(SIGNATURE in line.within for line in lines):
            yield Code.E707, f"第{number}页只有落款“{lines[0].text[:EXCERPT]}”。", HINT
    yield from _lonely_rows(document)


def _lines(box: Box, within: frozenset[str]) -> Iterator[_Line]:
    if isinstance(box, LineBox):
        text = "".join(getattr(one, "text", "") for one in box.descendants())
        if text.strip() and box.style["visibility"] == "visible":
            yield _Line(text.strip(), within)
        return
    for child in getattr(box, "children", ()):
        if _is_in_flow(child):
            yield from _lines(child, within | _names(child))


def _is_in_flow(box: Box) -> bool:
    return not isinstance(box, MarginBox | AbsolutePlaceholder) and bool(box.is_in_normal_flow())


def _names(box: Box) -> set[str]:
    if box.element is None:
        return set()
    return {str(box.element_tag), *box.element.get("class", "").split()}


def _lonely_rows(document: Document) -> Iterator[Fault]:
    """Yield the tables whose head ends a page without a row, or whose last row begins one alone."""
    pieces: dict[Any, list[_Piece]] = {}
    for piece in _pieces(document):
        pieces.setdefault(piece.element, []).append(piece)
    for number, parts in enumerate((p for p in pieces.values() if len(p) > 1), 1):
        first, last = parts[0], parts[-1]
        if not first.rows:
            yield Code.E707, f"第{first.page}页末尾只有一个表的表头（跨页的第{number}个表）。", HINT
        if last.rows == 1 < sum(part.rows for part in parts):
            yield Code.E707, f"第{last.page}页只有一个表的最后一行（跨页的第{number}个表）。", HINT


def _pieces(document: Document) -> Iterator[_Piece]:
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            if isinstance(box, TableBox) and box.element is not None:
                yield _Piece(box.element, number, sum(map(_body_rows, box.children)))


def _body_rows(group: Box) -> int:
    if not isinstance(group, TableRowGroupBox) or group.is_header or group.is_footer:
        return 0
    return sum(isinstance(row, TableRowBox) for row in group.children)
