"""All pages of the site, in the order of its map."""

from reportsite import opendata
from reportsite.facts.page import View
from reportsite.plan.model import Report
from reportsite.plan.snapshot import snapshot
from reportsite.site import (
    bulletins,
    data,
    feed,
    filters,
    indicators,
    matrix,
    measures,
    method,
    overview,
    specimens,
    texts,
    units,
    updates,
)


def views(report: Report, *, preview: bool) -> tuple[View, ...]:
    """Return one view per page, as things stand at the site's `as_of`; a preview has one more."""
    now = snapshot(report, report.site.as_of)
    found = (
        overview.view(now),
        *measures.views(now),
        *indicators.views(now),
        *units.views(now),
        matrix.view(report),
        *texts.views(report),
        *bulletins.views(report),
        *updates.views(now),
        method.method(now),
        method.corrections(now),
        data.view(opendata.dataset(now), now),
        *([specimens.view(now)] if preview else []),
    )
    pages = (
        *found,
        texts.search(found),
        texts.site_map(found),
        texts.not_found(found, report.site.base_path),
    )
    return (*pages, filters.sheet(now), *feed.views(now), *feed.machine_views(pages, now))
