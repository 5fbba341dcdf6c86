"""The home page: goals, indicators, measures, who answers for them, the latest bulletins."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportsite.facts.case import best_first
from reportsite.facts.measure import ChapterFacts, TaskFacts, by_chapter
from reportsite.facts.page import View
from reportsite.facts.plan import GoalState, goals
from reportsite.plan import paths, words
from reportsite.plan.case import Case
from reportsite.plan.model import Plan, Report
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.site.bulletins import BulletinCard, cards
from reportsite.site.frame import page
from reportsite.site.indicators import IndicatorRow, rows
from reportsite.site.units import ChapterSquares, anchor, duties


@dataclass(frozen=True, slots=True)
class Overview:
    """The home page; `tally` is empty until a figure has been reported.

    `counts` are what there is and how many, `issued` what of it stands from the day of issue, `leaps`
    the anchors of the page's parts with their names.
    """

    plan: Plan
    counts: tuple[tuple[str, str, str], ...]
    issued: str
    leaps: tuple[tuple[str, str], ...]
    year: str
    tally: tuple[tuple[Case, int], ...]
    tally_sentence: str
    cells: tuple[Verdict, ...]
    goals: tuple[GoalState, ...]
    told_years: tuple[int, ...]
    indicators: tuple[IndicatorRow, ...]
    chapters: tuple[ChapterFacts, ...]
    overdue: tuple[TaskFacts, ...]
    duties: tuple[ChapterSquares, ...]
    bulletins: tuple[BulletinCard, ...]


def views(snapshot: Snapshot) -> Iterator[View]:
    found = page("overview", _record(snapshot), snapshot.report)
    yield replace(found, description=snapshot.report.site.description)


def _record(snapshot: Snapshot) -> Overview:
    report = snapshot.report
    plan, chapters = report.plan, by_chapter(snapshot)
    judged = tally(snapshot.verdict(indicator.id) for indicator in report.indicators)
    return Overview(
        plan=plan,
        counts=tuple((name, str(count), path) for name, count, path in _counts(report) if count),
        issued=words.together(*_issued(report)),
        leaps=tuple((id, name) for id, name, has in _leaps(report) if has),
        year=f"{snapshot.year}年",
        tally=judged.counts if snapshot.is_reported else (),
        tally_sentence=words.sentence(judged),
        cells=best_first(snapshot),
        goals=goals(snapshot),
        told_years=tuple(sorted({snapshot.year, *plan.years[-1:]})),
        indicators=rows(snapshot),
        chapters=chapters,
        overdue=tuple(task for _, own in chapters for facts in own for task in facts.overdue),
        duties=duties(report),
        bulletins=cards(report)[:3],
    )


def _counts(report: Report) -> Iterator[tuple[str, int, str]]:
    """Yield what there is and how many, each with where it is listed."""
    yield "措施", len(report.measures), paths.MEASURES
    yield "指标", len(report.indicators), paths.INDICATORS
    yield (
        "点名的责任单位" if report.has_duties else "责任单位",
        len(report.register.units),
        paths.UNITS,
    )
    for group in report.register.groups:
        yield group.called, len(group.members), f"{paths.UNITS}#{anchor(group, report.register)}"


def _issued(report: Report) -> Iterator[str]:
    """Yield what the plan itself says."""
    if report.indicators or report.plan.goals or report.plan.aim:
        yield "目标"
    if report.has_duties:
        yield "分工"
    elif report.measures:
        yield "措施"


def _leaps(report: Report) -> Iterator[tuple[str, str, bool]]:
    """Yield every part of the page, and whether the plan has it."""
    yield "goals", "目标", bool(report.plan.goals or report.plan.aim)
    yield "indicators", "指标", bool(report.indicators)
    yield "measures", "措施", bool(report.measures)
    yield "duties", "分工", report.has_duties
    yield "bulletins", "简报", bool(report.bulletins)
