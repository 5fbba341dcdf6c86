"""The home page: six goals, 20 indicators, 17 measures, the latest bulletins."""

from dataclasses import dataclass

from reportsite import paths
from reportsite.model import Goal, NoRow, Report
from reportsite.view import words
from reportsite.view.bulletins import BulletinCard, cards
from reportsite.view.frame import column
from reportsite.view.indicators import IndicatorRow, rows
from reportsite.view.inserts import YearHead, year_heads
from reportsite.view.measures import ChapterCards, chapters
from reportsite.view.page import View


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A headline goal: figure and unit apart, `remark` on its row in the annex, page it leads to."""

    name: str
    figure: str
    unit: str
    cumulative: bool
    remark: str
    path: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The home page."""

    kicker: str
    issued: str
    issuer: str
    counts: tuple[tuple[str, str, str], ...]
    goals: tuple[GoalCard, ...]
    goals_due: str
    aim: str
    years: tuple[YearHead, ...]
    indicators: tuple[IndicatorRow, ...]
    chapters: tuple[ChapterCards, ...]
    bulletins: tuple[BulletinCard, ...]


def view(report: Report) -> View:
    return View(
        path=paths.OVERVIEW,
        template="pages/overview.html",
        title="十七项措施、二十项指标，走到哪一步了？",
        description=report.site.description,
        column=column("overview"),
        record=_record(report),
    )


def _record(report: Report) -> Overview:
    plan = report.plan
    return Overview(
        kicker=plan.title,
        issued=words.date(plan.issued),
        issuer=plan.issuer,
        counts=(
            ("措施", str(len(report.measures)), paths.MEASURES),
            ("指标", str(len(report.indicators)), paths.INDICATORS),
            ("点名的责任单位", str(len(report.register.units)), paths.UNITS),
            ("旗县区", str(len(report.register.members)), f"{paths.UNITS}#members"),
        ),
        goals=tuple(map(_goal, plan.goals)),
        goals_due=f"{plan.goals[0].due}年",
        aim=plan.aim,
        years=year_heads(report.indicators),
        indicators=rows(report),
        chapters=chapters(report),
        bulletins=cards(report)[:3],
    )


def _goal(goal: Goal) -> GoalCard:
    row = goal.indicator
    if isinstance(row, NoRow):
        remark, path = "附件未列年度目标", f"{paths.DEFINITIONS}#{goal.id}"
    else:
        presumed = "（推定）" if goal.basis == "inferred" else ""
        remark, path = f"附件第{row.number}行{presumed}", paths.indicator(row.id)
    return GoalCard(goal.name, str(goal.value), goal.unit, goal.cumulative, remark, path)
