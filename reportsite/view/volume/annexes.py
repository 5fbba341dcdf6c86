"""The annexes of the whole report that are its own: all units on a list, and the plan as issued."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import owed, words
from reportsite.model import Nobody, Note, Report, Unit
from reportsite.official import chinese
from reportsite.standing import Standing
from reportsite.view.ledgers import Asked, asked_for, measures_of
from reportsite.view.typeset import Paragraph, paragraph


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in numbers: its measures, indicators and reports, and what it owes in words."""

    name: str
    named: int
    grouped: int
    indicators: int
    told: int
    owes: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the plan: its heading and its paragraphs."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """The plan as issued: the notice, the preamble, seven parts, the annex's title and notes."""

    notice_title: str
    recipients: str
    notice: str
    issuer: str
    issued: str
    disclosure: str
    title: str
    preamble: str
    sections: tuple[Section, ...]
    annex_title: str
    notes: tuple[Note, ...]


def unit_lines(standing: Standing) -> tuple[UnitLine, ...]:
    """Return every body that can report, in the register's order."""
    asked = asked_for(standing)
    return tuple(_unit(unit, asked, standing) for unit in standing.report.register.bodies)


def _unit(unit: Unit, asked: Asked, standing: Standing) -> UnitLine:
    report = standing.report
    named, grouped = measures_of(unit, report)
    said = (entry.unit for measure in report.measures for entry in standing.entries(measure))
    return UnitLine(
        name=unit.name,
        named=len(named),
        grouped=len(grouped),
        indicators=len(owed.reported_by(report, unit)),
        told=sum(1 for by in said if not isinstance(by, Nobody) and by.id == unit.id),
        owes="；".join(_owes(unit, asked)),
    )


def _owes(unit: Unit, asked: Asked) -> Iterator[str]:
    for period, owing in asked.items():
        if unit.id in owing:
            row = owing[unit.id]
            missing = (
                f"{len(row.indicators)}项指标" if row.indicators else "",
                f"{len(row.measures)}项措施" if row.measures else "",
            )
            said = "、".join(part for part in missing if part)
            yield f"{'' if row.is_overdue else '待报'}{period.words}{said}"


def original(report: Report) -> Original:
    """Return the plan's own words in their order."""
    plan = report.plan
    return Original(
        notice_title=plan.notice_title,
        recipients=plan.recipients,
        notice=plan.notice,
        issuer=plan.issuer,
        issued=words.date(plan.issued),
        disclosure=plan.disclosure,
        title=plan.title,
        preamble=plan.preamble,
        sections=tuple(_sections(report)),
        annex_title=plan.annex_title,
        notes=plan.notes,
    )


def _sections(report: Report) -> Iterator[Section]:
    for chapter in report.plan.chapters:
        own = (m.paragraph for m in report.measures if m.chapter.number == chapter.number)
        yield Section(f"{chapter.numeral}、{chapter.title}", tuple(map(paragraph, own)))
    number = chinese(len(report.plan.chapters) + 1)
    own = (item.paragraph for item in report.assurance)
    yield Section(f"{number}、{report.assurance_title}", tuple(map(paragraph, own)))
