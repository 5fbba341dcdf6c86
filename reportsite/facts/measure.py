"""A measure as it stands: who answers for it, how far it is, what is counted, what was said."""

from dataclasses import dataclass

from reportsite.facts.case import Status, status
from reportsite.facts.indicator import newest
from reportsite.facts.page import RunIn, paragraph
from reportsite.plan import words
from reportsite.plan.case import Case
from reportsite.plan.model import Basis, Chapter, Measure
from reportsite.plan.period import Period
from reportsite.plan.register import Role
from reportsite.plan.responsibility import way
from reportsite.plan.snapshot import Snapshot, tally
from reportsite.plan.written import Entry, EntryKind, Stage


@dataclass(frozen=True, slots=True)
class LinkedIndicator:
    """A measure's indicator in the year reported on; `figure` is its newest, '' where none is."""

    status: Status
    basis: Basis
    figure: str


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure as known on a day; of `entries` the newest period comes first, in it progress."""

    measure: Measure
    as_of: str
    stage: Stage | None
    indicators: tuple[LinkedIndicator, ...]
    entries: tuple[Entry, ...]

    @property
    def heading(self) -> str:
        return self.measure.heading

    @property
    def paragraphs(self) -> tuple[RunIn, ...]:
        return tuple(paragraph(text, self.heading) for text in self.measure.paragraphs)

    @property
    def answered_by(self) -> str:
        """Say who answers for it in one phrase: `某局等5个责任单位`."""
        units = self.measure.units
        if not units:
            return "没有写明责任单位"
        return f"{units[0].spelt}{f'等{len(units)}个责任单位' if len(units) > 1 else ''}"

    @property
    def responsibility(self) -> str:
        """Say how its units answer for it; where none is named so, none leads."""
        is_led = any(named.role is Role.LEAD for named in self.measure.units)
        order = "；次序照原文，不表示牵头" if len(self.measure.units) > 1 and not is_led else ""
        return way(self.measure) + order

    @property
    def staged(self) -> str:
        """Say how far it is and since when, '' where no stage was set."""
        return f"{self.stage.name}（{words.date(self.stage.since)}确定）" if self.stage else ""

    @property
    def counts(self) -> tuple[tuple[Case, int], ...]:
        """Count its judged indicators by case."""
        verdicts = (linked.status.verdict for linked in self.indicators)
        return tally(verdict for verdict in verdicts if verdict.case.is_judged).counts

    @property
    def tally(self) -> str:
        return words.sentence(tally(linked.status.verdict for linked in self.indicators))

    @property
    def progress(self) -> Entry | None:
        """Return the newest entry of progress."""
        return next((entry for entry in self.entries if entry.kind is EntryKind.PROGRESS), None)

    @property
    def silence(self) -> str:
        """Say that nobody has reported, '' where anybody has."""
        return "" if self.entries else f"截至{self.as_of}，尚无单位报送进展。"

    @property
    def no_indicators(self) -> str:
        """Say that nothing is counted, '' where anything is."""
        return "" if self.indicators else "附件没有写明与本项措施对应的指标，编者也未作推定。"

    def of(self, period: Period) -> tuple[tuple[EntryKind, tuple[Entry, ...]], ...]:
        """Return what was said for a period, by kind; a kind may have nothing."""
        said = [entry for entry in self.entries if entry.period == period]
        return tuple((kind, tuple(e for e in said if e.kind is kind)) for kind in EntryKind)


ChapterFacts = tuple[Chapter, tuple[MeasureFacts, ...]]


def measure_facts(measure: Measure, snapshot: Snapshot) -> MeasureFacts:
    """Return a measure as known on the day of a snapshot."""
    return MeasureFacts(
        measure=measure,
        as_of=words.date(snapshot.as_of),
        stage=snapshot.stage(measure),
        indicators=tuple(
            LinkedIndicator(
                status=status(link.indicator, snapshot),
                basis=link.basis,
                figure=newest(link.indicator, snapshot),
            )
            for link in measure.indicators
        ),
        entries=snapshot.entries(measure),
    )


def by_chapter(snapshot: Snapshot) -> tuple[ChapterFacts, ...]:
    """Return the chapters with their measures, in the plan's order."""
    return tuple(
        (chapter, tuple(measure_facts(measure, snapshot) for measure in measures))
        for chapter, measures in snapshot.report.by_chapter
    )
