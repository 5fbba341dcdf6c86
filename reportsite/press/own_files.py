"""What a document may read while it is printed: stylesheets, drawings, and what it carries.

A watermark is drawn as diagonal outlines behind the text that no text extraction meets.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reportsite.press import Shop
from reportsite.press.fonts import Typecase
from reportsite.source.writing import Attachment

KINDS: Mapping[str, str] = {".css": "text/css", ".svg": "image/svg+xml"}


class OwnFiles(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Fetch stylesheets and drawings below one folder; anything else is refused and remembered.

    `watermark:征求意见稿` is drawn, not read: outlines, so that the words stay out of the text.
    `attached:NAME` is a file that the document carries.
    """

    def __init__(self, shop: Shop, attachments: tuple[Attachment, ...]) -> None:
        super().__init__(allow_redirects=False, fail_on_errors=True)
        self.folder = shop.styles.resolve()
        self.typecase = shop.typecase
        self.attached = {attachment.name: attachment for attachment in attachments}
        self.refused: list[str] = []

    def fetch(self, url: str, _headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == "watermark":
            drawing = watermark(unquote(parts.path), self.typecase).encode()
            return URLFetcherResponse(url, drawing, {"Content-Type": KINDS[".svg"]})
        if parts.scheme == "attached" and (carried := self.attached.get(parts.path)):
            return URLFetcherResponse(url, carried.data, {"Content-Type": carried.media_type})
        return self._file(url)

    def _file(self, url: str) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
            self._refuse(f"外部的内容「{url}」")
        file = Path(url2pathname(parts.path)).resolve()
        if not file.is_relative_to(self.folder) or file.suffix not in KINDS or not file.is_file():
            self._refuse(f"样式文件夹里没有的文件「{file.name}」")
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": KINDS[file.suffix]})

    def _refuse(self, what: str) -> NoReturn:
        self.refused.append(what)
        raise FatalURLFetchingError(what)


ROLE = "XiaoBiaoSong"
COLOUR = "#efefef"
ANGLE = -38
SPACING = 1.15
SIDE = 1000


def watermark(words: str, typecase: Typecase) -> str:
    """Return an SVG square with the words on its rising diagonal, in light grey without alpha."""
    with TTFont(typecase.roles[ROLE], lazy=True, fontNumber=0) as font:
        glyphs = font.getGlyphSet()
        names = [font.getBestCmap()[ord(character)] for character in words]
        step = SPACING * font["head"].unitsPerEm
        paths = "".join(
            _path(glyphs, name, (place - (len(names) - 1) / 2) * step)
            for place, name in enumerate(names)
        )
    scale = SIDE / (len(words) * step)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-SIDE / 2} {-SIDE / 2} {SIDE} {SIDE}">'
        f'<g fill="{COLOUR}" transform="rotate({ANGLE}) scale({scale:.4f} {-scale:.4f})">'
        f"{paths}</g></svg>"
    )


def _path(glyphs: Any, name: str, x: float) -> str:
    """Return a glyph's outline with its middle at (x, 0)."""
    pen, bounds = SVGPathPen(glyphs), BoundsPen(glyphs)
    glyphs[name].draw(pen)
    glyphs[name].draw(bounds)
    left, bottom, right, top = bounds.bounds
    shift = f"{x - (left + right) / 2:.0f} {-(bottom + top) / 2:.0f}"
    return f'<path transform="translate({shift})" d="{pen.getCommands()}"/>'
