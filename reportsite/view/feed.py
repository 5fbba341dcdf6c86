"""The feed: every entry of progress and every bulletin, newest first (Atom, RFC 4287).

A feed needs absolute addresses, so there is none until the office has given the site's.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite import paths, words
from reportsite.model import Entry, Measure, Nobody, Undated
from reportsite.standing import Standing
from reportsite.view.frame import column, has_feed
from reportsite.view.page import View

FEED_LENGTH = 50


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item: `id` never changes, `on` is RFC 3339, `path` the page and place it stands at."""

    id: str
    title: str
    on: str
    author: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed's items; `updated` is the newest one's time."""

    updated: str
    items: tuple[FeedItem, ...]


def views(standing: Standing) -> Iterator[View]:
    """Yield the feed where it has an address and anything to say."""
    site = standing.report.site
    if not has_feed(standing.report):
        return
    items = sorted(_items(standing), key=lambda item: (item.on, item.id), reverse=True)
    yield View(
        path=paths.FEED,
        template="feed.xml",
        title=site.title,
        description=site.description,
        column=column("updates"),
        record=Feed(items[0].on, tuple(items[:FEED_LENGTH])),
    )


def _items(standing: Standing) -> Iterator[FeedItem]:
    for measure in standing.report.measures:
        for entry in standing.entries(measure):
            yield _entry(entry, measure, standing.report.site.organiser)
    for bulletin in standing.report.bulletins:
        if isinstance(bulletin.date, dt.date):
            yield FeedItem(
                id=f"bulletins/{bulletin.id}",
                title=bulletin.title,
                on=_moment(bulletin.date),
                author=bulletin.issuer,
                text=bulletin.summary,
                path=paths.bulletin(bulletin.id),
            )


def _entry(entry: Entry, measure: Measure, organiser: str) -> FeedItem:
    on = entry.period.end if isinstance(entry.on, Undated) else entry.on
    unit = entry.unit
    whose = "all" if isinstance(unit, Nobody) else unit.id
    return FeedItem(
        id=f"measures/{measure.id}/{entry.period}/{entry.kind.name.lower()}/{whose}/{on}",
        title=f"{words.measure(measure.number)}　{entry.period.words}{entry.kind.value}",
        on=_moment(on),
        author=organiser if isinstance(unit, Nobody) else unit.name,
        text=entry.text,
        path=paths.measure(measure.id),
    )


def _moment(day: dt.date) -> str:
    """Return a day as RFC 3339 in China's time."""
    return f"{day.isoformat()}T00:00:00+08:00"
