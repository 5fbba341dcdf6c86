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
    overview,
    texts,
    units,
    updates,
)
from reportsite.view.page import View


def views(report: Report) -> tuple[View, ...]:
    """Return one view per page, as things stand at the site's `as_of`."""
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
    )
    streams = (*feed.views(now), filters.sheet(now))
    return (
        *found,
        *streams,
        furniture.search(found),
        furniture.site_map(found),
        furniture.not_found(found, report.site.base_path),
    )
