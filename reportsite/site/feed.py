"""What machines follow: the feed (Atom, RFC 4287), sitemap.xml and robots.txt, dated by the content.

All need absolute addresses: without the site's there is no feed and no sitemap.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from reportsite.facts.page import View, root
from reportsite.plan import paths, words
from reportsite.plan.judge import Actual
from reportsite.plan.model import Indicator, Measure, Report
from reportsite.plan.snapshot import Snapshot, due_dates
from reportsite.plan.written import Entry, Nobody
from reportsite.site.frame import has_feed
from reportsite.source.kinds import GAP

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


def views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the feed where it has an address and anything to say."""
    site = snapshot.report.site
    if not has_feed(snapshot.report):
        return
    items = sorted(_items(snapshot), key=lambda item: (item.on, item.id), reverse=True)
    yield View(
        path=paths.FEED,
        template="site/feed.xml",
        title=site.title,
        description=site.description,
        record=Feed(
            updated=items[0].on,
            author=site.organiser,
            rights="" if site.data_licence == GAP else site.data_licence,
            items=tuple(items[:FEED_LENGTH]),
        ),
    )


def _items(snapshot: Snapshot) -> Iterator[FeedItem]:
    yield from _figures(snapshot)
    yield from _corrections(snapshot)
    for measure in snapshot.report.measures:
        for entry in snapshot.entries(measure):
            yield _entry(entry, measure, snapshot.report.site.organiser)
    for bulletin in snapshot.report.bulletins:
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


def _figures(snapshot: Snapshot) -> Iterator[FeedItem]:
    """Yield an item for every day on which figures were reported."""
    report = snapshot.report
    indicators = {indicator.id: indicator for indicator in report.indicators}
    known = (row for row in report.actuals if row.reported_on <= snapshot.as_of)
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


def _corrections(snapshot: Snapshot) -> Iterator[FeedItem]:
    for made in snapshot.corrections():
        after, unit = made.after, made.indicator.unit
        what, figure = _subject(after, made.indicator), words.amount(after.value, unit)
        yield FeedItem(
            id=f"corrections/{after.indicator}/{_of(after)}{after.period}/{after.reported_on}",
            kind="更正",
            title=f"更正：{what}",
            on=_moment(after.reported_on),
            author=after.unit,
            text=f"{what}：由{made.before.value}改为{figure}。{after.note}",
            path=paths.CORRECTIONS,
        )


def _subject(row: Actual, indicator: Indicator) -> str:
    return f"指标{indicator.number}　{indicator.name}，{_of(row, '，')}{row.period.words}"


def _of(row: Actual, mark: str = "/") -> str:
    """Return the area of a figure with a mark behind it, '' where it is the whole."""
    return f"{row.area}{mark}" if row.area else ""


def _figure(row: Actual, indicator: Indicator) -> str:
    return f"{_subject(row, indicator)}：{words.amount(row.value, indicator.unit)}"


def _entry(entry: Entry, measure: Measure, organiser: str) -> FeedItem:
    unit = entry.unit
    whose = "all" if isinstance(unit, Nobody) else unit.id
    return FeedItem(
        id=f"measures/{measure.id}/{entry.period}/{entry.kind.name.lower()}/{whose}/{entry.day}",
        kind=entry.kind.value,
        title=f"{measure.label}　{entry.period.words}{entry.kind.value}",
        on=_moment(entry.day),
        author=organiser if isinstance(unit, Nobody) else unit.name,
        text=entry.text,
        path=paths.measure(measure.id),
    )


def _moment(day: dt.date) -> str:
    """Return a day as RFC 3339 in China's time."""
    return f"{day.isoformat()}T00:00:00+08:00"


STANDS_STILL = ("plan", "assurance", "definitions", "method", "free")


def machine_views(pages: Iterable[View], snapshot: Snapshot) -> Iterator[View]:
    """Yield robots.txt, and sitemap.xml where the site has an address."""
    address, robots = root(snapshot.report.site), ""
    if address:
        robots = address + paths.SITEMAP_XML
        days = _changes(snapshot)
        found = tuple(_sitemap_entry(page, days, snapshot) for page in pages if page.kind != "404")
        yield _view(paths.SITEMAP_XML, found)
    yield _view(paths.ROBOTS, robots)


def _view(path: str, record: object) -> View:
    return View(path, f"site/{path}", path, "", record)


def _sitemap_entry(page: View, days: dict[str, dt.date], snapshot: Snapshot) -> tuple[str, str]:
    """Return a page's address from the site's root, and the day it last changed ('' = not known)."""
    site = snapshot.report.site
    published = None if site.published == GAP else dt.date.fromisoformat(site.published[:10])
    own = days.get(page.path)
    if own is None and page.kind not in STANDS_STILL and page.path not in _single(snapshot.report):
        own = _newest(snapshot)
    known = [day for day in (own, published) if day]
    return paths.url(page.path)[1:], max(known).isoformat() if known else ""


def _newest(snapshot: Snapshot) -> dt.date:
    """Return the day of the figures, or of an issue that came out after it."""
    issued = (issue.date for issue in snapshot.report.bulletins)
    return max([snapshot.as_of, *(day for day in issued if isinstance(day, dt.date))])


def _single(report: Report) -> set[str]:
    """Return the pages of one thing, which change only when something is said of that."""
    measures = (paths.measure(measure.id) for measure in report.measures)
    indicators = (paths.indicator(indicator.id) for indicator in report.indicators)
    return {*measures, *indicators}


def _changes(snapshot: Snapshot) -> dict[str, dt.date]:
    """Return the newest day something was said on a page of one thing, by its path."""
    report, found = snapshot.report, dict[str, dt.date]()
    for indicator in report.indicators:
        _note(found, paths.indicator(indicator.id), _of_indicator(indicator, snapshot))
    for measure in report.measures:
        linked = (paths.indicator(link.indicator.id) for link in measure.indicators)
        days = (*_of_measure(measure, snapshot), *(found[p] for p in linked if p in found))
        _note(found, paths.measure(measure.id), days)
    for issue in report.bulletins:
        _note(found, paths.bulletin(issue.id), [issue.date])
    return found


def _note(found: dict[str, dt.date], path: str, days: Iterable[dt.date | str]) -> None:
    known = [day for day in days if isinstance(day, dt.date)]
    if known:
        found[path] = max(known)


def _of_indicator(indicator: Indicator, snapshot: Snapshot) -> Iterator[dt.date]:
    """Yield the days of its figures and signatures, and each day on which one became overdue."""
    report, as_of = snapshot.report, snapshot.as_of
    reported = (row.reported_on for row in report.ledger if row.indicator == indicator.id)
    signed = (made.signed_on for made in report.overrides if made.indicator == indicator.id)
    yield from (day for day in (*reported, *signed) if day <= as_of)
    for target in indicator.targets:
        for _, day in () if target.listed else due_dates(snapshot.rule, target.year):
            if day < as_of:
                yield day + dt.timedelta(days=1)


def _of_measure(measure: Measure, snapshot: Snapshot) -> Iterator[dt.date]:
    for entry in snapshot.entries(measure):
        yield entry.day
    if stage := snapshot.stage(measure):
        yield stage.since
