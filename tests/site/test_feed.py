"""Feed, sitemap, robots and calendar: valid for their readers, and never dated by a clock."""

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Alarm, Calendar
from lxml import etree

from reportsite.facts.page import View
from reportsite.opendata import calendar
from reportsite.plan import paths
from reportsite.plan.model import Report
from reportsite.plan.snapshot import due_dates, snapshot
from reportsite.problems import Problems
from reportsite.render.templates import render
from reportsite.site import feed, frame
from tests.support.checkout import ROOT
from tests.support.demo import demo_report, page_views
from tests.support.websites import DEMO, HOST, REAL, RELEASED, Website

ADDRESS = f"{HOST}/zt/yanshi/"
STREAMS = ("feed.xml", "sitemap.xml", "robots.txt")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@cache
def streams(*, release: bool = False) -> dict[str, str]:
    """Return the streams of the demo as it would be below an address."""
    report, problems = addressed(demo_report()), Problems()
    views = [view for view in page_views(report, preview=not release) if view.path in STREAMS]
    shared = {**frame.shared(report, pdfs=True, search=False, release=release), "files": {}}
    made = {view.path: text for view, text in render(views, shared, ROOT / "templates", problems)}
    assert problems.sorted == ()
    return made


def addressed(report: Report) -> Report:
    place = replace(
        report.site, base_url=HOST, base_path="/zt/yanshi/", published="2023-07-04 09:00"
    )
    return replace(report, site=place)


# The feed


@cache
def followed() -> Any:
    found = feedparser.parse(streams()["feed.xml"].encode())
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_the_feed_is_read_without_a_complaint_and_the_newest_is_first() -> None:
    days = [entry.updated for entry in followed().entries]
    assert 50 < len(days) <= 100
    assert days == sorted(days, reverse=True)
    assert followed().feed.updated == days[0]
    assert followed().feed.links[1].href == f"{ADDRESS}feed.xml"


def test_every_entry_of_the_feed_is_complete_and_its_own() -> None:
    for entry in followed().entries:
        assert entry.title
        assert entry.author
        assert entry.summary
        assert entry.tags[0].term in {"指标", "更正", "简报", "通报", "进展", "存在问题", "下一步"}
        assert entry.link.startswith(ADDRESS)
    ids = [entry.id for entry in followed().entries]
    assert len(ids) == len(set(ids))


def test_the_feed_tells_of_figures_corrections_words_and_issues() -> None:
    kinds = {entry.tags[0].term for entry in followed().entries}
    assert {"指标", "更正", "进展"} <= kinds
    assert kinds & {"简报", "通报"}


def test_a_correction_in_the_feed_says_both_figures() -> None:
    at = snapshot(demo_report(), demo_report().site.as_of)
    made = at.corrections()[0]
    before, after = made.before, made.after
    (entry,) = (e for e in followed().entries if e.id.endswith(
        f"corrections/{after.indicator}/{after.period}/{after.reported_on}"
    ))  # fmt: skip
    assert f"由{before.value}改为{after.value}" in entry.summary


# Sitemap and robots


def entries(text: str) -> dict[str, str]:
    tree = etree.fromstring(text.encode())
    assert tree.tag == f"{SITEMAP}urlset"
    found = {}
    for entry in tree:
        assert [child.tag for child in entry] == [f"{SITEMAP}loc", f"{SITEMAP}lastmod"]
        loc, lastmod = (str(child.text) for child in entry)
        found[loc] = lastmod
    assert len(found) == len(tree)
    return found


def test_the_sitemap_names_every_page_by_its_lasting_address(finished: Path) -> None:
    web = RELEASED.below(finished)
    pages = {page.relative_to(web).as_posix() for page in web.rglob("*.html")}
    listed = entries((web / "sitemap.xml").read_text("utf-8"))
    root = HOST + RELEASED.base
    assert listed.keys() == {
        root + page.removesuffix("index.html") for page in pages - {"404.html"}
    }


def test_a_page_is_as_new_as_what_is_said_on_it() -> None:
    report = demo_report()
    days = entries(streams()["sitemap.xml"])
    issued = [issue.date for issue in report.bulletins if isinstance(issue.date, dt.date)]
    newest = _day(max([report.site.as_of, *issued]))
    assert max(days.values()) == days[ADDRESS] == newest
    assert days[f"{ADDRESS}plan/"] == "2023-07-04"
    for issue in report.bulletins:
        if isinstance(issue.date, dt.date):
            assert days[f"{ADDRESS}bulletins/{issue.id}/"] == _day(issue.date)
    reported = max(row.reported_on for row in report.actuals if row.indicator == "06")
    assert _day(reported) <= days[f"{ADDRESS}indicators/06/"] <= newest


@pytest.mark.parametrize(
    ("as_of", "changed"),
    [
        ("2023-07-31", "2023-07-04"),
        ("2023-08-01", "2023-08-01"),
        ("2024-01-31", "2023-08-01"),
        ("2024-02-01", "2024-02-01"),
        ("2024-07-31", "2024-02-01"),
    ],
)
def test_an_indicator_s_page_changes_on_the_day_after_a_figure_was_due(
    report: Report, as_of: str, changed: str
) -> None:
    """Until then it was awaited, from then on it is overdue; on the due date itself nothing moved."""
    at = snapshot(addressed(report), dt.date.fromisoformat(as_of))
    page = View(paths.indicator("06"), "", "", "", None, frame.column("indicators", report))
    sitemap, _ = feed.machine_views([page], at)
    assert sitemap.record == (("indicators/06/", changed),)


def _day(day: dt.date) -> str:
    return day.isoformat()


def test_without_an_address_there_is_neither_feed_nor_sitemap(finished: Path) -> None:
    for website in (REAL, DEMO):
        assert not (website.below(finished) / "feed.xml").exists()
        assert not (website.below(finished) / "sitemap.xml").exists()


@pytest.mark.parametrize("website", [REAL, DEMO], ids=["preview", "demo"])
def test_robots_are_kept_from_what_is_not_released(finished: Path, website: Website) -> None:
    said = (website.below(finished) / "robots.txt").read_text("utf-8")
    assert said == "User-agent: *\nDisallow: /\n"


def test_robots_find_the_sitemap_of_a_released_site(finished: Path) -> None:
    said = (RELEASED.below(finished) / "robots.txt").read_text("utf-8")
    assert said == f"User-agent: *\nAllow: /\nSitemap: {HOST}{RELEASED.base}sitemap.xml\n"


def test_robots_are_kept_from_a_demo_even_where_it_has_an_address() -> None:
    assert streams(release=True)["robots.txt"] == "User-agent: *\nDisallow: /\n"


# The calendar


def parsed(report: Report, on: dt.date) -> Calendar:
    return Calendar.from_ical(next(calendar.calendars(snapshot(report, on))).data)


def test_the_calendar_has_every_due_date_once(report: Report) -> None:
    at = snapshot(report, report.site.as_of)
    events = parsed(report, report.site.as_of).events
    years = [target.year for target in report.indicators[0].targets if not target.listed]
    assert years == [2023, 2024, 2025]
    due = {p.words: day for year in years for p, day in due_dates(at.rule, year)}
    assert [event.start for event in events] == list(due.values())
    for words, event in zip(due, events, strict=True):
        assert words in str(event["SUMMARY"])
        assert event.end - event.start == dt.timedelta(days=1)
        assert event["TRANSP"] == "TRANSPARENT"
        (alarm,) = (part for part in event.subcomponents if isinstance(part, Alarm))
        assert alarm.TRIGGER.days == -7


def test_an_event_keeps_its_name_and_is_stamped_with_a_day_of_the_data(report: Report) -> None:
    one, other = dt.date(2023, 7, 3), dt.date(2025, 1, 1)
    then, now = parsed(report, one).events, parsed(report, other).events
    assert [event["UID"] for event in then] == [event["UID"] for event in now]
    assert len({event["UID"] for event in then}) == 6
    assert {event.stamp.date() for event in then} == {one}
    assert {event.stamp.date() for event in now} == {other}


def test_the_calendar_is_written_as_the_standard_asks(finished: Path) -> None:
    """RFC 5545: CRLF, lines of at most 75 octets, a product and a version."""
    for website in (REAL, DEMO, RELEASED):
        raw = (website.below(finished) / "deadlines.ics").read_bytes()
        assert raw.count(b"\n") == raw.count(b"\r\n")
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        found = Calendar.from_ical(raw)
        assert found["VERSION"] == "2.0"
        assert found["PRODID"]
        assert found.errors == []
        stamped = ["演示数据" in str(event["SUMMARY"]) for event in found.events]
        assert stamped == [website.demo] * 6


def test_the_calendar_says_who_reports_what(report: Report) -> None:
    (first, *_) = parsed(report, report.site.as_of).events
    for indicator in report.indicators:
        for unit in indicator.reporters:
            assert unit.name in str(first["DESCRIPTION"])
