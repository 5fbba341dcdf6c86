"""A measure as it stands: who answers for it, how far it is, what is counted, what was said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reportsite.facts.case import Status, status
from reportsite.facts.indicator import newest
from reportsite.facts.page import RunIn, paragraph
from reportsite.plan import paths, words
from reportsite.plan.case import Case
from reportsite.plan.deadline import URGENT_FIRST, DueCase, counted
from reportsite.plan.model import Basis, Chapter, Measure
from reportsite.plan.period import Period
from reportsite.plan.register import Responsible, Role
from reportsite.plan.responsibility import by_role, way
from reportsite.plan.snapshot import Snapshot, TaskState, tally
from reportsite.plan.written import Entry, EntryKind, Stage


@dataclass(frozen=True, slots=True)
class LinkedIndicator:
    """A measure's indicator in the year reported on; `figure` is its newest, '' where none is."""

    status: Status
    basis: Basis
    figure: str


def assigned(units: Iterable[Responsible]) -> str:
    """Return units by role in words: `牵头：甲局；配合：乙局、丙局`."""
    return "；".join(
        f"{role}：{'、'.join(named.spelt for named in own)}" for role, own in by_role(units)
    )


def staged(stage: Stage | None) -> str:
    """Say which stage was set and when, '' where none was."""
    return f"{stage.name}（{words.date(stage.since)}确定）" if stage else ""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task as readers see it: who does what by when, how far it is, and what shows it."""

    state: TaskState
    soon: int

    @property
    def anchor(self) -> str:
        return f"task-{self.state.number}" if self.state.number else "tasks"

    @property
    def path(self) -> str:
        """Return where it stands: its place on its measure's page."""
        return f"{paths.measure(self.state.measure.id)}#{self.anchor}"

    @property
    def assigned(self) -> str:
        return assigned(self.state.task.units) or "没有写明责任单位"

    @property
    def roles(self) -> tuple[tuple[Role, tuple[Responsible, ...]], ...]:
        return by_role(self.state.task.units)

    @property
    def due(self) -> str:
        """Say by when it is to be done and who says so: `2026年6月（到6月30日），编者推定…`."""
        task = self.state.task
        return f"{task.due}，{words.BASIS[task.due_basis]}" if task.due else "没有写明"

    @property
    def rule(self) -> str:
        return self.state.case.rule(self.soon)

    @property
    def finished(self) -> str:
        """Say when it was finished, '' where it is not or by no limit."""
        stage = self.state.stage
        done = stage.finished if stage else None
        return words.date(done) if done else ""

    @property
    def staged(self) -> str:
        return staged(self.state.stage)


def task_facts(measure: Measure, snapshot: Snapshot) -> tuple[TaskFacts, ...]:
    """Return a measure's tasks as known on the day of a snapshot."""
    soon = int(snapshot.rule.soon_days)
    return tuple(TaskFacts(state, soon) for state in snapshot.tasks(measure))


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure as known on a day; of `entries` the newest period comes first, in it progress."""

    measure: Measure
    as_of: str
    stage: Stage | None
    indicators: tuple[LinkedIndicator, ...]
    entries: tuple[Entry, ...]
    tasks: tuple[TaskFacts, ...]

    @property
    def heading(self) -> str:
        return self.measure.heading

    @property
    def paragraphs(self) -> tuple[RunIn, ...]:
        return tuple(paragraph(text, self.heading) for text in self.measure.paragraphs)

    @property
    def answered_by(self) -> str:
        """Say who answers for it in one phrase: `某局等5个责任单位`."""
        units = list(dict.fromkeys(named.spelt for named in self.measure.units))
        if not units:
            return "没有写明责任单位"
        return f"{units[0]}{f'等{len(units)}个责任单位' if len(units) > 1 else ''}"

    @property
    def roles(self) -> tuple[tuple[Role, tuple[Responsible, ...]], ...]:
        """Return its units by role."""
        return by_role(self.measure.units)

    @property
    def responsibility(self) -> str:
        """Say how its units answer for it; where none is named so, none leads."""
        rules = dict.fromkeys(named.rule for named in self.measure.units if named.rule)
        said = f"；原文写明“{'”“'.join(rules)}”" if rules else ""
        is_led = any(role is Role.LEAD for role, _ in self.roles)
        order = "；次序照原文，不表示牵头" if len(self.measure.units) > 1 and not is_led else ""
        parts = "；各任务不同，见“任务”" if self.measure.has_parts else ""
        return way(self.measure) + parts + order + said

    @property
    def assigned(self) -> str:
        """Say who does what: `甲局、乙局（按职责分工负责…）`, `牵头：甲局；配合：乙局`."""
        return self._assigned(self.responsibility)

    @property
    def answerable(self) -> str:
        """Say who does what, without what the order means."""
        return self._assigned(self.measure.closing)

    def _assigned(self, how: str) -> str:
        if len(self.roles) > 1:
            return assigned(self.measure.units)
        return f"{'、'.join(named.spelt for named in self.measure.units)}（{how}）"

    @property
    def is_plain(self) -> bool:
        return self.measure.is_plain

    @property
    def counted(self) -> str:
        """Say how many of its tasks stand how, '' where it is one task."""
        if not self.measure.has_parts:
            return ""
        return counted((own.state.case, own.state.stage_name) for own in self.tasks)

    @property
    def due_counts(self) -> tuple[tuple[DueCase, int], ...]:
        """Count its tasks by case, what is most urgent first; none where dates judge nothing."""
        found = Counter(own.state.case for own in self.tasks if not self.is_plain)
        return tuple((case, found[case]) for case in URGENT_FIRST if found[case])

    @property
    def overdue(self) -> tuple["TaskFacts", ...]:
        return tuple(own for own in self.tasks if own.state.case is DueCase.OVERDUE)

    @property
    def staged(self) -> str:
        """Say how far it is and since when, '' where no stage was set."""
        return staged(self.stage)

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
        tasks=task_facts(measure, snapshot),
    )


def by_chapter(snapshot: Snapshot) -> tuple[ChapterFacts, ...]:
    """Return the chapters with their measures, in the plan's order."""
    return tuple(
        (chapter, tuple(measure_facts(measure, snapshot) for measure in measures))
        for chapter, measures in snapshot.report.by_chapter
    )
