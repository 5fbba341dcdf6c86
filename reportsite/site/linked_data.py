"""What search engines for data read (schema.org, JSON-LD): a Dataset an indicator, a catalogue.

Addresses are absolute once the site has one, and relative to the page until then.
"""

from collections.abc import Mapping

from reportsite.facts.datatable import Dataset
from reportsite.facts.document import DEMO, root
from reportsite.facts.page import View
from reportsite.plan import paths
from reportsite.plan.model import Indicator, Report
from reportsite.plan.written import GAP

Linked = Mapping[str, object]
CONTEXT = "https://schema.org"
PLACE = "内蒙古自治区巴彦淖尔市"
MEDIA = {"csv": "text/csv", "json": "application/json", "svg": "image/svg+xml"}


def of_indicator(indicator: Indicator, page: View, report: Report) -> Linked:
    """Return the Dataset of an indicator's page."""
    files = [paths.indicator_csv(indicator.id), paths.chart_svg(indicator.id)]
    measured = {"@type": "PropertyValue", "name": indicator.name}
    if indicator.unit:
        measured["unitText"] = indicator.unit
    return {
        "@context": CONTEXT,
        **_dataset(indicator.name, page.description, page, report),
        "variableMeasured": [measured],
        "distribution": [_download(path, page, report) for path in files],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": f"{report.site.title}数据"},
    }


def of_catalogue(dataset: Dataset, page: View, report: Report) -> Linked:
    """Return the DataCatalog of the page of open data, with a Dataset for every table."""
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "name": dataset.title,
        "description": _said(dataset.description, report),
        "url": _address(page.path, page, report),
        "inLanguage": "zh-CN",
        "publisher": _publisher(report),
        "dataset": [
            {
                **_dataset(f"{dataset.title}：{table.title}", table.description, page, report),
                "distribution": [
                    _download(paths.table_csv(table.name), page, report),
                    _download(paths.table_json(table.name), page, report),
                ],
            }
            for table in dataset.tables
        ],
    }


def _dataset(name: str, description: str, page: View, report: Report) -> dict[str, object]:
    site, years = report.site, report.plan.years
    found: dict[str, object] = {
        "@type": "Dataset",
        "name": name,
        "description": _said(f"{description}{site.description}", report),
        "url": _address(page.path, page, report),
        "inLanguage": "zh-CN",
        "creator": _publisher(report),
        "publisher": _publisher(report),
        "keywords": list(site.keywords),
        "temporalCoverage": f"{years[0]}/{years[-1]}",
        "spatialCoverage": PLACE,
        "version": site.as_of.isoformat(),
        "dateModified": site.as_of.isoformat(),
        "isAccessibleForFree": True,
    }
    if site.published != GAP:
        found["datePublished"] = site.published[:10]
    if site.data_licence != GAP:
        found["license"] = {"@type": "CreativeWork", "name": site.data_licence}
    return found


def _said(text: str, report: Report) -> str:
    return f"（{DEMO}，虚构，不得引用）{text}" if report.site.is_demo else text


def _publisher(report: Report) -> Linked:
    return {"@type": "GovernmentOrganization", "name": report.site.organiser}


def _download(path: str, page: View, report: Report) -> Linked:
    media = MEDIA[path.rpartition(".")[2]]
    address = _address(path, page, report)
    return {"@type": "DataDownload", "encodingFormat": media, "contentUrl": address}


def _address(path: str, page: View, report: Report) -> str:
    base = root(report.site)
    return f"{base}{paths.url(path)[1:]}" if base else page.href(path)
