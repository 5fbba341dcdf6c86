"""All pages of the site, in the order of its map."""

from reportsite.facts.datatable import Dataset
from reportsite.facts.page import View
from reportsite.plan.snapshot import Snapshot
from reportsite.site import (
    bulletins,
    data,
    feed,
    filters,
    indicators,
    measures,
    overview,
    specimens,
    texts,
    units,
)


def views(now: Snapshot, tables: Dataset, *, preview: bool) -> tuple[View, ...]:
    """Return one view per page, as things stand; `tables` are told of, a preview has one page more."""
    report = now.report
    found = (
        overview.view(now),
        *measures.views(now),
        *indicators.views(now),
        *units.views(now),
        units.view(report),
        *texts.views(report),
        *bulletins.views(report),
        *measures.updates(now),
        texts.method(now),
        texts.corrections(now),
        data.view(tables, now),
        *([specimens.view(now)] if preview else []),
    )
    pages = (
        *found,
        texts.search(found),
        texts.site_map(found),
        texts.not_found(found, report.site.base_path),
    )
    return (*pages, filters.sheet(now), *feed.views(now), *feed.machine_views(pages, now))
