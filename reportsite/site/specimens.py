"""The style page of a preview: every component in every state, drawn by the pages' own templates.

What is not the plan's own is a specimen and says so; a release has no such page.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import cycle, zip_longest

from markupsafe import Markup

from reportsite.facts.case import Status
from reportsite.facts.page import HOME, Link, View
from reportsite.facts.plan import Share, share
from reportsite.plan import paths
from reportsite.plan.case import Case, Ground
from reportsite.plan.judge import Actual, Goalpost, Judgement, Unreported, Unset
from reportsite.plan.model import Indicator, Measure, Tension
from reportsite.plan.period import Period
from reportsite.plan.register import Unit
from reportsite.plan.snapshot import Snapshot, Verdict
from reportsite.plan.target import NoTarget, Target
from reportsite.plan.written import Entry, EntryKind, StageName
from reportsite.render.charts import Chart, figure, spark
from reportsite.site.bulletins import BulletinCard
from reportsite.site.frame import column
from reportsite.site.indicators import IndicatorRow, rows
from reportsite.site.measures import MeasureCard, chapters
from reportsite.site.units import ChapterSquares, duties

COLOURS = ("ink", "soft", "line", "tint", "teal", "gold", "red")
NAME = "样张"
DAY = dt.date(2000, 1, 1)
CASES = tuple(zip_longest(*[iter(Case)] * 5, fillvalue=Case.LISTED))  # five years a chart


@dataclass(frozen=True, slots=True)
class StylePage:
    """Specimens of all components; those of the plan are its own first ones."""

    colours: tuple[str, ...]
    statuses: tuple[Status, ...]
    stages: tuple[str, ...]
    counts: tuple[tuple[Case, int], ...]
    cells: tuple[Verdict, ...]
    figures: tuple[Chart, ...]
    sparks: tuple[Chart, ...]
    shares: tuple[Share, ...]
    duties: tuple[ChapterSquares, ...]
    indicators: tuple[IndicatorRow, ...]
    cards: tuple[MeasureCard, ...]
    entries: tuple[Entry, ...]
    bulletins: tuple[BulletinCard, ...]
    tensions: tuple[Tension, ...]
    previous: Link
    next: Link


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the style page, where the plan has something of every kind to show."""
    report = snapshot.report
    if not (report.measures and report.indicators and report.register.units):
        return
    yield View(
        path=paths.STYLE,
        template="site/style.html",
        title="样式一览",
        description="只在预览里有：每一种部件的每一种样子，都由正式页面的模板画出。",
        column=column("about", report),
        record=_record(snapshot),
        crumbs=(HOME,),
    )


def _record(snapshot: Snapshot) -> StylePage:
    report = snapshot.report
    drawn = [_drawn(cases, report.indicators[0]) for cases in CASES]
    verdicts = {verdict.case: verdict for _, own in drawn for verdict in own}
    known = cycle(report.indicators)  # a cell leads to one
    return StylePage(
        colours=COLOURS,
        statuses=tuple(Status(verdicts[case], snapshot.rule) for case in Case),
        stages=tuple(stage.value for stage in StageName),
        counts=tuple((case, number) for number, case in enumerate(Case)),
        cells=tuple(_cell(own, verdicts[case]) for own, case in zip(known, Case, strict=False)),
        figures=tuple(figure(*chart) for chart in drawn),
        sparks=tuple(spark(*chart) for chart in drawn),
        shares=tuple(share(Decimal(actual), Decimal(100)) for actual in (0, 48, 100, 130)),
        duties=duties(report)[:2],
        indicators=rows(snapshot)[:2],
        cards=chapters(snapshot)[0][1],
        entries=tuple(_entry(kind, report.register.units[0]) for kind in EntryKind),
        bulletins=tuple(
            _bulletin(report.measures[0], is_draft=is_draft) for is_draft in (True, False)
        ),
        tensions=report.tensions[:1],
        previous=Link(f"{NAME}一", paths.STYLE),
        next=Link(f"{NAME}三", paths.STYLE),
    )


def _drawn(cases: tuple[Case, ...], like: Indicator) -> tuple[Indicator, tuple[Verdict, ...]]:
    """Return a specimen indicator whose years are in these cases, with figures from 8 to 12."""
    first = like.targets[0].year
    targets = tuple(_target(year, case) for year, case in enumerate(cases, first))
    indicator = replace(like, name=f"{NAME}指标", targets=targets)
    pairs = enumerate(zip(targets, cases, strict=True))
    return indicator, tuple(_verdict(indicator, t, case, 8 + i) for i, (t, case) in pairs)


def _target(year: int, case: Case) -> Target | NoTarget:
    if case is Case.NO_TARGET:
        return NoTarget(year, listed=False)
    return Target(year, "10", Decimal(10), listed=case is Case.LISTED)


def _verdict(indicator: Indicator, target: Target | NoTarget, case: Case, value: int) -> Verdict:
    aim = target.value if isinstance(target, Target) else Unset()
    period = Period(target.year, 6 if case.meaning.ground is Ground.PART else 12)
    actual = Actual(indicator.id, period, Decimal(value), DAY, NAME, (NAME, ""), 0)
    goalpost = Goalpost(target.year, aim, aim, listed=target.listed)
    known = actual if case.meaning.ground in (Ground.YEAR, Ground.PART) else Unreported()
    return Verdict(indicator, Judgement(case, goalpost, DAY, known, DAY))


def _cell(indicator: Indicator, verdict: Verdict) -> Verdict:
    """Return a verdict as that of another indicator: each field of a bar has its own number."""
    return replace(verdict, indicator=replace(verdict.indicator, id=indicator.id))


def _entry(kind: EntryKind, unit: Unit) -> Entry:
    prose = (Markup("<p>样张文字，一句话说清一件事。</p>"),)
    return Entry(kind, Period(DAY.year, 6), replace(unit, name=f"{NAME}单位"), DAY, prose, "", 0)


def _bulletin(measure: Measure, *, is_draft: bool) -> BulletinCard:
    return BulletinCard(
        issue=f"{NAME}期",
        title=f"{NAME}简报的标题",
        summary="样张摘要，一句话。",
        date="待填" if is_draft else f"{NAME}日期",
        is_draft=is_draft,
        path=paths.STYLE,
        pdf=paths.measure_pdf(measure.id),
    )
