"""Due dates before they are a calendar: what has to be reported by which day."""

import datetime as dt
from dataclasses import dataclass


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
