"""The feed: figures, corrections, progress and bulletins, newest first (Atom, RFC 4287).

A feed needs absolute addresses, so there is none until the office has given the site's.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from reportsite import paths, words
from reportsite.model import GAP, Entry, Indicator, Measure, Nobody, Undated
from reportsite.progress import Actual
from reportsite.standing import Standing
from reportsite.view.frame import column, has_feed
from reportsite.view.page import View

FEED_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item: `id` never changes, `on` is RFC 3339, `path` the page and place it stands at."""

    id: str
    kind: str
    title: str
    on: str
    author: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed's items; `updated` is the newest one's time, `rights` '' while they are a gap."""

    updated: str
    author: str
    rights: str
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
        record=Feed(
            updated=items[0].on,
            author=site.organiser,
            rights="" if site.data_licence == GAP else site.data_licence,
            items=tuple(items[:FEED_LENGTH]),
        ),
    )


def _items(standing: Standing) -> Iterator[FeedItem]:
    yield from _figures(standing)
    yield from _corrections(standing)
    for measure in standing.report.measures:
        for entry in standing.entries(measure):
            yield _entry(entry, measure, standing.report.site.organiser)
    for bulletin in standing.report.bulletins:
        if isinstance(bulletin.date, dt.date):
            yield FeedItem(
                id=f"bulletins/{bulletin.id}",
                kind=bulletin.kind.value,
                title=bulletin.title,
                on=_moment(bulletin.date),
                author=bulletin.issuer,
                text=bulletin.summary,
                path=paths.bulletin(bulletin.id),
            )


def _figures(standing: Standing) -> Iterator[FeedItem]:
    """Yield an item for every day on which figures were reported."""
    report, indicators = standing.report, _indicators(standing)
    known = (row for row in report.actuals if row.reported_on <= standing.as_of)
    in_order = sorted(known, key=lambda row: (row.reported_on, row.indicator, row.line))
    for on, rows in groupby(in_order, key=lambda row: row.reported_on):
        told = [_figure(row, indicators[row.indicator]) for row in rows]
        yield FeedItem(
            id=f"actuals/{on}",
            kind="指标",
            title=f"{words.date(on)}报送的实际值：{len(told)}个数",
            on=_moment(on),
            author=report.site.organiser,
            text="；".join(told) + "。",
            path=paths.INDICATORS,
        )


def _corrections(standing: Standing) -> Iterator[FeedItem]:
    indicators = _indicators(standing)
    for before, after in standing.revisions():
        indicator = indicators[after.indicator]
        what, figure = _subject(after, indicator), words.amount(after.value, indicator.unit)
        yield FeedItem(
            id=f"corrections/{after.indicator}/{after.period}/{after.reported_on}",
            kind="更正",
            title=f"更正：{what}",
            on=_moment(after.reported_on),
            author=after.unit,
            text=f"{what}：由{before.value}改为{figure}。{after.note}",
            path=paths.CORRECTIONS,
        )


def _indicators(standing: Standing) -> dict[str, Indicator]:
    return {indicator.id: indicator for indicator in standing.report.indicators}


def _subject(row: Actual, indicator: Indicator) -> str:
    return f"指标{indicator.number}　{indicator.name}，{row.period.words}"


def _figure(row: Actual, indicator: Indicator) -> str:
    return f"{_subject(row, indicator)}：{words.amount(row.value, indicator.unit)}"


def _entry(entry: Entry, measure: Measure, organiser: str) -> FeedItem:
    on = entry.period.end if isinstance(entry.on, Undated) else entry.on
    unit = entry.unit
    whose = "all" if isinstance(unit, Nobody) else unit.id
    return FeedItem(
        id=f"measures/{measure.id}/{entry.period}/{entry.kind.name.lower()}/{whose}/{on}",
        kind=entry.kind.value,
        title=f"{words.measure(measure.number)}　{entry.period.words}{entry.kind.value}",
        on=_moment(on),
        author=organiser if isinstance(unit, Nobody) else unit.name,
        text=entry.text,
        path=paths.measure(measure.id),
    )


def _moment(day: dt.date) -> str:
    """Return a day as RFC 3339 in China's time."""
    return f"{day.isoformat()}T00:00:00+08:00"
