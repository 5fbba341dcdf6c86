"""One document's HTML to PDF bytes, within limits of time and memory. Slow to import and to run.

The same HTML, styles and fonts give the same bytes with the same libraries: no clock, no chance
and no absolute path gets in. A document reads stylesheets and drawings below one folder, and what
it carries; a watermark is drawn as outlines behind the text that no text extraction meets.
"""

import gc
import logging
import re
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import SubElement

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reportsite.press import Printed, Shop
from reportsite.press.archive import VARIANT, archived
from reportsite.press.fonts import Typecase
from reportsite.press.proofs import proofs, refused
from reportsite.press.weasyprint_repairs import IDEOGRAPHS, repaired
from reportsite.problems import Code, Place, Problem
from reportsite.source.writing import Attachment, Manuscript

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


SECONDS = 120
MEGABYTES = 2000
TICK = 0.2
STATM = Path("/proc/self/statm")


class ExceededError(BaseException):
    """The work took too long or too much memory; no library may catch this as its own error."""


@contextmanager
def limited(seconds: float = SECONDS, megabytes: float = MEGABYTES) -> Iterator[None]:
    """Raise ExceededError in what runs longer, or makes the process grow more, than is allowed.

    Seconds are of the processor, so that a busy machine stops nothing. Only the main thread of a
    process can be stopped, and not on Windows; elsewhere there is no limit.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    started, before = process_time(), _megabytes()

    def look(_signal: int, _frame: FrameType | None) -> None:
        if process_time() - started > seconds:
            raise ExceededError(f"超过{seconds:g}秒")
        if _megabytes() - before > megabytes:
            raise ExceededError(f"超过{megabytes:g}兆内存")

    former = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def _megabytes() -> float:
    """Return what the process holds in memory; where the system does not say, the most it held."""
    import resource

    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


WORD_JOINER, BREAK = "\u2060", "\u200b"
UNSEEN = str.maketrans("", "", WORD_JOINER + BREAK)
# GB/T 15834 5.1 keeps 连接号 and 间隔号 off the start of a line; Pango does not know that.
NEVER_FIRST = re.compile(rf"(?<=[^\s—])([—～·](?!—)|(?<={IDEOGRAPHS.pattern[:-1]})/)")
# UAX 14 (LB25) keeps a bracket with the % before it; in Chinese a line may end between them.
MAY_END = re.compile(r"(?<=[%‰℃])(?=[（《〔“])")
TIGHTNESS = ("", "tight", "tight tightest")
EVEN = "even"
MANY_PAGES = 100
UNPRINTED = {"title", "{http://www.w3.org/2000/svg}title", "style", "script"}


def press(manuscript: Manuscript, shop: Shop) -> Printed:
    """Return a document as PDF, and its faults; no bytes when it had to be stopped."""
    if faults := tuple(refused(manuscript)):
        return Printed(b"", 0, faults)
    fetcher = OwnFiles(shop, manuscript.attachments)
    document, data, found = None, b"", list[Problem]()
    with _warnings() as said, repaired():
        try:
            with limited():
                document = _laid_out(manuscript.html, fetcher, shop)
                data = archived(document, manuscript.attachments, fetcher)
                found.extend(proofs(document, manuscript))
        except FatalURLFetchingError:
            pass  # the fetcher remembers what it refused
        except ExceededError as error:
            found.append(_too_much(manuscript, error))
    found += _strange(manuscript, fetcher.refused)
    found += _warned(manuscript, [words.replace(_base(shop), "") for words in said])
    return Printed(data, len(document.pages) if document else 0, tuple(found))


def _too_much(manuscript: Manuscript, error: ExceededError) -> Problem:
    message = f"印{manuscript.path}{error}，停了下来。"
    return Problem(Place(manuscript.source), Code.E708, message, "请把这份文件拆成几份。")


def _strange(manuscript: Manuscript, refused: list[str]) -> Iterator[Problem]:
    hint = "印刷只用 templates/paper/ 里的样式和图。"
    for what in refused:
        message = f"{manuscript.path}要用{what}，不允许。"
        yield Problem(Place(manuscript.source), Code.E705, message, hint)


def _warned(manuscript: Manuscript, said: list[str]) -> Iterator[Problem]:
    for words in said:
        message = f"{manuscript.path}排版有警告：{words}"
        yield Problem(Place(manuscript.source), Code.E701, message)


def _laid_out(html: str, fetcher: OwnFiles, shop: Shop) -> Document:
    """Lay out as the document asks on its body, and take the joiners out of its outline.

    `data-pages="1"`: ever tighter while it has more pages; `data-ends="even"`: where the shop ends
    on even pages, once more with the class that sends its 版记 to the next one.
    """
    document, asks = _tight_enough(html, fetcher, shop)
    if shop.ends_even and asks.get("data-ends") == EVEN and len(document.pages) % 2:
        document, _ = _set(html, fetcher, shop, EVEN)
    if len(document.pages) > MANY_PAGES:
        gc.collect()  # layout leaves a fifth of its memory in circles
    for page in document.pages:
        page.bookmarks = [
            (level, label.translate(UNSEEN), *rest) for level, label, *rest in page.bookmarks
        ]
    return document


def _tight_enough(html: str, fetcher: OwnFiles, shop: Shop) -> tuple[Document, dict[str, str]]:
    tried: list[Document] = []
    asks: dict[str, str] = {}
    for tightness in TIGHTNESS:
        document, asks = _set(html, fetcher, shop, tightness)
        tried.append(document)
        if "data-pages" not in asks or len(document.pages) <= int(asks["data-pages"]):
            break
    return min(tried, key=lambda one: len(one.pages)), asks


def _set(html: str, fetcher: OwnFiles, shop: Shop, manner: str) -> tuple[Document, dict[str, str]]:
    """Lay out once, with a class on the body; return also what the body's attributes ask."""
    source = HTML(string=html, base_url=_base(shop), url_fetcher=fetcher)
    tree = _joined(source.etree_element)
    body = tree.find("body")
    body.set("class", f"{body.get('class', '')} {manner}".strip())
    if not shop.duplex:
        SubElement(tree.find("head"), "link", rel="stylesheet", href="simplex.css")
    document = source.render(font_config=_font_configuration(shop.typecase), pdf_variant=VARIANT)
    return document, body.attrib


def _base(shop: Shop) -> str:
    return f"{shop.styles.resolve().as_uri()}/"


@lru_cache(maxsize=1)
def _font_configuration(_typecase: Typecase) -> FontConfiguration:
    """Share what is known of the fonts between a process's documents: a quarter of the time."""
    return FontConfiguration()


def _joined(tree: Any) -> Any:
    """Join, in what is printed, whatever must not begin a line to what stands before it.

    Part, where a line may end, what Pango keeps together.
    """
    for element in tree.iter():
        if element.tag not in UNPRINTED:
            element.text = _kept(element.text)
        element.tail = _kept(element.tail)
    return tree


def _kept(text: str | None) -> str | None:
    return MAY_END.sub(BREAK, NEVER_FIRST.sub(rf"{WORD_JOINER}\1", text)) if text else text


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
