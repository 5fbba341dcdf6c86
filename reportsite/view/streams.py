"""What machines ask a site for: sitemap.xml and robots.txt, dated by the content, never by a clock.

Both need absolute addresses: without the site's there is no sitemap.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportsite import paths
from reportsite.model import GAP, Indicator, Measure, Report, Undated
from reportsite.standing import Standing, due_dates
from reportsite.view.frame import column
from reportsite.view.page import View
from reportsite.view.typeset import root

STANDS_STILL = ("plan", "assurance", "definitions", "method", "free")


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page's address from the site's root, and the day it last changed ('' where not known)."""

    address: str
    changed: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """All pages for search engines (sitemaps.org 0.9)."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class Robots:
    """What may be looked at; `sitemap` is its absolute address, '' where there is none."""

    sitemap: str


def views(pages: Iterable[View], standing: Standing) -> Iterator[View]:
    """Yield robots.txt, and sitemap.xml where the site has an address."""
    address, robots = root(standing.report.site), ""
    if address:
        robots = address + paths.SITEMAP_XML
        days = _changes(standing)
        found = tuple(_entry(page, days, standing) for page in pages if page.kind != "404")
        yield _view(paths.SITEMAP_XML, Sitemap(found))
    yield _view(paths.ROBOTS, Robots(robots))


def _view(path: str, record: object) -> View:
    return View(path, path, path, "", column("about"), record)


def _entry(page: View, days: dict[str, dt.date], standing: Standing) -> SitemapEntry:
    site = standing.report.site
    published = None if site.published == GAP else dt.date.fromisoformat(site.published[:10])
    own = days.get(page.path)
    if own is None and page.kind not in STANDS_STILL and page.path not in _single(standing.report):
        own = _newest(standing)
    known = [day for day in (own, published) if day]
    return SitemapEntry(paths.url(page.path)[1:], max(known).isoformat() if known else "")


def _newest(standing: Standing) -> dt.date:
    """Return the day of the figures, or of an issue that came out after it."""
    issued = (issue.date for issue in standing.report.bulletins)
    return max([standing.as_of, *(day for day in issued if isinstance(day, dt.date))])


def _single(report: Report) -> set[str]:
    """Return the pages of one thing, which change only when something is said of that."""
    measures = (paths.measure(measure.id) for measure in report.measures)
    indicators = (paths.indicator(indicator.id) for indicator in report.indicators)
    return {*measures, *indicators}


def _changes(standing: Standing) -> dict[str, dt.date]:
    """Return the newest day something was said on a page of one thing, by its path."""
    report, found = standing.report, dict[str, dt.date]()
    for indicator in report.indicators:
        _note(found, paths.indicator(indicator.id), _of_indicator(indicator, standing))
    for measure in report.measures:
        linked = (paths.indicator(link.indicator.id) for link in measure.indicators)
        days = (*_of_measure(measure, standing), *(found[p] for p in linked if p in found))
        _note(found, paths.measure(measure.id), days)
    for issue in report.bulletins:
        _note(found, paths.bulletin(issue.id), [issue.date])
    return found


def _note(found: dict[str, dt.date], path: str, days: Iterable[dt.date | str]) -> None:
    known = [day for day in days if isinstance(day, dt.date)]
    if known:
        found[path] = max(known)


def _of_indicator(indicator: Indicator, standing: Standing) -> Iterator[dt.date]:
    """Yield the days of its figures and signatures, and each day on which one became overdue."""
    report, as_of = standing.report, standing.as_of
    reported = (row.reported_on for row in report.actuals if row.indicator == indicator.id)
    signed = (made.signed_on for made in report.overrides if made.indicator == indicator.id)
    yield from (day for day in (*reported, *signed) if day <= as_of)
    for target in indicator.targets:
        for _, day in () if target.listed else due_dates(standing.rule, target.year):
            if day < as_of:
                yield day + dt.timedelta(days=1)


def _of_measure(measure: Measure, standing: Standing) -> Iterator[dt.date]:
    for entry in standing.entries(measure):
        yield entry.period.end if isinstance(entry.on, Undated) else entry.on
    if stage := standing.stage(measure):
        yield stage.since
