"""The bar of cases: every indicator one field, so that each stays in the denominator and in sight."""

from dataclasses import dataclass

from reportsite import paths
from reportsite.standing import ORDER, Standing, Verdict
from reportsite.view.status import TONES, mark


@dataclass(frozen=True, slots=True)
class CaseCell:
    """An indicator as one field: number, name and page, and the look of its case."""

    number: int
    name: str
    path: str
    mark: str
    word: str
    tone: str


def case_cells(standing: Standing) -> tuple[CaseCell, ...]:
    """Return the indicators as their cases are counted in the year reported on, best first."""
    verdicts = (standing.verdict(indicator.id) for indicator in standing.report.indicators)
    best_first = sorted(verdicts, key=lambda verdict: ORDER.index(verdict.case))
    return tuple(map(_cell, best_first))


def _cell(verdict: Verdict) -> CaseCell:
    indicator, shape = verdict.indicator, mark(verdict.case)
    path, word = paths.indicator(indicator.id), verdict.case.value
    return CaseCell(indicator.number, indicator.name, path, shape, word, TONES[shape])
