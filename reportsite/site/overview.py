"""The home page: six goals, 20 indicators, 17 measures, the latest bulletins."""

from dataclasses import dataclass, replace

from reportsite.facts.case import best_first
from reportsite.facts.measure import ChapterFacts, by_chapter
from reportsite.facts.page import View
from reportsite.facts.plan import GoalState, goals
from reportsite.plan import paths, words
from reportsite.plan.case import Case
from reportsite.plan.model import Plan
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.site.bulletins import BulletinCard, cards
from reportsite.site.frame import page
from reportsite.site.indicators import IndicatorRow, rows
from reportsite.site.units import ChapterSquares, duties


@dataclass(frozen=True, slots=True)
class Overview:
    """The home page; `tally` is empty until a figure has been reported."""

    plan: Plan
    counts: tuple[tuple[str, str, str], ...]
    year: str
    tally: tuple[tuple[Case, int], ...]
    tally_sentence: str
    cells: tuple[Verdict, ...]
    goals: tuple[GoalState, ...]
    told_years: tuple[int, ...]
    indicators: tuple[IndicatorRow, ...]
    chapters: tuple[ChapterFacts, ...]
    duties: tuple[ChapterSquares, ...]
    bulletins: tuple[BulletinCard, ...]


def view(snapshot: Snapshot) -> View:
    found = page("overview", _record(snapshot))
    return replace(found, description=snapshot.report.site.description)


def _record(snapshot: Snapshot) -> Overview:
    report = snapshot.report
    plan = report.plan
    judged = tally(snapshot.verdict(indicator.id) for indicator in report.indicators)
    return Overview(
        plan=plan,
        counts=(
            ("措施", str(len(report.measures)), paths.MEASURES),
            ("指标", str(len(report.indicators)), paths.INDICATORS),
            ("点名的责任单位", str(len(report.register.units)), paths.UNITS),
            ("旗县区", str(len(report.register.members)), f"{paths.UNITS}#members"),
        ),
        year=f"{snapshot.year}年",
        tally=judged.counts if snapshot.is_reported else (),
        tally_sentence=words.sentence(judged),
        cells=best_first(snapshot),
        goals=goals(snapshot),
        told_years=tuple(sorted({snapshot.year, plan.years[-1]})),
        indicators=rows(snapshot),
        chapters=by_chapter(snapshot),
        duties=duties(report),
        bulletins=cards(report)[:3],
    )
