"""HTML to PDF: layout, proofs, archive, fonts; knows nothing of the plan.

In go manuscripts and the shop that sets them, out come artifacts and faults.
"""

from dataclasses import dataclass
from pathlib import Path

from reportsite.press.fonts import Typecase
from reportsite.problems import Problem
from reportsite.source.cache import Cache


@dataclass(frozen=True, slots=True)
class Shop:
    """The folder of styles, the typecase, where printed documents are kept, and how paper is used.

    `duplex`: printed on both sides, so that the wider margin changes with the page's side (订口).
    `ends_even`: a document that asks for it ends on an even page, the back of its last sheet.
    """

    styles: Path
    typecase: Typecase
    cache: Cache
    duplex: bool = True
    ends_even: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A manuscript as it came out of the press: its bytes, its pages, and what is wrong with it."""

    data: bytes
    pages: int
    faults: tuple[Problem, ...]
