"""Known tensions as pages show them: all on 口径说明, the ones that matter beside their subject."""

from dataclasses import dataclass

from reportsite import paths, words
from reportsite.model import Report, Statement, Tension
from reportsite.view.page import Link


@dataclass(frozen=True, slots=True)
class TensionCard:
    """A tension, its place on 口径说明, and links to what it concerns."""

    id: str
    title: str
    statements: tuple[Statement, ...]
    treatment: str
    path: str
    subjects: tuple[Link, ...]


def tension_cards(
    report: Report, *, measure: str = "", indicator: str = ""
) -> tuple[TensionCard, ...]:
    """Return the tensions of a measure or an indicator; all of them when neither is named."""
    return tuple(
        _card(tension, report)
        for tension in report.tensions
        if not (measure or indicator)
        or measure in tension.measures
        or indicator in tension.indicators
    )


def _card(tension: Tension, report: Report) -> TensionCard:
    return TensionCard(
        id=tension.id,
        title=tension.title,
        statements=tension.statements,
        treatment=tension.treatment,
        path=f"{paths.DEFINITIONS}#{tension.id}",
        subjects=_subjects(tension, report),
    )


def _subjects(tension: Tension, report: Report) -> tuple[Link, ...]:
    measures = (
        Link(words.measure(measure.number), paths.measure(measure.id))
        for measure in report.measures
        if measure.id in tension.measures
    )
    indicators = (
        Link(f"指标{indicator.number}", paths.indicator(indicator.id))
        for indicator in report.indicators
        if indicator.id in tension.indicators
    )
    return (*measures, *indicators)
