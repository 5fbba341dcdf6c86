"""Printing and measuring of PDFs for the tests: everything is read from really printed pages."""

import io
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from ctypes import c_uint
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
from pypdfium2 import PdfDocument, raw

from reportsite.paper import documents
from reportsite.plan.model import Report
from reportsite.press import Shop
from reportsite.press.fonts import Typecase
from reportsite.press.printing import print_documents
from reportsite.problems import Problems, as_text
from reportsite.render.templates import render
from reportsite.site import frame
from reportsite.source.cache import Cache
from reportsite.source.writing import Attachment, Manuscript, alone
from tests.support.checkout import ROOT
from tests.support.demo import demo_report, real_report

STYLES = ROOT / "templates" / "paper"
FONTS = ROOT / ".cache" / "fonts"
CACHE = ROOT / ".cache" / "made"
TYPECASE = Typecase(FONTS)
SHOP = Shop(STYLES, TYPECASE, Cache(CACHE))
MM = 25.4 / 72
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
SOURCE = "content/bulletins/2023-01.md"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: baseline from the page's top in pt, edges in mm, and its characters."""

    baseline: float
    left: float
    right: float
    text: str


def manuscript(
    body: str,
    head: str = "",
    path: str = "pdf/test.pdf",
    attachments: tuple[Attachment, ...] = (),
) -> Manuscript:
    """Return a document of our page with a body."""
    html = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>试印</title>'
        f'<link rel="stylesheet" href="page.css"><link rel="stylesheet" href="tables.css">{head}'
        f"</head><body>{body}</body></html>"
    )
    return Manuscript(path, html, SOURCE, attachments)


def told(body: str, head: str = "", *, styles: Path = STYLES) -> list[tuple[str, str]]:
    """Print a document and return the codes and messages of its problems."""
    problems = Problems()
    print_documents([manuscript(body, head)], replace(SHOP, styles=styles), problems)
    assert {problem.place.path for problem in problems.found} <= {SOURCE}
    return [(problem.code.name, problem.message) for problem in problems.sorted]


def printed(body: str, head: str = "") -> bytes:
    """Print a document that has no fault."""
    return printed_html(manuscript(body, head).html)


def printed_html(html: str) -> bytes:
    problems = Problems()
    (artifact,) = print_documents([Manuscript("pdf/test.pdf", html, SOURCE)], SHOP, problems)
    assert as_text(problems.sorted) == ""
    return artifact.data


@cache
def real_set() -> dict[str, bytes]:
    """Return the PDFs of the real plan by path, printed once or taken from the build's memory."""
    return printed_set(real_report())


@cache
def demo_set() -> dict[str, bytes]:
    """Return the PDFs of the demo by path."""
    return printed_set(demo_report())


def printed_set(report: Report, only: str = "*") -> dict[str, bytes]:
    """Return the PDFs of a report whose paths are like `only`, by path."""
    problems = Problems()
    wanted = [one for one in manuscripts(report) if fnmatch(one.path, only)]
    with alone(ROOT / ".cache" / "printing.lock"):  # what others print is there afterwards
        artifacts = print_documents(wanted, SHOP, problems)
    assert as_text(problems.sorted) == ""
    return {artifact.path: artifact.data for artifact in artifacts}


def manuscripts(report: Report) -> list[Manuscript]:
    """Return what a report prints, as it goes to the press."""
    problems = Problems()
    shared = frame.shared(report, pdfs=True, search=True, release=False)
    views = list(render(documents(report), shared, ROOT / "templates", problems))
    assert as_text(problems.sorted) == ""
    return [Manuscript(view.path, html, view.source, view.attachments) for view, html in views]


@cache
def copied(data: bytes) -> tuple[str, ...]:
    """Return the text of every page as a reader copies it, white space left out."""
    return tuple("".join(page.split()) for page in selected(data))


def selected(data: bytes) -> tuple[str, ...]:
    """Return the text of every page as a reader selects it."""
    with closing(PdfDocument(data)) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def painted(data: bytes) -> Iterator[list[tuple[tuple[int, ...], float]]]:
    """Yield the colour (red, green, blue to 255) and the top in pt of every filled shape of a page."""
    with closing(PdfDocument(data)) as document:
        for page in document:
            shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
            yield [(_colour(shape), page.get_height() - shape.get_bounds()[3]) for shape in shapes]


def _colour(shape: Any) -> tuple[int, ...]:
    parts = [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(shape.raw, *parts)
    return tuple(part.value for part in parts[:3])


@cache
def pages(data: bytes) -> list[Any]:
    """Return the pages of a PDF for measuring; a document is taken apart once."""
    return pdfplumber.open(io.BytesIO(data)).pages


@cache
def text(data: bytes) -> str:
    """Return all characters in the order they are written, white space left out."""
    return "".join(c["text"] for page in pages(data) for c in page.chars if c["text"].strip())


def lines(page: Any, size: float = 16) -> list[Line]:
    """Return the lines of letters of a size, from the top."""
    rows: dict[float, list[Any]] = defaultdict(list)
    for char in page.chars:
        if abs(char["size"] - size) < 0.3 and char["text"].strip():
            rows[round(float(page.height) - char["matrix"][5], 1)].append(char)
    return [_line(baseline, rows[baseline]) for baseline in sorted(rows)]


def _line(baseline: float, chars: list[Any]) -> Line:
    left = min(char["x0"] for char in chars) * MM
    right = max(char["x1"] for char in chars) * MM
    return Line(baseline, left, right, "".join(char["text"] for char in chars))


def rules(page: Any) -> list[tuple[float, float, float]]:
    """Return the filled horizontal rules as (height on the page, width, thickness) in mm."""
    return sorted(
        (rect["top"] * MM, rect["width"] * MM, rect["height"] * MM)
        for rect in page.rects
        if rect["width"] > 5 * rect["height"]
    )


def fonts(data: bytes) -> dict[str, bool]:
    """Return the fonts of a PDF without their subset prefix, and whether each is embedded."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                name = str(item.FontName).split("+")[-1]
                found[name] = any(key in item for key in ("/FontFile2", "/FontFile3"))
    return found
