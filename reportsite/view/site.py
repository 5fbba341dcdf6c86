"""All pages of the site, in the order of its map."""

from reportsite.model import Report
from reportsite.view import bulletins, furniture, indicators, measures, overview, texts, units
from reportsite.view.page import View


def views(report: Report) -> tuple[View, ...]:
    """Return one view per page."""
    found = (
        overview.view(report),
        *measures.views(report),
        *indicators.views(report),
        *units.views(report),
        *texts.views(report),
        *bulletins.views(report),
    )
    return (*found, furniture.site_map(found), furniture.not_found(found, report.site.base_path))
