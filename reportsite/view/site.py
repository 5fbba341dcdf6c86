"""All pages of the site, in the order of its map."""

from reportsite.model import Report
from reportsite.standing import standing
from reportsite.view import (
    bulletins,
    feed,
    filters,
    furniture,
    indicators,
    matrix,
    measures,
    method,
    opendata,
    overview,
    specimens,
    streams,
    texts,
    units,
    updates,
)
from reportsite.view.opendata import page as data
from reportsite.view.page import View


def views(report: Report, *, preview: bool) -> tuple[View, ...]:
    """Return one view per page, as things stand at the site's `as_of`; a preview has one more."""
    now = standing(report, report.site.as_of)
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
        furniture.search(found),
        furniture.site_map(found),
        furniture.not_found(found, report.site.base_path),
    )
    return (*pages, filters.sheet(now), *feed.views(now), *streams.views(pages, now))
