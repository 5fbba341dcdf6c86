"""Every entry of progress by period, newest first; nothing at all while nobody has reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from reportsite import paths
from reportsite.model import Entry, Measure
from reportsite.period import Period
from reportsite.standing import Standing
from reportsite.view import facets
from reportsite.view.entries import MeasureEntries, periods
from reportsite.view.frame import column
from reportsite.view.measures import link
from reportsite.view.page import HOME, View


@dataclass(frozen=True, slots=True)
class UpdatePeriod:
    """A period and what was reported for it, measure by measure."""

    anchor: str
    period: str
    summary: str
    measures: tuple[MeasureEntries, ...]


@dataclass(frozen=True, slots=True)
class Updates:
    """The page of updates."""

    periods: tuple[UpdatePeriod, ...]


def views(standing: Standing) -> Iterator[View]:
    """Yield the page where there is anything to show: no empty column is published."""
    said = [
        (entry, measure)
        for measure in standing.report.measures
        for entry in standing.entries(measure)
    ]
    if not said:
        return
    said.sort(key=lambda pair: pair[0].period, reverse=True)
    grouped = groupby(said, key=lambda pair: pair[0].period)
    yield View(
        path=paths.UPDATES,
        template="pages/updates.html",
        title="进展",
        description="各单位报送的进展、存在问题和下一步，按时期列出。",
        column=column("updates"),
        record=Updates(
            tuple(_period(period, list(pairs)) for period, pairs in grouped),
        ),
        crumbs=(HOME,),
        facets=facets.of_measures(tuple(dict.fromkeys(measure for _, measure in said))),
    )


def _period(period: Period, said: list[tuple[Entry, Measure]]) -> UpdatePeriod:
    measures = _measures(said)
    summary = f"{len(measures)}项措施，{len(said)}条"
    return UpdatePeriod(f"period-{period}", period.words, summary, measures)


def _measures(said: list[tuple[Entry, Measure]]) -> tuple[MeasureEntries, ...]:
    grouped = groupby(said, key=lambda pair: pair[1])
    return tuple(
        MeasureEntries(link(measure), periods(entry for entry, _ in pairs))
        for measure, pairs in grouped
    )
