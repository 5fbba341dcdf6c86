"""All pages of the site, in the order of its map."""

from collections.abc import Callable, Iterable

from reportsite.facts.datatable import Dataset
from reportsite.facts.page import View
from reportsite.plan.snapshot import Snapshot
from reportsite.site import (
    bulletins,
    data,
    feed,
    filters,
    frame,
    indicators,
    measures,
    overview,
    specimens,
    texts,
    units,
)

# A section's pages; those of a section the plan has nothing for are not made.
PAGES: tuple[tuple[str, Callable[[Snapshot], Iterable[View]]], ...] = (
    ("overview", overview.views),
    ("measures", measures.views),
    ("indicators", indicators.views),
    ("units", units.views),
    ("matrix", units.matrix_views),
    ("plan", texts.plan),
    ("definitions", texts.definitions),
    ("overview", texts.free),
    ("bulletins", bulletins.views),
    ("updates", measures.updates),
    ("method", texts.method),
    ("corrections", texts.corrections),
)


def views(now: Snapshot, tables: Dataset, *, preview: bool) -> tuple[View, ...]:
    """Return one view per page, as things stand; `tables` are told of, a preview has one page more."""
    report = now.report
    sections = frame.site_sections(report)
    found = (
        *(view for name, pages in PAGES if sections[name].exists for view in pages(now)),
        *([data.view(tables, now)] if sections["data"].exists else []),
        *(specimens.views(now) if preview else ()),
    )
    pages = (
        *found,
        texts.search(found, report),
        texts.site_map(found, report),
        texts.not_found(report),
    )
    sheets = [filters.sheet(now)] if report.measures else []
    return (*pages, *sheets, *feed.views(now), *feed.machine_views(pages, now))
