"""Due dates as a calendar to subscribe to (RFC 5545); a day of the data stands for the clock."""

import datetime as dt

from reportsite import paths
from reportsite.artifact import Artifact
from reportsite.duedates import Deadline, Deadlines

PROGRAM = "-//reportsite//deadlines//ZH-CN"
BEFORE = dt.timedelta(days=7)


def calendar(deadlines: Deadlines) -> Artifact:
    """Return the calendar: whole days that take no time, each with a reminder a week before."""
    from icalendar import Calendar

    made = Calendar.new(
        prodid=PROGRAM,
        name=deadlines.title,
        description=deadlines.description,
        language="zh-CN",
        method="PUBLISH",
    )
    stamp = dt.datetime.combine(deadlines.made_on, dt.time(), dt.UTC)
    for item in deadlines.items:
        made.add_component(_event(item, stamp))
    return Artifact(paths.DEADLINES, made.to_ical())


def _event(item: Deadline, stamp: dt.datetime):  # type: ignore[no-untyped-def]
    from icalendar import Alarm, Event

    event = Event.new(
        uid=item.id,
        stamp=stamp,
        start=item.day,
        end=item.day + dt.timedelta(days=1),
        summary=item.summary,
        description=item.description,
        url=item.url or None,
    )
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", item.summary)
    alarm.add("trigger", -BEFORE)
    event.add_component(alarm)
    return event
