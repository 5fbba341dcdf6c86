"""The press: one document's HTML to PDF bytes. Slow to import and to run; print_ says when.

The same HTML, styles and fonts give the same bytes with the same libraries: no clock, no chance
and no absolute path gets in.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reportsite.problems import Place, Problem
from reportsite.proofs import proofs
from reportsite.watermark import watermark
from reportsite.weasyprint_repairs import IDEOGRAPHS, repaired

KINDS: Mapping[str, str] = {".css": "text/css", ".svg": "image/svg+xml"}
WORD_JOINER = "\u2060"
# GB/T 15834 5.1 keeps 连接号 and 间隔号 off the start of a line; Pango does not know that.
NEVER_FIRST = re.compile(rf"(?<=[^\s—])([—～·](?!—)|(?<={IDEOGRAPHS.pattern[:-1]})/)")
TIGHTNESS = ("", "tight", "tight tightest")
UNPRINTED = {"title", "style", "script"}


class OwnFiles(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Fetch stylesheets and drawings below one folder; anything else is refused and remembered.

    `watermark:草稿` is drawn, not read: outlines, so that the words stay out of the text.
    """

    def __init__(self, styles: Path, fonts: Path) -> None:
        super().__init__(allow_redirects=False, fail_on_errors=True)
        self.folder = styles.resolve()
        self.fonts = fonts
        self.refused: list[str] = []

    def fetch(self, url: str, _headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == "watermark":
            drawing = watermark(unquote(parts.path), self.fonts).encode()
            return URLFetcherResponse(url, drawing, {"Content-Type": KINDS[".svg"]})
        if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
            self._refuse(f"外部的内容「{url}」")
        file = Path(url2pathname(parts.path)).resolve()
        if not file.is_relative_to(self.folder) or file.suffix not in KINDS or not file.is_file():
            self._refuse(f"样式文件夹里没有的文件「{file.name}」")
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": KINDS[file.suffix]})

    def _refuse(self, what: str) -> NoReturn:
        self.refused.append(what)
        raise FatalURLFetchingError(what)


def press(html: str, place: Place, styles: Path, fonts: Path) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a document as PDF, and its faults; no bytes when it had to be stopped."""
    fetcher = OwnFiles(styles, fonts)
    base_url = f"{fetcher.folder.as_uri()}/"
    data = b""
    faults: list[Problem] = []
    with _warnings() as said, repaired():
        try:
            document = _laid_out(html, fetcher, base_url)
            data = document.write_pdf()
            faults.extend(proofs(document, place))
        except FatalURLFetchingError:
            pass  # the fetcher remembers what it refused
    hint = "印刷只用 templates/print/ 里的样式和图。"
    faults += (
        Problem(place, "E705", f"文件要用{what}，不允许。", hint) for what in fetcher.refused
    )
    faults += (Problem(place, "E701", f"排版有警告：{m.replace(base_url, '')}") for m in said)
    return data, tuple(faults)


def _laid_out(html: str, fetcher: OwnFiles, base_url: str) -> Document:
    """Lay out, ever tighter while the document has more pages than `<body data-pages>` asks for.

    The place for what else a document may ask of the layout, and for limits of time.
    """
    tried: list[Document] = []
    for tightness in TIGHTNESS:
        source = HTML(string=html, base_url=base_url, url_fetcher=fetcher)
        body = _joined(source.etree_element).find("body")
        body.set("class", tightness)
        tried.append(source.render(font_config=_font_configuration(fetcher.fonts)))
        if "data-pages" not in body.attrib or len(tried[-1].pages) <= int(body.get("data-pages")):
            break
    document = min(tried, key=lambda one: len(one.pages))
    for page in document.pages:
        page.bookmarks = [
            (level, label.replace(WORD_JOINER, ""), *rest) for level, label, *rest in page.bookmarks
        ]
    return document


@lru_cache(maxsize=1)
def _font_configuration(_fonts: Path) -> FontConfiguration:
    """Share what is known of the fonts between a process's documents: a quarter of the time."""
    return FontConfiguration()


def _joined(tree: Any) -> Any:
    """Join, in what is printed, whatever must not begin a line to what stands before it."""
    for element in tree.iter():
        if element.tag not in UNPRINTED:
            element.text = _kept(element.text)
        element.tail = _kept(element.tail)
    return tree


def _kept(text: str | None) -> str | None:
    return NEVER_FIRST.sub(rf"{WORD_JOINER}\1", text) if text else text


class _Notes(logging.Handler):
    """Keep what WeasyPrint warns of instead of failing; proofs tell of missing glyphs better."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith(".notdef glyph"):
            self.said.append(record.getMessage())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    notes, logger = _Notes(), logging.getLogger("weasyprint")
    logger.addHandler(notes)
    try:
        yield notes.said
    finally:
        logger.removeHandler(notes)
