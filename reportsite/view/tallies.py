"""Geometry of what is counted: squares one can count, and a share of a whole."""

from dataclasses import dataclass
from decimal import Decimal

from reportsite import words

SIDE = 12
PITCH = 16


@dataclass(frozen=True, slots=True)
class Square:
    """A square at x; an outlined one stands for a collective."""

    x: int
    is_outlined: bool


@dataclass(frozen=True, slots=True)
class Squares:
    """A row of squares: size of the drawing, side of a square, and the sentence it says."""

    width: int
    height: int
    side: int
    squares: tuple[Square, ...]
    sentence: str


def squares(filled: int, outlined: int, *, room: int, sentence: str) -> Squares:
    """Return a row of squares, filled ones first, in a drawing with room for so many."""
    marks = (Square(i * PITCH + 1, i >= filled) for i in range(filled + outlined))
    return Squares(max(room, 1) * PITCH, SIDE + 2, SIDE, tuple(marks), sentence)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a goal is reached: its words (`96.4%`), and the bar's length of 100 at most."""

    words: str
    length: float


def share(actual: Decimal, goal: Decimal) -> Share:
    """Return the share of a goal above 0; more than the whole fills the bar and is said."""
    per_cent = actual / goal * 100
    length = float(words.rounded(min(max(per_cent, Decimal(0)), Decimal(100))))
    return Share(words.percent(per_cent), length)
