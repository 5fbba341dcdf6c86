"""Part one of the whole report: the cases counted, the six goals, and what needs attention."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import words
from reportsite.progress import Actual, Case
from reportsite.standing import ORDER, WORST_FIRST, Standing, Verdict, tally
from reportsite.view.casebar import CaseCell, case_cells
from reportsite.view.inserts import Inserts, inserts
from reportsite.view.overview import GoalCard, goal_cards
from reportsite.view.status import mark, rule_of

CONCERNS = (*WORST_FIRST, Case.UNDECIDABLE, Case.OWED)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, its number of indicators, which they are, and the rule that leads to it."""

    state: str
    count: int
    indicators: str
    rule: str


@dataclass(frozen=True, slots=True)
class Concern:
    """An indicator that is behind, or that could not be judged; '' where there is no figure."""

    id: str
    name: str
    target: str
    figure: str
    state: str


@dataclass(frozen=True, slots=True)
class State:
    """Where the plan stands; `is_reported` is false while no figure has come in."""

    year: str
    sentence: str
    is_reported: bool
    cells: tuple[CaseCell, ...]
    cases: tuple[CaseRow, ...]
    goals: tuple[GoalCard, ...]
    aim: str
    inserts: Inserts
    concerns: tuple[Concern, ...]
    counts: tuple[int, int]


def state(standing: Standing) -> State:
    """Return part one as things stand."""
    report = standing.report
    verdicts = [standing.verdict(indicator.id) for indicator in report.indicators]
    told = sum(1 for measure in report.measures if standing.entries(measure))
    return State(
        year=f"{standing.year}年",
        sentence=words.sentence(tally(verdicts)),
        is_reported=any(standing.actuals(indicator.id) for indicator in report.indicators),
        cells=case_cells(standing),
        cases=tuple(_cases(verdicts, standing)),
        goals=goal_cards(standing),
        aim=report.plan.aim,
        inserts=inserts(report),
        concerns=tuple(map(_concern, sorted(filter(_is_concern, verdicts), key=_worst))),
        counts=(told, len(report.measures)),
    )


def _cases(verdicts: list[Verdict], standing: Standing) -> Iterator[CaseRow]:
    for case in ORDER:
        own = [verdict.indicator.number for verdict in verdicts if verdict.case is case]
        if own:
            yield CaseRow(
                state=f"{mark(case)}{case}",
                count=len(own),
                indicators="、".join(map(str, own)),
                rule=rule_of(case, standing.rule),
            )


def _is_concern(verdict: Verdict) -> bool:
    return verdict.case in CONCERNS


def _worst(verdict: Verdict) -> int:
    return CONCERNS.index(verdict.case)


def _concern(verdict: Verdict) -> Concern:
    indicator, actual = verdict.indicator, verdict.judgement.actual
    figure = (
        f"{actual.period.words}{words.amount(actual.value, indicator.unit)}"
        if isinstance(actual, Actual)
        else ""
    )
    target = next(t for t in indicator.targets if t.year == verdict.year)
    return Concern(
        id=f"indicator-{indicator.id}",
        name=f"{indicator.number}.{indicator.name}",
        target=words.target(target, indicator.unit),
        figure=figure,
        state=f"{mark(verdict.case)}{verdict.case}",
    )
