"""A document as a booklet: two A4 pages on each side of an A3 sheet, to be folded and stapled.

For the copier only: tags, links and attachments stay with the document itself.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from pikepdf import Name, Object, Page, Pdf, PdfError, Rectangle

from reportsite.source.writing import put

A4_WIDTH, A4_HEIGHT = 595.276, 841.89
SIDES = 4  # pages on a sheet
COUNTERCLOCKWISE = 270


class NotADocumentError(Exception):
    """A file is not there or no PDF; its text names it."""


def booklet(data: bytes) -> bytes:
    """Return a PDF's pages imposed for folding; ends are filled up with empty pages.

    A page that lies on its side is turned so that its head is at the left, where GB/T 9704 8 has it
    on odd and even pages alike.
    """
    with Pdf.open(io.BytesIO(data)) as source, Pdf.new() as made:
        for left, right in _imposed(len(source.pages)):
            sheet = made.add_blank_page(page_size=(2 * A4_WIDTH, A4_HEIGHT))
            for number, x in ((left, 0.0), (right, A4_WIDTH)):
                if number < len(source.pages):
                    page = _upright(source.pages[number]).as_form_xobject()
                    _place(sheet, made.copy_foreign(page), f"/Page{number + 1}", x)
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
        return out.getvalue()


def write(files: list[Path], folder: Path) -> list[Path]:
    """Write each document as a booklet of the same name; NotADocumentError before anything is written."""
    made = {folder / file.name: _read(file) for file in files}
    for path, data in made.items():
        put(path, data)
    return list(made)


def _read(file: Path) -> bytes:
    try:
        return booklet(file.read_bytes())
    except (OSError, PdfError) as error:
        raise NotADocumentError(f"「{file}」不是可以拼版的 PDF。") from error


def _imposed(pages: int) -> Iterator[tuple[int, int]]:
    """Yield the two pages of each side, counted from 0, the sheets from the outside in."""
    last = -(-pages // SIDES) * SIDES - 1
    for first in range(0, last // 2 + 1, 2):
        yield last - first, first
        yield first + 1, last - first - 1


def _place(sheet: Page, page: Object, name: str, x: float) -> None:
    """Draw a page on a sheet; under a name of our own, as pikepdf's are drawn by lot."""
    resource = sheet.add_resource(page, Name.XObject, Name(name))
    half = Rectangle(x, 0, x + A4_WIDTH, A4_HEIGHT)
    sheet.contents_add(sheet.calc_form_xobject_placement(page, resource, half))


def _upright(page: Page) -> Page:
    x0, y0, x1, y1 = map(float, page.mediabox)
    if x1 - x0 > y1 - y0:
        page.rotate(COUNTERCLOCKWISE, relative=False)
    return page
