"""What is shown where a page is shared, every chart to be taken away, and what search engines read.

Linked data (schema.org, JSON-LD) is a Dataset an indicator and a catalogue; addresses are absolute
once the site has one, and relative to the page until then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportsite.facts.datatable import Dataset
from reportsite.facts.indicator import headline
from reportsite.facts.page import DEMO, View, root, title_lines
from reportsite.plan import paths, words
from reportsite.plan.judge import Actual
from reportsite.plan.model import Indicator, Report
from reportsite.plan.snapshot import Snapshot
from reportsite.plan.target import Target
from reportsite.render.charts import Chart, figure
from reportsite.source.kinds import GAP

CHART_LINE = 26  # 汉字 in a line of a chart's title
HEADLINE_LINE = 34
CARD_LINE = 14


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """A chart with all it needs where it stands alone; `stamp` says that it is invented, or ''."""

    title: tuple[str, ...]
    headline: tuple[str, ...]
    unit: str
    chart: Chart
    source: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown where a page is shared; `figures` are large numbers with what they are."""

    kicker: str
    title: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    foot: str
    stamp: str


def charts(snapshot: Snapshot) -> Iterator[View]:
    """Yield a picture of every indicator's chart."""
    for indicator in snapshot.report.indicators:
        chart = figure(indicator, snapshot.verdicts[indicator.id])
        yield View(
            path=paths.chart_svg(indicator.id),
            template="render/picture.svg",
            title=indicator.name,
            description=chart.sentence,
            record=_chart(indicator, chart, snapshot),
        )


def _chart(indicator: Indicator, chart: Chart, snapshot: Snapshot) -> ChartPicture:
    report = snapshot.report
    return ChartPicture(
        title=title_lines(indicator.name, CHART_LINE),
        headline=title_lines(headline(indicator, snapshot), HEADLINE_LINE),
        unit=f"单位：{indicator.unit}" if indicator.unit else "",
        chart=chart,
        source=f"来源：{report.plan.annex_title}，各单位报送的实际值。数据截至{words.date(snapshot.as_of)}。",
        stamp=DEMO if report.site.is_demo else "",
    )


def cards(views: Sequence[View], snapshot: Snapshot) -> Iterator[View]:
    """Yield a card for every kind of page, and one of its own for every indicator."""
    indicators = {paths.indicator(i.id): i for i in snapshot.report.indicators}
    for share_image, own in _by_image(views):
        first = own[0]
        indicator = indicators.get(first.path)
        figures = tuple(_figures(indicator, snapshot)) if indicator else ()
        title = first.title if len(own) == 1 else first.column.name
        kicker = first.column.name if first.crumbs and first.column.name != title else ""
        yield View(
            path=share_image,
            template="site/card.svg",
            title=title,
            description=first.column.description,
            record=_card(title, kicker, figures, snapshot),
        )


def _by_image(views: Iterable[View]) -> Iterator[tuple[str, list[View]]]:
    found: dict[str, list[View]] = {}
    for view in views:
        if view.path.endswith(".html") and not view.base:
            found.setdefault(view.share_image, []).append(view)
    yield from found.items()


def _card(
    title: str, kicker: str, figures: tuple[tuple[str, str], ...], snapshot: Snapshot
) -> Card:
    site = snapshot.report.site
    return Card(
        kicker=kicker,
        title=title_lines(title, CARD_LINE),
        figures=figures,
        foot=f"{site.organiser}　数据截至{words.date(snapshot.as_of)}",
        stamp=DEMO if site.is_demo else "",
    )


def _figures(indicator: Indicator, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield an indicator's last target and, where there is one, its newest figure."""
    last = indicator.last_target
    if isinstance(last, Target):
        yield f"{last.year}年目标", last.amount(indicator.unit)
    actuals = snapshot.actuals(indicator.id)
    if actuals:
        newest: Actual = actuals[-1]
        verdict = snapshot.verdict(indicator.id, newest.period.year)
        said = f"{newest.period.words}实际　{verdict.case.marked}"
        yield said, words.amount(newest.value, indicator.unit)


Linked = Mapping[str, object]
CONTEXT = "https://schema.org"
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
        **({"temporalCoverage": f"{years[0]}/{years[-1]}"} if years else {}),
        **({"spatialCoverage": site.region} if site.region else {}),
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
