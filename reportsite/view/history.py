"""What was reported of an indicator, row by row as it came in: one table on its page and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import words
from reportsite.model import Indicator
from reportsite.standing import Standing

REPLACED = "已更正"


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported figure; `replaced` when a later row took its place, which `note` then says first."""

    period: str
    value: str
    on: str
    unit: str
    source: str
    note: str
    replaced: bool


def history(indicator: Indicator, standing: Standing) -> Iterator[Reported]:
    """Yield what was reported by the day of a standing, in the order of the register."""
    current = standing.actuals(indicator.id)
    for row in standing.report.actuals:
        if row.indicator == indicator.id and row.reported_on <= standing.as_of:
            replaced = row not in current
            yield Reported(
                period=row.period.words,
                value=str(row.value),
                on=words.date(row.reported_on),
                unit=row.unit,
                source=row.source,
                note="；".join(filter(None, (REPLACED if replaced else "", row.note))),
                replaced=replaced,
            )
