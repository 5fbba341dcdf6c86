"""A year's target as the plan prints it: a number, a limit, a range, or words.

It is read here and nowhere else. `≥95`, `不低于95`, `95以上` are lower limits, `≤5`, `不高于5`, `5以下`
upper ones, `10—15` is both; a plain number is a limit on the side that the indicator's direction
says. What is said without a number (全覆盖) is words, which nobody can compute with.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reportsite.source.kinds import Closed, Number, Whole

NO_TARGET = ("一", "—", "-", "/", "")  # what annexes print where a year has no target
NUMBER = r"(-?[0-9]{{1,12}}(?:,[0-9]{{3}})*(?:\.[0-9]{{1,6}})?){unit}"
LEAST = "[≥≧⩾]|不(?:低|少|小)于"
MOST = "[≤≦⩽]|不(?:高|多|大)于|不超过"
LIMIT = rf"(?:(?P<least>{LEAST})|(?P<most>{MOST}))?{NUMBER}(?:及?(?:(?P<above>以上)|(?P<below>以下|以内)))?"
RANGE = rf"{NUMBER}(?:[-—–~]|至|到){NUMBER}"
TAIL = re.compile("及?以[上下内]$")
SAID = re.compile("[一-鿿<>]")


class Direction(StrEnum):
    """Which way an indicator is meant to go."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Span:
    """A range; both ends belong to it."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Wording:
    """A target in words."""

    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """A year's target, `printed` as it stands in the plan (0.70 stays 0.70).

    `direction` is what its own sign says (≥, ≤), None for one without. `listed`: the year was past
    at issue (附件列值).
    """

    year: int
    printed: str
    value: Decimal | Span | Wording
    listed: bool
    direction: Direction | None = None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """Return the numbers in it, the lowest first: one, two of a range, none of words."""
        if isinstance(self.value, Wording):
            return ()
        return (self.value.low, self.value.high) if isinstance(self.value, Span) else (self.value,)

    def amount(self, unit: str) -> str:
        """Return it with its unit, which may be printed already: `≥95%`, `95件以上`."""
        if isinstance(self.value, Wording) or (unit and unit in self.printed):
            return self.printed
        tail = TAIL.search(self.printed)
        at = tail.start() if tail else len(self.printed)
        return f"{self.printed[:at]}{unit}{self.printed[at:]}"


@dataclass(frozen=True, slots=True)
class NoTarget:
    """The plan sets no target for the year, whose cell holds `mark`: never 1 and never 0."""

    year: int
    listed: bool
    mark: str = ""

    @property
    def printed(self) -> str:
        return "—"

    def amount(self, unit: str) -> str:  # noqa: ARG002 -- there is nothing to count
        return self.printed


@dataclass(frozen=True, slots=True)
class Baseline(Closed):
    """What an indicator was before the plan's first year (基期), with the digits as printed."""

    year: Whole
    value: Number


def target(year: int, typed: str, unit: str, *, listed: bool) -> Target | None:
    """Read a cell that holds a target; None where it is neither a number nor words.

    `unit` is the indicator's, which a number may carry.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    own = f"(?:{re.escape(unicodedata.normalize('NFKC', unit))})?" if unit else ""
    if found := re.fullmatch(RANGE.format(unit=own), plain):
        low, high = map(_decimal, found.groups())
        return Target(year, typed, Span(low, high), listed) if low < high else None
    if found := re.fullmatch(LIMIT.format(unit=own), plain):
        return _limit(Target(year, typed, _decimal(found[3]), listed), found)
    return Target(year, typed, Wording(typed), listed) if SAID.search(plain) else None


def _limit(plain: Target, found: re.Match[str]) -> Target | None:
    """Return a number with the side that its signs say; None where they say both."""
    lower, upper = found["least"] or found["above"], found["most"] or found["below"]
    if lower and upper:
        return None
    direction = Direction.UP if lower else Direction.DOWN if upper else None
    return Target(plain.year, plain.printed, plain.value, plain.listed, direction)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
