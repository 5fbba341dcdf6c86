"""What a print stage stands on: its styles, its fonts, its memory, and how it sets paper."""

from dataclasses import dataclass, field
from pathlib import Path

from reportsite.fonts import Typecase
from reportsite.model import Paper
from reportsite.problems import Problem


@dataclass(frozen=True, slots=True)
class Shop:
    """The folders of styles and of printed documents, the typecase, and the paper."""

    styles: Path
    typecase: Typecase
    cache: Path
    paper: Paper = field(default_factory=Paper)


@dataclass(frozen=True, slots=True)
class Printed:
    """A manuscript as it came out of the press: its bytes, its pages, and what is wrong with it."""

    data: bytes
    pages: int
    faults: tuple[Problem, ...]
