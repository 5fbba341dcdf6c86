"""Due dates as a calendar to subscribe to (RFC 5545); a day of the data stands for the clock."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportsite.facts.document import DEMO, root
from reportsite.plan import paths, words
from reportsite.plan.model import Indicator
from reportsite.plan.snapshot import Snapshot, due_dates
from reportsite.source.writing import Artifact


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day something is due: `id` never changes, `url` is '' while the site has no address."""

    id: str
    day: dt.date
    summary: str
    description: str
    url: str


@dataclass(frozen=True, slots=True)
class Deadlines:
    """All due dates of the plan; `made_on` is the day on which they are known as they stand."""

    title: str
    description: str
    made_on: dt.date
    items: tuple[Deadline, ...]


if TYPE_CHECKING:
    from icalendar import Event

PROGRAM = "-//reportsite//deadlines//ZH-CN"
BEFORE = dt.timedelta(days=7)


def calendar(deadlines: Deadlines) -> Artifact:
    """Return the calendar: whole days that take no time, each with a reminder a week before."""
    from icalendar import Calendar

    made = Calendar()  # Calendar.new gives it a name by chance
    made.add("prodid", PROGRAM)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", deadlines.title)
    made.add("x-wr-calname", deadlines.title)
    made.add("description", deadlines.description)
    stamp = dt.datetime.combine(deadlines.made_on, dt.time(), dt.UTC)
    for item in deadlines.items:
        made.add_component(_event(item, stamp))
    return Artifact(paths.DEADLINES, made.to_ical())


def _event(item: Deadline, stamp: dt.datetime) -> "Event":
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", item.id)
    event.add("dtstamp", stamp)
    event.add("dtstart", item.day)
    event.add("dtend", item.day + dt.timedelta(days=1))
    event.add("summary", item.summary)
    event.add("description", item.description)
    if item.url:
        event.add("url", item.url)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", item.summary)
    alarm.add("trigger", -BEFORE)
    event.add_component(alarm)
    return event


def deadlines(snapshot: Snapshot) -> Deadlines:
    """Return the due dates of every period that figures are reported for."""
    site = snapshot.report.site
    title = f"{site.short_title}：报送截止日"
    return Deadlines(
        title=f"{DEMO}　{title}" if site.is_demo else title,
        description="每个时期的数字和进展最迟报送的日子，按本站的设置生成。",
        made_on=snapshot.as_of,
        items=tuple(_deadlines(snapshot)),
    )


def _deadlines(snapshot: Snapshot) -> Iterator[Deadline]:
    report = snapshot.report
    address = root(report.site)
    owed = "；".join(f"{who}：{what}" for who, what in _by_reporter(report.indicators).items())
    stamp, own = (f"（{DEMO}）", "demo-") if report.site.is_demo else ("", "")
    for target in report.indicators[0].targets:
        for period, day in () if target.listed else due_dates(snapshot.rule, target.year):
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
