"""Due dates as a calendar to subscribe to (RFC 5545); a day of the data stands for the clock."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportsite.facts.page import DEMO, root
from reportsite.plan import paths, words
from reportsite.plan.model import Indicator
from reportsite.plan.period import Period
from reportsite.plan.snapshot import Snapshot, due_dates
from reportsite.source.writing import Artifact

if TYPE_CHECKING:
    from icalendar import Event

PROGRAM = "-//reportsite//deadlines//ZH-CN"
BEFORE = dt.timedelta(days=7)
SAID = "每个时期的数字和进展最迟报送的日子，按本站的设置生成。"


def calendar(now: Snapshot) -> Artifact:
    """Return the due dates of every period that figures are reported for.

    They are whole days that take no time, each with a reminder a week before.
    """
    from icalendar import Calendar

    site = now.report.site
    title = f"{DEMO}　" * site.is_demo + f"{site.short_title}：报送截止日"
    made = Calendar()  # Calendar.new gives it a name by chance
    made.add("prodid", PROGRAM)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", title)
    made.add("x-wr-calname", title)
    made.add("description", SAID)
    for event in _events(now):
        made.add_component(event)
    return Artifact(paths.DEADLINES, made.to_ical())


def _events(now: Snapshot) -> Iterator["Event"]:
    owed = "；".join(f"{who}：{what}" for who, what in _by_reporter(now.report.indicators).items())
    for target in now.report.indicators[0].targets:
        for period, day in () if target.listed else due_dates(now.rule, target.year):
            yield _event(period, day, owed, now)


def _event(period: Period, day: dt.date, owed: str, now: Snapshot) -> "Event":
    """Return a due date whose id never changes."""
    from icalendar import Alarm, Event

    report = now.report
    stamp, own = (f"（{DEMO}）", "demo-") if report.site.is_demo else ("", "")
    summary = f"{stamp}报送{period.words}的数字和进展：最后一天"
    what = f"{period.words}指标的实际值和措施的进展，最迟{words.date(day)}报送。{owed}。"
    event = Event()
    event.add("uid", f"{own}due-{period}@{report.plan.sha256[:16]}")
    event.add("dtstamp", dt.datetime.combine(now.as_of, dt.time(), dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", summary)
    event.add("description", what)
    if address := root(report.site):
        event.add("url", address)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -BEFORE)
    event.add_component(alarm)
    return event


def _by_reporter(indicators: tuple[Indicator, ...]) -> dict[str, str]:
    """Return which indicators each body reports, by its name."""
    found: dict[str, list[str]] = {}
    for indicator in indicators:
        for unit in indicator.reporters:
            found.setdefault(unit.name, []).append(str(indicator.number))
    return {unit: f"指标{'、'.join(numbers)}" for unit, numbers in found.items()}
