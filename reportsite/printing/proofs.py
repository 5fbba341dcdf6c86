"""What a proofreader would send back: faults of a document that is laid out and drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import MarginBox, TableBox, TableCellBox, TextBox

from reportsite.artifact import Manuscript
from reportsite.fonts import PLANNED
from reportsite.printing.pagebreaks import pagebreaks
from reportsite.problems import Place, Problem

MM = 25.4 / 96
TOLERANCE = 1.0
DESCENT_ROOM = 4.0
EXCERPT = 16
MOST_ROWS = 1500  # 2.3 s of the processor for each hundred rows, and more than anyone reads

Box = Any
Fault = tuple[str, str, str]


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
            yield Problem(Place(manuscript.source), "E709", message, "请拆成几份，或只印汇总。")


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
            yield "E702", message, "请换一个字。"
        if font.family not in PLANNED:
            taken = set("".join(font.to_unicode.values())) - set(map(chr, font.missing))
            for character in sorted(taken):
                message = f"{_named(character)}取自没有安排的字体 {font.family}，{_where(document, character)}。"
                yield "E703", message, "请换一个字。"


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
            yield "E705", f"第{number}页的链接指向本机的文件「{name}」，别人打不开。", ""


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
        yield "E704", message, "请缩短文字，或拆成几段、几列。"
