"""Who answers for what: measures against units, and the same counted by chapter."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.plan.model import Chapter, Measure, Report
from reportsite.plan.register import Register, Unit
from reportsite.plan.responsibility import Mode, duties

NAMED, GROUPED, NO_TASK = ("●", "点名"), ("○", "经集合"), ("", "")


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that belong together: units named one by one, collectives, members of one."""

    title: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A measure with its mark for every unit and the mark's word; `total` says them in numbers."""

    measure: Measure
    marks: tuple[tuple[str, str], ...]
    total: str


@dataclass(frozen=True, slots=True)
class MatrixChapter:
    """A chapter's measures, and how many units and collectives they name, each counted once."""

    chapter: Chapter
    rows: tuple[MatrixRow, ...]
    units: int
    groups: int

    @property
    def sentence(self) -> str:
        said = _counted(self.units, self.groups)
        return f"{self.chapter.title}：{len(self.rows)}项措施，{said}。"


@dataclass(frozen=True, slots=True)
class Matrix:
    """All measures against all units; `counts` are the measures of each."""

    parts: tuple[Part, ...]
    chapters: tuple[MatrixChapter, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(unit for part in self.parts for unit in part.units)

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        return tuple(row for chapter in self.chapters for row in chapter.rows)

    @property
    def counts(self) -> tuple[int, ...]:
        columns = zip(*(row.marks for row in self.rows), strict=True)
        return tuple(sum(mark != NO_TASK for mark in marks) for marks in columns)


def matrix(report: Report) -> Matrix:
    """Return who answers for what."""
    modes = {(duty.measure.id, duty.unit.id): duty.mode for duty in duties(report)}
    parts = tuple(_parts(report.register))
    units = [unit.id for part in parts for unit in part.units]
    chapters = []
    for chapter, measures in report.by_chapter:
        rows = (
            _row(measure, [modes.get((measure.id, id)) for id in units]) for measure in measures
        )
        chapters.append(MatrixChapter(chapter, tuple(rows), *_distinct(measures)))
    return Matrix(parts, tuple(chapters))


def _parts(register: Register) -> Iterator[Part]:
    yield Part("点名的单位", register.units)
    yield Part("集合", tuple(group.unit for group in register.groups))
    for group in register.groups:
        if group.members:
            yield Part(f"{group.unit.name}的成员", group.members)


def _row(measure: Measure, modes: list[Mode | None]) -> MatrixRow:
    return MatrixRow(measure, tuple(map(_mark, modes)), _counted(*_distinct((measure,))))


def _mark(mode: Mode | None) -> tuple[str, str]:
    if mode is None:
        return NO_TASK
    return GROUPED if mode is Mode.MEMBER else NAMED


def _distinct(measures: tuple[Measure, ...]) -> tuple[int, int]:
    """Return how many units are named, and how many collectives, each counted once."""
    meant = {(r.unit.id, r.is_group) for measure in measures for r in measure.units}
    groups = sum(is_group for _, is_group in meant)
    return len(meant) - groups, groups


def _counted(units: int, groups: int) -> str:
    said = [f"{units}个单位"] if units else []
    said += [f"{groups}个集合"] if groups else []
    return "、".join(said)
