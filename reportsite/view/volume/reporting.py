"""Parts four and five of the whole report: who owes what, what was corrected, how it is judged."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import words
from reportsite.model import Insert
from reportsite.standing import ORDER, Standing
from reportsite.view.ledgers import asked_for
from reportsite.view.method import overrides
from reportsite.view.status import Fact, limits, mark, rule_of
from reportsite.view.tables import Table, table


@dataclass(frozen=True, slots=True)
class Reporting:
    """Part four: a table for each period that is asked for, corrections, judgements by hand."""

    owed: tuple[Table, ...]
    corrections: Table
    by_hand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """Part five: every case with its rule, the limits, and what is held against 序时进度."""

    cases: tuple[Fact, ...]
    limits: tuple[Fact, ...]
    smooth: str
    rest: int


def reporting(standing: Standing) -> Reporting:
    """Return part four as things stand; its tables are numbered from 1."""
    periods = tuple(asked_for(standing))
    owed = tuple(
        table(Insert("owed", (period.spelt,)), number, standing)
        for number, period in enumerate(periods, 1)
    )
    return Reporting(
        owed=owed,
        corrections=table(Insert("corrections"), len(owed) + 1, standing),
        by_hand=tuple(_by_hand(standing)),
    )


def _by_hand(standing: Standing) -> Iterator[str]:
    names = {indicator.id: indicator.name for indicator in standing.report.indicators}
    for override, by_rule in overrides(standing):
        yield (
            f"{names[override.indicator]}{override.year}年按规则是“{by_rule}”，人工评定为“{override.case}”。"
            f"理由：{override.reason}。{override.signer}{words.date(override.signed_on)}签字，"
            f"{words.date(override.expires)}到期。"
        )


def method(standing: Standing) -> Method:
    """Return part five: the rule that is in force."""
    indicators = standing.report.indicators
    smooth = [indicator.name for indicator in indicators if indicator.smooth]
    return Method(
        cases=tuple(Fact(f"{mark(case)}{case}", rule_of(case, standing.rule)) for case in ORDER),
        limits=limits(standing.rule),
        smooth="、".join(smooth),
        rest=len(indicators) - len(smooth),
    )
