"""What a proofreader would send back: faults of a document that is laid out and drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import MarginBox, TableBox, TableCellBox, TextBox

from reportsite.fonts import PLANNED
from reportsite.problems import Place, Problem

MM = 25.4 / 96
TOLERANCE = 1.0
DESCENT_ROOM = 4.0
EXCERPT = 16

Box = Any


@dataclass(frozen=True, slots=True)
class _Frame:
    """The limits of a page or a cell, in px: right edge of the line, foot of the 版心."""

    place: Place
    page: int
    right: float
    bottom: float
    name: str


def proofs(document: Document, place: Place) -> Iterator[Problem]:
    """Yield the faults of a document; its fonts are known only after it was written."""
    for code, message, hint in _glyphs(document):
        yield Problem(place, code, message, hint)
    for number, page in enumerate(document.pages, 1):
        yield from _local_links(place, number, page)
        box = page._page_box
        right, bottom = box.content_box_x() + box.width, box.content_box_y() + box.height
        yield from _overflows(box, _Frame(place, number, right, bottom, "版心"))


def _glyphs(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield a fault for each character without a glyph, or from a font nobody planned."""
    for font in document.fonts.values():
        for point in font.missing:
            message = (
                f"缺字：{_character(chr(point))}在各字体里都没有，{_where(document, chr(point))}。"
            )
            yield "E702", message, "请换一个字。"
        if font.family not in PLANNED:
            taken = sorted(set("".join(font.to_unicode.values())) - set(map(chr, font.missing)))
            for character in taken:
                message = f"{_character(character)}取自没有安排的字体 {font.family}，{_where(document, character)}。"
                yield "E703", message, "请换一个字。"


def _character(character: str) -> str:
    return f"“{character}”（U+{ord(character):04X}）"


def _where(document: Document, character: str) -> str:
    """Return the page and the words around a character."""
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            if isinstance(box, TextBox) and character in box.text:
                return f"第{number}页“{_excerpt(box.text, box.text.index(character))}”"
    return "位置不明"


def _excerpt(text: str, at: int = 0) -> str:
    start = max(0, at - EXCERPT // 2)
    return text[start : start + EXCERPT].strip()


def _local_links(place: Place, number: int, page: Any) -> Iterator[Problem]:
    for kind, target, _, _ in page.links:
        if kind != "internal" and not target.startswith(("http:", "https:", "mailto:", "tel:")):
            name = target.rsplit("/", 1)[-1]
            message = f"第{number}页的链接指向本机的文件「{name}」，别人打不开。"
            yield Problem(place, "E705", message)


def _overflows(box: Box, frame: _Frame) -> Iterator[Problem]:
    """Yield a fault for each text or table that runs out of its cell, its line or the 版心."""
    if isinstance(box, MarginBox):
        return
    if isinstance(box, TableCellBox):
        right = box.content_box_x() + box.width
        frame = replace(frame, right=right, name="单元格")
    yield from _overflow(box, frame)
    for child in getattr(box, "children", ()):
        yield from _overflows(child, frame)


def _overflow(box: Box, frame: _Frame) -> Iterator[Problem]:
    if isinstance(box, TableBox):
        right = box.position_x + box.margin_width()
        yield from _beyond(right - frame.right, frame, f"表格超出{frame.name}右边")
    elif isinstance(box, TextBox) and box.text.strip():
        what, right = f"“{_excerpt(box.text)}”超出", box.position_x + box.width
        yield from _beyond(right - frame.right, frame, f"{what}{frame.name}右边")
        bottom = box.position_y + box.height - DESCENT_ROOM
        yield from _beyond(bottom - frame.bottom, frame, f"{what}版心下边")


def _beyond(excess: float, frame: _Frame, what: str) -> Iterator[Problem]:
    if excess > TOLERANCE:
        message = f"第{frame.page}页{what}{excess * MM:.1f}毫米。"
        yield Problem(frame.place, "E704", message, "请缩短文字，或拆成几段、几列。")
