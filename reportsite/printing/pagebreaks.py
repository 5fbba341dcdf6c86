"""Bad breaks: what a page may not end with, and what may not stand on one alone.

The stylesheets keep headings with their text, rows in company and a signature with the words above
it; this tells where they could not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import (
    LineBox,
    MarginBox,
    TableBox,
    TableRowBox,
    TableRowGroupBox,
)
from weasyprint.layout.absolute import AbsolutePlaceholder

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "figcaption"}
SIGNATURE = "signature"
EXCERPT = 16
HINT = "请增减前面的文字，让它换个位置。"

Box = Any
Fault = tuple[str, str, str]


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
            yield "E707", f"第{number}页末尾只剩标题“{lines[-1].text[:EXCERPT]}”。", HINT
        if lines and all(SIGNATURE in line.within for line in lines):
            yield "E707", f"第{number}页只有落款“{lines[0].text[:EXCERPT]}”。", HINT
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
            yield "E707", f"第{first.page}页末尾只有一个表的表头（跨页的第{number}个表）。", HINT
        if last.rows == 1 < sum(part.rows for part in parts):
            yield "E707", f"第{last.page}页只有一个表的最后一行（跨页的第{number}个表）。", HINT


def _pieces(document: Document) -> Iterator[_Piece]:
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            if isinstance(box, TableBox) and box.element is not None:
                yield _Piece(box.element, number, sum(map(_body_rows, box.children)))


def _body_rows(group: Box) -> int:
    if not isinstance(group, TableRowGroupBox) or group.is_header or group.is_footer:
        return 0
    return sum(isinstance(row, TableRowBox) for row in group.children)
