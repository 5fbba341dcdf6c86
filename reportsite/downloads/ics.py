"""Due dates as a calendar to subscribe to (RFC 5545); a day of the data stands for the clock."""

import datetime as dt
from typing import TYPE_CHECKING

from reportsite import paths
from reportsite.artifact import Artifact
from reportsite.duedates import Deadline, Deadlines

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
