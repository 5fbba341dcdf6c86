"""Due dates as a calendar to subscribe to (RFC 5545); a day of the data stands for the clock."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportsite.facts.measure import assigned
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


def calendars(now: Snapshot) -> Iterator[Artifact]:
    """Yield the due dates of every period that is reported for, where anybody is to report.

    They are whole days that take no time, each with a reminder a week before.
    """
    if now.report.is_reported_on:
        yield _calendar(now)


def _calendar(now: Snapshot) -> Artifact:
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
    for year in now.report.judged_years:
        for period, day in due_dates(now.rule, year):
            yield _report(period, day, owed, now)
    yield from _limits(now)


def _report(period: Period, day: dt.date, owed: str, now: Snapshot) -> "Event":
    figures, progress = bool(now.report.indicators), bool(now.report.measures)
    asked = words.together("数字" * figures, "进展" * progress)
    summary = f"报送{period.words}的{asked}：最后一天"
    asked = words.together("指标的实际值" * figures, "措施的进展" * progress)
    what = f"{period.words}{asked}，最迟{words.date(day)}报送。{owed}{'。' * bool(owed)}"
    return _event(f"due-{period}", day, summary, what, now)


def _limits(now: Snapshot) -> Iterator["Event"]:
    """Yield the last day of every task and milestone that is not done."""
    for measure in now.report.measures:
        for state in now.tasks(measure):
            own = [(state.id, state.title, state.task.due, state.case)]
            own += [
                (
                    f"{state.id}-step-{n}",
                    f"{state.title}：{s.milestone.title}",
                    s.milestone.due,
                    s.case,
                )
                for n, s in enumerate(state.steps, 1)
            ]
            for id, title, limit, case in own:
                if limit and limit.end and not case.is_done:
                    summary = f"{title}：完成时限的最后一天"
                    what = f"{measure.label}。{assigned(state.task.units)}。完成时限：{limit}。"
                    yield _event(f"task-{id}", limit.end, summary, what, now)


def _event(id: str, day: dt.date, summary: str, what: str, now: Snapshot) -> "Event":
    """Return a due date whose id never changes."""
    from icalendar import Alarm, Event

    report = now.report
    stamp, own = (f"（{DEMO}）", "demo-") if report.site.is_demo else ("", "")
    summary = stamp + summary
    event = Event()
    event.add("uid", f"{own}{id}@{report.plan.sha256[:16]}")
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
