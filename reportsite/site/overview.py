"""The home page: six goals, 20 indicators, 17 measures, the latest bulletins."""

from dataclasses import dataclass
from decimal import Decimal

from reportsite.facts.case import Status, best_first, status
from reportsite.facts.page import View
from reportsite.facts.plan import YearHead, year_heads
from reportsite.plan import paths, words
from reportsite.plan.case import Case
from reportsite.plan.model import Goal, NoRow, scale
from reportsite.plan.snapshot import Snapshot, Verdict, tally
from reportsite.render.charts import Share, share
from reportsite.site.bulletins import BulletinCard, cards
from reportsite.site.frame import column
from reportsite.site.indicators import IndicatorRow, rows
from reportsite.site.matrix import ChapterSquares, duties
from reportsite.site.measures import ChapterCards, chapters


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A headline goal: figure and unit apart, `remark` on its row in the annex, page it leads to.

    `actual` is the newest figure in the goal's own unit with its period, '' where none is reported;
    `share` is how much of the goal it is; `status` says where its row stands in the year reported on.
    """

    name: str
    figure: str
    unit: str
    cumulative: bool
    remark: str
    path: str
    actual: str
    period: str
    share: Share | None
    status: Status | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The home page; `tally` is empty until a figure has been reported."""

    kicker: str
    issued: str
    issuer: str
    counts: tuple[tuple[str, str, str], ...]
    year: str
    tally: tuple[tuple[Case, int], ...]
    tally_sentence: str
    cells: tuple[Verdict, ...]
    goals: tuple[GoalCard, ...]
    goals_due: str
    aim: str
    years: tuple[YearHead, ...]
    told_years: tuple[int, ...]
    indicators: tuple[IndicatorRow, ...]
    chapters: tuple[ChapterCards, ...]
    duties: tuple[ChapterSquares, ...]
    bulletins: tuple[BulletinCard, ...]


def view(snapshot: Snapshot) -> View:
    report = snapshot.report
    return View(
        path=paths.OVERVIEW,
        template="site/overview.html",
        title="十七项措施、二十项指标，走到哪一步了？",
        description=report.site.description,
        column=column("overview"),
        record=_record(snapshot),
    )


def _record(snapshot: Snapshot) -> Overview:
    report = snapshot.report
    plan = report.plan
    judged = tally(snapshot.verdict(indicator.id) for indicator in report.indicators)
    is_reported = any(snapshot.actuals(indicator.id) for indicator in report.indicators)
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
        year=f"{snapshot.year}年",
        tally=judged.counts if is_reported else (),
        tally_sentence=words.sentence(judged),
        cells=best_first(snapshot),
        goals=goal_cards(snapshot),
        goals_due=f"{plan.goals[0].due}年",
        aim=plan.aim,
        years=year_heads(report.indicators),
        told_years=tuple(sorted({snapshot.year, plan.years[-1]})),
        indicators=rows(snapshot),
        chapters=chapters(snapshot),
        duties=duties(report),
        bulletins=cards(report)[:3],
    )


def goal_cards(snapshot: Snapshot) -> tuple[GoalCard, ...]:
    """Return the six goals with where they stand, for the home page and for print."""
    return tuple(_goal(goal, snapshot) for goal in snapshot.report.plan.goals)


def _goal(goal: Goal, snapshot: Snapshot) -> GoalCard:
    row = goal.indicator
    if isinstance(row, NoRow):
        remark, path = "附件未列年度目标", f"{paths.DEFINITIONS}#{goal.id}"
    else:
        presumed = "（推定）" if goal.basis == "inferred" else ""
        remark, path = f"附件第{row.number}行{presumed}", paths.indicator(row.id)
    actual, period = _newest(goal, snapshot)
    known = None if isinstance(row, NoRow) else snapshot.verdict(row.id)
    return GoalCard(
        name=goal.name,
        figure=str(goal.value),
        unit=goal.unit,
        cumulative=goal.cumulative,
        remark=remark,
        path=path,
        actual="" if actual is None else f"{actual:f}",
        period=period,
        share=None if actual is None else share(actual, goal.value),
        status=None if known is None else status(known, snapshot.rule),
    )


def _newest(goal: Goal, snapshot: Snapshot) -> tuple[Decimal | None, str]:
    """Return the newest figure in the goal's unit (1000件 is 0.1万件 in the annex)."""
    row = goal.indicator
    figures = () if isinstance(row, NoRow) else snapshot.actuals(row.id)
    if isinstance(row, NoRow) or not figures:
        return None, ""
    value = figures[-1].value * scale(row.unit) / scale(goal.unit)
    return value.normalize() if scale(row.unit) != scale(goal.unit) else value, figures[
        -1
    ].period.words
