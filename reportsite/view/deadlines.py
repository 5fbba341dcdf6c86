"""The days by which figures and words have to be reported, for a calendar."""

from collections.abc import Iterator

from reportsite import words
from reportsite.duedates import Deadline, Deadlines
from reportsite.model import Indicator
from reportsite.standing import Standing, due_dates
from reportsite.view.typeset import DEMO, root


def deadlines(standing: Standing) -> Deadlines:
    """Return the due dates of every period that figures are reported for."""
    site = standing.report.site
    title = f"{site.short_title}：报送截止日"
    return Deadlines(
        title=f"{DEMO}　{title}" if site.is_demo else title,
        description="每个时期的数字和进展最迟报送的日子，按本站的设置生成。",
        made_on=standing.as_of,
        items=tuple(_deadlines(standing)),
    )


def _deadlines(standing: Standing) -> Iterator[Deadline]:
    report = standing.report
    address = root(report.site)
    owed = "；".join(f"{who}：{what}" for who, what in _by_reporter(report.indicators).items())
    stamp, own = (f"（{DEMO}）", "demo-") if report.site.is_demo else ("", "")
    for target in report.indicators[0].targets:
        for period, day in () if target.listed else due_dates(standing.rule, target.year):
            yield Deadline(
                id=f"{own}due-{period}@{report.plan.sha256[:16]}",
                day=day,
                summary=f"{stamp}报送{period.words}的数字和进展：最后一天",
                description=f"{period.words}指标的实际值和措施的进展，最迟{words.date(day)}报送。{owed}。",
                url=address,
            )


def _by_reporter(indicators: tuple[Indicator, ...]) -> dict[str, str]:
    """Return which indicators each body reports, by its name."""
    found: dict[str, list[str]] = {}
    for indicator in indicators:
        for unit in indicator.reporters:
            found.setdefault(unit.name, []).append(str(indicator.number))
    return {unit: f"指标{'、'.join(numbers)}" for unit, numbers in found.items()}
